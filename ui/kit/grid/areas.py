"""Rectangles of a selection, and the cells that a paste, a fill or a clearing means; no widget is changed here."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QTableView

from ui.kit.grid.cells import Cell, Trimmed, is_editable, text_of
from ui.kit.grid.tsv import Block


class Area(NamedTuple):
    """Rows and columns from first to last, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> range:
        """Its rows."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """Its columns."""
        return range(self.left, self.right + 1)


def areas(view: QTableView) -> list[Area]:
    """The selected rectangles; the current cell if nothing is selected."""
    chosen = view.selectionModel().selection()
    ranges = [chosen.at(place) for place in range(chosen.size())]
    found = [Area(one.top(), one.left(), one.bottom(), one.right()) for one in ranges]
    current = view.currentIndex()
    if not found and current.isValid():
        found = [Area(current.row(), current.column(), current.row(), current.column())]
    return found


def whole(view: QTableView) -> Area | None:
    """The smallest rectangle around everything selected."""
    found = areas(view)
    if not found:
        return None
    tops, lefts, bottoms, rights = zip(*found, strict=True)
    return Area(min(tops), min(lefts), max(bottoms), max(rights))


def columns_shown(view: QTableView, first: int, last: int) -> list[int]:
    """Columns that can be seen; a hidden one is neither copied nor pasted into."""
    return [one for one in range(first, last + 1) if not view.isColumnHidden(one)]


def rows_shown(view: QTableView, first: int, last: int) -> list[int]:
    """Rows that can be seen."""
    return [one for one in range(first, last + 1) if not view.isRowHidden(one)]


def block_of(view: QTableView) -> tuple[Block, list[int]]:
    """The texts of the selection and the columns they stand in."""
    area = whole(view)
    if area is None:
        return [], []
    columns, model = columns_shown(view, area.left, area.right), view.model()
    chosen = [(set(one.rows), set(one.columns)) for one in areas(view)]

    def text(row: int, column: int) -> str:
        taken = len(chosen) == 1 or any(row in rows and column in across for rows, across in chosen)
        return text_of(model.index(row, column)) if taken else ""

    return [[text(row, column) for column in columns] for row in rows_shown(view, area.top, area.bottom)], columns


def same_text(view: QTableView, text: str) -> list[Cell]:
    """The text in every selected cell that takes one."""
    return [Cell(row, column, text) for row, column in _editable(view)]


def cleared(view: QTableView) -> list[Cell]:
    """Nothing in every selected cell that holds something."""
    model = view.model()
    return [Cell(row, column, "") for row, column in _editable(view) if text_of(model.index(row, column))]


def filled_down(view: QTableView) -> list[Cell]:
    """The first row of each rectangle in all its rows; of a single row, the row above."""
    made = []
    for area in areas(view):
        source = area.top if area.bottom > area.top else area.top - 1
        if source >= 0:
            below = Area(source + 1, area.left, area.bottom, area.right)
            made += [Cell(row, at, text_of(view.model().index(source, at))) for row, at in _cells(view, below)]
    return made


def filled_right(view: QTableView) -> list[Cell]:
    """The first column of each rectangle in all its columns; of a single column, the one to the left."""
    made = []
    for area in areas(view):
        source = area.left if area.right > area.left else area.left - 1
        if source >= 0:
            beside = Area(area.top, source + 1, area.bottom, area.right)
            made += [Cell(row, at, text_of(view.model().index(row, source))) for row, at in _cells(view, beside)]
    return made


def pasted(view: QTableView, block: Block) -> tuple[list[Cell], Trimmed, Area | None]:
    """Where a block goes: from the corner of the selection; over all of it if it fits there a whole number of times."""
    area = whole(view)
    if area is None or not block:
        return [], Trimmed(0, 0, 0), None
    if len(block) == 1 and len(block[0]) == 1:
        return _everywhere(view, block[0][0], area)
    rows = rows_shown(view, area.top, view.model().rowCount() - 1)
    columns = columns_shown(view, area.left, view.model().columnCount() - 1)
    down = _times(len(rows_shown(view, area.top, area.bottom)), len(block))
    across = _times(len(columns_shown(view, area.left, area.right)), len(block[0]))
    places = [
        Cell(row, column, block[at % len(block)][to % len(block[0])])
        for at, row in enumerate(rows[:down])
        for to, column in enumerate(columns[:across])
    ]
    cells = [one for one in places if is_editable(view.model().index(one.row, one.column))]
    cut = Trimmed(max(0, down - len(rows)), max(0, across - len(columns)), len(places) - len(cells))
    return cells, cut, _around(places)


def _everywhere(view: QTableView, text: str, area: Area) -> tuple[list[Cell], Trimmed, Area]:
    cells = same_text(view, text)
    every = sum(len(one.rows) * len(columns_shown(view, one.left, one.right)) for one in areas(view))
    return cells, Trimmed(0, 0, every - len(cells)), area


def _times(selected: int, size: int) -> int:
    return selected if selected % size == 0 else size


def _around(cells: Sequence[Cell]) -> Area | None:
    return Area(cells[0].row, cells[0].column, cells[-1].row, cells[-1].column) if cells else None


def _editable(view: QTableView) -> Iterator[tuple[int, int]]:
    for area in areas(view):
        yield from _cells(view, area)


def _cells(view: QTableView, area: Area) -> Iterator[tuple[int, int]]:
    model, columns = view.model(), columns_shown(view, area.left, area.right)
    for row in rows_shown(view, area.top, area.bottom):
        for column in columns:
            if is_editable(model.index(row, column)):
                yield row, column
