"""Something painted or laid out that is pressed as a whole: by mouse, Enter or Space."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Pressable(QWidget):
    """`activated` carries the key that its maker gave, so that one slot serves many rows."""

    activated = Signal(object)

    def __init__(self, key: object = None, pressable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.hovered = self._down = False
        self._pressable = False
        self.set_pressable(pressable)

    @property
    def is_pressable(self) -> bool:
        """Whether it answers."""
        return self._pressable

    def set_pressable(self, pressable: bool) -> None:
        """Whether it takes the hand, the hover and the focus."""
        self._pressable = pressable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        if pressable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def press(self) -> None:
        """As if it had been clicked."""
        if self._pressable and self.isEnabled():
            self.activated.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press."""
        if self._pressable and event.key() in KEYS:
            self.press()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Half of a click."""
        if self._pressable and event.button() == Qt.MouseButton.LeftButton:
            self._down = True
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The other half counts inside only, so that a press can be taken back."""
        down, self._down = self._down, False
        if down and self.rect().contains(event.position().toPoint()):
            self.press()
        else:
            super().mouseReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Lights up."""
        self._hover(self._pressable)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Goes dark again."""
        self._hover(False)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hides it."""
        super().focusOutEvent(event)
        self.update()

    def _hover(self, hovered: bool) -> None:
        self.hovered = hovered
        self.update()
