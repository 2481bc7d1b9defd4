"""What tests look at in a sheet: the texts of a table's cells, its merges, the lines around it."""

from typing import Any

from app.forms.registry import find
from app.forms.sheet import Cell, Document, Pairs, Sheet, Table, Text
from tests.support import as_read


def made(form: str, facts: Any) -> Document:
    """A form from facts as the command line reads them."""
    make = find(form).from_facts
    assert make is not None
    return make(as_read(facts))


def tables(sheet: Sheet) -> list[Table]:
    return [one for one in sheet.blocks if isinstance(one, Table)]


def texts(table: Table) -> list[list[str | None]]:
    """The cells as they are printed; None where another covers them."""
    return [[None if one is None else one.text for one in row.cells] for row in table.rows]


def merges(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Row and column of each merged cell, with its rows and columns."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(table.rows):
        for place, one in enumerate(row.cells):
            if one is not None and (one.rows, one.columns) != (1, 1):
                found[at, place] = (one.rows, one.columns)
    return found


def column(table: Table, head: str) -> list[Cell | None]:
    """The cells under a head."""
    place = [one.text for one in table.rows[0].cells if one].index(head)
    return [row.cells[place] for row in table.rows[1:]]


def words(sheet: Sheet) -> str:
    """The lines outside the tables."""
    return "\n".join(one.text for one in sheet.blocks if isinstance(one, Text))


def pairs(sheet: Sheet) -> dict[str, str]:
    return dict(pair for one in sheet.blocks if isinstance(one, Pairs) for pair in one.pairs)


def covered(table: Table) -> bool:
    """Whether every place of the grid is covered exactly once."""
    width = len(table.widths)
    seen: dict[tuple[int, int], int] = {}
    for at, row in enumerate(table.rows):
        assert len(row.cells) == width
        for place, one in enumerate(row.cells):
            for down in range(one.rows if one else 0):
                for right in range(one.columns if one else 0):
                    seen[at + down, place + right] = seen.get((at + down, place + right), 0) + 1
    return len(seen) == width * len(table.rows) and set(seen.values()) == {1}


def rows_of(table: Table) -> list[list[str | None]]:
    """The cells from the columns' heads on, a heading over them left out."""
    return texts(table)[table.head - 1 :]
