"""Shifts and the roster: who is planned when, and whether a shift has enough people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import select

from app.errors import Fault, Refused
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Changed
from app.ledger.people import EMPLOYMENT, PROTECTION, Span, spans
from app.ledger.words import needed, refuse
from app.periods import Period
from app.reader import near
from db.tables.attendance import ROSTER, SHIFT

DAY = timedelta(days=1)


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
        """How long it lasts; one that does not end after it begins runs over midnight."""
        first, last = (int(text[:2]) * 60 + int(text[3:]) for text in (self.starts, self.ends))
        return (last - first) % 1440 or 1440

    def span(self, day: date) -> tuple[datetime, datetime]:
        """From when to when, where it begins on a day."""
        begins = datetime.combine(day, time.fromisoformat(self.starts))
        return begins, begins + timedelta(minutes=self.minutes)


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
        if (
            len(text) != 5
            or not text.isascii()
            or not (hour + minute).isdigit()
            or text[2] != ":"
            or int(hour) > 23
            or int(minute) > 59
        ):
            raise refuse(key, text, "应为时刻，如 08:30")
    if least < 0:
        raise refuse("least", least, "不能为负")
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
    jobs = _jobs(book, project)
    seen: set[tuple[int, date, str]] = set()
    faults: list[Fault] = []
    for at, (person, day, code) in enumerate(duties):
        if code and code not in known:
            faults.append(Fault(f"[{at}].shift", code, f"没有这个班次{near(code, tuple(known))}"))
        elif code and not _there(jobs, person, day):
            faults.append(Fault(f"[{at}].day", str(day), "这一天不在职"))
        elif (person, day, code) in seen:
            faults.append(Fault(f"[{at}]", str(day), "同一人同一班次排了两次"))
        seen.add((person, day, code))
    if faults or not duties:
        raise Refused(faults or [Fault("roster", "", "没有要排的班")])
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


def _jobs(source: Source, project: int) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for one in spans(source, project, EMPLOYMENT):
        found.setdefault(one.person, []).append(one)
    return found


def _there(jobs: dict[int, list[Span]], person: int, day: date) -> bool:
    return any(one.holds(day) for one in jobs.get(person, ()))


def duties(source: Source, project: int, period: Period) -> tuple[Duty, ...]:
    """Who is planned in a period."""
    return _between(source, project, period.first, period.last)


def _between(source: Source, project: int, first: date, last: date) -> tuple[Duty, ...]:
    joined = ROSTER.join(SHIFT, ROSTER.c.shift_id == SHIFT.c.id)
    where = (ROSTER.c.project_id == project, ROSTER.c.voided.is_(None))
    between = ROSTER.c.day.between(first, last)
    columns = (ROSTER.c.id, ROSTER.c.person_id, ROSTER.c.day, SHIFT.c.code)
    query = select(*columns).select_from(joined).where(*where, between).order_by(ROSTER.c.day, ROSTER.c.person_id)
    return tuple(Duty(*row) for row in fetch(source, query))


def warnings(source: Source, project: int, period: Period, monthly_hours: int = 174 + 36) -> tuple[Warning, ...]:
    """Shifts with too few people, people who left, protected ones at night, too many hours, too short a rest."""
    known, jobs = shifts(source, project), _jobs(source, project)
    every = _between(source, project, period.first, period.last + DAY)
    within = [one for one in every if one.day <= period.last]
    gone = {one.person: one.day for one in reversed(within) if not _there(jobs, one.person, one.day)}
    planned = [one for one in within if _there(jobs, one.person, one.day)]
    found = [Warning("left", day, "已不在职，仍排有班次", person) for person, day in gone.items()]
    found += _too_few(known, planned)
    protected = spans(source, project, PROTECTION)
    for one in planned:
        holding = [span for span in protected if span.person == one.person and span.holds(one.day)]
        if known[one.shift].night and holding:
            words = f"{holding[0].word}期间排了夜班（怀孕七个月以上及哺乳期不得安排夜班）"
            found.append(Warning("night_protected", one.day, words, one.person))
    return tuple(found + _hours(known, planned, period, monthly_hours) + _short_rests(known, every, period.last))


def _too_few(known: dict[str, Shift], planned: Sequence[Duty]) -> Iterator[Warning]:
    """From the first day that is planned to the last: a day that nobody is planned for is the worst of all."""
    there = Counter((one.day, one.shift) for one in planned)
    days = [one.day for one in planned]
    for at in range((max(days) - min(days)).days + 1 if days else 0):
        day = min(days) + DAY * at
        for one in known.values():
            if there[day, one.code] < one.least:
                words = f"{one.name} {there[day, one.code]} 人，少于最低 {one.least} 人"
                yield Warning("too_few", day, words)


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


def _short_rests(known: dict[str, Shift], planned: Sequence[Duty], last: date) -> list[Warning]:
    """A night shift with another shift straight after it."""
    ordered = sorted((one.person, *known[one.shift].span(one.day), one) for one in planned)
    return [
        Warning("short_rest", one.day, "夜班下班后当天又接着上班", one.person)
        for (who, _, ends, one), (whose, starts, _, _) in pairwise(ordered)
        if who == whose and known[one.shift].night and starts <= ends and one.day <= last
    ]
