"""People by days or months as coloured squares, with what the colours mean below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ui.kit.chart import NOWHERE, Chart
from ui.kit.drawing import CENTRE, LEFT, box, ring, wide, words
from ui.kit.theme import Text, Tokens, Tone, font, scaled
from ui.kit.theme.tokens import mixed

CELL, GAP, HEAD, LEGEND = 22, 2, 20, 30
SMALLEST, LARGEST = 12, 34
FULL = 4
STRENGTH = (0, 22, 45, 70, 100)


@dataclass(frozen=True)
class HeatCell:
    """`level` 1 to 4 is how strong; `hint` is what it reads as; `text` stands in the square."""

    level: int = FULL
    tone: Tone = Tone.ACCENT
    hint: str = ""
    text: str = ""


@dataclass(frozen=True)
class HeatLegend:
    """A colour and its words."""

    words: str
    tone: Tone = Tone.ACCENT
    level: int = FULL


class HeatMap(Chart):
    """None is a place about which nothing is known: an empty square, not a zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._cells: tuple[tuple[HeatCell | None, ...], ...] = ()
        self._legend: tuple[HeatLegend, ...] = ()

    def show_cells(
        self,
        names: Sequence[str],
        columns: Sequence[str],
        cells: Sequence[Sequence[HeatCell | None]],
        legend: Sequence[HeatLegend] = (),
    ) -> None:
        """Another map: a row of cells for each name, a cell for each column."""
        self._names, self._columns, self._legend = tuple(names), tuple(columns), tuple(legend)
        self._cells = tuple(tuple(one) for one in cells)
        self.renewed()

    def sizeHint(self) -> QSize:
        """Square cells."""
        across = self._left() + len(self._columns) * scaled(CELL)
        return QSize(max(across, scaled(240)), self._height(scaled(CELL)))

    def minimumSizeHint(self) -> QSize:
        """Cells that can still be told apart."""
        return QSize(self._left() + len(self._columns) * scaled(SMALLEST), self._height(scaled(CELL)))

    def count(self) -> int:
        """One place a square, row by row."""
        return len(self._names) * len(self._columns)

    def stepped(self, key: int) -> int:
        """Up and down are whole rows."""
        across = len(self._columns)
        by = {Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across}.get(Qt.Key(key))
        if by is None:
            return super().stepped(key)
        return self.at + by if 0 <= self.at + by < self.count() else self.at

    def place_at(self, x: int, y: int) -> int:
        """The square under the mouse."""
        column = (x - self._left()) // self._wide() if x >= self._left() else NOWHERE
        row = (y - scaled(HEAD)) // scaled(CELL) if y >= scaled(HEAD) else NOWHERE
        inside = 0 <= column < len(self._columns) and 0 <= row < len(self._names)
        return row * len(self._columns) + column if inside else NOWHERE

    def reading(self, place: int) -> str:
        """马晓燕 15 迟到."""
        row, column = divmod(place, len(self._columns))
        cell = self._cells[row][column]
        hint = self.tr("未录入") if cell is None else cell.hint or cell.text
        return f"{self._names[row]} {self._columns[column]} {hint}".strip()

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        """Heads, names, squares, legend."""
        small = font(Text.SMALL)
        self._draw_heads(painter, tokens)
        for row, name in enumerate(self._names):
            place = QRect(0, self._square(row, 0).top(), self._left() - scaled(10), scaled(CELL) - GAP)
            words(painter, place, name, small, tokens.ink if self._is_row(row) else tokens.muted, LEFT)
            for column in range(len(self._columns)):
                self._draw_cell(painter, tokens, self._square(row, column), self._cells[row][column])
        self._draw_legend(painter, tokens)
        if self.at != NOWHERE:
            place = self._square(*divmod(self.at, len(self._columns)))
            ring(painter, place.adjusted(-1, -1, 1, 1), tokens.ink, scaled(4))
            self.bubble(painter, tokens, self.reading(self.at), place.center().x(), place.top() - scaled(4))

    # --- where things are

    def _left(self) -> int:
        small = font(Text.SMALL)
        return max((wide(one, small) for one in self._names), default=0) + scaled(14)

    def _wide(self) -> int:
        free = (self.width() - self._left()) // max(len(self._columns), 1)
        return max(scaled(SMALLEST), min(free, scaled(LARGEST)))

    def _height(self, cell: int) -> int:
        return scaled(HEAD) + max(len(self._names), 2) * cell + (scaled(LEGEND) if self._legend else 0)

    def _square(self, row: int, column: int) -> QRect:
        across, down = self._wide(), scaled(CELL)
        return QRect(self._left() + column * across, scaled(HEAD) + row * down, across - GAP, down - GAP)

    def _is_row(self, row: int) -> bool:
        return self.at != NOWHERE and self.at // len(self._columns) == row

    # --- drawing

    def _draw_heads(self, painter: QPainter, tokens: Tokens) -> None:
        small = font(Text.SMALL)
        widest = max(wide(one, small) for one in self._columns) + 2
        every = max(1, -(-(widest + scaled(4)) // self._wide()))
        for column, head in enumerate(self._columns):
            if column % every == 0:
                middle = self._square(0, column).center().x()
                place = QRect(middle - widest // 2, 0, widest, scaled(HEAD) - 2)
                words(painter, place, head, small, tokens.muted, CENTRE)

    def _draw_cell(self, painter: QPainter, tokens: Tokens, place: QRect, cell: HeatCell | None) -> None:
        radius = scaled(3)
        if cell is None:
            box(painter, QRectF(place), tokens.panel, radius, tokens.line)
            return
        box(painter, QRectF(place), _colour(tokens, cell.tone, cell.level), radius)
        if cell.text:
            strong = cell.level >= FULL - 1 and cell.tone != Tone.NEUTRAL
            words(painter, place, cell.text, font(Text.SMALL), tokens.on_accent if strong else tokens.ink, CENTRE)

    def _draw_legend(self, painter: QPainter, tokens: Tokens) -> None:
        small, x = font(Text.SMALL), self._left()
        top = scaled(HEAD) + len(self._names) * scaled(CELL) + scaled(10)
        side = scaled(12)
        for one in self._legend:
            box(painter, QRectF(x, top + scaled(2), side, side), _colour(tokens, one.tone, one.level), scaled(3))
            width = wide(one.words, small) + 2
            words(painter, QRect(x + side + scaled(5), top, width, scaled(17)), one.words, small, tokens.muted)
            x += side + width + scaled(19)


def _colour(tokens: Tokens, tone: Tone, level: int) -> QColor:
    """Level 0 and the neutral tone are the soft ground."""
    if tone == Tone.NEUTRAL or level <= 0:
        return tokens.soft if tone != Tone.NEUTRAL or level <= 1 else tokens.line
    return mixed(tokens.strong(tone), tokens.panel, STRENGTH[min(level, FULL)])
