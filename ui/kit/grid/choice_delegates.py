"""Delegates of columns that hold one of a few words: chosen from a list, or set by a single key in dense grids."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.kit.grid.cells import GridModel, Index
from ui.kit.grid.choices import Choice, ChoiceEditor
from ui.kit.grid.delegates import USUAL, CellDelegate, Trigger
from ui.kit.grid.editor import STAY, Step
from ui.kit.grid.looks import PLAIN, Look, sign_picture
from ui.kit.grid.numerals import plain_key
from ui.kit.grid.painted import PaintedTable, Stamp, Strip
from ui.kit.theme import scaled

Choices = Sequence[Choice] | Callable[[Index], Sequence[Choice]]
Picture = tuple[str, int, int]
NARROWEST = 96


class ChoiceDelegate(CellDelegate):
    """`choices` are the same everywhere, or asked for a cell when its editor opens."""

    def __init__(self, table: PaintedTable, choices: Choices, triggers: Trigger = USUAL) -> None:
        super().__init__(table, triggers)
        self._choices = choices

    def choices_at(self, index: Index) -> Sequence[Choice]:
        """What can be chosen in a cell."""
        return self._choices(index) if callable(self._choices) else self._choices

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = ChoiceEditor(parent, self._quick(), self.choices_at(index))
        grid = self._table
        editor.finish_requested.connect(grid.finish_open_editor)  # pyright: ignore[reportAttributeAccessIssue]
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        # A column of signs is narrower than the words that are typed to find one.
        place = QRect(option.rect)
        place.setWidth(max(place.width(), scaled(NARROWEST)))
        room = self._table.viewport().width()
        place.moveRight(min(place.right(), max(room, place.width()) - 1))
        editor.setGeometry(place)


@dataclass(frozen=True)
class Code:
    """A short sign for a cell, the one key that sets it, and how it looks."""

    sign: str
    key: str = ""
    look: Look = PLAIN
    words: str = ""
    keys: tuple[str, ...] = ()

    @property
    def choice(self) -> Choice:
        """As a line of the list."""
        return Choice(self.sign, (self.key, *self.keys) if self.key else self.keys, self.words)


class CodeDelegate(ChoiceDelegate):
    """One key, one code; one picture a code, drawn once. After a key the current cell goes `after`."""

    alignment = Qt.AlignmentFlag.AlignHCenter

    def __init__(
        self, table: PaintedTable, codes: Sequence[Code], after: Step = STAY, triggers: Trigger = USUAL
    ) -> None:
        super().__init__(table, [one.choice for one in codes], triggers)
        self.after = after
        self._signs = {plain_key(one.key): one.sign for one in codes if one.key}
        self._looks = {one.sign: one.look for one in codes}
        self._pictures: dict[Picture, QPixmap] = {}
        self._stamp: Stamp | None = None

    def paint_column(self, painter: QPainter, strip: Strip) -> None:
        model = self._table.model()
        if not isinstance(model, GridModel):
            super().paint_column(painter, strip)
            return
        pictures, left, draw = self._ready(), strip.left, painter.drawPixmap
        for text, top in zip(model.texts_in(strip.column, strip.rows), strip.tops, strict=True):
            if text:
                key = text, strip.width, strip.height
                draw(left, top, pictures.get(key) or self._drawn(*key))

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        text = index.data()
        if text:
            key = str(text), rect.width(), rect.height()
            painter.drawPixmap(rect.topLeft(), self._ready().get(key) or self._drawn(*key))

    def text_for_key(self, text: str) -> str | None:
        return self._signs.get(plain_key(text))

    @property
    def uses_input_method(self) -> bool:
        # With Chinese input on, a letter would open a composition instead of setting its code.
        return not self._signs

    def _ready(self) -> dict[Picture, QPixmap]:
        """The pictures, none of them of another theme, screen or font."""
        stamp = self._table.stamp
        if stamp is not self._stamp:
            self._pictures.clear()
            self._stamp = stamp
        return self._pictures

    def _drawn(self, text: str, width: int, height: int) -> QPixmap:
        look, table = self._looks.get(text, PLAIN), self._table
        made = sign_picture(text, look, table.tokens, table.font(), QSize(width, height), table.stamp.ratio)
        self._pictures[text, width, height] = made
        return made
