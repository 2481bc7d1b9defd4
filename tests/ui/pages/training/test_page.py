"""The page over every contract, empty, sealed; its models, its dialogs, and a floor of five hundred."""

import gc
import weakref
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from time import perf_counter, thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ledger import attachments, people, projects, training
from app.ledger.book import Book
from app.ledger.people import Newcomer, Person
from app.ledger.training import Came
from app.ledger.training_month import NOUN, Seat
from app.ledger.undo import Undo
from tests.ui.gaps import LIMIT_MS
from ui.pages.incidents.reason import Answer
from ui.pages.training.lesson_dialog import Asked, Lesson, LessonDialog
from ui.pages.training.page import Page
from ui.pages.training.proofs import duties_of, effects
from ui.pages.training.roll import ABSENT, CAME, EXCUSE, HOURS, MARK, STATE, RollModel
from ui.pages.training.roll_dialog import RollCall, RollDialog
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


def seats(many: int) -> tuple[Seat, ...]:
    """Invented people."""
    return tuple(
        Seat(at, Person(at, f"N{at:03}", f"员工{at}", f"yuangong{at} yg{at}", None), "一组") for at in range(many)
    )


def test_an_empty_store_says_what_belongs_here(page_of: Callable[..., Page], empty: Book) -> None:
    page = page_of(empty)
    assert page.empty().isVisible()
    assert page.empty()._button.text() == "新建项目" and page.found is None


def test_an_empty_month_offers_the_first_step(page_of: Callable[..., Page], small: Book) -> None:
    page = page_of(small, "JY")
    assert page.found is not None and not page.found.sessions
    empty = page.sessions.table._empty
    assert empty is not None and empty.isVisible() and empty._button.text() == "新增场次"
    page.open_view("hours")
    assert "3 人各差 16 课时" in page.hours.notice.accessibleName()


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY", "BS"])
def test_every_contract_opens_in_every_view(page_of: Callable[..., Page], demo: Book, code: str) -> None:
    page = page_of(demo, code)
    for view in ("sessions", "hours", "line"):
        page.open_view(view)
    assert page.found is not None and page.hours.model.rows
    asked = [one.key for one in page.hours.model.columns].index("missing")
    assert page.hours.table.isColumnHidden(asked) == (code != "JY")
    assert bool(page.line.clause.words) == (code in ("JY", "DZ"))


def test_a_filed_plan_proves_its_obligation(
    page_of: Callable[..., Page], demo: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(demo, "KZ")
    page._workspace.open_period(page._workspace.period.before(-1))
    page.settle()
    assert page.month.number == 10 and not page.locked
    (duty,) = [one for one in duties_of(page._workspace, page.month) if one.rule.proved_by == "plan_filed"]
    assert not duty.proved and "培训计划备案" in page.sessions.proofs.words
    owner = page._workspace.project
    assert owner is not None
    page._workspace.commit(lambda: training.plan(demo, owner.id, page.month, "派单", "routine", hours="2"))
    page.settle()
    day = date(2025, 9, 30)
    monkeypatch.setattr("ui.pages.incidents.reason.ask", lambda *_: Answer("王经理", day))
    page.sessions.file.click()
    page.settle()
    (duty,) = [one for one in duties_of(page._workspace, page.month) if one.rule.proved_by == "plan_filed"]
    assert duty.proved == "培训计划 2025-09-30 报送" and "台账已有记录" in page.sessions.proofs.words
    assert [one.filed for one in page.sessions.plan_model.rows] == ["09-30 王经理"]


def test_a_sealed_period_is_only_read(page_of: Callable[..., Page], demo: Book) -> None:
    page = page_of(demo, "YZ")
    assert page.locked and "只能查看" in page.body.lock.accessibleName()
    assert not page.sessions.new.isEnabled() and not page.sessions.detail.buttons["roll"].isEnabled()
    before = Undo(demo).done
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        QTest.keyClick(page.sessions.table, key)
    assert Undo(demo).done == before


def test_a_poor_session_shows_its_effect_and_why(page_of: Callable[..., Page], demo: Book, qtbot: QtBot) -> None:
    page = page_of(demo, "YZ")
    assert "本期不到位 1 场" in page.sessions.proofs.words and "2 分" in page.sessions.proofs.words
    with qtbot.waitSignal(page.why_requested) as found:
        page.sessions.proofs.linkActivated.emit("why:training")
    assert found.args is not None and found.args[0].about == "话务服务培训"


def test_a_poor_session_costs_a_point_where_the_contract_says_so(
    page_of: Callable[..., Page], demo: Book, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page = page_of(demo, "YZ")
    page._workspace.open_period(page._workspace.period.before(-1))
    page.settle()
    assert page.found is not None and page.found.sessions and not page.locked
    assert page.sessions.detail.buttons["poor"].isVisible()
    before = effects(page._workspace, page.found)[0][1]
    monkeypatch.setattr("ui.pages.incidents.reason.ask", lambda *_: Answer("签到缺页", None))
    page.sessions.detail.buttons["poor"].click()
    page.settle()
    assert (before, effects(page._workspace, page.found)[0][1]) == ("3 分", "2 分")
    with qtbot.waitSignal(page.why_requested) as found:
        page.sessions.proofs.linkActivated.emit("why:training")
    row = page.sessions.chosen()
    assert found.args is not None and row is not None
    lines = [line for one in found.args[0].sections for line in one.lines]
    assert any(row.session.topic in one for one in lines)  # the row behind the figure, by name
    assert page.sessions.detail.buttons["fair"].isVisible()


@pytest.mark.parametrize(("button", "form"), [("print_plan", "training-plan"), ("print", "training-record")])
def test_both_forms_are_a_press_away(
    page_of: Callable[..., Page], demo: Book, qtbot: QtBot, button: str, form: str
) -> None:
    page = page_of(demo, "KZ")
    pressed = page.sessions.print_plan if button == "print_plan" else page.sessions.detail.buttons["print"]
    with qtbot.waitSignal(page.go_requested) as gone:
        pressed.click()
    assert gone.args == [f"form:{form}:2025-09"]
    window = page.window()
    assert isinstance(window, MainWindow) and window.page == "forms"


def test_files_lie_beside_a_session(page_of: Callable[..., Page], demo: Book) -> None:
    page = page_of(demo, "JY")
    row = page.sessions.chosen()
    assert row is not None
    page.clerk.attach(row.id, [("签到表.png", b"scan")])
    page.settle()
    assert [one.name for one in attachments.of(demo, NOUN, row.id)] == ["签到表.png"]
    again = page.sessions.chosen()
    assert again is not None and again.files == 1 and len(page.sessions.detail.shelf.chips) == 1


def test_the_check_list_of_five_hundred_is_smooth(qtbot: QtBot, open_window: Open, empty: Book) -> None:
    window = open_window(empty)
    begun = perf_counter()
    dialog = RollDialog(window, RollCall("大课", Decimal(2), seats(500)))
    dialog.show()
    qtbot.waitExposed(dialog)
    opened, begun = perf_counter() - begun, perf_counter()
    dialog.every.click()
    for _ in range(50):
        QTest.keyClick(dialog.view, Qt.Key.Key_Space)
        QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    assert dialog.model.counts == (450, 450)
    assert opened < 1 and perf_counter() - begun < 2
    dialog.reject()
    dialog.deleteLater()


def test_dialogs_are_freed(qtbot: QtBot, open_window: Open, empty: Book) -> None:
    window = open_window(empty)
    gone = []
    for made in (
        RollDialog(window, RollCall("课", Decimal(2), seats(3))),
        LessonDialog(window, Asked("登记培训", "登记"), Lesson(date(2026, 6, 1))),
    ):
        gone.append(weakref.ref(made))
        made.deleteLater()
    del made
    qtbot.wait(10)
    gc.collect()
    assert [one() for one in gone] == [None, None]


def test_what_is_typed_into_the_check_list_keeps_its_sense() -> None:
    model = RollModel(seats(3), [Came(1, False, excuse="请假")], Decimal(2))

    def typed(row: int, column: int, text: str) -> bool:
        return model.setData(model.index(row, column), text)

    assert [one.state for one in model.rows] == ["", ABSENT, ""]
    assert typed(0, MARK, "88.5") and model.rows[0].state == CAME
    assert typed(1, STATE, "1") and model.rows[1].excuse == ""
    assert typed(0, EXCUSE, "当班") and model.rows[0].mark is None and model.rows[0].state == ABSENT
    assert not typed(2, HOURS, "两") and not typed(2, MARK, "-1") and not typed(2, STATE, "也许")
    assert model.sheet == (Came(0, False, excuse="当班"), Came(1))
    model.set_all(ABSENT, "")
    assert model.counts == (1, 3)


def test_the_models_keep_their_promises(page_of: Callable[..., Page], demo: Book, qtmodeltester: ModelTester) -> None:
    page = page_of(demo, "JY")
    rolls = RollModel(seats(5), [Came(1, mark=Decimal(90))], Decimal(2))
    for model in (page.sessions.plan_model, page.sessions.model, page.hours.model, page.line.model, rolls):
        qtmodeltester.check(model)


def test_a_past_month_without_a_targeted_session_is_named(page_of: Callable[..., Page], empty: Book) -> None:
    made = projects.create(empty, "YZ", "扬州12345", "yangzhou-2025")
    training.hold(empty, made.id, date(2025, 8, 5), "欠薪诉求", "targeted", "2")
    page = page_of(empty, "YZ")  # 26 September: of July and August the former had none, September is not over
    assert "7 月没有靶向培训（在义务页确认后才扣分）" in page.sessions.proofs.words


def test_hours_and_the_line_answer_why_with_their_sessions(
    page_of: Callable[..., Page], demo: Book, qtbot: QtBot
) -> None:
    page = page_of(demo, "JY")
    page.open_view("hours")
    assert page.hours.table.go_to_key(next(one.id for one in page.hours.model.rows if one.absent))
    row = page.hours.table.current_row()
    assert row is not None and (row.person.name, row.hours, row.absent) == ("朱泽雪", 16, 1)
    with qtbot.waitSignal(page.why_requested) as found:
        QTest.keyClick(page.hours.table, Qt.Key.Key_Return)
    assert found.args is not None
    why = found.args[0]
    assert (why.title, why.sections[0].lines) == (
        "朱泽雪",
        ("2 + 2 + 2 + 2 + 2 + 2 + 2 + 2 = 16 课时", "应达 16 课时"),
    )
    assert [one.heading for one in why.sections[1:]] == ["到场 8 场", "缺席 1 场，不计课时", "条款 第五条（三）2"]
    page.open_view("line")
    with qtbot.waitSignal(page.why_requested) as found:
        QTest.keyClick(page.line.table, Qt.Key.Key_Return)
    assert found.args is not None and found.args[0].title == "唐莹宇"
    with qtbot.waitSignal(page.go_requested) as gone:
        QTest.keyClick(page.line.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    row = page.line.table.current_row()
    assert row is not None and gone.args == [f"person:{row.id}"]


def test_the_trainings_of_a_year_are_summed_up(page_of: Callable[..., Page], demo: Book) -> None:
    page = page_of(demo, "BS")
    # July, September and October prove the three; the year has had six sessions.
    told = page.sessions.proofs.words
    assert "已证 **3/3** 次（2025-07-17、2025-09-16、2025-10-17）" in told
    assert "2025-07-01 至 2026-06-30 已举办 6 场" in told and "未办" not in told


def test_a_floor_of_five_hundred_is_listed_and_searched_at_once(page_of: Callable[..., Page], empty: Book) -> None:
    project = projects.create(empty, "JY", "济源12345", "jiyuan-2026").id
    first = date(2026, 1, 1)
    crew = people.add(empty, project, [Newcomer(f"N{at:03}", f"员工{at}", first, "一组", first) for at in range(500)])
    everybody = [Came(one) for one in crew.ids("person")]
    for day in range(1, 11):
        training.hold(empty, project, date(2026, 6, day), "派单", "routine", "1", everybody)
    page = page_of(empty, "JY")
    page.open_view("hours")
    page.hours.search.setText("N499")
    assert [one.person.name for one in page.hours.model.rows] == ["员工499"]
    assert page.found is not None and len(page.found.below) == 500
    assert {(one.came, one.expected, one.marked) for one in page.found.sessions} == {(500, 500, 0)}
    spent: list[float] = []
    for _ in range(5):
        begun = thread_time()
        page.refresh()
        spent.append(thread_time() - begun)
    assert min(spent) < LIMIT_MS / 1000, spent
