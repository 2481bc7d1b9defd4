"""A table of bands: the band a value lies in gives the points."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple

from app.exact import Exact, add, show, times, total
from app.reader import Reader
from app.scoring.shapes.base import Shape
from app.scoring.values import Mark, Outcome, Sample


class Band(NamedTuple):
    """From a lower edge to an upper one, each inside the band or not, each perhaps open."""

    low: Exact | None
    low_in: bool
    high: Exact | None
    high_in: bool
    worth: Exact
    name: str = ""

    def holds(self, value: Exact) -> bool:
        """Whether the value lies in the band."""
        if self.low is not None and (value < self.low or (value == self.low and not self.low_in)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_in)

    def words(self) -> str:
        """The band as words."""
        if self.low is not None and self.low == self.high:
            return f"{show(self.low)}"
        low = "" if self.low is None else f"{show(self.low)}{'' if self.low_in else '（不含）'}"
        high = "" if self.high is None else f"{show(self.high)}{'' if self.high_in else '（不含）'}"
        if low and high:
            return f"{low} 至 {high}"
        return f"{low} 以上" if low else f"{high} 以下"


EDGES = ("from", "above", "to", "below", "is")


def parse_bands(reader: Reader, key: str, worth: str, whole: tuple[int, int] | None = None) -> tuple[Band, ...]:
    """The bands under a key, sorted; a gap or an overlap between them is a fault."""
    bands: list[Band] = []
    for one in reader.tables(key, None):
        low_key = "is" if one.has("is") else "above" if one.has("above") else "from"
        high_key = "is" if one.has("is") else "below" if one.has("below") else "to"
        one.ignore(*EDGES)
        low: Exact | None = one.number(low_key, None)
        high: Exact | None = one.number(high_key, None)
        value = one.number(worth)
        bands.append(Band(low, low_key != "above", high, high_key != "below", value, one.text("name", "")))
        one.close()
    ordered = tuple(sorted(bands, key=lambda band: (band.low is not None, band.low or 0, not band.low_in)))
    _check_joints(reader, key, ordered, whole)
    return ordered


def _check_joints(reader: Reader, key: str, bands: tuple[Band, ...], whole: tuple[int, int] | None) -> None:
    for lower, upper in pairwise(bands):
        if lower.high is None or upper.low is None or _overlap(lower, upper):
            reader.fault(key, "两档重叠，应分开或写成读法", f"{lower.words()} / {upper.words()}")
        elif _gap(lower, upper, whole is not None):
            reader.fault(key, "两档之间有空档，应补上一档；有歧义时写成读法", f"{lower.words()} / {upper.words()}")
    if bands and whole:
        if not bands[0].holds(Decimal(whole[0])):
            reader.fault(key, f"没有包含 {whole[0]} 的一档", bands[0].words())
        if not bands[-1].holds(Decimal(whole[1])):
            reader.fault(key, f"没有包含 {whole[1]} 的一档", bands[-1].words())
    if bands and not whole and (bands[0].low is not None or bands[-1].high is not None):
        reader.fault(key, "最低一档应不设下限，最高一档应不设上限", f"{bands[0].words()} … {bands[-1].words()}")


def _overlap(lower: Band, upper: Band) -> bool:
    assert lower.high is not None and upper.low is not None
    return lower.high > upper.low or (lower.high == upper.low and lower.high_in and upper.low_in)


def _gap(lower: Band, upper: Band, whole: bool) -> bool:
    assert lower.high is not None and upper.low is not None
    if whole and lower.high_in and upper.low_in:
        return upper.low > add(lower.high, Decimal(1))
    return lower.high < upper.low or not (lower.high_in or upper.low_in)


def find(bands: tuple[Band, ...], value: Exact) -> Band:
    """The band a value lies in; the loader has made sure that there is one."""
    return next(band for band in bands if band.holds(value))


@dataclass(frozen=True, slots=True)
class Bands(Shape):
    """Points by the band."""

    bands: tuple[Band, ...]
    awards: ClassVar[bool] = True

    @classmethod
    def parse(cls, reader: Reader) -> "Bands":
        """From a scheme's part; whole numbers up to `last` for ranks."""
        whole = (1, reader.whole("last")) if reader.has("last") else None
        return cls(parse_bands(reader, "bands", "points", whole))

    def apply(self, samples: tuple[Sample, ...], _extras: Mapping[str, Any]) -> Outcome:
        """What the samples come to: nothing due counts as the best band."""
        marks = tuple(self._mark(sample) for sample in samples)
        return Outcome(total(mark.points for mark in marks), marks)

    def _mark(self, sample: Sample) -> Mark:
        if sample.value is None:
            best = max(self.bands, key=lambda band: band.worth)
            return Mark(sample, best.worth, row=best)
        band = find(self.bands, sample.value)
        return Mark(sample, band.worth, row=band)

    def say(self, outcome: Outcome, coin: str, unit: str) -> str:
        """The sentence's middle."""
        return "；".join(self._tell(mark, coin, unit) for mark in outcome.marks)

    def _tell(self, mark: Mark, coin: str, unit: str) -> str:
        rank = unit == "名"
        if mark.sample.value is None:
            return f"{mark.sample.label}本期没有应计数，按最好一档"
        place = f"第 {show(mark.sample.value)} 名" if rank else f"{mark.sample.label}{show(mark.sample.value)}"
        row = f"，在 {mark.row.words()} 一档" if mark.row.low != mark.row.high else ""
        verb = "加" if mark.points > 0 else "扣" if mark.points < 0 else ""
        effect = f"{verb} {show(abs(times(mark.points, 1)))} {coin}" if verb else "不加不减"
        return f"{place}{row}，{effect if rank else f'得 {show(mark.points)} {coin}'}"
