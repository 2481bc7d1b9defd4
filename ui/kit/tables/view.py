"""A list to read and to choose from: whole rows, sorted by a click on a title, with words where it is empty."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ui.kit.empty import EmptyState
from ui.kit.grid import clipboard
from ui.kit.grid.areas import areas, block_of
from ui.kit.grid.cells import Index
from ui.kit.grid.editor import CONTROL, PLAIN, pressed
from ui.kit.grid.painted import PaintedTable
from ui.kit.grid.widths import sample_widths
from ui.kit.tables.columns import RIGHT
from ui.kit.tables.delegates import delegate_for
from ui.kit.tables.model import TableModel
from ui.kit.theme import ROW, scaled

Key = Qt.Key
Command = QItemSelectionModel.SelectionFlag
Mode = QHeaderView.ResizeMode
OPENING = frozenset(((int(Key.Key_Return), PLAIN), (int(Key.Key_Enter), PLAIN)))
COPYING = frozenset(((int(Key.Key_C), CONTROL), (int(Key.Key_Insert), CONTROL)))


class TableView(PaintedTable):
    """Shows a `TableModel`; the current row is kept by its key through sorting, filtering and refreshing."""

    row_selected = Signal(object)  # the row, or None
    row_activated = Signal(object)  # Enter or a double click
    first_step_requested = Signal()  # the button of the empty list
    filter_clearing_requested = Signal()  # the button of a filter that finds nothing

    def __init__(self, parent: QWidget | None = None, row_height: int = ROW) -> None:
        super().__init__(parent, row_height)
        self._hovered = -1
        self._kept: Hashable = None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self._said: tuple[str, ...] = ("document", "这里还没有内容")
        self._empty: EmptyState | None = None
        self._unfound: EmptyState | None = None
        self._connect()

    # --- what a page uses

    def say_when_empty(self, icon: str, title: str, words: str = "", button: str = "") -> None:
        """What belongs here, and the first step."""
        self._said = (icon, title, words, button)
        if self._empty is not None:
            self._empty.setParent(None)
            self._empty.deleteLater()
            self._empty = None
        self._cover()

    def current_row(self) -> Any | None:
        """The row where the keyboard is."""
        model = self._table_model()
        return model.row_at(self.currentIndex().row()) if model is not None else None

    def selected_rows(self) -> list[Any]:
        """The selected rows, as they stand."""
        model = self._table_model()
        places = sorted({one.row() for one in self.selectionModel().selectedRows()})
        return [model.row_at(place) for place in places] if model is not None else []

    def go_to_key(self, key: Hashable) -> bool:
        """Makes a row current; whether it is shown."""
        model = self._table_model()
        place = model.place_of(key) if model is not None else -1
        if place < 0:
            return False
        index = self.model().index(place, max(self.currentIndex().column(), 0))
        self.selectionModel().setCurrentIndex(index, Command.ClearAndSelect | Command.Rows)
        return True

    def fit_columns(self) -> None:
        """Widths as the columns ask for them, the others from a sample of the rows."""
        model = self._table_model()
        if model is None:
            return
        for at, (column, sampled) in enumerate(zip(model.columns, sample_widths(self), strict=True)):
            self.setColumnWidth(at, scaled(column.width) if column.width else sampled)
            self.header.setSectionResizeMode(at, Mode.Stretch if column.stretches else Mode.Interactive)
        self._keep_least()

    def _keep_least(self) -> None:
        """A column takes the room that is left, but never less than its own width: a name is not cut to two dots."""
        model = self._table_model()
        for at, column in enumerate(model.columns if model is not None else ()):
            if not (column.stretches and column.width):
                continue
            others = sum(self.columnWidth(one) for one in range(self.header.count()) if one != at)
            roomy = self.viewport().width() - others >= scaled(column.width)
            mode = Mode.Stretch if roomy else Mode.Interactive
            if self.header.sectionResizeMode(at) != mode:
                self.header.setSectionResizeMode(at, mode)
            if not roomy:
                self.setColumnWidth(at, scaled(column.width))

    # --- painting

    def paint_under(self, painter: QPainter, rect: QRect) -> None:
        super().paint_under(painter, rect)
        width = min(self.viewport().width(), self._width())
        chosen = [one.rows for one in areas(self)]
        for row in self.rows_in(rect):
            role = "accent_soft" if any(row in one for one in chosen) else "soft" if row == self._hovered else ""
            if role:
                painter.fillRect(0, self.rowViewportPosition(row), width, self.rowHeight(row), self.colour(role))

    # --- Qt's view

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if not isinstance(model, TableModel):
            return
        for at, column in enumerate(model.columns):
            self.setItemDelegateForColumn(at, delegate_for(column, self))
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.counted):
            changed.connect(self._cover)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.fit_columns()
        self._cover()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = pressed(event)
        if found in OPENING and self.current_row() is not None:
            self.row_activated.emit(self.current_row())
        elif found in COPYING:
            self.copy()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are for the page's filter."""

    def copy(self) -> None:
        """The selected rows to the clipboard, as shown."""
        model, (block, columns) = self._table_model(), block_of(self)
        if model is not None and block:
            clipboard.put(block, [model.columns[at].kind in RIGHT for at in columns])

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_selected.emit(self.current_row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cover()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_least()
        self._place()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _connect(self) -> None:
        self.entered.connect(self._entered)
        self.viewportEntered.connect(self._left)
        self.doubleClicked.connect(self._double_clicked)

    def _table_model(self) -> TableModel | None:
        found = self.model()
        return found if isinstance(found, TableModel) else None

    def _double_clicked(self, index: QModelIndex) -> None:
        self.row_activated.emit(self.current_row())

    def _entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _left(self) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        for one in (self._hovered, row):
            if one >= 0:
                place = QRect(0, self.rowViewportPosition(one), self.viewport().width(), self.rowHeight(one))
                self.viewport().update(place)
        self._hovered = row

    def _remember(self) -> None:
        model, row = self._table_model(), self.currentIndex().row()
        self._kept = model.key_at(row) if model is not None and row >= 0 else None

    def _recall(self) -> None:
        if self._kept is not None and not self.go_to_key(self._kept):
            self.row_selected.emit(None)

    def _cover(self) -> None:
        """The covers of a list without rows are made when they are first seen: most lists never need them."""
        model = self._table_model()
        bare = model is not None and not model.rowCount()
        unfound = bare and model is not None and bool(model.every_row)
        if self.isVisible():
            self._make_covers(bare, unfound)
        if self._unfound is not None:
            self._unfound.setVisible(unfound)
        if self._empty is not None:
            self._empty.setVisible(bare and not unfound)
        self._place()

    def _make_covers(self, bare: bool, unfound: bool) -> None:
        if unfound and self._unfound is None:
            self._unfound = EmptyState("search", "没有符合的内容", "换几个字，或清除筛选。", "清除筛选", parent=self)
            self._unfound.action_requested.connect(self.filter_clearing_requested)
        if bare and not unfound and self._empty is None:
            self._empty = EmptyState(*self._said, parent=self)
            self._empty.action_requested.connect(self.first_step_requested)

    def _place(self) -> None:
        for one in (self._empty, self._unfound):
            if one is not None:
                one.setGeometry(self.viewport().geometry())
