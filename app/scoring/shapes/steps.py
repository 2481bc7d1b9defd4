"""So much for each step below a target, and perhaps so much for each step above it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.exact import Exact, add, shortest, show, times, total
from app.reader import Reader
from app.scoring.shapes.base import Shape
from app.scoring.values import Mark, Outcome, Sample

ZERO = Decimal(0)
MODES = ("down", "up", "linear")


@dataclass(frozen=True, slots=True)
class Steps(Shape):
    """Points lost a step on the worse side and gained on the better one, outside a dead band."""

    target: Exact
    per: Exact
    lose: Exact
    gain: Exact
    gain_per: Exact
    higher: bool
    tolerance: Exact
    mode: str
    remainder: Exact
    whole_gap_only: bool
    counted_in: str
    counted_name: str
    awards: bool = False

    @classmethod
    def parse(cls, reader: Reader) -> "Steps":
        """From a scheme's part."""
        per = reader.number("per", Decimal(1), low=0)
        gain_per = reader.number("gain_per", per, low=0)
        for key, step in (("per", per), ("gain_per", gain_per)):
            if step == 0:
                reader.fault(key, "步长应大于 0", step)
        return cls(
            reader.number("target"),
            per or Decimal(1),
            reader.number("lose", ZERO, low=0),
            reader.number("gain", ZERO, low=0),
            gain_per or Decimal(1),
            reader.one_of("better", ("higher", "lower"), "higher") == "higher",
            reader.number("tolerance", ZERO, low=0),
            reader.one_of("mode", MODES, "down"),
            reader.number("remainder", ZERO, low=0),
            reader.one_of("remainder_when", ("each", "only_under_one"), "each") == "only_under_one",
            reader.text("remainder_each", ""),
            reader.text("remainder_label") if reader.has("remainder_each") else "",
        )

    def fields(self) -> tuple[str, ...]:
        """The counts an assessor adds."""
        return (self.counted_in,) if self.counted_in else ()

    def read(self, reader: Reader) -> dict[str, Any]:
        """Those counts, from the facts."""
        return {name: reader.whole(name) for name in self.fields() if reader.has(name)}

    def apply(self, samples: tuple[Sample, ...], extras: Mapping[str, Any]) -> Outcome:
        """What the samples come to."""
        marks = tuple([self._mark(sample, extras) for sample in samples])
        points = marks[0].points if len(marks) == 1 else total(mark.points for mark in marks)
        if self.counted_in and self.counted_in not in extras and any(_left_over(mark) for mark in marks):
            return Outcome(points, marks, (self.counted_in,))
        return Outcome(points, marks)

    def _mark(self, sample: Sample, extras: Mapping[str, Any]) -> Mark:
        value = sample.value
        if value is None:
            if self.higher:
                return Mark(sample, ZERO)
            value = ZERO
        short = add(self.target, -value) if self.higher else add(value, -self.target)
        if short > 0:
            return self._lost(sample, short, extras)
        return self._won(sample, -short) if self.gain and short else Mark(sample, ZERO, -short)

    def _lost(self, sample: Sample, short: Exact, extras: Mapping[str, Any]) -> Mark:
        gap = add(short, -self.tolerance) if self.tolerance else short
        if gap <= 0:
            return Mark(sample, ZERO, -short)
        points, whole, rest = self._count(gap, self.per, self.lose)
        if rest and self.remainder and not (whole and self.whole_gap_only):
            points = add(points, times(self.remainder, extras.get(self.counted_in, 0) if self.counted_in else 1))
        return Mark(sample, -points, -short, whole, rest)

    def _won(self, sample: Sample, over: Exact) -> Mark:
        gap = add(over, -self.tolerance)
        if gap <= 0:
            return Mark(sample, ZERO, over)
        return Mark(sample, *self._gained(gap, over))

    def _gained(self, gap: Exact, over: Exact) -> tuple[Exact, Exact, int, Exact]:
        points, whole, rest = self._count(gap, self.gain_per, self.gain)
        return points, over, whole, rest

    def _count(self, gap: Exact, per: Exact, price: Exact) -> tuple[Exact, int, Exact]:
        if type(gap) is Decimal and type(per) is Decimal:
            whole = int(gap // per)
            rest: Exact = gap - whole * per
        else:
            whole, remaining = divmod(Fraction(gap), Fraction(per))
            rest = shortest(remaining)
        if self.mode == "linear":
            return shortest(Fraction(gap) / Fraction(per) * Fraction(price)), whole, rest
        return times(price, whole + 1 if rest and self.mode == "up" else whole), whole, rest

    def say(self, outcome: Outcome, coin: str, unit: str) -> str:
        """The sentence's middle: what was measured against the target and what that costs."""
        told = [mark for mark in outcome.marks if mark.points] or list(outcome.marks[:1])
        return "；".join(self._tell(mark, outcome, coin, unit) for mark in told)

    def _tell(self, mark: Mark, outcome: Outcome, coin: str, unit: str) -> str:
        name = f"{mark.sample.label}" if mark.sample.label else ""
        if mark.gap is None:
            return f"{name}本期没有应计数，视为达到目标"
        if not mark.gap:
            return f"{name}恰好达到目标"
        side = "高于" if (mark.gap > 0) == self.higher else "低于"
        place = f"{name}{side}目标 {show(abs(mark.gap))} {unit}"
        if mark.gap > 0 and not mark.points:
            return f"{name}达到目标，{side} {show(mark.gap)} {unit}"
        if mark.points and not outcome.points and outcome.gate:
            return f"{place}，{outcome.gate}"
        gate = f"，{outcome.gate}" if outcome.gate else ""
        return f"{place}{gate}：{self._how(mark, coin, unit)}"

    def _how(self, mark: Mark, coin: str, unit: str) -> str:
        short = "%" if unit == "个百分点" else f" {unit}"
        verb, per, price = ("加", self.gain_per, self.gain) if mark.points > 0 else ("扣", self.per, self.lose)
        if not mark.whole and not mark.rest:
            return f"在允许的 {show(self.tolerance)}{short} 以内，不{verb}{coin}"
        if self.remainder:
            return self._with_remainder(mark, coin, short)
        rule = f"每 {show(per)}{short} {verb} {show(price)} {coin}"
        if self.mode == "linear":
            return f"{rule}，按比例{verb} {show(abs(mark.points))} {coin}"
        if self.mode == "up" and mark.rest:
            return f"{rule}，满 {mark.whole} 步、不满一步也计一步，{verb} {show(abs(mark.points))} {coin}"
        if not mark.whole:
            return f"{rule}，不满一步，不{verb}{coin}"
        left = f"，余 {show(mark.rest)}{short} 不计" if mark.rest else ""
        return f"{rule}，满 {mark.whole} 步{verb} {show(abs(mark.points))} {coin}{left}"

    def _with_remainder(self, mark: Mark, coin: str, short: str) -> str:
        lost = times(self.lose, mark.whole)
        rest = mark.rest or ZERO
        full = f"满 {show(times(self.per, mark.whole))}{short} 扣 {show(lost)} {coin}" if mark.whole else ""
        if not rest:
            return full
        extra = add(-mark.points, -lost)
        first = f"{full}，余 {show(rest)}{short} " if mark.whole else f"不足 {show(self.per)}{short} "
        if not extra and not self.counted_in:
            return f"{first}不再扣{coin}"
        by = f"按{self.counted_name}计，每张 {show(self.remainder)} {coin}，" if self.counted_in else ""
        return f"{first}{by}扣 {show(extra)} {coin}"


def _left_over(mark: Mark) -> bool:
    return bool(mark.rest) and mark.gap is not None and mark.gap < 0
