"""Smooth: no key holds up the window for a tenth of a second, not even in a month of five hundred people."""

from collections.abc import Callable, Iterator
from datetime import date
from time import sleep

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ledger import attendance, people, projects, store
from app.ledger.attendance import Entry
from app.ledger.book import Book
from tests.ui.gaps import Gaps, best_of, watched
from tests.ui.pages.attendance.conftest import OCTOBER, Hand

Key, Mod = Qt.Key, Qt.KeyboardModifier
MANY, TEAMS = 500, 20
Open = Callable[..., Hand]


@pytest.fixture
def gaps(monkeypatch: pytest.MonkeyPatch) -> Gaps:
    return watched(monkeypatch)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """克州 with five hundred agents and every day of October up to the 19th marked."""
    book = store.create(tmp_path_factory.mktemp("crowd") / "众.hotline", "王经理")
    project = projects.create(book, "KZ", "克州12345", "kezhou-2025").id
    first = date(2025, 1, 1)
    for at in range(TEAMS):
        people.add_team(book, project, f"{at + 1}班")
    crew = [people.Newcomer(f"N{at:03}", f"话务{at:03}", first, f"{at % TEAMS + 1}班") for at in range(MANY)]
    people.add(book, project, crew)
    days = [day for day in OCTOBER.all_days if day.day <= 19]
    marks = [Entry(one.id, day, "present" if day.weekday() < 5 else "rest")
             for one in people.listed(book, project) for day in days]  # fmt: skip
    attendance.load(book, project, marks, "考勤机")
    yield book
    book.engine.dispose()


def waited(gaps: Gaps, hand: Hand) -> None:
    """Everything that happens by itself afterwards, turn by turn."""
    for _ in range(400):
        gaps.step("later", lambda: sleep(0.005))
        if hand.page.is_quiet:
            return
    raise AssertionError("the page does not come to rest")


@pytest.mark.parametrize("code", ["KZ", "DZ", "JY"])
def test_typing_marks(open_page: Open, code: str, gaps: Gaps) -> None:
    hand = open_page(code)

    def journey() -> None:
        hand.window.open_page("overview")
        gaps.step("open", lambda: hand.window.open_page("attendance"))
        waited(gaps, hand)
        grid = hand.page.days.grid
        grid.setFocus()
        for key in (Key.Key_1, Key.Key_2, Key.Key_C, Key.Key_K, Key.Key_Delete, Key.Key_Down, Key.Key_PageDown):
            QTest.keyClick(grid, key)
            waited(gaps, hand)
        for key in (Key.Key_2, Key.Key_3, Key.Key_1):
            QTest.keyClick(hand.page, key, Mod.ControlModifier)
            waited(gaps, hand)
        for key in (Key.Key_Z, Key.Key_Y, Key.Key_Z):
            QTest.keyClick(hand.window, key, Mod.ControlModifier)
            waited(gaps, hand)

    assert best_of(gaps, journey) == []


def test_five_hundred_people(open_page: Open, crowd: Book, gaps: Gaps) -> None:
    """Moving, scrolling, typing and filtering; opening such a month may take a little longer."""
    hand = open_page("KZ", book=crowd)
    assert len(hand.page.days.kind.rows) == MANY
    grid = hand.page.days.grid
    hand.page._full.timeout.disconnect()  # the conduct rules of 500 people are another bench's

    def journey() -> None:
        hand.go("N000", 10)
        grid.setFocus()
        keys = (Key.Key_Down, Key.Key_PageDown, Key.Key_PageDown, Key.Key_Right, Key.Key_C, Key.Key_C, Key.Key_1,
                Key.Key_Delete, Key.Key_1, Key.Key_Up)  # fmt: skip
        for key in keys:
            QTest.keyClick(grid, key)
        QTest.keyClick(grid, Key.Key_End, Mod.ControlModifier)
        QTest.keyClick(grid, Key.Key_Home, Mod.ControlModifier)
        for text in ("N4", ""):
            gaps.step("filter", lambda text=text: hand.page.head.search.setText(text))

    assert best_of(gaps, journey) == []
    assert hand.row("N001", 10, 10) != "."
