"""One transaction in the making: what it adds and sets, with the image of each row before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Insert, Select, Table, Update, bindparam, func, insert, select, update

from app.errors import Fault, Refused
from app.ledger.images import Image, Stored, imaged, insert_stored, stored, stored_rows, table_of, values_of

# As many rows as one statement names: SQLite allows far more, a plan for a few hundred is found once.
CHUNK = 500


class Key(NamedTuple):
    """A row: its table's name and its key."""

    noun: str
    id: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write did: its entry in the history, the rows it touched, the days it bears on, by project."""

    entry: int
    action: str
    words: str
    rows: tuple[Key, ...]
    touched: Mapping[int, date]
    warning: str = ""

    @property
    def id(self) -> int:
        """The first row touched: of a creation, the new row."""
        return self.rows[0].id

    def ids(self, noun: str) -> tuple[int, ...]:
        """The rows of one table, in the order they were written."""
        return tuple(row.id for row in self.rows if row.noun == noun)

    @property
    def nouns(self) -> frozenset[str]:
        """The tables touched."""
        return frozenset(row.noun for row in self.rows)


@dataclass(slots=True)
class Change:
    """Collects the writes of one transaction; the book writes them into the history when it closes."""

    connection: Connection
    project: int | None
    words: str
    before: dict[Key, Stored | None] = field(default_factory=dict[Key, "Stored | None"])
    after: dict[Key, Stored] = field(default_factory=dict[Key, Stored])
    bulk: list[Image] = field(default_factory=list[Image])

    def add(self, table: Table, **values: Any) -> int:
        """Adds a row; its key."""
        given = self._owned(table, values) | {"id": self.next_id(table)}
        self.connection.execute(_insert(table), given)
        key = Key(table.name, given["id"])
        self.before.setdefault(key, None)
        self.after[key] = stored(table, given)
        return given["id"]

    def add_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> range:
        """Adds many rows at once; their keys."""
        names = list(dict.fromkeys(name for row in rows for name in row))
        return self.add_rows(table, names, [[row.get(name) for name in names] for row in rows])

    def add_rows(self, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]], **same: Any) -> range:
        """Adds rows of these columns, and what is the same in all of them; their keys."""
        if not rows:
            return range(0)
        start = self.next_id(table)
        images = stored_rows(table, names, rows, self._owned(table, same), start)
        insert_stored(self.connection, table, images)
        self.bulk.append(Image(table.name, imaged(table), None, tuple(images)))
        return range(start, start + len(rows))

    def set(self, table: Table, row_id: int, **values: Any) -> bool:
        """Changes a row; whether anything is different now."""
        return self.set_from(table, self.row(table, row_id), **values)

    def set_from(self, table: Table, current: Mapping[str, Any], **values: Any) -> bool:
        """The same, for a row that was just read in this transaction."""
        row_id: int = current["id"]
        changed = {name: value for name, value in values.items() if current[name] != value}
        if not changed:
            return False
        key = Key(table.name, row_id)
        self.before.setdefault(key, stored(table, current))
        self.connection.execute(_update(table, tuple(changed)), {"the_row": row_id, **_bound(changed)})
        self.after[key] = stored(table, {**current, **changed})
        return True

    def note(self, table: Table, row_id: int) -> None:
        """An entry about a row that stays as it is: what is new is only the entry's reason."""
        same = (stored(table, self.row(table, row_id)),)
        self.bulk.append(Image(table.name, imaged(table), same, same))

    def void(self, table: Table, row_id: int, reason: str) -> bool:
        """Takes a row out of everything, with the reason; the row itself stays."""
        if not reason.strip():
            raise Refused([Fault("reason", "", "作废必须写明原因")])
        return self.set(table, row_id, voided=reason.strip())

    def void_many(self, table: Table, ids: Sequence[int], reason: str) -> None:
        """Takes many rows out at once."""
        names = imaged(table)
        columns = [table.c[name] for name in names]
        for start in range(0, len(ids), CHUNK):
            mine = table.c.id.in_(ids[start : start + CHUNK])
            query = select(*columns).where(mine, table.c.voided.is_(None)).order_by(table.c.id)
            rows = [dict(zip(names, row, strict=True)) for row in self.connection.execute(query)]
            if rows:
                self.connection.execute(update(table).where(mine, table.c.voided.is_(None)).values(voided=reason))
                before = tuple(stored(table, row) for row in rows)
                after = tuple(stored(table, row | {"voided": reason}) for row in rows)
                self.bulk.append(Image(table.name, names, before, after))

    def row(self, table: Table, row_id: int) -> dict[str, Any]:
        """A row as it is now; refused where there is none."""
        found = self.connection.execute(_by_id(table), {"the_row": row_id}).first()
        if found is None:
            raise Refused([Fault(table.name, str(row_id), "没有这条记录")])
        return dict(found._mapping)  # pyright: ignore[reportPrivateUsage]  # SQLAlchemy's public name for it

    def put(self, table: Table, row: Mapping[str, Any]) -> None:
        """Writes a stored image back, as undo does."""
        values = values_of(table, row)
        self.set_from(table, self.row(table, values.pop("id")), **values)  # a table may have a column called row_id

    def next_id(self, table: Table) -> int:
        """The next key: keys are never used twice, rows are never deleted."""
        return (self.connection.execute(_last_id(table)).scalar() or 0) + 1

    def images(self) -> list[Image]:
        """Everything this change did, table by table; what ended as it began is left out."""
        keys = [key for key in self.after if self.before[key] != self.after[key]]
        found: list[Image] = []
        for noun in dict.fromkeys(key.noun for key in keys):
            mine = [key for key in keys if key.noun == noun]
            new = [key for key in mine if self.before[key] is None]
            old = [key for key in mine if self.before[key] is not None]
            found.extend(self._image(noun, new, None) if new else [])
            found.extend(self._image(noun, old, [self.before[key] or [] for key in old]) if old else [])
        return found + self.bulk

    def _image(self, noun: str, keys: list[Key], before: list[Stored] | None) -> Iterable[Image]:
        after = tuple(self.after[key] for key in keys)
        yield Image(noun, imaged(table_of(noun)), None if before is None else tuple(before), after)

    def _owned(self, table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
        given = dict(values)
        if "project_id" in table.c and "project_id" not in given:
            given["project_id"] = self.project
        return given


# Statements are built once a table: building one costs as much as running it.
@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _update(table: Table, names: tuple[str, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(table).where(table.c.id == bindparam("the_row")).values(values)


def _bound(changed: Mapping[str, Any]) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in changed.items()}


@cache
def _by_id(table: Table) -> Select[*tuple[Any, ...]]:
    return select(*[table.c[name] for name in imaged(table)]).where(table.c.id == bindparam("the_row"))


@cache
def _last_id(table: Table) -> Select[int]:
    return select(func.max(table.c.id))
