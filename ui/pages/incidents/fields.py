"""Fields of the dialog that the kit has not: one picked by typing, a time of day; and how fields stand together."""

import re
import unicodedata
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.kit.labels import RichLabel, give_role, label
from ui.kit.picker import Find, PickerPopup
from ui.kit.theme import scaled

OPENING = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4)
WIDE = 1000
CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})")


class PickField(QPushButton):
    """Shows what was picked; any letter, Enter or Down opens the list, Delete empties where that is allowed."""

    picked = Signal(object)

    def __init__(self, find: Find, placeholder: str, optional: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find, self._placeholder, self._optional = find, placeholder, optional
        self._popup: PickerPopup | None = None
        self.key: object = None
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("tone", "field")
        self.show_key(None, "")
        self.clicked.connect(self._clicked)

    def set_optional(self, optional: bool) -> None:
        """Whether it may stay empty."""
        self._optional = optional

    def show_key(self, key: object, words: str) -> None:
        """What is picked."""
        self.key = key
        self.setText(words or self._placeholder)
        give_role(self, "empty", "" if words else "true")

    def open(self, text: str = "") -> None:
        """The list below, searching for what was typed."""
        if self._popup is None:
            self._popup = PickerPopup(self._find, self._placeholder, self)
            self._popup.picked.connect(self._picked)
        self._popup.open_below(self, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters search at once."""
        if Qt.Key(event.key()) in OPENING and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._optional:
            self._picked(None)
        elif event.text().strip() and event.text().isprintable():
            self.open(event.text())
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        self.open()

    def _picked(self, key: object) -> None:
        self.picked.emit(key)
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class TimeField(QLineEdit):
    """14:05, typed as 1405 or 14:05 or 14：05."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("14:05")
        self.setMaxLength(8)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._tidy)

    @property
    def value(self) -> time | None:
        """The time; None for nothing and for what is none."""
        found = CLOCK.fullmatch(unicodedata.normalize("NFKC", self.text()).strip())
        if found is None:
            return None
        hour, minute = map(int, found.groups())
        return time(hour, minute) if hour < 24 and minute < 60 else None

    @property
    def wrong(self) -> bool:
        """Whether something is typed that is no time."""
        return bool(self.text().strip()) and self.value is None

    def show_value(self, value: time | None) -> None:
        """Another time; nobody is told."""
        self.setText(f"{value:%H:%M}" if value else "")
        give_role(self, "state", "")

    def _typed(self) -> None:
        give_role(self, "state", "")
        self.changed.emit()

    def _tidy(self) -> None:
        if self.value is not None:
            self.setText(f"{self.value:%H:%M}")
        give_role(self, "state", "error" if self.wrong else "")


def beside(*parts: QWidget, stretch: QWidget | None = None) -> QWidget:
    """Fields in one row; one of them may take the room."""
    inside, row = QWidget(), QHBoxLayout()
    inside.setLayout(row)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(scaled(8))
    for one in parts:
        row.addWidget(one, WIDE if one is stretch else 0)
    row.addStretch(1)
    return inside


def stacked(*parts: QWidget) -> QWidget:
    """Fields one under the other."""
    inside, column = QWidget(), QVBoxLayout()
    inside.setLayout(column)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(scaled(6))
    for one in parts:
        column.addWidget(one)
    return inside


def timed(called: TimeField, reported: TimeField, limit: RichLabel) -> QWidget:
    """Two times, and what the clock says of them."""
    return stacked(beside(label("来电"), called, label("上报"), reported), limit)
