"""Training: the month's plan, its filing, the sessions and who came."""

from datetime import date
from decimal import Decimal
from functools import partial

from app.demo.script import DAY, Script, rows
from app.demo.stage import Actor, Stage
from app.ledger import training
from app.ledger.book import Book
from app.ledger.training import Came
from app.periods import Period


def plan(stage: Stage) -> None:
    """Every month's plan and sessions; then what the script tells of single ones."""
    lessons: Script = stage.script.get("lessons", {})
    month = Period("month", stage.first.year, stage.first.month)
    at = 0
    while lessons and month.first <= lessons.get("through", stage.last):
        at = _month(stage, lessons, month, at)
        month = month.before(-1)
    for one in rows(stage.script, "lesson"):
        keys: list[int] = []
        stage.note(one["day"], "17:30", partial(_told, stage, one, keys))
        if "poor" in one:
            stage.note(one["judged"], "10:30", partial(_judge, stage, one["poor"], keys))


def _month(stage: Stage, lessons: Script, month: Period, at: int) -> int:
    """The month's sessions; the number of the next topic."""
    topics = [lessons["topics"][(at + more) % len(lessons["topics"])] for more in range(len(lessons["days"]))]
    planned = max(stage.script["begins"], month.first - DAY * 4)
    stage.note(planned, "10:40", partial(_plan, stage, lessons, month, topics))
    for topic, day in zip(topics, lessons["days"], strict=True):
        held = month.first.replace(day=day)
        if stage.first <= held <= lessons.get("through", stage.last):
            stage.note(held, "17:30", partial(_hold, stage, lessons, held, topic))
    return at + len(topics)


def _plan(stage: Stage, lessons: Script, month: Period, topics: list[str], book: Book) -> None:
    for topic, day in zip(topics, lessons["days"], strict=True):
        held = month.first.replace(day=day)
        training.plan(book, stage.project, month, topic, lessons["kind"], hours=lessons["hours"], planned_on=held)
    if lessons.get("filed"):
        training.file_plan(book, stage.project, month, max(stage.script["begins"], month.first - DAY * 3))


def _hold(stage: Stage, lessons: Script, day: date, topic: str, book: Book) -> None:
    there = [one for one in stage.crew if one.employed(day)]
    came = [_came(stage, lessons, one, day) for one in there]
    plans = training.plans(book, stage.project, Period("month", day.year, day.month))
    key = next((one.id for one in plans if one.planned_on == day), None)
    where = {"trainer": lessons.get("trainer", ""), "place": lessons.get("place", "")}
    training.hold(book, stage.project, day, topic, lessons["kind"], lessons["hours"], came, plan=key, **where)


def _came(stage: Stage, lessons: Script, who: Actor, day: date) -> Came:
    throw = stage.dice("lesson", who.number, day)
    there = day not in who.away and throw.randrange(1000) >= int(lessons.get("absent_per_mille", 30))
    mark = Decimal(throw.randint(76, 99)) if there and lessons.get("marked") else None
    excuse = "" if there else "请假" if day in who.away else "当班接线"
    return Came(stage.people[who.number], there, mark=mark, excuse=excuse)


def _told(stage: Stage, one: Script, keys: list[int], book: Book) -> None:
    numbers: list[str] = one.get("numbers") or [who.number for who in stage.agents(one["day"])]
    came = [Came(stage.people[number]) for number in numbers]
    changed = training.hold(book, stage.project, one["day"], one["topic"], one["kind"], one["hours"], came)
    keys.extend(changed.ids("training_session"))


def _judge(stage: Stage, reason: str, keys: list[int], book: Book) -> None:
    training.judge(book, stage.project, keys[0], True, reason)
