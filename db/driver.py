"""One connection to a store: keyed, its pragmas set, read back and refused if they did not take."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from sqlcipher3 import dbapi2 as _sqlcipher  # pyright: ignore[reportMissingTypeStubs]

from db.errors import StoreRefused, translated
from db.keys import DEFAULT_KEY, Key
from db.pages import diagnosis

if TYPE_CHECKING:
    from sqlite3 import Connection as Link

# SQLCipher's driver is sqlite3's code under another name, so it is typed as sqlite3 is.
module = cast("Any", _sqlcipher)
APPLICATION_ID = int.from_bytes(b"RXKH", "big")
BUSY_MS = 5000


def connect(
    path: Path,
    key: Key = DEFAULT_KEY,
    *,
    mode: str = "rw",
    busy_ms: int = BUSY_MS,
    foreign_keys: bool = True,
    fresh: bool = False,
) -> "Link":
    """A keyed connection to a store of ours; `mode` is rw or ro, `fresh` marks an empty file as ours."""
    if not fresh:
        refuse_absent(path)
    try:
        link = _bare(path, mode, busy_ms)
        try:
            _unlock(link, path, key)
            _settle(link, path, busy_ms, foreign_keys)
            _own(link, path, fresh)
        except BaseException:
            link.close()
            raise
    except module.Error as error:
        raise _explained(error, path, key) from error
    return link


def create(path: Path, key: Key) -> None:
    """A new empty store; a file that exists is refused and left alone."""
    try:
        # Exclusively: of two programs that create at once, one is refused, and nothing is ever overwritten.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise translated(error, path) from error
    try:
        connect(path, key, fresh=True).close()
    except BaseException:
        path.unlink()
        raise


def refuse_absent(path: Path) -> None:
    """Refuse what is not a file with something in it: SQLite would make a store of it."""
    try:
        if not path.is_file():
            raise StoreRefused("foreign" if path.exists() else "missing", path)
        if path.stat().st_size == 0:
            raise StoreRefused("damaged", path, "文件是空的，0 字节")
    except OSError as error:
        raise translated(error, path) from error


def uri(path: Path, mode: str) -> str:
    """A SQLite URI: the only way to say that nothing may be created."""
    name = path.absolute().as_posix()
    # C:/x needs a slash before it; //server/share keeps its own two after the empty authority.
    return f"file://{quote(os.fsencode(name if name.startswith('/') else '/' + name))}?mode={mode}"


def _bare(path: Path, mode: str, busy_ms: int) -> "Link":
    # The pool hands a connection to one thread at a time, not always to the one that made it.
    link = module.connect(
        uri(path, mode), uri=True, timeout=busy_ms / 1000, isolation_level=None, check_same_thread=False
    )
    return cast("Link", link)


def _unlock(link: "Link", path: Path, key: Key) -> None:
    # First of all, or SQLCipher prints to the console before it is told not to.
    _demand(link, path, "cipher_log_level", "NONE", "NONE")
    link.execute(f"PRAGMA key = {key.pragma}")
    # Named, so that a future SQLCipher with other defaults still reads this file.
    link.execute("PRAGMA cipher_compatibility = 4")
    _expect(link, path, "cipher_page_size", "4096")
    _expect(link, path, "cipher_status", "1")


def _settle(link: "Link", path: Path, busy_ms: int, foreign_keys: bool) -> None:
    _demand(link, path, "busy_timeout", str(busy_ms), str(busy_ms))
    _demand(link, path, "journal_mode", "DELETE", "delete")
    _demand(link, path, "synchronous", "FULL", "2")
    _demand(link, path, "foreign_keys", "ON" if foreign_keys else "OFF", "1" if foreign_keys else "0")
    _demand(link, path, "trusted_schema", "OFF", "0")


def _own(link: "Link", path: Path, fresh: bool) -> None:
    if fresh:
        _demand(link, path, "application_id", str(APPLICATION_ID), str(APPLICATION_ID))
    # The schema is read here, so that a wrong key or a torn first page is met now and not at the first question.
    link.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if link.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreRefused("foreign", path)


def _demand(link: "Link", path: Path, name: str, value: str, answer: str) -> None:
    link.execute(f"PRAGMA {name} = {value}").fetchall()
    _expect(link, path, name, answer)


def _expect(link: "Link", path: Path, name: str, answer: str) -> None:
    found = link.execute(f"PRAGMA {name}").fetchone()
    if found is None or str(found[0]) != answer:
        raise StoreRefused("pragma", path, f"{name} = {found and found[0]}")


def _explained(error: Exception, path: Path, key: Key) -> StoreRefused:
    """SQLite says "not a database" for a wrong key, for damage and for any other file alike; the bytes tell more."""
    refused = translated(error, path)
    if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
        return refused
    return StoreRefused(diagnosis(path, key), path)
