"""What the tests of the grid do and look at."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from tests.ui.kit.grid.sheet import HITS, NOTE, SHIFT, TOTAL, Sheet
from ui.kit.grid import Choice, ChoiceDelegate, GridView, NumberDelegate, TextDelegate
from ui.kit.grid.areas import Area

BARE = str.maketrans("", "", "(), ")
SHIFTS = (Choice("白", ("b", "bai"), "08–16"), Choice("夜", ("y", "ye"), "00–08"), Choice("休", ("x", "xiu"), "休息"))


def dressed(sheet: Sheet, frozen: int = 0) -> GridView:
    """A delegate of each kind."""
    made = GridView(frozen=frozen)
    sheet.setParent(made)
    made.setModel(sheet)
    for column in (HITS, TOTAL):
        made.setItemDelegateForColumn(column, NumberDelegate(made))
    made.setItemDelegateForColumn(NOTE, TextDelegate(made))
    made.setItemDelegateForColumn(SHIFT, ChoiceDelegate(made, SHIFTS))
    return made


def place(grid: GridView) -> tuple[int, int]:
    """Of the current cell."""
    return grid.currentIndex().row(), grid.currentIndex().column()


def editor_of(grid: GridView) -> QLineEdit:
    """The open one."""
    found = grid.indexWidget(grid.currentIndex())
    assert isinstance(found, QLineEdit)
    return found


def select(grid: GridView, top: int, left: int, bottom: int, right: int) -> None:
    """A rectangle."""
    grid.select_area(Area(top, left, bottom, right))


def selected(grid: GridView) -> set[tuple[int, int]]:
    """All selected places."""
    return {(one.row(), one.column()) for one in grid.selectionModel().selectedIndexes()}


def keep_picture(folder: Path) -> Callable[..., Path]:
    """Saves pictures where PICTURES says, else in the test's own folder."""
    folder = Path(os.environ.get("PICTURES", folder))

    def kept(name: str, widget: QWidget, *marks: object) -> Path:
        target = folder / ("-".join([name, *map(str, marks)]).translate(BARE) + ".png")
        assert widget.grab().save(str(target))
        return target

    return kept
