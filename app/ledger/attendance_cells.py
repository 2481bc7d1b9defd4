"""The cells of attendance: what a person's day can say at once, and what an import or a leave does to what is there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Select, bindparam, select

from app.errors import Fault, Refused
from app.ledger.change import Change
from app.ledger.codes import code, codes
from app.ledger.words import shown_day
from db.tables.attendance import ATTENDANCE

if TYPE_CHECKING:
    from app.ledger.attendance import Entry

Cell = tuple[int, date]
EXTRA = "extra"


class There(NamedTuple):
    """A mark that a cell holds already."""

    id: int
    code: str
    part: str
    leave: int | None
    minutes: int | None = None


_THERE: Select[int, int, date, str, str, int, int] = (
    select(
        *(ATTENDANCE.c.id, ATTENDANCE.c.person_id, ATTENDANCE.c.day),
        *(ATTENDANCE.c.code, ATTENDANCE.c.part, ATTENDANCE.c.leave_id, ATTENDANCE.c.minutes),
    )
    .where(ATTENDANCE.c.project_id == bindparam("project"), ATTENDANCE.c.voided.is_(None))
    .where(ATTENDANCE.c.day.between(bindparam("first"), bindparam("last")))
)


def there(change: Change, project: int, cells: Iterable[Cell]) -> dict[Cell, list[There]]:
    """What these cells hold."""
    wanted = set(cells)
    days = [day for _, day in wanted]
    bound = {"project": project, "first": min(days), "last": max(days)}
    found: dict[Cell, list[There]] = {}
    for key, person, day, name, part, leave, minutes in change.connection.execute(_THERE, bound):
        if (person, day) in wanted:
            found.setdefault((person, day), []).append(There(key, name, part, leave, minutes))
    return found


def halves(part: str) -> frozenset[str]:
    """The halves of a day that a mark takes."""
    return frozenset(("am", "pm")) if part == "day" else frozenset((part,))


def check_free(entries: Sequence["Entry"], held: Mapping[Cell, Sequence[There]]) -> None:
    """Half a day is one thing: at work, off, on leave or absent. Being late and the like stand beside it, once each."""
    extras: set[tuple[Cell, str, str]] = set()
    taken: dict[tuple[Cell, str], str] = {}
    for cell, marks in held.items():
        for one in marks:
            _take(cell, one.code, one.part, extras, taken)
    faults = [
        Fault(f"[{at}]", shown_day(one.day), reason)
        for at, one in enumerate(entries)
        if one.code and (reason := _take((one.person, one.day), one.code, one.part, extras, taken))
    ]
    if faults:
        raise Refused(faults)


def _take(
    cell: Cell, name: str, part: str, extras: set[tuple[Cell, str, str]], taken: dict[tuple[Cell, str], str]
) -> str:
    """Takes a place for a mark; why it cannot, or nothing."""
    if codes()[name].kind == EXTRA:
        place = (cell, name, part)
        if place in extras:
            return f"{code(name).name}已登记过"
        extras.add(place)
        return ""
    for half in sorted(halves(part)):
        held = taken.setdefault((cell, half), name)
        if held != name:
            return f"已登记为{code(held).name}，不能同时是{code(name).name}"
        if (cell, f"{half}+") in taken:
            return f"{code(name).name}已登记过"
        taken[cell, f"{half}+"] = name
    return ""


def clear(change: Change, held: Mapping[Cell, Sequence[There]]) -> None:
    """Empties cells; the marks of an approved leave stay: they go with their request."""
    loose = [one.id for marks in held.values() for one in marks if one.leave is None]
    change.void_many(ATTENDANCE, loose, "改写")


def without_leave(entries: Sequence["Entry"], held: Mapping[Cell, Sequence[There]]) -> list["Entry"]:
    """What an import may write: an approved leave goes before what a machine says of that half day."""
    leave = {
        (cell, half)
        for cell, marks in held.items()
        for one in marks
        if one.leave is not None
        for half in halves(one.part)
    }
    return [
        one
        for one in entries
        if codes()[one.code].kind == EXTRA
        or not any(((one.person, one.day), half) in leave for half in halves(one.part))
    ]


def no_leave(entries: Sequence["Entry"], held: Mapping[Cell, Sequence[There]]) -> None:
    """A cell typed over must not hold an approved leave: that is taken back by its request."""
    faults = [
        Fault(f"[{at}]", shown_day(one.day), "这一天有已批准的请假，请先销假")
        for at, one in enumerate(entries)
        if any(mark.leave is not None for mark in held.get((one.person, one.day), ()))
    ]
    if faults:
        raise Refused(faults)


def make_room(
    change: Change, entries: Sequence["Entry"], held: Mapping[Cell, Sequence[There]], reason: str
) -> list[tuple[Cell, str, str]]:
    """Takes out what an approved leave replaces: absence, work or rest of the same half days. A mark of a whole day of
    which the leave takes one half is still true of the other: these cells, marks and halves are to be written again."""
    wanted = {((one.person, one.day), half) for one in entries for half in halves(one.part)}
    replaced: list[int] = []
    left: list[tuple[Cell, str, str]] = []
    for cell, marks in held.items():
        for mark in marks:
            taken = {half for half in halves(mark.part) if (cell, half) in wanted}
            if mark.leave is None and codes()[mark.code].kind != EXTRA and taken:
                replaced.append(mark.id)
                left += [(cell, mark.code, half) for half in sorted(halves(mark.part) - taken)]
    change.void_many(ATTENDANCE, replaced, reason)
    return left
