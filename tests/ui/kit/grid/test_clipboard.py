"""Rectangles go to Excel and WPS and come back as they were."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy

from tests.support import ROOT
from tests.ui.kit.grid.hands import select, selected
from tests.ui.kit.grid.sheet import HITS, NAME, NOTE, SHIFT, TOTAL, Sheet
from ui.kit.grid import GridView, Trimmed, clipboard
from ui.kit.grid.tsv import read_tsv, to_html, to_tsv

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]
HARD = 'a "b"\tc\n=1+1'
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=6)


def clip(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


@given(st.integers(1, 4).flatmap(lambda wide: st.lists(st.lists(TEXT, min_size=wide, max_size=wide), min_size=1)))
def test_any_rectangle_survives_the_way_out_and_in(block: list[list[str]]) -> None:
    assert read_tsv(to_tsv(block)) == block


def test_what_excel_writes_is_read() -> None:
    assert read_tsv('1\t2\r\n"a ""b""\nc"\t4\r\n') == [["1", "2"], ['a "b"\nc', "4"]]
    assert read_tsv("1\t2\r\n\r\n3\r\n") == [["1", "2"], ["", ""], ["3", ""]]
    # A cell that begins with a quote is not quoted by Excel.
    assert read_tsv('"甲" 说\t2\r\n3\t4\r\n') == [['"甲" 说', "2"], ["3", "4"]]
    assert read_tsv('"甲\t2\r\n3\t4\r\n') == [['"甲', "2"], ["3", "4"]]


def test_texts_stay_texts_in_html() -> None:
    html = to_html([["0012", "18,720"], ["=1+1", "—"]], [False, True])
    assert html.count('mso-number-format:"\\@"') == 3
    assert "<td>18,720</td>" in html
    assert "&lt;b&gt;" in to_html([["<b>"]], [False])


def test_copy_puts_both_forms(grid: GridView, sheet: Sheet, press: Press) -> None:
    sheet.texts[1][NOTE] = HARD
    select(grid, 0, TOTAL, 1, NOTE)
    press(Key.Key_C, held=CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == '2\t注0\r\n12\t"a ""b""\tc\n=1+1"\r\n'
    assert "<td>12</td>" in data.html()
    assert '<br style="mso-data-placement:same-cell">=1+1</td>' in data.html()


def test_a_copied_block_is_pasted_whole(grid: GridView, sheet: Sheet, press: Press, changes: QSignalSpy) -> None:
    sheet.texts[1][NOTE] = HARD
    select(grid, 0, TOTAL, 1, NOTE)
    press(Key.Key_C, held=CONTROL)
    grid.go_to(3, TOTAL)
    press(Key.Key_V, held=CONTROL)
    assert [row[TOTAL : NOTE + 1] for row in sheet.texts[3:5]] == [["2", "注0"], ["12", HARD]]
    assert len(sheet.calls) == changes.count() == 1
    assert selected(grid) == {(row, column) for row in (3, 4) for column in (TOTAL, NOTE)}


def test_one_cell_is_copied_without_a_line_end_and_fills_a_selection(grid, sheet: Sheet, press: Press) -> None:
    press(Key.Key_C, held=CONTROL)
    assert QGuiApplication.clipboard().text() == "1"
    select(grid, 1, HITS, 3, TOTAL)
    press(Key.Key_V, held=CONTROL)
    assert [row[HITS : TOTAL + 1] for row in sheet.texts[1:4]] == [["1", "1"]] * 3
    assert len(sheet.calls) == 1


def test_an_empty_cell_can_be_copied(grid: GridView, sheet: Sheet, press: Press) -> None:
    sheet.texts[0][HITS] = ""
    press(Key.Key_C, held=CONTROL)
    grid.go_to(1, HITS)
    press(Key.Key_V, held=CONTROL)
    assert sheet.texts[1][HITS] == ""


def test_a_block_is_repeated_over_a_selection_that_it_fits(grid: GridView, sheet: Sheet, press: Press) -> None:
    clip("1\t2\r\n3\t4\r\n")
    select(grid, 0, HITS, 3, TOTAL)
    press(Key.Key_V, held=CONTROL)
    assert [row[HITS : TOTAL + 1] for row in sheet.texts[:4]] == [["1", "2"], ["3", "4"]] * 2


def test_what_is_too_large_is_cut_and_said(qtbot, grid: GridView, sheet: Sheet, press: Press) -> None:
    clip("1\t2\t3\r\n4\t5\t6\r\n7\t8\t9\r\n")
    grid.go_to(4, NOTE)
    with qtbot.waitSignal(grid.paste_trimmed) as said:
        press(Key.Key_V, held=CONTROL)
    assert [row[NOTE:] for row in sheet.texts[4:]] == [["1", "2"], ["4", "5"]]
    assert said.args == [Trimmed(1, 1, 0)]
    assert said.args[0].words == "下方 1 行超出表格，未粘贴；右侧 1 列超出表格，未粘贴"
    assert len(sheet.calls) == 1


def test_what_is_for_reading_is_passed_over(qtbot, grid: GridView, sheet: Sheet, press: Press) -> None:
    clip("张三\t7\r\n")
    grid.go_to(0, NAME)
    with qtbot.waitSignal(grid.paste_trimmed) as said:
        press(Key.Key_V, held=CONTROL)
    assert sheet.texts[0][:2] == ["古丽巴哈尔·艾山", "7"]
    assert said.args == [Trimmed(0, 0, 1)]


def test_hidden_columns_take_no_part(grid: GridView, sheet: Sheet, press: Press) -> None:
    grid.setColumnHidden(TOTAL, True)
    select(grid, 0, HITS, 0, NOTE)
    press(Key.Key_C, held=CONTROL)
    assert QGuiApplication.clipboard().text() == "1\t注0\r\n"
    grid.go_to(1, HITS)
    press(Key.Key_V, held=CONTROL)
    assert sheet.texts[1] == ["马晓燕", "1", "12", "注0", "白"]


def test_cut_copies_and_clears(grid: GridView, sheet: Sheet, press: Press) -> None:
    select(grid, 0, HITS, 0, TOTAL)
    press(Key.Key_X, held=CONTROL)
    assert QGuiApplication.clipboard().text() == "1\t2\r\n"
    assert sheet.texts[0][HITS : TOTAL + 1] == ["", ""]
    assert len(sheet.calls) == 1


def test_figures_from_excel_lose_their_thousands(grid: GridView, sheet: Sheet, press: Press) -> None:
    clip("18,720\t２０，０００\t18,720\r\n")
    press(Key.Key_V, held=CONTROL)
    assert sheet.texts[0][HITS:SHIFT] == ["18720", "20000", "18,720"]


def test_nothing_on_the_clipboard_pastes_nothing(grid: GridView, sheet: Sheet, press: Press) -> None:
    QGuiApplication.clipboard().clear()
    press(Key.Key_V, held=CONTROL)
    assert not sheet.calls


def test_only_our_own_cells_are_cleared_at_the_end(grid: GridView, press: Press) -> None:
    press(Key.Key_C, held=CONTROL)
    clipboard.release_clipboard()
    assert not QGuiApplication.clipboard().text()
    clip("别人的")
    clipboard.release_clipboard()
    assert QGuiApplication.clipboard().text() == "别人的"


QUITTING = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from ui.kit.grid import clipboard
app = QApplication([])
clipboard.put([["1", "2"]], [True, True])
held = QGuiApplication.clipboard().mimeData()
QTimer.singleShot(0, app.quit)
app.exec()
print("left:", QGuiApplication.clipboard().text())
"""


def test_a_program_that_copied_ends_in_order() -> None:
    ended = subprocess.run([sys.executable, "-c", QUITTING], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.strip()) == (0, "left:"), ended.stderr
