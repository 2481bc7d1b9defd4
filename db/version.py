"""The version of a store's tables, read by a plain select: Alembic costs a third of a second to import."""

from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection

if TYPE_CHECKING:
    from sqlite3 import Connection as Link

VERSION_TABLE = "alembic_version"


def version_of(connection: Connection) -> str | None:
    """The migration that a store stands at; None where it has none, or does not say clearly."""
    return stored_version(cast("Link", connection.connection.driver_connection))


def stored_version(link: "Link") -> str | None:
    """The same over the driver's connection."""
    named = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    if not link.execute(named, (VERSION_TABLE,)).fetchone()[0]:
        return None
    rows = link.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()
    return str(cast("object", rows[0][0])) if len(rows) == 1 else None
