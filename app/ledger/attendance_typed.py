"""Cells of attendance as a grid writes them: each says exactly what was typed; what was not touched stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import Fault, Refused
from app.ledger import roster
from app.ledger.attendance import Entry, check, write
from app.ledger.attendance_cells import Cell, There, check_free, halves, there
from app.ledger.book import Book, Source
from app.ledger.change import Changed
from app.ledger.codes import code, codes
from app.ledger.day_text import EXTRA, Said, spoken_day
from app.ledger.people import EMPLOYMENT, spans
from app.ledger.words import refuse, shown_day
from app.periods import Period
from app.workdays import Calendar
from db.tables.attendance import ATTENDANCE

HAND = "手工"


@dataclass(frozen=True, slots=True)
class Day:
    """What a person's day is to say; no marks empty it."""

    person: int
    day: date
    marks: tuple[Said, ...]


def set_days(book: Book, project: int, days: Sequence[Day], *, source: str = HAND) -> Changed:
    """Makes each cell say what is given. The marks of an approved leave stay and must not be contradicted."""
    if not days:
        raise refuse("attendance", "", "没有要登记的考勤")
    with book.change("replace_attendance", _words(days), project) as draft:
        connection = draft.change.connection
        entries = [(at, Entry(one.person, one.day, *_said(mark))) for at, one in enumerate(days) for mark in one.marks]
        _check(connection, project, entries)
        held = there(draft.change, project, {(one.person, one.day) for one in days})
        _check_leave(days, held)
        gone, new = _differences(days, held)
        draft.change.void_many(ATTENDANCE, gone, "改写")
        write(draft.change, new, source)
    return draft.done


def fill(book: Book, project: int, month: Period, until: date, calendar: Calendar) -> Changed:
    """Marks every day up to one that nobody marked yet: by the roster where there is one, else by working days."""
    with book.change("fill_attendance", f"标记出勤 {month.year}年{month.number}月", project) as draft:
        entries = list(unmarked(draft.change.connection, project, month, until, calendar))
        if not entries:
            raise refuse("attendance", str(month), "每一天都已登记，没有要补的")
        write(draft.change, entries, "标记出勤")
        draft.words += f" {len(entries)} 格"
    return draft.done


def unmarked(source: Source, project: int, month: Period, until: date, calendar: Calendar) -> Iterator[Entry]:
    """What the empty cells would say."""
    from app.ledger.attendance import month as marks_of

    marked, known = marks_of(source, project, month), roster.shifts(source, project)
    planned = {(one.person, one.day): one.shift for one in roster.duties(source, project, month)}
    rostered = {person for person, _ in planned}
    jobs = spans(source, project, EMPLOYMENT)
    for person in dict.fromkeys(one.person for one in jobs):
        mine = [one for one in jobs if one.person == person]
        for day in month.all_days:
            if day <= until and not marked.of(person, day) and any(one.holds(day) for one in mine):
                shift = planned.get((person, day))
                night = shift is not None and known[shift].night
                usual = _by_calendar(calendar, day) if person not in rostered else "rest"
                yield Entry(person, day, usual if shift is None else "night" if night else "present")


def _by_calendar(calendar: Calendar, day: date) -> str:
    if calendar.is_working(day):
        return "present"
    return "holiday" if calendar.is_holiday(day) else "rest"


def _said(mark: Said) -> tuple[str, str, int | None]:
    return mark.code, mark.part, mark.minutes


def _words(days: Sequence[Day]) -> str:
    if len(days) > 1:
        return f"考勤 {len(days)} 格"
    return f"考勤 {shown_day(days[0].day)} {spoken_day(days[0].marks) or '清空'}"


def _check(source: Source, project: int, entries: Sequence[tuple[int, Entry]]) -> None:
    """Faults name the cell, not the mark: a cell is what was typed."""
    plain = [one for _, one in entries]
    if not plain:
        return
    for examine in (lambda: check(source, project, plain), lambda: check_free(plain, {})):
        try:
            examine()
        except Refused as refused:
            raise Refused([_moved(one, entries) for one in refused.faults]) from refused


def _moved(fault: Fault, entries: Sequence[tuple[int, Entry]]) -> Fault:
    inside, _, rest = fault.path.removeprefix("[").partition("]")
    return Fault(f"[{entries[int(inside)][0]}]{rest}", fault.value, fault.reason)


def _check_leave(days: Sequence[Day], held: Mapping[Cell, Sequence[There]]) -> None:
    """An approved leave is taken back by its request, not by typing over it."""
    faults: list[Fault] = []
    for at, one in enumerate(days):
        granted = [mark for mark in held.get((one.person, one.day), ()) if mark.leave is not None]
        taken = {half for mark in granted for half in halves(mark.part)}
        same = {(mark.part, mark.code) for mark in granted}
        for mark in one.marks:
            other = codes()[mark.code].kind != EXTRA and (mark.part, mark.code) not in same
            if other and not taken.isdisjoint(halves(mark.part)):
                faults.append(Fault(f"[{at}]", shown_day(one.day), _kept(granted)))
                break
        else:
            if granted and not same <= {(mark.part, mark.code) for mark in one.marks}:
                faults.append(Fault(f"[{at}]", shown_day(one.day), _kept(granted)))
    if faults:
        raise Refused(faults)


def _kept(granted: Sequence[There]) -> str:
    names = "、".join(dict.fromkeys(code(one.code).name for one in granted))
    return f"这一天是已批准的{names}，要改请先在“请假”里销假"


def _differences(days: Sequence[Day], held: Mapping[Cell, Sequence[There]]) -> tuple[list[int], list[Entry]]:
    """The marks to be taken out, and those to be written; what is there already is left alone, with its source."""
    gone: list[int] = []
    new: list[Entry] = []
    for one in days:
        wanted = list(one.marks)
        for mark in held.get((one.person, one.day), ()):
            said = Said(mark.part, mark.code, mark.minutes)
            if said in wanted:
                wanted.remove(said)
            elif mark.leave is None:
                gone.append(mark.id)
            else:
                wanted = [each for each in wanted if each[:2] != said[:2]]
        new += [Entry(one.person, one.day, *_said(mark)) for mark in wanted]
    return gone, new
