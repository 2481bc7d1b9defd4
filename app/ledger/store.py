"""Opens a store as a book: the engine, the guard of signed periods; refusals in the words of the program."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.ledger.book import Book, fresh_salt, local_now
from app.ledger.locks import guard
from app.ledger.place import usual_place, why_not
from app.ledger.refusals import told
from app.library import SCHEMES
from db.keys import DEFAULT_KEY, Key
from db.migrate import create_store, open_store

__all__ = ["create", "open_book", "usual_place", "why_not"]


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


def _guarded(book: Book) -> Book:
    guard(book)
    return book
