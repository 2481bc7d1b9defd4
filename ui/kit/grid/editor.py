"""The line in which a cell is typed, and the keys that end it."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.theme import tokens_of

Key = Qt.Key
PLAIN, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
HELD = SHIFT | CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Step(NamedTuple):
    """Where the current cell goes; `tab` in reading order. `fill` gives the text to the whole selection."""

    rows: int = 0
    columns: int = 0
    fill: bool = False


STAY = Step()
ENDS: dict[tuple[int, Qt.KeyboardModifier], Step] = {
    (Key.Key_Return, PLAIN): Step(1),
    (Key.Key_Return, SHIFT): Step(-1),
    (Key.Key_Return, CONTROL): Step(fill=True),
    (Key.Key_Tab, PLAIN): Step(0, 1),
    (Key.Key_Backtab, SHIFT): Step(0, -1),
    (Key.Key_Backtab, PLAIN): Step(0, -1),
    (Key.Key_Tab, SHIFT): Step(0, -1),
}
ENDS |= {(Key.Key_Enter, held): step for (key, held), step in ENDS.items() if key == Key.Key_Return}
ARROWS: dict[tuple[int, Qt.KeyboardModifier], Step] = {
    (Key.Key_Down, PLAIN): Step(1),
    (Key.Key_Up, PLAIN): Step(-1),
    (Key.Key_Left, PLAIN): Step(0, -1),
    (Key.Key_Right, PLAIN): Step(0, 1),
}


def pressed(event: QKeyEvent) -> tuple[int, Qt.KeyboardModifier]:
    """The key with what is held; the number pad counts as the rest of the keyboard."""
    return event.key(), event.modifiers() & HELD


class CellEditor(QLineEdit):
    """`quick` when it was opened by typing: then the arrows leave it, as in Excel."""

    finish_requested = Signal()

    def __init__(self, parent: QWidget, quick: bool) -> None:
        super().__init__(parent)
        self.quick, self.filled = quick, False
        tokens = tokens_of(parent)
        self.setFrame(False)
        # The sheet of the window makes every line 28 high with round corners; a cell has its own size.
        self.setStyleSheet(
            "QLineEdit, QLineEdit:focus, QLineEdit:hover { min-height: 0; max-height: 9999px; border-radius: 0; "
            f"padding: 0 5px; background: {tokens.panel.name()}; border: 2px solid {tokens.accent.name()}; }}"
        )

    def step_of(self, event: QKeyEvent) -> Step | None:
        """Where a key leads that ends typing; None if the key is for the text."""
        found = pressed(event)
        return ENDS.get(found) or (ARROWS.get(found) if self.quick else None)

    def chosen_text(self) -> str:
        """What is to be stored."""
        return self.text()
