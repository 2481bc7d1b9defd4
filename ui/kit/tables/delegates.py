"""Delegates of lists: words and figures as in grids, and chips."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from ui.kit.chip import HEIGHT, SIDE
from ui.kit.drawing import CENTRE, box, elided, wide, words
from ui.kit.grid.cells import Index
from ui.kit.grid.delegates import PAD, CellDelegate, NumberDelegate, TextDelegate
from ui.kit.grid.painted import PaintedTable
from ui.kit.tables.columns import RIGHT, Column
from ui.kit.tables.model import TONE_ROLE
from ui.kit.theme import Text, Tone, font, scaled


class ChipDelegate(CellDelegate):
    """The words of a state on the soft ground of its tone."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        text = index.data()
        if not text:
            return
        tokens, tone, small = self._table.tokens, index.data(TONE_ROLE) or Tone.NEUTRAL, font(Text.SMALL)
        side, height = scaled(SIDE), scaled(HEIGHT)
        shown = elided(str(text), small, rect.width() - PAD - 2 * side)
        place = QRect(rect.left() + PAD - 2, 0, wide(shown, small) + 2 * side, height)
        place.moveTop(rect.top() + (rect.height() - height) // 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(place), tokens.gentle(tone), scaled(4))
        words(painter, place, shown, small, tokens.strong(tone), CENTRE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def delegate_for(column: Column, table: PaintedTable) -> CellDelegate:
    """The delegate of a column's kind."""
    if column.kind == "chip":
        return ChipDelegate(table)
    return NumberDelegate(table) if column.kind in RIGHT else TextDelegate(table)
