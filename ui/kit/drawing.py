"""What every painted widget draws: rounded boxes, elided words, a focus ring; and numbers as they are written."""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

Number = int | Decimal
Align = Qt.AlignmentFlag
LEFT = Align.AlignLeft | Align.AlignVCenter
RIGHT = Align.AlignRight | Align.AlignVCenter
CENTRE = Align.AlignCenter


def painter_of(widget: QWidget) -> QPainter:
    """A smooth painter; the caller ends it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(painter: QPainter, place: QRectF, fill: QColor, radius: int, edge: QColor | None = None) -> None:
    """A rounded box, its edge inside the place."""
    painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    inside = place.adjusted(0.5, 0.5, -0.5, -0.5) if edge else place
    painter.drawRoundedRect(inside, radius, radius)


def ring(painter: QPainter, place: QRect, colour: QColor, radius: int) -> None:
    """Where the keyboard is."""
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), radius, radius)


def words(
    painter: QPainter, place: QRect, text: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag = LEFT
) -> None:
    """One line of words, elided where they do not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(place, int(align), elided(text, font, place.width()))


def elided(text: str, font: QFont, width: int) -> str:
    """The words that fit."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))


def wide(text: str, font: QFont) -> int:
    """How wide words are."""
    return QFontMetrics(font).horizontalAdvance(text)


def centred(middle: QPointF, width: int, height: int, within: QRect) -> QRect:
    """A box around a point, pushed back inside."""
    left = round(middle.x() - width / 2)
    left = max(within.left(), min(left, within.right() + 1 - width))
    return QRect(left, round(middle.y() - height / 2), width, height)


def share(value: Number, low: Number, high: Number) -> float:
    """Where a value lies between two, 0 to 1. The only place where a number becomes a float: to be a pixel."""
    if high <= low:
        return 0.0
    return max(0.0, min(1.0, float((Decimal(value) - low) / (Decimal(high) - low))))


def written(value: Number) -> str:
    """A number as printed: no exponent, a real minus."""
    return f"{value:f}".replace("-", "−") if isinstance(value, Decimal) else str(value).replace("-", "−")
