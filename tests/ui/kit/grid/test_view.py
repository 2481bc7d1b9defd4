"""The grid as a whole: its model, its frozen columns, its pictures, and that nothing of it stays behind."""

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.grid.hands import dressed, place, selected
from tests.ui.kit.grid.month import CODES, Month
from tests.ui.kit.grid.sheet import HITS, NAME, NOTE, SHIFT, TITLES, TOTAL, Sheet
from ui.kit.grid import CodeDelegate, GridView, NumberDelegate, TextDelegate, fit_columns, sample_widths
from ui.kit.grid.areas import Area
from ui.kit.grid.delegates import Trigger
from ui.kit.grid.frozen import FrozenColumns
from ui.kit.theme import scaled

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key


@pytest.fixture
def frozen(qtbot: QtBot, light: None) -> GridView:
    made = dressed(Sheet(), frozen=1)
    qtbot.addWidget(made)
    made.setColumnWidth(NOTE, 400)
    made.resize(400, 120)
    made.show()
    made.setFocus()
    made.go_to(0, HITS)
    return made


def pane(grid: GridView) -> FrozenColumns:
    found = grid.findChild(FrozenColumns)
    assert found is not None
    return found


def test_the_model_keeps_its_word(qtmodeltester, sheet: Sheet) -> None:
    qtmodeltester.check(sheet)
    QAbstractItemModelTester(sheet, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert sheet.setData(sheet.index(0, NOTE), "新")
    assert not sheet.setData(sheet.index(0, HITS), "x")
    assert not sheet.setData(sheet.index(0, NAME), "x")
    sheet.put_row(2)


def test_rows_have_the_height_asked_for_at_any_zoom(grid: GridView, look: tuple[bool, int]) -> None:
    assert grid.rowHeight(0) == scaled(31)
    grid.set_row_height(24)
    assert grid.rowHeight(0) == scaled(24)


def test_widths_are_sampled(grid: GridView) -> None:
    widths = sample_widths(grid)
    assert len(widths) == len(TITLES)
    assert widths[NAME] > widths[HITS]
    fit_columns(grid)
    assert [grid.columnWidth(at) for at in range(len(TITLES))] == widths


def test_a_column_says_what_opens_it(grid: GridView, qtbot: QtBot) -> None:
    grid.setItemDelegateForColumn(NOTE, TextDelegate(grid, Trigger.EditKeyPressed))
    grid.go_to(0, NOTE)
    qtbot.keyClicks(grid, "x")
    assert not grid.is_editing
    qtbot.keyClick(grid, Key.Key_F2)
    assert grid.is_editing


def test_the_column_under_the_mouse_is_marked(grid: GridView, qtbot: QtBot) -> None:
    spot = grid.visualRect(grid.model().index(2, NOTE)).center()
    qtbot.mouseMove(grid.viewport(), spot)
    qtbot.waitUntil(lambda: grid.header._hovered == NOTE)
    QApplication.sendEvent(grid, QEvent(QEvent.Type.Leave))
    assert grid.header._hovered == -1


def test_frozen_columns_stay_in_sight(frozen: GridView) -> None:
    frozen.go_to(0, SHIFT)
    assert frozen.horizontalScrollBar().value() > 0
    assert pane(frozen).isVisible()
    assert not pane(frozen).isColumnHidden(NAME)
    assert pane(frozen).isColumnHidden(HITS)
    assert pane(frozen).width() == frozen.columnWidth(NAME)
    frozen.go_to(0, HITS)
    assert frozen.visualRect(frozen.currentIndex()).left() >= pane(frozen).width()


def test_frozen_columns_scroll_select_and_widen_with_the_rest(frozen: GridView, qtbot: QtBot) -> None:
    frozen.verticalScrollBar().setValue(20)
    assert pane(frozen).verticalScrollBar().value() == 20
    frozen.setColumnWidth(NAME, 150)
    assert pane(frozen).columnWidth(NAME) == pane(frozen).width() == 150
    pane(frozen).setColumnWidth(NAME, 120)
    assert frozen.columnWidth(NAME) == pane(frozen).width() == 120
    spot = pane(frozen).visualRect(frozen.model().index(2, NAME)).center()
    qtbot.mouseClick(pane(frozen).viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert place(frozen) == (2, NAME)
    assert selected(frozen) == {(2, NAME)}
    assert frozen.hasFocus()


def test_the_wheel_over_frozen_columns_scrolls_the_grid(frozen: GridView) -> None:
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -60), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pane(frozen).viewport(), wheel)
    assert frozen.verticalScrollBar().value() == pane(frozen).verticalScrollBar().value() > 0


def test_home_goes_to_the_first_column_that_moves(frozen: GridView, qtbot: QtBot) -> None:
    frozen.go_to(3, NOTE)
    qtbot.keyClick(frozen, Key.Key_Home)
    assert place(frozen) == (3, HITS)
    qtbot.keyClick(frozen, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert place(frozen) == (0, HITS)


def test_a_model_may_change_under_frozen_columns(frozen: GridView) -> None:
    sheet = Sheet()
    sheet.setParent(frozen)
    frozen.setModel(sheet)
    assert pane(frozen).model() is sheet
    assert pane(frozen).selectionModel() is frozen.selectionModel()
    assert pane(frozen).isColumnHidden(TOTAL)


def test_closed_grids_are_freed(qtbot: QtBot, light: None) -> None:
    alive = []
    for _ in range(20):
        window = QWidget()
        QVBoxLayout(window).addWidget(grid := dressed(Sheet(), frozen=1))
        window.show()
        grid.go_to(0, SHIFT)
        grid.setFocus()
        qtbot.keyClick(grid, Key.Key_F2)
        grid.grab()
        alive += [weakref.ref(grid), weakref.ref(grid.model()), weakref.ref(window)]
        window.close()
        window.deleteLater()
        del grid, window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not [one for one in alive if one() is not None]


def month_grid(row_height: int = 24) -> GridView:
    """500 people, a month."""
    grid = GridView(row_height=row_height, frozen=3)
    model = Month()
    model.setParent(grid)
    grid.setModel(model)
    codes = CodeDelegate(grid, CODES)
    for column in range(model.columnCount()):
        grid.setColumnWidth(column, scaled(model.width(column)))
        if model.is_day(column):
            grid.setItemDelegateForColumn(column, codes)
        elif column > 3:
            grid.setItemDelegateForColumn(column, NumberDelegate(grid))
    return grid


@pytest.mark.parametrize("height", [24, 31])
def test_a_month_can_be_looked_at(qtbot: QtBot, look, tmp_path: Path, height: int, picture: Callable) -> None:
    grid = month_grid(height)
    qtbot.addWidget(grid)
    grid.resize(scaled(1186), scaled(592))
    grid.show()
    grid.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    grid.go_to(6, 24)
    target = picture("month", grid, look, height)
    assert target.stat().st_size > 10_000


def test_names_are_seen_in_frozen_columns(qtbot: QtBot, frozen: GridView) -> None:
    picture = pane(frozen).viewport().grab().toImage()
    rect = pane(frozen).visualRect(frozen.model().index(0, NAME))
    inks = {picture.pixelColor(x, y).lightness() for x in range(rect.left(), rect.right()) for y in range(4, 27)}
    assert min(inks) < 90


def test_a_delegate_of_qts_own_is_drawn_too(qtbot: QtBot, grid: GridView) -> None:
    grid.setItemDelegateForColumn(NOTE, QStyledItemDelegate(grid))
    picture = grid.viewport().grab().toImage()
    rect = grid.visualRect(grid.model().index(3, NOTE))
    inks = {picture.pixelColor(x, rect.center().y()).lightness() for x in range(rect.left(), rect.right())}
    assert min(inks) < 120


def test_work_in_hand_can_be_looked_at(qtbot: QtBot, frozen: GridView, look, picture: Callable) -> None:
    frozen.resize(scaled(900), scaled(260))
    fit_columns(frozen)
    frozen.activateWindow()
    qtbot.waitUntil(frozen.hasFocus)
    frozen.select_area(Area(2, HITS, 4, NOTE))
    picture("selection", frozen, look)
    QGuiApplication.clipboard().setText("5\t6\r\n九十\t8\r\n")
    frozen.go_to(1, HITS)
    frozen.paste()
    frozen.go_to(2, HITS)
    picture("problem", frozen, look)
    frozen.go_to(1, SHIFT)
    qtbot.keyClick(frozen, Key.Key_F2)
    picture("choice", frozen, look)
    QGuiApplication.clipboard().clear()
