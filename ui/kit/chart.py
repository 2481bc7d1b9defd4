"""What every chart shares: a place that mouse and arrow keys point at, read out in words; and saying it is empty."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.drawing import CENTRE, box, painter_of, wide, words
from ui.kit.theme import Text, Tokens, font, scaled, tokens_of

NOWHERE = -1
BUBBLE = 24


class Chart(QWidget):
    """Places are counted from 0; a chart says how many, where the mouse is, and what a place reads as."""

    place_activated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at = NOWHERE
        self.empty = self.tr("还没有数据")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    # --- what a chart says of itself

    def count(self) -> int:
        """How many places there are."""
        return 0

    def place_at(self, x: int, y: int) -> int:
        """The place under the mouse, or NOWHERE."""
        return NOWHERE

    def reading(self, place: int) -> str:
        """A place in words, for screen readers and bubbles."""
        return ""

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        """Paints what there is."""

    def stepped(self, key: int) -> int:
        """Where an arrow key leads."""
        by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count() - 1}
        return ends.get(Qt.Key(key), max(0, min(self.at + by, self.count() - 1)))

    # --- the common part

    def renewed(self) -> None:
        """To be called with new data."""
        self.at = min(self.at, self.count() - 1)
        self.setAccessibleDescription("；".join(self.reading(one) for one in range(min(self.count(), 60))))
        self.updateGeometry()
        self.update()

    def point_at(self, place: int) -> None:
        """Moves to a place and reads it out."""
        if place == self.at:
            return
        self.at = place
        if place != NOWHERE:
            self.setAccessibleDescription(self.reading(place))
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chart, or that there is none."""
        tokens, painter = tokens_of(self), painter_of(self)
        if self.count():
            self.draw(painter, tokens)
        else:
            words(painter, self.rect(), self.empty, font(), tokens.muted, CENTRE)
        painter.end()

    def bubble(self, painter: QPainter, tokens: Tokens, text: str, x: int, bottom: int) -> None:
        """A reading above a place, inside the chart."""
        small = font(Text.SMALL)
        place = QRect(0, 0, wide(text, small) + 2 * scaled(8), scaled(BUBBLE))
        place.moveLeft(max(0, min(x - place.width() // 2, self.width() - place.width())))
        place.moveBottom(max(bottom, place.height() - 1))
        box(painter, place.toRectF(), tokens.ink, scaled(5))
        words(painter, place, text, small, tokens.panel, CENTRE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Points."""
        spot = event.position().toPoint()
        self.point_at(self.place_at(spot.x(), spot.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks about a place."""
        spot = event.position().toPoint()
        place = self.place_at(spot.x(), spot.y())
        if place != NOWHERE and event.button() == Qt.MouseButton.LeftButton:
            self.place_activated.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows point, Enter asks."""
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
        if self.count() and event.key() in arrows:
            self.point_at(self.stepped(event.key()))
        elif self.at != NOWHERE and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.place_activated.emit(self.at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard starts at the last place, the newest."""
        super().focusInEvent(event)
        if self.at == NOWHERE and self.count():
            self.point_at(self.first())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is pointed at any more."""
        super().focusOutEvent(event)
        self.point_at(NOWHERE)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nor here, unless the keyboard is in the chart."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_at(NOWHERE)

    def first(self) -> int:
        """Where the keyboard begins."""
        return 0
