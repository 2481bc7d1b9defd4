"""Forms over the demo's store, which nobody here changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.forms.registry import Wanted
from app.ledger import projects, store
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.periods import Period


@pytest.fixture(scope="session")
def demo_book(demo_file: Path) -> Iterator[Book]:
    book = store.open_book(demo_file, "王经理", read_only=True)
    yield book
    book.engine.dispose()


def wanted(book: Book, code: str, period: str, subject: int = 0) -> Wanted:
    """What a form is asked for."""
    owner, found = projects.find(book, code), Period.parse(period)
    assert found is not None
    return Wanted(book, owner, contract(book.shelf, owner.scheme), found, subject)
