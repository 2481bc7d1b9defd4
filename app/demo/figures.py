"""KPI figures: series of counts by day, month or quarter, drawn within the script's ranges, and single values."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any, TypeAlias

from app.demo.duty import on_duty
from app.demo.script import DAY, Script, days, rows
from app.demo.stage import Stage
from app.ledger import indicators
from app.ledger.book import Book
from app.periods import Period

When: TypeAlias = Period | date
SATURDAY = 5


def plan(stage: Stage) -> None:
    """All series, then what was typed one by one."""
    for one in rows(stage.script, "kpi"):
        for when in _moments(stage, one):
            given = _drawn(stage, one, when)
            if given:
                stage.note(_entered(one, when), one.get("at", "09:10"), partial(_record, stage, one, when, given))
    for one in rows(stage.script, "value"):
        period = Period.parse(one["period"])
        if period:
            stage.note(one["on"], one.get("at", "10:20"), partial(_record, stage, one, period, one["fields"]))


def _moments(stage: Stage, one: Script) -> Iterator[When]:
    first, last = one.get("first", stage.first), one.get("last", stage.last)
    if one["every"] == "day":
        yield from days(first, last)
        return
    period = Period("month", first.year, first.month)
    if one["every"] == "quarter":
        period = Period("quarter", first.year, (first.month + 2) // 3)
    while period.first <= last:
        yield period
        period = period.before(-1)


def _entered(one: Script, when: When) -> date:
    last = when.last if isinstance(when, Period) else when
    return last + DAY * int(one.get("lag", 1))


def _drawn(stage: Stage, one: Script, when: When) -> dict[str, Any]:
    """Each field has dice of its own; a series `like` another one throws the same for what has the same name."""
    exceptions = [other for other in one.get("but", ()) if str(when) in [str(day) for day in other["on"]]]
    instead: dict[str, Any] = {name: value for other in exceptions for name, value in other.get("set", {}).items()}
    dropped = {name for other in exceptions for name in other.get("drop", ())}
    found: dict[str, Any] = {}
    for field in one["fields"]:
        name = field["name"]
        told = {**field, "range": instead.get(name, field.get("range"))}
        throw = stage.dice("kpi", one.get("like", one["indicator"]), name, when)
        if "duty" in field and isinstance(when, date):
            found[name] = on_duty(stage, when)
        else:
            found[name] = _number(told, when, throw, found)
    return {name: value for name, value in found.items() if name not in dropped}


def _number(field: Script, when: When, throw: Random, known: dict[str, Any]) -> Any:
    if field.get("flag"):
        return bool(field["range"])
    low, high = field["range"]
    number = throw.randint(low, high)
    if "of" in field:  # a share in ten thousandths
        return (int(known[field["of"]]) * number + 5000) // 10000
    if "less" in field:
        return max(0, int(known[field["less"]]) - number)
    if isinstance(when, date) and when.weekday() >= SATURDAY:
        number = number * int(field.get("weekend", 100)) // 100
    return Decimal(number).scaleb(-int(field["places"])) if "places" in field else number


def _record(stage: Stage, one: Script, when: When, given: dict[str, Any], book: Book) -> None:
    about = {"source": one.get("source", ""), "reason": one.get("reason", ""), "opinion": one.get("opinion", "self")}
    indicators.record(book, stage.project, one["indicator"], given, when, **about)
