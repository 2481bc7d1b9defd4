"""The grid in which people type: keys, fills and the clipboard as in Excel; every act is one call of its model."""

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
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from ui.kit.grid import areas, clipboard
from ui.kit.grid.cells import Index
from ui.kit.grid.delegates import CellDelegate
from ui.kit.grid.edited import EditedTable
from ui.kit.grid.editor import CONTROL, ENDS, PLAIN, SHIFT, Step, pressed
from ui.kit.grid.frozen import FrozenColumns
from ui.kit.grid.selection import paint_corners, paint_current, paint_selection, selected_rect
from ui.kit.grid.steps import place_after
from ui.kit.theme import ROW

Key = Qt.Key
Command = QItemSelectionModel.SelectionFlag


class GridView(EditedTable):
    """Shows a `GridModel`; `frozen` columns stay at the left and are for reading."""

    paste_trimmed = Signal(object)  # Trimmed: what of a paste found no place
    _frozen: FrozenColumns | None = None  # Qt calls our overrides while the base class is still being made

    def __init__(self, parent: QWidget | None = None, row_height: int = ROW, frozen: int = 0) -> None:
        super().__init__(parent, row_height)
        self._tab_from = -1
        self._veiled = QRect()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._frozen = FrozenColumns(self, frozen, row_height) if frozen else None
        self.entered.connect(self.note_hovered)

    # --- what a page uses

    def go_to(self, row: int, column: int) -> None:
        """Makes a cell the current and the only selected one."""
        index = self.model().index(row, column)
        self.selectionModel().setCurrentIndex(index, Command.ClearAndSelect)

    def select_area(self, area: areas.Area) -> None:
        """Selects a rectangle; its first cell becomes current."""
        model = self.model()
        first, last = model.index(area.top, area.left), model.index(area.bottom, area.right)
        self.selectionModel().setCurrentIndex(first, Command.NoUpdate)
        self.selectionModel().select(QItemSelection(first, last), Command.ClearAndSelect)

    def note_hovered(self, index: QModelIndex) -> None:
        """Marks the title of the column under the mouse."""
        self.header.set_hovered(index.column())
        if self._frozen is not None:
            self._frozen.header.set_hovered(index.column())

    # --- acts on the selection

    def copy(self) -> None:
        """The selected rectangle to the clipboard."""
        block, columns = areas.block_of(self)
        if block:
            clipboard.put(block, [self._is_numeric(one) for one in columns])

    def cut(self) -> None:
        """Copies, then clears."""
        self.copy()
        self.clear_selected()

    def paste(self) -> None:
        """The clipboard's rectangle, from the corner of the selection on."""
        cells, trimmed, area = areas.pasted(self, clipboard.take())
        if cells:
            self.set_texts(cells)
        if area is not None and len(areas.areas(self)) == 1:
            self.select_area(area)
        if trimmed.words:
            self.paste_trimmed.emit(trimmed)

    def clear_selected(self) -> None:
        """Empties the selected cells."""
        self.set_texts(areas.cleared(self))

    def fill_down(self) -> None:
        """The first row of the selection into the others."""
        self.set_texts(areas.filled_down(self))

    def fill_right(self) -> None:
        """The first column of the selection into the others."""
        self.set_texts(areas.filled_right(self))

    # --- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            # Otherwise a shortcut of the window would take the key before the grid sees it.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = pressed(event)
        act, step = ACTS.get(found), ENDS.get(found)
        if act is not None:
            getattr(self, act)()
        elif step is not None and not step.fill:
            event.setAccepted(self.go_on(step))
        elif found == (Key.Key_Escape, PLAIN):
            event.setAccepted(self.give_up_draft())
        elif found[1] not in (PLAIN, SHIFT) or not self.take_key(event.text()):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """A letter in a cell that cannot be typed into does not jump about."""

    def go_on(self, step: Step) -> bool:
        """Tab remembers where a row was begun, and the Enter after it goes there."""
        current = self.currentIndex()
        if not current.isValid() or not (step.rows or step.columns):
            return False
        begun = self._tab_from if self._tab_from >= 0 else current.column()
        place = place_after(self, current.row(), begun if step.rows else current.column(), step)
        if place is None:
            return bool(step.rows)  # Tab leaves the grid at its end, Enter does not
        self.go_to(*place)
        self._tab_from = begun if step.columns and place[0] == current.row() else -1
        return True

    # --- Qt's view

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if self._frozen is not None and model is not None:
            self._frozen.take_model()

    def setItemDelegateForColumn(self, column: int, delegate: QAbstractItemDelegate | None) -> None:
        super().setItemDelegateForColumn(column, delegate)  # pyright: ignore[reportArgumentType]
        if self._frozen is not None and column < self._frozen.count:
            self._frozen.setItemDelegateForColumn(column, delegate)  # pyright: ignore[reportArgumentType]

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:
        super().setItemDelegate(delegate)
        if self._frozen is not None:
            self._frozen.setItemDelegate(delegate)

    def set_row_height(self, height: int) -> None:
        super().set_row_height(height)
        if self._frozen is not None:
            self._frozen.set_row_height(height)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if self._frozen is None:
            return
        hidden = self._frozen.width_shown() - self.visualRect(index).left()
        if index.column() < self._frozen.count:
            bar.setValue(before)
        elif hidden > 0:
            bar.setValue(bar.value() - hidden)

    def moveCursor(self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> QModelIndex:
        found = super().moveCursor(action, held)
        home = action == QAbstractItemView.CursorAction.MoveHome
        if home and self._frozen is not None and found.column() < self._frozen.count:
            return found.siblingAtColumn(self._frozen.count)
        return found

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tab_from = -1
        self.header.set_current(current.column())
        for index in (previous, current):
            self.viewport().update(self.visualRect(index))
        if self._frozen is not None:
            self._frozen.header.set_current(current.column())
            self._frozen.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        before, self._veiled = self._veiled, selected_rect(self)
        if before.isValid() or self._veiled.isValid():
            self.viewport().update(before.united(self._veiled))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.go_to(0, self._frozen.count if self._frozen is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frozen is not None:
            self._frozen.place()

    def leaveEvent(self, event: QEvent) -> None:
        self.note_hovered(QModelIndex())
        super().leaveEvent(event)

    def paint_over(self, painter: QPainter, rect: QRect) -> None:
        super().paint_over(painter, rect)
        paint_selection(self, painter)
        paint_current(self, painter, rect, self.hasFocus())
        paint_corners(self, painter, self.drafts, rect)

    def _is_numeric(self, column: int) -> bool:
        delegate = self.itemDelegateForColumn(column)
        return isinstance(delegate, CellDelegate) and delegate.numeric


# By name: a grid of its own kind may paste in its own way.
ACTS: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (Key.Key_Delete, PLAIN): "clear_selected",
    (Key.Key_Backspace, PLAIN): "clear_selected",
    (Key.Key_C, CONTROL): "copy",
    (Key.Key_Insert, CONTROL): "copy",
    (Key.Key_X, CONTROL): "cut",
    (Key.Key_Delete, SHIFT): "cut",
    (Key.Key_V, CONTROL): "paste",
    (Key.Key_Insert, SHIFT): "paste",
    (Key.Key_D, CONTROL): "fill_down",
    (Key.Key_R, CONTROL): "fill_right",
    (Key.Key_A, CONTROL): "selectAll",
}


def _is_ours(event: QKeyEvent) -> bool:
    found = pressed(event)
    return found in ACTS or found in ENDS or found == (Key.Key_F2, PLAIN)
