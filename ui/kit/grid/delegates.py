"""Delegates of texts and numbers: they draw, open the editor, and hand what was typed to their grid."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from ui.kit.grid.cells import LOOK_ROLE, Index, text_of
from ui.kit.grid.editor import STAY, CellEditor, Step
from ui.kit.grid.looks import Look
from ui.kit.grid.numerals import plain_number
from ui.kit.grid.painted import ColumnPainter, PaintedTable, Strip

Align = Qt.AlignmentFlag
Trigger = QAbstractItemView.EditTrigger
USUAL = Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed
PAD = 8


@runtime_checkable
class Edited(Protocol):
    """What a delegate asks of a grid in which cells are typed."""

    opened_by_typing: bool

    def text_to_edit(self, index: Index) -> str: ...
    def take_text(self, index: Index, text: str) -> None: ...
    def finish_edit(self, editor: CellEditor, step: Step) -> None: ...
    def cancel_edit(self, editor: CellEditor) -> None: ...


class CellDelegate(ColumnPainter):
    """One line of text in the look that the model names; `triggers` says what opens the editor of a column."""

    alignment = Align.AlignLeft
    numeric = False
    after = STAY  # where the current cell goes after a single key

    def __init__(self, table: PaintedTable, triggers: Trigger = USUAL) -> None:
        super().__init__(table)
        self._table, self.triggers = table, triggers

    # --- drawing

    def paint_column(self, painter: QPainter, strip: Strip) -> None:
        model = self._table.model()
        for row, top in zip(strip.rows, strip.tops, strict=True):
            self.paint_cell(painter, QRect(strip.left, top, strip.width, strip.height), model.index(row, strip.column))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_cell(painter, option.rect, index)

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """What is behind the text, and the text."""
        text, look = index.data(), index.data(LOOK_ROLE)
        if look is not None and look.ground:
            painter.fillRect(rect, self._table.colour(look.ground))
        if text:
            self.paint_text(painter, rect, str(text), look)

    def paint_text(self, painter: QPainter, rect: QRect, text: str, look: Look | None) -> None:
        """The words, cut with dots where they do not fit."""
        table, inside = self._table, rect.adjusted(PAD, 0, -PAD, 0)
        bold = look is not None and look.bold
        painter.setFont(table.bold if bold else table.font())
        painter.setPen(table.tokens.ink if look is None else table.colour(look.ink))
        if "\n" in text:
            text = text.replace("\n", " ")
        metrics = table.bold_metrics if bold else table.metrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, self.alignment | Align.AlignVCenter, shown)

    # --- typing

    def clean(self, text: str) -> str:
        """A text as it goes to the model."""
        return text

    def text_for_key(self, text: str) -> str | None:
        """What a single key means in this column without any editor; None if it begins a text."""
        return None

    @property
    def uses_input_method(self) -> bool:
        """Whether Chinese can be composed here."""
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = CellEditor(parent, self._quick())
        editor.setAlignment(self.alignment | Align.AlignVCenter)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            if editor.filled:
                return  # the cell changed underneath; what is being typed is not lost for it
            editor.filled, grid = True, self._table
            editor.setText(grid.text_to_edit(index) if isinstance(grid, Edited) else text_of(index))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor) and isinstance(self._table, Edited):
            self._table.take_text(index, editor.chosen_text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, CellEditor) and isinstance(event, QKeyEvent) and isinstance(self._table, Edited):
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(watched, event, self._table)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _pressed(self, editor: CellEditor, event: QKeyEvent, grid: Edited) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            grid.cancel_edit(editor)
            return True
        step = editor.step_of(event)
        if step is None:
            return False
        grid.finish_edit(editor, step)
        return True

    def _quick(self) -> bool:
        return isinstance(self._table, Edited) and self._table.opened_by_typing


class TextDelegate(CellDelegate):
    """Words, at the left."""


class NumberDelegate(CellDelegate):
    """Figures of equal width, at the right; full-width digits and signs are read as plain ones."""

    alignment = Align.AlignRight
    numeric = True

    def clean(self, text: str) -> str:
        return plain_number(text)


def delegate_at(view: QAbstractItemView, index: Index) -> CellDelegate | None:
    """The delegate of a cell, if it is one of ours."""
    found = view.itemDelegateForIndex(index)
    return found if isinstance(found, CellDelegate) else None
