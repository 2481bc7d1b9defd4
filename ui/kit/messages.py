"""What went wrong or should be known, said beside the thing itself and not in a dialog."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.buttons import Button, IconButton
from ui.kit.drawing import box, painter_of
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.theme import Tone, scaled, tokens_of

ICONS = {Tone.NEUTRAL: "info", Tone.ACCENT: "info", Tone.GOOD: "check", Tone.WARN: "warning", Tone.BAD: "alert"}
ICON = 16


class InlineMessage(QWidget):
    """Words on the soft ground of a tone, with at most one thing to do about it."""

    action_requested = Signal()
    link_activated = Signal(str)
    closed = Signal()

    def __init__(
        self,
        tone: Tone | str = Tone.NEUTRAL,
        words: str = "",
        action: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = RichLabel()
        self._action = Button(action, "quiet")
        self._close = IconButton("close", self.tr("关闭"))
        show_if(self._close, closable)
        self._lay_out()
        self._connect()
        self.say(tone, words, action)

    def say(self, tone: Tone | str, words: str, action: str = "") -> None:
        """Something else."""
        self._tone = Tone(tone)
        self._words.say(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the icon."""
        tokens, painter = tokens_of(self), painter_of(self)
        box(painter, self.rect().toRectF(), tokens.gentle(self._tone), scaled(6))
        side = scaled(ICON)
        place = QRect(scaled(10), scaled(10), side, side)
        icons.paint(painter, ICONS[self._tone], tokens.strong(self._tone), place)
        painter.end()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(34), scaled(4), scaled(6), scaled(4))
        row.setSpacing(scaled(8))
        self._words.setMinimumHeight(scaled(28))
        row.addWidget(self._words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _connect(self) -> None:
        self._action.clicked.connect(self._asked)
        self._close.clicked.connect(self._closed)
        self._words.linkActivated.connect(self.link_activated)

    def _asked(self) -> None:
        self.action_requested.emit()

    def _closed(self) -> None:
        self.hide()
        self.closed.emit()


class FieldError(QWidget):
    """Why a field cannot be taken, under the field; nothing when all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label("", "error", self)
        self._label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(18), 0, 0, 0)
        row.addWidget(self._label, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, words: str) -> None:
        """An error, or "" for none. Fit to be connected to `NumberField.error_changed`."""
        self._label.setText(words)
        self.setAccessibleName(words)
        show_if(self, bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        painter = painter_of(self)
        side = scaled(14)
        icons.paint(painter, "alert", tokens_of(self).bad, QRect(0, (scaled(17) - side) // 2 + 1, side, side))
        painter.end()
