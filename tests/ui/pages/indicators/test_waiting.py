"""A store that cannot take a field now: the field keeps it and says so, and is quiet again once it is stored."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ledger import facts
from app.ledger.store import open_book
from tests.ui.pages.indicators.conftest import Desk

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
