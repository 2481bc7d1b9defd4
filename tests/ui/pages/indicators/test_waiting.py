"""A store that cannot take a field now: the field keeps it and says so, and is quiet again once it is stored."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ledger import facts, store
from app.ledger.book import Book
from app.ledger.store import open_book
from app.ledger.verify import verify
from tests.ui.pages.indicators.conftest import Desk, floor

Open = Callable[..., Desk]


def test_a_field_waits_for_a_locked_store(open_page: Open, file: Path, qtbot: QtBot) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    quick = open_book(file, "王经理", busy_ms=50)
    desk.workspace.book.engine.dispose()
    desk.workspace.book.engine = quick.engine
    box = desk.go("rank_a", "rank")
    other = open_book(file, "另一人")
    with other.change("set_setting", "占住台账") as draft:
        desk.type("1")
        assert (box.text(), desk.workspace.waiting) == ("1", 1)
        assert "稍后自动保存" in box.error
        assert draft.result is None
    other.engine.dispose()
    qtbot.waitUntil(lambda: desk.workspace.waiting == 0, timeout=5000)
    assert (box.error, box.is_dirty) == ("", False)
    found = facts.collect(desk.book, desk.project, desk.workspace.period).facts["inputs"]
    assert found["rank_a"] == {"rank": "1"} and box.cell.text == "1"


@pytest.fixture
def book(small_disk: Path) -> Iterator[Book]:
    """On a disk that the test can fill or write-protect; closed after the page that shows it."""
    made = floor(store.create(small_disk / "台账.hotline", "王经理"), "danzhou-2025")
    yield made
    made.engine.dispose()


@pytest.fixture
def tight(book: Book, open_page: Open) -> Desk:
    """Somebody at the keyboard there."""
    return open_page("danzhou-2025", "2025-12", book)


def test_a_field_waits_for_room_on_a_full_disk(tight: Desk, small_disk: Path, qtbot: QtBot) -> None:
    box = tight.go("rank_a", "rank")
    stuffing = small_disk / "占位"
    stuffing.write_bytes(b"\0" * shutil.disk_usage(small_disk).free)
    tight.type("1")
    assert (box.text(), tight.workspace.waiting) == ("1", 1)
    assert "磁盘空间不足" in box.error
    stuffing.unlink()
    _saved(tight, qtbot)


def test_a_field_waits_until_a_protected_disk_may_be_written(tight: Desk, small_disk: Path, qtbot: QtBot) -> None:
    box = tight.go("rank_a", "rank")
    tight.book.engine.dispose()
    _mount(small_disk, "ro")
    tight.type("1")
    assert (box.text(), tight.workspace.waiting) == ("1", 1)
    assert "只读" in box.error
    _mount(small_disk, "rw")
    _saved(tight, qtbot)


def _saved(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.workspace.waiting == 0, timeout=8000)
    assert desk.box("rank_a", "rank").error == ""
    found = facts.collect(desk.book, desk.project, desk.workspace.period).facts["inputs"]
    assert found["rank_a"] == {"rank": "1"} and verify(desk.book) == ()


def _mount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)
