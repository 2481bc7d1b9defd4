"""A panel with a title row and a body."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.drawing import box, painter_of
from ui.kit.labels import label
from ui.kit.theme import PAD, RADIUS, scaled, tokens_of


class Card(QWidget):
    """What belongs together. Add to `body`; small buttons and links go to `header`."""

    def __init__(self, title: str = "", aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._aside = label(title, "title"), label(aside, "small")
        self.header = QHBoxLayout()
        self.body = QVBoxLayout()
        self._lay_out()
        self.set_title(title)
        self.set_aside(aside)

    def set_title(self, title: str) -> None:
        """What the card is."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_aside(self, aside: str) -> None:
        """What is said at the right of the title."""
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds to the body."""
        self.body.addWidget(widget, stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel itself."""
        tokens = tokens_of(self)
        painter = painter_of(self)
        box(painter, self.rect().toRectF(), tokens.panel, scaled(RADIUS), tokens.line)
        painter.end()

    def _lay_out(self) -> None:
        outside = QVBoxLayout(self)
        outside.setContentsMargins(scaled(PAD), scaled(12), scaled(PAD), scaled(PAD))
        outside.setSpacing(scaled(8))
        self.header.setSpacing(scaled(8))
        self.header.addWidget(self._title)
        self.header.addStretch(1)
        self.header.addWidget(self._aside)
        self.body.setSpacing(scaled(6))
        outside.addLayout(self.header)
        outside.addLayout(self.body, 1)
