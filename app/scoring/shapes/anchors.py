"""Straight lines between anchors: full marks here, fewer there, linear in between."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple

from app.exact import Exact, shortest, show, total
from app.reader import Reader
from app.scoring.shapes.base import Shape
from app.scoring.values import Mark, Outcome, Sample


class Anchor(NamedTuple):
    """A value and the points it gives."""

    at: Exact
    points: Exact


@dataclass(frozen=True, slots=True)
class Anchors(Shape):
    """Points by linear interpolation; beyond the outer anchors theirs hold (so the lowest is a floor)."""

    anchors: tuple[Anchor, ...]
    under: Exact | None
    awards: ClassVar[bool] = True

    @classmethod
    def parse(cls, reader: Reader) -> "Anchors":
        """From a scheme's part."""
        anchors: list[Anchor] = []
        for one in reader.tables("anchors", None):
            anchors.append(Anchor(one.number("at"), one.number("points")))
            one.close()
        if len({anchor.at for anchor in anchors}) < max(2, len(anchors)):
            reader.fault("anchors", "至少要有两个不同的锚点，且不得重复", len(anchors))
            anchors = [Anchor(Decimal(0), Decimal(0)), Anchor(Decimal(1), Decimal(0))]
        return cls(tuple(sorted(anchors)), reader.number("under", None))

    def apply(self, samples: tuple[Sample, ...], _extras: Mapping[str, Any]) -> Outcome:
        """What the samples come to: nothing due counts as the best anchor."""
        marks = tuple(self._mark(sample) for sample in samples)
        return Outcome(total(mark.points for mark in marks), marks)

    def _mark(self, sample: Sample) -> Mark:
        value = sample.value
        if value is None:
            return Mark(sample, max(anchor.points for anchor in self.anchors))
        if self.under is not None and value < self.anchors[0].at:
            return Mark(sample, self.under, row=(self.anchors[0],))
        lower = max((one for one in self.anchors if one.at <= value), default=self.anchors[0])
        upper = min((one for one in self.anchors if one.at >= value), default=self.anchors[-1])
        if lower.at >= upper.at:
            outer = upper if value <= upper.at else lower
            return Mark(sample, outer.points, row=(outer,))
        share = (Fraction(value) - Fraction(lower.at)) / (Fraction(upper.at) - Fraction(lower.at))
        points = Fraction(lower.points) + share * (Fraction(upper.points) - Fraction(lower.points))
        return Mark(sample, shortest(points), row=(lower, upper))

    def say(self, outcome: Outcome, coin: str, unit: str) -> str:
        """The sentence's middle."""
        return "；".join(self._tell(mark, coin) for mark in outcome.marks)

    def _tell(self, mark: Mark, coin: str) -> str:
        if mark.sample.value is None or mark.row is None:
            return "本期没有应计数，视为达到目标"
        if len(mark.row) == 1:
            side = "不低于" if mark.sample.value >= mark.row[0].at else "低于"
            return f"{show(mark.sample.value)} {side} {show(mark.row[0].at)}，记 {show(mark.points)} {coin}"
        ends = "与 ".join(f"{show(one.at)}（{show(one.points)} {coin}）" for one in mark.row)
        return f"{show(mark.sample.value)} 在 {ends} 之间，按直线内插记 {show(mark.points)} {coin}"
