"""Kinds of other contract items: logged events with a price, promises over a term, a year's result."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple, TypeAlias

from app.exact import Exact, show, times, to_fen, total
from app.periods import Period
from app.reader import Reader
from app.scoring.settlement.bases import Amount
from app.scoring.shapes.bands import Band, find, parse_bands
from app.scoring.values import LOOK_BACK, NOTHING_KNOWN, Event, Frame, Past

ALL = Decimal(100)


class Log(NamedTuple):
    """What an item looks at: its events of the period, the score, this period and the earlier ones."""

    events: tuple[Event, ...]
    frame: Frame
    score: Exact
    now: Past

    def quantity(self) -> int:
        """How many happened."""
        return sum(event.quantity for event in self.events)


class Taken(NamedTuple):
    """An amount taken off, and what is missing."""

    fen: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Priced:
    """An event with a percentage of an amount (100 % by default) for each."""

    percent: Exact
    share: Fraction
    of: Amount
    unit: str
    logged: ClassVar[bool] = True
    own_amount: ClassVar[bool] = False

    @classmethod
    def parse(cls, reader: Reader) -> "Priced":
        """From a scheme's table."""
        of = Amount.parse(reader.table("of"))
        percent = reader.number("percent", ALL, low=0)
        return cls(percent, Fraction(percent) / 100, of, reader.text("unit", "次"))

    def take(self, log: Log) -> Taken:
        """What the period's events of this item cost together."""
        return Taken(to_fen(self.of.of(log.frame) * self.share * log.quantity()))

    def say(self, log: Log) -> str:
        """The calculation."""
        share = f" × {show(self.percent)}%" if self.percent != ALL else ""
        return f"{log.quantity()} {self.unit} × {self.of.say(log.frame)}{share}"


@dataclass(frozen=True, slots=True)
class Stated:
    """An event that states its own amount."""

    logged: ClassVar[bool] = True
    own_amount: ClassVar[bool] = True

    @classmethod
    def parse(cls, _reader: Reader) -> "Stated":
        """From a scheme's table."""
        return cls()

    def take(self, log: Log) -> Taken:
        """What the period's events of this item cost together."""
        return Taken(to_fen(total(times(event.amount or Decimal(0), event.quantity) for event in log.events)))

    def say(self, log: Log) -> str:
        """The calculation."""
        return " + ".join(f"{show(event.amount or 0)} × {event.quantity}" for event in log.events)


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

    def take(self, log: Log) -> Taken:
        """What the promises not kept cost, in the period they are settled in."""
        if str(log.frame.period) != self.due:
            return Taken(0)
        known = {past.period: past.known for past in (*log.frame.past, log.now)}
        missing = tuple(
            f"history.{period}.{name}"
            for period in self._periods(log.frame)
            for name in dict.fromkeys(row.indicator for row in self.promises)
            if known.get(period, NOTHING_KNOWN).get(name) is None
        )
        return Taken(to_fen(times(self.price, self._count(log))), missing)

    def _count(self, log: Log) -> int:
        short = self._short(log).values()
        return sum(1 for lack in short if lack) if self.by_promise else sum(short)

    def _short(self, log: Log) -> dict[str, int]:
        known = [*log.frame.past, log.now]
        return {row.id: max(0, row.need - self.kept(row, known)) for row in self.promises}

    def say(self, log: Log) -> str:
        """The calculation."""
        short = self._short(log)
        told = "；".join(f"{row.name}差 {short[row.id]} 个月" for row in self.promises if short[row.id])
        return f"{told}：{self._count(log)} {'项' if self.by_promise else '个月'} × {show(self.price)}"

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
        return cls(due, reader.whole("over", low=2, high=LOOK_BACK), of, parse_bands(reader, "bands", "off"))

    def take(self, log: Log) -> Taken:
        """What the year's mean costs, in the period it is settled in."""
        if log.frame.period.number not in self.due:
            return Taken(0)
        back = log.frame.back[: self.over - 1]
        missing = tuple(
            f"history.{log.frame.period.before(at + 1)}.score"
            for at, known in enumerate(back)
            if known.get("score") is None
        )
        return Taken(0, missing) if missing else Taken(self._fen(log, self._mean(log)))

    def _mean(self, log: Log) -> Fraction:
        earlier = [known["score"] for known in log.frame.back[: self.over - 1]]
        return Fraction(total([*earlier, log.score])) / self.over

    def _fen(self, log: Log, mean: Fraction) -> int:
        return to_fen(self.of.of(log.frame) * Fraction(find(self.bands, mean).worth) / 100)

    def say(self, log: Log) -> str:
        """The calculation."""
        mean = self._mean(log)
        return f"年平均 {show(mean)} 分：{self.of.say(log.frame)} × {show(find(self.bands, mean).worth)}%"


ItemKind: TypeAlias = Priced | Stated | Promises | YearMean
ITEMS: dict[str, type[ItemKind]] = {
    "priced": Priced,
    "stated": Stated,
    "promises": Promises,
    "year_mean": YearMean,
}
