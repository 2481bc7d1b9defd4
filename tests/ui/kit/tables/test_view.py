"""A list is read, sorted, chosen from and left; an empty one says what belongs there."""

# pyright: reportOptionalMemberAccess=false
# A test that meets None fails there and then, which is what it is for.

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.tables.people import CHEN, FINES, LI, MAMAITI, NAME, PEOPLE, SCORE, YANG, crowd, model
from ui.kit.empty import EmptyState
from ui.kit.tables import TableModel, TableView
from ui.kit.theme import scaled

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key


def made(shown: TableModel) -> TableView:
    view = TableView()
    shown.setParent(view)
    view.setModel(shown)
    return view


@pytest.fixture
def table(qtbot: QtBot, light: None) -> TableView:
    view = made(model())
    qtbot.addWidget(view)
    view.resize(760, 320)
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def rows_of(view: TableView) -> TableModel:
    found = view.model()
    assert isinstance(found, TableModel)
    return found


def click(qtbot: QtBot, view: TableView, row: int, double: bool = False) -> None:
    spot = view.visualRect(view.model().index(row, NAME)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    if double:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def click_title(qtbot: QtBot, view: TableView, column: int) -> None:
    spot = view.visualRect(view.model().index(0, column)).center()
    spot.setY(8)
    qtbot.mouseClick(view.header.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_choosing_and_opening_a_row(qtbot: QtBot, table: TableView) -> None:
    chosen, opened = QSignalSpy(table.row_selected), QSignalSpy(table.row_activated)
    click(qtbot, table, 1, double=True)
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClick(table, Key.Key_Return)
    assert [chosen.at(at)[0] for at in range(chosen.count())] == [CHEN, LI]
    assert [opened.at(at)[0] for at in range(opened.count())] == [CHEN, LI]
    assert table.selected_rows() == [LI]


def test_a_title_sorts_up_down_and_not_at_all(qtbot: QtBot, table: TableView) -> None:
    found = []
    for _ in range(3):
        click_title(qtbot, table, FINES)
        found.append([one.id for one in rows_of(table).rows])
    assert found == [[4, 3, 2, 1], [1, 2, 3, 4], [1, 2, 3, 4]]


def test_the_chosen_row_is_kept(qtbot: QtBot, table: TableView) -> None:
    table.go_to_key(YANG.id)
    click_title(qtbot, table, SCORE)
    assert table.current_row() is YANG
    rows_of(table).set_rows((replace(YANG, fines=1), CHEN))
    assert table.current_row().fines == 1
    assert [one.id for one in table.selected_rows()] == [YANG.id]


def test_the_chosen_row_is_kept_when_everything_changes(qtbot: QtBot, light: None) -> None:
    view = made(model(crowd(400)))
    qtbot.addWidget(view)
    view.go_to_key(8)
    rows_of(view).set_filter("mmt")
    assert view.current_row().id == 8
    view.go_to_key(80)
    rows_of(view).set_filter("")
    assert view.current_row().id == 80


def test_a_row_that_is_not_shown_cannot_be_gone_to(table: TableView) -> None:
    rows_of(table).set_filter("陈")
    assert table.go_to_key(CHEN.id)
    assert not table.go_to_key(MAMAITI.id)


def test_rows_are_copied_as_shown(qtbot: QtBot, table: TableView) -> None:
    table.go_to_key(1)
    qtbot.keyClick(table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "K01\t买买提·艾山\t9.50\t1,234.56\t2025-03-01\t在岗\r\n"
    assert data.html().count("mso-number-format") == 4
    QGuiApplication.clipboard().clear()


def test_tab_leaves_a_list(qtbot: QtBot, light: None) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    view, button = made(model()), QPushButton("下一步")
    layout.addWidget(view)
    layout.addWidget(button)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Key.Key_Tab)
    assert button.hasFocus()


def test_an_empty_list_says_what_belongs_there(qtbot: QtBot, table: TableView) -> None:
    table.say_when_empty("person", "还没有人员", "先登记在岗的人。", "登记人员")
    assert not table.findChildren(EmptyState), "made when it is first seen"
    rows_of(table).set_rows(())
    empty = table.findChildren(EmptyState)[-1]
    assert empty.isVisible()
    assert empty.geometry() == table.viewport().geometry()
    with qtbot.waitSignal(table.first_step_requested):
        qtbot.mouseClick(empty.findChild(QPushButton), Qt.MouseButton.LeftButton)
    rows_of(table).set_rows(PEOPLE)
    assert not empty.isVisible()


def test_a_filter_without_hits_offers_to_be_cleared(qtbot: QtBot, table: TableView) -> None:
    rows_of(table).set_filter("没有这个人")
    seen = [one for one in table.findChildren(EmptyState) if one.isVisible()]
    assert [one.accessibleName() for one in seen] == ["没有符合的内容 换几个字，或清除筛选。"]
    with qtbot.waitSignal(table.filter_clearing_requested):
        qtbot.mouseClick(seen[0].findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_the_row_under_the_mouse_is_tinted(qtbot: QtBot, table: TableView) -> None:
    rect = table.visualRect(table.model().index(2, NAME))
    qtbot.mouseMove(table.viewport(), rect.center())
    qtbot.waitUntil(lambda: table._hovered == 2)
    colour = table.viewport().grab().toImage().pixelColor(rect.right() - 3, rect.center().y())
    assert colour == table.tokens.soft
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert table._hovered == -1


def test_columns_are_as_wide_as_asked(table: TableView, look: tuple[bool, int]) -> None:
    table.fit_columns()
    assert table.columnWidth(0) == scaled(64)
    assert table.header.length() == table.viewport().width()


def test_closed_lists_are_freed(qtbot: QtBot, light: None) -> None:
    alive = []
    for _ in range(20):
        view = made(model())
        view.say_when_empty("person", "空", "", "开始")
        view.show()
        view.go_to_key(2)
        view.grab()
        alive += [weakref.ref(view), weakref.ref(view.model())]
        view.close()
        view.deleteLater()
        del view
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not [one for one in alive if one() is not None]


def test_a_list_can_be_looked_at(qtbot: QtBot, look, picture: Callable) -> None:
    view = made(model(crowd(500)))
    qtbot.addWidget(view)
    view.resize(scaled(900), scaled(420))
    view.show()
    view.setFocus()
    view.sortByColumn(SCORE, Qt.SortOrder.DescendingOrder)
    view.selectRow(3)
    qtbot.mouseMove(view.viewport(), view.visualRect(view.model().index(5, NAME)).center())
    target: Path = picture("table", view, look)
    assert target.stat().st_size > 8_000
    rows_of(view).set_filter("没有")
    picture("table-unfound", view, look)


def test_a_stretching_column_keeps_its_least_width(qtbot: QtBot, light: None) -> None:
    base = model()
    columns = tuple(replace(one, width=110) if one.key == "name" else one for one in base.columns)
    shown = TableModel(columns)
    shown.set_rows(PEOPLE)
    view = made(shown)
    qtbot.addWidget(view)
    view.resize(760, 320)
    view.show()
    qtbot.waitUntil(lambda: view.columnWidth(NAME) > scaled(110))
    view.resize(240, 320)
    qtbot.waitUntil(lambda: view.columnWidth(NAME) == scaled(110))
    view.resize(760, 320)
    qtbot.waitUntil(lambda: view.columnWidth(NAME) > scaled(110))
