"""The cells of a table: each with its text in lines, in columns so wide and rows so high."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.forms.paper.marks import mm
from app.forms.paper.typeset import LINE, PAD, SNUG, TIGHT, Look, Type, fitted
from app.forms.sheet import Cell, Table
from app.forms.styles import STYLES, Style

LEAST, RIM = mm(5), 150


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell in its place, its text in lines."""

    row: int
    column: int
    rows: int
    columns: int
    style: Style
    kind: Type
    lines: tuple[str, ...]
    once: bool = False  # parted itself: then nothing in it is said twice

    @property
    def end(self) -> int:
        """The first row below it."""
        return self.row + self.rows

    @property
    def rim(self) -> int:
        """The air above its text, and below."""
        return TIGHT if self.style.tight else RIM

    @property
    def needs(self) -> int:
        """How high its text stands."""
        return len(self.lines) * self.kind.leading + 2 * self.rim

    def holds(self, height: int) -> int:
        """How many lines fit into so much height."""
        return max((height - 2 * self.rim) // self.kind.leading, 0)


def laid_cells(table: Table, edges: Sequence[int], look: Look) -> Iterator[Laid]:
    for at, row in enumerate(table.rows):
        if len(row.cells) != len(table.widths):
            raise ValueError(f"表单排版错误：第 {at + 1} 行有 {len(row.cells)} 格，应有 {len(table.widths)} 格")
        for column, cell in enumerate(row.cells):
            if cell is not None:
                yield _cell(at, column, cell, edges, len(table.rows), look)


def _cell(row: int, column: int, cell: Cell, edges: Sequence[int], rows: int, look: Look) -> Laid:
    style = STYLES[cell.style]
    columns = min(cell.columns, len(edges) - 1 - column)
    room = edges[column + columns] - edges[column] - 2 * (TIGHT if style.tight else PAD)
    kind, lines = fitted(cell.text, cell.style, room, look)
    return Laid(row, column, min(cell.rows, rows - row), columns, style, kind, lines)


def row_heights(cells: Sequence[Laid], table: Table, look: Look) -> list[int]:
    """Set snugly, rows give up as much of their least height as lines do of theirs."""
    leasts = (mm(row.least) * SNUG // LINE if look.snug else mm(row.least) for row in table.rows)
    found = [max(least, LEAST) for least in leasts]
    for one in cells:
        if one.rows == 1 and one.needs > found[one.row]:
            found[one.row] = one.needs
    for one in sorted((one for one in cells if one.rows > 1), key=lambda cell: cell.rows):
        lacking = one.needs - sum(found[one.row : one.end])
        # Shared out, so that no row of the span gapes.
        for row in range(one.row, one.end) if lacking > 0 else ():
            found[row] += -(-lacking // one.rows)
    return found


def column_edges(table: Table, room: int) -> list[int]:
    """Where the columns begin, in whole hundredths of a point."""
    widths = [max(width, 1) for width in table.widths]
    whole = room if table.fit else min(mm(sum(widths)), room)
    return [whole * so_far // sum(widths) for so_far in accumulate(widths, initial=0)]
