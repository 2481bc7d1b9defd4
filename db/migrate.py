"""The versions of the store: a new one made by the real migrations, an older one brought up, any other refused."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine

from db import files
from db.digests import quoted, table_names
from db.driver import BUSY_MS
from db.engine import open_engine, reading, writing
from db.errors import StoreRefused
from db.integrity import orphans
from db.keys import DEFAULT_KEY, Key
from db.version import VERSION_TABLE, version_of

if TYPE_CHECKING:
    from sqlite3 import Connection as Link

CURRENT = "0001"
_NUMBER = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of migrations: a folder with `versions/NNNN_name.py`, and the one that this program works with."""

    folder: Path
    current: str


SHIPPED = Line(Path(__file__).parent / "migrations", CURRENT)


def create_store(path: Path, key: Key = DEFAULT_KEY, *, busy_ms: int = BUSY_MS, line: Line = SHIPPED) -> Engine:
    """A new store, made under another name and moved into its place when it is whole; nothing is overwritten."""
    from db.copying import examined_digests

    if path.exists():
        raise StoreRefused("exists", path)
    with files.temporary(path) as temp:
        _migrate(open_engine(temp, key, create=True, foreign_keys=False), path, line)
        examined_digests(temp, key)
        files.place_new(temp, path)
    return open_engine(path, key, busy_ms=busy_ms)


def open_store(
    path: Path,
    key: Key = DEFAULT_KEY,
    *,
    backup_folder: Path | None = None,
    busy_ms: int = BUSY_MS,
    read_only: bool = False,
    line: Line = SHIPPED,
) -> Engine:
    """A store of this version; an older one is backed up and migrated first, what is not ours is refused."""
    engine = open_engine(path, key, busy_ms=busy_ms, read_only=read_only)
    try:
        found = _judged(engine, path, line)
        if found == line.current:
            return engine
        if read_only:
            raise StoreRefused("older", path, f"版本 {found}，需要 {line.current}")
    except BaseException:
        engine.dispose()
        raise
    engine.dispose()
    _bring_up(path, key, found, backup_folder or path.parent, line)
    return open_engine(path, key, busy_ms=busy_ms)


def _judged(engine: Engine, path: Path, line: Line) -> str:
    """The version of a store that this program can work with or bring up."""
    with reading(engine) as connection:
        found = version_of(connection)
    if found is None or not _NUMBER.fullmatch(found):
        raise StoreRefused("foreign", path, f"版本 {found}" if found else "没有版本")
    if found > line.current:
        raise StoreRefused("newer", path, f"版本 {found}，本程序为 {line.current}")
    if not list((line.folder / "versions").glob(f"{found}_*.py")):
        raise StoreRefused("foreign", path, f"版本 {found} 不在本程序的版本之列")
    return found


def _bring_up(path: Path, key: Key, found: str, folder: Path, line: Line) -> None:
    from db.backup import back_up

    back_up(path, files.free_name(folder / path.name, f"before-{line.current}-from-{found}"), key)
    _migrate(open_engine(path, key, foreign_keys=False), path, line)


def _migrate(engine: Engine, path: Path, line: Line) -> None:
    """All missing migrations or none of them."""
    try:
        with writing(engine) as connection:
            _step(connection, line)
    except StoreRefused:
        raise
    except Exception as error:
        raise StoreRefused("migration", path, str(error)) from error
    finally:
        engine.dispose()


def _step(connection: Connection, line: Line) -> None:
    """In one transaction, which is committed only if no row is lost or left hanging."""
    link = cast("Link", connection.connection.driver_connection)
    before = _counts(link)
    excused = _run(connection, line)
    hanging = orphans(link)
    if hanging:
        raise ValueError(f"a migration leaves rows without a parent: {hanging[:5]}")
    _require_rows(before, _counts(link), excused)


def _run(connection: Connection, line: Line) -> set[str]:
    """Run Alembic in our transaction; the tables whose migrations say that they change the number of rows."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(line.folder))
    steps = [
        script
        for script in scripts.walk_revisions(head=line.current)
        if script.revision > (version_of(connection) or "")
    ]

    def upgrades(revision: object, _context: object) -> object:
        return scripts._upgrade_revs(line.current, revision)  # pyright: ignore

    context = MigrationContext.configure(connection, opts={"fn": upgrades, "script": scripts})
    with Operations.context(context):
        context.run_migrations()
    return {name for step in steps for name in getattr(step.module, "CHANGES_ROWS", ())}


def _counts(link: "Link") -> dict[str, int]:
    names = [name for name in table_names(link) if name != VERSION_TABLE]
    return {name: int(link.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]) for name in names}


def _require_rows(before: dict[str, int], after: dict[str, int], excused: set[str]) -> None:
    for name, rows in before.items():
        if name not in excused and after.get(name, 0) != rows:
            raise ValueError(f"a migration changes {name} from {rows} to {after.get(name, 0)} rows and does not say so")
