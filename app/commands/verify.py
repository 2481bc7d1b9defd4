"""`verify STORE`: the file, the history, the rows against it, every signed revision; what is wrong is named."""

import sys
from argparse import Namespace
from pathlib import Path

from app.commands.common import BAD, OK, complain, write
from app.errors import Fault
from app.ledger.store import open_book
from app.ledger.verify import head, verify


def run(arguments: Namespace) -> int:
    """The command: exit 0 and the head of the history if the store is sound, else every finding and exit 2."""
    store = Path(arguments.store)
    book = open_book(store, "verify", read_only=True)
    try:
        findings = verify(book, step=_said)
        if findings:
            complain(Fault(one.place, one.code, one.words) for one in findings)
            return BAD
        with book.read() as connection:
            entry, digest = head(connection)
    finally:
        book.engine.dispose()
    write({"store": store.name, "sound": True, "entries": entry, "digest": digest})
    return OK


def _said(words: str) -> None:
    sys.stderr.write(f"{words}…\n")
