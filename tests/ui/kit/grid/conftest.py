"""A grid over a sheet, shown and with the keyboard in its first cell."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.grid.hands import dressed, keep_picture
from tests.ui.kit.grid.sheet import HITS, Sheet
from ui.kit.grid import GridView


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


@pytest.fixture
def grid(qtbot: QtBot, light: None, sheet: Sheet) -> Iterator[GridView]:
    made = dressed(sheet)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    made.go_to(0, HITS)
    yield made
    QGuiApplication.clipboard().clear()


@pytest.fixture
def press(qtbot: QtBot, grid: GridView) -> Callable[..., None]:
    """Keys where the keyboard is, be it a cell or its editor; a text is typed."""

    def pressed(*keys: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            target = QApplication.focusWidget() or grid
            if isinstance(key, str):
                for letter in key:
                    type_letter(QApplication.focusWidget() or grid, letter)
            else:
                qtbot.keyClick(target, key, held)

    return pressed


def type_letter(target: QWidget, letter: str) -> None:
    """Qt's own helper knows no key for a Chinese letter, and aborts."""
    key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


@pytest.fixture
def changes(grid: GridView) -> QSignalSpy:
    """The `dataChanged` of the sheet."""
    return QSignalSpy(grid.model().dataChanged)


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Keeps what a widget looks like."""
    return keep_picture(tmp_path)
