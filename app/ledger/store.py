"""Opens a store as a book: the engine, the guard of signed periods; refusals in the words of the program."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.ledger.book import Book, fresh_salt, local_now
from app.ledger.locks import guard
from app.ledger.refusals import told
from app.library import SCHEMES
from db.drive import drive_kind
from db.keys import DEFAULT_KEY, Key
from db.migrate import create_store, open_store
from db.place import default_store_folder, may_live


def create(
    path: Path,
    user: str,
    *,
    key: Key = DEFAULT_KEY,
    clock: Callable[[], datetime] = local_now,
    salt: Callable[[], str] = fresh_salt,
    shelf: Path = SCHEMES,
) -> Book:
    """A new store."""
    with told():
        engine = create_store(path, key)
    return _guarded(Book(engine, user, clock, salt, shelf))


def open_book(
    path: Path,
    user: str,
    *,
    key: Key = DEFAULT_KEY,
    clock: Callable[[], datetime] = local_now,
    shelf: Path = SCHEMES,
    read_only: bool = False,
    busy_ms: int = 5000,
) -> Book:
    """A store that exists; brought up to this version first, after a backup."""
    with told():
        engine = open_store(path, key, read_only=read_only, busy_ms=busy_ms)
    return _guarded(Book(engine, user, clock, fresh_salt, shelf))


def usual_place() -> Path:
    """Where a live store belongs on this computer."""
    return default_store_folder() / "热线考核台账.hotline"


def why_not(path: Path) -> str:
    """Why a live store must not lie at a place (a share, a stick, a synchronised folder); empty if it may."""
    verdict = may_live(path, drive_kind(path), Path.home())
    return "" if verdict.allowed else verdict.reason


def _guarded(book: Book) -> Book:
    guard(book)
    return book
