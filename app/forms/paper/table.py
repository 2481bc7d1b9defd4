"""A table on paper: columns, rows as high as their text, spans, heads repeated, no row and no span torn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from app.forms.paper.marks import Ground, Mark, Rule, mm
from app.forms.paper.typeset import PAD, TIGHT, Type, fitted, set_lines
from app.forms.sheet import Cell, Table
from app.forms.styles import STYLES, Style

LEAST = mm(5)


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

    @property
    def needs(self) -> int:
        """How high its text stands."""
        return len(self.lines) * self.kind.leading + 2 * (TIGHT if self.style.tight else PAD // 2)


class Grid:
    """A table measured: column edges, row heights, cells."""

    def __init__(self, table: Table, room: int, serif: bool = False) -> None:
        self.table = table
        self.edges = _edges(table, room)
        self.cells = list(self._lay(serif))
        self.heights = self._heights()

    def _lay(self, serif: bool) -> Iterator[Laid]:
        for at, row in enumerate(self.table.rows):
            for column, cell in enumerate(row.cells):
                if cell is not None:
                    yield self._cell(at, column, cell, serif)

    def _cell(self, row: int, column: int, cell: Cell, serif: bool) -> Laid:
        style = STYLES[cell.style]
        pad = TIGHT if style.tight else PAD
        room = self.edges[column + cell.columns] - self.edges[column] - 2 * pad
        kind, lines = fitted(cell.text, cell.style, room, serif)
        return Laid(row, column, cell.rows, cell.columns, style, kind, tuple(lines))

    def _heights(self) -> list[int]:
        found = [max(mm(row.least), LEAST) for row in self.table.rows]
        for one in self.cells:
            if one.rows == 1:
                found[one.row] = max(found[one.row], one.needs)
        for one in sorted(self.cells, key=lambda cell: cell.rows):
            if one.rows > 1:
                lacking = one.needs - sum(found[one.row : one.row + one.rows])
                # Shared out, so that no row of the span gapes.
                for at in range(one.rows):
                    found[one.row + at] += max(lacking, 0) // one.rows
        return found

    def groups(self, whole: int) -> list[range]:
        """Rows that stay together: those of a span, and the last ones; what no page could hold is let go."""
        starts = set(range(len(self.heights) + 1))
        joined = [(one.row, one.row + one.rows) for one in self.cells if one.rows > 1]
        if self.table.keep > 1:
            joined.append((len(self.heights) - self.table.keep, len(self.heights)))
        for first, last in joined:
            if sum(self.heights[first:last]) <= whole:
                starts -= set(range(first + 1, last))
        return [range(first, last) for first, last in pairwise(sorted(starts))]

    def drawn(self, rows: range, left: int, top: int) -> list[Mark]:
        """The cells of some rows, and of spans as far as they reach into these."""
        marks: list[Mark] = []
        tops = {rows.start: top}
        for at in rows:
            tops[at + 1] = tops[at] + self.heights[at]
        for one in self.cells:
            first, last = max(one.row, rows.start), min(one.row + one.rows, rows.stop)
            if first < last:
                marks += self._box(one, left, tops[first], tops[last])
        return list(dict.fromkeys(marks))  # neighbours share their rules

    def _box(self, one: Laid, left: int, top: int, bottom: int) -> Iterator[Mark]:
        first, last = left + self.edges[one.column], left + self.edges[one.column + one.columns]
        if one.style.shade:
            yield Ground(first, top, last - first, bottom - top, 100 - one.style.shade)
        if one.style.frame:
            yield Rule(first, top, last, top)
            yield Rule(first, bottom, last, bottom)
            yield Rule(first, top, first, bottom)
            yield Rule(last, top, last, bottom)
        pad = TIGHT if one.style.tight else PAD
        high = len(one.lines) * one.kind.leading
        begins = top + PAD // 2 if one.style.valign == "top" else top + max((bottom - top - high) // 2, 0)
        yield from set_lines(list(one.lines), one.kind, one.style, first + pad, begins, last - first - 2 * pad)


def _edges(table: Table, room: int) -> list[int]:
    """Where the columns begin, in whole hundredths of a point."""
    total = sum(table.widths)
    whole = room if table.fit else min(mm(total), room)
    found, sum_of = [0], 0
    for width in table.widths:
        sum_of += width
        found.append(whole * sum_of // total)
    return found


def slices(grid: Grid, row: int, room: int) -> list["Grid"]:
    """A row that no page can hold, as several rows of which each holds some of the lines."""
    mine = [one for one in grid.cells if one.row == row and one.rows == 1]
    parts: list[Grid] = []
    done = 0
    while any(len(one.lines) > done for one in mine):
        most = max(min((room - PAD) // one.kind.leading for one in mine), 1)
        part = object.__new__(Grid)
        part.table, part.edges = replace(grid.table, rows=(grid.table.rows[row],), head=0, keep=0), grid.edges
        part.cells = [replace(one, row=0, lines=one.lines[done : done + most]) for one in mine]
        part.heights = [max((one.needs for one in part.cells), default=LEAST)]
        parts.append(part)
        done += most
    return parts
