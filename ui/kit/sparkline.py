"""A course in the size of a word."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.drawing import CENTRE, Number, painter_of, share, words, written
from ui.kit.theme import Text, Tone, font, scaled, tokens_of

WIDTH, HEIGHT, PAD = 76, 22, 4


class Sparkline(QWidget):
    """A thin line with a dot at its end; gaps are stepped over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[Number, ...] = ()
        self._tone = Tone.ACCENT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Sequence[Number | None], tone: Tone = Tone.ACCENT) -> None:
        """Another course."""
        self._values, self._tone = tuple(one for one in values if one is not None), tone
        self.setAccessibleName(" ".join(written(one) for one in self._values))
        self.update()

    def sizeHint(self) -> QSize:
        """Fits a row."""
        return QSize(scaled(WIDTH), scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line and dot, or a dash for nothing."""
        tokens, painter = tokens_of(self), painter_of(self)
        line = self._line()
        colour = tokens.strong(self._tone)
        if not line:
            words(painter, self.rect(), "—", font(Text.SMALL), tokens.muted, CENTRE)
        else:
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(QPolygonF(line))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(line[-1], scaled(5) / 2, scaled(5) / 2)
        painter.end()

    def _line(self) -> list[QPointF]:
        if not self._values:
            return []
        low, high, pad = min(self._values), max(self._values), scaled(PAD)
        step = (self.width() - 2 * pad) / max(len(self._values) - 1, 1)
        tall = self.height() - 2 * pad
        return [
            QPointF(
                pad + step * place if len(self._values) > 1 else self.width() - pad,
                self.height() - pad - tall * (share(one, low, high) if high > low else 0.5),
            )
            for place, one in enumerate(self._values)
        ]
