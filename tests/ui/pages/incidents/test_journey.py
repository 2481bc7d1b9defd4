"""By keyboard: ten lines against figures worked out by hand, the way from record to decision, undo, several at once."""

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.exact import show_money
from app.ledger import conduct_facts, facts, incidents, indicators
from app.ledger.incidents import APPEALED, FINAL, RECORDED, VERIFIED, WITHDRAWN
from app.periods import Period
from tests.ui.pages.incidents.conftest import Desk
from ui.kit.chip import Chip
from ui.pages.incidents.reason import ReasonDialog

Key = Qt.Key
Held = Qt.KeyboardModifier
JULY, Q3 = Period("month", 2025, 7), Period("quarter", 2025, 3)

# What the contract asks for, worked out by hand: 附件二 四(一)、四(二)、四(三), 附件一 二1、二2.
TEN = (
    ("迟到 sm 7/3", 1000),
    ("迟到 zl 7/3 2次", 2000),
    ("早退 qy 7/4", 1000),
    ("擅自脱岗 xf 昨天", 5000),
    ("私自换班 qf 7/8", 5000),
    ("旷工 wf 7/9", 30000),
    ("知识库 sm 7/10 2条", 4000),
    ("服务禁语 zl 7/11", 100000),
    ("派错单 3 7/14", 0),
    ("工单内容问题 2 7/15：错别字", 0),
)


def test_ten_lines_come_to_what_was_worked_out_by_hand(desk: Desk) -> None:
    indicators.record(desk.book, desk.project, "dispatch_accuracy", {"percent": "99.5"}, Q3)
    for line, _ in TEN:
        desk.log(line, verified=True)
        assert desk.page.quick.edit.text() == "", (line, desk.page.quick._told.words)
    rows = desk.page.card.rows
    assert len(rows) == 10 and all(one.status == VERIFIED for one in rows)
    fined = {one.name: one.cost.fen or 0 for one in rows if one.kind == "conduct" and one.name != "迟到"}
    assert sum(one.cost.fen or 0 for one in rows if one.name == "迟到") == 3000
    assert sorted(fined.values()) == sorted(fen for line, fen in TEN if fen and "迟到" not in line)
    assert {one.name: str(one.cost.points) for one in rows if one.kind == "qa"} == {
        "派错单": "-0.3",
        "工单内容问题": "-0.2",
    }
    assert "扣罚 **1,480.00** 元" in desk.totals and "得分 **−0.5** 分" in desk.totals
    _, judged = conduct_facts.judged(desk.book, desk.project, JULY)
    assert show_money(sum(one.fines for one in judged.people)) == "1480.00"
    lines = {one.indicator.id: one for one in facts.assessed(desk.book, desk.project, Q3).assessment.lines}
    assert [str(lines[one].awarded) for one in ("dispatch_accuracy", "ticket_quality")] == ["9.7", "9.8"]


def test_what_waits_for_a_figure_says_so(desk: Desk) -> None:
    """派单准确率 has a ratio too: without it a fault costs nothing yet, which is not the same as nothing."""
    desk.log("派错单 3 7/14", verified=True)
    assert desk.row("派错单").cost.words == "待录齐" and "还有数未录入" in desk.detail
    indicators.record(desk.book, desk.project, "dispatch_accuracy", {"percent": "99.5"}, Q3)
    desk.page.refresh()
    assert desk.row("派错单").cost.words == "−0.3 分"


def test_the_way_from_record_to_decision(desk: Desk) -> None:
    desk.log("迟到 sm 7/3")
    assert desk.row("迟到").status == RECORDED and desk.row("迟到").cost.pending
    assert "扣罚 **0.00** 元" in desk.totals and "1 件待核实，未计入" in desk.totals
    desk.go("迟到")
    desk.press(Key.Key_Space)
    assert desk.row("迟到").status == VERIFIED and "扣罚 **10.00** 元" in desk.totals
    desk.reason("系统当天故障")
    desk.page.deeds.do("appeal")
    desk.settle()
    assert desk.row("迟到").status == APPEALED

    def spare(dialog: object) -> None:
        assert isinstance(dialog, ReasonDialog)
        dialog.outcomes.button(1).setChecked(True)
        dialog.reason.setText("日志证实故障")
        QTest.keyClick(dialog, Key.Key_Return)

    desk.answer(spare)
    desk.go("迟到")
    desk.press(Key.Key_Space)
    row = desk.row("迟到")
    assert (row.status, row.waived, row.cost.fen) == (FINAL, "日志证实故障", 0)
    words = desk.detail
    for part in ("系统当天故障", "日志证实故障", "申诉成立，免予扣罚", "王经理", "登记 迟到 7月3日"):
        assert part in words, part
    assert "定案" in [one.text for one in desk.page.detail.findChildren(Chip)]
    assert desk.page.detail.button("amend") is None


def test_the_buttons_of_the_pane_do_the_same(desk: Desk) -> None:
    desk.log("迟到 sm 7/3")
    desk.go("迟到")
    for deed, status in (("verify", VERIFIED), ("final", FINAL)):
        button = desk.page.detail.button(deed)
        assert button is not None
        button.click()
        desk.settle()
        assert desk.row("迟到").status == status
    assert desk.page.detail.button("withdraw") is None
    desk.press(Key.Key_F2)
    assert "已定案；要改只能申诉" in desk.toast.accessibleName()


def test_several_are_withdrawn_with_one_reason(desk: Desk) -> None:
    for line in ("迟到 sm 7/3", "早退 qy 7/4"):
        desk.log(line, verified=True)
    desk.page.card.table.selectAll()
    desk.settle()
    desk.reason("重复登记")
    desk.page.deeds.do("withdraw")
    desk.settle()
    assert [one.status for one in desk.page.card.rows] == [WITHDRAWN] * 2 and "扣罚" not in desk.totals
    desk.workspace.take_back()
    desk.settle()
    assert "扣罚 **20.00** 元" in desk.totals


def test_delete_withdraws_with_a_reason_only(desk: Desk) -> None:
    desk.log("迟到 sm 7/3", verified=True)
    desk.go("迟到")

    def empty(dialog: object) -> None:
        assert isinstance(dialog, ReasonDialog)
        QTest.keyClick(dialog, Key.Key_Return)
        assert dialog.isVisible() and "请写明" in dialog.error.words
        desk.type("登记有误", dialog.reason)
        QTest.keyClick(dialog, Key.Key_Return)

    desk.answer(empty)
    desk.press(Key.Key_Delete)
    assert desk.row("迟到").status == WITHDRAWN
    assert "登记有误" in desk.detail and "另有撤销 1 件" in desk.totals
    desk.workspace.take_back()
    desk.settle()
    assert desk.row("迟到").status == VERIFIED


def test_several_are_verified_at_once_and_taken_back_at_once(desk: Desk) -> None:
    for line in ("迟到 sm 7/3", "早退 qy 7/4", "派错单 7/14"):
        desk.log(line)
    table = desk.page.card.table
    table.setFocus()
    table.selectAll()
    desk.settle()
    assert "选中 3 件" in desk.detail
    desk.press(Key.Key_Space)
    assert [one.status for one in desk.page.card.rows] == [VERIFIED] * 3
    assert "3 件已核实" in desk.toast.accessibleName()
    desk.toast._action.click()
    desk.settle()
    assert [one.status for one in desk.page.card.rows] == [RECORDED] * 3


def test_a_refused_line_stays_and_says_why(desk: Desk) -> None:
    desk.log("迟到 sm 2026-03-03")
    assert desk.page.quick.edit.text() == "迟到 sm 2026-03-03" and not desk.page.card.rows
    assert "不在合同期" in desk.page.quick._told.words


def test_a_line_of_another_month_says_where_it_went(desk: Desk) -> None:
    desk.workspace.open_period(Q3)
    desk.page._choose_span(Period("month", 2025, 8))
    desk.log("迟到 sm 7/3")
    assert not desk.page.card.rows and "2025年7月" in desk.toast.accessibleName()
    (one,) = incidents.listed(desk.book, desk.project, JULY)
    desk.page.show_incident(one.id)
    desk.settle()
    assert desk.page.span == JULY and desk.current.id == one.id


def test_the_month_of_a_quarter_and_the_filters(desk: Desk) -> None:
    for line in ("迟到 sm 7/3", "早退 qy 7/4", "派错单 7/14"):
        desk.log(line, verified=line.startswith("迟"))
    filters, card = desk.page.card.filters, desk.page.card
    assert [one.text() for one in filters.months._group.buttons()] == ["7月", "8月", "9月", "全季"]
    filters.kinds._group.buttons()[1].click()
    assert {one.kind for one in card.model.rows} == {"conduct"}
    filters.waiting.setChecked(True)
    assert [one.name for one in card.model.rows] == ["早退"] and "显示 1 / 3" in desk.totals
    filters.reset()
    desk.press(Key.Key_F, held=Held.ControlModifier)
    desk.type("pcd")
    assert [one.name for one in card.model.rows] == ["派错单"]
    filters.search.setText("qiuying")
    assert [one.who for one in card.model.rows] == ["仇英"]
    filters.search.setText("附件二 四(一)1")
    assert [one.name for one in card.model.rows] == ["迟到", "早退"]
    desk.press(Key.Key_Escape)
    assert len(card.model.rows) == 3 and card.table.hasFocus()


def test_sorting_by_what_it_costs(desk: Desk) -> None:
    for line in ("迟到 sm 7/3", "擅自脱岗 xf 7/4", "早退 qy 7/5"):
        desk.log(line, verified=True)
    card = desk.page.card
    card.table.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    assert card.model.rows[0].name == "擅自脱岗"


def test_the_model_keeps_its_word(desk: Desk, qtmodeltester: object) -> None:
    for line in ("迟到 sm 7/3", "派错单 7/14"):
        desk.log(line)
    qtmodeltester.check(desk.page.card.model)  # pyright: ignore[reportAttributeAccessIssue]


def test_typing_is_never_held_up(desk: Desk) -> None:
    """Understanding waits until the hand rests: no key takes longer than a frame."""
    desk.press(Key.Key_N, held=Held.ControlModifier)
    slowest = 0.0
    for sign in "迟到 sm 7/3 2次":
        begun = perf_counter()
        desk.type(sign)
        slowest = max(slowest, perf_counter() - begun)
    assert slowest < 0.05
    assert desk.page.quick.found.effect is None
    desk.qtbot.waitUntil(lambda: desk.page.quick.found.effect is not None)


@pytest.mark.parametrize("key", ["Ctrl+N", "Ctrl+F"])
def test_keys_lead_from_anywhere(desk: Desk, key: str) -> None:
    desk.log("迟到 sm 7/3")
    desk.page.card.table.setFocus()
    letter = Key.Key_N if key == "Ctrl+N" else Key.Key_F
    desk.press(letter, held=Held.ControlModifier)
    wanted = desk.page.quick.edit if key == "Ctrl+N" else desk.page.card.filters.search
    assert wanted.hasFocus()
