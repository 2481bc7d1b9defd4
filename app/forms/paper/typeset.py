"""Styles as type: a face, a size, lines of a text in a width, how high they stand."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.forms.paper.breaking import broken, figures
from app.forms.paper.fonts import BOLD, SANS, SERIF, THOUSAND, Face, face
from app.forms.paper.marks import POINT, Words
from app.forms.styles import STYLES, Style

PAD, TIGHT = 240, 60
LINE, SNUG = 130, 114  # per cent of the size
ASCENT = 88  # where the base line lies in a line as high as the size
SMALLEST = 5


class Look(NamedTuple):
    """How a sheet is set: letters in serif; snug where a few lines would otherwise need a page of their own."""

    serif: bool = False
    snug: bool = False


PLAINLY = Look()


class Type(NamedTuple):
    """A face at a size."""

    face: Face
    size: int
    line: int = LINE

    def width(self, text: str) -> int:
        """A text's width."""
        return -(-self.face.width(text) * self.size * POINT // THOUSAND)

    def lines(self, text: str, room: int) -> list[str]:
        """A text in lines; the room is as wide as whole thousandths of the size, so that none is too wide."""
        return broken(text.replace("\t", "  "), room * THOUSAND // (self.size * POINT), self.face.wide)

    @property
    def leading(self) -> int:
        """From one base line to the next."""
        return self.size * self.line


@cache
def type_of(name: str, look: Look = PLAINLY, smaller: int = 0) -> Type:
    """The type of a style; letters are set in serif."""
    style = STYLES[name]
    face_name = BOLD if style.bold else SERIF if look.serif else SANS
    return Type(face(face_name), max(style.size - smaller, SMALLEST), SNUG if look.snug else LINE)


@lru_cache(maxsize=16_384)  # forms say the same words again and again
def fitted(text: str, name: str, room: int, look: Look) -> tuple[Type, tuple[str, ...]]:
    """A text in lines, a little smaller where a figure would have to be cut; nothing is no line."""
    kind = type_of(name, look)
    if not text:
        return kind, ()
    for smaller in range(STYLES[name].size):
        kind = type_of(name, look, smaller)
        if kind.size == SMALLEST or kind.width(text) <= room or not _cuts(text, kind, room):
            break
    return kind, tuple(kind.lines(text, room))


def _cuts(text: str, kind: Type, room: int) -> bool:
    """Whether a figure stands in the text that is wider than the room; words may be cut."""
    return any(kind.width(one) > room for one in figures(text))


def set_lines(lines: Sequence[str], kind: Type, style: Style, left: int, top: int, room: int) -> list[Words]:
    """Lines as marks, from `top` on, aligned in the room."""
    found: list[Words] = []
    base = top + (kind.leading - kind.size * POINT) // 2 + kind.size * ASCENT
    for line in lines:
        x = left
        if style.align != "left":
            slack = room - kind.width(line)
            x += slack // 2 if style.align == "centre" else slack
        found.append(Words(x, base, line, kind.face.name, kind.size))
        base += kind.leading
    return found
