"""So much for each case, after an allowance, perhaps more from some case on, up to a cap."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from app.exact import Exact, add, show, times, total
from app.reader import Reader
from app.scoring.shapes.base import Shape
from app.scoring.values import Mark, Outcome, Sample
from app.scoring.words import spoken

ZERO = Decimal(0)


class Tier(NamedTuple):
    """Cases beyond `above` charged ones cost `lose` each."""

    above: int
    lose: Exact


@dataclass(frozen=True, slots=True)
class PerUnit(Shape):
    """A price a case; an assessor may choose it within a range."""

    lose: Exact
    gain: Exact
    allowance: int
    tiers: tuple[Tier, ...]
    cap: Exact | None
    chosen: str
    low: int
    high: int
    awards: bool = False

    @classmethod
    def parse(cls, reader: Reader) -> "PerUnit":
        """From a scheme's part."""
        chosen = reader.text("lose_field", "")
        tiers = [Tier(one.whole("above"), one.number("lose", low=0)) for one in reader.tables("escalate")]
        if tiers != sorted(tiers):
            reader.fault("escalate", "各档应按 above 从小到大排列", len(tiers))
        return cls(
            reader.number("lose", ZERO, low=0),
            reader.number("gain", ZERO, low=0),
            reader.whole("allowance", 0),
            tuple(tiers),
            reader.number("cap", None, low=0),
            chosen,
            reader.whole("lose_low") if chosen else 0,
            reader.whole("lose_high") if chosen else 0,
        )

    def fields(self) -> tuple[str, ...]:
        """The price an assessor may choose."""
        return (self.chosen,) if self.chosen else ()

    def read(self, reader: Reader) -> dict[str, Any]:
        """That price, from the facts."""
        if not self.chosen or not reader.has(self.chosen):
            return {}
        return {self.chosen: reader.number(self.chosen, low=self.low, high=self.high)}

    def apply(self, samples: tuple[Sample, ...], extras: Mapping[str, Any]) -> Outcome:
        """What the samples come to."""
        marks = tuple([self._mark(sample, extras) for sample in samples])
        return Outcome(marks[0].points if len(marks) == 1 else total(mark.points for mark in marks), marks)

    def _mark(self, sample: Sample, extras: Mapping[str, Any]) -> Mark:
        charged = int(sample.value or 0) - self.allowance
        if charged <= 0:
            return Mark(sample, ZERO)
        price = extras.get(self.chosen, self.lose) if self.chosen else self.lose
        points = times(self.gain, charged) if self.gain else -self._charge(charged, price)
        if self.cap is not None:
            points = min(max(points, -self.cap), self.cap)
        return Mark(sample, points, None, charged, None, price)

    def _charge(self, charged: int, price: Exact) -> Exact:
        """Each case at the price of the last tier it lies beyond."""
        cost: Exact = ZERO
        upper = charged
        for tier in reversed(self.tiers):
            if upper > tier.above:
                cost = add(cost, times(tier.lose, upper - tier.above))
                upper = tier.above
        return add(cost, times(price, upper))

    def say(self, outcome: Outcome, coin: str, unit: str) -> str:
        """The sentence's middle."""
        told = [mark for mark in outcome.marks if mark.sample.value]
        if not told:
            return ""
        return "；".join(self._tell(mark, coin, unit) for mark in told)

    def _tell(self, mark: Mark, coin: str, unit: str) -> str:
        count = f"{spoken(mark.sample.label)} {show(mark.sample.value or 0)} {unit}".strip()
        if not mark.whole:
            return f"{count}，在允许的 {self.allowance} {unit}以内"
        over = f"，超出允许的 {self.allowance} {unit}，计 {mark.whole} {unit}" if self.allowance else ""
        if self.gain:
            return f"{count}{over}，每{unit}加 {show(self.gain)} {coin}"
        if not mark.points:
            return f"{count}，合同未定金额，只记录"
        more = "".join(f"，第 {tier.above + 1} {unit}起每{unit} {show(tier.lose)} {coin}" for tier in self.tiers)
        capped = f"，最多 {show(self.cap)} {coin}" if self.cap is not None and -mark.points == self.cap else ""
        return f"{count}{over}，每{unit}扣 {show(mark.row)} {coin}{more}{capped}"
