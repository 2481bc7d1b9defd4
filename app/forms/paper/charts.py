"""Charts on paper: a trend over its labels, bars beside their names; black and grey, every figure written out."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from app.forms.paper.fonts import BOLD, SANS, face
from app.forms.paper.marks import Dot, Drawing, Ground, Mark, Rule, Words
from app.forms.paper.scales import Scale, figure, scale_of
from app.forms.paper.typeset import Type
from app.forms.sheet import Chart

SIZE, LINE = 7, 900
TITLE, HEAD = 9, 1600
AIR = 300
BAR_GREY, MARK_GREY = 65, 55
PITCH, THICK = 1100, 1600
LEAST_PLOT = 5000
UNKNOWN = "未录入"
BARS = "bars"


class Label(NamedTuple):
    """A figure at its point: the middle of its base line."""

    x: int
    y: int
    text: str
    width: int

    def crossed_by(self, y: int) -> bool:
        """Whether a level line would go through it."""
        return self.y - LINE <= y <= self.y + AIR

    @property
    def words(self) -> Words:
        """As a mark."""
        return Words(self.x - self.width // 2, self.y, self.text, SANS, SIZE)


def least_height(chart: Chart, room: int) -> int:
    """How high a chart must be in so much room, for every name to have its lines and every bar to be seen."""
    if _is_lying(chart):
        return HEAD + 2 * AIR + sum(_pitch(one) for one in chart.labels)
    # A fifth is for figures at the left and names at the right.
    share = room * 4 // 5 // max(len(chart.labels), 1)
    return HEAD + LEAST_PLOT + max((len(lines) for lines in _names_below(chart, share)), default=1) * LINE


def drawn(place: Drawing) -> list[Mark]:
    """The chart in its place; where nothing is known it says so."""
    chart = place.chart
    if all(value is None for value in chart.values):
        return [Words(place.x, place.y + TITLE * 100, f"{chart.title}：{UNKNOWN}", SANS, TITLE)]
    title = Words(place.x, place.y + TITLE * 100, chart.title, BOLD, TITLE)
    return [title, *(_lying(place) if _is_lying(chart) else _standing(place))]


def _is_lying(chart: Chart) -> bool:
    """Names are read best beside their bars; a level to be kept is seen best over bars that stand."""
    return chart.kind == BARS and not chart.marks


def _type() -> Type:
    return Type(face(SANS), SIZE)


# --- a trend, or bars that stand


def _standing(place: Drawing) -> Iterator[Mark]:
    chart, kind = place.chart, _type()
    known = [value for value in chart.values if value is not None]
    scale = scale_of([*known, *(level for _, level in chart.marks)], chart.kind == BARS)
    ticks = [figure(one) for one in scale.ticks]
    names = [_named(name, level) for name, level in chart.marks]
    left = place.x + max(map(kind.width, ticks)) + 2 * AIR
    right = place.x + place.width - max(map(kind.width, names), default=0) - 2 * AIR
    share = (right - left) // max(len(chart.labels), 1)
    below = _names_below(chart, share)
    lines = max(map(len, below), default=1)
    top, bottom = place.y + HEAD + LINE, place.y + place.height - lines * LINE - AIR
    # Figures stand below bars that hang, and below the lows of a line.
    hanging = chart.kind != BARS or min(known) < 0
    placed = scale.between(top, bottom - (LINE + 2 * AIR if hanging else 0))
    middles = [left + share * at + share // 2 for at in range(len(chart.labels))]
    points = [None if value is None else (x, placed.at(value)) for x, value in zip(middles, chart.values, strict=True)]
    labels = list(_labels(points, chart))
    yield from _axes(left, right, bottom, placed, ticks)
    if chart.kind == BARS:
        yield from _bars(points, placed.at(Decimal(0)), share)
        yield Rule(left, placed.at(Decimal(0)), right, placed.at(Decimal(0)))
    else:
        yield from _line(points)
    yield from _below(middles, below, bottom, (place.x, place.x + place.width))
    yield from _levels(chart, names, placed, labels, (left, right))
    yield from (one.words for one in labels)


def _axes(left: int, right: int, bottom: int, placed: Scale, ticks: Sequence[str]) -> Iterator[Mark]:
    kind = _type()
    yield Rule(left, placed.at(placed.ticks[-1]), left, bottom)
    yield Rule(left, bottom, right, bottom)
    for value, text in zip(placed.ticks, ticks, strict=True):
        y = placed.at(value)
        yield Rule(left - AIR // 2, y, left, y)
        yield Words(left - AIR - kind.width(text), y + SIZE * 35, text, SANS, SIZE)


def _labels(points: Sequence[tuple[int, int] | None], chart: Chart) -> Iterator[Label]:
    """Figures above their points; below a low between two higher ones, where the line would go through them.

    Beside a line that goes on up or down they stand on its free side.
    """
    kind, end = _type(), -1
    for at, (point, value) in enumerate(zip(points, chart.values, strict=True)):
        if point is None or value is None:
            continue
        text = figure(value)
        width = kind.width(text)
        rises = [other[1] - point[1] for other in (*points[max(at - 1, 0) : at], *points[at + 1 : at + 2]) if other]
        is_low = bool(rises) and all(one < 0 for one in rises)
        under = value < 0 if chart.kind == BARS else is_low
        middle = point[0]
        if chart.kind != BARS and len(rises) == 2 and rises[0] * rises[1] < 0:
            middle += width // 2 if rises[0] < 0 else -width // 2
        if middle - width // 2 > end:  # where they stand too close, the next one is left out
            yield Label(middle, point[1] + LINE + AIR // 2 if under else point[1] - AIR * 4 // 3, text, width)
            end = middle + width // 2 + AIR


def _line(points: Sequence[tuple[int, int] | None]) -> Iterator[Mark]:
    for one, other in pairwise(points):
        if one and other:
            yield Rule(*one, *other, 100)
    yield from (Dot(*point, 180) for point in points if point)


def _bars(points: Iterable[tuple[int, int] | None], zero: int, share: int) -> Iterator[Mark]:
    wide = min(share * 6 // 10, 2 * THICK)
    for point in points:
        if point and point[1] != zero:
            yield Ground(point[0] - wide // 2, min(zero, point[1]), wide, abs(zero - point[1]), BAR_GREY)


def _names_below(chart: Chart, share: int) -> list[list[str]]:
    """Every bar has its name; of a line's labels only every so-manyth, where they would run into each other."""
    kind = _type()
    if chart.kind == BARS:
        return [kind.lines(one, max(share - AIR, SIZE * 100)) for one in chart.labels]
    every = max(1, -(-(max(map(kind.width, chart.labels), default=0) + AIR) // max(share, 1)))
    return [[label] if at % every == 0 else [] for at, label in enumerate(chart.labels)]


def _below(
    middles: Sequence[int], labels: Sequence[Sequence[str]], bottom: int, ends: tuple[int, int]
) -> Iterator[Mark]:
    """Under their places, those at the ends moved inside; the last one has its place, what it covers is left out."""
    kind, free = _type(), ends[1] + AIR
    for x, lines in reversed(list(zip(middles, labels, strict=True))):
        wide = max(map(kind.width, lines), default=0)
        middle = max(min(x, ends[1] - wide // 2 - 1), ends[0] + wide // 2 + 1)
        if not lines or middle + wide // 2 + AIR > free + AIR // 2:
            continue
        for at, line in enumerate(lines):
            yield Words(middle - kind.width(line) // 2, bottom + (at + 1) * LINE, line, SANS, SIZE)
        free = middle - wide // 2


def _levels(
    chart: Chart, names: Sequence[str], placed: Scale, labels: Sequence[Label], ends: tuple[int, int]
) -> Iterator[Mark]:
    """Dashed lines that leave figures out, their names at the right, one below another."""
    left, right = ends
    free = placed.at(placed.ticks[-1]) - LINE
    for (_, level), name in sorted(zip(chart.marks, names, strict=True), key=lambda one: -one[0][1]):
        y, x = placed.at(level), left
        for label in sorted(one for one in labels if one.crossed_by(y)):
            if label.x - label.width // 2 - AIR > x:
                yield Rule(x, y, label.x - label.width // 2 - AIR, y, MARK_GREY, dashed=True)
            x = label.x + label.width // 2 + AIR
        if right > x:
            yield Rule(x, y, right, y, MARK_GREY, dashed=True)
        free = max(free + LINE, y + SIZE * 35)
        yield Words(right + AIR, free, name, SANS, SIZE)


def _named(name: str, level: Decimal) -> str:
    return name if any(sign.isdigit() for sign in name) else f"{name} {figure(level)}"


# --- bars that lie


def _lines_of(name: str, room: int = 9000) -> list[str]:
    return _type().lines(name, room)


def _pitch(name: str) -> int:
    return max(PITCH, len(_lines_of(name)) * LINE + AIR)


def _lying(place: Drawing) -> Iterator[Mark]:
    """The first on top; what is not known says so in its row."""
    chart, kind = place.chart, _type()
    texts = [UNKNOWN if value is None else figure(value) for value in chart.values]
    room = max(map(kind.width, texts)) + 2 * AIR
    names = [_lines_of(one) for one in chart.labels]
    left = place.x + max((kind.width(line) for lines in names for line in lines), default=0) + AIR
    below = room if any(value is not None and value < 0 for value in chart.values) else 0
    scale = scale_of([value for value in chart.values if value is not None], True)
    placed = scale.between(place.x + place.width - room, left + below)
    zero, y = placed.at(Decimal(0)), place.y + HEAD
    spare = max(place.height - least_height(chart, place.width), 0) // max(len(names), 1)
    for lines, value, text in zip(names, chart.values, texts, strict=True):
        pitch = max(PITCH, len(lines) * LINE + AIR) + min(spare, THICK)
        middle = y + pitch // 2
        for at, line in enumerate(lines):
            base = middle + (2 * at - len(lines) + 1) * LINE // 2 + SIZE * 35
            yield Words(left - AIR - kind.width(line), base, line, SANS, SIZE)
        end = zero if value is None else placed.at(value)
        thick = min(pitch * 6 // 10, THICK)
        if end != zero:
            yield Ground(min(zero, end), middle - thick // 2, abs(end - zero), thick, BAR_GREY)
        x = end - AIR - kind.width(text) if value is not None and value < 0 else end + AIR
        yield Words(x, middle + SIZE * 35, text, SANS, SIZE)
        y += pitch
    yield Rule(zero, place.y + HEAD, zero, y)
