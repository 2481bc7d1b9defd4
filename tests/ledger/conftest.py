"""A store with two floors, made once a run and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ledger import people, projects
from app.ledger.book import Book
from tests.ledger.floor import REVIEWER, opened, set_up, wrong


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "台账.hotline"
    set_up(path)
    return path


@pytest.fixture
def file(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "台账.hotline"))


@pytest.fixture
def bare(file: Path) -> Iterator[Book]:
    """A book that may be spoilt."""
    book = opened(file)
    yield book
    book.engine.dispose()


@pytest.fixture
def book(bare: Book) -> Iterator[Book]:
    """A book; whatever a test does, rows, images and chain agree in the end."""
    yield bare
    assert wrong(bare) == []


@pytest.fixture
def other(file: Path, book: Book) -> Iterator[Book]:
    """The same store in the hands of somebody else."""
    found = opened(file, REVIEWER)
    yield found
    found.engine.dispose()


@pytest.fixture
def kezhou(bare: Book) -> int:
    return projects.find(bare, "KZ").id


@pytest.fixture
def danzhou(bare: Book) -> int:
    return projects.find(bare, "DZ").id


@pytest.fixture
def crew(bare: Book, kezhou: int) -> dict[str, int]:
    """The people of 克州 by staff number."""
    return {one.staff_number: one.id for one in people.listed(bare, kezhou)}
