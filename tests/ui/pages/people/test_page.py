"""The page 人员: a month by keyboard against hand-computed figures, each contract, masked, sealed, filtered."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ledger import facts, people
from app.ledger.book import Book
from app.ledger.why import Why
from app.periods import Period
from tests.ui.pages.people.acting import Open, during, entry, fill, page_of, project_of
from ui.pages.people.columns import MASK
from ui.pages.people.deed import LEAD, MOVE
from ui.pages.people.dialog import DeedDialog
from ui.pages.people.page import EVERY, LEFT, MOVED, Page
from ui.pages.people.paste import PasteDialog


def test_a_month_of_the_floor_by_keyboard(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    """克州, third quarter, 14 people; by hand: two hired by paste, one moved, one leads, three leave in September."""
    window = open_window(demo, "KZ")
    page, project = page_of(window), project_of(window)
    assert (page.head.people.figure.accessibleName(), page._floor and page._floor.headcount) == ("14 / 14 人", 14)
    period = Period("quarter", 2025, 3)
    # 4,400 a head and month at most for 14; 94.1 points take 10 % off: 14 × 3 × 4,400 × 0.9.
    assert payable(demo, project, period) == 14 * 3 * 440000 * 9 // 10

    def paste(dialog: PasteDialog) -> None:
        dialog.paste.setPlainText(
            "工号\t姓名\t班组\t入职日期\t月工资\nK21\t陆佳\t一班\t2025-09-20\t3600\nK22\t穆明\t四班\t2025/9/20\t3600"
        )
        dialog.look()
        assert [one.kind for one in dialog.model.rows] == ["new", "new"]
        QTest.keyClick(dialog.go, Qt.Key.Key_Space)

    during(PasteDialog, paste)
    QTest.keyClick(page.paste, Qt.Key.Key_Space)
    assert page._floor and page._floor.headcount == 16
    assert payable(demo, project, period) == 14 * 3 * 440000 * 9 // 10  # more than 14 are not paid for
    assert window.workspace.undo.next_words.startswith("粘贴人员名单：新增 2 人")

    fresh = {one.staff_number: one.id for one in people.listed(demo, project)}
    page.show_person(fresh["K21"])
    during(DeedDialog, lambda dialog: (fill(dialog, team="四班", since=date(2025, 9, 22)), dialog._try()))
    QTest.keyClick(page.detail.buttons[MOVE], Qt.Key.Key_Space)
    assert page._floor.member(fresh["K21"]).team == "四班"  # pyright: ignore[reportOptionalMemberAccess]
    page.show_person(fresh["K22"])

    during(DeedDialog, lambda dialog: (fill(dialog, team="四班", since=date(2025, 9, 20)), dialog.look(),
                                       refused_lead(dialog), fill(dialog, since=date(2025, 9, 21)),
                                       dialog._try()))  # fmt: skip
    QTest.keyClick(page.detail.buttons[LEAD], Qt.Key.Key_Space)
    leads = [one for one in people.spans(demo, project, people.LEADER) if one.person == fresh["K22"]]
    assert [(one.team, one.since) for one in leads] == [("四班", date(2025, 9, 21))]

    seen: list[str] = []

    def leave(dialog: DeedDialog) -> None:
        fill(dialog, last_day=date(2025, 9, 15), reason="个人原因", noticed_on="2025-09-01")
        before = entry(demo)
        dialog.look()
        seen.append(dialog.told.words)
        assert entry(demo) == before  # foreseen, not written
        assert "只提前 14 天，合同要求 30 天，未办交接" in dialog.notice.accessibleName()
        dialog._try()

    for number in ("K03", "K04", "K21"):
        page.show_person(next(one.id for one in people.listed(demo, project) if one.staff_number == number))
        page.table.setFocus()
        if number == "K21":
            during(DeedDialog, typed_leave)
        else:
            during(DeedDialog, leave)
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
    # September ends with 14 + 2 − 3 = 13: one head of one month less.
    assert "在岗人数 16 → 15" in seen[0] and "在岗人数 15 → 14" in seen[1]
    assert page._floor.headcount == 13 and page._floor.missing == 1
    assert payable(demo, project, period) == (14 + 14 + 13) * 440000 * 9 // 10
    who_went(page)
    window.workspace.take_back()
    assert page._floor.headcount == 14


def who_went(page: Page) -> None:
    """The list of the quarter, with the notice that was not kept."""
    page.views.choose(MOVED)
    page._view_chosen(MOVED)
    gone = [one for one in page.moves.rows if not one.came]
    assert [one.faults for one in gone[:2]] == [("只提前 14 天，合同要求 30 天", "未办交接")] * 2


def typed_leave(dialog: DeedDialog) -> None:
    """Only keys: the reason, and Enter."""
    fill(dialog, last_day=date(2025, 9, 23))
    QTest.keyClicks(dialog.entries["reason"].line, "geren yuanyin")
    QTest.keyClick(dialog.entries["reason"].line, Qt.Key.Key_Return)


def refused_lead(dialog: DeedDialog) -> None:
    """Of 四班, where nobody leads yet, it is allowed; of 一班, which has one, it is not."""
    fill(dialog, team="一班")
    dialog.look()
    assert "一个班组只能有一名班长" in dialog.entries["team"].error.words
    fill(dialog, team="四班")
    dialog.look()
    assert not dialog.entries["team"].error.words


def payable(book: Book, project: int, period: Period) -> int | None:
    settlement = facts.assessed(book, project, period).assessment.settlement
    return settlement.payable if settlement else None


def test_turnover_is_the_contracts_own(open_window: Open, demo: Book) -> None:
    """白沙: over six months, of those on line; one more leaver of 14: 3 ÷ 14 is 21.43 %, 11 whole points above 10 %."""
    window = open_window(demo, "BS")
    page = page_of(window)
    assert page._floor is not None
    before = page._floor.turnovers[-1]
    assert (len(before.left), before.stayed, before.first) == (2, 12, date(2025, 7, 1))
    assert page.head.people.figure.accessibleName() == "12 / 13 人" and "缺 1 人" in page.head.people.lines[0].words
    assert "8 → 4.5 分" in page.head.costs.leaver.words
    person = next(one for one in page._floor.members if one.person.online_on and one.state == "here")
    page.show_person(person.id)
    page.table.setFocus()
    during(DeedDialog, lambda dialog: (fill(dialog, last_day=date(2025, 12, 10), reason="回乡"), dialog._try()))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    after = page._floor.turnovers[-1]
    assert (len(after.left), after.stayed) == (3, 11) and "21.43%" in page.head.turnover.figure.accessibleName()
    line = next(one for one in facts.assessed(demo, project_of(window), window.workspace.period).assessment.lines
                if one.indicator.id == "turnover")  # fmt: skip
    assert str(line.awarded) == "4.5"
    shown: list[Why] = []
    page.why_requested.connect(shown.append)
    page.head.turnover.figure.press()
    assert "3 ÷（3 + 11）= 21.43%" in shown[0].sections[0].lines and "一个百分点" in shown[0].sections[0].quote


@pytest.mark.parametrize(
    ("code", "figure", "cost"),
    [
        ("KZ", "14 / 14 人", "166,320.00 → 154,440.00 元"),
        ("DZ", "52 / 52 人", "工作人员少于 52 名"),
        ("YZ", "85 人", "专岗人员配备：4 → 3 分"),
        ("JY", "17 人", "合同没有规定"),
        ("BS", "12 / 13 人", "合同没有规定"),
    ],
)
def test_every_contract_says_its_own(open_window: Open, demo: Book, code: str, figure: str, cost: str) -> None:
    window = open_window(demo, code)
    page = page_of(window)
    assert page.head.people.figure.accessibleName() == figure
    assert cost in page.head.costs.vacancy.words


def test_wages_are_masked_until_asked_for(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page = page_of(window)
    column = next(at for at, one in enumerate(page.model.columns) if one.key == "wage")

    def texts() -> set[str]:
        found = {page.model.index(at, column).data() for at in range(page.model.rowCount())}
        return found - {""}

    assert texts() == {MASK} and MASK in {one.words for one in page.detail.model.rows}
    page.table.selectAll()
    page.table.copy()
    assert "," not in QApplication.clipboard().text() and MASK in QApplication.clipboard().text()
    page.wages.setChecked(True)
    assert MASK not in texts() and all("." in one for one in texts())
    window.open_page("overview")
    window.open_page("people")
    assert texts() == {MASK}


def test_filters_and_search(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "YZ")
    page = page_of(window)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    first = page.model.rows[0].member.person
    QTest.keyClicks(page.search, first.pinyin.split()[-1])
    assert first.id in [one.id for one in page.model.rows]
    page.search.setText(first.staff_number)
    assert [one.id for one in page.model.rows] == [first.id]
    page._clear_filters()
    page.team.setCurrentIndex(1)
    assert {one.member.team for one in page.model.rows} == {page.team.currentText()}
    page._clear_filters()
    page.views.choose(LEFT)
    page._view_chosen(LEFT)
    assert page.model.rows and all(one.member.state == "gone" for one in page.model.rows)
    page.views.choose(EVERY)
    page._view_chosen(EVERY)
    assert len(page.model.rows) == 90


def test_a_sealed_period_refuses_in_place(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "YZ")
    page = page_of(window)
    assert page._locked.isVisible()
    page.show_person(next(one.id for one in page.model.rows if one.member.person.online_on))
    before, said = entry(demo), []

    def leave(dialog: DeedDialog) -> None:
        fill(dialog, last_day=date(2025, 9, 10), reason="个人原因")
        dialog._try()
        said.append(dialog.refusal.accessibleName())
        dialog.reject()

    page.table.setFocus()
    during(DeedDialog, leave)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert "已定稿" in said[0] and "人员流失率" in said[0] and entry(demo) == before
