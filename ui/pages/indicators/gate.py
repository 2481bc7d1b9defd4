"""A flag of three states in a row: set, not set, not announced yet; by a menu, or by 1, 0 and Delete."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit.drawing import CENTRE, box, painter_of, ring, wide, words
from ui.kit.pressable import Pressable
from ui.kit.theme import Text, Tone, font, scaled, tokens_of
from ui.pages.indicators.cells import Cell

Key = Qt.Key
YES, NO, UNKNOWN = "true", "false", ""
KEYS = {"1": YES, "y": YES, "是": YES, "0": NO, "n": NO, "否": NO}
STEPS = {
    Key.Key_Return: "next", Key.Key_Enter: "next", Key.Key_Up: "up", Key.Key_Down: "down",
    Key.Key_Left: "left", Key.Key_Right: "right",
}  # fmt: skip


class Gate(Pressable):
    """Shows a flag's cell; idle it is a dash, because nothing hangs on it."""

    chosen = Signal(object, object)  # this gate; True, False or None
    entered = Signal(object)
    step_requested = Signal(object, str)

    def __init__(self, cell: Cell, parent: QWidget) -> None:
        super().__init__(None, True, parent)
        self._words = short_words(cell.field.words)
        self._needed = self._locked = False
        self._error = ""
        self.setAccessibleName(cell.field.label)
        self.activated.connect(self._ask)
        self.show_cell(cell, False)

    @property
    def text(self) -> str:
        """What it says."""
        if self.cell.text == UNKNOWN:
            return self._words[2] if self._needed else "—"
        return self._words[0] if self.cell.text == YES else self._words[1]

    @property
    def error(self) -> str:
        """Why the last choice was not taken."""
        return self._error

    def show_cell(self, cell: Cell, needed: bool) -> None:
        """Another state; `needed` if the line waits for it."""
        self.cell, self._needed = cell, needed
        self.setToolTip(f"{cell.field.words[1]}？按 1 是，0 否，Delete 待公布" if len(cell.field.words) > 1 else "")
        self.setAccessibleDescription(self.text)
        self.update()

    def say(self, error: str) -> None:
        """Why a choice was not taken."""
        self._error = error
        self.setToolTip(error or self.toolTip())

    def set_locked(self, locked: bool) -> None:
        """For reading only."""
        self._locked = locked
        self.set_pressable(not locked)

    def sizeHint(self) -> QSize:
        """As wide as its widest words."""
        return QSize(max(wide(one, font(Text.SMALL)) for one in self._words) + 2 * scaled(8), scaled(22))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Key(event.key()), "")
        typed = KEYS.get(event.text().lower())
        if step:
            self.step_requested.emit(self, step)
        elif self._locked:
            super().keyPressEvent(event)
        elif typed is not None:
            self._choose(typed)
        elif event.key() in (Key.Key_Delete, Key.Key_Backspace):
            self._choose(UNKNOWN)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.step_requested.emit(self, "next" if forward else "back")
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = tokens_of(self), painter_of(self)
        tone = self._tone()
        plain = self.text == "—"
        place = self.rect().adjusted(0, 1, 0, -1)
        if not plain or self.hovered or self.hasFocus():
            box(painter, place.toRectF(), tokens.line if self.hovered else tokens.gentle(tone), scaled(4))
        words(painter, place, self.text, font(Text.SMALL), tokens.strong(tone), CENTRE)
        if self.hasFocus():
            ring(painter, place, tokens.accent, scaled(4))
        painter.end()

    def _tone(self) -> Tone:
        if self.cell.text == UNKNOWN:
            return Tone.WARN if self._needed else Tone.NEUTRAL
        return Tone.BAD if self.cell.text == YES else Tone.NEUTRAL

    def _choose(self, text: str) -> None:
        if text != self.cell.text and not self._locked:
            self.chosen.emit(self, {YES: True, NO: False}.get(text))

    def _ask(self, _key: object) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, said in zip((YES, NO, UNKNOWN), self._words, strict=True):
            action = QAction(said, menu, checkable=True, checked=text == self.cell.text)
            action.setData(text)
            menu.addAction(action)
        menu.triggered.connect(self._picked)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _picked(self, action: QAction) -> None:
        self._choose(str(action.data()))


def short_words(given: tuple[str, ...]) -> tuple[str, str, str]:
    """已扣, 未扣, 待公布 from the contract's 省考核未扣分, 省考核已扣分."""
    if len(given) < 2:
        return "是", "否", "待公布"
    no, yes = given[0], given[1]
    same = 0
    while same < min(len(no), len(yes)) and no[same] == yes[same]:
        same += 1
    unknown = given[2] if len(given) > 2 else "待公布"
    return yes[same:].removesuffix("分") or yes, no[same:].removesuffix("分") or no, unknown


def head_words(given: tuple[str, ...]) -> str:
    """省考核, what stands over the column."""
    if len(given) < 2:
        return ""
    same = 0
    while same < min(len(given[0]), len(given[1])) and given[0][same] == given[1][same]:
        same += 1
    return given[0][:same]
