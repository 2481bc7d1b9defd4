"""The number itself is the points; or a single case is fatal."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from app.exact import show, total
from app.reader import Reader
from app.scoring.shapes.base import Shape
from app.scoring.values import Mark, Outcome, Sample


@dataclass(frozen=True, slots=True)
class Direct(Shape):
    """Points awarded, or taken off, as given by hand."""

    sign: str

    @property
    def awards(self) -> bool:
        """Whether the number is the line's points rather than a change of them."""
        return self.sign == "award"

    @classmethod
    def parse(cls, reader: Reader) -> "Direct":
        """From a scheme's part."""
        return cls(reader.one_of("sign", ("award", "loss")))

    def apply(self, samples: tuple[Sample, ...], _extras: Mapping[str, Any]) -> Outcome:
        """What the samples come to."""
        value = total(sample.value or Decimal(0) for sample in samples)
        points = value if self.awards else -value
        return Outcome(points, tuple(Mark(sample, points) for sample in samples))

    def say(self, outcome: Outcome, coin: str, _unit: str) -> str:
        """The sentence's middle."""
        if self.awards:
            return f"考核人员评定 {show(outcome.points)} {coin}"
        name = outcome.marks[0].sample.label
        return f"{name}，考核人员酌情扣 {show(-outcome.points)} {coin}" if outcome.points else ""


@dataclass(frozen=True, slots=True)
class Fatal(Shape):
    """One case takes all points of the line, or the whole score (一票否决)."""

    scope: str
    awards: ClassVar[bool] = False

    @classmethod
    def parse(cls, reader: Reader) -> "Fatal":
        """From a scheme's part."""
        return cls(reader.one_of("scope", ("line", "score")))

    def apply(self, samples: tuple[Sample, ...], _extras: Mapping[str, Any]) -> Outcome:
        """What the samples come to."""
        marks = tuple(Mark(sample, Decimal(0)) for sample in samples)
        return Outcome(Decimal(0), marks, fatal=self.scope if any(sample.value for sample in samples) else "")

    def say(self, outcome: Outcome, _coin: str, unit: str) -> str:
        """The sentence's middle."""
        if not outcome.fatal:
            return ""
        whole = "本项不得分" if outcome.fatal == "line" else "一票否决，总分记 0 分"
        sample = outcome.marks[0].sample
        return f"{sample.label} {show(sample.value or 0)} {unit}，{whole}".strip()
