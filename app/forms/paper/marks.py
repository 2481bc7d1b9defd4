"""What stands on a page, in hundredths of a point from its upper left corner: words, rules, grounds, dots."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from app.forms.sheet import Chart

POINT = 100
A4 = (59528, 84189)
THIN = 50


def mm(length: int | Fraction) -> int:
    """Millimetres as hundredths of a point."""
    return round(Fraction(length) * 36000 / 127)


class Words(NamedTuple):
    """A line of text in a face by name, so many points high; `y` is its base line."""

    x: int
    y: int
    text: str
    face: str
    size: int


class Rule(NamedTuple):
    """A straight line."""

    x: int
    y: int
    to_x: int
    to_y: int
    weight: int = THIN
    dashed: bool = False


class Ground(NamedTuple):
    """A shaded box, so many per cent white."""

    x: int
    y: int
    width: int
    height: int
    grey: int


class Dot(NamedTuple):
    """A black point."""

    x: int
    y: int
    radius: int


class Drawing(NamedTuple):
    """A chart and the box it is to be drawn in."""

    x: int
    y: int
    width: int
    height: int
    chart: Chart


Mark: TypeAlias = Words | Rule | Ground | Dot


@dataclass(slots=True)
class Page:
    """A page and everything on it, its words in the order in which they are read."""

    width: int
    height: int
    marks: list[Mark] = field(default_factory=list[Mark])
    sheet: str = ""  # the sheet that begins here

    @property
    def words(self) -> list[Words]:
        """Its text."""
        return [mark for mark in self.marks if isinstance(mark, Words)]


class Frame(NamedTuple):
    """Where a sheet may be written on."""

    width: int
    height: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def room(self) -> int:
        """How wide the text is."""
        return self.width - self.left - self.right

    @property
    def end(self) -> int:
        """Where the text must end."""
        return self.height - self.bottom

    @property
    def whole(self) -> int:
        """How much of a page may be written on from above to below."""
        return self.end - self.top


def frame_of(landscape: bool, letter: bool) -> Frame:
    """A4; a margin for binding at the left, room for the foot; letters as GB/T 9704 has them."""
    width, height = (A4[1], A4[0]) if landscape else A4
    if letter:
        return Frame(width, height, mm(28), mm(37), mm(26), mm(35))
    if landscape:
        return Frame(width, height, mm(20), mm(16), mm(12), mm(26))
    return Frame(width, height, mm(25), mm(16), mm(15), mm(26))
