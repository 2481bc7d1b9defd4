"""The chain of the history: each entry's digest is over the one before, over what was done and its images."""

import hashlib
from collections.abc import Iterable
from typing import Any

from app.ledger.images import to_json

START = "0" * 64
HEAD = ("id", "at", "user", "action", "project_id", "undoes", "words_digest")


def digest_of(*parts: str) -> str:
    """SHA-256 over parts that cannot run into each other."""
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(raw))
        found.update(raw)
    return found.hexdigest()


def image_digest(salt: str, noun: str, columns: str, before: str | None, after: str) -> str:
    """The digest of one image; the salt keeps a destroyed image from being guessed."""
    return digest_of(salt, noun, columns, before or "", after)


def words_digest(salt: str, words: str, reason: str) -> str:
    """The digest of what an entry says to people."""
    return digest_of(salt, words, reason)


def entry_digest(previous: str, head: dict[str, Any], images: Iterable[str]) -> str:
    """The digest of an entry."""
    return digest_of(previous, to_json(head), *images)


def entry_head(row: Any) -> dict[str, Any]:
    """What of an entry the chain holds besides its images."""
    return {name: getattr(row, name) for name in HEAD}
