"""Styles as type: a face, a size, lines of a text in a width, how high they stand."""

from functools import cache
from typing import NamedTuple

from app.forms.paper.breaking import broken
from app.forms.paper.fonts import BOLD, SANS, SERIF, THOUSAND, Face, face
from app.forms.paper.marks import POINT, Words
from app.forms.styles import STYLES, Style

PAD, TIGHT = 300, 60
LINE = 130  # per cent of the size
ASCENT = 88  # where the base line lies in a line as high as the size
SMALLEST = 5


class Type(NamedTuple):
    """A face at a size."""

    face: Face
    size: int

    def wide(self, sign: str) -> int:
        """A character's width."""
        return self.face.wide(sign) * self.size * POINT // THOUSAND

    def width(self, text: str) -> int:
        """A text's width."""
        wide = self.face.wide
        return sum([wide(sign) for sign in text]) * self.size * POINT // THOUSAND

    @property
    def leading(self) -> int:
        """From one base line to the next."""
        return self.size * LINE


@cache
def type_of(name: str, serif: bool = False, smaller: int = 0) -> Type:
    """The type of a style; letters are set in serif."""
    style = STYLES[name]
    face_name = BOLD if style.bold else SERIF if serif else SANS
    return Type(face(face_name), max(style.size - smaller, SMALLEST))


def lines_of(text: str, kind: Type, room: int) -> list[str]:
    """A text in lines."""
    if not text:
        return []
    return broken(text, room, kind.wide)


def fitted(text: str, name: str, room: int, serif: bool = False) -> tuple[Type, list[str]]:
    """As `lines_of`, a little smaller where a number or a word would have to be cut."""
    smaller = 0
    while True:
        kind = type_of(name, serif, smaller)
        if kind.size <= SMALLEST or not _cuts(text, kind, room):
            return kind, lines_of(text, kind, room)
        smaller += 1


def _cuts(text: str, kind: Type, room: int) -> bool:
    """Whether a number stands in the text that is wider than the room; words may be cut."""
    return any(kind.width(part) > room for part in text.split() if part[:1].isdigit() and part.isascii())


def set_lines(lines: list[str], kind: Type, style: Style, left: int, top: int, room: int) -> list[Words]:
    """Lines as marks, from `top` on, aligned in the room."""
    found: list[Words] = []
    for at, line in enumerate(lines):
        x = left
        if style.align != "left":
            slack = room - kind.width(line)
            x += slack // 2 if style.align == "centre" else slack
        base = top + at * kind.leading + (kind.leading - kind.size * POINT) // 2 + kind.size * ASCENT
        found.append(Words(x, base, line, kind.face.name, kind.size))
    return found
