"""So much for each step below a target, and perhaps so much for each step above it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.exact import Exact, add, rational, shortest, show, show_money, times, to_fen, total
from app.reader import Reader
from app.scoring.shapes.base import Shape
from app.scoring.values import Mark, Outcome, Sample
from app.scoring.words import spoken

ZERO, ONE = Decimal(0), Decimal(1)
MODES = ("down", "up", "linear")
MANY = 3


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
    ratios: tuple[Fraction | int, ...]
    awards: bool = False

    @classmethod
    def parse(cls, reader: Reader) -> "Steps":
        """From a scheme's part."""
        per = reader.number("per", ONE, low=0)
        gain_per = reader.number("gain_per", per, low=0)
        for key, step in (("per", per), ("gain_per", gain_per)):
            if step == 0:
                reader.fault(key, "步长应大于 0", step)
        target = reader.number("target")
        return cls(
            target,
            per or ONE,
            reader.number("lose", ZERO, low=0),
            reader.number("gain", ZERO, low=0),
            gain_per or ONE,
            reader.one_of("better", ("higher", "lower"), "higher") == "higher",
            reader.number("tolerance", ZERO, low=0),
            reader.one_of("mode", MODES, "down"),
            reader.number("remainder", ZERO, low=0),
            reader.one_of("remainder_when", ("each", "only_under_one"), "each") == "only_under_one",
            reader.text("remainder_each", ""),
            reader.text("remainder_label") if reader.has("remainder_each") else "",
            (rational(target), rational(per or ONE), rational(gain_per or ONE)),
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
        target: Any = self.target if type(value) is Decimal else self.ratios[0]
        over = value - target if self.higher else target - value
        if over < 0:
            return self._lost(sample, over, extras)
        return self._won(sample, over) if self.gain and over else Mark(sample, ZERO, over)

    def _lost(self, sample: Sample, over: Exact, extras: Mapping[str, Any]) -> Mark:
        gap = add(-over, -self.tolerance) if self.tolerance else -over
        if gap <= 0:
            return Mark(sample, ZERO, over)
        points, whole, rest = self._count(gap, (self.per, self.ratios[1]), self.lose)
        if rest and self.remainder and not (whole and self.whole_gap_only):
            cases = extras.get(self.counted_in, 0) if self.counted_in else 1
            points = add(points, times(self.remainder, cases))
        return Mark(sample, -points, over, whole, rest)

    def _won(self, sample: Sample, over: Exact) -> Mark:
        gap = add(over, -self.tolerance)
        if gap <= 0:
            return Mark(sample, ZERO, over)
        points, whole, rest = self._count(gap, (self.gain_per, self.ratios[2]), self.gain)
        return Mark(sample, points, over, whole, rest)

    def _count(self, gap: Exact, steps: tuple[Any, Any], price: Exact) -> tuple[Exact, int, Exact]:
        per = steps[0] if type(gap) is Decimal else steps[1]
        whole = int(gap // per)
        rest = gap - whole * per
        if self.mode == "linear":
            return shortest(Fraction(gap) / Fraction(per) * Fraction(price)), whole, rest
        return times(price, whole + 1 if rest and self.mode == "up" else whole), whole, rest

    def say(self, outcome: Outcome, coin: str, unit: str) -> str:
        """The sentence's middle: what was measured against the target and what that costs."""
        told = [mark for mark in outcome.marks if mark.points] or list(outcome.marks[:1])
        if len(told) > MANY:
            return self._tell_many(told, coin, unit)
        return "；".join(self._tell(mark, outcome, coin, unit) for mark in told)

    def _tell_many(self, told: list[Mark], coin: str, unit: str) -> str:
        """Many days or items: the rule once, then each in few words."""
        side = "低" if self.higher else "高"
        each = "、".join(
            f"{spoken(mark.sample.label)}{side} {show(abs(mark.gap or 0))} {unit}扣 {_amount(mark, coin)} {coin}"
            for mark in told
        )
        return f"每{side} {show(self.per)}{_short(unit)}扣 {show(self.lose)} {coin}：{each}"

    def _tell(self, mark: Mark, outcome: Outcome, coin: str, unit: str) -> str:
        name = spoken(mark.sample.label)
        if mark.gap is None:
            return f"{name}本期没有应计数，视为达到目标"
        if not mark.gap:
            return f"{name}恰好达到目标"
        side = "高于" if (mark.gap > 0) == self.higher else "低于"
        place = (
            f"{name}{side}目标 {show(abs(mark.gap))} {unit}" if self.target else f"{name} {show(abs(mark.gap))} {unit}"
        )
        if mark.gap > 0 and not mark.points:
            return f"{name}达到目标，{side} {show(mark.gap)} {unit}"
        if mark.points and not outcome.points and outcome.gate:
            return f"{place}，{outcome.gate}"
        gate = f"，{outcome.gate}" if outcome.gate else ""
        return f"{place}{gate}：{self._how(mark, coin, unit)}"

    def _how(self, mark: Mark, coin: str, unit: str) -> str:
        short = _short(unit)
        won = mark.points > 0
        verb, per, price = ("加", self.gain_per, self.gain) if won else ("扣", self.per, self.lose)
        if not mark.whole and not mark.rest:
            return f"在允许的 {show(self.tolerance)}{short}以内，不{verb}{coin}"
        if self.remainder:
            return self._with_remainder(mark, coin, short)
        rule = f"每 {show(per)}{short}{verb} {show(price)} {coin}"
        if self.mode == "linear":
            return f"{rule}，按比例{verb} {_amount(mark, coin)} {coin}"
        if self.mode == "up" and mark.rest:
            full = f"满 {mark.whole} 步、" if mark.whole else ""
            return f"{rule}，{full}不满一步也计一步，{verb} {_amount(mark, coin)} {coin}"
        if not mark.whole:
            return f"{rule}，不满一步，不{verb}{coin}"
        left = f"，余 {show(mark.rest)}{short}不计" if mark.rest else ""
        return f"{rule}，满 {mark.whole} 步{verb} {show(abs(mark.points))} {coin}{left}"

    def _with_remainder(self, mark: Mark, coin: str, short: str) -> str:
        lost = times(self.lose, mark.whole)
        rest = mark.rest or ZERO
        full = f"满 {show(times(self.per, mark.whole))}{short}扣 {show(lost)} {coin}" if mark.whole else ""
        if not rest:
            return full
        extra = add(-mark.points, -lost)
        first = f"{full}，余 {show(rest)}{short}" if mark.whole else f"不足 {show(self.per)}{short}"
        if not extra and not self.counted_in:
            return f"{first}不再扣{coin}"
        by = f"按{self.counted_name}计，每张 {show(self.remainder)} {coin}，" if self.counted_in else ""
        return f"{first}{by}扣 {show(extra)} {coin}"


def _short(unit: str) -> str:
    """A unit behind a number in the middle of a sentence: "1% " and " 小时"."""
    return "% " if unit == "个百分点" else f" {unit}"


def _left_over(mark: Mark) -> bool:
    return bool(mark.rest) and mark.gap is not None and mark.gap < 0


def _amount(mark: Mark, coin: str) -> str:
    """A share of yuan is told as it is paid, to the fen."""
    points = abs(mark.points)
    return show_money(to_fen(points)) if coin == "元" and isinstance(points, Fraction) else show(points)
