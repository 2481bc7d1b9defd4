"""What floats above a window as its child: with a shadow of its own, and gone when one looks elsewhere."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.drawing import box, painter_of
from ui.kit.theme import RADIUS, scaled, tokens_of

SHADOW = 8


class Floating(QWidget):
    """A child of the window and no window itself: input methods go on working and the focus stays where it was.

    The shadow is a margin of the widget; lay out inside `contentsRect()`.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.above = parent
        margin = scaled(SHADOW)
        self.setContentsMargins(margin, margin, margin, margin)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        # Hidden until it is asked for, also when its window is shown: hide() would already run overrides.
        self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)

    def place(self, corner: QPoint) -> None:
        """Puts the visible corner there (in the parent's coordinates), pushed back inside the window."""
        margin = scaled(SHADOW)
        room = self.above.size()
        left = max(-margin, min(corner.x() - margin, room.width() - self.width() + margin))
        top = max(-margin, min(corner.y() - margin, room.height() - self.height() + margin))
        self.move(left, top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A few thin layers make a soft shadow without an effect that repaints the whole window."""
        tokens, painter = tokens_of(self), painter_of(self)
        inside = QRectF(self.contentsRect())
        shade = QColor(tokens.shade)
        layers = scaled(SHADOW)
        shade.setAlpha(max(shade.alpha() // layers, 2))
        for layer in range(layers, 0, -1):
            box(painter, inside.adjusted(-layer, -layer + 2, layer, layer), shade, scaled(RADIUS) + layer)
        box(painter, inside, tokens.panel, scaled(RADIUS), tokens.edge)
        painter.end()


class Dismisser(QObject):
    """Watches the clicks of a program while something floats, and tells it when one falls outside."""

    def __init__(self, floating: QWidget) -> None:
        super().__init__(floating)
        self._floating = floating

    def watch(self, on: bool) -> None:
        """Only while it is open: a filter on the program sees every event."""
        app = QApplication.instance()
        if app is None:
            return
        app.removeEventFilter(self)
        if on:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press elsewhere closes, and still does there what it was meant for."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            outside = watched is not self._floating and not self._floating.isAncestorOf(watched)
            if outside and watched.window() is self._floating.window():
                self._floating.close()
        return False
