"""Which days a change bears on: the first day of each project from which facts may differ."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from app.ledger.images import Image, table_of

ALWAYS = date.min


def touched_by(images: Sequence[Image]) -> dict[int, date]:
    """By project, the earliest day from which a fact may be different now."""
    found: dict[int, date] = {}
    for image in images:
        info = table_of(image.noun).info
        days, silent = info.get("days", ()), info.get("silent", frozenset())
        if not days or "project_id" not in image.columns:
            continue
        for project, day in _new_days(image, days) if image.before is None else _other_days(image, days, silent):
            found[project] = min(day, found.get(project, day))
    return found


def _new_days(image: Image, days: tuple[str, ...]) -> set[tuple[int, date]]:
    """New rows' first days; a bulk import has thousands of rows and few days."""
    owner, at = image.columns.index("project_id"), image.columns.index(days[0])
    found = {(row[owner], row[at]) for row in image.after}
    return {(project, date.fromisoformat(text) if text else ALWAYS) for project, text in found if project}


def _other_days(image: Image, days: tuple[str, ...], silent: frozenset[str]) -> Iterator[tuple[int, date]]:
    for before, after in image.pairs():
        day = _first_day(days, silent, before or {}, after)
        if day is not None and after["project_id"] is not None:
            yield after["project_id"], day


def _first_day(
    days: tuple[str, ...], silent: frozenset[str], before: dict[str, Any], after: dict[str, Any]
) -> date | None:
    changed = {name for name, value in after.items() if before.get(name) != value} - silent
    if not changed:
        return None
    if "staff_number" in changed:
        return ALWAYS
    if changed == {"until"}:
        ends = [date.fromisoformat(row["until"]) for row in (before, after) if row["until"]]
        return min(ends, default=ALWAYS)
    return min(_day(before, days), _day(after, days))


def _day(row: dict[str, Any], days: tuple[str, ...]) -> date:
    """The first day a row speaks of; a row without one may matter always."""
    value = row.get(days[0])
    return date.fromisoformat(value) if value else ALWAYS
