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

    @classmethod
    def parse(cls, reader: Reader) -> "Amount":
        """From a scheme's table."""
        found = cls(reader.number("amount", low=0), reader.whole("over", 1, low=1), bool(reader.flag("shared")))
        reader.close()
        return found

    def of(self, frame: Frame) -> Fraction:
        """The amount for a period."""
        whole = Fraction(self.yuan) / self.over
        return whole * days_share(frame) if self.shared else whole

    def say(self, frame: Frame) -> str:
        """The amount as a calculation."""
        text = f"{show(self.yuan)}" + (f" ÷ {self.over}" if self.over > 1 else "")
        days = frame.term.days_in(frame.period)
        return f"{text} × {days}/{frame.period.days} 天" if self.shared and days < frame.period.days else text


def days_share(frame: Frame) -> Fraction:
    """The share of the period's days that lie inside the term."""
    return Fraction(frame.term.days_in(frame.period), frame.period.days)


class Base(NamedTuple):
    """A base in yuan (`None` where it is not due or not known), the calculation, and what is missing."""

    yuan: Fraction | None
    how: str
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
        return Base(self.amount.of(frame), self.amount.say(frame))


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
        if amount is None:
            return Base(None, "本期不付款")
        note = self.notes[frame.period]
        return Base(Fraction(amount), show(amount) + (f"（{note}）" if note else ""))


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
        months = [str(month) for month in frame.months()]
        needed = months[-1:] if self.last_month_counts else months
        absent = tuple(f"context.{self.context}.{month}" for month in needed if month not in counts)
        if absent:
            return Base(None, "在岗人数未填全", absent)
        people = [min(counts[month], self.most) for month in needed]
        paid = people * len(months) if self.last_month_counts else people
        how = f"{show(self.price)} 元 × ({' + '.join(str(one) for one in paid)}) 人月"
        return Base(Fraction(self.price) * sum(paid), how)


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
            return Base(None, "数量未填", (f"context.{self.context}",))
        return Base(Fraction(self.price) * Fraction(volume), f"{show(self.price)} 元 × {show(volume)} {self.unit}")


BaseKind: TypeAlias = Fixed | ByPeriod | Headcount | Units
BASES: dict[str, type[BaseKind]] = {
    "fixed": Fixed,
    "by_period": ByPeriod,
    "headcount": Headcount,
    "units": Units,
}


