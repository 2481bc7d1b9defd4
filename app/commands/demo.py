"""`demo STORE`: a store for trying out, with five contracts, or with one floor over many years."""

import sys
from argparse import Namespace
from pathlib import Path

from app.commands.common import OK, write
from app.demo.build import build
from app.demo.summary import summary


def run(arguments: Namespace) -> int:
    """The command: progress on standard error, what was built on standard output."""
    store = Path(arguments.store)
    book = build(store, seed=arguments.seed, years=arguments.years, people=arguments.people, step=_said)
    try:
        write({"store": store.name, **summary(book)})
    finally:
        book.engine.dispose()
    return OK


def _said(words: str) -> None:
    sys.stderr.write(f"{words}…\n")
