"""Lines of migrations and a filled store."""

from pathlib import Path

import pytest

from db.driver import connect
from db.migrate import Line
from tests.db.stores import FIRST, SECOND, fill, lay_line


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Line:
    return lay_line(tmp_path_factory.mktemp("one"), FIRST)


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Line:
    return lay_line(tmp_path_factory.mktemp("two"), FIRST, SECOND)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store in use is refused at once."""
    monkeypatch.setitem(connect.__kwdefaults__ or {}, "busy_ms", 50)


@pytest.fixture
def store(tmp_path: Path, one: Line) -> Path:
    return fill(tmp_path / "台账.db", one)
