"""A month of days on paper: what a person's day says in signs, what a month of them adds up to, which days are off."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.forms.sheet import Cell, Row
from app.forms.staff_people import Member
from app.ledger import attendance, incidents
from app.ledger.attendance import Mark
from app.ledger.book import Source
from app.ledger.codes import Code, codes
from app.periods import Period
from app.workdays import Calendar

DAY, DAY_HEAD, DAY_OFF = "day", "day_head", "day_off"
NOT_THERE, HALF_OPEN = "—", "○"
WEEK = "一二三四五六日"
HALF, WHOLE = Decimal("0.5"), Decimal(1)
ABSENCE, EXTRA = "absence", "extra"


@dataclass(frozen=True, slots=True)
class Tally:
    """A person's month: how much of each mark, and on how many days in employment nothing was marked."""

    counts: Mapping[str, Decimal]
    unmarked: int

    def of(self, *kinds: str) -> Decimal:
        """Days of some kinds of marks."""
        known = codes()
        return sum((many for code, many in self.counts.items() if known[code].kind in kinds), Decimal(0))


@dataclass(frozen=True)
class Days:
    """A month's marks, with the incidents that are marks too: who was late may have been logged either way."""

    period: Period
    marked: attendance.Month
    logged: Mapping[tuple[int, date], tuple[tuple[str, Decimal], ...]]

    @property
    def empty(self) -> bool:
        """Whether nobody entered anything."""
        return not self.marked.marks and not self.logged

    def signs(self, person: int, day: date) -> str:
        """What the cell of a day says: the day or its two halves, and under it what else happened."""
        known = codes()
        marks = self.marked.of(person, day)
        shown = _halves(known, [one for one in marks if known[one.code].kind != EXTRA])
        extras = [known[one.code].sign for one in marks if known[one.code].kind == EXTRA]
        extras += [known[code].sign for code, _ in self.logged.get((person, day), ())]
        return "\n".join([*shown, *(["".join(extras)] if extras else [])])

    def tally(self, one: Member) -> Tally:
        """What a person's month adds up to."""
        counts: Counter[str] = Counter()
        found: dict[str, Decimal] = {}
        for day in self.period.all_days:
            for mark in self.marked.of(one.id, day):
                found[mark.code] = found.get(mark.code, Decimal(0)) + _weight(mark)
            for code, many in self.logged.get((one.id, day), ()):
                found[code] = found.get(code, Decimal(0)) + many
            counts["open"] += one.there(day) and not self.marked.of(one.id, day)
        return Tally(found, counts["open"])

    def at_work(self, found: Iterable[Member], day: date) -> Decimal:
        """How many of these people worked on a day."""
        known = codes()
        marks = (mark for one in found for mark in self.marked.of(one.id, day))
        return sum((_weight(mark) for mark in marks if known[mark.code].kind == "work"), Decimal(0))


def _weight(mark: Mark) -> Decimal:
    """Half a day is half; what happened on a half day happened once."""
    return HALF if mark.part != "day" and codes()[mark.code].kind != EXTRA else WHOLE


def _halves(known: Mapping[str, Code], marks: Sequence[Mark]) -> list[str]:
    """The sign of the whole day, or those of morning and afternoon one above the other."""
    whole = [known[one.code].sign for one in marks if one.part == "day"]
    if whole or not marks:
        return whole
    parts = {one.part: known[one.code].sign for one in marks}
    return [parts.get("am", HALF_OPEN), parts.get("pm", HALF_OPEN)]


def read_days(source: Source, project: int, period: Period) -> Days:
    """The days of a month."""
    marked = attendance.month(source, project, period)
    logged: dict[tuple[int, date], tuple[tuple[str, Decimal], ...]] = {}
    for one in incidents.listed(source, project, period, incidents.CONDUCT):
        if (
            one.person is not None
            and _is_mark(one)
            and one.item not in {m.code for m in marked.of(one.person, one.day)}
        ):
            cell = (one.person, one.day)
            logged[cell] = (*logged.get(cell, ()), (one.item, one.quantity))
    return Days(period, marked, logged)


def _is_mark(one: incidents.Incident) -> bool:
    code = codes().get(one.item)
    return one.counted and not one.waived and code is not None and code.kind in (EXTRA, ABSENCE)


def day_heads(before: Sequence[Cell], days: Sequence[date], after: Sequence[Cell]) -> tuple[Row, Row]:
    """Two head rows: the number of each day, and under it its day of the week; the other heads span both."""
    numbers = [Cell(day.day, DAY_HEAD) for day in days]
    names = [Cell(WEEK[day.weekday()], DAY_HEAD) for day in days]
    return (
        Row((*(one._replace(rows=2) for one in before), *numbers, *(one._replace(rows=2) for one in after))),
        Row((*[None] * len(before), *names, *[None] * len(after))),
    )


def day_cell(calendar: Calendar, one: Member | None, day: date, value: str | Decimal | int | None) -> Cell:
    """A day's cell, shaded where nobody has to work, struck out where the person is not in employment."""
    style = DAY if calendar.is_working(day) else DAY_OFF
    return Cell(value if one is None or one.there(day) or value else NOT_THERE, style)
