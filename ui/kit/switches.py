"""Choices that take effect at once: one of a few, or on and off."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.kit.drawing import CENTRE, LEFT, box, painter_of, ring, wide, words
from ui.kit.theme import Tokens, font, scaled, tokens_of
from ui.kit.theme.tokens import faded

TRACK_WIDTH, TRACK_HEIGHT = 32, 18
HEIGHT = 28


class SegmentedControl(QWidget):
    """A few choices side by side. Arrow keys move, as in any group of radio buttons."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]] = (), current: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(scaled(2), scaled(2), scaled(2), scaled(2))
        self._row.setSpacing(scaled(2))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._clicked)
        self.show_choices(choices, current)

    @property
    def current(self) -> str:
        """The key of the choice."""
        button = self._group.checkedButton()
        return button.key if isinstance(button, _Segment) else ""

    @property
    def count(self) -> int:
        """How many choices there are."""
        return len(self._group.buttons())

    def choose(self, key: str) -> None:
        """Shows another choice without announcing it."""
        for button in self._group.buttons():
            if isinstance(button, _Segment) and button.key == key:
                button.setChecked(True)

    def show_choices(self, choices: Sequence[tuple[str, str]], current: str = "") -> None:
        """Other choices: key and words. The first is chosen if none is named."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for key, text in choices:
            segment = _Segment(key, text, self)
            self._group.addButton(segment)
            self._row.addWidget(segment)
        self.choose(current or (choices[0][0] if choices else ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track."""
        painter = painter_of(self)
        box(painter, self.rect().toRectF(), tokens_of(self).soft, scaled(6))
        painter.end()

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Segment):
            self.chosen.emit(button.key)


class _Segment(QAbstractButton):
    def __init__(self, key: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(wide(self.text(), font(bold=True)) + 2 * scaled(12), scaled(HEIGHT - 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = tokens_of(self), painter_of(self)
        chosen = self.isChecked()
        if chosen:
            lifted = tokens.line if tokens.dark else tokens.panel
            box(painter, self.rect().toRectF(), lifted, scaled(5), tokens.edge if tokens.dark else tokens.line)
        colour = tokens.accent if chosen else tokens.ink if self.underMouse() else tokens.muted
        colour = colour if self.isEnabled() else faded(tokens)
        words(painter, self.rect(), self.text(), font(bold=chosen), colour, CENTRE)
        if self.hasFocus():
            ring(painter, self.rect(), tokens.accent, scaled(5))
        painter.end()


class Switch(QAbstractButton):
    """On or off; `toggled` is Qt's own."""

    def __init__(self, text: str = "", on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The track and the words."""
        said = scaled(8) + wide(self.text(), font()) + 2 if self.text() else 0
        return QSize(scaled(TRACK_WIDTH) + said, scaled(TRACK_HEIGHT + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track with its knob, then the words."""
        tokens, painter = tokens_of(self), painter_of(self)
        track = QRect(0, 0, scaled(TRACK_WIDTH), scaled(TRACK_HEIGHT))
        track.moveTop((self.height() - track.height()) // 2)
        self._paint_track(painter, tokens, QRectF(track))
        said = self.rect().adjusted(track.width() + scaled(8), 0, 0, 0)
        words(painter, said, self.text(), font(), tokens.ink if self.isEnabled() else faded(tokens), LEFT)
        if self.hasFocus():
            ring(painter, track.adjusted(-1, -2, 1, 2), tokens.accent, track.height() // 2 + 2)
        painter.end()

    def _paint_track(self, painter: QPainter, tokens: Tokens, track: QRectF) -> None:
        ground = (tokens.accent if self.isChecked() else tokens.edge) if self.isEnabled() else tokens.line
        box(painter, track, ground, round(track.height() / 2))
        side = track.height() - scaled(4)
        knob = QRectF(track.x() + scaled(2), track.y() + scaled(2), side, side)
        if self.isChecked():
            knob.moveRight(track.right() - scaled(2))
        painter.setBrush(tokens.on_accent if self.isChecked() or not tokens.dark else tokens.muted)
        painter.drawEllipse(knob)
