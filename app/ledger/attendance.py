"""Attendance: the marks of people and days. A mark of a night shift belongs to the day the shift begins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from app.errors import Fault, Refused
from app.ledger.attendance_cells import check_free, clear, make_room, no_leave, there, without_leave
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.codes import codes
from app.ledger.images import light
from app.ledger.people import EMPLOYMENT, Span, spans
from app.ledger.words import HALVES, refuse, shown_day
from app.periods import Period
from db.tables.attendance import ATTENDANCE

WRITTEN = ("person_id", "day", "part", "code", "minutes", "note")


class Mark(NamedTuple):
    """One mark of a person's day; `part` is day, am or pm."""

    id: int
    person: int
    day: date
    part: str
    code: str
    minutes: int | None
    leave: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month of marks, by person and day; whoever and whatever is not in it is unmarked, not absent."""

    period: Period
    marks: Mapping[tuple[int, date], tuple[Mark, ...]]

    def of(self, person: int, day: date) -> tuple[Mark, ...]:
        """The marks of a cell."""
        return self.marks.get((person, day), ())

    def all(self) -> Iterable[Mark]:
        """Every mark, in order of person and day."""
        return (mark for cell in self.marks.values() for mark in cell)


class Entry(NamedTuple):
    """A mark to be written."""

    person: int
    day: date
    code: str
    part: str = "day"
    minutes: int | None = None
    note: str = ""


def record(book: Book, project: int, entries: Sequence[Entry], *, source: str = "手工") -> Changed:
    """Writes marks beside those that are there; what cannot stand beside them is refused."""
    with book.change("record_attendance", _words("考勤", entries), project) as draft:
        check(draft.change.connection, project, entries)
        check_free(entries, there(draft.change, project, _cells(entries)))
        write(draft.change, entries, source)
    return draft.done


def replace(book: Book, project: int, entries: Sequence[Entry], *, source: str = "手工") -> Changed:
    """Makes each cell named say exactly what is given; a cell given with an empty code is emptied."""
    given = [one for one in entries if one.code]
    with book.change("replace_attendance", _words("考勤", entries), project) as draft:
        check(draft.change.connection, project, entries, emptied=True)
        check_free(entries, {})
        held = there(draft.change, project, _cells(entries))
        no_leave(entries, held)
        clear(draft.change, held)
        write(draft.change, given, source)
    return draft.done


def load(book: Book, project: int, entries: Sequence[Entry], source: str) -> Changed:
    """A bulk import: one entry of the history, cells that it names are replaced, approved leave stays."""
    with book.change("import_attendance", f"导入考勤 {len(entries)} 条", project, reason=source) as draft:
        check(draft.change.connection, project, entries)
        check_free(entries, {})
        held = there(draft.change, project, _cells(entries))
        clear(draft.change, held)
        kept = without_leave(entries, held) if held else entries
        if len(kept) < len(entries):
            draft.words += f"，其中 {len(entries) - len(kept)} 条是已批准的请假，未导入"
        write(draft.change, kept, source)
    return draft.done


def _cells(entries: Sequence[Entry]) -> set[tuple[int, date]]:
    return {(one.person, one.day) for one in entries}


def _words(what: str, entries: Sequence[Entry]) -> str:
    if len(entries) == 1:
        one = entries[0]
        known = codes().get(one.code)
        return f"{what} {shown_day(one.day)} {known.name if known else '清空'}"
    return f"{what} {len(entries)} 条"


def check(source: Source, project: int, entries: Sequence[Entry], *, emptied: bool = False) -> None:
    """Every faulty entry, at its place."""
    if not entries:
        raise refuse("attendance", "", "没有要登记的考勤")
    known = codes()
    jobs: dict[int, list[Span]] = {}
    for one in spans(source, project, EMPLOYMENT):
        jobs.setdefault(one.person, []).append(one)
    faults: list[Fault] = []
    usable: set[tuple[int, date]] = set()
    for at, one in enumerate(entries):
        if emptied and not one.code:
            continue
        if one.code not in known:
            faults.append(Fault(f"[{at}].code", one.code, "没有这种考勤标记"))
        elif one.part not in HALVES:
            faults.append(Fault(f"[{at}].part", one.part, "应为 day、am、pm 之一"))
        elif one.minutes is not None and not 0 <= one.minutes <= 1440:
            faults.append(Fault(f"[{at}].minutes", str(one.minutes), "应在 0 到 1440 之间"))
        elif (one.person, one.day) not in usable:
            if not any(span.holds(one.day) for span in jobs.get(one.person, ())):
                faults.append(Fault(f"[{at}].day", str(one.day), "这一天不在职"))
            else:
                usable.add((one.person, one.day))
    if faults:
        raise Refused(faults)


def write(change: Change, entries: Sequence[Entry], source: str, leave: int | None = None) -> None:
    """Adds marks that were checked."""
    rows = [(one.person, one.day, one.part, one.code, one.minutes, one.note or None) for one in entries]
    if len(rows) == 1:
        given = dict(zip(WRITTEN, rows[0], strict=True))
        change.add(ATTENDANCE, **given, leave_id=leave, source=source)
    else:
        change.add_rows(ATTENDANCE, WRITTEN, rows, leave_id=leave, source=source)


def write_leave(change: Change, project: int, entries: Sequence[Entry], leave: int) -> None:
    """The marks of an approved leave, inside its own transaction; they replace what these half days said before."""
    check(change.connection, project, entries)
    held = there(change, project, _cells(entries))
    left = make_room(change, entries, held, "请假获批")
    write(change, [Entry(person, day, name, half) for (person, day), name, half in left], "请假获批")
    check_free(entries, there(change, project, _cells(entries)))
    write(change, entries, "请假", leave)


def clear_leave(change: Change, leave: int, reason: str) -> None:
    """Takes back the marks of a leave."""
    where = (ATTENDANCE.c.leave_id == leave, ATTENDANCE.c.voided.is_(None))
    for row in fetch(change.connection, select(ATTENDANCE.c.id).where(*where)):
        change.void(ATTENDANCE, row.id, reason)


def month(source: Source, project: int, period: Period, person: int | None = None) -> Month:
    """All marks of a month, quarter or year; of everybody, or of one person."""
    found: dict[tuple[int, date], tuple[Mark, ...]] = {}
    days = {str(day): day for day in period.all_days}
    for key, who, text, part, name, minutes, leave in _rows(source, project, period, person):
        day = days[text]
        mark = Mark(key, who, day, part, name, minutes, leave)
        cell = (who, day)
        found[cell] = (*found[cell], mark) if cell in found else (mark,)
    return Month(period, found)


# Without column types: a month has thousands of cells but thirty-one days, and these are looked up, not parsed.
_STORED = light(ATTENDANCE).c
_MONTH = (
    select(_STORED.id, _STORED.person_id, _STORED.day, _STORED.part, _STORED.code, _STORED.minutes, _STORED.leave_id)
    .where(_STORED.project_id == bindparam("project"), _STORED.voided.is_(None))
    .where(_STORED.day.between(bindparam("first"), bindparam("last")))
    .order_by(_STORED.person_id, _STORED.day, _STORED.id)
)


_OF_ONE = _MONTH.where(_STORED.person_id == bindparam("person"))


def _rows(source: Source, project: int, period: Period, person: int | None) -> Iterable[Any]:
    bound: dict[str, Any] = {"project": project, "first": str(period.first), "last": str(period.last)}
    if person is None:
        return fetch(source, _MONTH, bound)
    return fetch(source, _OF_ONE, bound | {"person": person})
