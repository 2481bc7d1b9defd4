"""Kinds of deductions: what the score, or the lines themselves, take off the base."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from app.exact import Exact, show, show_money, to_fen
from app.reader import Reader
from app.scoring.settlement.bases import Amount
from app.scoring.shapes.bands import Band, find, parse_bands
from app.scoring.values import Frame

HUNDRED = 100


class Result(NamedTuple):
    """What a period's score or lines came to, handed to a deduction."""

    score: Exact
    fen: int
    base: Fraction | None


class Deduction(NamedTuple):
    """A deduction in fen (`None` where there is no base), the calculation, and what is missing."""

    fen: int | None
    how: str
    missing: tuple[str, ...] = ()


class Edge(NamedTuple):
    """A score at which the rule changes, and whether it belongs to the better side."""

    score: Exact
    included: bool


@dataclass(frozen=True, slots=True)
class PerPointBelow:
    """A percentage of an amount for each point below a score."""

    score: Exact
    percent: Exact
    of: Amount
    spared_by: str

    @classmethod
    def parse(cls, reader: Reader) -> "PerPointBelow":
        """From a scheme's table."""
        of = Amount.parse(reader.table("of"))
        return cls(reader.number("score"), reader.number("percent", low=0), of, reader.text("spared_by", ""))

    def take(self, result: Result, frame: Frame, context: Mapping[str, Any]) -> Deduction:
        """The deduction of a period."""
        if self.spared_by and context.get(self.spared_by):
            return Deduction(0, f"不可抗力，不扣费：{context[self.spared_by]}")
        if result.score >= self.score:
            return Deduction(0, f"{show(result.score)} 分，不低于 {show(self.score)} 分，不扣")
        below = Fraction(self.score) - Fraction(result.score)
        fen = to_fen(self.of.of(frame) * below * Fraction(self.percent) / HUNDRED)
        how = f"{self.of.say(frame)} × ({show(self.score)} − {show(result.score)}) × {show(self.percent)}%"
        return Deduction(fen, f"{how} = {show_money(fen)} 元")

    def edges(self) -> tuple[Edge, ...]:
        """The scores at which the rule changes."""
        return (Edge(self.score, True),)


@dataclass(frozen=True, slots=True)
class ShareByBand:
    """A percentage of the base by the band the score lies in."""

    bands: tuple[Band, ...]

    @classmethod
    def parse(cls, reader: Reader) -> "ShareByBand":
        """From a scheme's table."""
        return cls(parse_bands(reader, "bands", "off"))

    def take(self, result: Result, _frame: Frame, _context: Mapping[str, Any]) -> Deduction:
        """The deduction of a period."""
        band = find(self.bands, result.score)
        if result.base is None:
            return Deduction(None, "")
        base = to_fen(result.base)
        fen = to_fen(Fraction(base, HUNDRED) * Fraction(band.worth) / HUNDRED)
        row = f"{show(result.score)} 分，在 {band.words()} 这一档"
        return Deduction(fen, f"{row}：{show_money(base)} × {show(band.worth)}% = {show_money(fen)} 元")

    def edges(self) -> tuple[Edge, ...]:
        """The scores at which the rule changes."""
        return tuple(Edge(band.low, band.low_in) for band in self.bands if band.low is not None)


@dataclass(frozen=True, slots=True)
class SumOfLines:
    """What the lines themselves take off, in a paying period together with the earlier ones it closes."""

    over: int

    @classmethod
    def parse(cls, reader: Reader) -> "SumOfLines":
        """From a scheme's table."""
        return cls(reader.whole("over", 1, low=1))

    def take(self, result: Result, frame: Frame, _context: Mapping[str, Any]) -> Deduction:
        """The deduction of a period: its own amounts where it pays nothing itself."""
        if result.base is None or self.over == 1:
            return Deduction(result.fen, f"本期各项扣款合计 {show_money(result.fen)} 元")
        known = {past.period: past.known.get("deduction") for past in frame.past}
        earlier = frame.period.earlier(self.over - 1)
        missing = tuple(f"history.{back}.deduction" for back in earlier if known.get(back) is None)
        amounts = [to_fen(known.get(back) or Decimal(0)) for back in earlier] + [result.fen]
        how = " + ".join(show_money(amount) for amount in amounts)
        return Deduction(sum(amounts), f"{how} = {show_money(sum(amounts))} 元", missing)

    def edges(self) -> tuple[Edge, ...]:
        """No score, no edges."""
        return ()


DeductionKind: TypeAlias = PerPointBelow | ShareByBand | SumOfLines
DEDUCTIONS: dict[str, type[DeductionKind]] = {
    "per_point_below": PerPointBelow,
    "share_by_band": ShareByBand,
    "sum_of_lines": SumOfLines,
}
