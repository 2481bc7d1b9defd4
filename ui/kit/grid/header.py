"""A table's header: one or two lines a column, the hovered and the current column marked, a mark where it is sorted."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.kit.grid.cells import LOOK_ROLE
from ui.kit.grid.looks import PLAIN, with_weight
from ui.kit.theme import Text, font, scaled, tokens_of

Role = Qt.ItemDataRole
Align = Qt.AlignmentFlag
PAD, MARK = 8, 7


class GridHeader(QHeaderView):
    """Titles by role; a second line in a title is small and muted. Text stands as the column's cells do."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._hovered = -1
        self._current = -1
        self._tall: bool | None = None
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(12)

    def set_hovered(self, column: int) -> None:
        """The column under the mouse, be it in the header or in the cells; -1 for none."""
        if column != self._hovered:
            before, self._hovered = self._hovered, column
            self._repaint(before, column)

    def set_current(self, column: int) -> None:
        """The column of the current cell."""
        if column != self._current:
            before, self._current = self._current, column
            self._repaint(before, column)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, model = tokens_of(self), self.model()
        look = model.headerData(section, self.orientation(), LOOK_ROLE) or PLAIN
        ground = "accent_soft" if section == self._hovered else look.ground or "panel"
        painter.fillRect(rect, getattr(tokens, ground))
        painter.setPen(tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        title = str(model.headerData(section, self.orientation(), Role.DisplayRole) or "")
        colour = tokens.accent if section == self._current else tokens.muted
        painter.setPen(colour)
        self._paint_title(painter, rect, section, title)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            painter.setBrush(colour)
            painter.drawPolygon(self._mark(rect, section, title))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._forget()
        if model is not None:
            for changed in (model.headerDataChanged, model.columnsInserted, model.columnsRemoved, model.modelReset):
                changed.connect(self._forget)

    def sizeHint(self) -> QSize:
        """Only the height matters. It is asked for at every change of a column, so the titles are read once."""
        if self._tall is None:
            model, side = self.model(), self.orientation()
            self._tall = any("\n" in str(model.headerData(one, side) or "") for one in range(self.count()))
        return QSize(0, scaled(39 if self._tall else 32))

    def _forget(self) -> None:
        self._tall = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.set_hovered(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.set_hovered(-1)
        super().leaveEvent(event)

    def _paint_title(self, painter: QPainter, rect: QRect, section: int, title: str) -> None:
        align = self._align(section)
        first, _, second = title.partition("\n")
        small = font(Text.SMALL)
        painter.setFont(with_weight(small, section == self._current))
        if not second:
            shown = painter.fontMetrics().elidedText(first, Qt.TextElideMode.ElideRight, _inside(rect).width() + 6)
            painter.drawText(_inside(rect), align | Align.AlignVCenter | Qt.TextFlag.TextDontClip, shown)
            return
        middle = rect.center().y() + 1
        upper = QRect(rect.left(), rect.top() + 2, rect.width(), middle - rect.top() - 2)
        painter.drawText(upper, Align.AlignHCenter | Align.AlignBottom | Qt.TextFlag.TextDontClip, first)
        small.setPixelSize(max(9, small.pixelSize() - 2))
        painter.setFont(small)
        lower = QRect(rect.left(), middle, rect.width(), rect.bottom() - middle - 3)
        painter.drawText(lower, Align.AlignHCenter | Align.AlignTop | Qt.TextFlag.TextDontClip, second)

    def _align(self, section: int) -> Align:
        found = self.model().headerData(section, self.orientation(), Role.TextAlignmentRole)
        if found is None:
            table = self.parentWidget()
            delegate = table.itemDelegateForColumn(section) if isinstance(table, QTableView) else None
            found = getattr(delegate, "alignment", Align.AlignLeft)
        return Align(found) & Align.AlignHorizontal_Mask

    def _mark(self, rect: QRect, section: int, title: str) -> QPolygonF:
        """A small triangle beside the title, on the side where there is room."""
        right = bool(self._align(section) & Align.AlignRight)
        width = self.fontMetrics().horizontalAdvance(title)
        left = rect.right() - PAD - width - MARK - 4 if right else rect.left() + PAD + width + 4
        left = max(rect.left() + 1, min(left, rect.right() - MARK - 1))
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        base, tip = rect.center().y() + (3 if up else -1), rect.center().y() + (-1 if up else 3)
        return QPolygonF([QPointF(left, base), QPointF(left + MARK, base), QPointF(left + MARK / 2, tip)])

    def _repaint(self, *sections: int) -> None:
        for one in sections:
            if 0 <= one < self.count():
                self.viewport().update(self.sectionViewportPosition(one), 0, self.sectionSize(one), self.height())


def _inside(rect: QRect) -> QRect:
    return rect.adjusted(PAD, 0, -PAD, 0) if rect.width() > 4 * PAD else rect
