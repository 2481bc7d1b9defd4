"""Keys do in the grid what they do in Excel."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QSignalSpy

from tests.ui.kit.grid.hands import editor_of, place, select, selected
from tests.ui.kit.grid.sheet import HITS, NAME, NOTE, SHIFT, TOTAL, Sheet
from ui.kit.grid import GridView, Step

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key
SHIFTED, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


def test_typing_replaces_what_is_there(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("9")
    assert editor_of(grid).text() == "9"
    press("8", Key.Key_Return)
    assert sheet.texts[0][HITS] == "98"
    assert place(grid) == (1, HITS)
    assert not grid.is_editing


def test_f2_opens_with_all_of_it_selected(grid: GridView, sheet: Sheet, press: Press) -> None:
    press(Key.Key_F2)
    assert editor_of(grid).selectedText() == "1"
    press(Key.Key_End, "5", Key.Key_Return)
    assert sheet.texts[0][HITS] == "15"


def test_a_double_click_opens(qtbot, grid: GridView) -> None:
    index = grid.model().index(2, NOTE)
    spot = grid.visualRect(index).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert editor_of(grid).selectedText() == "注2"


def test_what_is_for_reading_cannot_be_opened(grid: GridView, press: Press, sheet: Sheet) -> None:
    grid.go_to(1, NAME)
    press(Key.Key_F2, "x", Key.Key_Delete)
    assert not grid.is_editing
    assert not sheet.calls


@pytest.mark.parametrize(
    ("key", "held", "goes"),
    [
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier, (3, TOTAL)),
        (Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, (3, TOTAL)),
        (Key.Key_Return, SHIFTED, (1, TOTAL)),
        (Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (2, NOTE)),
        (Key.Key_Backtab, SHIFTED, (2, HITS)),
    ],
)
@pytest.mark.parametrize("typed", ["", "7"])
def test_enter_and_tab_go_on(grid: GridView, sheet: Sheet, press: Press, key, held, goes, typed: str) -> None:
    grid.go_to(2, TOTAL)
    press(typed, key, held=held)
    assert place(grid) == goes
    assert selected(grid) == {goes}
    assert sheet.texts[2][TOTAL] == (typed or "22")


def test_tab_goes_to_the_next_cell_to_type_into(grid: GridView, press: Press) -> None:
    grid.go_to(0, SHIFT)
    press(Key.Key_Tab)
    assert place(grid) == (1, HITS)


def test_enter_after_tabs_goes_back_to_where_the_row_was_begun(grid: GridView, press: Press) -> None:
    press("1", Key.Key_Tab, "2", Key.Key_Tab, "3", Key.Key_Return)
    assert place(grid) == (1, HITS)


def test_enter_stays_at_the_end_and_tab_leaves_the_grid(grid: GridView, press: Press) -> None:
    grid.go_to(5, SHIFT)
    press(Key.Key_Return)
    assert place(grid) == (5, SHIFT)
    assert not grid.go_on(Step(0, 1))


def test_escape_cancels(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("99", Key.Key_Escape)
    assert not grid.is_editing
    assert grid.hasFocus()
    assert sheet.texts[0][HITS] == "1"
    assert not sheet.calls


def test_arrows_leave_what_was_begun_by_typing(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("5", Key.Key_Down, "6", Key.Key_Right)
    assert (sheet.texts[0][HITS], sheet.texts[1][HITS]) == ("5", "6")
    assert place(grid) == (1, TOTAL)


def test_arrows_move_in_the_text_after_f2(grid: GridView, press: Press) -> None:
    press(Key.Key_F2, Key.Key_Right)
    assert grid.is_editing


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_clears_the_selection_in_one_call(grid, sheet: Sheet, press: Press, changes: QSignalSpy, key) -> None:
    select(grid, 1, NAME, 2, TOTAL)
    press(key)
    assert [row[NAME : TOTAL + 1] for row in sheet.texts[1:3]] == [["马晓燕", "", ""], ["陈思琪", "", ""]]
    assert len(sheet.calls) == changes.count() == 1
    press(key)
    assert len(sheet.calls) == 1  # there is nothing left to clear


def test_shift_and_arrows_select_a_range(grid: GridView, press: Press) -> None:
    press(Key.Key_Down, Key.Key_Right, held=SHIFTED)
    assert selected(grid) == {(row, column) for row in (0, 1) for column in (HITS, TOTAL)}


def test_the_mouse_selects_a_range(qtbot, grid: GridView) -> None:
    first, last = (grid.visualRect(grid.model().index(*one)).center() for one in ((1, HITS), (3, NOTE)))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(grid.viewport(), left, pos=first)
    qtbot.mouseClick(grid.viewport(), left, SHIFTED, pos=last)
    assert selected(grid) == {(row, column) for row in (1, 2, 3) for column in (HITS, TOTAL, NOTE)}


def test_control_a_home_and_end(grid: GridView, press: Press) -> None:
    press(Key.Key_A, held=CONTROL)
    assert len(selected(grid)) == 30
    press(Key.Key_End, held=CONTROL)
    assert place(grid) == (5, SHIFT)
    press(Key.Key_Home, held=CONTROL)
    assert place(grid) == (0, NAME)


def test_control_d_fills_down(grid: GridView, sheet: Sheet, press: Press, changes: QSignalSpy) -> None:
    select(grid, 1, HITS, 3, TOTAL)
    press(Key.Key_D, held=CONTROL)
    assert [row[HITS : TOTAL + 1] for row in sheet.texts[1:4]] == [["11", "12"]] * 3
    assert len(sheet.calls) == changes.count() == 1


def test_control_d_takes_a_single_row_from_above(grid: GridView, sheet: Sheet, press: Press) -> None:
    select(grid, 3, HITS, 3, TOTAL)
    press(Key.Key_D, held=CONTROL)
    assert sheet.texts[3][HITS : TOTAL + 1] == ["21", "22"]


def test_control_r_fills_right(grid: GridView, sheet: Sheet, press: Press, changes: QSignalSpy) -> None:
    select(grid, 1, HITS, 2, NOTE)
    press(Key.Key_R, held=CONTROL)
    assert [row[HITS : NOTE + 1] for row in sheet.texts[1:3]] == [["11"] * 3, ["21"] * 3]
    assert len(sheet.calls) == changes.count() == 1


def test_control_enter_fills_the_selection(grid: GridView, sheet: Sheet, press: Press) -> None:
    select(grid, 0, HITS, 2, HITS)
    press("4")
    press(Key.Key_Return, held=CONTROL)
    assert [row[HITS] for row in sheet.texts[:3]] == ["4"] * 3
    assert len(sheet.calls) == 1


def test_the_same_text_again_is_no_entry(grid: GridView, sheet: Sheet, press: Press) -> None:
    press(Key.Key_F2, Key.Key_Return)
    assert not sheet.calls


def test_a_shortcut_of_the_window_does_not_take_the_grids_keys(qtbot, grid: GridView, sheet: Sheet, press) -> None:
    shortcut = QShortcut(QKeySequence("Del"), grid)
    with qtbot.assertNotEmitted(shortcut.activated):
        press(Key.Key_Delete)
    assert sheet.texts[0][HITS] == ""


def test_leaving_an_editor_by_a_click_stores(qtbot, grid: GridView, sheet: Sheet, press: Press) -> None:
    press("77")
    spot = grid.visualRect(grid.model().index(4, NOTE)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert sheet.texts[0][HITS] == "77"
    assert place(grid) == (4, NOTE)


def test_losing_the_focus_stores(qtbot, grid: GridView, sheet: Sheet, press: Press) -> None:
    press("66")
    editor_of(grid).clearFocus()
    assert sheet.texts[0][HITS] == "66"
    assert not grid.is_editing


def test_a_page_that_is_left_while_typing_stores(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("55")
    grid.hide()
    assert sheet.texts[0][HITS] == "55"


def test_a_window_that_is_closed_while_typing_stores(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("44")
    grid.window().close()
    assert sheet.texts[0][HITS] == "44"


def test_a_change_underneath_leaves_what_is_being_typed(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("12")
    sheet.texts[0][HITS] = "99"
    index = sheet.index(0, HITS)
    sheet.dataChanged.emit(index, index)
    assert editor_of(grid).text() == "12"
    assert not editor_of(grid).hasSelectedText()
