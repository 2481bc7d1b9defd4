"""Windows over real stores: an empty one, one of two floors, and the demo's, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from app.ledger import projects, store
from app.ledger.book import Book
from ui.app import application
from ui.shell.window import MainWindow
from ui.workspace import Workspace

DAYS = {"KZ": date(2025, 9, 24), "DZ": date(2025, 12, 18), "YZ": date(2025, 9, 26), "JY": date(2026, 6, 23)}
USUAL = date(2025, 12, 18)


@pytest.fixture(scope="session", autouse=True)
def dressed() -> None:
    """The program's look, once."""
    application()


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """The demo, to be spoilt."""
    book = store.open_book(Path(shutil.copy(demo_file, tmp_path / "示例.hotline")), "王经理", busy_ms=50)
    yield book
    book.engine.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Book]:
    """A store with nothing in it."""
    book = store.create(tmp_path / "空.hotline", "王经理")
    yield book
    book.engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def open_window(qtbot: QtBot, settings: QSettings) -> Callable[..., MainWindow]:
    """A window on a project of a book, shown."""

    def opened(book: Book, code: str = "") -> MainWindow:
        day = DAYS.get(code, USUAL)
        workspace = Workspace(book, lambda: day)
        if code:
            workspace.open_project(projects.find(book, code).id)
        window = MainWindow(workspace, settings)
        qtbot.addWidget(window)
        window.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen screen is small, and would be filled
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return opened
