"""The floor: the roster a month ahead, the attendance week by week or month by month."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from app.demo.duty import WORKED, duty_of, mark_of, rostered_on
from app.demo.script import DAY, Script, days, rows
from app.demo.stage import Actor, Stage
from app.ledger import attendance, roster
from app.ledger.attendance import Entry
from app.ledger.book import Book

OTHER_HALF = {"am": "pm", "pm": "am"}
SUNDAY = 6


def plan(stage: Stage) -> None:
    """Roster and attendance."""
    floor: Script = stage.script["floor"]
    last = floor.get("through", stage.last)
    for first, until in _spans(stage.first, last, weekly=False):
        if floor.get("cycle") and not floor.get("unrostered"):
            stage.note(rostered_on(stage, first), "14:30", partial(_roster, stage, first, until))
    weekly = floor["batch"] == "week"
    for first, until in _spans(stage.first, last, weekly=weekly):
        do = partial(_record if weekly else _load, stage, first, until)
        stage.note(until + DAY, "08:40" if weekly else "09:30", do)


def _spans(first: date, last: date, *, weekly: bool) -> Iterator[tuple[date, date]]:
    """Weeks or months; a week ends with its month."""
    start = first
    for day in days(first, last):
        if (day + DAY).day == 1 or day == last or (weekly and day.weekday() == SUNDAY):
            yield start, day
            start = day + DAY


def _roster(stage: Stage, first: date, last: date, book: Book) -> None:
    """Those who have begun by now are planned; a newcomer is planned with the next month."""
    crew = [one for one in stage.crew if one.number in stage.people]
    planned = [(stage.people[who.number], day, shift) for who, day, shift in _duties(stage, crew, first, last)]
    if planned:
        roster.plan(book, stage.project, planned)


def _duties(stage: Stage, crew: list[Actor], first: date, last: date) -> Iterator[tuple[Actor, date, str]]:
    for who in crew:
        for day in days(first, last):
            if shift := duty_of(stage, who, day):
                yield who, day, shift


def _record(stage: Stage, first: date, last: date, book: Book) -> None:
    """A week written from the sign-in lists, what was noticed on it included."""
    entries = [entry for who in stage.crew for entry in _week(stage, who, first, last)]
    attendance.record(book, stage.project, entries, source="签到表")


def _load(stage: Stage, first: date, last: date, book: Book) -> None:
    """A month from the attendance machine; a day that is half leave keeps what the request wrote."""
    entries = [entry for who in stage.crew for entry in _month(stage, who, first, last)]
    attendance.load(book, stage.project, entries, f"考勤机导出 {first:%Y-%m}.xlsx")


def _week(stage: Stage, who: Actor, first: date, last: date) -> Iterator[Entry]:
    told = [one for one in rows(stage.script, "mark") if one["number"] == who.number]
    instead = {one["day"] for one in told if one.get("instead")}
    for day in days(first, last):
        code, half = mark_of(stage, who, day), who.away.get(day)
        part = "day" if half is None else OTHER_HALF.get(half, "")
        if code and part and day not in instead:
            yield Entry(stage.people[who.number], day, code, part)
    for one in told:
        if first <= one["day"] <= last:
            person, minutes = stage.people[who.number], one.get("minutes")
            yield Entry(person, one["day"], one["code"], minutes=minutes, note=one.get("note", ""))


def _month(stage: Stage, who: Actor, first: date, last: date) -> Iterator[Entry]:
    late = int(stage.script["floor"].get("late_per_mille", 0))
    throw = stage.dice("late", who.number, first)
    for day in days(first, last):
        code = mark_of(stage, who, day) if day not in who.away else ""
        if code:
            yield Entry(stage.people[who.number], day, code)
        if code in WORKED and throw.randrange(1000) < late:
            yield Entry(stage.people[who.number], day, "late", minutes=throw.randint(2, 25))
