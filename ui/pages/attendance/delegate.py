"""The delegate of the days: one key writes a mark, pictures are drawn once, the list names them all."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap

from ui.kit.grid import Choice, ChoiceDelegate, Look, Step
from ui.kit.grid.cells import Index
from ui.kit.grid.painted import PaintedTable, Stamp, Strip
from ui.pages.attendance.grid_model import DaysModel
from ui.pages.attendance.looks import NOTHING, Artist, Shown

Picture = tuple[Shown, int, int]
MOST = 3000


class DayDelegate(ChoiceDelegate):
    """`keys` says what a typed key means, or nothing."""

    def __init__(self, table: PaintedTable) -> None:
        super().__init__(table, [])
        self.after = Step(0, 1)
        self.looks: Mapping[str, Look] = {}
        self._keys: Callable[[str], str | None] = _nothing
        self._pictures: dict[Picture, QPixmap] = {}
        self._stamp: Stamp | None = None

    def take(self, choices: Sequence[Choice], keys: Callable[[str], str | None], looks: Mapping[str, Look]) -> None:
        """Other words can be typed."""
        self._choices, self._keys, self.looks = list(choices), keys, dict(looks)
        self._pictures.clear()

    def paint_column(self, painter: QPainter, strip: Strip) -> None:
        model = self._table.model()
        if not isinstance(model, DaysModel):
            return
        pictures, left, draw = self._ready(), strip.left, painter.drawPixmap
        for shown, top in zip(model.shown_in(strip.column, strip.rows), strip.tops, strict=True):
            if shown is not NOTHING:
                key = shown, strip.width, strip.height
                draw(left, top, pictures.get(key) or self._drawn(*key))

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        model = index.model()
        if isinstance(model, DaysModel):
            shown = model.shown_in(index.column(), range(index.row(), index.row() + 1))[0]
            if shown is not NOTHING:
                key = shown, rect.width(), rect.height()
                painter.drawPixmap(rect.topLeft(), self._ready().get(key) or self._drawn(*key))

    def text_for_key(self, text: str) -> str | None:
        return self._keys(text)

    @property
    def uses_input_method(self) -> bool:
        # With Chinese input on, a letter would open a composition instead of writing its mark.
        return False

    @property
    def drawn(self) -> int:
        """How many pictures there are."""
        return len(self._pictures)

    def _ready(self) -> dict[Picture, QPixmap]:
        """The pictures, none of them of another theme, screen or font."""
        stamp = self._table.stamp
        if stamp is not self._stamp or len(self._pictures) > MOST:
            self._pictures.clear()
            self._stamp = stamp
        return self._pictures

    def _drawn(self, shown: Shown, width: int, height: int) -> QPixmap:
        table = self._table
        artist = Artist(table.tokens, table.font(), QSize(width, height), table.stamp.ratio)
        made = self._pictures[shown, width, height] = artist.draw(shown, dict(self.looks))
        return made


def _nothing(_text: str) -> str | None:
    return None
