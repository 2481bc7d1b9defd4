"""What a newcomer stumbles over: undo from within a field, a panel that outlives its page, a cut line."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from app.ledger import projects
from app.ledger.book import Book
from app.ledger.overview import Headline
from app.ledger.why import Why, why_settlement
from ui.kit.labels import ElidedLabel
from ui.kit.rows import ClickRow
from ui.pages.overview.cards import TasksCard
from ui.shell.commands import search
from ui.shell.navigation import Navigation
from ui.shell.window import SMALLEST, MainWindow
from ui.workspace import Workspace

Open = Callable[..., MainWindow]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


def quick_line(window: MainWindow, qtbot: QtBot) -> QLineEdit:
    """The line on the page of incidents, with the keyboard."""
    found: QLineEdit = window.open_page("incidents").quick.edit  # pyright: ignore[reportAttributeAccessIssue]
    found.setFocus()
    qtbot.waitUntil(found.hasFocus)
    return found


def test_undo_after_a_quick_entry_takes_the_entry_back(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "KZ")
    undo, line = window.workspace.undo, quick_line(window, qtbot)
    qtbot.keyClicks(line, "chidao K02 9/3")
    with qtbot.waitSignal(window.workspace.changed):
        qtbot.keyClick(line, Key.Key_Return)
    assert len(undo.done) == 1 and line.text() == ""
    qtbot.keyClick(line, Key.Key_Z, Control)
    assert not undo.done and line.text() == ""
    qtbot.keyClick(line, Key.Key_Y, Control)
    assert len(undo.done) == 1


def test_a_field_undoes_its_own_typing_first(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "KZ")
    line = quick_line(window, qtbot)
    qtbot.keyClicks(line, "chidao K02 9/3")
    with qtbot.waitSignal(window.workspace.changed):
        qtbot.keyClick(line, Key.Key_Return)
    qtbot.keyClicks(line, "abc")
    qtbot.keyClick(line, Key.Key_Z, Control)
    assert line.text() == "" and len(window.workspace.undo.done) == 1


def test_what_was_explained_goes_with_its_page(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    window.show_why(_why(window))
    navigation = window.findChild(Navigation)
    assert navigation is not None and window.panel.isVisible()
    navigation.page_requested.emit(window.page)
    assert window.panel.isVisible()
    navigation.page_requested.emit("people")
    assert not window.panel.isVisible()


def _why(window: MainWindow) -> Why:
    known = window.workspace.headline()
    assert isinstance(known, Headline)
    return why_settlement(known.found.assessment)


def test_the_project_menu_offers_a_new_one(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    button = window.findChild(QToolButton, "project")
    assert button is not None
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions()][-1] == "新建项目…"


@pytest.mark.parametrize("typed", ["深色", "shense", "明暗", "qs"])
def test_the_look_is_found_by_its_everyday_names(open_window: Open, demo: Book, typed: str) -> None:
    assert any(one.key == "do:theme" for one in search(open_window(demo, "DZ").workspace, typed))


def test_the_header_ends_in_dots_where_there_is_no_room(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "YZ")
    window.resize(QSize(*SMALLEST))
    found = window.findChild(QLabel, "distance")
    assert isinstance(found, ElidedLabel) and "37,250.00 元" in found.text()
    assert found.toolTip() == found.text()


@pytest.mark.parametrize(("code", "period"), [("KZ", "2025-Q3"), ("DZ", "2025-12"), ("JY", "2026-06")])
def test_a_contract_that_is_over_opens_where_its_figures_end(demo: Book, code: str, period: str) -> None:
    workspace = Workspace(demo, lambda: date(2030, 1, 1))
    workspace.open_project(projects.find(demo, code).id)
    assert str(workspace.period) == period


def test_a_due_task_leads_to_the_duties(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "KZ")
    page = window.open_page("overview")
    card = page.findChild(TasksCard)
    assert card is not None
    row = card.findChildren(ClickRow)[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert window.page == "obligations"
