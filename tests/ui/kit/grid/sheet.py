"""A sheet for the tests: names to read, figures, words, a choice; it counts what it is asked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from ui.kit.grid import Cell, GridModel, Problem
from ui.kit.grid.cells import Index

NAMES = ("古丽巴哈尔·艾山", "马晓燕", "陈思琪", "李婧", "龚文博", "杨柳")
TITLES = ("姓名", "分子", "分母", "说明", "班次")
NAME, HITS, TOTAL, NOTE, SHIFT = range(5)
NUMBERS = (HITS, TOTAL)
NOWHERE = QModelIndex()
READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class Sheet(GridModel):
    """All or none: a figure that is none, or a word that is forbidden, refuses the whole call."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = [[name, str(10 * at + 1), str(10 * at + 2), f"注{at}", "白"] for at, name in enumerate(NAMES)]
        self.calls: list[list[Cell]] = []

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.texts)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.texts[index.row()][index.column()] if role in SHOWN and index.isValid() else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        across = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITLES[section] if across and 0 <= section < len(TITLES) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return READABLE if index.column() == NAME else READABLE | Qt.ItemFlag.ItemIsEditable

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        self.calls.append(list(cells))
        problems = [
            Problem(one.row, one.column, f"“{one.text}”不是数字")
            for one in cells
            if one.column in NUMBERS and one.text and not one.text.removeprefix("-").replace(".", "").isdecimal()
        ]
        if not problems:
            for row, column, text in cells:
                self.texts[row][column] = text
            self.announce(cells)
        return problems

    def put_row(self, at: int) -> None:
        """A newcomer."""
        self.beginInsertRows(NOWHERE, at, at)
        self.texts.insert(at, ["新人", "", "", "", ""])
        self.endInsertRows()
