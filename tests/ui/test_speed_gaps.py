"""The window answers: nothing that a user does from the keyboard holds up the event loop for a tenth of a second."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ledger import indicators, projects
from app.ledger.book import Book
from tests.ui.gaps import LIMIT_MS, Gaps, best_of, watched
from ui.pages import PAGES
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
Key, Held = Qt.Key, Qt.KeyboardModifier
CODES = ("KZ", "DZ", "YZ", "JY", "BS")
OWN = ("overview", "indicators", "attendance")


@pytest.fixture
def gaps(monkeypatch: pytest.MonkeyPatch) -> Gaps:
    return watched(monkeypatch)


def prepare(window: MainWindow, gaps: Gaps) -> None:
    """As the program does after its start, one step a turn."""
    steps = window.prepared()
    while gaps.step("prepare", lambda: next(steps, window)) is not window:
        pass


@pytest.mark.parametrize("code", CODES)
def test_going_through_pages_and_periods(open_window: Open, demo: Book, code: str, gaps: Gaps) -> None:
    def journey() -> None:
        window = open_window(demo, code)
        prepare(window, gaps)
        for page in OWN:
            gaps.step(f"open {page}", lambda page=page: window.open_page(page))
            for key in (Key.Key_Left, Key.Key_Left, Key.Key_Right):
                QTest.keyClick(window, key, Held.AltModifier)
        window.close()

    assert [one for one in best_of(gaps, journey) if one.ms > LIMIT_MS] == []


def test_going_through_the_projects(open_window: Open, demo: Book, gaps: Gaps) -> None:
    def journey() -> None:
        window = open_window(demo, "DZ")
        prepare(window, gaps)
        for page in OWN:
            window.open_page(page)
            for other in projects.listed(demo):
                gaps.step(f"{page} of {other.code}", lambda other=other: window.workspace.open_project(other.id))
        window.close()

    assert best_of(gaps, journey) == []


@pytest.mark.parametrize("page", OWN)
def test_typing_and_taking_back(open_window: Open, demo: Book, page: str, gaps: Gaps) -> None:
    def journey() -> None:
        window = open_window(demo, "DZ")
        prepare(window, gaps)
        window.open_page(page)
        workspace = window.workspace
        owner = workspace.project
        assert owner is not None
        for rank in (1, 2, 3):
            write = lambda rank=rank: indicators.record(demo, owner.id, "rank_a", {"rank": rank}, workspace.period)  # noqa: E731
            gaps.step("type", lambda write=write: workspace.commit(write))
        for key in (Key.Key_Z, Key.Key_Z, Key.Key_Y):
            QTest.keyClick(window, key, Held.ControlModifier)
        window.close()

    assert best_of(gaps, journey) == []


@pytest.mark.parametrize("code", CODES)
def test_the_palette(open_window: Open, demo: Book, code: str, gaps: Gaps) -> None:
    def journey() -> None:
        window = open_window(demo, code)
        QTest.keyClick(window, Key.Key_K, Held.ControlModifier)
        popup = window.focusWidget() or window
        for letter in (Key.Key_J, Key.Key_T, Key.Key_L, Key.Key_Down, Key.Key_Escape):
            QTest.keyClick(popup, letter)
        window.close()

    assert best_of(gaps, journey) == []


def test_the_helper_sees_a_gap(gaps: Gaps) -> None:
    def busy() -> int:
        return sum(at * at for at in range(4_000_000))

    gaps.step("short", lambda: None)
    assert not gaps.long
    gaps.step("busy", busy)
    assert gaps.longest > LIMIT_MS and gaps.long[0].after == "busy"
    assert [one.after for one in best_of(gaps, lambda: gaps.step("busy", busy))] == ["busy"]


def test_every_page_is_prepared_once_and_opens_as_before(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "DZ")
    begun = window.page
    for _ in window.prepared():
        assert window.page == begun
    made = {one.key: window.open_page(one.key) for one in PAGES}
    assert list(window.prepared()) == [None] * len(PAGES)  # only the imports are looked at again
    assert {one.key: window.open_page(one.key) for one in PAGES} == made
