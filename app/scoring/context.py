"""Kinds of context fields: what a period's facts may say beside the indicators."""

from collections.abc import Callable, Mapping
from typing import Any

from app.exact import Exact
from app.reader import Reader
from app.scoring.values import THIS_PERIOD, Frame


def _month_counts(reader: Reader, key: str, frame: Frame) -> dict[str, int]:
    given = reader.table(key)
    wanted = [str(month) for month in frame.months()]
    for month in given.entries():
        if month not in wanted:
            given.fault(month, f"不在{THIS_PERIOD} {frame.period} 内", given.data[month])
    return {month: given.whole(month) for month in wanted if given.has(month)}


def _by_person(reader: Reader, key: str, _frame: Frame) -> dict[str, Exact]:
    given = reader.table(key)
    return {name: given.number(name, low=0) for name in given.entries() if given.has(name)}


def _weeks(reader: Reader, key: str, _frame: Frame) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row in reader.tables(key):
        week = row.text("week")
        if week and not _is_week(week):
            row.fault("week", "应为周次，如 2026-W10", week)
        elif any(one["week"] == week for one in found):
            row.fault("week", "同一周列了两次", week)
        checks = [name for name in row.entries() if name != "week"]
        found.append({"week": week} | {name: row.flag(name) for name in checks})
    return found


def _is_week(text: str) -> bool:
    year, mark, number = text[:4], text[4:6], text[6:]
    shape = year.isascii() and year.isdigit() and number.isascii() and number.isdigit() and len(number) == 2
    return mark == "-W" and shape and 1 <= int(number) <= 53


KINDS: dict[str, Callable[[Reader, str, Frame], Any]] = {
    "percent": lambda reader, key, _: reader.number(key, low=0, high=100),
    "number": lambda reader, key, _: reader.number(key, low=0),
    "count": lambda reader, key, _: reader.whole(key),
    "reason": lambda reader, key, _: reader.text(key),
    "day": lambda reader, key, _: str(reader.day(key)),
    "month_counts": _month_counts,
    "by_person": _by_person,
    "weeks": _weeks,
}
# Every form has a date of assessment; it is no rule's business.
ALWAYS = {"assessed_on": "day"}


def read_context(reader: Reader, fields: Mapping[str, str], frame: Frame) -> dict[str, Any]:
    """The context of a period."""
    kinds = {**ALWAYS, **fields}
    found = {key: KINDS[kind](reader, key, frame) for key, kind in kinds.items() if reader.has(key)}
    reader.close()
    return found
