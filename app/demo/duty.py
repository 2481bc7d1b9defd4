"""Who is on duty when: the cycle of shifts that everybody goes through, each beginning at another place of it."""

from datetime import date

from app.demo.script import DAY, Script
from app.demo.stage import Actor, Stage

WORKED = frozenset(("present", "night"))


def duty_of(stage: Stage, who: Actor, day: date) -> str:
    """The shift somebody is planned for, or nothing; who is not yet on line is not planned."""
    floor: Script = stage.script["floor"]
    if not floor.get("cycle") or who.post or not who.employed(day) or who.online_on is None or day < who.online_on:
        return ""
    cycle: list[str] = list(floor["cycle"])
    shift = cycle[(day.toordinal() + who.place * int(floor.get("stride", 1))) % len(cycle)]
    spared = str(floor.get("day_instead", {}).get(who.number, ""))
    return spared if spared and shift in floor["nights"] else shift


def rostered_on(stage: Stage, day: date) -> date:
    """When a day's month is planned: six days ahead, the first month on the first morning; never where nobody plans."""
    if stage.script["floor"].get("unrostered"):
        return date.max
    return max(stage.script["begins"], day.replace(day=1) - DAY * 6)


def mark_of(stage: Stage, who: Actor, day: date) -> str:
    """What the day says about somebody who is not on leave; nothing where the job has not begun or is over."""
    if not who.employed(day):
        return ""
    working = stage.calendar.is_working(day)
    if who.post or not stage.script["floor"].get("cycle"):
        return "present" if working else "holiday" if stage.calendar.is_holiday(day) else "rest"
    if who.online_on is None or day < who.online_on:
        return "training" if working else "rest"
    shift = duty_of(stage, who, day)
    nights: list[str] = list(stage.script["floor"].get("nights", ()))
    return "night" if shift in nights else "present" if shift else "rest"


def on_duty(stage: Stage, day: date) -> int:
    """How many take calls on a day."""
    return sum(1 for one in stage.agents(day) if day not in one.away and mark_of(stage, one, day) in WORKED)
