"""Cells of the month: typed, cleared, copied and pasted; a paste is one entry, taken whole or not at all."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ledger import people
from tests.ui.pages.attendance.conftest import Hand, type_into
from ui.kit.grid import areas

Key, Mod = Qt.Key, Qt.KeyboardModifier


def pasted(hand: Hand, text: str) -> None:
    """As Excel and WPS put it on the clipboard: tabs and line ends."""
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)
    hand.press(Key.Key_V, Mod.ControlModifier)


def select(hand: Hand, first: tuple[str, int], last: tuple[str, int]) -> None:
    kind = hand.page.days.kind
    rows = [kind.row_of(hand.person(one[0])) for one in (first, last)]
    columns = [kind.column_of(date(2025, 10, one[1])) for one in (first, last)]
    hand.page.days.grid.select_area(areas.Area(rows[0], columns[0], rows[1], columns[1]))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1", "√"),
        ("2", "夜"),
        ("0", "休"),
        ("k", "旷"),
        ("K", "旷"),
        ("ｃ", "√迟"),  # a Chinese keyboard's wide letter
        ("c", "√迟"),  # who was late was there
        ("j", "√加"),
    ],
)
def test_one_key_writes_a_mark_and_goes_on(hand: Hand, typed: str, says: str) -> None:
    hand.go("K02", 14)
    hand.type(typed)
    assert hand.row("K02", 13, 15) == f". {says} ."
    assert hand.page.days.grid.currentIndex().column() == hand.page.days.kind.column_of(date(2025, 10, 15))


def test_several_marks_a_day_each_by_its_key_and_out_again_by_the_same(hand: Hand) -> None:
    for keys, says in (("2", "夜"), ("c", "夜迟"), ("z", "夜迟退"), ("c", "夜退"), ("z", "夜"), ("s", "事")):
        hand.go("K02", 14)
        hand.type(keys)
        assert hand.row("K02", 14, 14) == says


@pytest.mark.parametrize(
    ("typed", "says"),
    [("√/事", "√/事"), ("下午事", "/事"), ("上午病下午√", "病/√"), ("夜迟20分", "夜迟20分"), ("迟到30分钟", "迟30分")],
)
def test_longer_texts_in_the_editor(hand: Hand, typed: str, says: str) -> None:
    hand.go("K02", 14)
    hand.press(Key.Key_F2)
    editor = hand.page.focusWidget()
    assert editor is not None
    type_into(editor, typed)
    hand.press(Key.Key_Return)
    assert hand.row("K02", 14, 14) == says
    hand.go("K02", 14)
    hand.press(Key.Key_Delete)
    assert hand.row("K02", 14, 14) == "."


def test_what_is_no_mark_stays_in_the_cell_with_its_reason(hand: Hand) -> None:
    hand.go("K02", 14)
    before = hand.entry
    hand.press(Key.Key_F2)
    editor = hand.page.focusWidget()
    assert editor is not None
    type_into(editor, "早早")
    hand.press(Key.Key_Return)
    grid = hand.page.days.grid
    drafts = list(grid.drafts)
    assert hand.entry == before and len(drafts) == 1
    hand.press(Key.Key_Escape)
    assert not list(grid.drafts) and hand.row("K02", 14, 14) == "."


def test_a_key_fills_a_selection_in_one_entry(hand: Hand) -> None:
    select(hand, ("K01", 13), ("K04", 17))
    before = hand.entry
    hand.type("1")
    assert hand.entry == before + 1
    assert {hand.row(number, 13, 17) for number in ("K01", "K02", "K03", "K04")} == {"√ √ √ √ √"}
    hand.press(Key.Key_Z, Mod.ControlModifier)
    hand.quiet()
    assert hand.row("K01", 13, 17) == ". . . . ." and hand.month.empty


def test_a_block_from_excel_and_back(hand: Hand) -> None:
    """Marks of other programs' ticks, halves and minutes; what is copied is what was pasted."""
    block = "✓\t夜\t√/事\r\n休\t√迟15分\t\r\n旷\t公差\t出勤\r\n"
    hand.go("K01", 13)
    before = hand.entry
    pasted(hand, block)
    assert hand.entry == before + 1
    told = [hand.row(number, 13, 15) for number in ("K01", "K02", "K03")]
    assert told == ["√ 夜 √/事", "休 √迟15分 .", "旷 差 √"]
    assert hand.total("K01", "出勤") == "2.5" and hand.total("K03", "旷") == "1"

    select(hand, ("K01", 13), ("K03", 15))
    hand.press(Key.Key_C, Mod.ControlModifier)
    copied = QApplication.clipboard().text()
    assert copied.replace("\r\n", "\n").rstrip("\n") == "√\t夜\t√/事\n休\t√迟15分\t\n旷\t差\t√"

    hand.go("K06", 13)
    pasted(hand, copied)
    assert [hand.row(number, 13, 15) for number in ("K06", "K07", "K08")] == told
    hand.press(Key.Key_Z, Mod.ControlModifier)
    hand.quiet()
    assert hand.row("K06", 13, 15) == ". . ." and hand.row("K01", 13, 15) == told[0]
    hand.press(Key.Key_Z, Mod.ControlModifier)
    hand.quiet()
    assert hand.month.empty


def test_a_whole_row_with_its_number_and_name(hand: Hand) -> None:
    kind, grid = hand.page.days.kind, hand.page.days.grid
    hand.go("K02", 14)
    hand.type("1")
    grid.select_area(areas.Area(kind.row_of(hand.person("K02")), 0, kind.row_of(hand.person("K02")), 33))
    hand.press(Key.Key_C, Mod.ControlModifier)
    line = QApplication.clipboard().text().rstrip("\r\n").split("\t")
    assert line[0] == "K02" and line[16] == "√"
    before = hand.entry
    grid.go_to(kind.row_of(hand.person("K03")), 0)  # the row of somebody else: refused, nothing written
    pasted(hand, "\t".join(line))
    assert hand.entry == before and "K03" in hand.page.notice.accessibleName()


def test_a_block_with_one_wrong_cell_writes_nothing(hand: Hand) -> None:
    hand.go("K01", 13)
    before = hand.entry
    pasted(hand, "√\t甲\n√\t√")
    assert hand.entry == before and hand.month.empty
    assert "整块都没有写入" in hand.page.notice.accessibleName()
    hand.press(Key.Key_Escape)


def test_a_block_that_finds_no_room_writes_nothing(hand: Hand) -> None:
    hand.go("K13", 30)
    before = hand.entry
    pasted(hand, "√\t√\t√\n√\t√\t√")
    assert hand.entry == before and "整块都没有粘贴" in hand.page.notice.accessibleName()


def test_granted_leave_is_kept(hand: Hand) -> None:
    """K06's four days in September hang on a request: a key is refused, a fill goes past them."""
    hand.press(Key.Key_PageUp, Mod.ControlModifier)  # nothing before October in this quarter
    hand.quiet()
    assert hand.month.period.number == 10
    hand.workspace.step(-1)
    hand.quiet()
    page = hand.page
    page._choose_month(page.head._months[-1])
    hand.quiet()
    assert hand.row("K06", 22, 27) == "休 婚 婚 婚 婚 夜"
    before = hand.entry
    hand.go("K06", 23)
    hand.type("k")
    assert hand.entry == before and hand.row("K06", 23, 23) == "婚"
    hand.press(Key.Key_Escape)
    kind = page.days.kind
    row = kind.row_of(hand.person("K06"))
    page.days.grid.select_area(
        areas.Area(row, kind.column_of(date(2025, 9, 22)), row, kind.column_of(date(2025, 9, 24)))
    )
    hand.type("1")
    assert hand.entry == before + 1 and hand.row("K06", 22, 25) == "√ 婚 婚 婚"
    assert "2 格是已批准的请假" in page.notice.accessibleName()


def test_where_nobody_is_employed_it_says_so(hand: Hand) -> None:
    """Somebody who is hired on the 15th stands in the grid at once; the days before are none of theirs."""
    newcomer = people.Newcomer("K30", "新人", date(2025, 10, 15), "二班")
    hand.workspace.commit(lambda: people.add(hand.book, hand.project, [newcomer]))
    hand.quiet()
    assert len(hand.month.members) == 15
    before = hand.entry
    hand.go("K30", 14)
    hand.type("1")
    assert hand.entry == before and "新人 10月14日不在职" in hand.page.notice.accessibleName()
    hand.page.notice.hide()
    pasted(hand, "√\t√")
    assert hand.entry == before and "新人 10月14日：这一天不在职" in hand.page.notice.accessibleName()
    hand.press(Key.Key_Escape)
    hand.go("K30", 15)
    hand.type("1")
    assert hand.entry == before + 1 and hand.row("K30", 14, 16) == ". √ ."


def test_a_team_and_a_name(hand: Hand) -> None:
    page = hand.page
    page.head.teams._group.buttons()[2].click()
    assert [one.number for one in page.days.kind.rows] == ["K06", "K07", "K08", "K09", "K14"]
    assert page.days.sums.rowCount() == 5
    hand.press(Key.Key_F, Mod.ControlModifier)
    assert page.head.search.hasFocus()
    type_into(page.head.search, "syq")  # 单雨晴
    assert [one.number for one in page.days.kind.rows] == ["K09"]
    hand.press(Key.Key_Return)
    assert page.days.grid.hasFocus()
    hand.type("1")
    assert hand.row("K09", 19, 19) == "√" or hand.row("K09", 20, 20) == "√"
    hand.press(Key.Key_F, Mod.ControlModifier)
    hand.press(Key.Key_Escape)
    page.head.teams._group.buttons()[0].click()
    assert len(page.days.kind.rows) == 14


def test_where_a_key_leads(hand: Hand, qtbot: QtBot) -> None:
    grid, page = hand.page.days.grid, hand.page
    for at, step in enumerate(((0, 1), (1, 0), (0, 0))):
        page.head.steps._group.buttons()[at].click()
        grid.setFocus()
        hand.go("K02", 14)
        row, column = grid.currentIndex().row(), grid.currentIndex().column()
        hand.type("1")
        assert (grid.currentIndex().row() - row, grid.currentIndex().column() - column) == step
