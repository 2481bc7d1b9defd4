"""The words of a problem, standing under the current cell as long as it has one."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.theme import scaled, tokens_of

WIDEST = 320


class ProblemBubble(QLabel):
    """Lets the mouse through and takes no focus."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, words: str, cell: QRect) -> None:
        """Under the cell, or above it where there is no room; no words hide it."""
        self.setVisible(bool(words))
        if not words:
            return
        tokens = tokens_of(self)
        self.setStyleSheet(
            f"background: {tokens.bad_soft.name()}; color: {tokens.bad.name()}; border: 1px solid {tokens.bad.name()};"
            f"border-radius: 4px; padding: {scaled(3)}px {scaled(8)}px;"
        )
        self.setText(words)
        self.setGeometry(self._place(cell))
        self.raise_()

    def _place(self, cell: QRect) -> QRect:
        widest = min(scaled(WIDEST), self._viewport.width())
        self.setWordWrap(False)
        size = self.sizeHint()
        if size.width() > widest:
            self.setWordWrap(True)
            size = QSize(widest, self.heightForWidth(widest))
        place = QRect(cell.bottomLeft() + QPoint(0, 3), size)
        if place.bottom() > self._viewport.height():
            place.moveBottom(cell.top() - 3)
        place.moveLeft(max(0, min(place.left(), self._viewport.width() - size.width())))
        return place
