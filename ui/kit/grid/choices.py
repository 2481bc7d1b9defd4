"""The list under a cell from which one of a few words is taken, narrowed by what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMoveEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from ui.kit.drawing import wide
from ui.kit.floating import SHADOW, Floating
from ui.kit.grid.editor import CellEditor, Step
from ui.kit.picker_list import HEIGHT, PickerDelegate, PickerModel, PickerRow
from ui.kit.theme import font, scaled

ROWS, PAD, GAP = 9, 4, 2
WALK = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


@dataclass(frozen=True)
class Choice:
    """What is stored, what else finds it (a key first, pinyin, initials), and words that explain it."""

    text: str
    keys: tuple[str, ...] = ()
    words: str = ""

    def matches(self, typed: str) -> bool:
        """By the beginning of a key, or by any part of the text or its explanation."""
        wanted = typed.casefold()
        said = f"{self.text}\n{self.words}".casefold()
        return wanted in said or any(key.casefold().startswith(wanted) for key in self.keys)

    @property
    def row(self) -> PickerRow:
        """As a line of the list."""
        return PickerRow(self.text, self.text, self.words, self.keys[0] if self.keys else "")


def narrowed(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """What fits, an exact word or key first."""
    found = [one for one in choices if one.matches(typed)]
    wanted = typed.casefold()
    return sorted(found, key=lambda one: wanted not in (one.text.casefold(), *(key.casefold() for key in one.keys)))


class ChoiceList(Floating):
    """Floats in the window under the editor, and never takes the keyboard from it."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._editor = editor
        # A click in the list leaves the keyboard in the editor, instead of giving it to whatever lies behind.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(editor)
        self._model, self.list = PickerModel(self), QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(PickerDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(PAD, PAD, PAD, PAD)
        inside.addWidget(self.list)

    def show_only(self, choices: Sequence[Choice], chosen: int) -> None:
        """These lines, one of them marked, or none with -1."""
        self._model.show_rows([one.row for one in choices])
        self.list.setCurrentIndex(self._model.index(chosen) if 0 <= chosen < len(choices) else QModelIndex())
        self.follow()

    def step(self, by: int) -> None:
        """The next line or the one before; from none to the first or the last."""
        count, now = self._model.rowCount(), self.list.currentIndex().row()
        if count:
            begin = 0 if by > 0 else count - 1
            self.list.setCurrentIndex(self._model.index((now + by) % count if now >= 0 else begin))

    def chosen(self) -> str | None:
        """The text of the marked line."""
        row = self.list.currentIndex().row()
        return self._model.rows[row].title if row >= 0 else None

    def follow(self) -> None:
        """Stands under the editor, above it where the window ends; hidden while there is nothing to choose."""
        count = self._model.rowCount()
        if not count or not self._editor.isVisible():
            self.hide()
            return
        room = 2 * (scaled(SHADOW) + PAD)
        self.resize(QSize(self._width(), min(count, ROWS) * scaled(HEIGHT)) + QSize(room, room))
        body = self.height() - 2 * scaled(SHADOW)
        below = self._editor.mapTo(self.above, QPoint(0, self._editor.height() + GAP))
        if below.y() + body > self.above.height():
            below = self._editor.mapTo(self.above, QPoint(0, -body - GAP))
        self.place(below)
        self.show()
        self.raise_()

    def _width(self) -> int:
        shown = font()
        lines = (f"{one.title}{one.subtitle}{one.tag}" for one in self._model.rows)
        return max(self._editor.width(), max(wide(one, shown) for one in lines) + scaled(60))


class ChoiceEditor(CellEditor):
    """Typing narrows the list, up and down walk it, Enter takes the marked line; other words stay as typed."""

    def __init__(self, parent: QWidget, quick: bool, choices: Sequence[Choice]) -> None:
        super().__init__(parent, quick)
        self._choices = choices
        self._touched = False
        self.popup = ChoiceList(self)
        self.textEdited.connect(self._narrow)
        self.popup.list.clicked.connect(self._take_clicked)
        self.destroyed.connect(self.popup.deleteLater)

    def chosen_text(self) -> str:
        chosen = self.popup.chosen() if self._touched else None
        return self.text() if chosen is None else chosen

    def step_of(self, event: QKeyEvent) -> Step | None:
        return None if event.key() in WALK else super().step_of(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in WALK:
            self._touched = True
            self.popup.step(WALK[event.key()])
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        texts = [one.text for one in self._choices]
        self.popup.show_only(self._choices, texts.index(self.text()) if self.text() in texts else -1)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.popup.isVisible():
            self.popup.follow()

    def hideEvent(self, event: QHideEvent) -> None:
        self.popup.hide()
        super().hideEvent(event)

    def _narrow(self, typed: str) -> None:
        self._touched = bool(typed.strip())
        found = narrowed(self._choices, typed.strip()) if self._touched else self._choices
        self.popup.show_only(found, 0 if self._touched else -1)

    def _take_clicked(self, index: QModelIndex) -> None:
        self._touched = True
        self.finish_requested.emit()
