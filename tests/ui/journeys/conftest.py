"""Somebody with a keyboard and no mouse in a window over a new store."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ledger import projects, store
from app.ledger.book import Book
from app.periods import Period
from ui.shell.window import MainWindow
from ui.workspace import Workspace

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Held.ControlModifier, Held.ShiftModifier
PATIENCE_MS, PAUSE_MS = 5000, 10


class Hand:
    """Every key goes where the keyboard is; nothing is clicked, nothing is called."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def book(self) -> Book:
        return self.window.workspace.book

    @property
    def project(self) -> int:
        assert self.window.workspace.project is not None
        return self.window.workspace.project.id

    @property
    def here(self) -> QWidget:
        """Where the keyboard is."""
        return QApplication.focusWidget() or self.window.focusWidget() or self.window

    @property
    def header(self) -> str:
        """What the header says of the period."""
        found = self.window.findChild(QPushButton, "score")
        assert found is not None
        return found.text()

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        """Keys, one after the other."""
        for key in keys:
            QTest.keyClick(self.here, key, held)

    def write(self, text: str, *keys: Qt.Key) -> None:
        """Characters as an input method hands them over, then keys."""
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(self.here, QKeyEvent(kind, 0, Held.NoModifier, sign))
        self.press(*keys)

    def find(self, typed: str, page: str) -> QWidget:
        """Ctrl+K, some letters, Enter: the page that comes."""
        self.front()
        self.press(Key.Key_K, held=CTRL)
        self.write(typed, Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.page == page, timeout=PATIENCE_MS)
        found = self.window.open_page(page)
        self.front()
        self.until(lambda: bool(getattr(found, "is_quiet", True)))
        return found

    def front(self) -> None:
        """The window is in front again, after a dialog or the palette."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=PATIENCE_MS)

    def until(self, met: Callable[[], bool]) -> None:
        """Waits for something that comes a turn of the loop later."""
        self.qtbot.waitUntil(met, timeout=PATIENCE_MS)

    def answering(self, kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
        """What is done in the next dialog as soon as it is in front."""
        left = iter(range(PATIENCE_MS // PAUSE_MS))

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, kind) or not dialog.isActiveWindow():
                if next(left, None) is not None:
                    QTimer.singleShot(PAUSE_MS, look)
                return
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()  # an answer that fails must not leave the test waiting

        QTimer.singleShot(0, look)


@pytest.fixture
def new_book(tmp_path: Path) -> Iterator[Book]:
    """A store with nothing in it."""
    book = store.create(tmp_path / "台账.hotline", "王经理")
    yield book
    book.engine.dispose()


@pytest.fixture
def sit_down(qtbot: QtBot, settings: QSettings) -> Callable[[Book, str, date, str], Hand]:
    """A window on a project and a period of it, some day."""

    def made(book: Book, code: str, today: date, period: str) -> Hand:
        workspace = Workspace(book, lambda: today)
        workspace.open_project(projects.find(book, code).id)
        wanted = Period.parse(period)
        assert wanted is not None
        workspace.open_period(wanted)
        window = MainWindow(workspace, settings)
        qtbot.addWidget(window)
        window.setWindowState(Qt.WindowState.WindowNoState)  # the screen here is a small one
        window.resize(1366, 768)
        window.show()
        hand = Hand(window, qtbot)
        hand.front()
        return hand

    return made
