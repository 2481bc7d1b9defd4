"""How an input can move: the ways in which each kind of measure could have come out a little different."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from app.exact import Exact, add, shortest, show, times
from app.scoring.indicator import Part
from app.scoring.measures import Count, DayFails, DayRatio, Items, Mean, Months, Rank, Ratio, Value
from app.scoring.shapes import Bands, PerUnit, Steps
from app.scoring.shapes.anchors import Anchors
from app.scoring.values import Sample

GRID = Decimal("0.01")
FAR = 10_000_000
HUNDRED = 100


class Move(NamedTuple):
    """One way to move one sample by n units, at most so far; whether that is the better direction."""

    way: str
    unit: str
    size: Exact
    better: bool
    most: int
    words: str
    sample: Callable[[int], Sample]


def moves(part: Part, sample: Sample) -> Iterator[Move]:
    """The ways in which a sample can move, both directions."""
    measure, higher = part.measure, _higher(part)
    if isinstance(measure, Ratio | Mean | DayRatio) or (isinstance(measure, Months) and measure.of == "ratio"):
        each = measure.each if isinstance(measure, Ratio) else "件"
        yield from (
            _counted(sample, higher, each)
            if sample.total is not None
            else _typed(sample, higher, "个百分点", HUNDRED, "年平均" if isinstance(measure, Mean) else "")
        )
    elif isinstance(measure, Value | Items):
        yield from _typed(sample, higher, measure.unit, None)
    elif isinstance(measure, Count | Months | DayFails):
        most = sample.total if isinstance(measure, DayFails) and sample.total is not None else FAR
        yield from _cases(sample, higher, measure.unit, most)
    elif isinstance(measure, Rank):
        yield from _ranks(sample, measure.last)


def _higher(part: Part) -> bool:
    """Whether more is better."""
    shape = part.shape
    if isinstance(shape, Steps):
        return shape.higher
    if isinstance(shape, PerUnit):
        return bool(shape.gain)
    if isinstance(shape, Anchors):
        return shape.anchors[-1].points >= shape.anchors[0].points
    return isinstance(shape, Bands) and shape.bands[-1].worth >= shape.bands[0].worth


def _one(way: str, unit: str, direction: tuple[bool, str], most: int, sample: Callable[[int], Sample]) -> Move:
    better, words = direction
    return Move(way, unit, Decimal(1), better, most, words, sample)


def _counted(sample: Sample, higher: bool, each: str) -> Iterator[Move]:
    hits, total = sample.hits or 0, sample.total or 0

    def ratio(new_hits: int, new_total: int) -> Sample:
        value = shortest(Fraction(HUNDRED * new_hits, new_total)) if new_total else None
        return Sample(value, sample.label, new_hits, new_total)

    same, more = "总数不变", "总数随之增加"
    yield _one("turn_up", each, (higher, same), total - hits, lambda n: ratio(hits + n, total))
    yield _one("turn_down", each, (not higher, same), hits, lambda n: ratio(hits - n, total))
    yield _one("more_hits", each, (higher, more), FAR, lambda n: ratio(hits + n, total + n))
    yield _one("more_misses", each, (not higher, more), FAR, lambda n: ratio(hits, total + n))


def _typed(sample: Sample, higher: bool, unit: str, top: int | None, of: str = "") -> Iterator[Move]:
    value = sample.value or Decimal(0)

    def moved(count: int) -> Sample:
        return Sample(add(value, GRID * count), sample.label)

    def lowered(count: int) -> Sample:
        return moved(-count)

    up = FAR if top is None else int((top - Fraction(value)) / Fraction(GRID))
    down = int(Fraction(value) / Fraction(GRID))
    yield Move("raise", unit, GRID, higher, up, f"{of}升高", moved)
    yield Move("lower", unit, GRID, not higher, down, f"{of}降低", lowered)


def _cases(sample: Sample, higher: bool, unit: str, most: int) -> Iterator[Move]:
    found = int(sample.value or 0)

    def moved(count: int) -> Sample:
        return sample._replace(value=Decimal(found + count))

    yield _one("more", unit, (higher, "多发生"), most - found, moved)
    yield _one("fewer", unit, (not higher, "少发生"), found, lambda n: moved(-n))


def _ranks(sample: Sample, last: int) -> Iterator[Move]:
    rank = int(sample.value or 0)
    yield _one("climb", "名", (True, "前进"), rank - 1, lambda n: Sample(Decimal(rank - n)))
    yield _one("fall", "名", (False, "后退"), last - rank, lambda n: Sample(Decimal(rank + n)))


def amount(move: Move, count: int) -> str:
    """How far a move goes, in its unit."""
    return show(times(move.size, count))
