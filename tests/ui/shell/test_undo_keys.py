"""Ctrl+Z in a field that has nothing to take back is the ledger's."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ledger import people
from app.ledger.book import Book
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier


def teams(window: MainWindow) -> list[str]:
    owner = window.workspace.project
    assert owner is not None
    return list(people.teams(window.workspace.book, owner.id))


def added(window: MainWindow, name: str) -> None:
    owner = window.workspace.project
    assert owner is not None
    window.workspace.commit(lambda: people.add_team(window.workspace.book, owner.id, name))


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_an_idle_field_leaves_undo_to_the_ledger(
    open_window: Open, demo: Book, qtbot: QtBot, kind: type[QWidget]
) -> None:
    window = open_window(demo, "KZ")
    field = kind(window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    before = teams(window)
    added(window, "九班")
    assert "九班" in teams(window)
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert teams(window) == before
    QTest.keyClick(field, Qt.Key.Key_Y, CONTROL)
    assert "九班" in teams(window)


def test_what_was_typed_is_taken_back_first(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "KZ")
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    added(window, "九班")
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() == "" and "九班" in teams(window)
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert "九班" not in teams(window)


def test_a_field_that_is_gone_is_not_watched(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "KZ")
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(field.destroyed):
        field.deleteLater()
    added(window, "九班")
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert "九班" not in teams(window)
