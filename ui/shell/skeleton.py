"""The window before it knows anything: bars and cards without words, so that it is there at once.

It touches no enum of Qt, not even in a call that could take one (fillRect): the first that is needed builds them all,
and costs as much as a sixth of a bare window.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.shell.sizes import FOOTER, HEADER, NAVIGATION

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

EDGE, GAP, COLUMNS = 16, 12, 12
# Rows of cards as the first page has them: the height of the row in parts, and how many columns each card takes.
ROWS = ((2, (3, 3, 3, 3)), (3, (9, 3)), (2, (5, 4, 3)))
Place = tuple[int, int, int, int]


class Skeleton(QWidget):
    """Where everything will be; with `whole` the bars around the page, too. `painted` when it was first seen."""

    painted = Signal()

    def __init__(self, whole: bool) -> None:
        super().__init__()
        self._whole, self._seen = whole, False

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Empty bars and cards, in the colours of whatever palette there is yet."""
        palette, painter = self.palette(), QPainter(self)
        for left, top, width, height in (*self._bars(), *self._cards()):
            painter.setBackground(palette.midlight())
            painter.eraseRect(left, top, width, height)
            painter.setBackground(palette.base())
            painter.eraseRect(left + 1, top + 1, width - 2, height - 2)
        painter.end()
        if not self._seen:
            self._seen = True
            self.painted.emit()

    def _bars(self) -> list[Place]:
        """Header, navigation, footer; the outer lines of each lie outside the window."""
        if not self._whole:
            return []
        width, height = self.width(), self.height()
        below = height - HEADER - FOOTER
        return [
            (-1, -1, width + 2, HEADER + 1),
            (-1, HEADER - 1, NAVIGATION + 1, below + 2),
            (-1, height - FOOTER, width + 2, FOOTER + 1),
        ]

    def _cards(self) -> list[Place]:
        found: list[Place] = []
        first, top = (NAVIGATION + EDGE, HEADER + EDGE) if self._whole else (EDGE, EDGE)
        width = self.width() - first - EDGE + GAP
        height = self.height() - top - EDGE + GAP - (FOOTER if self._whole else 0)
        parts = sum(part for part, _ in ROWS)
        for part, cards in ROWS:
            tall, left = height * part // parts, first
            for columns in cards:
                wide = width * columns // COLUMNS
                found.append((left, top, wide - GAP, tall - GAP))
                left += wide
            top += tall
        return found
