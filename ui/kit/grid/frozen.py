"""The first columns of a grid, kept in sight: a second view of the same model and selection, laid over the first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from ui.kit.grid.painted import PaintedTable
from ui.kit.grid.selection import paint_current, paint_selection

if TYPE_CHECKING:
    from ui.kit.grid.view import GridView


class FrozenColumns(PaintedTable):
    """For names and the like: selectable and copied with the rest, typed into nowhere."""

    def __init__(self, grid: "GridView", count: int, row_height: int) -> None:
        super().__init__(grid, row_height)
        self._grid, self.count = grid, count
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(grid.selectionMode())
        self.setSelectionBehavior(grid.selectionBehavior())
        self.horizontalHeader().sectionResized.connect(self._resized_here)
        self.entered.connect(grid.note_hovered)
        self._connect()

    def take_model(self) -> None:
        """The grid has another model."""
        self.setModel(self._grid.model())
        self.setSelectionModel(self._grid.selectionModel())
        self.refresh_columns()

    def refresh_columns(self) -> None:
        """Shows the first columns as wide as the grid has them, with the same delegates."""
        self.setItemDelegate(self._grid.itemDelegate())
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column >= self.count or self._grid.isColumnHidden(column))
            if column < self.count:
                self.setColumnWidth(column, self._grid.columnWidth(column))
                self.setItemDelegateForColumn(column, self._grid.itemDelegateForColumn(column))
        self.place()

    def place(self) -> None:
        """Over the left edge of the grid, header included."""
        header = self._grid.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height())
        frame = self._grid.frameWidth()
        self.setGeometry(frame, frame, self.width_shown(), header.height() + self._grid.viewport().height())

    def width_shown(self) -> int:
        """How much of the grid's width is taken."""
        return self.horizontalHeader().length()

    def paint_over(self, painter: QPainter, rect: QRect) -> None:
        super().paint_over(painter, rect)
        edge = self.viewport().width() - 1
        painter.drawLine(edge, rect.top(), edge, min(rect.bottom(), self._height() - 1))
        paint_selection(self, painter)
        paint_current(self, painter, rect, self._grid.hasFocus())

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._grid.viewport(), event)

    def _connect(self) -> None:
        self.verticalScrollBar().valueChanged.connect(self._grid.verticalScrollBar().setValue)
        self._grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self._grid.horizontalHeader().sectionResized.connect(self._resized_there)
        # Whichever of the two headers hears of other columns last: only then can they be hidden here.
        for one in (self._grid, self):
            one.horizontalHeader().sectionCountChanged.connect(self._recounted)
        self.clicked.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        self._grid.setFocus(Qt.FocusReason.MouseFocusReason)

    def _recounted(self, before: int, now: int) -> None:
        if self.model() is not None:
            self.refresh_columns()

    def _resized_here(self, column: int, before: int, width: int) -> None:
        if column < self.count and width:
            self._grid.setColumnWidth(column, width)

    def _resized_there(self, column: int, before: int, width: int) -> None:
        if column < self.count and width != self.columnWidth(column):
            self.setColumnWidth(column, width)
        self.place()
