"""A table in which one cell is typed: opening and closing its editor, input methods, and what could not be stored."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QInputMethodEvent, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QToolTip, QWidget

from ui.kit.grid.areas import same_text
from ui.kit.grid.bubble import ProblemBubble
from ui.kit.grid.cells import Cell, GridModel, Index, is_editable, text_of
from ui.kit.grid.delegates import TextDelegate, Trigger, delegate_at
from ui.kit.grid.drafts import Drafts
from ui.kit.grid.editor import STAY, CellEditor, Step
from ui.kit.grid.painted import PaintedTable
from ui.kit.grid.selection import paint_drafts
from ui.kit.theme import ROW

Hint = QAbstractItemDelegate.EndEditHint
Query = Qt.InputMethodQuery
EVERY = Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed | Trigger.SelectedClicked


class EditedTable(PaintedTable):
    """Every text goes through `set_texts`; what the model refuses stays at its cell, with the reason beside it."""

    problems_found = Signal(object)  # list[Problem]: nothing was stored
    cells_set = Signal(int)  # how many cells the model took

    def __init__(self, parent: QWidget | None = None, row_height: int = ROW) -> None:
        super().__init__(parent, row_height)
        self.drafts = Drafts()
        self.opened_by_typing = False
        self._typed: tuple[QPersistentModelIndex, str] | None = None
        self._accepted = True
        self._bubble = ProblemBubble(self.viewport())
        self.setEditTriggers(EVERY)
        self.setItemDelegate(TextDelegate(self))

    @property
    def is_editing(self) -> bool:
        """Whether a cell's editor is open."""
        return self.indexWidget(self.currentIndex()) is not None

    def set_texts(self, cells: Sequence[Cell]) -> bool:
        """Hands texts to the model in one call, with the rest of the refused paste they belong to; whether it took."""
        model = self.model()
        wanted = self.drafts.joined([one._replace(text=self._clean(one)) for one in cells])
        if not wanted or not isinstance(model, GridModel):
            return True
        problems = model.set_cells(wanted)
        if self.drafts.settle(model, wanted, problems):
            self.viewport().update()
        self._say_problem()
        if problems:
            self.problems_found.emit(problems)
        else:
            self.cells_set.emit(len(wanted))
        return not problems

    def give_up_draft(self) -> bool:
        """Drops what was refused at the current cell, and the paste it came with; whether there was something."""
        current = self.currentIndex()
        found = self.drafts.give_up(current.row(), current.column())
        if found:
            self.viewport().update()
            self._say_problem()
        return found

    def go_on(self, step: Step) -> bool:
        """Moves the current cell; whether there was somewhere to go."""
        return False

    # --- what delegates and editors ask

    def text_to_edit(self, index: Index) -> str:
        """What was typed last, be it refused, else what is stored."""
        draft = self.drafts.at(index.row(), index.column())
        return draft.text if draft and draft.text is not None else text_of(index)

    def take_text(self, index: Index, text: str) -> None:
        """Keeps what was typed until its editor is closed and the cell has been painted."""
        self._typed = QPersistentModelIndex(index), text

    def finish_edit(self, editor: CellEditor, step: Step) -> None:
        """Stores what an editor holds and goes on; stays where it was refused."""
        if step.fill:
            text = editor.chosen_text()
            self.cancel_edit(editor)
            self.set_texts(same_text(self, text))
            return
        self.commitData(editor)
        self.closeEditor(editor, Hint.NoHint)
        if self._accepted:
            self.go_on(step)

    def finish_open_editor(self) -> None:
        """A choice was clicked."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, CellEditor):
            self.finish_edit(editor, STAY)

    def cancel_edit(self, editor: CellEditor) -> None:
        """Closes an editor without storing."""
        self._typed = None
        self.closeEditor(editor, Hint.NoHint)

    # --- Qt's view

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, Hint.NoHint)
        typed, self._typed = self._typed, None
        self._accepted = True
        if typed is not None and typed[0].isValid():
            self._accepted = self._store(*typed)

    def edit(  # pyright: ignore[reportIncompatibleMethodOverride]  # Qt has two of this name
        self, index: Index, trigger: Trigger = Trigger.AllEditTriggers, event: QEvent | None = None
    ) -> bool:
        delegate = delegate_at(self, index) if index.isValid() else None
        asked = trigger not in (Trigger.NoEditTriggers, Trigger.AllEditTriggers)
        if asked and delegate is not None and not delegate.triggers & trigger:
            return False
        self.opened_by_typing = trigger == Trigger.AnyKeyPressed
        return super().edit(index, trigger, event)  # pyright: ignore[reportArgumentType, reportCallIssue]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        typed, begun = event.commitString(), event.preeditString()
        if not typed or begun or self.is_editing:
            super().inputMethodEvent(event)
            editor = self.indexWidget(self.currentIndex())
            if not typed and not begun and isinstance(editor, CellEditor):
                self.cancel_edit(editor)  # the composition that opened it was given up
            return
        # Some input methods send a finished word at once; Qt would drop it, having no editor yet.
        index = self.currentIndex()
        if not self.take_key(typed) and self.edit(index, Trigger.AnyKeyPressed):
            editor = self.indexWidget(index)
            if editor is not None:
                QCoreApplication.sendEvent(editor, event)
        event.accept()

    def inputMethodQuery(self, query: Query) -> object:
        index = self.currentIndex()
        if query == Query.ImEnabled:
            return self._may_compose(index)
        if query == Query.ImCursorRectangle and index.isValid() and not self.is_editing:
            # The list of candidates opens at the cell.
            return self.visualRect(index).translated(self.viewport().pos())
        return super().inputMethodQuery(query)

    def take_key(self, text: str) -> bool:
        """A key that is a whole code in the current column fills the selection; whether it was one."""
        index = self.currentIndex()
        delegate = delegate_at(self, index) if index.isValid() and is_editable(index) else None
        code = delegate.text_for_key(text) if delegate is not None and text else None
        if delegate is None or code is None:
            return False
        cells = same_text(self, code)
        if self.set_texts(cells) and len(cells) == 1:
            self.go_on(delegate.after)
        return True

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.drafts = Drafts()
        if model is None:
            return
        for moved in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.layoutChanged, model.modelReset):
            moved.connect(self._follow)
        model.columnsInserted.connect(self._follow)
        model.columnsRemoved.connect(self._follow)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self._may_compose(current))
        self._say_problem()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self._may_compose(self.currentIndex()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            draft = self.drafts.at(index.row(), index.column())
            if draft is not None and draft.words:
                QToolTip.showText(event.globalPos(), draft.words, self.viewport(), self.visualRect(index))
                return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._say_problem()

    def paint_over(self, painter: QPainter, rect: QRect) -> None:
        super().paint_over(painter, rect)
        paint_drafts(self, painter, self.drafts, rect)

    def _store(self, index: QPersistentModelIndex, text: str) -> bool:
        """The cell shows what was typed before the store is asked: a commit may take its time."""
        cell = Cell(index.row(), index.column(), text)
        if text == self.text_to_edit(index) and self.drafts.at(cell.row, cell.column) is None:
            return True
        self.drafts.hold(self.model(), cell)
        self.viewport().repaint(self.visualRect(index))
        accepted = self.set_texts([cell])
        self.update(self.model().index(cell.row, cell.column))
        return accepted

    def _clean(self, cell: Cell) -> str:
        delegate = delegate_at(self, self.model().index(cell.row, cell.column))
        return delegate.clean(cell.text) if delegate is not None else cell.text

    def _may_compose(self, index: Index) -> bool:
        if not index.isValid() or not is_editable(index):
            return False
        delegate = delegate_at(self, index)
        return delegate is None or delegate.uses_input_method

    def _say_problem(self) -> None:
        index = self.currentIndex()
        draft = self.drafts.at(index.row(), index.column())
        self._bubble.say(draft.words if draft else "", self.visualRect(index))

    def _follow(self) -> None:
        self.drafts.follow()
        self._say_problem()
