"""Months, quarters and years, and the days in them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal["month", "quarter", "year"]
KINDS: dict[Kind, int] = {"month": 1, "quarter": 3, "year": 12}
NAMES: dict[str, str] = {"month": "月", "quarter": "季度", "year": "年"}
EXAMPLES: dict[str, str] = {"month": "2025-09", "quarter": "2025-Q3", "year": "2025"}
_SHAPE = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`2025-09`, `2025-Q3` or `2025`: a kind, a year and a number within the year from 1."""

    kind: Kind
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Period | None":
        """The period a text names, or None."""
        match = _SHAPE.fullmatch(text)
        if match is None or match[1] == "0000":
            return None
        year, quarter, month = int(match[1]), match[2], match[3]
        if quarter:
            return cls("quarter", year, int(quarter))
        return cls("month", year, int(month)) if month else cls("year", year, 1)

    def __str__(self) -> str:
        forms = {"month": f"{self.year:04d}-{self.number:02d}", "quarter": f"{self.year:04d}-Q{self.number}"}
        return forms.get(self.kind, f"{self.year:04d}")

    @property
    def span(self) -> int:
        """How many months it has."""
        return KINDS[self.kind]

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * self.span + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.number * self.span
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def all_days(self) -> "tuple[date, ...]":
        """Its days, in order."""
        return tuple(self.first + timedelta(days=at) for at in range(self.days))

    @property
    def months(self) -> "tuple[Period, ...]":
        """Its months, in order."""
        start = self.first.month
        return tuple(Period("month", self.year, start + offset) for offset in range(self.span))

    def before(self, count: int) -> "Period":
        """The period of the same kind `count` earlier (later, when negative)."""
        per_year = 12 // self.span
        index = self.year * per_year + self.number - 1 - count
        return Period(self.kind, index // per_year, index % per_year + 1)

    def earlier(self, count: int) -> "tuple[Period, ...]":
        """The `count` periods just before this one, the oldest first."""
        return tuple(self.before(back) for back in range(count, 0, -1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Term:
    """From a first day to a last one, either of which may be open."""

    first: date | None = None
    last: date | None = None

    def days_in(self, period: Period) -> int:
        """How many days of the period lie inside the term."""
        first = max(period.first, self.first or period.first)
        last = min(period.last, self.last or period.last)
        return max(0, (last - first).days + 1)

    def start_in(self, period: Period) -> date:
        """The first day of the period that lies inside the term."""
        return max(period.first, self.first or period.first)

    def holds(self, day: date) -> bool:
        """Whether a day lies inside the term."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
