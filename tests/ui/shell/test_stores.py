"""Another store from the open window: the menu of the header, the demo, and a file that is none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.ledger import store
from app.ledger.book import Book
from ui.app import Program
from ui.shell import stores
from ui.shell.system_menu import SystemMenu
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


def opened_menu(window: MainWindow) -> SystemMenu:
    menu = window.findChild(SystemMenu)
    assert menu is not None
    menu.menu().aboutToShow.emit()
    return menu


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The system's own file dialog answers."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def said(window: MainWindow) -> str:
    return "\n".join(one.text() for one in window.findChildren(QLabel))


def test_the_menu_knows_the_look(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    menu = opened_menu(window)
    assert menu.actions_of["look-system"].isChecked()
    menu.actions_of["look-dark"].trigger()
    assert window.theme_choice is True
    assert opened_menu(window).actions_of["look-dark"].isChecked()
    menu.actions_of["look-system"].trigger()
    assert window.theme_choice is None


def test_another_store_is_asked_for(
    open_window: Open, demo: Book, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "另一个.hotline"
    store.create(other, "王经理").engine.dispose()
    window = open_window(demo, "KZ")
    monkeypatch.setattr("app.ledger.store.why_not", lambda _: "")
    choose(monkeypatch, other)
    with qtbot.waitSignal(window.store_requested) as asked:
        opened_menu(window).actions_of["open"].trigger()
    assert asked.args == [other]


def test_a_file_that_is_no_store_changes_nothing(
    open_window: Open, demo: Book, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "坏.hotline"
    other.write_bytes(b"no store" * 999)
    window = open_window(demo, "KZ")
    choose(monkeypatch, other)
    with qtbot.assertNotEmitted(window.store_requested):
        opened_menu(window).actions_of["open"].trigger()
    assert "台账打不开" in said(window) and window.isVisible()


def test_the_open_store_is_not_opened_again(
    open_window: Open, demo: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(demo, "KZ")
    choose(monkeypatch, stores.place_of(window))
    with qtbot.assertNotEmitted(window.store_requested):
        opened_menu(window).actions_of["open"].trigger()
    assert "就是现在打开的台账" in said(window)


def test_the_program_ends_with_the_store_that_was_asked_for(
    demo_file: Path, tmp_path: Path, settings: QSettings, qtbot: QtBot
) -> None:
    program = Program(demo_file, "王经理", settings, lambda: date(2025, 12, 18))
    with qtbot.waitSignal(program.ready, timeout=20000):
        window = program.open()
    assert window is not None
    qtbot.addWidget(window)
    window.store_requested.emit(tmp_path / "另一个.hotline")
    assert not window.isVisible() and program.next == tmp_path / "另一个.hotline"
    program.close()
