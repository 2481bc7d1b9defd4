"""A floor's store, made once a run and copied for each trial; a warmed process that forks others to be killed."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.ledger.book import Book
from app.ledger.verify import verify
from tests.faults.nursery import Nursery
from tests.faults.scene import opened, set_up

Copied = Callable[[str], Path]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("faults") / "台账.hotline"
    set_up(path)
    return path


@pytest.fixture
def copied(template: Path, tmp_path: Path) -> Copied:
    """A copy of the template in a folder of its own."""

    def make(name: str) -> Path:
        (tmp_path / name).mkdir()
        return Path(shutil.copy(template, tmp_path / name / "台账.hotline"))

    return make


@pytest.fixture
def file(copied: Copied) -> Path:
    return copied("file")


@pytest.fixture
def bare(file: Path) -> Iterator[Book]:
    """A book that may be spoilt."""
    book = opened(file)
    yield book
    book.engine.dispose()


@pytest.fixture
def book(bare: Book) -> Iterator[Book]:
    """A book; whatever a test does, nothing is found wrong with it in the end."""
    yield bare
    assert verify(bare) == ()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    if not hasattr(os, "fork"):
        pytest.skip("这个系统不能 fork")
    found = Nursery()
    yield found
    found.close()
