"""Selection, current cell and drafts, painted over the cells so that no delegate has to know of them."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygon

from ui.kit.grid.areas import Area, areas
from ui.kit.grid.drafts import Draft, Drafts
from ui.kit.grid.painted import PaintedTable
from ui.kit.theme import scaled

VEIL, CORNER = 34, 8


def selected_rect(view: PaintedTable) -> QRect:
    """Where the veil lies; nowhere while one cell alone is selected."""
    found = QRect()
    for area in _veiled(view):
        found = found.united(_rect(view, area))
    return found


def paint_selection(view: PaintedTable, painter: QPainter) -> None:
    """A veil of the accent over what is selected, with its edge drawn; one cell alone has its frame only."""
    found = _veiled(view)
    veil = QColor(view.tokens.accent)
    veil.setAlpha(VEIL)
    painter.setPen(view.tokens.accent)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    places = [place for area in found if (place := _rect(view, area)).isValid()]
    for place in places:
        painter.fillRect(place, veil)
    for place in places:
        painter.drawRect(place.adjusted(0, 0, -1, -1))


def paint_current(view: PaintedTable, painter: QPainter, rect: QRect, focused: bool) -> None:
    """The frame of the current cell; pale while the keyboard is elsewhere."""
    current = view.currentIndex()
    if not current.isValid() or view.isColumnHidden(current.column()):
        return
    place = view.visualRect(current)
    if not place.intersects(rect):
        return
    pen = QPen(view.tokens.accent if focused else view.tokens.muted, 2 if focused else 1)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = 1 if focused else 0
    painter.drawRect(place.adjusted(inset, inset, -1, -1))


def paint_drafts(view: PaintedTable, painter: QPainter, drafts: Drafts, rect: QRect) -> None:
    """What was typed, instead of what is stored."""
    for draft in drafts:
        place = view.visualRect(draft.index)
        if draft.text is not None and place.intersects(rect):
            _paint_draft(view, painter, draft, draft.text, place.adjusted(0, 0, 0, -1))


def paint_corners(view: PaintedTable, painter: QPainter, drafts: Drafts, rect: QRect) -> None:
    """A red corner where something cannot be stored, over the frame of the current cell too."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(view.tokens.bad)
    side = scaled(CORNER)
    for draft in drafts:
        place = view.visualRect(draft.index)
        if draft.words and place.intersects(rect):
            corner = place.topRight() + QPoint(1, 0)
            painter.drawPolygon(QPolygon([corner, corner - QPoint(side, 0), corner + QPoint(0, side)]))


def _paint_draft(view: PaintedTable, painter: QPainter, draft: Draft, text: str, place: QRect) -> None:
    tokens = view.tokens
    painter.fillRect(place, tokens.bad_soft if draft.words else tokens.warn_soft if draft.batch else tokens.panel)
    painter.setPen(tokens.ink)
    align = getattr(view.itemDelegateForColumn(draft.index.column()), "alignment", Qt.AlignmentFlag.AlignLeft)
    inside = place.adjusted(8, 0, -8, 0) if place.width() > 40 else place
    shown = view.metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, align | Qt.AlignmentFlag.AlignVCenter, shown)


def _veiled(view: PaintedTable) -> list[Area]:
    found = areas(view)
    alone = len(found) == 1 and found[0].top == found[0].bottom and found[0].left == found[0].right
    return [] if alone else found


def _rect(view: PaintedTable, area: Area) -> QRect:
    shown = [one for one in area.columns if not view.isColumnHidden(one)]
    if not shown:
        return QRect()
    left, top = view.columnViewportPosition(shown[0]), view.rowViewportPosition(area.top)
    right = view.columnViewportPosition(shown[-1]) + view.columnWidth(shown[-1])
    bottom = view.rowViewportPosition(area.bottom) + view.rowHeight(area.bottom)
    return QRect(left, top, right - left, bottom - top)
