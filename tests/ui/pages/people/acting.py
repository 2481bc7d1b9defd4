"""How the tests of 人员 act: the page of a window, a dialog filled in while it is open, what was written."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.ledger.book import Book, last_entry
from ui.pages.people.dialog import DeedDialog
from ui.pages.people.page import Page
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


def page_of(window: MainWindow) -> Page:
    page = window.open_page("people")
    assert isinstance(page, Page)
    return page


def project_of(window: MainWindow) -> int:
    assert window.workspace.project is not None
    return window.workspace.project.id


def during(kind: type, act: Callable[[Any], object]) -> None:
    """Acts in the dialog that is about to be opened; nothing is mocked."""

    tries = iter(range(200))

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            if next(tries, None) is not None:
                QTimer.singleShot(10, look)
            return
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()  # whatever went wrong, the test does not wait for a user

    QTimer.singleShot(0, look)


def entry(book: Book) -> int:
    with book.read() as connection:
        found = last_entry(connection)
    return found.id if found else 0


def fill(dialog: DeedDialog, **values: Any) -> None:
    for key, value in values.items():
        dialog.entries[key].show_value(value)
