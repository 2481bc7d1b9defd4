"""Words that pass: a toast over the window, and the quiet state words of a footer."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kit.buttons import Button
from ui.kit.drawing import box, painter_of, wide, words
from ui.kit.floating import SHADOW, Floating
from ui.kit.labels import label
from ui.kit.theme import Text, Tone, font, scaled, tokens_of

SHOWN_MS = 5000
ABOVE_EDGE = 44
DOT = 8


class Toast(Floating):
    """What has just happened, with perhaps one thing to do about it (撤销). It never takes the focus."""

    action_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._words = label("")
        self._action = Button("", "quiet")
        self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tone = Tone.NEUTRAL
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._row = QHBoxLayout(self)
        self._lay_out()
        self._timer.timeout.connect(self.hide)
        self._action.clicked.connect(self._asked)
        window.installEventFilter(self)

    def say(self, text: str, tone: Tone | str = Tone.NEUTRAL, action: str = "") -> None:
        """Shows words for some seconds; the next ones take their place."""
        self._tone = Tone(tone)
        self._words.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._row.activate()
        self.resize(self.sizeHint())
        self._put()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays in the middle of a window that changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._put()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot in the colour of its tone."""
        super().paintEvent(event)
        painter = painter_of(self)
        side = scaled(DOT)
        left, middle = self.contentsRect().left() + scaled(14), self.contentsRect().center().y() + 1
        dot = QRectF(left, middle - side / 2, side, side)
        box(painter, dot, tokens_of(self).strong(self._tone), side // 2)
        painter.end()

    def _put(self) -> None:
        room = self.above
        height = self.height() - scaled(SHADOW)
        self.place(QPoint((room.width() - self.width()) // 2 + scaled(SHADOW), room.height() - height - ABOVE_EDGE))

    def _asked(self) -> None:
        self.hide()
        self.action_requested.emit()

    def _lay_out(self) -> None:
        row = self._row
        row.setContentsMargins(scaled(32), scaled(4), scaled(12), scaled(4))
        row.setSpacing(scaled(10))
        self._words.setMinimumHeight(scaled(28))
        row.addWidget(self._words)
        row.addWidget(self._action)


class StatusWords(QWidget):
    """A dot and small words: 已保存 09:31."""

    def __init__(self, text: str = "", tone: Tone | str = Tone.GOOD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, tone)

    def say(self, text: str, tone: Tone | str = Tone.GOOD) -> None:
        """Another state."""
        self._text, self._tone = text, Tone(tone)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The dot and the words."""
        return QSize(scaled(DOT + 6) + wide(self._text, font(Text.SMALL)) + 2, scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both in the colour of the tone."""
        colour, painter = tokens_of(self).strong(self._tone), painter_of(self)
        side = scaled(DOT)
        if self._text:
            box(painter, QRectF(0, (self.height() - side) / 2, side, side), colour, side // 2)
        words(painter, self.rect().adjusted(scaled(DOT + 6), 0, 0, 0), self._text, font(Text.SMALL), colour)
        painter.end()
