"""How a day looks: one picture for everything a cell can say, drawn once for each size, screen and theme."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from app.ledger.codes import Code, codes
from ui.kit.grid.looks import FAILED, GOOD, MARKED, MUTED, PLAIN, WARNED, Look, with_weight
from ui.kit.theme import Tokens

EXTRA = "extra"
AWAY, GRANTED = "away", "granted"
OWN = {"night": MARKED, "annual_leave": GOOD, "overtime": Look("accent", bold=True)}
KINDS = {
    "work": PLAIN,
    "rest": MUTED,
    "leave": Look("warn", "warn_soft"),
    "absence": FAILED,
    EXTRA: WARNED,
}
EDGE = 3
CHECK = "√"


class Shown(NamedTuple):
    """What a cell shows: the day or its halves, small signs beside, whether it is granted leave or no day at all."""

    main: str = ""
    am: str = ""
    pm: str = ""
    extras: str = ""
    state: str = ""


NOTHING, NOT_THERE = Shown(), Shown(state=AWAY)


def look_of(sign: str) -> Look:
    """The look of a mark's sign; a shift's code is plain."""
    one = _by_sign().get(sign)
    return PLAIN if one is None else OWN.get(one.id) or KINDS[one.kind]


def _by_sign() -> dict[str, Code]:
    return {one.sign: one for one in codes().values()}


class Artist:
    """Draws one picture."""

    def __init__(self, tokens: Tokens, font: QFont, size: QSize, ratio: float) -> None:
        self._tokens, self._font, self._size = tokens, font, size
        self._picture = QPixmap(size * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        self._all = QRect(0, 0, size.width(), size.height())

    def draw(self, shown: Shown, looks: "dict[str, Look] | None" = None) -> QPixmap:
        """The picture of a cell; `looks` are those of signs that are no marks."""
        self._looks = looks or {}
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown.state == AWAY:
            painter.fillRect(self._all, self._tokens.soft)
            painter.fillRect(self._all, QBrush(self._tokens.edge, Qt.BrushStyle.BDiagPattern))
        elif shown.am or shown.pm:
            self._halves(painter, shown)
        else:
            self._whole(painter, shown)
        if shown.state == GRANTED:
            self._granted(painter)
        painter.end()
        return self._picture

    def _look(self, sign: str) -> Look:
        return self._looks.get(sign) or look_of(sign)

    def _colour(self, role: str) -> QColor:
        return getattr(self._tokens, role)

    def _whole(self, painter: QPainter, shown: Shown) -> None:
        main = shown.main or shown.extras
        beside = shown.extras if shown.main else ""
        look = self._look(main[:1]) if main[:1] and len(main) <= 2 else PLAIN
        look = self._looks.get(main) or look
        ground = self._look(beside[0]).ground if beside else look.ground
        if ground:
            painter.fillRect(self._all, self._colour(ground))
        size = self._font.pixelSize() - (2 if len(main) > 1 else 0)
        place = self._all.adjusted(0, 10, -6, 0) if beside else self._all
        self._sign(painter, place, main, look, size)
        if beside:
            corner = self._all.adjusted(0, 1, -1, 0)
            small = Look(self._look(beside[0]).ink, bold=True)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            self._sign(painter, corner, beside[:2], small, self._font.pixelSize() - 3, align)

    def _halves(self, painter: QPainter, shown: Shown) -> None:
        width, height = self._size.width(), self._size.height()
        corners = {"am": (QPointF(0, 0), QPointF(width, 0), QPointF(0, height)),
                   "pm": (QPointF(width, height), QPointF(width, 0), QPointF(0, height))}  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        for part, points in corners.items():
            sign = getattr(shown, part)
            ground = self._look(sign[0]).ground if sign else ""
            if ground:
                painter.setBrush(self._colour(ground))
                painter.drawPolygon(QPolygonF(points))
        painter.setPen(self._tokens.edge)
        painter.drawLine(QPointF(0, height), QPointF(width, 0))
        small = self._font.pixelSize() - 2
        box = QSize(small + 2, small + 3)
        if shown.am:
            place = QRect(QPoint(0, 0), box)
            self._sign(painter, place, shown.am[:1], self._look(shown.am[0]), small)
        if shown.pm:
            place = QRect(QPoint(width - box.width(), height - box.height() - 2), box)
            self._sign(painter, place, shown.pm[:1], self._look(shown.pm[0]), small)

    def _sign(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        look: Look,
        size: int,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
    ) -> None:
        if text == CHECK:
            self._check(painter, place, look, size)
            return
        font = QFont(with_weight(self._font, look.bold))
        font.setPixelSize(max(size, 8))
        painter.setFont(font)
        painter.setPen(self._colour(look.ink))
        painter.drawText(place, int(align | Qt.TextFlag.TextDontClip), text)

    def _check(self, painter: QPainter, place: QRect, look: Look, size: int) -> None:
        """A tick, the same whatever the font makes of the sign."""
        middle, unit = QPointF(place.center()), size / 13
        points = [QPointF(-4.2, 0.4), QPointF(-1.4, 3.4), QPointF(4.4, -3.6)]
        pen = QPen(self._colour(look.ink), 1.5 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([middle + one * unit for one in points])

    def _granted(self, painter: QPainter) -> None:
        """A line below: this day hangs on a request."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tokens.accent)
        painter.drawRect(EDGE, self._size.height() - EDGE, self._size.width() - 2 * EDGE, 2)
