"""Kinds of deductions: what the score, or the lines themselves, take off the base."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from app.exact import Exact, add, show, show_money, to_fen
from app.reader import Reader
from app.scoring.settlement.bases import Amount
from app.scoring.shapes.bands import Band, find, parse_bands
from app.scoring.values import Frame


class Result(NamedTuple):
    """What a period's score or lines came to, and its base in fen, handed to a deduction."""

    score: Exact
    fen: int
    base: int | None


class Deduction(NamedTuple):
    """A deduction in fen (`None` where there is no base), and what is missing."""

    fen: int | None
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
    share: Fraction
    of: Amount
    spared_by: str

    @classmethod
    def parse(cls, reader: Reader) -> "PerPointBelow":
        """From a scheme's table."""
        of = Amount.parse(reader.table("of"))
        percent = reader.number("percent", low=0)
        share = Fraction(percent) / 100
        return cls(reader.number("score"), percent, share, of, reader.text("spared_by", ""))

    def take(self, result: Result, frame: Frame, context: Mapping[str, Any]) -> Deduction:
        """The deduction of a period."""
        if result.score >= self.score or (self.spared_by and context.get(self.spared_by)):
            return Deduction(0)
        below = Fraction(add(self.score, -result.score))
        return Deduction(to_fen(self.of.of(frame) * self.share * below))

    def say(self, result: Result, frame: Frame, context: Mapping[str, Any]) -> str:
        """The calculation."""
        if self.spared_by and context.get(self.spared_by):
            return f"不可抗力，不扣费：{context[self.spared_by]}"
        if result.score >= self.score:
            return f"{show(result.score)} 分，不低于 {show(self.score)} 分，不扣"
        return f"{self.of.say(frame)} × ({show(self.score)} − {show(result.score)}) × {show(self.percent)}%"

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
        if result.base is None:
            return Deduction(None)
        return Deduction(to_fen(Fraction(result.base, 100) * Fraction(find(self.bands, result.score).worth) / 100))

    def say(self, result: Result, _frame: Frame, _context: Mapping[str, Any]) -> str:
        """The calculation."""
        band = find(self.bands, result.score)
        base = "" if result.base is None else f"：{show_money(result.base)} × {show(band.worth)}%"
        return f"{show(result.score)} 分，在 {band.words()} 这一档{base}"

    def edges(self) -> tuple[Edge, ...]:
        """The scores at which the rule changes."""
        joints = pairwise(self.bands)
        return tuple(
            Edge(one.low, one.low_in) for below, one in joints if one.low is not None and one.worth != below.worth
        )


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
        if result.base is None:
            return Deduction(result.fen)
        known = [one.get("deduction") for one in self._earlier(frame)]
        missing = tuple(
            f"history.{frame.period.before(len(known) - at)}.deduction" for at, one in enumerate(known) if one is None
        )
        return Deduction(sum(to_fen(one or Decimal(0)) for one in known) + result.fen, missing)

    def _earlier(self, frame: Frame) -> tuple[Mapping[str, Any], ...]:
        return frame.back[: self.over - 1][::-1]

    def say(self, result: Result, frame: Frame, _context: Mapping[str, Any]) -> str:
        """The calculation."""
        earlier = [] if result.base is None else [one.get("deduction") for one in self._earlier(frame)]
        told = ["未录入" if one is None else show_money(to_fen(one)) for one in earlier]
        return "各期扣款 " + " + ".join([*told, show_money(result.fen)])

    def edges(self) -> tuple[Edge, ...]:
        """No score, no edges."""
        return ()


DeductionKind: TypeAlias = PerPointBelow | ShareByBand | SumOfLines
DEDUCTIONS: dict[str, type[DeductionKind]] = {
    "per_point_below": PerPointBelow,
    "share_by_band": ShareByBand,
    "sum_of_lines": SumOfLines,
}
