"""A month of everybody as the page shows it, read in one go; figures of marks as the printed 考勤表 counts them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.forms.staff_days import Days, Tally, read_days
from app.forms.staff_people import Member, members
from app.ledger import attendance, incidents, leaves, people, periods, roster
from app.ledger.attendance import Mark
from app.ledger.attendance_cells import halves
from app.ledger.book import Book
from app.ledger.codes import codes
from app.ledger.contracts import Contract
from app.ledger.day_text import Said, write_day
from app.ledger.leaves import Leave
from app.ledger.people import PROTECTION, Person, Span
from app.ledger.roster import Shift, Warning
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.periods import Period
from app.workdays import Calendar
from ui.shell.words import period_text

Place = tuple[int, date]
NONE: tuple[str, ...] = ()


@dataclass(frozen=True)
class Month:
    """What was read; nothing in here writes."""

    project: int
    period: Period
    days: tuple[date, ...]
    members: tuple[Member, ...]
    marked: Days
    requests: tuple[Leave, ...]
    plan: Mapping[Place, tuple[str, ...]]
    shifts: Mapping[str, Shift]
    warnings: tuple[Warning, ...]
    everybody: Mapping[int, Person]  # whoever was ever on the floor
    protected: tuple[Span, ...]
    calendar: Calendar
    today: date
    locked: str = ""  # what was signed, in words
    told: bool = False  # whether incidents were logged that a mark may stand for too

    def marks(self, person: int, day: date) -> tuple[Mark, ...]:
        """The marks of a cell."""
        return self.marked.marked.of(person, day)

    def said(self, person: int, day: date) -> tuple[Said, ...]:
        """The same without their rows."""
        return tuple(Said(one.part, one.code, one.minutes) for one in self.marks(person, day))

    def text(self, person: int, day: date) -> str:
        """A cell as it is typed and copied."""
        return write_day(self.said(person, day))

    def pinyin(self, person: int) -> str:
        """How somebody is found."""
        return self.everybody[person].pinyin if person in self.everybody else ""

    def granted(self, person: int, day: date) -> Leave | None:
        """The approved leave that the cell belongs to."""
        keys = {one.leave for one in self.marks(person, day) if one.leave is not None}
        return next((one for one in self.requests if one.id in keys), None)

    def whole_leave(self, person: int, day: date) -> bool:
        """Whether an approved leave takes both halves of the day."""
        taken = [half for one in self.marks(person, day) if one.leave is not None for half in halves(one.part)]
        return len(taken) == 2

    def planned(self, person: int, day: date) -> tuple[Shift, ...]:
        """The shifts somebody is planned for."""
        return tuple(self.shifts[one] for one in self.plan.get((person, day), NONE))

    def tally(self, one: Member) -> Tally:
        """What somebody's month adds up to."""
        return self.marked.tally(one)

    def warned(self, person: int) -> tuple[Warning, ...]:
        """What the roster says of somebody."""
        return tuple(one for one in self.warnings if one.person == person)

    @property
    def empty(self) -> bool:
        """Whether nobody entered anything."""
        return not self.marked.marked.marks

    @property
    def open_days(self) -> int:
        """How many cells up to today nobody marked."""
        return sum(
            one.there(day) and not self.marks(one.id, day)
            for one in self.members
            for day in self.days
            if day <= self.today
        )

    def at_work(self, day: date, code: str = "") -> Decimal:
        """How many people worked on a day; of one mark, or any."""
        if not code:
            return self.marked.at_work(self.members, day)
        return Decimal(sum(mark.code == code for one in self.members for mark in self.marks(one.id, day)))

    def needed(self, day: date, night: bool | None = None) -> int:
        """How many the shifts need at least, on a day that somebody is planned for."""
        return sum(one.least for one in self.shifts.values() if night is None or one.night == night)


def months_of(period: Period, term_first: date | None, term_last: date | None) -> list[Period]:
    """The months of the open period that the project's term touches."""
    found = [
        one
        for one in period.months
        if (term_first is None or one.last >= term_first) and (term_last is None or one.first <= term_last)
    ]
    return found or list(period.months)


def read_month(book: Book, known: Contract, project: int, period: Period, calendar: Calendar, today: date) -> Month:
    """Everything of a month."""
    with book.read() as connection:
        plan: dict[Place, tuple[str, ...]] = {}
        for one in roster.duties(connection, project, period):
            plan[one.person, one.day] = (*plan.get((one.person, one.day), ()), one.shift)
        found = people.listed(connection, project)
        return Month(
            *(project, period, period.all_days, members(connection, project, period)),
            *(read_days(connection, project, period), leaves.listed(connection, project, period=period)),
            *(plan, roster.shifts(connection, project), roster.warnings(connection, project, period)),
            {one.id: one for one in found},
            people.spans(connection, project, PROTECTION),
            *(calendar, today),
            _locked(book, known, project, period),
            any(one.item in codes() for one in incidents.listed(connection, project, period, incidents.CONDUCT)),
        )


def with_marks(book: Book, month: Month, persons: Collection[int]) -> Month:
    """The same month after a write that touched the marks of a few people only: the others are not read again."""
    with book.read() as connection:
        if month.told:
            return replace(month, marked=read_days(connection, month.project, month.period))
        marks = {place: cell for place, cell in month.marked.marked.marks.items() if place[0] not in persons}
        for person in persons:
            marks.update(attendance.month(connection, month.project, month.period, person).marks)
    return replace(month, marked=Days(month.period, attendance.Month(month.period, marks), {}))


def _locked(book: Book, known: Contract, project: int, month: Period) -> str:
    """What is signed of this month: its conduct sheet, or the contract's period around it."""
    if known.conduct is not None:
        standing = periods.standing(book, project, CONDUCT_SHEET, month)
        if standing.locked:
            return f"{period_text(month)}的行为规范考核{periods.STATES[standing.state]}"
    for one in periods.listed(book, project, CONTRACT):
        if one.locked and one.period.first <= month.first and month.last <= one.period.last:
            return f"{period_text(one.period)}{periods.STATES[one.state]}"
    return ""


def leave_kinds(month: Month) -> list[str]:
    """The kinds of leave that somebody has this month, in the order of the marks."""
    used = {one.code for one in month.marked.marked.all()}
    return [one.id for one in codes().values() if one.kind == "leave" and one.id in used]
