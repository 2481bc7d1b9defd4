"""The bands of a grade or a payment, where the score stands, and how far the next band is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.chart import Chart
from ui.kit.drawing import CENTRE, Number, box, centred, share, wide, words, written
from ui.kit.theme import Text, Tokens, Tone, font, scaled
from ui.kit.theme.tokens import mixed

ABOVE, TRACK, BELOW, FOOT = 30, 12, 40, 24
BETWEEN = 2


@dataclass(frozen=True)
class Band:
    """From `start` to the start of the next band: 全额支付, 95%…"""

    start: Number
    name: str
    tone: Tone = Tone.NEUTRAL


class BandGauge(Chart):
    """Bands ascend; `high` ends the last one. `way` says what the next band brings; else the distance is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: tuple[Band, ...] = ()
        self._high: Number = 100
        self._value: Number | None = None
        self._unit, self._way = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bands(
        self, bands: Sequence[Band], high: Number, value: Number | None, unit: str = "", way: str = ""
    ) -> None:
        """Other bands or another score. None is no score yet: the bands are shown all the same."""
        self._bands, self._high, self._value = tuple(bands), high, value
        self._unit, self._way = unit, way
        self.renewed()

    def sizeHint(self) -> QSize:
        """Value above, bands, names, and the way to the next band."""
        return QSize(scaled(360), scaled(ABOVE + TRACK + BELOW + (FOOT if self.way() else 0)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, never lower."""
        return QSize(scaled(220), self.sizeHint().height())

    def count(self) -> int:
        """One place a band."""
        return len(self._bands)

    def first(self) -> int:
        """The band the score is in."""
        return max(self._here(), 0)

    def place_at(self, x: int, y: int) -> int:
        """The band at that width."""
        return next((place for place in range(self.count()) if self._span(place).right() >= x), self.count() - 1)

    def reading(self, place: int) -> str:
        """95–98 分 付 95%."""
        band = self._bands[place]
        reach = f"{written(band.start)}–{written(self._end(place))} {self._unit}".strip()
        here = (
            f"（{self.tr('当前')} {written(self._value)}）" if self._value is not None and place == self._here() else ""
        )
        return f"{reach} {band.name}{here}"

    def way(self) -> str:
        """The distance to the next band, in words."""
        place = self._here()
        if self._value is None or place + 1 >= len(self._bands):
            return ""
        short = written(self._bands[place + 1].start - self._value)
        return self._way or self.tr("距「{}」还差 {} {}").format(self._bands[place + 1].name, short, self._unit).strip()

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        """Bands, score, way."""
        for place in range(self.count()):
            self._draw_band(painter, tokens, place)
        self._draw_starts(painter, tokens)
        if self._value is not None:
            self._draw_way(painter, tokens)
            self._draw_value(painter, tokens, self._value)

    # --- where things are

    def _here(self) -> int:
        if self._value is None:
            return -1
        return max((place for place, one in enumerate(self._bands) if one.start <= self._value), default=0)

    def _end(self, place: int) -> Number:
        return self._bands[place + 1].start if place + 1 < len(self._bands) else self._high

    def _x(self, value: Number) -> float:
        side = scaled(2)
        return side + (self.width() - 2 * side) * share(value, self._bands[0].start, self._high)

    def _span(self, place: int) -> QRectF:
        left, right = self._x(self._bands[place].start), self._x(self._end(place))
        return QRectF(left, scaled(ABOVE), max(right - left - BETWEEN, 1), scaled(TRACK))

    # --- drawing

    def _draw_band(self, painter: QPainter, tokens: Tokens, place: int) -> None:
        band, span, here = self._bands[place], self._span(place), place == self._here()
        strong = tokens.strong(band.tone)
        box(painter, span, _pale(tokens, band.tone, place == self.at), scaled(3))
        if here and self._value is not None:  # filled as far as it has come; the rest is the way to the next
            reached = max(self._x(self._value) - span.x(), scaled(4))
            box(painter, QRectF(span.x(), span.y(), min(reached, span.width()), span.height()), strong, scaled(3))
        small = font(Text.SMALL, here)
        room = QRect(round(span.x()), round(span.bottom()) + scaled(20), round(span.width()), scaled(17))
        if here:  # the name of the band that counts is always read whole
            room = centred(
                QPointF(room.center()), max(room.width(), wide(band.name, small) + 4), room.height(), self.rect()
            )
        elif wide(band.name, small) > room.width() - scaled(4):
            return
        words(painter, room.adjusted(-4, 0, 4, 0), band.name, small, strong if here else tokens.muted, CENTRE)

    def _draw_starts(self, painter: QPainter, tokens: Tokens) -> None:
        small, free = font(Text.SMALL), -1
        for value in [*(one.start for one in self._bands), self._high]:
            text = written(value)
            place = centred(
                QPointF(self._x(value), scaled(ABOVE + TRACK) + scaled(11)),
                wide(text, small) + 2,
                scaled(17),
                self.rect(),
            )
            if place.left() > free:
                words(painter, place, text, small, tokens.muted, CENTRE)
                free = place.right() + scaled(4)

    def _draw_value(self, painter: QPainter, tokens: Tokens, value: Number) -> None:
        x, top = self._x(value), scaled(ABOVE)
        half = scaled(5)
        painter.setPen(QPen(tokens.panel, 1.5))
        painter.setBrush(tokens.ink)
        painter.drawPolygon(
            QPolygonF([QPointF(x - half, top - half - 2), QPointF(x + half, top - half - 2), QPointF(x, top + 2)])
        )
        bold, text = font(bold=True), f"{written(value)} {self._unit}".strip()
        place = centred(QPointF(x, top - half - scaled(12)), wide(text, bold) + 2, scaled(18), self.rect())
        words(painter, place, text, bold, tokens.ink, CENTRE)

    def _draw_way(self, painter: QPainter, tokens: Tokens) -> None:
        foot = QRect(0, self.height() - scaled(FOOT) + 2, self.width(), scaled(18))
        words(painter, foot, self.way(), font(Text.SMALL), tokens.accent)


def _pale(tokens: Tokens, tone: Tone, pointed: bool) -> QColor:
    if tone == Tone.NEUTRAL:
        return tokens.edge if pointed else tokens.line
    return mixed(tokens.strong(tone), tokens.panel, 45 if pointed else 26)
