"""Backups of an open store, with the head of its history in the note; the way back, and the drill of it."""

from pathlib import Path

from app import __version__
from app.ledger.book import Book
from app.ledger.refusals import told
from app.ledger.verify import head, holds
from db.backup import Backup, Drill, Restored, back_up, drill, restore
from db.copying import UNWATCHED, Watch
from db.engine import path_of
from db.keys import DEFAULT_KEY, Key

ENTRY, DIGEST = "history_entry", "history_digest"


def save_copy(book: Book, target: Path, key: Key = DEFAULT_KEY, watch: Watch = UNWATCHED) -> Backup:
    """A verified copy; its note says how far the history had come, so that an older copy put back is noticed."""
    with book.read() as connection:
        entry, digest = head(connection)
    extra = {ENTRY: str(entry), DIGEST: digest}
    moment = book.clock().isoformat(timespec="seconds")
    with told():
        return back_up(path_of(book.engine), target, key, program=__version__, moment=moment, extra=extra, watch=watch)


def put_back(backup: Path, store: Path, key: Key = DEFAULT_KEY) -> Restored:
    """Restores a backup; the store it replaces is kept. Every book on the store must be closed."""
    with told():
        return restore(backup, store, key)


def rehearse(backup: Path, store: Path, key: Key = DEFAULT_KEY) -> Drill:
    """Restores into a temporary place and compares every table."""
    with told():
        return drill(backup, store, key)


def is_ahead(book: Book, noted: Backup) -> bool:
    """Whether this store contains what a backup's note saw: a rolled-back or re-chained one does not."""
    if ENTRY not in noted.extra:
        return True
    entry = noted.extra[ENTRY]
    with book.read() as connection:
        return entry.isdecimal() and holds(connection, int(entry), noted.extra.get(DIGEST, ""))
