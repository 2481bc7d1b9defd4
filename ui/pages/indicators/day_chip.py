"""The way from a row to its days: how many there are figures for, pressed to type them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.chip import Chip
from ui.kit.theme import Tone
from ui.pages.indicators.cells import Block

Key = Qt.Key
STEPS = {Key.Key_Up: "up", Key.Key_Down: "down", Key.Key_Left: "left", Key.Key_Right: "right"}


class DayChip(Chip):
    """A stop of the keyboard like any field."""

    entered = Signal(object)
    step_requested = Signal(object, str)

    def __init__(self, indicator: str, parent: QWidget) -> None:
        super().__init__("", Tone.NEUTRAL, indicator, True, parent)

    def show_block(self, block: Block) -> None:
        """How far the days have come; beside fields it takes little room."""
        late = block.days_missing
        words = f"按日 {block.daily}" if block.lines else f"按日录入 {block.daily}"
        self.say(words, Tone.WARN if late else Tone.NEUTRAL)
        self.setToolTip(f"缺 {late} 天的数；点开按日录入" if late else "点开按日录入")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows lead on, Enter opens."""
        step = STEPS.get(Key(event.key()))
        if step:
            self.step_requested.emit(self, step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.step_requested.emit(self, "next" if forward else "back")
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self)
