"""The page: every form of every demo contract is seen, found, chosen by keys; changes and periods are followed."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt, QThreadPool
from pytestqt.qtbot import QtBot

from app.forms.registry import GROUPS, MONTH, find
from app.ledger import indicators, periods, projects
from app.ledger.book import Book
from app.ledger.sealing import CONTRACT
from app.periods import Period
from tests.ui.pages.forms.conftest import Clerk, Key, Mod
from ui.kit.empty import EmptyState
from ui.pages.forms.page import Page
from ui.shell.window import MainWindow
from ui.workspace import Workspace

Open = Callable[..., Clerk]


def text_of(clerk: Clerk) -> str:
    """What the shown pages say."""
    import pypdfium2

    file = clerk.page.preview.view.file
    assert file is not None
    document = pypdfium2.PdfDocument(file.data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY", "BS"])
def test_every_form_of_every_contract_is_seen(open_forms: Open, code: str) -> None:
    clerk = open_forms(code)
    page = clerk.page
    assert len(clerk.ids) >= 2
    for form in clerk.ids:
        clerk.choose(form)
        if page.preview.shows_reason:
            reason = page.preview.reason.accessibleName()
            assert any("\u4e00" <= sign <= "\u9fff" for sign in reason.removeprefix("这张表现在做不出来"))
            assert not page.preview.print_button.isEnabled()
        else:
            assert page.preview.view.pages > 0
            assert page.preview.name.text() == find(form).title
            assert page.preview.print_button.isEnabled()


def test_the_list_is_in_groups_and_says_what_each_is_for(open_forms: Open) -> None:
    rows = open_forms("KZ").page.list.list.rows
    headings = [one.title for one in rows if one.key is None]
    assert headings == [title for title in GROUPS.values() if title in headings]
    assert len(headings) >= 2
    assert all(one.words for one in rows if one.key is not None)


def test_arrows_choose_and_enter_reads(open_forms: Open) -> None:
    clerk = open_forms("KZ")
    page = clerk.page
    assert page.list.list.hasFocus()
    first = clerk.ids[0]
    assert page.preview.name.text() == find(first).title
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Down)
    clerk.settle()
    assert page.preview.name.text() == find(clerk.ids[2]).title
    clerk.press(Key.Key_Return)
    assert page.preview.view.hasFocus()
    clerk.press(Key.Key_Escape)
    assert page.list.list.hasFocus()


@pytest.mark.parametrize("typed", ["考勤", "kaoqin", "kq", "ＫＱ"])
def test_a_form_is_found_by_characters_and_by_sound(open_forms: Open, typed: str) -> None:
    clerk = open_forms("KZ")
    clerk.press(Key.Key_F, Mod.ControlModifier)
    assert clerk.page.list.search.hasFocus()
    clerk.type(typed)
    assert "attendance" in clerk.ids
    assert len(clerk.ids) < 6
    clerk.press(Key.Key_Down)
    assert clerk.page.list.list.hasFocus()
    clerk.settle()
    assert clerk.page.preview.name.text() == find(clerk.ids[0]).title


def test_what_is_not_there_is_said_and_esc_brings_all_back(open_forms: Open) -> None:
    clerk = open_forms("KZ")
    before = clerk.ids
    clerk.press(Key.Key_F, Mod.ControlModifier)
    clerk.type("没有这张表")
    clerk.settle()
    assert clerk.ids == []
    assert clerk.page.preview.shows_reason
    clerk.press(Key.Key_Escape)
    clerk.settle()
    assert clerk.ids == before
    assert clerk.page.preview.view.pages > 0


def test_sizes_by_keys_wherever_the_keyboard_is(open_forms: Open) -> None:
    clerk = open_forms("DZ")
    view = clerk.page.preview.view
    fitting = view.percent
    clerk.press(Key.Key_Plus, Mod.ControlModifier)
    assert view.percent > fitting
    clerk.press(Key.Key_Minus, Mod.ControlModifier)
    clerk.press(Key.Key_Minus, Mod.ControlModifier)
    assert view.percent < fitting
    clerk.press(Key.Key_0, Mod.ControlModifier)
    assert view.percent == fitting


def test_a_month_of_a_quarter_is_chosen(open_forms: Open) -> None:
    clerk = open_forms("KZ")
    page = clerk.page
    assert not page.preview.months.isVisible()
    clerk.choose("attendance")
    assert page.preview.months.isVisible()
    assert page.span == Period("month", 2025, 9)
    assert "2025年9月" in text_of(clerk)
    page.preview.months.choose("2025-08")
    page.preview.months.chosen.emit("2025-08")
    clerk.settle()
    assert "2025年8月" in text_of(clerk)
    clerk.choose("agent-list")
    assert page.span == Period("month", 2025, 8)
    assert find("agent-list").span == MONTH


def test_a_month_contract_has_no_choice_of_months(open_forms: Open) -> None:
    clerk = open_forms("DZ")
    clerk.choose("attendance")
    assert not clerk.page.preview.months.isVisible()
    assert clerk.page.span == Period("month", 2025, 12)


def test_a_change_is_followed(open_forms: Open, demo: Book) -> None:
    clerk = open_forms("DZ")
    workspace = clerk.window.workspace
    owner = workspace.project
    assert owner is not None
    before, digest = text_of(clerk), clerk.page.preview.number.text()
    workspace.commit(lambda: indicators.record(demo, owner.id, "rank_a", {"rank": 3}, workspace.period))
    clerk.settle()
    assert text_of(clerk) != before
    assert clerk.page.preview.number.text() != digest
    workspace.take_back()
    clerk.settle()
    assert clerk.page.preview.number.text() == digest


def test_a_change_while_another_page_is_open_is_caught_up(open_forms: Open, demo: Book) -> None:
    clerk = open_forms("DZ")
    workspace = clerk.window.workspace
    owner, digest = workspace.project, clerk.page.preview.number.text()
    assert owner is not None
    clerk.window.open_page("overview")
    workspace.commit(lambda: indicators.record(demo, owner.id, "rank_a", {"rank": 3}, workspace.period))
    assert not clerk.page.maker.is_busy
    clerk.window.open_page("forms")
    clerk.settle()
    assert clerk.page.preview.number.text() != digest


def test_another_period_and_another_contract(open_forms: Open, demo: Book) -> None:
    clerk = open_forms("DZ")
    clerk.choose("attendance")
    clerk.press(Key.Key_Left, Mod.AltModifier)
    clerk.settle()
    assert "2025年11月" in text_of(clerk)
    clerk.window.workspace.open_project(projects.find(demo, "KZ").id)
    clerk.settle()
    assert clerk.page.list.list.current == "attendance"
    assert clerk.window.workspace.period == Period("quarter", 2025, 4)
    assert clerk.page.span == Period("month", 2025, 12)


def test_of_many_requests_the_last_is_shown(open_forms: Open) -> None:
    clerk = open_forms("KZ")
    page = clerk.page
    for form in [*clerk.ids, *clerk.ids[:3]]:
        page.list.list.choose(form)
        page.make()
    clerk.settle()
    assert page._made is not None
    assert page._made.form.id == page.list.list.current == clerk.ids[2]


def test_a_draft_says_so_and_a_frozen_period_shows_its_number(open_forms: Open, demo: Book) -> None:
    clerk = open_forms("DZ")
    preview, workspace = clerk.page.preview, clerk.window.workspace
    assert preview.state.text == "草稿"
    assert "摘要" in preview.number.text()
    owner = workspace.project
    assert owner is not None
    workspace.commit(lambda: periods.freeze(demo, owner.id, CONTRACT, workspace.period, despite="测试"))
    clerk.settle()
    assert preview.state.text == "已送签"
    assert "DZ-2025-12-K01" in preview.number.text()


def test_a_sealed_period_is_shown_and_nothing_is_written(open_forms: Open, demo: Book) -> None:
    clerk = open_forms("DZ", "2025-09")
    assert clerk.page.preview.state.text == "已定稿"
    assert "DZ-2025-09-K01" in clerk.page.preview.number.text()
    for form in clerk.ids:
        clerk.choose(form)
    assert demo.mine == []


def test_an_empty_store_says_what_belongs_there(
    open_window: Callable[..., MainWindow], empty: Book, qtbot: QtBot
) -> None:
    window = open_window(empty)
    page = window.open_page("forms")
    assert isinstance(page, Page)
    told = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    assert len(told) == 1 and "还没有项目" in told[0].accessibleName()
    for key in (Key.Key_P, Key.Key_S, Key.Key_B):
        qtbot.keyClick(page, key, Mod.ControlModifier)
    assert not page.bundle.isVisible()
    with qtbot.waitSignal(page.go_requested) as asked:
        told[0].action_requested.emit()
    assert asked.args == ["do:project"]


def test_a_bug_leaves_the_page_usable(open_forms: Open) -> None:
    clerk = open_forms("DZ")
    with clerk.qtbot.captureExceptions() as caught:
        clerk.page.maker.broke.emit(RuntimeError("kaputt"))
    assert [str(one[1]) for one in caught] == ["kaputt"]
    assert "程序出错" in clerk.page.preview.reason.accessibleName()
    assert not clerk.page.preview.pdf_button.isEnabled()
    clerk.page.list.begin()
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.page.preview.view.pages > 0


def test_giving_up_leaves_the_page_usable(open_forms: Open) -> None:
    clerk = open_forms("DZ")
    clerk.page.make()
    clerk.page.preview.busy.cancel_requested.emit()
    clerk.settle()
    assert "已取消" in clerk.page.preview.reason.accessibleName()
    clerk.page.list.list.setFocus(Qt.FocusReason.OtherFocusReason)
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.page.preview.view.pages > 0


def test_a_closed_window_is_freed_even_while_a_form_is_made(demo: Book, settings: QSettings, qtbot: QtBot) -> None:
    window = MainWindow(Workspace(demo), settings)
    window.show()
    page = window.open_page("forms")
    assert isinstance(page, Page)
    with qtbot.waitSignal(page.maker.begun, timeout=10_000):
        pass
    gone = [weakref.ref(window), weakref.ref(page), weakref.ref(page.preview.view)]
    window.close()
    window.deleteLater()
    del window, page
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0, timeout=10_000)
    qtbot.wait(50)
    gc.collect()
    assert [one() for one in gone] == [None, None, None]
