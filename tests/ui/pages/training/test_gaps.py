"""Nothing on the page holds up the event loop for a tenth of a second: making, opening, leafing, typing, undoing."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ledger import training
from app.ledger.book import Book
from app.ledger.training import Came
from app.ledger.training_month import floor
from tests.ui.gaps import Gaps, best_of, watched
from ui.pages.training.lesson_dialog import Lesson
from ui.pages.training.page import Page
from ui.pages.training.roll_dialog import RollCall, RollDialog
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def gaps(monkeypatch: pytest.MonkeyPatch) -> Gaps:
    return watched(monkeypatch)


def opened(window: MainWindow, gaps: Gaps) -> Page:
    """The page made in one step and opened in another, as after the program's start."""
    gaps.step("make", lambda: window._pages._make("training"))
    gaps.step("add", lambda: window._pages._add("training"))
    page = gaps.step("open", lambda: window.open_page("training"))
    assert isinstance(page, Page) and page.is_quiet
    return page


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY", "BS"])
def test_making_opening_and_leafing(open_window: Open, demo: Book, code: str, gaps: Gaps) -> None:
    def journey() -> None:
        window = open_window(demo, code)
        page = opened(window, gaps)
        for key in (Key.Key_Left, Key.Key_Left, Key.Key_Right):
            QTest.keyClick(window, key, Held.AltModifier)
        for key in (Key.Key_2, Key.Key_3, Key.Key_1, Key.Key_PageUp, Key.Key_PageDown):
            QTest.keyClick(page, key, Held.ControlModifier)
        for key in (Key.Key_Up, Key.Key_Up, Key.Key_Down):
            QTest.keyClick(page.sessions.table, key)
        QTest.keyClick(page, Key.Key_F, Held.ControlModifier)
        for key in (Key.Key_Z, Key.Key_L, Key.Key_Backspace, Key.Key_Backspace):
            QTest.keyClick(page.hours.search, key)
        window.close()

    assert best_of(gaps, journey) == []


@pytest.mark.parametrize("code", ["JY", "DZ"])
def test_writing_and_taking_back(open_window: Open, demo: Book, code: str, gaps: Gaps) -> None:
    def journey() -> None:
        window = open_window(demo, code)
        page = opened(window, gaps)
        owner = window.workspace.project
        assert owner is not None
        lesson = Lesson(page.month.first, "政策", "routine", Decimal(2))
        made = gaps.step("hold", lambda: page.clerk.hold(lesson, None))
        seats = [one.id for one in page.found.learners if one.person.online_on] if page.found else []
        assert made and seats
        gaps.step("sign in", lambda: page.clerk.sign_in(made, [Came(one) for one in seats]))
        assert len(training.attended(demo, owner.id, made)) == len(seats)
        for key in (Key.Key_Z, Key.Key_Z, Key.Key_Y, Key.Key_Z):
            QTest.keyClick(window, key, Held.ControlModifier)
        window.close()

    assert best_of(gaps, journey) == []


def test_typing_into_the_check_list(open_window: Open, demo: Book, gaps: Gaps) -> None:
    def journey() -> None:
        window = open_window(demo, "DZ")
        page = opened(window, gaps)
        row = page.sessions.chosen()
        assert row is not None and page.found is not None
        seats = floor(demo, window.workspace.project.id, row.session.day) if window.workspace.project else ()
        dialog = gaps.step("check list", lambda: RollDialog(window, RollCall("课", row.session.hours, seats)))
        gaps.step("shown", dialog.show)
        for key in (Key.Key_Space, Key.Key_Down, Key.Key_Space, Key.Key_L, Key.Key_Tab):
            QTest.keyClick(dialog.view, key)
        QTest.keyClick(dialog.view, Key.Key_9)
        QTest.keyClick(QApplication.focusWidget() or dialog.view, Key.Key_Return)
        QTest.keyClick(dialog, Key.Key_1, Held.ControlModifier)
        assert dialog.model.counts[0] == len(seats) > 40
        dialog.reject()
        dialog.deleteLater()
        window.close()

    assert best_of(gaps, journey) == []
