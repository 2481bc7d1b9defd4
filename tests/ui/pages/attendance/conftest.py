"""The page in a window over the demo on a day of one's choice, and somebody at its keyboard."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ledger import people, projects
from app.ledger.book import Book, last_entry
from app.ledger.conduct_sheet import sheet_of
from app.ledger.why import Why
from app.periods import Period
from ui.pages.attendance.month import Month
from ui.pages.attendance.page import Page
from ui.shell.window import MainWindow
from ui.workspace import Workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier
OCTOBER = Period("month", 2025, 10)
TODAY = {"KZ": date(2025, 10, 19), "DZ": date(2025, 12, 18), "YZ": date(2025, 9, 26), "JY": date(2026, 6, 23)}
USUAL = date(2025, 12, 18)


def type_into(target: QWidget, text: str) -> None:
    """Characters, as an input method's arrive."""
    for sign in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Mod.NoModifier, sign))


def activate(dialog: QWidget) -> None:
    """Keys go to the dialog from now on, as under a window manager."""
    dialog.activateWindow()
    for _ in range(500):
        if QApplication.activeWindow() is dialog:
            return
        QTest.qWait(10)
    raise AssertionError("the dialog does not become active")


class Hand:
    """Somebody at the page."""

    def __init__(self, qtbot: QtBot, window: MainWindow, page: Page) -> None:
        self.qtbot, self.window, self.page = qtbot, window, page
        self.book, self.workspace = window.workspace.book, window.workspace
        self.why: list[Why] = []
        self.went: list[str] = []
        page.why_requested.connect(self._told)
        page.go_requested.connect(self.went.append)

    def _told(self, why: object) -> None:
        assert isinstance(why, Why)
        self.why.append(why)

    @property
    def project(self) -> int:
        assert self.workspace.project is not None
        return self.workspace.project.id

    @property
    def month(self) -> Month:
        assert self.page.month is not None
        return self.page.month

    @property
    def entry(self) -> int:
        """The number of the last entry of the history."""
        with self.book.read() as connection:
            found = last_entry(connection)
        return found.id if found else 0

    def person(self, number: str) -> int:
        return next(one.id for one in people.listed(self.book, self.project) if one.staff_number == number)

    def quiet(self) -> None:
        """Waits until everything is shown."""
        self.qtbot.waitUntil(lambda: self.page.is_quiet, timeout=20000)

    def go(self, number: str, day: int) -> None:
        """To a cell of the month."""
        kind = self.page.days.kind
        self.page.days.grid.go_to(kind.row_of(self.person(number)), kind.column_of(self.month.days[day - 1]))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        """A key, where the keyboard is."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.page.focusWidget() or self.page, key, held)

    def type(self, text: str) -> None:
        """Characters, where the keyboard is: the first one may open an editor."""
        for sign in text:
            type_into(self.page.focusWidget() or self.page, sign)

    def row(self, number: str, first: int, last: int) -> str:
        """What somebody's days say, with a dot for each unmarked one."""
        person = self.person(number)
        days = self.month.days[first - 1 : last]
        return " ".join(self.month.text(person, day) or "." for day in days)

    def total(self, number: str, title: str) -> str:
        """A figure at the side."""
        sums, row = self.page.days.sums, self.page.days.kind.row_of(self.person(number))
        column = [one.title for one in sums.columns].index(title)
        return str(sums.index(row, column).data())

    def fines(self, month: Period = OCTOBER) -> dict[str, tuple[int, int, int, int]]:
        """Fined, taken from wages, received, altogether: of whoever is touched by anything."""
        rows = sheet_of(self.book, self.project, month).rows
        found = {one.number: (one.result.fines, one.result.wage_deductions, one.result.reward, one.result.net)
                 for one in rows}  # fmt: skip
        return {number: sums for number, sums in found.items() if any(sums)}


@pytest.fixture
def open_page(qtbot: QtBot, settings: QSettings, demo: Book) -> Callable[..., Hand]:
    """The page on a project of a book, on a day."""

    def opened(code: str = "KZ", day: date | None = None, book: Book | None = None) -> Hand:
        today = day or TODAY.get(code, USUAL)
        found = book or demo
        workspace = Workspace(found, lambda: today)
        if code:
            workspace.open_project(projects.find(found, code).id)
        window = MainWindow(workspace, settings)
        qtbot.addWidget(window)
        window.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen screen is small, and would be filled
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page = window.open_page("attendance")
        assert isinstance(page, Page)
        hand = Hand(qtbot, window, page)
        hand.quiet()
        return hand

    return opened


@pytest.fixture
def hand(open_page: Callable[..., Hand]) -> Hand:
    """克州 in October 2025: fourteen agents of whom nothing is entered yet, on the 19th."""
    return open_page()
