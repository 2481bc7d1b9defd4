"""The field in which a figure is typed: quiet until it is needed, exact, never losing what was typed."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ledger.indicators import REVIEWED
from app.ledger.inputs import COUNT, LIST
from ui.kit.drawing import LEFT, painter_of, words
from ui.kit.labels import give_role
from ui.kit.number_text import Wrong, tidy
from ui.kit.theme import Text, font, scaled, tokens_of
from ui.pages.indicators.box_words import read, shown, wrong_words
from ui.pages.indicators.cells import Cell

Key = Qt.Key
Reason = Qt.FocusReason
KEPT = (Reason.PopupFocusReason, Reason.ActiveWindowFocusReason, Reason.MenuBarFocusReason)


class Box(QLineEdit):
    """Shows a cell. `typed` says that something new is to be stored; what comes of it is shown from outside."""

    typed = Signal(object)  # this box: it holds something that can be read and is not what is stored
    edited = Signal(object)  # this box, at every key
    given_up = Signal(object)  # this box: what was typed is taken back
    entered = Signal(object)  # this box has the keyboard
    step_requested = Signal(object, str)  # this box; next, back, up, down, left, right

    def __init__(self, cell: Cell, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell = cell
        self._error = ""
        self._typing = False
        self.waits = False  # for the reason that its value needs: the keyboard is there
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if cell.field.kind == LIST:
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if cell.prefix:
            self.setTextMargins(scaled(18), 0, 0, 0)
        self.textEdited.connect(self._edited)
        self.setAccessibleName(f"{cell.prefix}{cell.field.label}")
        self.show_cell(cell)

    # --- what stands in it

    @property
    def error(self) -> str:
        """What is wrong with what was typed."""
        return self._error

    @property
    def is_dirty(self) -> bool:
        """Whether it holds something that is not stored."""
        return self._typing

    @property
    def value(self) -> Decimal | tuple[Decimal, ...] | Wrong | None:
        """What is typed, read."""
        return read(self.text(), self.cell.field)

    @property
    def raw(self) -> str:
        """The text as it was typed."""
        return self.text()

    def show_cell(self, cell: Cell) -> None:
        """Another value; what is being typed stays."""
        self.cell = cell
        give_role(self, "origin", self._origin())
        self.setPlaceholderText("" if cell.text else cell.hint or ("0" if cell.field.kind == COUNT else ""))
        if not self._typing:
            self._rewrite()

    def hold(self, text: str, error: str) -> None:
        """What was typed earlier and is not stored, with the reason."""
        self._typing = True
        if text != self.text():
            self.setText(text)
        self.say(error)

    def settle(self) -> None:
        """What was typed is stored now, or given up: shows the cell again."""
        self._typing = False
        self.say("")
        self._rewrite()
        if self.hasFocus():
            self.selectAll()

    def say(self, error: str) -> None:
        """What is wrong; "" for nothing."""
        self._error = error
        give_role(self, "state", "error" if error else "")
        self.setAccessibleDescription(error)

    def set_locked(self, locked: bool) -> None:
        """For reading only."""
        self.setReadOnly(locked)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if locked else Qt.FocusPolicy.StrongFocus)

    def commit(self) -> bool:
        """Hands over what was typed; whether nothing stands in the way of going on."""
        if not self._typing:
            return True
        found = self.value
        if isinstance(found, Wrong):
            self.say(wrong_words(found))
            self.given_wrong()
            return False
        if self._same(found) and not self._error:
            self.settle()
            return True
        self.typed.emit(self)
        return not self._typing

    def given_wrong(self) -> None:
        """Tells the row that there are words to show."""
        self.edited.emit(self)

    def revert(self) -> None:
        """What was typed is taken back."""
        self._typing = False
        self.settle()
        self.given_up.emit(self)

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._step_of(event)
        if step == "details":
            self.commit()
            self._step(step)
        elif event.key() in (Key.Key_Return, Key.Key_Enter):
            again = bool(self._error)
            if self.commit() or (again and self._error):
                self.step_requested.emit(self, "next")
        elif event.key() == Key.Key_Escape and self._typing:
            self.revert()
        elif event.key() == Key.Key_F2:
            self.setFocus()
            self.end(False)
        elif step:
            self.commit()
            self._step(step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.isReadOnly():
            return super().focusNextPrevChild(forward)
        self.commit()
        self._step("next" if forward else "back")
        return True

    def event(self, event: QEvent) -> bool:
        # Undo belongs to the window as long as nothing is being typed here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self._typing:
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if held and event.key() in (Key.Key_Z, Key.Key_Y):
                event.ignore()
                return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._typing:
            self._rewrite()
        if event.reason() not in (Reason.PopupFocusReason, Reason.MouseFocusReason) and not self._typing:
            self.selectAll()
        self.entered.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in KEPT:
            self.commit()
        if not self._typing:
            self._rewrite()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        came = not self.hasFocus()
        super().mousePressEvent(event)
        if came:
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.cell.prefix:
            painter = painter_of(self)
            place = QRect(scaled(6), 0, scaled(30), self.height())
            words(painter, place, self.cell.prefix, font(Text.SMALL), tokens_of(self).muted, LEFT)
            painter.end()

    def _step(self, where: str) -> None:
        if not self.waits:
            self.step_requested.emit(self, where)

    def _step_of(self, event: QKeyEvent) -> str:
        """Arrows leave a field whose text was not touched, as in a table."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (Key.Key_Return, Key.Key_Enter):
            return "details"
        if event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            return ""
        upright = {Key.Key_Up: "up", Key.Key_Down: "down"}.get(Key(event.key()), "")
        whole = not self.text() or (self.hasSelectedText() and self.selectedText() == self.text())
        aside = {Key.Key_Left: "left", Key.Key_Right: "right"}.get(Key(event.key()), "") if whole else ""
        return upright or aside

    def _edited(self) -> None:
        self._typing = True
        self.say("")
        self.edited.emit(self)

    def _same(self, found: object) -> bool:
        """A reviewer who types what we typed has reviewed it: that is stored."""
        if self.cell.opinion == REVIEWED and not self.cell.own and not self.cell.derived:
            return found is None
        if self.cell.computed:
            return tidy(self.text(), "%") == self.cell.text
        return found == read(self.cell.text, self.cell.field)

    def _rewrite(self) -> None:
        plain = self.hasFocus() and not self.isReadOnly()
        text = self.cell.text if plain else shown(self.cell)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0 if self.cell.field.kind == LIST else len(text))
        self.setToolTip(self._about())

    def _about(self) -> str:
        cell = self.cell
        told = f"{cell.prefix}{cell.field.label}{f'（{cell.field.unit}）' if cell.field.unit else ''}"
        if cell.overrides:
            told += f"\n台账统计为 {cell.derived}，已改写：{cell.reason}"
        elif cell.derived:
            told += "\n由台账统计；可以改写，须写明理由"
        return told

    def _origin(self) -> str:
        if self.cell.computed:
            return "computed"
        if self.cell.overrides:
            return "override"
        return "own" if self.cell.own or not self.cell.text else "found"
