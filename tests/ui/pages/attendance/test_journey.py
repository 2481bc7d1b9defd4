"""A week of the 14 agents of 克州 by keyboard, from nothing, against figures worked out by hand."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ledger import leaves
from tests.ui.pages.attendance.conftest import OCTOBER, Hand, activate, type_into
from tests.ui.pages.people.acting import during
from ui.pages.attendance.leave_dialog import LeaveDialog
from ui.pages.incidents.reason import ReasonDialog

Key, Mod = Qt.Key, Qt.KeyboardModifier
# 一班 K01–K04：K02 迟到 10，K03 迟到 10 + 擅自脱岗 50 ＝ 70，K01、K04 平分，各 35。
# 二班 K06–K09、K14：K06 旷工 300，K09 私自换班 50 ＝ 350，K07、K08、K14 各 116.67、116.67、116.66。
# 三班 K05、K10–K13：K13 迟到 10，其余四人各 2.50。
# K04 事假半天：82.75 ÷ 2 ＝ 41.375 → 41.38。
FINES = {
    "K01": (0, 0, 3500, 3500),
    "K02": (1000, 0, 0, -1000),
    "K03": (6000, 0, 0, -6000),
    "K04": (0, 4138, 3500, -638),
    "K06": (30000, 0, 0, -30000),
    "K07": (0, 0, 11667, 11667),
    "K08": (0, 0, 11667, 11667),
    "K09": (5000, 0, 0, -5000),
    "K14": (0, 0, 11666, 11666),
    "K05": (0, 0, 250, 250),
    "K10": (0, 0, 250, 250),
    "K11": (0, 0, 250, 250),
    "K12": (0, 0, 250, 250),
    "K13": (1000, 0, 0, -1000),
}


def tab_to(dialog: LeaveDialog, wanted: QWidget) -> None:
    """By Tab alone."""
    for _ in range(30):
        focused = dialog.focusWidget()
        if focused is not None and (focused is wanted or wanted.isAncestorOf(focused)):
            return
        QTest.keyClick(focused or dialog, Key.Key_Tab)
    raise AssertionError("the field cannot be reached")


def ask_half_a_day(dialog: LeaveDialog) -> None:
    """Kind, half and time of asking by keyboard; the person and the day are those of the selected cell."""
    activate(dialog)
    assert dialog.focusWidget() is dialog.kind and dialog.person.text() == "努尔兰·托合塔尔"
    type_into(dialog.kind, "s")
    popup = dialog.kind._popup
    assert popup is not None
    QTest.keyClick(popup.line, Key.Key_Return)
    assert dialog.kind.key == "personal_leave" and dialog.kind.text() == "事假"
    tab_to(dialog, dialog.first_half)
    for _ in range(2):
        QTest.keyClick(dialog.focusWidget(), Key.Key_Right)
    assert dialog.first_half.current == "pm"
    dialog.asked_on.setDate(dialog.first.date())
    dialog.look()
    assert "共 **0.5 天**" in dialog.told.words and "应至少提前 1 天" in dialog.told.words  # 24 hours before
    dialog.asked_on.setDate(dialog.first.date().addDays(-1))
    dialog.look()
    assert "⚠" not in dialog.told.words and "审批" in dialog.told.words and "41.38" in dialog.told.words
    tab_to(dialog, dialog.papers)
    QTest.keyClick(dialog.papers, Key.Key_Return)
    assert not dialog.isVisible()


def days_at_once(hand: Hand) -> None:
    """Monday to Sunday of K01 by one key a day, the cursor going on by itself; everything else up to today at once."""
    grid, kind = hand.page.days.grid, hand.page.days.kind
    hand.go("K01", 13)
    hand.type("1121100")
    assert hand.row("K01", 12, 20) == ". √ √ 夜 √ √ 休 休 ."
    assert grid.currentIndex().column() == kind.column_of(date(2025, 10, 20))
    assert hand.total("K01", "出勤") == "5" and hand.total("K01", "夜") == "1" and hand.total("K01", "休") == "2"
    before = hand.entry
    assert hand.month.open_days == 14 * 19 - 7
    hand.press(Key.Key_M, Mod.ControlModifier)
    hand.quiet()
    assert hand.entry == before + 1 and hand.month.open_days == 0
    # 1.–8. are holidays, the 11th is a Saturday to be worked, the 12th, 18th and 19th are off: 8 days at work.
    assert hand.row("K02", 1, 20) == "节 节 节 节 节 节 节 节 √ √ √ 休 √ √ √ √ √ 休 休 ."
    assert hand.total("K02", "出勤") == "8" and hand.total("K02", "休") == "11"
    assert hand.row("K01", 13, 19) == "√ √ 夜 √ √ 休 休"


def exceptions(hand: Hand) -> None:
    """Each by its key; a longer one in the editor."""
    for number, day, keys in (("K02", 14, "c"), ("K03", 15, "t"), ("K03", 15, "c"), ("K06", 16, "k"), ("K09", 13, "h")):
        hand.go(number, day)
        hand.type(keys)
    assert hand.row("K03", 15, 15) == "√脱迟" and hand.row("K06", 16, 16) == "旷"
    hand.go("K13", 17)
    hand.press(Key.Key_F2)
    editor = hand.page.focusWidget()
    assert hand.page.days.grid.is_editing and editor is not None
    QTest.keyClick(editor, Key.Key_End)
    type_into(editor, "迟30分")
    hand.press(Key.Key_Return)
    assert hand.row("K13", 17, 17) == "√迟30分"
    assert hand.fines()["K13"] == FINES["K13"]


def half_a_day(hand: Hand) -> None:
    """A request asked from the selected cell and approved from the list."""
    hand.go("K04", 17)
    during(LeaveDialog, ask_half_a_day)
    hand.press(Key.Key_N, Mod.ControlModifier)
    asked = leaves.listed(hand.book, hand.project, person=hand.person("K04"), period=OCTOBER)
    assert [(one.status, str(one.days), one.first_half) for one in asked] == [("asked", "0.5", "pm")]
    assert hand.row("K04", 17, 17) == "√" and hand.fines()["K04"] == (0, 0, 3500, 3500)
    hand.press(Key.Key_3, Mod.ControlModifier)
    hand.quiet()
    assert hand.page.leaves.row is not None and hand.page.leaves.row.id == asked[0].id
    during(ReasonDialog, lambda dialog: QTest.keyClick(dialog.reason, Key.Key_Return))
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1, Mod.ControlModifier)
    hand.quiet()
    assert hand.row("K04", 17, 17) == "√/事" and hand.total("K04", "事") == "0.5"


def test_a_week_from_nothing_to_the_fines(hand: Hand) -> None:
    grid = hand.page.days.grid
    assert hand.month.period == OCTOBER and hand.month.empty and len(hand.month.members) == 14
    assert grid.hasFocus() and grid.currentIndex().column() == hand.page.days.kind.column_of(date(2025, 10, 19))
    assert hand.fines() == {} and "这个月还没有考勤" in hand.page.first.accessibleName()
    days_at_once(hand)
    exceptions(hand)
    half_a_day(hand)
    assert hand.fines() == FINES
    # Every step can be taken back; the last one was the approval.
    hand.press(Key.Key_Z, Mod.ControlModifier)
    hand.quiet()
    assert hand.row("K04", 17, 17) == "√" and hand.fines()["K04"] == (0, 0, 3500, 3500)
    hand.press(Key.Key_Y, Mod.ControlModifier)
    hand.quiet()
    assert hand.fines() == FINES and hand.row("K04", 17, 17) == "√/事"
    # Full attendance is lost for good by these two; the page 扣罚 shows the same figures.
    assert hand.total("K06", "全勤") == "否" and hand.total("K04", "全勤") == "否"
    fines: Any = hand.window.open_page("fines")
    shown = {number: fines.clerk.sheet.numbered(number).result for number in FINES}
    assert {number: one.net for number, one in shown.items()} == {number: sums[3] for number, sums in FINES.items()}
