"""The page answers: making it, opening it, its views, its sheets and its deeds hold up no turn of the loop."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ledger.book import Book
from tests.ui.gaps import best_of, watched
from ui.pages.closing import way
from ui.pages.closing.page import Page
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY"])
def test_no_turn_is_long(open_window: Open, demo: Book, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gaps = watched(monkeypatch)

    def journey() -> None:
        window = open_window(demo, code)
        gaps.step("make", lambda: window._pages._make("closing"))
        page = gaps.step("open", lambda: window.open_page("closing"))
        assert isinstance(page, Page)
        for view in ("review", "term", "versions", "money"):
            gaps.step(view, lambda view=view: page.open_view(view))
        for key in (Key.Key_Left, Key.Key_Right):
            QTest.keyClick(window, key, Held.AltModifier)
        if way.SELF in page.stepper.buttons:
            QTest.keyClick(page.stepper.buttons[way.SELF], Key.Key_Space)
            QTest.keyClick(window, Key.Key_Z, Held.ControlModifier)
        if code == "KZ":
            for _ in range(3):
                chosen = page.sheets._group.checkedButton()
                assert chosen is not None
                QTest.keyClick(chosen, Key.Key_Right)
        window.close()

    assert best_of(gaps, journey) == []
