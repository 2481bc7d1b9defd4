"""What a grid and its page say to each other: texts with their cells going down, problems coming back."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
LOOK_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # a Look, of a cell or of a column's header


class Cell(NamedTuple):
    """A text that was typed, pasted, filled or cleared into a place."""

    row: int
    column: int
    text: str


class Problem(NamedTuple):
    """Why a cell could not take its text, in words for the user."""

    row: int
    column: int
    words: str


class Trimmed(NamedTuple):
    """What of a paste found no place."""

    rows: int
    columns: int
    read_only: int

    @property
    def words(self) -> str:
        """For the notice line; empty if everything found its place."""
        said = []
        if self.rows:
            said.append(f"下方 {self.rows} 行超出表格，未粘贴")
        if self.columns:
            said.append(f"右侧 {self.columns} 列超出表格，未粘贴")
        if self.read_only:
            said.append(f"{self.read_only} 个只读单元格已跳过")
        return "；".join(said)


class GridModel(QAbstractTableModel):
    """A table that takes texts: all or none, one call and one `dataChanged` for whatever the user did at once."""

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        """Stores the texts, or stores none of them and says why at which cells."""
        raise NotImplementedError

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """One cell, for those who only know Qt's own protocol."""
        if role != Qt.ItemDataRole.EditRole or not is_editable(index):
            return False
        return not self.set_cells([Cell(index.row(), index.column(), "" if value is None else str(value))])

    def texts_in(self, column: int, rows: range) -> list[str | None]:
        """What is shown in some rows of a column: all that a dense grid asks for while it is painted."""
        return [self.data(self.createIndex(row, column)) for row in rows]

    def announce(self, cells: Sequence[Cell]) -> None:
        """The one `dataChanged`, over the smallest rectangle that holds the cells."""
        if not cells:
            return
        rows, columns = {one.row for one in cells}, {one.column for one in cells}
        first = self.index(min(rows), min(columns))
        self.dataChanged.emit(first, self.index(max(rows), max(columns)))


def is_editable(index: Index) -> bool:
    """Whether the user may type here."""
    return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)


def text_of(index: Index) -> str:
    """The text of a cell as it would be typed, which is also what is copied."""
    value = index.data(Qt.ItemDataRole.EditRole)
    if value is None:
        value = index.data(Qt.ItemDataRole.DisplayRole)
    return "" if value is None else str(value)
