"""Where the page is opened: nothing there, every contract, a signed month, another month; and what it answers."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ledger import attendance, incidents, leaves, people, roster
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.codes import codes
from app.ledger.leaves import Draft
from app.periods import Period
from tests.ui.pages.attendance.conftest import Hand
from ui.kit.grid import LOOK_ROLE
from ui.shell.window import MainWindow

Key, Mod = Qt.Key, Qt.KeyboardModifier
Open = Callable[..., Hand]


def test_an_empty_store_says_what_to_do_first(open_page: Open, empty: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    hand = open_page("", book=empty)
    monkeypatch.setattr(MainWindow, "go_to", lambda *_given: None)
    assert hand.page.layers.currentWidget() is hand.page.nothing
    hand.page.nothing.action_requested.emit()
    assert hand.went == ["do:project"]


@pytest.mark.parametrize(
    ("code", "many", "locked", "full"),
    [
        ("KZ", 14, "", True),
        ("DZ", 53, "", False),
        ("YZ", 86, "已定稿", False),
        ("JY", 17, "", False),
        ("BS", 12, "", False),
    ],
)
def test_every_contract(open_page: Open, code: str, many: int, locked: str, full: bool) -> None:
    hand = open_page(code)
    page = hand.page
    assert page.layers.currentWidget() is page.main and len(page.days.kind.rows) == many
    assert locked in hand.month.locked and bool(hand.month.locked) == bool(locked)
    titles = [one.title for one in page.days.sums.columns]
    assert titles[:3] == ["出勤", "夜", "休"] and ("全勤" in titles) == full
    for view in ("roster", "leaves", "marks"):
        page.open_view(view)
        hand.quiet()
        assert page.views.currentWidget() is (page.leaves if view == "leaves" else page.days)


def test_the_models_keep_their_word(open_page: Open, qtmodeltester: object) -> None:
    hand = open_page("KZ", date(2025, 9, 24))
    page = hand.page
    hand.go("K06", 16)
    for model in (page.days.marks, page.days.plan, page.days.sums, page.leaves.model):
        assert model.rowCount() > 0
        qtmodeltester.check(model)  # pyright: ignore[reportAttributeAccessIssue]
    page.days.filter("没有", "")
    for model in (page.days.marks, page.days.plan, page.days.sums):
        assert model.rowCount() == 0
        qtmodeltester.check(model)  # pyright: ignore[reportAttributeAccessIssue]


def test_a_sealed_quarter_is_for_reading(open_page: Open) -> None:
    hand = open_page("YZ")
    page, before = hand.page, hand.entry
    assert "只能查看" in page.locked.accessibleName() and page.locked.isVisible()
    hand.go(hand.month.members[0].number, 3)
    for key in (Key.Key_1, Key.Key_Delete, Key.Key_F2):
        hand.press(key)
    hand.press(Key.Key_M, Mod.ControlModifier)
    hand.press(Key.Key_N, Mod.ControlModifier)
    assert hand.entry == before and "只能查看" in page.notice.accessibleName()
    page.open_view("roster")
    hand.press(Key.Key_1)
    assert hand.entry == before and not page.head.shift.isEnabled() and not page.head.leave.isEnabled()
    page.open_view("leaves")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_Delete)
    assert hand.entry == before and all(one.isHidden() for one in page.leaves.deeds.values())
    hand.press(Key.Key_1, Mod.ControlModifier)
    hand.press(Key.Key_C, Mod.ControlModifier)  # copying is reading
    hand.press(Key.Key_Space)
    assert hand.why and "登记" in hand.why[-1].sections[0].lines[0]


def test_a_jiyuan_month_from_nothing(open_page: Open) -> None:
    """济源, July 2026, on the 5th: 17 people, 1–3 July are working days, 4 and 5 a weekend: 3 at work, 2 off each."""
    hand = open_page("JY", date(2026, 7, 5))
    assert hand.month.period == Period("month", 2026, 7) and hand.month.empty
    many = len(hand.month.members)
    hand.press(Key.Key_M, Mod.ControlModifier)
    hand.quiet()
    numbers = [one.number for one in hand.month.members if all(one.there(day) for day in hand.month.days[:5])]
    assert many >= 16 and {hand.row(number, 1, 6) for number in numbers} == {"√ √ √ 休 休 ."}
    assert {(hand.total(number, "出勤"), hand.total(number, "休")) for number in numbers} == {("3", "2")}
    hand.go(numbers[0], 2)
    hand.type("c")
    assert hand.total(numbers[0], "迟") == "1" and hand.row(numbers[0], 2, 2) == "√迟"
    assert "全勤" not in [one.title for one in hand.page.days.sums.columns]
    foot = {one.name.partition("（")[0]: [cell.text for cell in one.cells] for one in hand.page.days.foot.rows}
    assert foot["出勤"][:5] == [str(len(numbers))] * 3 + ["0"] * 2


def test_months_of_the_quarter(open_page: Open) -> None:
    hand = open_page("KZ", date(2025, 9, 24))
    assert hand.month.period.number == 9
    hand.press(Key.Key_PageUp, Mod.ControlModifier)
    hand.quiet()
    assert hand.month.period.number == 8 and hand.page.head.months.current == "2025-08"
    hand.press(Key.Key_PageDown, Mod.ControlModifier)
    hand.quiet()
    assert hand.month.period.number == 9
    hand.window.activateWindow()
    QTest.keyClick(hand.window, Key.Key_Left, Mod.AltModifier)
    hand.quiet()
    assert hand.month.period == Period("month", 2025, 6)


def test_weekends_holidays_and_days_made_up_for(hand: Hand) -> None:
    kind = hand.page.days.kind
    looks = {
        day.day: kind.headerData(at, Qt.Orientation.Horizontal, LOOK_ROLE) for at, day in enumerate(hand.month.days, 3)
    }
    off = {day for day, look in looks.items() if look is not None}  # today, the 19th, stands out too
    assert off == {1, 2, 3, 4, 5, 6, 7, 8, 12, 18, 19, 25, 26}  # the 11th is a Saturday that is worked
    assert "国庆" in kind.about_day(date(2025, 10, 1)) and "今天" in kind.about_day(date(2025, 10, 19))


def test_why_names_the_rows_and_what_they_bring(open_page: Open) -> None:
    hand = open_page("KZ", date(2025, 9, 24))
    hand.go("K12", 18)
    hand.press(Key.Key_Space)
    told = hand.why[-1]
    lines = "\n".join(line for section in told.sections for line in (section.heading, *section.lines, section.quote))
    assert "旷工" in lines and "300.00 元" in lines and "附件二 四(一)5" in lines and "严格执行请假制度" in lines
    hand.page._why_figure(hand.person("K12"), "旷")
    assert hand.why[-1].sections[0].lines == ("9月18日 旷工",)
    hand.page._why_figure(hand.person("K12"), "全勤")
    assert "全勤" in hand.why[-1].title
    hand.page.open_view("roster")
    hand.page._why_figure(hand.person("K12"), "夜")
    assert len([one for one in hand.why[-1].sections[0].lines if "夜班" in one]) >= 1
    hand.page.days.grid.go_to(hand.page.days.kind.row_of(hand.person("K12")), 1)
    hand.press(Key.Key_Return)  # a name: who that is
    assert "叶尔江" in hand.why[-1].title + hand.why[-1].about


def test_what_is_logged_as_an_event_is_seen_and_counted_once(hand: Hand) -> None:
    """迟到 logged on 事件 stands in the day too; typing it as a mark as well does not cost twice."""
    who, day = hand.person("K02"), date(2025, 10, 14)
    hand.workspace.commit(
        lambda: incidents.log(hand.book, hand.project, [incidents.Draft("late", day, who)], status="verified")
    )
    hand.quiet()
    assert hand.fines()["K02"][0] == 1000 and hand.total("K02", "迟") == "1"
    shown = hand.page.days.marks.shown_in(hand.page.days.kind.column_of(day), range(1, 2))[0]
    assert shown.extras == "迟"
    hand.go("K02", 14)
    hand.type("c")
    hand.quiet()
    assert hand.row("K02", 14, 14) == "√迟" and hand.total("K02", "迟") == "1"
    assert hand.fines()["K02"][0] == 1000


def test_what_another_page_writes_is_seen_when_one_comes_back(hand: Hand) -> None:
    hand.window.open_page("overview")
    entry = Entry(hand.person("K01"), date(2025, 10, 14), "absenteeism")
    hand.workspace.commit(lambda: attendance.record(hand.book, hand.project, [entry]))
    hand.window.open_page("attendance")
    hand.quiet()
    assert hand.row("K01", 14, 14) == "旷" and hand.total("K01", "旷") == "1"


def test_somebody_is_shown_from_elsewhere(open_page: Open) -> None:
    hand = open_page("DZ")
    last = hand.month.members[-1]
    hand.page.head.search.setText("没有这个人")
    hand.page.show_person(last.id)
    grid = hand.page.days.grid
    assert hand.page.days.kind.rows[grid.currentIndex().row()].id == last.id and grid.currentIndex().column() >= 3


def test_printing_goes_to_the_sheet_of_the_month(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MainWindow, "go_to", lambda *_given: None)
    hand.press(Key.Key_P, Mod.ControlModifier)
    assert hand.went == ["form:attendance:2025-10"]


def test_the_legend_names_every_mark_and_its_price(hand: Hand) -> None:
    words = hand.page.legend.words
    assert all(f"**{one.key.upper()}** {one.name}" in words for one in codes().values())
    assert "旷工 300" in words and "迟到 10" in words


def test_the_roster_warns_and_blocks_nothing(hand: Hand) -> None:
    """Two shifts a day for a pregnant agent, one of them at night, and nobody on the late shift: all of it is said."""
    book, project, who = hand.book, hand.project, hand.person("K01")
    hand.workspace.commit(lambda: people.assign(book, project, who, people.PROTECTION, date(2025, 10, 1), word="怀孕"))
    hand.press(Key.Key_2, Mod.ControlModifier)
    hand.quiet()
    page = hand.page
    assert [one.text for one in page.days.plan.choices()][:3] == ["早", "晚", "夜"]
    hand.go("K01", 13)
    hand.type("3")
    hand.quiet()
    hand.type("1")  # the cursor went on to the 14th
    hand.quiet()
    assert [one.shift for one in roster.duties(book, project, hand.month.period)] == ["夜", "早"]
    told = [one.words for one in hand.month.warned(who)]
    assert any("怀孕" in one and "夜班" in one for one in told) and any("接着上班" in one for one in told)
    assert "人手不足" in page.head.words.words
    late = next(one for one in page.days.foot.rows if one.name.startswith("晚班"))
    assert [(cell.text, cell.short) for cell in late.cells[12:15]] == [("0", True), ("0", True), ("", False)]
    assert hand.total("K01", "班") == "2" and hand.total("K01", "工时") == "18"
    hand.press(Key.Key_Z, Mod.ControlModifier)
    hand.quiet()
    assert len(roster.duties(book, project, hand.month.period)) == 1


def test_a_request_of_somebody_who_left_names_them(open_page: Open) -> None:
    hand = open_page()
    person = hand.person("K13")
    asked = Draft(person, "personal_leave", date(2025, 10, 27), date(2025, 10, 27))
    assert hand.workspace.commit(lambda: leaves.ask(hand.book, hand.project, asked)) is not None
    left = date(2025, 9, 30)
    assert (
        hand.workspace.commit(lambda: people.leave_job(hand.book, hand.project, person, left, "另有工作")) is not None
    )
    hand.quiet()
    hand.page.open_view("leaves")
    hand.quiet()
    (row,) = [one for one in hand.page.leaves.model.rows if one.number == "K13"]
    assert row.name.startswith("陈") and row.name.endswith("（当月不在岗）")


def test_what_is_explained_is_the_day_one_is_at(open_page: Open) -> None:
    hand = open_page("KZ", date(2025, 9, 24))
    hand.go("K12", 18)
    hand.press(Key.Key_Space)
    before = len(hand.why)
    hand.press(Key.Key_Right)
    hand.qtbot.waitUntil(lambda: len(hand.why) > before)
    assert "9月19日" in hand.why[-1].title
    hand.window.panel.hide()
    told = len(hand.why)
    hand.press(Key.Key_Left)
    QTest.qWait(300)
    assert len(hand.why) == told
