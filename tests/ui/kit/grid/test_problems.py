"""What the model refuses stays where it was typed, with the reason beside it."""

# pyright: reportOptionalMemberAccess=false
# A test that meets None fails there and then, which is what it is for.

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.kit.grid.hands import editor_of, place
from tests.ui.kit.grid.sheet import HITS, NOTE, TOTAL, Sheet
from ui.kit.grid import GridView, Problem
from ui.kit.grid.bubble import ProblemBubble

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


def bubble(grid: GridView) -> ProblemBubble:
    found = grid.findChild(ProblemBubble)
    assert found is not None
    return found


def paste(press: Press, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, held=CONTROL)


def test_a_refused_text_is_kept_and_explained(qtbot, grid: GridView, sheet: Sheet, press: Press) -> None:
    with qtbot.waitSignal(grid.problems_found) as said:
        press("abc", Key.Key_Return)
    assert said.args == [[Problem(0, HITS, "“abc”不是数字")]]
    assert sheet.texts[0][HITS] == "1"
    assert place(grid) == (0, HITS)  # stays at the error
    assert bubble(grid).isVisible()
    assert bubble(grid).text() == "“abc”不是数字"
    press(Key.Key_F2)
    assert editor_of(grid).text() == "abc"
    press("12", Key.Key_Return)
    assert sheet.texts[0][HITS] == "12"
    assert not grid.drafts
    assert not bubble(grid).isVisible()


def test_one_may_go_elsewhere_and_type_on(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("abc", Key.Key_Return, Key.Key_Down)
    assert not bubble(grid).isVisible()
    press("5", Key.Key_Return)
    assert sheet.texts[1][HITS] == "5"
    assert [[tuple(one) for one in call] for call in sheet.calls] == [[(0, HITS, "abc")], [(1, HITS, "5")]]
    assert grid.drafts.at(0, HITS).text == "abc"


def test_escape_gives_it_up(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("abc", Key.Key_Return, Key.Key_Escape)
    assert not grid.drafts
    assert sheet.texts[0][HITS] == "1"


def test_the_reason_is_a_tool_tip_too(grid: GridView, press: Press) -> None:
    press("abc", Key.Key_Return)
    spot = grid.visualRect(grid.model().index(0, HITS)).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, grid.viewport().mapToGlobal(spot))
    QApplication.sendEvent(grid.viewport(), event)
    assert QToolTip.text() == "“abc”不是数字"
    QToolTip.hideText()


def test_a_corner_is_red(grid: GridView, press: Press) -> None:
    press("abc", Key.Key_Return, Key.Key_Down)
    rect = grid.visualRect(grid.model().index(0, HITS))
    picture = grid.viewport().grab().toImage()
    assert picture.pixelColor(rect.topRight() + QPoint(-1, 1)) == grid.tokens.bad


def test_a_paste_goes_in_whole_once_it_is_corrected(grid: GridView, sheet: Sheet, press: Press) -> None:
    before = [row[:] for row in sheet.texts]
    paste(press, "5\t6\r\nx\t8\r\n")
    assert sheet.texts == before
    assert {(row, column) for row in (0, 1) for column in (HITS, TOTAL)} == {
        (one.index.row(), one.index.column()) for one in grid.drafts
    }
    grid.go_to(1, HITS)
    press("7", Key.Key_Return)
    assert [row[HITS : TOTAL + 1] for row in sheet.texts[:2]] == [["5", "6"], ["7", "8"]]
    assert not grid.drafts
    assert len(sheet.calls) == 2


def test_escape_gives_up_a_whole_paste(grid: GridView, sheet: Sheet, press: Press) -> None:
    paste(press, "5\t6\r\nx\t8\r\n")
    press(Key.Key_Escape)
    assert not grid.drafts
    press("3", Key.Key_Return)
    assert sheet.texts[0][HITS] == "3"


def test_a_draft_moves_with_its_row(grid: GridView, sheet: Sheet, press: Press) -> None:
    press("abc", Key.Key_Return)
    sheet.put_row(0)
    assert grid.drafts.at(1, HITS).text == "abc"
    assert grid.drafts.at(0, HITS) is None


def test_what_was_typed_is_painted_before_the_model_is_asked(grid: GridView, sheet: Sheet, press: Press) -> None:
    seen = []
    inner = sheet.set_cells
    sheet.set_cells = lambda cells: seen.append((grid.is_editing, grid.drafts.at(0, NOTE).text)) or inner(cells)
    grid.go_to(0, NOTE)
    press("新", Key.Key_Return)
    assert seen == [(False, "新")]
    assert not grid.drafts
