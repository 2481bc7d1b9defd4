"""Scales of charts: round steps that hold every value, and where a value lies between two edges."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = 4
_ROUND = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """Round values from the lowest to the highest, and the edges they lie between."""

    ticks: tuple[Decimal, ...]
    high: int = 0
    low: int = 0

    def between(self, high: int, low: int) -> "Scale":
        """The same, its highest value at one edge, its lowest at the other."""
        return replace(self, high=high, low=low)

    def at(self, value: Decimal) -> int:
        """Where a value lies."""
        span = self.ticks[-1] - self.ticks[0]
        return self.low + int((self.high - self.low) * (value - self.ticks[0]) / span)


def scale_of(values: Sequence[Decimal], from_zero: bool) -> Scale:
    """A scale for these values; bars begin at nothing."""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        low, high = (low, low + 1) if from_zero else (low - 1, high + 1)
    step = _step((high - low) / STEPS)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return Scale(tuple(step * at for at in range(int(first), int(last) + 1)))


def _step(least: Decimal) -> Decimal:
    """The smallest round step that is not smaller."""
    power = least.adjusted()
    return next(step for one in _ROUND if (step := Decimal(one).scaleb(power)) >= least)


def figure(value: Decimal) -> str:
    """A value as it is written beside its point: exact, without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
