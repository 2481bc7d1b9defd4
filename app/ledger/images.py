"""Images of rows: what a write saw before and left after, in stored form, packed for the history."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

from sqlalchemy import ColumnClause, Connection, LargeBinary, Table, TableClause, column, insert
from sqlalchemy import table as bare_table

from db.tables import metadata
from db.types import decoder, encoder

PACK = 1000
Stored = list[Any]


@dataclass(frozen=True, slots=True)
class Image:
    """Rows of one table as they were and as they are; `before` is None for new rows."""

    noun: str
    columns: tuple[str, ...]
    before: tuple[Stored, ...] | None
    after: tuple[Stored, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The rows' keys; the key is the first column."""
        return tuple(row[0] for row in self.after)

    def pairs(self) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any]]]:
        """Each row before and after, by column."""
        earlier: Sequence[Stored | None] = self.before if self.before is not None else [None] * len(self.after)
        for before, after in zip(earlier, self.after, strict=True):
            was = None if before is None else dict(zip(self.columns, before, strict=True))
            yield was, dict(zip(self.columns, after, strict=True))


@cache
def imaged(table: Table) -> tuple[str, ...]:
    """The columns an image holds: all but the content of files, which their digest stands for."""
    return tuple(column.name for column in table.columns if not isinstance(column.type, LargeBinary))


@cache
def _encoders(table: Table) -> tuple[Any, ...]:
    return tuple((name, encoder(table.c[name])) for name in imaged(table))


@cache
def _decoders(table: Table) -> dict[str, Any]:
    return {name: decoder(table.c[name]) for name in imaged(table)}


def stored(table: Table, values: Mapping[str, Any]) -> Stored:
    """A row's values in stored form, in the order of `imaged`."""
    found: Stored = []
    for name, encode in _encoders(table):
        value = values.get(name)
        found.append(value if value is None or encode is None else encode(value))
    return found


def stored_rows(
    table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]], same: Mapping[str, Any], start: int
) -> list[Stored]:
    """Many rows in stored form, worked out column by column: an import has hundreds of thousands."""
    given = list(zip(*rows, strict=True))
    columns: list[Iterable[Any]] = []
    for name, encode in _encoders(table):
        if name == "id":
            columns.append(range(start, start + len(rows)))
        elif name in names:
            columns.append(_encoded(given[names.index(name)], encode))
        else:
            value = same.get(name)
            columns.append(repeat(value if value is None or encode is None else encode(value), len(rows)))
    return [list(row) for row in zip(*columns, strict=True)]


def _encoded(values: Sequence[Any], encode: Any) -> Iterable[Any]:
    """A column's values; days and the like repeat, so each is encoded once."""
    if encode is None:
        return values
    known = {value: value if value is None else encode(value) for value in set(values)}
    return [known[value] for value in values]


def insert_stored(connection: Connection, table: Table, rows: Sequence[Stored]) -> None:
    """Inserts rows as they are stored; where the driver takes positions, nothing stands between it and them."""
    statement = insert(light(table))
    names = imaged(table)
    compiled = statement.compile(dialect=connection.dialect)
    if compiled.positiontup is not None and tuple(compiled.positiontup) == names:
        connection.exec_driver_sql(str(compiled), [tuple(row) for row in rows])
    else:
        connection.execute(insert(table), [values_of(table, dict(zip(names, row, strict=True))) for row in rows])


def values_of(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A stored row's values as the ledger reads them; columns the table no longer has are left out."""
    known = _decoders(table)
    return {
        name: value if value is None or known[name] is None else known[name](value)
        for name, value in row.items()
        if name in known
    }


def table_of(noun: str) -> Table:
    """The table an image is of."""
    return metadata.tables[noun]


def packed(images: Sequence[Image]) -> Iterator[Image]:
    """The same images in packs of a bounded size."""
    for image in images:
        for start in range(0, len(image.after), PACK):
            part = slice(start, start + PACK)
            before = None if image.before is None else image.before[part]
            yield Image(image.noun, image.columns, before, image.after[part])


@cache
def light(table: Table) -> TableClause:
    """The table without its types: what is stored goes in and comes out as it is."""
    columns: list[ColumnClause[Any]] = [column(name) for name in imaged(table)]
    return bare_table(table.name, *columns)


def to_json(value: Any) -> str:
    """Canonical JSON: the same value gives the same text, hence the same digest."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
