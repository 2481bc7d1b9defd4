"""Kinds of other contract items: logged events with a price, promises over a term, a year's result."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple, TypeAlias

from app.exact import Exact, show, show_money, times, to_fen, total
from app.periods import Period
from app.reader import Reader
from app.scoring.settlement.bases import Amount
from app.scoring.shapes.bands import Band, find, parse_bands
from app.scoring.values import Event, Frame, Past


class Taken(NamedTuple):
    """An amount taken off, the calculation, and what is missing."""

    fen: int
    how: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Priced:
    """An event with a percentage of an amount (100 % by default) for each."""

    percent: Exact
    of: Amount
    unit: str
    logged: ClassVar[bool] = True
    own_amount: ClassVar[bool] = False

    @classmethod
    def parse(cls, reader: Reader) -> "Priced":
        """From a scheme's table."""
        of = Amount.parse(reader.table("of"))
        return cls(reader.number("percent", Decimal(100), low=0), of, reader.text("unit", "次"))

    def take(self, events: list[Event], frame: Frame, _score: Exact, _now: Past) -> Taken:
        """What the period's events of this item cost together."""
        quantity = sum(event.quantity for event in events)
        fen = to_fen(self.of.of(frame) * Fraction(self.percent) / 100 * quantity)
        share = f" × {show(self.percent)}%" if self.percent != 100 else ""
        return Taken(fen, f"{quantity} {self.unit} × {self.of.say(frame)}{share} = {show_money(fen)} 元")


@dataclass(frozen=True, slots=True)
class Stated:
    """An event that states its own amount."""

    logged: ClassVar[bool] = True
    own_amount: ClassVar[bool] = True

    @classmethod
    def parse(cls, _reader: Reader) -> "Stated":
        """From a scheme's table."""
        return cls()

    def take(self, events: list[Event], _frame: Frame, _score: Exact, _now: Past) -> Taken:
        """What the period's events of this item cost together."""
        fen = to_fen(total(times(event.amount or Decimal(0), event.quantity) for event in events))
        return Taken(fen, f"按登记金额合计 {show_money(fen)} 元")


class Promise(NamedTuple):
    """At least `need` periods in which an indicator's rank is at most `at_most`, others' needs aside."""

    indicator: str
    at_most: int
    need: int
    beyond: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises over the term, settled in one period: a price for each period missing, or each promise."""

    due: str
    price: Exact
    by_promise: bool
    promises: tuple[Promise, ...]
    logged: ClassVar[bool] = False
    own_amount: ClassVar[bool] = False

    @classmethod
    def parse(cls, reader: Reader) -> "Promises":
        """From a scheme's table."""
        rows: list[Promise] = []
        for one in reader.tables("promises", None):
            beyond = one.text("beyond", "")
            if beyond and beyond not in [row.id for row in rows]:
                one.fault("beyond", "应是排在前面的一项承诺的 id", beyond)
                beyond = ""
            limits = one.whole("at_most", low=1), one.whole("need", low=1)
            rows.append(Promise(one.text("indicator"), *limits, beyond, one.text("id"), one.text("name")))
            one.close()
        unit = reader.one_of("unit", ("month", "promise"))
        due = reader.text("due")
        if Period.parse(due) is None:
            reader.fault("due", "应为期间，如 2026-06", due)
        return cls(due, reader.number("price", low=0), unit == "promise", tuple(rows))

    def take(self, _events: list[Event], frame: Frame, _score: Exact, now: Past) -> Taken:
        """What the promises not kept cost, in the period they are settled in."""
        if str(frame.period) != self.due:
            return Taken(0, "")
        known = [*frame.past, now]
        short = {row.id: max(0, row.need - self.kept(row, known)) for row in self.promises}
        missing = tuple(
            f"history.{period}.{name}"
            for period in self._periods(frame)
            for name in dict.fromkeys(row.indicator for row in self.promises)
            if not any(past.period == period and past.known.get(name) for past in known)
        )
        count = sum(1 for lack in short.values() if lack) if self.by_promise else sum(short.values())
        fen = to_fen(times(self.price, count))
        told = "；".join(f"{row.name}差 {short[row.id]} 个月" for row in self.promises if short[row.id])
        by = "项" if self.by_promise else "个月"
        return Taken(fen, f"{told}：{count} {by} × {show(self.price)} = {show_money(fen)} 元", missing)

    def kept(self, row: Promise, known: list[Past]) -> int:
        """How many periods count for a promise, those used up by an earlier one left out."""
        used = 0
        if row.beyond:
            first = next(one for one in self.promises if one.id == row.beyond)
            used = min(self._hits(first, known), first.need)
        return self._hits(row, known) - used

    def _hits(self, row: Promise, known: list[Past]) -> int:
        ranks: list[Any] = [past.known.get(row.indicator) for past in known]
        return sum(1 for rank in ranks if rank is not None and rank.value <= row.at_most)

    def _periods(self, frame: Frame) -> list[Period]:
        """The periods of the term up to this one."""
        found: list[Period] = []
        period = frame.period
        while frame.term.first is not None and frame.term.days_in(period):
            found.append(period)
            period = period.before(1)
        return found[::-1]


@dataclass(frozen=True, slots=True)
class YearMean:
    """In one period of each year, a share of an amount by the band of the year's mean score."""

    due: tuple[int, ...]
    over: int
    of: Amount
    bands: tuple[Band, ...]
    logged: ClassVar[bool] = False
    own_amount: ClassVar[bool] = False

    @classmethod
    def parse(cls, reader: Reader) -> "YearMean":
        """From a scheme's table."""
        due = tuple(int(number) for number in reader.numbers("due"))
        of = Amount.parse(reader.table("of"))
        return cls(due, reader.whole("over", low=2), of, parse_bands(reader, "bands", "off"))

    def take(self, _events: list[Event], frame: Frame, score: Exact, _now: Past) -> Taken:
        """What the year's mean costs, in the period it is settled in."""
        if frame.period.number not in self.due:
            return Taken(0, "")
        known = {past.period: past.known.get("score") for past in frame.past}
        earlier = frame.period.earlier(self.over - 1)
        missing = tuple(f"history.{back}.score" for back in earlier if known.get(back) is None)
        if missing:
            return Taken(0, "往期得分未填全", missing)
        mean = Fraction(total([known[back] for back in earlier] + [score])) / self.over
        band = find(self.bands, mean)
        fen = to_fen(self.of.of(frame) * Fraction(band.worth) / 100)
        return Taken(fen, f"年平均 {show(mean)} 分：{self.of.say(frame)} × {show(band.worth)}% = {show_money(fen)} 元")


ItemKind: TypeAlias = Priced | Stated | Promises | YearMean
ITEMS: dict[str, type[ItemKind]] = {
    "priced": Priced,
    "stated": Stated,
    "promises": Promises,
    "year_mean": YearMean,
}
