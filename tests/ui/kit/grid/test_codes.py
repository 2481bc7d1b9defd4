"""Columns of few words: one key in dense grids, a list that narrows elsewhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from tests.ui.kit.grid.hands import SHIFTS, editor_of, place, select
from tests.ui.kit.grid.sheet import SHIFT, Sheet
from ui.kit.grid import Choice, Code, CodeDelegate, GridView, Look, Step
from ui.kit.grid.choices import ChoiceList, narrowed
from ui.kit.theme import install

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key
Press = Callable[..., None]
CODES = [Code("白", "B"), Code("夜", "Y", Look("ink", "accent_soft")), Code("年", "", keys=("nian",), words="年休")]


@pytest.fixture
def coded(grid: GridView) -> GridView:
    grid.setItemDelegateForColumn(SHIFT, CodeDelegate(grid, CODES, after=Step(1)))
    grid.go_to(0, SHIFT)
    return grid


def popup(grid: GridView) -> ChoiceList:
    return grid.window().findChildren(ChoiceList)[-1]


def lines(grid: GridView) -> list[str]:
    model = popup(grid).list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_one_key_sets_a_code_and_goes_on(coded: GridView, sheet: Sheet, press: Press) -> None:
    press("y", "Y", "ｂ")
    assert [row[SHIFT] for row in sheet.texts[:3]] == ["夜", "夜", "白"]
    assert place(coded) == (3, SHIFT)
    assert not coded.is_editing


def test_one_key_fills_a_selection_in_one_call(coded, sheet: Sheet, press: Press, changes: QSignalSpy) -> None:
    select(coded, 1, SHIFT, 4, SHIFT)
    press("y")
    assert [row[SHIFT] for row in sheet.texts] == ["白", "夜", "夜", "夜", "夜", "白"]
    assert len(sheet.calls) == changes.count() == 1
    assert place(coded) == (1, SHIFT)


def test_another_letter_looks_for_the_code(coded: GridView, sheet: Sheet, press: Press) -> None:
    press("ni")
    assert lines(coded) == ["年"]
    press(Key.Key_Return)
    assert sheet.texts[0][SHIFT] == "年"


def test_pictures_are_drawn_once_a_look(qapp: QApplication, coded: GridView, sheet: Sheet) -> None:
    delegate = coded.itemDelegateForColumn(SHIFT)
    assert isinstance(delegate, CodeDelegate)
    coded.grab()
    first = dict(delegate._pictures)
    assert {key[0] for key in first} == {"白"}
    coded.grab()
    assert delegate._pictures == first
    install(qapp, True, 100)
    coded.grab()
    assert delegate._pictures.keys() == first.keys()
    assert delegate._pictures[next(iter(first))] is not first[next(iter(first))]
    install(qapp, False, 100)


def test_typing_narrows_and_enter_takes_the_first(grid: GridView, sheet: Sheet, press: Press) -> None:
    grid.go_to(0, SHIFT)
    press(Key.Key_F2)
    assert lines(grid) == ["白", "夜", "休"]
    assert popup(grid).isVisible()
    press("x")
    assert lines(grid) == ["休"]
    press(Key.Key_Return)
    assert sheet.texts[0][SHIFT] == "休"
    assert place(grid) == (1, SHIFT)


def test_up_and_down_walk_the_list(grid: GridView, sheet: Sheet, press: Press) -> None:
    grid.go_to(0, SHIFT)
    press(Key.Key_F2, Key.Key_Down, Key.Key_Return)
    assert sheet.texts[0][SHIFT] == "夜"
    press(Key.Key_F2, Key.Key_Up, Key.Key_Tab)
    assert sheet.texts[1][SHIFT] == "休"


def test_a_click_takes_a_line(qtbot, grid: GridView, sheet: Sheet, press: Press) -> None:
    grid.go_to(0, SHIFT)
    press(Key.Key_F2)
    shown = popup(grid).list
    spot = shown.visualRect(shown.model().index(2, 0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert sheet.texts[0][SHIFT] == "休"
    assert not grid.is_editing


def test_opening_and_leaving_changes_nothing(grid: GridView, sheet: Sheet, press: Press) -> None:
    grid.go_to(0, SHIFT)
    press(Key.Key_F2, Key.Key_Return)
    assert not sheet.calls
    press(Key.Key_F2, Key.Key_Escape)
    assert not sheet.calls


def test_an_emptied_line_clears(grid: GridView, sheet: Sheet, press: Press) -> None:
    grid.go_to(0, SHIFT)
    press(Key.Key_F2, Key.Key_Backspace, Key.Key_Return)
    assert sheet.texts[0][SHIFT] == ""


def test_words_that_are_no_choice_go_to_the_model_as_typed(grid: GridView, sheet: Sheet, press: Press) -> None:
    grid.go_to(0, SHIFT)
    press("Q1", Key.Key_Return)
    assert sheet.texts[0][SHIFT] == "Q1"


def test_the_list_goes_with_its_editor(qtbot, grid: GridView, press: Press) -> None:
    grid.go_to(0, SHIFT)
    press(Key.Key_F2, Key.Key_Escape)
    qtbot.waitUntil(lambda: not grid.window().findChildren(ChoiceList))


def test_an_exact_key_goes_first() -> None:
    late, early = Choice("迟到", ("c", "chidao")), Choice("产假", ("cj", "chanjia"))
    assert narrowed([early, late], "c")[0] is late
    assert narrowed([early, late], "CJ") == [early]
    assert narrowed(SHIFTS, "08") == list(SHIFTS[:2])


def test_choices_may_depend_on_the_cell(grid: GridView, press: Press) -> None:
    from ui.kit.grid import ChoiceDelegate

    grid.setItemDelegateForColumn(SHIFT, ChoiceDelegate(grid, lambda index: [Choice(f"第{index.row()}行")]))
    grid.go_to(2, SHIFT)
    press(Key.Key_F2)
    assert lines(grid) == ["第2行"]
    assert editor_of(grid).width() >= 90
