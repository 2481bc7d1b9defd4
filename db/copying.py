"""A verified copy of a store under a key of choice: what backup, rekeying and restoring are made of."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db import driver
from db.digests import digests_of
from db.errors import StoreRefused, code_of, translated
from db.files import sync
from db.integrity import require_sound
from db.keys import Key

if TYPE_CHECKING:
    from sqlite3 import Connection as Link

_PAGES = 256


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who follows a long run: told of the pages done, asked whether to stop."""

    progress: Callable[[int, int], None] = _silent
    cancelled: Callable[[], bool] = _never

    def look(self, path: Path) -> None:
        """Stop if that was asked for."""
        if self.cancelled():
            raise StoreRefused("cancelled", path)


UNWATCHED = Watch()


def copy_store(source: Path, key: Key, temp: Path, temp_key: Key, watch: Watch = UNWATCHED) -> dict[str, str]:
    """Copy a store into a new file, examine the copy and compare it table by table; the digests of the tables."""
    with opened(source, key) as link, held(link):
        driver.create(temp, temp_key)
        with opened(temp, temp_key) as copy:
            _copy_pages(link, copy, watch, source, temp)
        watch.look(source)
        expected = digests_of(link)
    # Writers may go on from here: only the copy is still read.
    watch.look(source)
    if examined_digests(temp, temp_key) != expected:
        raise StoreRefused("damaged", temp, "副本与原件不一致")
    sync(temp)
    return expected


def examined_digests(path: Path, key: Key) -> dict[str, str]:
    """The digests of a store's tables, once nothing was found wrong with it."""
    with opened(path, key) as link:
        require_sound(link, path)
        return digests_of(link)


@contextmanager
def opened(path: Path, key: Key) -> "Generator[Link]":
    """A connection for a while; its errors are refusals about this file."""
    link = driver.connect(path, key)
    try:
        yield link
    except driver.module.Error as error:
        raise translated(error, path) from error
    finally:
        link.close()


@contextmanager
def held(link: "Link", lock: str = "") -> Generator[None]:
    """One state of the store: from here on nobody else commits."""
    link.execute(f"BEGIN {lock}")
    try:
        link.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        link.rollback()


def _copy_pages(link: "Link", copy: "Link", watch: Watch, source: Path, temp: Path) -> None:
    def looked(_status: int, left: int, total: int) -> None:
        watch.progress(total - left, total)
        watch.look(source)

    try:
        link.backup(copy, pages=_PAGES, progress=looked)
    except driver.module.Error as error:
        # What cannot be read is the source, what cannot be written is the copy.
        blamed = source if code_of(error, source) in ("damaged", "busy") else temp
        raise translated(error, blamed) from error
