"""A bar filled to a value, with marked places such as the line below which money is withheld."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.drawing import CENTRE, Number, box, centred, painter_of, share, wide, words
from ui.kit.theme import Text, Tokens, Tone, font, scaled, tokens_of

TRACK = 9
ABOVE = 5
BELOW = 24


@dataclass(frozen=True)
class Marker:
    """A place on a bar."""

    value: Number
    label: str
    tone: Tone = Tone.BAD


class Bar(QWidget):
    """From `low` to `high`; the label of a marker stands under its line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Number | None = None
        self._low: Number = 0
        self._high: Number = 100
        self._markers: tuple[Marker, ...] = ()
        self._tone = Tone.ACCENT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(
        self,
        value: Number | None,
        high: Number = 100,
        markers: Sequence[Marker] = (),
        tone: Tone = Tone.ACCENT,
        low: Number = 0,
    ) -> None:
        """How far it has come, of what; None is not known yet."""
        self._value, self._low, self._high = value, low, high
        self._markers, self._tone = tuple(markers), tone
        marks = "，".join(f"{one.label}" for one in self._markers)
        self.setAccessibleName(f"{'—' if value is None else value} / {high}" + (f"（{marks}）" if marks else ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for labels only where there are markers."""
        return QSize(scaled(160), scaled(TRACK + ABOVE + (BELOW if self._markers else ABOVE)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, never lower."""
        return QSize(scaled(60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, filling, markers."""
        tokens, painter = tokens_of(self), painter_of(self)
        track = QRectF(0, scaled(ABOVE), self.width(), scaled(TRACK))
        box(painter, track, tokens.soft, scaled(4))
        if self._value is not None and self._value > self._low:
            width = max(track.width() * share(self._value, self._low, self._high), track.height())
            box(painter, QRectF(track.x(), track.y(), width, track.height()), tokens.strong(self._tone), scaled(4))
        # From the highest down: where labels would run into each other, the lines of the lower ones stand alone.
        free = self.width() + 1
        for marker in sorted(self._markers, key=_value_of, reverse=True):
            free = self._mark(painter, track, marker, tokens, free)
        painter.end()

    def _mark(self, painter: QPainter, track: QRectF, marker: Marker, tokens: Tokens, free: int) -> int:
        """Draws one; where the next label must end."""
        at = track.x() + track.width() * share(marker.value, self._low, self._high)
        at = min(max(at, 1.0), self.width() - 1.0)
        tall = QRectF(at - 1, track.y() - scaled(ABOVE), 2, track.height() + 2 * scaled(ABOVE))
        painter.fillRect(tall.adjusted(-1, 0, 1, 0), tokens.panel)
        painter.fillRect(tall, tokens.strong(marker.tone))
        small = font(Text.SMALL)
        middle = QPointF(at, tall.bottom() + scaled(8))
        place = centred(middle, wide(marker.label, small) + 2, scaled(17), self.rect())
        if place.right() >= free:
            return free
        words(painter, place, marker.label, small, tokens.muted, CENTRE)
        return place.left() - scaled(2)


def _value_of(marker: Marker) -> Number:
    return marker.value
