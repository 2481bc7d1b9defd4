"""The page under every contract: empty, full, signed; and how one gets to an incident from elsewhere."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.ledger import incidents, people, periods, projects, store
from app.ledger.book import Book
from app.ledger.people import Newcomer
from app.ledger.sealing import CONDUCT_SHEET
from app.periods import Period
from tests.ui.pages.incidents.conftest import Desk, Key
from ui.pages.incidents.page import Page
from ui.shell.window import MainWindow
from ui.workspace import Workspace

KINDS = {
    "KZ": ["全部", "行为", "质检", "投诉", "表扬", "紧急", "故障"],
    "JY": ["全部", "质检", "投诉", "表扬", "紧急", "故障"],
}


def test_without_a_project_the_first_step_is_offered(tmp_path: Path, qtbot: QtBot) -> None:
    book = store.create(tmp_path / "空.hotline", "王经理")
    page = Page(Workspace(book, lambda: date(2025, 7, 1)))
    qtbot.addWidget(page)
    page.show()
    assert page._empty.isVisible()
    with qtbot.waitSignal(page.go_requested) as caught:
        page._empty._button.click()
    assert caught.args == ["do:project"]
    book.engine.dispose()


def test_an_empty_floor_shows_lines_of_its_own_contract(desk: Desk) -> None:
    empty = desk.page.card.table._empty
    assert empty is not None
    words = empty.accessibleName()
    assert "迟到 sm 7/24" in words and desk.page.quick.edit.placeholderText().count("迟到") == 1
    empty._button.click()
    assert desk.page.quick.edit.hasFocus()
    assert "Ctrl+N" in desk.detail


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY", "BS"])
def test_every_contract_opens_and_logs(demo_desk: Callable[..., Desk], code: str) -> None:
    desk = demo_desk(code)
    kinds = [one.text() for one in desk.page.card.filters.kinds._group.buttons()]
    assert kinds == KINDS.get(code, kinds) and "投诉" in kinds
    if desk.page.is_locked:
        assert not desk.page.quick.isEnabled()
        return
    before = len(desk.page.card.rows)
    item = next(one for one in desk.page.desk.clauses() if one.kind == "complaint")
    desk.log(f"{item.name} 昨天：核对无误")
    assert len(desk.page.card.rows) == before + 1, desk.page.quick._told.words
    row = desk.page.card.current()
    assert (
        row is not None
        and row.name == item.name
        and row.cost.pending == bool(row.cost.told != ("登记在案，本身不计分",))
    )


def test_a_signed_period_is_for_reading(demo_desk: Callable[..., Desk]) -> None:
    desk = demo_desk("YZ", "2025-Q3")
    assert desk.page.is_locked and "考核已定稿" in desk.page.notice.accessibleName()
    assert not desk.page.quick.isEnabled() and not desk.page.card.filters.new.isEnabled()
    row = desk.page.card.rows[0]
    desk.go(row.name)
    desk.press(Key.Key_Space, Key.Key_Delete, Key.Key_F2)
    assert desk.page.card.rows[0].status == row.status
    assert desk.page.trouble.isVisible() and "只能查看" in desk.page.trouble.accessibleName()
    assert desk.page.detail.button("verify") is None and desk.page.detail.button("more") is None


def test_a_conduct_month_that_is_signed_locks_its_rows_only(desk: Desk) -> None:
    desk.log("迟到 sm 7/3", verified=True)
    desk.log("派错单 7/14")
    freeze_conduct(desk.book, desk.project)
    desk.page.refresh()
    assert not desk.page.is_locked and "7月扣罚" in desk.page.notice.accessibleName()
    assert desk.row("迟到").locked and not desk.row("派错单").locked
    desk.go("派错单")
    desk.press(Key.Key_Space)
    assert desk.row("派错单").status == "verified"


def freeze_conduct(book: Book, project: int) -> None:
    periods.freeze(book, project, CONDUCT_SHEET, Period("month", 2025, 7), despite="测试")


def test_the_first_page_leads_to_what_waits(demo: Book, open_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = open_window(demo, "JY")
    overview: Any = window.open_page("overview")
    with qtbot.waitSignal(overview.go_requested) as caught:
        overview._waiting.incident_asked.emit(129)
    assert caught.args == ["incident:129"]
    assert window.page == "incidents"
    page: Any = window.open_page("incidents")
    qtbot.waitUntil(lambda: page.card.current() is not None and page.card.current().id == 129)
    assert page.card.current().status == "recorded"


def test_another_project_forgets_the_month(demo_desk: Callable[..., Desk]) -> None:
    desk = demo_desk("KZ")
    desk.page._choose_span(desk.workspace.period.months[0])
    assert {one.day.month for one in desk.page.card.rows} == {7}
    other = projects.find(desk.book, "DZ").id
    desk.workspace.open_project(other)
    desk.settle()
    assert desk.page.card.filters.months.isHidden() and all(one.kind != "conduct" for one in desk.page.card.rows)


def test_a_floor_of_five_hundred_answers_at_once(tmp_path: Path, open_desk: Callable[..., Desk]) -> None:
    book = store.create(tmp_path / "大.hotline", "王经理")
    project = projects.create(book, "KZ", "克州12345", "kezhou-2025").id
    crew = [
        Newcomer(f"A{at:03}", f"张{'一二三四五'[at % 5]}{at}", date(2025, 1, 1), "一班", pinyin=f"zhang{at} z{at}")
        for at in range(500)
    ]
    people.add(book, project, crew)
    ids = [one.id for one in people.listed(book, project)]
    drafts = [incidents.Draft("late", date(2025, 7, 1 + at % 24), ids[at % 500]) for at in range(1500)]
    incidents.log(book, project, drafts, status="verified")
    desk = open_desk(book, "KZ", date(2025, 7, 24))
    assert len(desk.page.card.rows) == 1500
    begun = perf_counter()
    desk.page.card.filters.search.setText("张二21")
    assert perf_counter() - begun < 1
    assert desk.page.card.model.rows
    book.engine.dispose()
