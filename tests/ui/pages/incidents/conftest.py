"""The page on real stores: an invented floor of eight, or a demo contract."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ledger import people, projects, store
from app.ledger.book import Book
from app.ledger.incident_rows import Row
from app.periods import Period
from tests.ledger.floor import opened, set_up
from ui.kit.toast import Toast
from ui.pages.incidents.fields import PickField
from ui.pages.incidents.page import Page
from ui.workspace import Workspace

Key = Qt.Key
Held = Qt.KeyboardModifier
TODAY = date(2025, 7, 24)
DAYS = {"KZ": date(2025, 9, 24), "DZ": date(2025, 12, 18), "YZ": date(2025, 9, 26), "JY": date(2026, 6, 23)}
RESCUE_MS = 8000


def _done(dialog: QDialog, deed: Callable[[QDialog], None]) -> None:
    """Whatever goes wrong, the test does not wait for a user."""
    QTimer.singleShot(RESCUE_MS, dialog, dialog.reject)
    try:
        deed(dialog)
    except BaseException:
        dialog.reject()
        raise


class Desk:
    """A page with somebody at the keyboard."""

    def __init__(self, page: Page, workspace: Workspace, qtbot: QtBot) -> None:
        self.page, self.workspace, self.qtbot = page, workspace, qtbot

    @property
    def book(self) -> Book:
        return self.workspace.book

    @property
    def project(self) -> int:
        assert self.workspace.project is not None
        return self.workspace.project.id

    def person(self, number: str) -> int:
        return next(one.id for one in people.listed(self.book, self.project) if one.staff_number == number)

    def type(self, text: str, widget: QWidget | None = None) -> None:
        """Types where the keyboard is; Qt's own helper knows no Chinese."""
        for sign in text:
            into = widget or self.here
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(into, QKeyEvent(kind, 0, Held.NoModifier, sign))

    def press(self, *keys: Key, held: Held = Held.NoModifier) -> None:
        """Keys where the keyboard is."""
        for key in keys:
            QTest.keyClick(self.here, key, held)
        self.settle()

    @property
    def here(self) -> QWidget:
        """Where the keyboard is; behind a dialog that has just closed, where it was on the page."""
        return QApplication.focusWidget() or self.page.focusWidget() or self.page

    def settle(self) -> None:
        """What was put off is done: the pane follows the row a moment later."""
        QTest.qWait(90)
        page = self.page
        tries = 300
        while (page._soon.isActive() or page._choosing.isActive()) and tries:
            QTest.qWait(10)
            tries -= 1

    def log(self, line: str, *, verified: bool = False) -> None:
        """A line typed and logged."""
        self.press(Key.Key_N, held=Held.ControlModifier)
        self.type(line)
        self.press(Key.Key_Return, held=Held.ControlModifier if verified else Held.NoModifier)

    def go(self, name: str) -> Row:
        """The keyboard on the first row of that name."""
        found = next(one for one in self.page.card.model.rows if one.name == name)
        self.page.card.go_to(found.id)
        self.page.card.table.setFocus()
        self.settle()
        return found

    def row(self, name: str) -> Row:
        return next(one for one in self.page.card.rows if one.name == name)

    def answer(self, deed: Callable[[QDialog], None]) -> None:
        """What is done in the next dialog, as soon as it is open."""

        tries = iter(range(300))

        def act() -> None:
            found = QApplication.activeModalWidget()
            if isinstance(found, QDialog) and found.isActiveWindow() and found.focusWidget() is not None:
                _done(found, deed)
            elif next(tries, None) is not None:
                QTimer.singleShot(20, act)

        QTimer.singleShot(20, act)

    def reason(self, words: str) -> None:
        """A reason typed into the next dialog, then Enter."""

        def deed(dialog: QDialog) -> None:
            self.type(words, dialog.focusWidget())
            QTest.keyClick(dialog, Key.Key_Return)

        self.answer(deed)

    @property
    def current(self) -> Row:
        """The row where the keyboard is."""
        found = self.page.card.current()
        assert found is not None
        return found

    @property
    def toast(self) -> Toast:
        """What was said last."""
        assert self.page._toast is not None
        return self.page._toast

    def pick(self, field: PickField, typed: str) -> None:
        """Something picked by typing: the first letter opens the list."""
        self.type(typed[0], field)
        assert field._popup is not None
        self.type(typed[1:], field._popup.line)
        QTest.keyClick(field._popup.line, Key.Key_Return)

    @property
    def totals(self) -> str:
        return self.page.card._totals.words

    @property
    def detail(self) -> str:
        """All words of the pane."""
        self.settle()
        shown = [one for one in self.page.detail.findChildren(QLabel) if one.isVisible()]
        return "\n".join(getattr(one, "words", one.text()) for one in shown)


@pytest.fixture
def open_desk(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    books: list[Book] = []

    def made(book: Book, code: str, today: date, period: str = "") -> Desk:
        books.append(book)
        workspace = Workspace(book, lambda: today)
        workspace.open_project(projects.find(book, code).id)
        if period:
            workspace.open_period(Period.parse(period))  # pyright: ignore[reportArgumentType]
        page = Page(workspace)
        qtbot.addWidget(page)
        page.resize(1218, 690)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return Desk(page, workspace, qtbot)

    yield made
    for one in books:
        one.engine.dispose()


@pytest.fixture(scope="session")
def floor_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("floor") / "台账.hotline"
    set_up(path)
    return path


@pytest.fixture
def desk(floor_file: Path, tmp_path: Path, open_desk: Callable[..., Desk]) -> Desk:
    """克州 with two teams of four and nothing logged, in July."""
    return open_desk(opened(Path(copy(floor_file, tmp_path / "台账.hotline"))), "KZ", TODAY)


@pytest.fixture
def demo_desk(demo_file: Path, tmp_path: Path, open_desk: Callable[..., Desk]) -> Callable[..., Desk]:
    """A contract of the demo."""

    def made(code: str, period: str = "") -> Desk:
        book = store.open_book(Path(copy(demo_file, tmp_path / f"{code}.hotline")), "王经理")
        return open_desk(book, code, DAYS.get(code, date(2025, 12, 18)), period)

    return made
