"""A list of frozen rows as a Qt model: sorted and filtered here, and changed by the smallest signals."""

from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.kit.grid.cells import LOOK_ROLE
from ui.kit.tables.columns import RIGHT, Column, folded, haystack
from ui.kit.tables.steps import come, gone, runs

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
SORT_ROLE, ROW_ROLE, TONE_ROLE = LOOK_ROLE + 1, LOOK_ROLE + 2, LOOK_ROLE + 3
NOWHERE = QModelIndex()
AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MOST_RUNS = 48  # more changes than this are quicker shown by starting afresh


class TableModel(QAbstractTableModel):
    """`key` tells rows apart; a row that keeps its key stays selected wherever it goes."""

    counted = Signal(int, int)  # rows shown, rows there are

    def __init__(
        self, columns: Sequence[Column], key: Callable[[Any], Hashable] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key or attrgetter("id")
        self._every: tuple[Any, ...] = ()
        self._rows: list[Any] = []
        self._keys: list[Hashable] = []
        self._sorted: tuple[int, bool] | None = None
        self._wanted: tuple[str, ...] = ()
        self._condition: Callable[[Any], bool] | None = None
        self._hay: dict[Hashable, tuple[Any, str]] = {}

    # --- what a page uses

    @property
    def every_row(self) -> tuple[Any, ...]:
        """All rows, as given."""
        return self._every

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows shown, in their order."""
        return tuple(self._rows)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is on."""
        return bool(self._wanted) or self._condition is not None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Other rows; those with a known key are changed in place."""
        self._every = tuple(rows)
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Only rows in which every word of the text is found, in any searched column or as pinyin."""
        wanted = tuple(folded(text).split())
        if wanted != self._wanted:
            self._wanted = wanted
            self._arrange()

    def set_condition(self, condition: Callable[[Any], bool] | None) -> None:
        """Only rows that fit, besides the words; given anew whenever what it asks has changed."""
        self._condition = condition
        self._arrange()

    def row_at(self, place: int) -> Any | None:
        """The row shown at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def key_at(self, place: int) -> Hashable:
        """Its key."""
        return self._keys[place]

    def place_of(self, key: Hashable) -> int:
        """Where a row is shown; -1 if it is not."""
        return self._keys.index(key) if key in self._keys else -1

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By typed values, equal ones as they came; a column of -1 is the order given."""
        known = 0 <= column < len(self.columns)
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if known else None
        self._arrange()

    # --- Qt's model

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        read = READERS.get(role)
        if read is None or not index.isValid() or index.row() >= len(self._rows):
            return None
        return read(self.columns[index.column()], self._rows[index.row()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.title
        return _alignment(column, None) if role == Role.TextAlignmentRole else None

    # --- from one arrangement to the next

    def _arrange(self) -> None:
        rows = self._in_order([row for row in self._every if self._fits(row)])
        keys = [self._key(row) for row in rows]
        if len(set(keys)) != len(keys):
            raise ValueError("two rows have the same key")
        out, into = gone(self._keys, keys), come(self._keys, keys)
        if len(out) + len(into) > MOST_RUNS:
            self._start_afresh(rows, keys)
        else:
            for first, last in out:
                self._remove(first, last)
            self._reorder(keys)
            for first, last in into:
                self._insert(first, rows[first : last + 1], keys[first : last + 1])
            self._change(rows)
        self.counted.emit(len(self._rows), len(self._every))

    def _fits(self, row: Any) -> bool:
        if self._condition is not None and not self._condition(row):
            return False
        if not self._wanted:
            return True
        key = self._key(row)
        known = self._hay.get(key)
        if known is None or known[0] is not row:
            known = self._hay[key] = row, haystack(self.columns, row)
        return all(word in known[1] for word in self._wanted)

    def _in_order(self, rows: list[Any]) -> list[Any]:
        if self._sorted is None:
            return rows
        at, falling = self._sorted
        valued = [(self.columns[at].sort_value(row), row) for row in rows]
        full = sorted((one for one in valued if one[0] is not None), key=_first, reverse=falling)
        return [row for _, row in full] + [row for value, row in valued if value is None]

    def _start_afresh(self, rows: list[Any], keys: list[Hashable]) -> None:
        self.beginResetModel()
        self._rows, self._keys = rows, keys
        self.endResetModel()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(NOWHERE, first, last)
        del self._rows[first : last + 1]
        del self._keys[first : last + 1]
        self.endRemoveRows()

    def _insert(self, first: int, rows: list[Any], keys: list[Hashable]) -> None:
        self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
        self._rows[first:first] = rows
        self._keys[first:first] = keys
        self.endInsertRows()

    def _reorder(self, keys: list[Hashable]) -> None:
        kept = set(self._keys)
        wanted = [key for key in keys if key in kept]
        if wanted == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        places = {key: at for at, key in enumerate(wanted)}
        moved = [places[key] for key in self._keys]
        by_key = dict(zip(self._keys, self._rows, strict=True))
        before = self.persistentIndexList()
        after = [self.createIndex(moved[one.row()], one.column()) for one in before]
        self._rows, self._keys = [by_key[key] for key in wanted], wanted
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _change(self, rows: list[Any]) -> None:
        """The rows are in place; what they say may be new."""
        old, self._rows = self._rows, rows
        differing = {at: self._differing(old[at], row) for at, row in enumerate(rows) if old[at] != row}
        for first, last in runs(at for at, columns in differing.items() if columns):
            across = [column for at in range(first, last + 1) for column in differing[at]]
            self.dataChanged.emit(self.index(first, min(across)), self.index(last, max(across)))

    def _differing(self, old: Any, new: Any) -> list[int]:
        return [at for at, column in enumerate(self.columns) if column.shown(old) != column.shown(new)]


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]


def _alignment(column: Column, _row: Any) -> Qt.AlignmentFlag:
    return AT_RIGHT if column.kind in RIGHT else AT_LEFT


def _look(column: Column, row: Any) -> Any:
    return column.look(row) if column.look is not None else None


def _tone(column: Column, row: Any) -> Any:
    return column.tone(row) if column.tone is not None else None


def _tip(column: Column, row: Any) -> Any:
    return column.tip(row) if column.tip is not None else None


def _itself(_column: Column, row: Any) -> Any:
    return row


READERS: dict[int, Callable[[Column, Any], Any]] = {
    int(Role.DisplayRole): Column.text,
    int(Role.TextAlignmentRole): _alignment,
    int(Role.ToolTipRole): _tip,
    LOOK_ROLE: _look,
    TONE_ROLE: _tone,
    SORT_ROLE: Column.sort_value,
    ROW_ROLE: _itself,
}
