"""Measures that look back: the mean of a year, the change since the last period."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from app.exact import Exact, add, shortest, total
from app.reader import Reader
from app.scoring.measures.base import Measure
from app.scoring.measures.ratio import percent, read_ratio
from app.scoring.values import LOOK_BACK, Frame, Lacking, Sample


@dataclass(frozen=True, slots=True)
class Mean(Measure):
    """The mean of this period's percentage and the earlier ones of a year."""

    key: str
    over: int
    unit: ClassVar[str] = "个百分点"
    remembers: ClassVar[bool] = True

    @classmethod
    def parse(cls, reader: Reader) -> "Mean":
        """From a scheme's part; the indicator's id is handed down as `id`."""
        return cls(reader.text("id"), reader.whole("over", low=2, high=LOOK_BACK))

    def read(self, reader: Reader, frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        found = read_ratio(reader)
        back = frame.back[: self.over - 1]
        lacking = found.fields if isinstance(found, Lacking) else ()
        lacking += tuple(
            f"history.{frame.period.before(at + 1)}.{self.key}"
            for at, known in reversed(list(enumerate(back)))
            if known.get(self.key) is None
        )
        if lacking or isinstance(found, Lacking):
            return Lacking(lacking)
        return (Sample(self._mean([found, *(known[self.key] for known in back)])),)

    def _mean(self, samples: list[Any]) -> Exact:
        values = [sample.value or Decimal(0) for sample in samples]
        return shortest(Fraction(total(values)) / self.over)

    def remember(self, reader: Reader, key: str) -> Sample | None:
        """An earlier period's percentage from the history."""
        return remembered(reader, key)

    def achieved(self, samples: tuple[Sample, ...]) -> str | None:
        """As it stands in the assessment table."""
        return percent(samples[0])

    def aim(self, target: str) -> str:
        """The target as it stands in the table."""
        return f"{target}%"


@dataclass(frozen=True, slots=True)
class Change(Measure):
    """How many points a percentage rose since the period before; unknown before means no change."""

    key: str
    unit: ClassVar[str] = "个百分点"
    remembers: ClassVar[bool] = True

    @classmethod
    def parse(cls, reader: Reader) -> "Change":
        """From a scheme's part; the indicator's id is handed down as `id`."""
        return cls(reader.text("id"))

    def read(self, reader: Reader, frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        found = read_ratio(reader)
        if isinstance(found, Lacking):
            return found
        earlier = frame.back[0].get(self.key)
        if earlier is None or earlier.value is None or found.value is None:
            return ()
        return (Sample(add(found.value, -earlier.value)),)

    def remember(self, reader: Reader, key: str) -> Sample | None:
        """An earlier period's percentage from the history."""
        return remembered(reader, key)

    def aim(self, target: str) -> str:
        """The target as it stands in the table."""
        return f"{target}%"


def remembered(reader: Reader, key: str) -> Sample | None:
    """A percentage of an earlier period, as an object of the same kind as this period's input."""
    nested = reader.table(key)
    found = read_ratio(nested)
    nested.close()
    return None if isinstance(found, Lacking) else found
