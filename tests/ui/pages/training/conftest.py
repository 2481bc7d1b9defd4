"""The page on a window, and dialogs answered by the keys that a user would press."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.ledger import people, projects
from app.ledger.book import Book
from app.ledger.people import Newcomer
from ui.pages.training.page import Page
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
Answer = Callable[[QDialog], None]


@pytest.fixture
def page_of(open_window: Open, qtbot: QtBot) -> Callable[..., Page]:
    """The page of a project of a book."""

    kept: list[MainWindow] = []  # Python would let the window go, and Qt the page with it

    def opened(book: Book, code: str = "") -> Page:
        kept.append(open_window(book, code))
        found = kept[-1].open_page("training")
        assert isinstance(found, Page)
        qtbot.waitUntil(lambda: found.is_quiet)
        return found

    return opened


@pytest.fixture
def answer(qtbot: QtBot) -> Callable[..., None]:
    """The next dialogs, in order: each is handed to its answer as soon as it is open."""

    def prepared(*answers: Answer) -> None:
        left = list(answers)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
                QTimer.singleShot(10, look)
                return
            todo = left.pop(0)
            if left:
                QTimer.singleShot(10, look)
            try:
                todo(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()  # an answer that fails must not leave the test waiting

        QTimer.singleShot(0, look)

    return prepared


@pytest.fixture
def small(empty: Book) -> Book:
    """济源 with three people on the line."""
    project = projects.create(empty, "JY", "济源12345", "jiyuan-2026").id
    first = date(2026, 1, 1)
    names = (("J1", "赵一", "一组"), ("J2", "钱二", "一组"), ("J3", "孙三", "二组"))
    people.add(empty, project, [Newcomer(number, name, first, team, first) for number, name, team in names])
    return empty
