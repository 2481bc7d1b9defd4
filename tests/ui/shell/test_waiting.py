"""A store that cannot take a write now: the write is kept, tried again, and saved when it can be."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ledger import indicators
from app.ledger.book import Book
from app.ledger.store import open_book
from db.engine import path_of
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


def test_a_locked_store_keeps_what_was_typed(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "DZ")
    workspace = window.workspace
    owner = workspace.project
    assert owner is not None
    other = open_book(path_of(demo.engine), "另一人")
    with other.change("set_setting", "占住台账") as draft:
        workspace.commit(lambda: indicators.record(demo, owner.id, "rank_a", {"rank": 1}, workspace.period))
        assert workspace.waiting == 1
        saved = window.findChild(QLabel, "saved")
        assert saved is not None and "1 项尚未保存" in saved.text()
        assert draft.result is None
    other.engine.dispose()
    qtbot.waitUntil(lambda: workspace.waiting == 0, timeout=5000)
    assert "已保存" in saved.text()


def test_a_refusal_is_said_and_nothing_waits(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "DZ")
    workspace = window.workspace
    owner = workspace.project
    assert owner is not None
    workspace.commit(lambda: indicators.record(demo, owner.id, "rank_a", {"rank": 9}, workspace.period))
    assert workspace.waiting == 0
    assert any("不能大于 3" in one.text() for one in window.findChildren(QLabel))
