"""Where everything of a row stands: one set of columns for the header, the rows, the groups and the sum."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.kit.theme import scaled
from ui.pages.indicators.cells import FIRST, SECOND, THIRD, WIDE
from ui.pages.indicators.states import BOTH, opinions_of

LINE, STRIP, BOX = 31, 30, 25
EDGE, GAP = 10, 10
NAME_MOST, NAME_LEAST, TARGET, COUNT, PERCENT, INSIDE = 176, 92, 58, 64, 78, 4
COUNT_BOTH, PERCENT_BOTH = 62, 66
CHIP, CHIP_BOTH, SCORE, SCORE_BOTH, DIFFERENCE, MONEY, FULL = 88, 66, 52, 52, 40, 26, 38
TRACE_GAP, LABEL_GAP = 16, 8


@dataclass(frozen=True, slots=True)
class Table:
    """What decides the columns: whose opinions, points or money, whether there are chips, the widest name."""

    mode: str
    in_money: bool
    chips: bool
    name: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The left edge and the width of every column, in pixels of the screen's own scale."""

    table: Table
    width: int
    name: tuple[int, int]
    target: tuple[int, int]
    blocks: tuple[tuple[int, int], ...]
    chip: tuple[int, int]
    scores: tuple[tuple[int, int], ...]
    difference: tuple[int, int]
    full: tuple[int, int]
    trace: tuple[int, int]

    def box(self, block: int, place: str, line: int) -> QRect:
        """Where a field stands: in which block, in which of its places, on which line of the row."""
        left, width = self.blocks[block]
        count, percent = (scaled(one) for one in _field_widths(self.table))
        starts = {FIRST: (0, count), SECOND: (count + scaled(INSIDE), count)}
        starts |= {THIRD: (width - percent, percent), WIDE: (0, width)}
        at, wide = starts[place]
        return QRect(left + at, line * scaled(LINE) + (scaled(LINE) - scaled(BOX)) // 2, wide, scaled(BOX))

    def label(self, block: int, line: int, far: bool = False) -> QRect:
        """Where the words before a single field stand; `far` takes the room of a target that is not there."""
        left, width = self.blocks[block]
        if far and block == 0:
            left, width = self.target[0], left + width - self.target[0]
        field = scaled(_field_widths(self.table)[1]) + scaled(LABEL_GAP)
        return QRect(left, line * scaled(LINE), width - field, scaled(LINE))

    def cell(self, column: tuple[int, int], line: int = 0) -> QRect:
        """A column's place on a line."""
        return QRect(column[0], line * scaled(LINE), column[1], scaled(LINE))


def columns(table: Table, width: int) -> Columns:
    """The columns in a width: where it is scarce the trace gives way, then name and target, then the full marks."""
    both = table.mode == BOTH
    target = scaled(TARGET)
    spare = width - _fixed(table) - target - scaled(GAP)
    full = 0 if table.in_money else scaled(FULL)
    if both and spare < scaled(NAME_LEAST):
        target, spare = 0, spare + target
    if both and spare < scaled(NAME_LEAST):
        full, spare = 0, spare + full
    name = max(scaled(NAME_LEAST), min(table.name, scaled(NAME_MOST), spare))
    at = _Walk(scaled(EDGE))
    return Columns(
        table,
        width,
        at.take(name, 0 if target else scaled(GAP)),
        at.take(target, scaled(GAP)),
        tuple([at.take(_block(table), scaled(GAP)) for _ in opinions_of(table.mode)]),
        at.take(scaled(CHIP_BOTH if both else CHIP) if table.chips else 0),
        tuple([at.take(_score(table)) for _ in opinions_of(table.mode)]),
        at.take(scaled(DIFFERENCE) if both else 0),
        at.take(full),
        (at.at + scaled(TRACE_GAP), max(width - scaled(EDGE) - at.at - scaled(TRACE_GAP), 0)),
    )


def least_width(table: Table) -> int:
    """What the table needs; in less it is scrolled."""
    full = columns(table, 0).full
    return full[0] + full[1] + scaled(EDGE)


def _field_widths(table: Table) -> tuple[int, int]:
    return (COUNT_BOTH, PERCENT_BOTH) if table.mode == BOTH else (COUNT, PERCENT)


def _block(table: Table) -> int:
    count, percent = _field_widths(table)
    return 2 * scaled(count) + scaled(percent) + 2 * scaled(INSIDE)


def _score(table: Table) -> int:
    return scaled(SCORE_BOTH if table.mode == BOTH else SCORE) + (scaled(MONEY) if table.in_money else 0)


def _fixed(table: Table) -> int:
    """Everything but the name, the target and the trace."""
    both, opinions = table.mode == BOTH, len(opinions_of(table.mode))
    chips = scaled(CHIP_BOTH if both else CHIP) if table.chips else 0
    ends = (scaled(DIFFERENCE) if both else 0) + (0 if table.in_money else scaled(FULL))
    return 2 * scaled(EDGE) + opinions * (_block(table) + scaled(GAP) + _score(table)) + chips + ends


class _Walk:
    """Hands out columns from the left."""

    def __init__(self, at: int) -> None:
        self.at = at

    def take(self, width: int, gap: int = 0) -> tuple[int, int]:
        """The next column; without a width it takes nothing."""
        found = self.at, width
        self.at += width + (gap if width else 0)
        return found
