"""Digests of what the tables hold: equal for equal rows, whatever the file's bytes, key or page order."""

import hashlib
import json
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection

if TYPE_CHECKING:
    from sqlite3 import Connection as Link

_ROWS = 1000
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"


def table_digests(connection: Connection) -> dict[str, str]:
    """SHA-256 of every table as one JSON list: its column names, then its rows in the order of the primary key."""
    return digests_of(cast("Link", connection.connection.driver_connection))


def digests_of(link: "Link") -> dict[str, str]:
    """The same over the driver's connection."""
    return {name: _digest(link, name) for name in table_names(link)}


def table_names(link: "Link") -> tuple[str, ...]:
    """Every table, SQLite's own left out."""
    return tuple(cast("str", name) for (name,) in link.execute(_TABLES))


def content_of(digests: dict[str, str]) -> str:
    """One digest over those of all tables."""
    lines = (f"{digest} {name}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def _digest(link: "Link", name: str) -> str:
    columns: list[tuple[str, int]] = [
        (column, place) for _, column, _, _, _, place in link.execute(f"PRAGMA table_info({quoted(name)})")
    ]
    keys = [quoted(column) for column, place in sorted(columns, key=lambda one: one[1]) if place]
    names = ", ".join(quoted(column) for column, _ in columns)
    rows = link.execute(f"SELECT {names} FROM {quoted(name)} ORDER BY {', '.join(keys) or 'rowid'}")
    encode = json.JSONEncoder(separators=(",", ":"), default=_hex).encode
    total = hashlib.sha256(b"[" + encode([column for column, _ in columns]).encode())
    while block := rows.fetchmany(_ROWS):
        # Many rows a call, without the brackets around them: three times faster than one by one.
        total.update(b"," + encode(block)[1:-1].encode())
    total.update(b"]")
    return total.hexdigest()


def _hex(value: object) -> dict[str, str]:
    # The only kind of value that JSON does not know and SQLite has.
    assert isinstance(value, bytes)
    return {"hex": value.hex()}
