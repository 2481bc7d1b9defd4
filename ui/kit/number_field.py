"""A line for one exact number: never a float, never rounded, wrong text kept and explained."""

from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.labels import give_role
from ui.kit.number_text import Format, Wrong, exact, grouped, parsed
from ui.kit.theme import scaled

PADDING = 24


class NumberField(QLineEdit):
    """Shows thousands while it is read and the bare digits while it is edited. Esc takes the typing back."""

    value_changed = Signal(object)  # Decimal, or None for empty; only for what can be taken
    error_changed = Signal(str)

    def __init__(self, form: Format | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form or Format()
        self._value: Decimal | None = None
        self._error = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(self._forgive)

    @property
    def value(self) -> Decimal | None:
        """The last number that could be taken."""
        return self._value

    @property
    def error(self) -> str:
        """What is wrong with the text, "" if nothing."""
        return self._error

    def show_value(self, value: Decimal | int | None) -> None:
        """Another number; nobody is told."""
        self._value = None if value is None else Decimal(value)
        self._say("")
        self._rewrite()

    def commit(self) -> None:
        """Takes the text as if the field had been left."""
        found = parsed(self.text(), self._form)
        if isinstance(found, Wrong):
            self._say(self._words(found))
            return
        self._say("")
        changed = found != self._value or _is_other_text(found, self._value)
        self._value = found
        self._rewrite()
        if changed:
            self.value_changed.emit(found)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the number: one that has lost its first figure is another number."""
        hint = super().minimumSizeHint()
        needed = self.fontMetrics().horizontalAdvance(self.text()) + scaled(PADDING)
        return QSize(max(hint.width(), needed), hint.height())

    def sizeHint(self) -> QSize:
        """A little more."""
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bare digits, all selected when Tab came here."""
        super().focusInEvent(event)
        if not self._error:
            self._rewrite()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Thousands again; wrong text stays as typed."""
        super().focusOutEvent(event)
        if not self._error:
            self._rewrite()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back the number that was there; a second one goes to the window."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.show_value(self._value)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def _rewrite(self) -> None:
        shown = exact(self._value) if self.hasFocus() and not self.isReadOnly() else grouped(self._value, self._form)
        if shown != self.text():
            self.setText(shown)
            self.updateGeometry()
        self.setModified(False)

    def _forgive(self) -> None:
        # While the text is mended it is not nagged at; what is wrong now is said when the field is left.
        self._say("")

    def _say(self, error: str) -> None:
        if error == self._error:
            return
        self._error = error
        give_role(self, "state", "error" if error else "")
        self.setToolTip(error)
        self.setAccessibleDescription(error)
        self.error_changed.emit(error)

    def _words(self, wrong: Wrong) -> str:
        said = {
            "number": self.tr("请输入数字"),
            "thousands": self.tr("千位逗号的位置不对"),
            "places": self.tr("最多 {} 位小数"),
            "least": self.tr("不能小于 {}"),
            "most": self.tr("不能大于 {}"),
        }
        return said[wrong.reason].format(wrong.named)


def _is_other_text(one: Decimal | None, other: Decimal | None) -> bool:
    """1.50 after 1.5 is another entry, though the same number: what is stored is what was typed."""
    return one is not None and other is not None and one.as_tuple() != other.as_tuple()
