"""A month of the demo by keyboard, against figures worked out by hand; each write one step of undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.forms.conduct_month import from_wanted
from app.forms.registry import Wanted
from app.forms.staff_agents import agents_of
from app.ledger import conduct_months, incidents
from app.ledger.pools import pools_of
from app.periods import Period
from tests.ui.pages.fines.conftest import Clerk, type_into
from ui.pages.fines.asking import AskDialog
from ui.pages.fines.items import Item
from ui.pages.fines.lines import Line
from ui.shell.window import MainWindow

Key, Mod = Qt.Key, Qt.KeyboardModifier
# 九月：一班 迟到 10 + 擅自脱岗 50；二班 信息不一致 30；三班 推诿 500 + 旷工 300。
# 扣工资：事假半天 41.375 → 41.38，婚假超一天 82.75，停岗学习一天 82.75，病假两天 100。
SEPTEMBER = {
    "K01": (0, 0, 3000, 3000),
    "K02": (1000, 0, 0, -1000),
    "K03": (5000, 0, 0, -5000),
    "K04": (0, 4138, 3000, -1138),
    "K06": (0, 8275, 750, -7525),
    "K07": (0, 0, 750, 750),
    "K08": (0, 0, 750, 750),
    "K09": (3000, 0, 0, -3000),
    "K14": (0, 0, 750, 750),
    "K05": (0, 0, 26667, 26667),
    "K10": (0, 0, 26667, 26667),
    "K11": (50000, 8275, 0, -58275),
    "K12": (30000, 0, 0, -30000),
    "K13": (0, 10000, 26666, 16666),
}
TEAMS = {"一班": (6000, 4138, 6000, -4138), "二班": (3000, 8275, 3000, -8275), "三班": (80000, 18275, 80000, -18275)}


def reason(words: str) -> Callable[[AskDialog], None]:
    """Types a reason where the keyboard stands, and Enter."""

    def answer(dialog: AskDialog) -> None:
        focused = dialog.focusWidget()
        assert focused is dialog.words
        type_into(focused, words)
        QTest.keyClick(focused, Key.Key_Return)

    return answer


def test_the_month_as_it_was_worked_out_by_hand(clerk: Clerk) -> None:
    lines = [one for one in clerk.page.people.model.rows if isinstance(one, Line)]
    assert {one.number: one.sums for one in lines if one.row} == SEPTEMBER
    assert {one.team: one.sums for one in lines if not one.row and one.team} == TEAMS
    assert lines[-1].sums == (89000, 30688, 89000, -30688) and lines[-1].name == "全部合计　14 人"
    assert "扣罚 **890.00**" in clerk.page.head.sums.words
    pools = {one.team: one for one in pools_of(clerk.sheet)}
    assert [(one.number, one.fen, one.odd) for one in pools["三班"].shares if one.shares] == [
        ("K05", 26667, True),
        ("K10", 26667, True),
        ("K13", 26666, False),
    ]
    assert all(one.adds_up for one in pools.values())
    assert clerk.row("K04").full == "否" and clerk.row("K12").full == "否"


@pytest.mark.parametrize("month", [7, 8, 9])
def test_it_says_what_the_paper_says(clerk: Clerk, month: int) -> None:
    clerk.page._choose_month(Period("month", 2025, month))
    workspace = clerk.window.workspace
    assert workspace.project and workspace.contract
    wanted = Wanted(workspace.book, workspace.project, workspace.contract, Period("month", 2025, month))
    printed, agents = from_wanted(wanted), agents_of(wanted)
    fen = {one["id"]: one for one in printed.result["people"]}
    assert [one.member.number for one in agents.agents] == [one.number for one in clerk.sheet.rows]
    for agent in agents.agents:
        row = clerk.row(agent.member.number)
        assert agents.full(agent) == row.full, row.number
        assert agents.limit(agent) == row.case.limit
        assert [one["trace"] for one in fen[row.number]["items"]] == [one.trace for one in row.entries]
        assert agent.waiting == len(row.waiting)
        sums = [agent.fen(name) for name in ("fines", "wage_deductions", "reward", "net")]
        assert sums == [row.result.fines, row.result.wage_deductions, row.result.reward, row.result.net]
    assert agents.due == clerk.sheet.due


def test_find_waive_and_take_back_by_keyboard(clerk: Clerk) -> None:
    """推诿 waived: no study day either, so 旷工 300 is shared by four, 75.00 each."""
    clerk.press(Key.Key_F, Mod.ControlModifier)
    clerk.type("bwhl")
    assert [one.number for one in clerk.page.people.model.rows] == ["K11"]
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Down)
    assert clerk.page.people.row is not None and clerk.page.people.row.number == "K11"
    clerk.press(Key.Key_Tab)
    assert clerk.page.people.list.hasFocus()
    clerk.press(Key.Key_Return)
    assert clerk.why == ["为什么是 500.00 元"]
    with clerk.answering(reason("用户先辱骂，已听录音")) as met:
        clerk.press(Key.Key_M, Mod.ControlModifier)
    assert len(met) == 1
    row = clerk.row("K11")
    assert (row.result.fines, row.result.wage_deductions, row.result.reward) == (0, 0, 7500)
    assert row.entries[0].trace.endswith("免予扣罚（用户先辱骂，已听录音）")
    assert [clerk.row(number).result.reward for number in ("K05", "K10", "K13")] == [7500, 7500, 7500]
    assert not clerk.page.people.waive.isEnabled()
    clerk.press(Key.Key_Z, Mod.ControlModifier)
    assert clerk.row("K11").result.fines == 50000 and clerk.row("K05").result.reward == 26667


def test_a_waiver_without_a_reason_is_not_taken(clerk: Clerk) -> None:
    clerk.choose("K11")

    def nothing(dialog: AskDialog) -> None:
        QTest.keyClick(dialog.words, Key.Key_Return)
        assert dialog.isVisible() and dialog.errors["words"].words == "请写明"
        QTest.keyClick(dialog.words, Key.Key_Escape)

    with clerk.answering(nothing):
        clerk.press(Key.Key_M, Mod.ControlModifier)
    assert clerk.row("K11").result.fines == 50000


def test_what_cannot_be_waived_here_says_why(clerk: Clerk) -> None:
    clerk.choose("K11")
    people = clerk.page.people
    people.list.go_to_key(f"{clerk.row('K11').key}.1")
    assert isinstance(people.list.current_row(), Item)
    assert not people.waive.isEnabled() and "由另一条带出" in people.waive.toolTip()
    clerk.choose("K12")
    assert not people.waive.isEnabled() and "考勤页" in people.waive.toolTip()


def test_the_differences_are_listed_with_a_way_to_both(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """工单标题 of August fined for K14 and, once waived in July for K08, treated differently."""
    clerk.page._choose_month(Period("month", 2025, 9))
    book, project = clerk.window.workspace.book, clerk.sheet.project
    logged = [one for one in incidents.listed(book, project) if one.item == "record_mismatch"]
    assert [str(one.day) for one in logged] == ["2025-07-21", "2025-09-10"]
    clerk.window.workspace.commit(lambda: incidents.waive(book, project, logged[1].id, "系统未弹屏"))
    clerk.press(Key.Key_4, Mod.ControlModifier)
    (found,) = clerk.page.checks.model.rows
    assert (found.one.incident, found.other.incident) == (logged[1].id, logged[0].id)
    assert "一致性 1" in [one.text() for one in clerk.page.head.views._group.buttons()]
    clerk.went.clear()
    monkeypatch.setattr(MainWindow, "go_to", lambda *_given: None)
    clerk.page.checks.one.click()
    clerk.page.checks.other.click()
    assert clerk.went == [f"incident:{logged[1].id}", f"incident:{logged[0].id}"]


def test_every_column_answers_why(clerk: Clerk) -> None:
    clerk.choose("K11")
    table = clerk.page.people.table
    titles: list[str] = []
    for at in range(clerk.page.people.model.columnCount()):
        table.setCurrentIndex(table.model().index(table.currentIndex().row(), at))
        clerk.press(Key.Key_Return)
        titles.append(clerk.why[-1])
    assert titles[3:8] == [
        *("为什么是 500.00 元", "为什么是 82.75 元", "为什么是 0.00 元", "为什么是 −582.75 元", "全勤：是"),
    ]
    assert titles[9] == "月度评分未完成" and titles[10] == "法律提示：红"


def test_printing_goes_to_the_form_of_the_month(clerk: Clerk) -> None:
    clerk.page._choose_month(Period("month", 2025, 8))
    clerk.page.head.prints["pool"].click()
    assert clerk.went[-1] == "form:pool:2025-08"
    assert clerk.window.page == "forms"
    forms = clerk.window.open_page("forms")
    clerk.qtbot.waitUntil(lambda: forms.is_quiet, timeout=20000)  # pyright: ignore[reportAttributeAccessIssue]
    assert (forms._form.title, str(forms.span)) == ("班组扣罚分配表", "2025-08")  # pyright: ignore[reportAttributeAccessIssue]
    clerk.window.open_page("fines")
    clerk.page.head.prints["agents"].click()
    clerk.qtbot.waitUntil(lambda: forms.is_quiet, timeout=20000)  # pyright: ignore[reportAttributeAccessIssue]
    assert forms._form.title == "扣罚明细一览"  # pyright: ignore[reportAttributeAccessIssue]


def test_a_write_from_elsewhere_is_seen(clerk: Clerk) -> None:
    """一条 late more for K01: the pool of 一班 is 70 and only K04 shares it."""
    book, project = clerk.window.workspace.book, clerk.sheet.project
    draft = incidents.Draft("late", clerk.sheet.month.first, clerk.row("K01").key)
    clerk.window.workspace.commit(lambda: incidents.log(book, project, [draft], status="verified"))
    assert clerk.row("K01").result.fines == 1000 and clerk.row("K04").result.reward == 7000


def test_what_somebody_else_wrote_is_seen_after_f5(clerk: Clerk) -> None:
    book, project = clerk.window.workspace.book, clerk.sheet.project
    conduct_months.mark(book, project, clerk.sheet.month, {clerk.row("K01").key: {"discipline": "30"}})
    clerk.window.workspace.look_again()
    assert clerk.row("K01").marks == {"discipline": 30}
