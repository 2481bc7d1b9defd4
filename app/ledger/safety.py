"""Backups of an open store, with the head of its history in the note; the way back, and the drill of it."""

from pathlib import Path

from sqlalchemy import Connection, select

from app import __version__
from app.ledger.book import Book
from app.ledger.refusals import told
from app.ledger.verify import head, holds
from app.ledger.words import refuse
from db.backup import Backup, Drill, Restored, back_up, drill, read_manifest, restore
from db.copying import UNWATCHED, Watch
from db.engine import path_of
from db.keys import DEFAULT_KEY, Key
from db.tables.periods import REVISION

ENTRY, DIGEST = "history_entry", "history_digest"
REVISION_MARK = "revision "  # and its number: the digest of a revision that was sent for signature


def save_copy(book: Book, target: Path, key: Key = DEFAULT_KEY, watch: Watch = UNWATCHED) -> Backup:
    """A verified copy; its note says how far the history had come, so that an older copy put back is noticed."""
    with book.read() as connection:
        entry, digest = head(connection)
        extra = {ENTRY: str(entry), DIGEST: digest, **_signed(connection)}
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


def noted(backup: Path) -> Backup:
    """What the note beside a backup says; refused where there is none."""
    with told():
        found = read_manifest(backup.with_name(backup.name.removesuffix(".json")))
    if found is None:
        raise refuse("backup", backup.name, "旁边没有备份说明（同名的 .json），无从核对")
    if ENTRY not in found.extra or DIGEST not in found.extra:
        raise refuse("backup", backup.name, "备份说明里没有当时历史的编号和摘要，无从核对")
    return found


def missing_since(book: Book, note: Backup) -> tuple[str, ...]:
    """The revisions that a backup's note names and this store does not hold as they were."""
    with book.read() as connection:
        there = _signed(connection)
    return tuple(name for name, digest in revisions_in(note).items() if there.get(f"{REVISION_MARK}{name}") != digest)


def revisions_in(note: Backup) -> dict[str, str]:
    """The revisions that a backup's note names, with their digests."""
    found = note.extra.items()
    return {name.removeprefix(REVISION_MARK): digest for name, digest in found if name.startswith(REVISION_MARK)}


def _signed(connection: Connection) -> dict[str, str]:
    query = select(REVISION.c.number, REVISION.c.digest).where(REVISION.c.voided.is_(None)).order_by(REVISION.c.id)
    return {f"{REVISION_MARK}{row.number}": row.digest for row in connection.execute(query)}


def is_ahead(book: Book, noted: Backup) -> bool:
    """Whether this store contains what a backup's note saw: a rolled-back or re-chained one does not."""
    if ENTRY not in noted.extra:
        return True
    entry = noted.extra[ENTRY]
    with book.read() as connection:
        return entry.isdecimal() and holds(connection, int(entry), noted.extra.get(DIGEST, ""))
