"""Where there is nothing to fine, where nobody is, where a month is signed; many people; links to other pages."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.ledger import people, projects
from app.ledger.book import Book
from app.ledger.conduct_sheet import sheet_of
from app.ledger.incidents import Draft, log
from app.ledger.people import Newcomer
from app.periods import Period
from tests.ui.pages.fines.conftest import Clerk
from ui.kit.empty import EmptyState
from ui.shell.window import MainWindow

Key, Mod = Qt.Key, Qt.KeyboardModifier


def layer(clerk: Clerk) -> str:
    """What the page says instead of figures."""
    shown = clerk.page._layers.currentWidget()
    return shown.accessibleName() if isinstance(shown, EmptyState) else ""


@pytest.mark.parametrize("code", ["DZ", "YZ", "JY", "BS"])
def test_a_contract_without_conduct_rules_says_so(open_fines: Callable[..., Clerk], code: str) -> None:
    assert layer(open_fines(code)).startswith("这个合同没有员工行为规范")


def test_an_empty_store_offers_a_project(open_fines: Callable[..., Clerk], empty: Book) -> None:
    clerk = open_fines("", empty)
    assert layer(clerk).startswith("还没有项目")


def test_a_project_without_people_says_what_comes_first(open_fines: Callable[..., Clerk], empty: Book) -> None:
    projects.create(empty, "KZ", "克州12345", "kezhou-2025")
    assert layer(open_fines("KZ", empty)).startswith("还没有人员")


def test_it_follows_the_project(clerk: Clerk, demo: Book) -> None:
    workspace = clerk.window.workspace
    workspace.open_project(projects.find(demo, "DZ").id)
    assert layer(clerk).startswith("这个合同没有员工行为规范")
    workspace.open_project(projects.find(demo, "KZ").id)
    assert layer(clerk) == "" and clerk.sheet.month == Period("month", 2025, 9)


@pytest.mark.parametrize(("month", "state"), [(7, "已定稿"), (8, "已送签")])
def test_a_signed_month_is_read_only_and_says_what_may_still_be_done(clerk: Clerk, month: int, state: str) -> None:
    clerk.page._choose_month(Period("month", 2025, month))
    assert clerk.page._locked.isVisible()
    told = clerk.page._locked.accessibleName()
    assert state in told and "决定与实扣仍可登记" in told
    assert clerk.page.head.state.text.startswith(f"{state} KZ-2025-0{month}-X01")
    for row in clerk.sheet.rows:
        clerk.page.people.show_person(row.key)
        assert not clerk.page.people.waive.isEnabled()


def test_months_are_turned_by_keyboard(clerk: Clerk) -> None:
    seen = [clerk.sheet.month.number]
    for key in (Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageDown):
        clerk.press(key, Mod.ControlModifier)
        seen.append(clerk.sheet.month.number)
    assert seen == [9, 8, 7, 7, 8]


def test_views_are_turned_by_keyboard(clerk: Clerk) -> None:
    for key, view in ((Key.Key_2, "pools"), (Key.Key_3, "scores"), (Key.Key_4, "checks"), (Key.Key_1, "people")):
        clerk.press(key, Mod.ControlModifier)
        assert clerk.page.head.views.current == view
        assert clerk.page._views.currentWidget() is getattr(clerk.page, view)


def test_what_is_not_counted_is_said(clerk: Clerk) -> None:
    assert clerk.page._notice.isVisible() and clerk.page._notice.accessibleName() == "1 件事项待核实，未计入"
    assert [row.number for row in clerk.sheet.rows if row.waiting] == ["K07"]


def test_somebody_leaving_without_notice_is_only_said(clerk: Clerk) -> None:
    book, key = clerk.window.workspace.book, clerk.row("K13").key
    day = date(2025, 9, 23)
    clerk.window.workspace.commit(lambda: people.leave_job(book, clerk.sheet.project, key, day, "辞职"))
    assert "K13 陈㛃 提前 0 天提出，未办交接离职" in clerk.page._notice.accessibleName()
    assert clerk.row("K13").proposals == ()
    assert clerk.row("K05").result.reward == 40000


def test_a_person_is_found_from_elsewhere(clerk: Clerk) -> None:
    clerk.press(Key.Key_2, Mod.ControlModifier)
    clerk.page.show_person(clerk.row("K12").key)
    assert clerk.page.head.views.current == "people"
    assert clerk.page.people.row is not None and clerk.page.people.row.number == "K12"


def test_a_search_that_finds_nobody_can_be_cleared(clerk: Clerk) -> None:
    clerk.page.head.search.setText("没有这个人")
    assert clerk.page.people.model.rowCount() == 0
    clerk.page.people.table.filter_clearing_requested.emit()
    assert clerk.page.people.model.rowCount() == 14 + 3 + 1


def test_the_choice_survives_a_write(clerk: Clerk) -> None:
    clerk.choose("K12")
    book, project = clerk.window.workspace.book, clerk.sheet.project
    draft = Draft("late", date(2025, 9, 2), clerk.row("K12").key)
    clerk.window.workspace.commit(lambda: log(book, project, [draft], status="verified"))
    assert clerk.page.people.row is not None and clerk.page.people.row.number == "K12"
    assert clerk.page.people.items.rowCount() == 2


def test_an_item_leads_to_where_it_was_logged(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.choose("K11")
    entry = clerk.row("K11").entries[0]
    clerk.went.clear()
    monkeypatch.setattr(MainWindow, "go_to", lambda *_given: None)
    clerk.press(Key.Key_E, Mod.ControlModifier)
    assert clerk.went == [f"incident:{entry.incident}"]


def test_five_hundred_people(open_fines: Callable[..., Clerk], empty: Book) -> None:
    """Ten teams of fifty; each first one was late twice: 20.00 over forty-nine is 0.40 and forty fen left over."""
    project = projects.create(empty, "KZ", "克州12345", "kezhou-2025").id
    first = date(2025, 1, 1)
    crew = [Newcomer(f"A{at:03}", f"话务员{at:03}", first, f"{at // 50 + 1}组", first) for at in range(500)]
    people.add(empty, project, crew)
    keys = [one.id for one in people.listed(empty, project)]
    drafts = [Draft("late", date(2025, 9, 3), keys[at], 2) for at in range(0, 500, 50)]
    log(empty, project, drafts, status="verified")
    clerk = open_fines("KZ", empty)
    assert clerk.page.people.model.rowCount() == 500 + 10 + 1
    rewards = [row.result.reward for row in clerk.sheet.rows if row.member.team == "1组"]
    assert rewards == [0] + [41] * 40 + [40] * 9
    assert sum(row.result.reward for row in sheet_of(empty, project, clerk.sheet.month).rows) == 20000
    clerk.page.head.search.setText("A499")
    assert [one.number for one in clerk.page.people.model.rows] == ["A499"]
    clerk.page.show_person(keys[250])
    assert clerk.page.people.row is not None and clerk.page.people.row.number == "A250"
