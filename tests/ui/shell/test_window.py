"""The window as a whole: it opens on anything, shows the live figure, takes back, finds, and is freed."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.ledger import facts, indicators, periods, projects
from app.ledger.book import Book
from app.ledger.sealing import CONTRACT
from app.periods import Period
from ui.kit.empty import EmptyState
from ui.pages import PAGES
from ui.shell.commands import search
from ui.shell.window import MainWindow
from ui.workspace import Workspace

Open = Callable[..., MainWindow]
CODES = ("KZ", "DZ", "YZ", "JY", "BS")


def figure(window: MainWindow) -> str:
    """The live figure of the header."""
    found = window.findChild(QPushButton, "score")
    assert found is not None
    return found.text()


def test_an_empty_store_says_what_belongs_there(open_window: Open, empty: Book) -> None:
    window = open_window(empty)
    told = [one for one in window.findChildren(EmptyState) if one.isVisible()]
    assert told and "还没有项目" in told[0].accessibleName()
    assert not window.findChild(QPushButton, "score").isVisible()  # pyright: ignore[reportOptionalMemberAccess]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("page", [one.key for one in PAGES])
def test_every_page_opens_on_every_contract(open_window: Open, demo: Book, code: str, page: str) -> None:
    window = open_window(demo, code)
    window.open_page(page)
    assert window.page == page
    assert any(sign.isdigit() for sign in figure(window))


def test_a_sealed_period_says_so(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "DZ")
    window.workspace.open_period(Period("month", 2025, 9))
    assert window.workspace.locked
    for one in PAGES:
        window.open_page(one.key)
    assert figure(window) == "75.1 分"


def test_one_edit_repaints_the_header(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "DZ")
    workspace = window.workspace
    owner, period = workspace.project, workspace.period
    assert owner is not None
    before = figure(window)
    with qtbot.waitSignal(workspace.changed):
        workspace.commit(lambda: indicators.record(demo, owner.id, "rank_a", {"rank": 3}, period))
    score = facts.assessed(demo, owner.id, period).assessment.score
    assert figure(window) == f"{score:f} 分" != before
    assert "已保存" in window.findChild(QLabel, "saved").text()  # pyright: ignore[reportOptionalMemberAccess]


def test_undo_and_redo_from_the_keyboard(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "DZ")
    workspace = window.workspace
    owner = workspace.project
    assert owner is not None
    before = figure(window)
    workspace.commit(lambda: indicators.record(demo, owner.id, "rank_a", {"rank": 3}, workspace.period))
    after = figure(window)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert figure(window) == before
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert figure(window) == after


def test_nothing_to_undo_is_said_and_not_a_fault(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "DZ")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert any("没有可撤销的操作" in one.text() for one in window.findChildren(QLabel))


def test_periods_by_keyboard_and_their_ends(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "YZ")
    assert str(window.workspace.period) == "2025-Q3"
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert str(window.workspace.period) == "2025-Q4"
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert str(window.workspace.period) == "2025-Q4"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("zl", "page:overview"),
        ("zonglan", "page:overview"),
        ("接通", "indicator:connect_rate"),
        ("2025-10", "period:2025-10"),
    ],
)
def test_the_palette_finds_by_sound_and_by_character(open_window: Open, demo: Book, typed: str, key: str) -> None:
    window = open_window(demo, "DZ")
    assert search(window.workspace, typed)[0].key == key


def test_the_palette_finds_people_by_initials_and_number(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    by_number = search(window.workspace, "K03")[0]
    assert by_number.key.startswith("person:")
    from app.ledger import people

    person = next(one for one in people.listed(demo, projects.find(demo, "KZ").id) if one.staff_number == "K03")
    initials = person.pinyin.partition(" ")[2]
    assert by_number.key in [one.key for one in search(window.workspace, initials)]


def test_the_window_remembers_its_page(open_window: Open, demo: Book, settings: QSettings) -> None:
    window = open_window(demo, "DZ")
    window.open_page(PAGES[-1].key)
    window.close()
    assert open_window(demo, "DZ").page == PAGES[-1].key


def test_a_frozen_period_is_told_by_the_header(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    owner = window.workspace.project
    assert owner is not None
    window.workspace.commit(lambda: periods.freeze(demo, owner.id, CONTRACT, window.workspace.period, despite="测试"))
    assert window.workspace.locked


def test_a_closed_window_is_freed(demo: Book, settings: QSettings, qtbot: QtBot) -> None:
    window = MainWindow(Workspace(demo), settings)
    window.show()
    gone = weakref.ref(window)
    window.close()
    window.deleteLater()
    del window
    qtbot.wait(10)
    gc.collect()
    assert gone() is None


class Emitter(QObject):
    """Emits what 6.12 lost a reference to."""

    said = Signal(bool, object)

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.said.connect(self._hear)

    def _hear(self, yes: bool, nothing: object) -> None:
        self.heard += yes is True and nothing is None


def test_five_thousand_emits() -> None:
    emitter = Emitter()
    for _ in range(5000):
        emitter.said.emit(True, None)
    assert emitter.heard == 5000
