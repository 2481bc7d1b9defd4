"""`backup STORE FILE`: a verified copy of a store, which may be in use."""

from argparse import Namespace
from pathlib import Path

from app.commands.common import OK, write
from app.ledger.safety import save_copy
from app.ledger.store import open_book


def run(arguments: Namespace) -> int:
    """The command."""
    book = open_book(Path(arguments.store), "backup", read_only=True)
    try:
        made = save_copy(book, Path(arguments.file))
    finally:
        book.engine.dispose()
    write({"backup": made.path.name, "version": made.version, "content": made.content, **made.extra})
    return OK
