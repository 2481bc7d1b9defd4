"""The page in a window over the demo; what the user did last is remembered in a folder of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ledger.book import Book
from app.periods import Period
from ui.pages.forms import habits
from ui.pages.forms.page import Page
from ui.shell.window import MainWindow

Key, Mod = Qt.Key, Qt.KeyboardModifier
SLOW_MS = 20_000


class Reader(QObject):
    """The system's programs: notes what they are asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


class Clerk:
    """Somebody at the page."""

    def __init__(self, qtbot: QtBot, window: MainWindow, page: Page) -> None:
        self.qtbot, self.window, self.page = qtbot, window, page

    def settle(self) -> None:
        """Waits until nothing is made, drawn, printed or saved any more."""
        self.qtbot.waitUntil(lambda: self.page.is_quiet, timeout=SLOW_MS)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        """A key, where the keyboard is; shortcuts of the page are heard."""
        self.qtbot.keyClick(self.page.focusWidget() or self.page, key, held)

    def type(self, text: str) -> None:
        """Characters, as an input method's arrive."""
        for sign in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                target = self.page.focusWidget() or self.page
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Mod.NoModifier, sign))

    def choose(self, form: str) -> None:
        """Goes to a form and waits for its pages."""
        self.page.list.list.choose(form)
        self.settle()

    @property
    def ids(self) -> list[str]:
        """The forms that are listed."""
        return [str(one.key) for one in self.page.list.list.rows if one.key is not None]

    @property
    def told(self) -> str:
        """The message over the pages."""
        shown = self.page.preview.message
        return shown.accessibleName() if shown.isVisible() else ""


@pytest.fixture(autouse=True)
def memory(tmp_path: Path) -> Iterator[None]:
    """Settings of the test's own, and its folder as the one written to last."""
    before = str(Path(QSettings().fileName()).parent.parent)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    habits.keep_folder(tmp_path)
    yield
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, before)


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    QDesktopServices.setUrlHandler("file", made, "open")  # pyright: ignore[reportArgumentType]  # its stub is wrong
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def open_forms(qtbot: QtBot, open_window: Callable[..., MainWindow], demo: Book) -> Callable[..., Clerk]:
    """The page on a project and a period of the demo."""

    def opened(code: str, period: str = "", book: Book | None = None) -> Clerk:
        window = open_window(book or demo, code)
        found = Period.parse(period)
        if found:
            window.workspace.open_period(found)
        clerk = Clerk(qtbot, window, window.open_page("forms"))  # pyright: ignore[reportArgumentType]
        clerk.settle()
        return clerk

    return opened
