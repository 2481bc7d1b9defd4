"""Measures of several values: one a month, one a listed item."""

from dataclasses import dataclass
from decimal import Decimal

from app.periods import Period
from app.reader import Reader
from app.scoring.measures.base import Measure
from app.scoring.measures.ratio import percent, read_ratio
from app.scoring.values import THIS_PERIOD, Frame, Lacking, Sample
from app.scoring.words import spoken


@dataclass(frozen=True, slots=True)
class Months(Measure):
    """A value for each month of the period: a percentage (all needed) or a count (absent means none)."""

    of: str
    unit: str

    @classmethod
    def parse(cls, reader: Reader) -> "Months":
        """From a scheme's part."""
        of = reader.one_of("of", ("ratio", "count"))
        return cls(of, "个百分点" if of == "ratio" else reader.text("unit", "次"))

    def read(self, reader: Reader, frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        given = reader.table("months", {})
        wanted = {str(month) for month in frame.months()}
        for key in given.entries():
            if key not in wanted:
                reason = f"不在{THIS_PERIOD} {frame.period} 内" if Period.parse(key) else "应为月份，如 2025-07"
                given.fault(key, reason, given.data[key])
        found = [self._month(given, key) for key in sorted(wanted)]
        lacking = tuple(name for one in found if isinstance(one, Lacking) for name in one.fields)
        return Lacking(lacking) if lacking else tuple(one for one in found if isinstance(one, Sample))

    def _month(self, given: Reader, key: str) -> Sample | Lacking:
        if self.of == "count":
            return Sample(Decimal(given.whole(key, 0)), key)
        if not given.has(key):
            return Lacking((f"months.{key}",))
        if not isinstance(given.data[key], dict):
            return Sample(given.number(key, low=0, high=100), key)
        nested = given.table(key)
        found = read_ratio(nested)
        nested.close()
        return Lacking((f"months.{key}",)) if isinstance(found, Lacking) else found._replace(label=key)

    def achieved(self, samples: tuple[Sample, ...]) -> str | None:
        """As it stands in the assessment table."""
        if self.of == "count":
            return None
        return "、".join(f"{spoken(one.label)}{percent(one)}" for one in samples)

    def aim(self, target: str) -> str:
        """The target as it stands in the table."""
        return f"{target}%"


@dataclass(frozen=True, slots=True)
class Items(Measure):
    """A list of numbers, one for each listed thing (an order, a vacancy); an absent list is empty."""

    field: str
    unit: str
    name: str

    @classmethod
    def parse(cls, reader: Reader) -> "Items":
        """From a scheme's part."""
        return cls(reader.text("field"), reader.text("unit"), reader.text("label"))

    def read(self, reader: Reader, _frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        numbers = reader.numbers(self.field)
        return tuple(Sample(number, f"第{at + 1}{self.name}") for at, number in enumerate(numbers))
