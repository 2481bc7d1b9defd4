"""Shifts and the roster: who is planned when, and whether a shift has enough people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select

from app.errors import Fault, Refused
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Changed
from app.ledger.people import PROTECTION, spans
from app.ledger.words import needed, refuse
from app.periods import Period
from app.reader import near
from db.tables.attendance import ROSTER, SHIFT


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift: when it begins and ends, whether at night, and how many people it needs at least."""

    id: int
    code: str
    name: str
    starts: str
    ends: str
    night: bool
    least: int

    @property
    def minutes(self) -> int:
        """How long it lasts; one that ends before it begins runs over midnight."""
        first, last = (int(text[:2]) * 60 + int(text[3:]) for text in (self.starts, self.ends))
        return (last - first) % 1440


class Duty(NamedTuple):
    """Somebody planned for a shift; the day is the one the shift begins on."""

    id: int
    person: int
    day: date
    shift: str


class Warning(NamedTuple):
    """Something about a roster that somebody should look at; it blocks nothing."""

    id: str
    day: date
    words: str
    person: int | None = None


def add_shift(
    book: Book, project: int, code: str, name: str, starts: str, ends: str, *, night: bool = False, least: int = 0
) -> Changed:
    """A kind of shift."""
    for key, text in (("starts", starts), ("ends", ends)):
        hour, minute = text[:2], text[3:]
        if len(text) != 5 or not (hour + minute).isdigit() or text[2] != ":" or int(hour) > 23 or int(minute) > 59:
            raise refuse(key, text, "应为时刻，如 08:30")
    with book.change("add_shift", f"新建班次 {name}", project) as draft:
        values = {"code": needed("code", code), "name": needed("name", name), "starts": starts, "ends": ends}
        draft.change.add(SHIFT, **values, night=night, least=least)
    return draft.done


def shifts(source: Source, project: int) -> dict[str, Shift]:
    """The shifts by code."""
    where = (SHIFT.c.project_id == project, SHIFT.c.voided.is_(None))
    rows = fetch(source, select(SHIFT).where(*where).order_by(SHIFT.c.id))
    found = (Shift(one.id, one.code, one.name, one.starts, one.ends, one.night, one.least or 0) for one in rows)
    return {one.code: one for one in found}


def plan(book: Book, project: int, duties: Sequence[tuple[int, date, str]]) -> Changed:
    """Plans people for shifts; whatever they were planned for on these days is replaced. "" means nothing."""
    known = shifts(book, project)
    faults = [
        Fault(f"[{at}].shift", code, f"没有这个班次{near(code, tuple(known))}")
        for at, (_, _, code) in enumerate(duties)
        if code and code not in known
    ]
    if faults:
        raise Refused(faults)
    with book.change("plan_roster", f"排班 {len(duties)} 条", project) as draft:
        cells = {(person, day) for person, day, _ in duties}
        days = [day for _, day, _ in duties]
        where = (ROSTER.c.project_id == project, ROSTER.c.voided.is_(None), ROSTER.c.day.between(min(days), max(days)))
        columns = (ROSTER.c.id, ROSTER.c.person_id, ROSTER.c.day)
        for row in fetch(draft.change.connection, select(*columns).where(*where)):
            if (row.person_id, row.day) in cells:
                draft.change.void(ROSTER, row.id, "重排")
        rows = [{"person_id": who, "day": day, "shift_id": known[code].id} for who, day, code in duties if code]
        draft.change.add_many(ROSTER, rows)
    return draft.done


def duties(source: Source, project: int, period: Period) -> tuple[Duty, ...]:
    """Who is planned in a period."""
    joined = ROSTER.join(SHIFT, ROSTER.c.shift_id == SHIFT.c.id)
    where = (ROSTER.c.project_id == project, ROSTER.c.voided.is_(None))
    between = ROSTER.c.day.between(period.first, period.last)
    columns = (ROSTER.c.id, ROSTER.c.person_id, ROSTER.c.day, SHIFT.c.code)
    query = select(*columns).select_from(joined).where(*where, between).order_by(ROSTER.c.day, ROSTER.c.person_id)
    return tuple(Duty(*row) for row in fetch(source, query))


def warnings(source: Source, project: int, period: Period, monthly_hours: int = 174 + 36) -> tuple[Warning, ...]:
    """Shifts with too few people, protected people at night, more hours than the month's with overtime."""
    known, planned = shifts(source, project), duties(source, project, period)
    found: list[Warning] = []
    there = Counter((one.day, one.shift) for one in planned)
    for day in sorted({one.day for one in planned}):
        for one in known.values():
            if there[day, one.code] < one.least:
                words = f"{one.name} {there[day, one.code]} 人，少于最低 {one.least} 人"
                found.append(Warning("too_few", day, words))
    protected = spans(source, project, PROTECTION)
    for one in planned:
        holding = [span for span in protected if span.person == one.person and span.holds(one.day)]
        if known[one.shift].night and holding:
            words = f"{holding[0].word}期间排了夜班（怀孕七个月以上及哺乳期不得安排夜班）"
            found.append(Warning("night_protected", one.day, words, one.person))
    return tuple(found + _hours(known, planned, period, monthly_hours) + _short_rests(known, planned))


def _hours(known: dict[str, Shift], planned: Sequence[Duty], period: Period, most: int) -> list[Warning]:
    minutes: Counter[int] = Counter()
    for one in planned:
        minutes[one.person] += known[one.shift].minutes
    limit = most * 60 * period.span
    over = [(person, spent) for person, spent in minutes.items() if spent > limit]
    words = "排班 {} 小时，超过 {} 小时（月标准 174 小时加每月加班上限 36 小时）"
    return [
        Warning("too_many_hours", period.last, words.format(spent // 60, limit // 60), person) for person, spent in over
    ]


def _short_rests(known: dict[str, Shift], planned: Sequence[Duty]) -> list[Warning]:
    """A night shift followed by a shift on the day it ends."""
    at = {(one.person, one.day): known[one.shift] for one in planned}
    found: list[Warning] = []
    for (person, day), shift in at.items():
        following = at.get((person, day + timedelta(days=1)))
        if shift.night and shift.ends <= shift.starts and following and following.starts <= shift.ends:
            found.append(Warning("short_rest", day, "夜班下班后当天又接着上班", person))
    return found
