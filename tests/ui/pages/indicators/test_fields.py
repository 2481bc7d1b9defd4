"""Fields: every one can be typed; errors stay where they are; what is derived is typed over with a reason."""

import gc
import weakref
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from pytestqt.qtbot import QtBot

from app.ledger import facts, history, incidents, indicators, periods, projects
from app.ledger.contracts import contract
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.indicators import REVIEWED
from app.ledger.inputs import COUNT, HITS, LIST, NUMBER, PERCENT, POINTS, RANK, TOTAL, inputs_of
from app.ledger.sealing import CONTRACT
from app.periods import Period
from tests.support import PERIODS
from tests.ui.pages.indicators.conftest import TERMS, Desk
from ui.kit.messages import InlineMessage
from ui.pages.indicators.page import Page
from ui.workspace import Workspace

Open = Callable[..., Desk]
Key = Qt.Key
TYPED = {HITS: "3", TOTAL: "4", PERCENT: "96.5", COUNT: "2", NUMBER: "1", RANK: "2", POINTS: "2", LIST: "4.5、2"}


def head(desk: Desk) -> int:
    return history.entries(desk.book, limit=1)[0].id


def stored(desk: Desk, indicator: str, opinion: str = REVIEWED) -> Any:
    return facts.collect(desk.book, desk.project, desk.workspace.period, opinion).facts["inputs"].get(indicator)


def log(desk: Desk, item: str, day: date, **more: Any) -> None:
    incidents.log(desk.book, desk.project, [Draft(item, day, **more)], status=VERIFIED)
    desk.workspace.forget()
    desk.page.refresh()


@pytest.mark.parametrize("scheme", PERIODS)
@pytest.mark.parametrize("opinion", ["self", "reviewed"])
def test_every_field_of_every_scheme_can_be_typed(open_page: Open, scheme: str, opinion: str) -> None:
    desk = open_page(scheme, PERIODS[scheme])
    desk.page._choose_mode(opinion)
    for row in list(desk.page.board.rows.values()):
        for box in [box for _, _, box in row.boxes]:
            box.setFocus()
            desk.type(TYPED[box.cell.field.kind])
            assert (box.error, box.is_dirty) == ("", False), box.cell.key
            assert indicators.in_period(desk.book, desk.project, desk.workspace.period)
        for _, gate in row.gates:
            gate.setFocus()
            desk.type("1", Key.Key_Return)
            assert gate.cell.text == "true"
    assert not facts.assessed(desk.book, desk.project, desk.workspace.period).collected.outdated


@pytest.mark.parametrize("scheme", PERIODS)
def test_no_field_of_any_scheme_is_left_out(open_page: Open, scheme: str) -> None:
    desk = open_page(scheme, PERIODS[scheme])
    period = desk.workspace.period
    known = contract(desk.book.shelf, scheme)
    for name, row in desk.page.board.rows.items():
        term = TERMS.get(scheme) or known.newest.term
        wanted = inputs_of(known, row_indicator(desk, name), period, term)
        shown = {box.cell.field.path for _, _, box in row.boxes} | {gate.cell.field.path for _, gate in row.gates}
        shown |= {one.removesuffix(".percent") for one in shown} | {
            cell.field.path for cell in row.state.blocks[0].asides
        }
        assert {one.path for one in wanted.fields} <= shown
        assert bool(wanted.days) == bool(row.state.blocks[0].daily)


def row_indicator(desk: Desk, name: str) -> Any:
    assert desk.page.clerk.sheet is not None
    return desk.page.clerk.sheet.rules.indicator(name)


def test_a_percentage_takes_the_place_of_counts_in_one_entry_and_one_undo(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.type("95")
    desk.type("100")
    before = head(desk)
    desk.go("connect_rate", "percent")
    desk.type("９４．３％")
    assert (stored(desk, "connect_rate"), head(desk)) == ({"percent": "94.3"}, before + 1)
    assert desk.box("connect_rate", "hits").text() == ""
    desk.workspace.take_back()
    assert stored(desk, "connect_rate") == {"hits": "95", "total": "100"}
    assert desk.box("connect_rate", "percent").text() == "95.00%"


def test_an_error_stays_at_the_field_with_what_was_typed(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    before = head(desk)
    box = desk.go("rank_a", "rank")
    desk.type("4")
    row = desk.page.board.rows["rank_a"]
    assert (box.text(), head(desk), desk.here) == ("4", before, box)
    assert "3" in box.error and row.strip.isVisible() and box.error in row.strip.words
    desk.press(Key.Key_Return)
    assert desk.here is not box and box.text() == "4"
    box.setFocus()
    desk.press(Key.Key_Escape)
    assert (box.error, box.text(), row.strip.isVisible()) == ("", "", False)


def test_a_numerator_above_its_denominator_is_taken_once_the_denominator_follows(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.type("95")
    desk.type("100")
    hits = desk.go("connect_rate", "hits")
    desk.type("120")
    assert "分母（100）" in hits.error and hits.text() == "120"
    desk.press(Key.Key_Return)
    assert desk.path() == ("connect_rate", "self", "total")
    desk.type("130")
    assert stored(desk, "connect_rate") == {"hits": "120", "total": "130"}
    assert (hits.error, hits.is_dirty) == ("", False)


def test_what_was_typed_wrong_is_still_there_after_another_period(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.go("connect_rate", "hits")
    desk.type("一百")
    desk.workspace.step(-1)
    assert desk.box("connect_rate", "hits").text() == ""
    desk.workspace.step(1)
    assert (desk.box("connect_rate", "hits").text(), desk.box("connect_rate", "hits").error) == ("一百", "请输入数字")


def test_a_derived_count_is_typed_over_with_a_reason_and_taken_back(open_page: Open) -> None:
    desk = open_page("kezhou-2025", "2025-Q3")
    log(desk, "misdispatched_ticket", date(2025, 7, 4), quantity=Decimal(2))
    box = desk.go("dispatch_accuracy", "misdispatched")
    row = desk.page.board.rows["dispatch_accuracy"]
    assert (box.text(), row._chips[1].text) == ("2", "台账 2")
    before = head(desk)
    desk.type("1")
    assert (head(desk), row.strip.is_asking, desk.here) == (before, True, row.strip.reason)
    desk.press(Key.Key_Return)
    assert "请写明" in row.strip.words and head(desk) == before
    desk.type("一件已由甲方剔除")
    assert (head(desk), stored(desk, "dispatch_accuracy")) == (before + 1, {"misdispatched": "1"})
    assert (box.text(), box.cell.overrides, row.strip.is_asking) == ("1", True, False)
    assert desk.path()[0] != "dispatch_accuracy"
    log(desk, "misdispatched_ticket", date(2025, 7, 5))
    assert "现在为 3" in row.strip.words and row._chips[1].text == "台账 3"
    row._backs[1].click()
    assert (stored(desk, "dispatch_accuracy"), box.text()) == ({"misdispatched": "3"}, "3")


def test_escape_gives_up_typing_over_a_derived_count(open_page: Open) -> None:
    desk = open_page("kezhou-2025", "2025-Q3")
    log(desk, "misdispatched_ticket", date(2025, 7, 4))
    box = desk.go("dispatch_accuracy", "misdispatched")
    before = head(desk)
    desk.type("5", Key.Key_Tab)
    assert desk.here is not box
    desk.press(Key.Key_Escape)
    assert (box.text(), desk.here, head(desk)) == ("1", box, before)


def test_a_list_is_typed_in_one_line(open_page: Open) -> None:
    desk = open_page("kezhou-2025", "2025-Q3")
    desk.go("ticket_24h", "overtime_hours")
    desk.type("4.5，２ 3")
    assert stored(desk, "ticket_24h") == {"overtime_hours": ["4.5", "2", "3"]}
    desk.go("ticket_24h", "overtime_hours").selectAll()
    desk.type("2")
    assert stored(desk, "ticket_24h") == {"overtime_hours": ["2"]}


def test_the_trace_follows_the_typing_before_anything_is_stored(open_page: Open, qtbot: QtBot) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.go("rank_a", "rank")
    before, row = head(desk), desk.page.board.rows["rank_a"]
    desk.type("1", Key.Key_Shift)
    qtbot.waitUntil(lambda: row._preview is not None)
    assert (row._preview.shown, head(desk)) == ("4", before)  # pyright: ignore[reportOptionalMemberAccess]
    desk.press(Key.Key_Escape)
    assert row._preview is None


def test_arrows_lead_up_and_down_and_past_what_is_not_in_use(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.press(Key.Key_Down)
    assert desk.path() == ("service_satisfaction", "self", "hits")
    desk.press(Key.Key_Right, Key.Key_Up)
    assert desk.path() == ("connect_rate", "self", "total")
    desk.go("connect_rate", "percent")
    desk.type("94", Key.Key_Tab)
    assert desk.path() == ("connect_rate", "self", "province_deducted")
    desk.press(Key.Key_Backtab)
    assert desk.path() == ("connect_rate", "self", "percent")
    desk.press(Key.Key_Left)
    assert desk.path() == ("connect_rate", "self", "total")


def test_undo_takes_back_the_last_field(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    box = desk.go("rank_a", "rank")
    desk.type("1")
    assert box.text() == "第 1 名"
    assert "当月A类型平台排名情况" in desk.workspace.undo.next_words
    desk.workspace.take_back()
    assert (box.text(), stored(desk, "rank_a")) == ("", None)


def test_only_the_rows_that_say_something_else_are_painted_anew(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    states = {name: row.state for name, row in desk.page.board.rows.items()}
    desk.go("rank_a", "rank")
    desk.type("1")
    after = {name: row.state for name, row in desk.page.board.rows.items()}
    assert [name for name in states if states[name] is not after[name]] == ["rank_a"]


def test_an_input_method_that_commits_without_composing_lands_in_the_field(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    box = desk.go("rank_province", "rank")
    event = QInputMethodEvent("", [])
    event.setCommitString("９")
    QCoreApplication.sendEvent(box, event)
    assert box.text() == "９"
    desk.press(Key.Key_Return)
    assert stored(desk, "rank_province") == {"rank": "9"}


def test_a_frozen_period_is_for_reading_and_says_so(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.go("rank_a", "rank")
    desk.type("1")
    desk.workspace.commit(
        lambda: periods.freeze(desk.book, desk.project, CONTRACT, desk.workspace.period, despite="试")
    )
    told = [one for one in desk.page.findChildren(InlineMessage) if one.isVisible()]
    assert told and "撤回送签" in told[0].accessibleName()
    before = head(desk)
    box = desk.go("rank_a", "rank")
    desk.type("2")
    gate = desk.page.board.rows["connect_rate"].gates[0][1]
    gate.setFocus()
    gate.press()
    assert (box.text(), head(desk), desk.page.board.stops()) == ("第 1 名", before, [])


def test_an_empty_store_says_what_belongs_here(qtbot: QtBot, file: Any) -> None:
    from app.ledger import store

    book = store.create(file, "王经理")
    page = Page(Workspace(book))
    qtbot.addWidget(page)
    page.show()
    assert page._empty.isVisible()
    with qtbot.waitSignal(page.go_requested) as asked:
        page._empty.action_requested.emit()
    assert asked.args == ["do:project"]
    book.engine.dispose()


def test_rows_are_found_by_name_clause_and_initials(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    rows = desk.page.board.rows
    for words, wanted in (("jtl", "connect_rate"), ("接通", "connect_rate"), ("二(七)", "resolution_rate")):
        desk.page.filters.search.setText(words)
        assert wanted in [name for name, row in rows.items() if row.isVisible()]
        assert len([row for row in rows.values() if row.isVisible()]) < len(rows)
    desk.page.show_indicator("rank_a")
    assert all(row.isVisible() for row in rows.values())
    assert desk.path()[0] == "rank_a"


def test_only_what_is_missing_or_lost(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.go("rank_a", "rank")
    desk.type("3")
    desk.page.filters._lost.click()
    assert [name for name, row in desk.page.board.rows.items() if row.isVisible()] == ["rank_a"]
    desk.page.filters._missing.click()
    assert not [row for row in desk.page.board.rows.values() if row.isVisible()]


def test_a_selected_row_answers_why(open_page: Open, qtbot: QtBot) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    with qtbot.waitSignal(desk.page.why_requested) as asked:
        desk.go("rank_a", "rank")
    assert asked.args and asked.args[0].about == "当月A类型平台排名情况"
    with qtbot.waitSignal(desk.page.why_requested) as asked:
        desk.type("1", Key.Key_Tab)
        desk.press(Key.Key_Backtab)
    assert asked.args


def test_a_page_is_freed_when_it_is_closed(open_page: Open, qtbot: QtBot, tmp_path: Any) -> None:
    from app.ledger import store

    book = store.create(tmp_path / "b.hotline", "王经理")
    projects.create(book, "DZ", "儋州", "danzhou-2025")
    workspace = Workspace(book, lambda: date(2025, 12, 18))
    page = Page(workspace)
    page.show()
    page._toggle_details(page.board.rows["rank_a"])
    gone = weakref.ref(page), weakref.ref(page.board), weakref.ref(page.clerk)
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del page
    gc.collect()
    assert [one() for one in gone] == [None, None, None]
    workspace.open_period(Period("month", 2025, 11))
    book.engine.dispose()


def test_a_reviewer_who_types_what_we_typed_has_reviewed_it(open_page: Open) -> None:
    desk = open_page("yangzhou-2025", "2025-Q3")
    desk.type("95")
    desk.type("100")
    desk.page._choose_mode(REVIEWED)
    box = desk.go("connect_rate", "hits", REVIEWED)
    assert (box.text(), box.cell.own) == ("95", False)
    desk.press(Key.Key_Return)
    assert not [one for one in values(desk) if one.opinion == REVIEWED]
    desk.go("connect_rate", "hits", REVIEWED)
    desk.type("95")
    assert {one.field: one.opinion for one in values(desk) if one.opinion == REVIEWED} == dict.fromkeys(
        ("hits", "total"), REVIEWED
    )


def values(desk: Desk) -> Any:
    return indicators.in_period(desk.book, desk.project, desk.workspace.period)
