"""The page on real stores: floors of every contract, the invented ones from their own shelf."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ledger import projects, store
from app.ledger.book import Book
from app.periods import Period, Term
from tests.support import INVENTED
from ui.pages.indicators.box import Box
from ui.pages.indicators.gate import Gate
from ui.pages.indicators.page import Page
from ui.workspace import Workspace

Key = Qt.Key
TERMS = {"baisha": Term(date(2025, 7, 1), date(2026, 6, 30))}


class Desk:
    """A page with somebody at the keyboard."""

    def __init__(self, page: Page, workspace: Workspace) -> None:
        self.page, self.workspace = page, workspace

    @property
    def book(self) -> Book:
        return self.workspace.book

    @property
    def project(self) -> int:
        assert self.workspace.project is not None
        return self.workspace.project.id

    @property
    def here(self) -> QWidget:
        """Where the keyboard is."""
        found = self.page.focusWidget()
        assert found is not None
        return found

    def box(self, indicator: str, path: str, opinion: str = "self") -> Box:
        """A field by its path."""
        row = self.page.board.rows[indicator]
        return next(one for _, _, one in row.boxes if (one.cell.field.path, one.cell.opinion) == (path, opinion))

    def go(self, indicator: str, path: str, opinion: str = "self") -> Box:
        """Puts the keyboard into a field."""
        found = self.box(indicator, path, opinion)
        found.setFocus(Qt.FocusReason.TabFocusReason)
        return found

    def type(self, text: str, *keys: Key) -> None:
        """Types where the keyboard is, over what is there; by default Enter follows."""
        for sign in text:
            # Qt's own helper knows no Chinese; a key with its text is what an input method's digits arrive as.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(self.here, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
        self.press(*(keys or (Key.Key_Return,)))

    def press(self, *keys: Key) -> None:
        """Keys, one after the other, each where the keyboard is then."""
        for key in keys:
            QTest.keyClick(self.here, key)

    def path(self) -> tuple[str, str, str]:
        """What the keyboard is in."""
        found = self.here
        assert isinstance(found, Box | Gate)
        return found.cell.key


def floor(book: Book, scheme: str, code: str = "X") -> Book:
    """A new store with one project."""
    if (INVENTED / scheme).exists():
        book.shelf = INVENTED
    projects.create(book, code, f"{scheme} 热线", scheme, term=TERMS.get(scheme))
    return book


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "台账.hotline"


@pytest.fixture
def open_page(qtbot: QtBot, file: Path) -> Iterator[Callable[..., Desk]]:
    """A page on a new floor of a contract, shown and with the keyboard."""
    books: list[Book] = []

    def opened(scheme: str, period: str, book: Book | None = None, code: str = "X") -> Desk:
        mine = book
        if mine is None:
            mine = floor(store.create(file, "王经理"), scheme, code)
            books.append(mine)
        workspace = Workspace(mine, lambda: Period.parse(period).first)  # pyright: ignore[reportOptionalMemberAccess]
        workspace.open_project(projects.find(mine, code).id)
        workspace.open_period(Period.parse(period))  # pyright: ignore[reportArgumentType]
        page = Page(workspace)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return Desk(page, workspace)

    yield opened
    for one in books:
        one.engine.dispose()
