"""A line over months with the line it must not fall below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.kit.chart import NOWHERE, Chart
from ui.kit.drawing import CENTRE, RIGHT, Number, centred, share, wide, words, written
from ui.kit.theme import Text, Tokens, font, scaled, tokens_of

TOP, FOOT, SIDE, LIFT = 26, 26, 26, 16
DOT = 4
ROOM = 8  # between two values; with less only the bad ones and the last are written


@dataclass(frozen=True)
class Point:
    """One month. No value is a gap in the line; `bad` is coloured."""

    label: str
    value: Number | None
    bad: bool = False
    note: str = ""


@dataclass(frozen=True)
class Threshold:
    """A dashed line and its words."""

    value: Number
    label: str


class TrendChart(Chart):
    """Values stand over their points, labels under the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._threshold: Threshold | None = None
        self._unit = ""

    def show_points(self, points: Sequence[Point], threshold: Threshold | None = None, unit: str = "") -> None:
        """Another course."""
        self._points, self._threshold, self._unit = tuple(points), threshold, unit
        self.renewed()

    def sizeHint(self) -> QSize:
        """As in a card of half a page."""
        return QSize(scaled(420), scaled(180))

    def minimumSizeHint(self) -> QSize:
        """Below this a line says nothing."""
        return QSize(scaled(180), scaled(110))

    def count(self) -> int:
        """One place a point, if any has a value."""
        return len(self._points) if any(one.value is not None for one in self._points) else 0

    def first(self) -> int:
        """The newest point."""
        return self.count() - 1

    def place_at(self, x: int, y: int) -> int:
        """The nearest point, wherever the mouse is in height."""
        if not self.count():
            return NOWHERE
        return min(range(self.count()), key=[abs(self._x(place) - x) for place in range(self.count())].__getitem__)

    def reading(self, place: int) -> str:
        """10月 79 分 低于扣款线."""
        point = self._points[place]
        value = "—" if point.value is None else f"{written(point.value)} {self._unit}".strip()
        return " ".join(one for one in (point.label, value, point.note) if one)

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        """Line, points, words."""
        self._draw_labels(painter, tokens)
        for run in self._runs():
            self._draw_run(painter, tokens, run)
        if self._threshold is not None:
            self._draw_threshold(painter, tokens, self._threshold)
        if self.at != NOWHERE:
            self._draw_guide(painter, tokens)
        for place in range(self.count()):
            self._draw_point(painter, tokens, place)
        if self.at != NOWHERE:
            self._draw_bubble(painter, tokens)

    # --- where things are

    def _field(self) -> QRectF:
        side = scaled(SIDE)
        return QRectF(side, scaled(TOP), self.width() - 2 * side, self.height() - scaled(TOP) - scaled(FOOT))

    def _x(self, place: int) -> float:
        field = self._field()
        return field.center().x() if len(self._points) == 1 else field.x() + field.width() * place / (self.count() - 1)

    def _y(self, value: Number) -> float:
        values = [one.value for one in self._points if one.value is not None]
        values += [self._threshold.value] if self._threshold else []
        low, high = min(values), max(values)
        field = self._field()
        # A level course runs through the middle.
        part = share(value, low, high) if high > low else 0.5
        return field.bottom() - scaled(LIFT) - (field.height() - scaled(LIFT)) * part

    def _spot(self, place: int) -> QPointF:
        value = self._points[place].value
        return QPointF(self._x(place), self._y(value if value is not None else 0))

    def _runs(self) -> list[list[int]]:
        """Stretches without a gap."""
        runs: list[list[int]] = [[]]
        for place, point in enumerate(self._points):
            if point.value is None:
                runs.append([])
            else:
                runs[-1].append(place)
        return [one for one in runs if one]

    # --- drawing

    def _draw_run(self, painter: QPainter, tokens: Tokens, run: list[int]) -> None:
        line = QPolygonF([self._spot(place) for place in run])
        bottom = self._field().bottom() + scaled(4)
        area = QPainterPath()
        area.addPolygon(
            QPolygonF([QPointF(line.first().x(), bottom), *line.toList(), QPointF(line.last().x(), bottom)])
        )
        fade = QLinearGradient(0, self._field().top(), 0, bottom)
        fade.setColorAt(0, _thin(tokens.accent, 40 if tokens.dark else 30))
        fade.setColorAt(1, _thin(tokens.accent, 0))
        painter.fillPath(area, fade)
        pen = QPen(tokens.accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)

    def _draw_threshold(self, painter: QPainter, tokens: Tokens, threshold: Threshold) -> None:
        y = round(self._y(threshold.value)) + 0.5
        pen = QPen(tokens.bad, 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        small = font(Text.SMALL)
        width = wide(threshold.label, small) + 2
        # Below the line where the course ends above it, and the other way round: so it is not crossed.
        last = next((one.value for one in reversed(self._points) if one.value is not None), threshold.value)
        top = round(y) + 2 if last >= threshold.value else round(y) - scaled(18)
        words(painter, QRect(self.width() - width, top, width, scaled(17)), threshold.label, small, tokens.bad, RIGHT)

    def _draw_guide(self, painter: QPainter, tokens: Tokens) -> None:
        x = round(self._x(self.at)) + 0.5
        painter.setPen(QPen(tokens.edge, 1))
        painter.drawLine(QPointF(x, self._field().top()), QPointF(x, self._field().bottom() + scaled(4)))

    def _draw_point(self, painter: QPainter, tokens: Tokens, place: int) -> None:
        point = self._points[place]
        if point.value is None:
            return
        colour = tokens.bad if point.bad else tokens.accent
        radius = scaled(DOT) + (1 if place == self.at else 0)
        painter.setPen(QPen(tokens_of(self).panel, 2))
        painter.setBrush(colour)
        painter.drawEllipse(self._spot(place), radius, radius)
        if self._is_written(place):
            text, small = written(point.value), font(Text.SMALL, point.bad or place == self.count() - 1)
            aside = QPointF(0, scaled(14) * (1 if self._is_trough(place) else -1))
            box = centred(self._spot(place) + aside, wide(text, small) + 2, scaled(17), self.rect())
            words(painter, box, text, small, tokens.bad if point.bad else tokens.ink, CENTRE)

    def _draw_labels(self, painter: QPainter, tokens: Tokens) -> None:
        small, every = font(Text.SMALL), self._every()
        for place, point in enumerate(self._points):
            if (self.count() - 1 - place) % every == 0:
                middle = QPointF(self._x(place), self.height() - scaled(9))
                box = centred(middle, wide(point.label, small) + 2, scaled(17), self.rect())
                words(painter, box, point.label, small, tokens.muted, CENTRE)

    def _draw_bubble(self, painter: QPainter, tokens: Tokens) -> None:
        point = self._points[self.at]
        top = self._y(point.value) if point.value is not None else self._field().center().y()
        self.bubble(painter, tokens, self.reading(self.at), round(self._x(self.at)), round(top) - scaled(8))

    def _step(self) -> float:
        return self._field().width() / max(self.count() - 1, 1)

    def _every(self) -> int:
        widest = max(wide(one.label, font(Text.SMALL)) for one in self._points) + scaled(10)
        return max(1, -int(-widest // max(self._step(), 1)))

    def _is_trough(self, place: int) -> bool:
        """Both neighbours are higher: over the point the words would stand on the line."""
        near = [self._points[one].value for one in (place - 1, place + 1) if 0 <= one < self.count()]
        value = self._points[place].value
        return value is not None and len(near) == 2 and all(one is not None and one > value for one in near)

    def _is_written(self, place: int) -> bool:
        if place == self.at:
            return False  # the bubble says it
        values = (written(one.value) for one in self._points if one.value is not None)
        widest = max(wide(one, font(Text.SMALL)) for one in values)
        return self._step() >= widest + scaled(ROOM) or self._points[place].bad or place == self.count() - 1


def _thin(colour: QColor, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
