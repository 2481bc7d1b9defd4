"""Incidents: those the script tells of, with what became of them, and the small everyday ones."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from app.demo.duty import WORKED, mark_of
from app.demo.script import DAY, Script, days, fen, rows
from app.demo.stage import Stage
from app.ledger import adjustments, incidents
from app.ledger.book import Book
from app.ledger.incidents import APPEALED, RECORDED, VERIFIED
from app.periods import Period


def plan(stage: Stage) -> None:
    """Everything that happens on the floor."""
    for one in [*rows(stage.script, "incident"), *_usual(stage)]:
        keys: list[int] = []
        stage.note(one.get("logged", one["day"]), one.get("at", "18:05"), partial(_log, stage, one, keys))
        for status, on, *reason in one.get("steps", ()):
            stage.note(on, "16:45", partial(_move, stage, keys, status, on, reason))
    for one in rows(stage.script, "adjustment"):
        stage.note(one["day"], "11:15", partial(_adjust, stage, one))


def _log(stage: Stage, one: Script, keys: list[int], book: Book) -> None:
    """An incident, and what else comes of the same happening."""
    status = RECORDED if "steps" in one else VERIFIED
    drafts = [_draft(stage, one), *(_draft(stage, {"day": one["day"]} | other) for other in one.get("with", ()))]
    changed = incidents.log(book, stage.project, drafts, status=status, happening=one.get("happening", ""))
    keys.extend(changed.ids("incident"))


def _draft(stage: Stage, one: Script) -> incidents.Draft:
    day: date = one["day"]
    times = [datetime.combine(day, one[key]) if key in one else None for key in ("called", "reported")]
    return incidents.Draft(
        one["item"],
        day,
        stage.people[one["number"]] if "number" in one else None,
        Decimal(one.get("quantity", 1)),
        severe=bool(one.get("severe")),
        fen=fen(one["yuan"]) if "yuan" in one else None,
        joint_fen=fen(one["joint"]) if "joint" in one else None,
        waived=one.get("waived", ""),
        called_at=times[0],
        reported_at=times[1],
        source=one.get("source", ""),
        words=one.get("words", ""),
    )


def _move(stage: Stage, keys: list[int], status: str, on: date, reason: list[str], book: Book) -> None:
    why = reason[0] if reason else "当事人申诉" if status == APPEALED else ""
    incidents.set_status(book, stage.project, keys, status, why, on)


def _adjust(stage: Stage, one: Script, book: Book) -> None:
    about = Period.parse(one["about"])
    if about:
        person = stage.people[one["number"]] if "number" in one else None
        amount = int(one["fen"])
        adjustments.adjust(book, stage.project, one["sheet"], one["day"], about, amount, one["reason"], person=person)


def _usual(stage: Stage) -> Iterator[Script]:
    """What happens every month without anybody wondering."""
    for one in rows(stage.script, "usual"):
        throw = stage.dice("usual", one["item"])
        month = Period("month", stage.first.year, stage.first.month)
        while month.first <= one.get("through", stage.last):
            for _ in range(throw.randint(*one["each_month"])):
                yield from _one(stage, one, month, throw)
            month = month.before(-1)


def _one(stage: Stage, one: Script, month: Period, throw: Random) -> Iterator[Script]:
    last = min(month.last, one.get("through", stage.last))
    day = throw.choice(list(days(max(month.first, stage.first), last)))
    found: dict[str, Any] = {"item": one["item"], "day": day, "words": throw.choice(one["words"])}
    found |= {"source": one.get("source", ""), "at": f"{throw.randrange(10, 18)}:{throw.randrange(10, 60)}"}
    there = [who for who in stage.agents(day) if day not in who.away and mark_of(stage, who, day) in WORKED]
    if one.get("person"):
        found["number"] = throw.choice(there).number
    if "called" in one:
        called = time(throw.randrange(8, 22), throw.randrange(50))
        found |= {"called": called, "reported": called.replace(minute=called.minute + throw.randint(*one["called"]))}
    found["logged"] = min(day + DAY * throw.randrange(2), last)
    yield found
