"""Where Enter and Tab lead: to the next cell that can be typed into, in the column or in reading order."""

from collections.abc import Iterator

from PySide6.QtWidgets import QTableView

from ui.kit.grid.cells import is_editable
from ui.kit.grid.editor import Step

Place = tuple[int, int]
ROWS_AHEAD = 3  # how far Tab looks for a cell to type into before it just takes the next one


def place_after(view: QTableView, row: int, column: int, step: Step) -> Place | None:
    """The place a step leads to; None at the end of the grid."""
    found = list(_down(view, row, column, step.rows) if step.rows else _across(view, row, column, step.columns))
    model = view.model()
    typed = (one for one in found if is_editable(model.index(*one)))
    return next(typed, found[0] if found else None)


def _down(view: QTableView, row: int, column: int, by: int) -> Iterator[Place]:
    last = view.model().rowCount() if by > 0 else -1
    return ((one, column) for one in range(row + by, last, by) if not view.isRowHidden(one))


def _across(view: QTableView, row: int, column: int, by: int) -> Iterator[Place]:
    """In reading order, into the next row at the end of one."""
    rows, columns = view.model().rowCount(), view.model().columnCount()
    for place in range(row * columns + column + by, (row + by * ROWS_AHEAD) * columns + column, by):
        if not 0 <= place < rows * columns:
            return
        if not view.isColumnHidden(place % columns) and not view.isRowHidden(place // columns):
            yield divmod(place, columns)
