"""The demo store, built once a run."""

from collections.abc import Iterator

import pytest

from app.demo.build import build
from app.ledger import projects
from app.ledger.book import Book


def quiet(_words: str) -> None:
    """Progress that nobody reads."""


@pytest.fixture(scope="session")
def said() -> list[str]:
    """What the build told while it went on."""
    return []


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Iterator[Book]:
    """The store of the five contracts; nobody writes into it."""
    built = build(tmp_path_factory.mktemp("demo") / "示例.hotline", step=said.append)
    yield built
    built.engine.dispose()


@pytest.fixture(scope="session")
def keys(book: Book) -> dict[str, int]:
    """The projects' keys by code."""
    return {one.code: one.id for one in projects.listed(book)}
