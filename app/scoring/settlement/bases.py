"""Kinds of bases: what a period would pay if nothing were taken off."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from app.exact import Exact, show
from app.periods import Period
from app.reader import Reader
from app.scoring.values import Frame


class Amount(NamedTuple):
    """An amount of yuan, perhaps split over so many parts, perhaps only the period's share of days."""

    yuan: Exact
    over: int
    shared: bool
    whole: Fraction

    @classmethod
    def parse(cls, reader: Reader) -> "Amount":
        """From a scheme's table."""
        yuan, over = reader.number("amount", low=0), reader.whole("over", 1, low=1)
        found = cls(yuan, over, bool(reader.flag("shared")), Fraction(yuan) / max(over, 1))
        reader.close()
        return found

    def of(self, frame: Frame) -> Fraction:
        """The amount for a period: its share of the days that lie inside the term."""
        if not self.shared or frame.days == frame.of_days:
            return self.whole
        return self.whole * Fraction(frame.days, frame.of_days)

    def say(self, frame: Frame) -> str:
        """The amount as a calculation."""
        text = f"{show(self.yuan)}" + (f" ÷ {self.over}" if self.over > 1 else "")
        partly = self.shared and frame.days < frame.of_days
        return f"{text} × {frame.days}/{frame.of_days} 天" if partly else text


class Base(NamedTuple):
    """A base in yuan (`None` where it is not due or not known), and what is missing."""

    yuan: Fraction | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same amount every period."""

    amount: Amount

    @classmethod
    def parse(cls, reader: Reader) -> "Fixed":
        """From a scheme's table."""
        return cls(Amount.parse(reader.table("amount")))

    def of(self, frame: Frame, _context: Mapping[str, Any]) -> Base:
        """The base of a period."""
        return Base(self.amount.of(frame))

    def say(self, frame: Frame, _context: Mapping[str, Any]) -> str:
        """The calculation."""
        return self.amount.say(frame)


@dataclass(frozen=True, slots=True)
class ByPeriod:
    """An amount stated for each period; periods that are not listed pay nothing themselves."""

    amounts: Mapping[Period, Exact]
    notes: Mapping[Period, str]

    @classmethod
    def parse(cls, reader: Reader) -> "ByPeriod":
        """From a scheme's table."""
        amounts: dict[Period, Exact] = {}
        notes: dict[Period, str] = {}
        for row in reader.tables("amounts", None):
            text = row.text("period")
            period = Period.parse(text)
            if period is None or period in amounts:
                row.fault("period", "应为期间，且每期只写一次", text)
            else:
                amounts[period] = row.number("amount", low=0)
                notes[period] = row.text("note", "")
            row.ignore("amount", "note")
            row.close()
        return cls(amounts, notes)

    def of(self, frame: Frame, _context: Mapping[str, Any]) -> Base:
        """The base of a period."""
        amount = self.amounts.get(frame.period)
        return Base(None if amount is None else Fraction(amount))

    def say(self, frame: Frame, _context: Mapping[str, Any]) -> str:
        """The calculation."""
        amount, note = self.amounts.get(frame.period), self.notes.get(frame.period, "")
        return "本期不付款" if amount is None else show(amount) + (f"（{note}）" if note else "")


@dataclass(frozen=True, slots=True)
class Headcount:
    """A price for each person and month, for those actually there, at most so many."""

    price: Exact
    context: str
    most: int
    last_month_counts: bool

    @classmethod
    def parse(cls, reader: Reader) -> "Headcount":
        """From a scheme's table."""
        basis = reader.one_of("basis", ("monthly", "at_assessment"), "monthly")
        price, most = reader.number("price", low=0), reader.whole("most", low=1)
        return cls(price, reader.text("context"), most, basis == "at_assessment")

    def of(self, frame: Frame, context: Mapping[str, Any]) -> Base:
        """The base of a period."""
        counts: Mapping[str, int] = context.get(self.context, {})
        absent = tuple(f"context.{self.context}.{one}" for one in self._needed(frame) if one not in counts)
        return Base(None, absent) if absent else Base(Fraction(self.price) * sum(self._people(frame, counts)))

    def _needed(self, frame: Frame) -> list[str]:
        months = [str(month) for month in frame.months()]
        return months[-1:] if self.last_month_counts else months

    def _people(self, frame: Frame, counts: Mapping[str, int]) -> list[int]:
        people = [min(counts[month], self.most) for month in self._needed(frame)]
        return people * len(frame.months()) if self.last_month_counts else people

    def say(self, frame: Frame, context: Mapping[str, Any]) -> str:
        """The calculation."""
        if self.of(frame, context).missing:
            return "在岗人数未填全"
        people = self._people(frame, context.get(self.context, {}))
        return f"{show(self.price)} 元 × ({' + '.join(str(one) for one in people)}) 人月"


@dataclass(frozen=True, slots=True)
class Units:
    """A price for each unit of a volume, such as calls answered."""

    price: Exact
    context: str
    unit: str

    @classmethod
    def parse(cls, reader: Reader) -> "Units":
        """From a scheme's table."""
        return cls(reader.number("price", low=0), reader.text("context"), reader.text("unit"))

    def of(self, _frame: Frame, context: Mapping[str, Any]) -> Base:
        """The base of a period."""
        volume = context.get(self.context)
        if volume is None:
            return Base(None, (f"context.{self.context}",))
        return Base(Fraction(self.price) * Fraction(volume))

    def say(self, _frame: Frame, context: Mapping[str, Any]) -> str:
        """The calculation."""
        volume = context.get(self.context)
        return "数量未填" if volume is None else f"{show(self.price)} 元 × {show(volume)} {self.unit}"


BaseKind: TypeAlias = Fixed | ByPeriod | Headcount | Units
BASES: dict[str, type[BaseKind]] = {
    "fixed": Fixed,
    "by_period": ByPeriod,
    "headcount": Headcount,
    "units": Units,
}
