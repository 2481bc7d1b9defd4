"""A page or a card with nothing in it yet: what belongs there, and the first step."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.drawing import box, painter_of
from ui.kit.labels import RichLabel, label
from ui.kit.theme import scaled, tokens_of

DISC, ICON, WIDTH = 52, 26, 380


class EmptyState(QWidget):
    """An icon on a disc, a title, words, one button."""

    action_requested = Signal()

    def __init__(
        self, icon_name: str, title: str, words: str = "", button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._room, self._title, self._words = QLabel(), label(title, "title"), RichLabel(words, "muted")
        self._button = Button(button, "primary")
        self._lay_out()
        self._button.clicked.connect(self._asked)
        self.say(title, words, button)

    def say(self, title: str, words: str = "", button: str = "") -> None:
        """Another reason to be empty."""
        self._title.setText(title)
        self._words.say(words)
        self._words.setVisible(bool(words))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title} {words}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The disc and the icon."""
        tokens, painter = tokens_of(self), painter_of(self)
        disc = self._room.geometry()
        box(painter, QRectF(disc), tokens.soft, disc.width() // 2)
        side = scaled(ICON)
        place = QRect(0, 0, side, side)
        place.moveCenter(disc.center())
        icons.paint(painter, self._icon_name, tokens.muted, place)
        painter.end()

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        self._room.setFixedSize(scaled(DISC), scaled(DISC))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setFixedWidth(scaled(WIDTH))
        column = QVBoxLayout(self)
        column.setSpacing(scaled(8))
        column.addStretch(2)
        for part in (self._room, self._title):
            column.addWidget(part, 0, middle)
        # A row of its own: a column would ask for the height of words as wide as itself, and cut the second line.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._words)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(scaled(4))
        column.addWidget(self._button, 0, middle)
        column.addStretch(3)

    def _asked(self) -> None:
        self.action_requested.emit()
