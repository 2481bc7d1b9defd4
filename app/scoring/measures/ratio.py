"""A percentage, typed as such or as hits of a total."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from app.exact import shortest, show
from app.reader import Reader
from app.scoring.measures.base import Measure
from app.scoring.values import Frame, Lacking, Sample


@dataclass(frozen=True, slots=True)
class Ratio(Measure):
    """`percent`, or `hits` and `total`; 0 of 0 means nothing was due."""

    each: str
    unit: ClassVar[str] = "个百分点"

    @classmethod
    def parse(cls, reader: Reader) -> "Ratio":
        """From a scheme's part; `each` is the word for what is counted."""
        return cls(reader.text("each", "件"))

    def read(self, reader: Reader, _frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        found = read_ratio(reader)
        return found if isinstance(found, Lacking) else (found,)

    def achieved(self, samples: tuple[Sample, ...]) -> str | None:
        """As it stands in the assessment table."""
        return percent(samples[0])

    def aim(self, target: str) -> str:
        """The target as it stands in the table."""
        return f"{target}%"


def read_ratio(reader: Reader) -> Sample | Lacking:
    """A percentage from `percent` or from `hits` and `total`."""
    counted = any([reader.has("hits"), reader.has("total")])
    if reader.has("percent"):
        if counted:
            reader.fault("percent", "与 hits、total 只能填一种", reader.data["percent"])
        return Sample(reader.number("percent", low=0, high=100))
    if not counted:
        return Lacking(("percent",))
    absent = tuple(key for key in ("hits", "total") if not reader.has(key))
    if absent:
        reader.whole("hits", 0)
        reader.whole("total", 0)
        return Lacking(absent)
    return counted_ratio(reader, "hits", "total")


def counted_ratio(reader: Reader, hits_key: str, total_key: str, label: str = "") -> Sample:
    """A percentage from two counts, refused where the part exceeds the whole."""
    hits, total = reader.whole(hits_key, 0), reader.whole(total_key, 0)
    if hits > total:
        reader.fault(hits_key, f"不能大于 {total_key}（{total}）", reader.data[hits_key])
        return Sample(None, label)
    value = shortest(Fraction(100 * hits, total)) if total else None
    return Sample(value, label, hits, total)


def percent(sample: Sample) -> str:
    """A sample as a percentage, or the empty count it was."""
    return "0/0" if sample.value is None else f"{show(sample.value)}%"
