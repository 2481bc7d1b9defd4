"""The engine of a store: every connection keyed and checked, every transaction begun by ourselves."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from db import driver
from db.driver import BUSY_MS
from db.errors import StoreRefused, code_of, translated
from db.keys import DEFAULT_KEY, Key

_BEGIN = "store_begin"


def open_engine(
    path: Path,
    key: Key = DEFAULT_KEY,
    *,
    busy_ms: int = BUSY_MS,
    read_only: bool = False,
    create: bool = False,
    foreign_keys: bool = True,
) -> Engine:
    """An engine on a store that exists (or, with `create`, on a new empty one); refused if it cannot be trusted."""
    if create:
        driver.create(path, key)

    def opened() -> object:
        mode = "ro" if read_only else "rw"
        return driver.connect(path, key, mode=mode, busy_ms=busy_ms, foreign_keys=foreign_keys)

    # The URL only names the file; the dialect of plain SQLite is right, as that of SQLCipher would key it again.
    url = URL.create("sqlite", database=str(path.absolute()))
    engine = create_engine(url, module=driver.module, creator=opened, pool_size=2, max_overflow=2)
    event.listen(engine, "begin", _begin)
    try:
        engine.connect().close()
    except BaseException:
        engine.dispose()
        raise
    return engine


def path_of(engine: Engine) -> Path:
    """The file of an engine."""
    return Path(engine.url.database or "")


@contextmanager
def reading(engine: Engine) -> Generator[Connection]:
    """One consistent state of the store; what is written here is dropped."""
    with _told(path_of(engine)), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """One transaction that alone may write: committed at the end, rolled back on any error."""
    try:
        with _told(path_of(engine)), engine.connect() as connection:
            connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
            with connection.begin():
                yield connection
    except StoreRefused as refused:
        # A connection that was opened while the disk was protected stays read-only after it is not any more.
        if refused.code == "read_only":
            engine.dispose()
        raise


def _begin(connection: Connection) -> None:
    # The driver is in autocommit: its own idea of a transaction lets DDL and savepoints survive a rollback.
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


@contextmanager
def _told(path: Path) -> Generator[None]:
    try:
        yield
    except (DBAPIError, driver.module.Error) as error:
        if code_of(error, path) is None:
            raise
        raise translated(error, path) from error
