"""How high a row must be: Excel does not grow merged cells, so lines are counted here."""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from app.forms.sheet import Cell, Row
from app.forms.styles import STYLES

POINTS_A_MM = Fraction(360, 127)
# Excel's own limit is 409.5; what is higher becomes several rows, merged.
HIGHEST = 400
_PADDING_MM = Fraction(2)
# Room is left for fonts a little wider than counted, and for programs that break lines a little earlier.
_SLACK = Fraction(95, 100)
_LEADING = Fraction(140, 100)
_MARGIN = 4
_WIDE, _NARROW, _CAPITAL = 100, 56, 72
# A word of letters and digits stays together; every other character may begin a line.
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)


@lru_cache(4096)
def _width(char: str) -> int:
    """In hundredths of the font's size."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(char) in ("W", "F", "A") or ord(char) > 0x2E7F:
        return _WIDE
    return _CAPITAL if char.isupper() or char in "@%mwMW" else _NARROW


def width_of(text: str) -> int:
    """The width of one line, in hundredths of the font's size."""
    return sum(map(_width, text))


def lines_in(text: str, millimetres: Fraction, size: int) -> int:
    """How many lines a text takes in so many millimetres."""
    room = int((millimetres - _PADDING_MM) * POINTS_A_MM / size * 100 * _SLACK)
    return sum(_lines(part, max(_WIDE, room)) for part in text.split("\n"))


def _lines(text: str, room: int) -> int:
    lines, used = 1, 0
    for token in _TOKEN.findall(text):
        width = width_of(token)
        if used and used + width > room:
            lines, used = lines + 1, 0
        more, used = divmod(used + width, room)
        lines += more
    return lines


def text_height(text: str, millimetres: Fraction, size: int) -> Fraction:
    """Points that a text needs, the air around it included."""
    return lines_in(text, millimetres, size) * size * _LEADING + _MARGIN


def one_line(cell: Cell) -> bool:
    """Whether a cell is made to fit by smaller letters, not by more lines: numbers, and columns of a day."""
    return not isinstance(cell.value, str) or (STYLES[cell.style].tight and "\n" not in cell.value)


def row_heights(rows: Sequence[Row], edges: Sequence[Fraction]) -> list[Fraction]:
    """Points for each row of a table; a cell over several rows that needs more than they have shares it out."""
    heights = [max([row.least * POINTS_A_MM, *_needs(row, edges)]) for row in rows]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell is not None and cell.rows > 1:
                span = range(at, min(at + cell.rows, len(rows)))
                missing = _need(cell, column, edges) - sum(heights[one] for one in span)
                for one in span if missing > 0 else ():
                    heights[one] += missing / len(span)
    return heights


def _needs(row: Row, edges: Sequence[Fraction]) -> list[Fraction]:
    needs = [_need(cell, at, edges) for at, cell in enumerate(row.cells) if cell is not None and cell.rows == 1]
    return needs or [Fraction(12)]


def _need(cell: Cell, column: int, edges: Sequence[Fraction]) -> Fraction:
    size = STYLES[cell.style].size
    if one_line(cell):
        return size * _LEADING + _MARGIN
    last = min(column + cell.columns, len(edges) - 1)
    return text_height(cell.text, edges[last] - edges[column], size)
