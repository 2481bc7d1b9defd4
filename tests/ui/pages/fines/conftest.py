"""The page in a window over the demo, and somebody who answers its questions by keyboard."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ledger.book import Book
from app.ledger.conduct_sheet import Row, Sheet
from app.periods import Period
from ui.pages.fines.asking import AskDialog
from ui.pages.fines.page import Page
from ui.shell.window import MainWindow

Key, Mod = Qt.Key, Qt.KeyboardModifier
PATIENCE_MS = 5000


def type_into(target: QWidget, text: str) -> None:
    """Characters, as an input method's arrive."""
    for sign in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Mod.NoModifier, sign))


class Clerk:
    """Somebody at the page."""

    def __init__(self, qtbot: QtBot, window: MainWindow, page: Page) -> None:
        self.qtbot, self.window, self.page = qtbot, window, page
        self.went: list[str] = []
        self.why: list[str] = []
        page.go_requested.connect(self.went.append)
        page.why_requested.connect(self._told)

    def _told(self, why: object) -> None:
        self.why.append(why.title)  # pyright: ignore[reportAttributeAccessIssue]

    @property
    def sheet(self) -> Sheet:
        """What the page shows."""
        assert self.page.clerk.sheet is not None
        return self.page.clerk.sheet

    def row(self, number: str) -> Row:
        """Somebody's month."""
        found = self.sheet.numbered(number)
        assert found is not None
        return found

    def choose(self, number: str, month: int = 9) -> Row:
        """Goes to somebody."""
        if self.sheet.month.number != month:
            self.page._choose_month(Period("month", 2025, month))
        self.page.show_person(self.row(number).key)
        return self.row(number)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        """A key, where the keyboard is."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.page.focusWidget() or self.page, key, held)

    def type(self, text: str) -> None:
        """Characters, where the keyboard is."""
        for sign in text:  # the first one may open an editor
            type_into(self.page.focusWidget() or self.page, sign)

    @contextmanager
    def answering(self, *steps: Callable[[AskDialog], None]) -> Iterator[list[AskDialog]]:
        """Each step is done to the question as it is asked; whatever is still open in the end is given up."""
        met: list[AskDialog] = []
        left = list(steps)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, AskDialog):
                QTimer.singleShot(20, look)
                return
            met.append(dialog)
            try:
                left.pop(0)(dialog)
            finally:
                if left:
                    QTimer.singleShot(20, look)
                elif dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, look)
        yield met
        assert not left


@pytest.fixture
def open_fines(qtbot: QtBot, open_window: Callable[..., MainWindow], demo: Book) -> Callable[..., Clerk]:
    """The page on a project of the demo."""

    def opened(code: str = "KZ", book: Book | None = None) -> Clerk:
        window = open_window(book or demo, code)
        page = window.open_page("fines")
        assert isinstance(page, Page)
        return Clerk(qtbot, window, page)

    return opened


@pytest.fixture
def clerk(open_fines: Callable[..., Clerk]) -> Clerk:
    return open_fines()
