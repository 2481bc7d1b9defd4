"""Chinese is composed in a cell, by input methods of both manners."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.kit.grid.hands import editor_of
from tests.ui.kit.grid.sheet import HITS, NAME, NOTE, SHIFT, Sheet
from ui.kit.grid import Code, CodeDelegate, GridView, Step
from ui.kit.grid.numerals import plain_number

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Query = Qt.InputMethodQuery


def compose(preedit: str, commit: str = "") -> None:
    """To where the keyboard is, as the platform does."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    target = QApplication.focusWidget()
    assert isinstance(target, QWidget)
    QApplication.sendEvent(target, event)


def test_a_word_sent_at_once_opens_the_editor(qtbot, grid: GridView, sheet: Sheet) -> None:
    grid.go_to(0, NOTE)
    compose("", "你好")
    assert editor_of(grid).text() == "你好"
    assert editor_of(grid).hasFocus()
    compose("", "世界")
    qtbot.keyClick(editor_of(grid), Qt.Key.Key_Return)
    assert sheet.texts[0][NOTE] == "你好世界"


def test_a_word_composed_letter_by_letter_is_not_lost(qtbot, grid: GridView, sheet: Sheet) -> None:
    grid.go_to(0, NOTE)
    for letters in ("n", "ni", "ni hao"):
        compose(letters)
    compose("", "你好")
    assert editor_of(grid).text() == "你好"
    assert editor_of(grid).hasFocus()
    compose("sh")
    compose("", "世界")
    qtbot.keyClick(editor_of(grid), Qt.Key.Key_Return)
    assert sheet.texts[0][NOTE] == "你好世界"


def test_a_composition_given_up_leaves_the_cell(qtbot, grid: GridView, sheet: Sheet) -> None:
    grid.go_to(0, NOTE)
    compose("ni")
    assert grid.is_editing
    compose("")
    assert not grid.is_editing
    assert grid.hasFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert sheet.texts[0][NOTE] == "注0"
    grid.go_to(0, NOTE)
    compose("ni")
    compose("", "你")
    assert editor_of(grid).text() == "你"
    qtbot.keyClick(editor_of(grid), Qt.Key.Key_Escape)
    assert not sheet.calls


def test_a_cell_for_reading_takes_no_composition(grid: GridView) -> None:
    grid.go_to(0, NAME)
    compose("", "你好")
    assert not grid.is_editing
    assert grid.inputMethodQuery(Query.ImEnabled) is False


def test_candidates_stand_at_the_cell(grid: GridView) -> None:
    grid.go_to(3, NOTE)
    assert grid.inputMethodQuery(Query.ImEnabled) is True
    found = grid.inputMethodQuery(Query.ImCursorRectangle)
    assert isinstance(found, QRect)
    assert found.topLeft() == grid.viewport().mapTo(grid, grid.visualRect(grid.currentIndex()).topLeft())


def test_keys_stay_keys_in_a_column_of_codes(qtbot, grid: GridView, sheet: Sheet) -> None:
    codes = [Code("白", "B"), Code("夜", "Y")]
    grid.setItemDelegateForColumn(SHIFT, CodeDelegate(grid, codes, after=Step(1)))
    grid.go_to(0, SHIFT)
    assert grid.inputMethodQuery(Query.ImEnabled) is False
    assert not grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    grid.go_to(0, NOTE)
    assert grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    grid.go_to(0, SHIFT)
    compose("", "ｙ")  # an input method that sends all the same
    assert sheet.texts[0][SHIFT] == "夜"


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("１８，７２０", "18720"),
        ("18,720.50", "18720.50"),
        ("９４。３", "94.3"),
        ("－５", "-5"),
        ("９４．３％", "94.3%"),
        (" 7 ", "7"),
        ("1,2", "1,2"),
        (" 无 ", "无"),
        ("", ""),
    ],
)
def test_figures_of_any_width_are_read(typed: str, means: str) -> None:
    assert plain_number(typed) == means


def test_full_width_figures_reach_the_model_plain(qtbot, grid: GridView, sheet: Sheet) -> None:
    grid.go_to(0, HITS)
    compose("", "１２．５")
    qtbot.keyClick(editor_of(grid), Qt.Key.Key_Return)
    assert sheet.texts[0][HITS] == "12.5"
