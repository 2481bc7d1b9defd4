"""What is done from 人员: deeds with their errors beside the fields, lists, posts, links; empty, crowded, freed."""

import gc
import weakref
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ledger import people, posts, projects
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.people import Newcomer
from tests.ui.pages.people.acting import Open, during, entry, fill, page_of, project_of
from ui.pages.people import deed as deeds
from ui.pages.people.deed import LEAVE, Deed
from ui.pages.people.dialog import DeedDialog, Setting
from ui.pages.people.page import EVERY, MOVED
from ui.pages.people.paste import PasteDialog
from ui.pages.people.posts import Demand, PostsDialog


def test_leaving_is_corrected_taken_back_and_followed_by_a_return(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page, project = page_of(window), project_of(window)
    person = next(one.id for one in people.listed(demo, project) if one.staff_number == "K09")
    page.show_person(person)

    def deed(kind: str, **values: Any) -> None:
        during(DeedDialog, lambda dialog: (fill(dialog, **values), dialog._try()))
        page.detail.buttons[kind].click()

    def jobs() -> list[tuple[date, date | None]]:
        return [(one.since, one.until) for one in people.spans(demo, project, people.EMPLOYMENT, person)]

    first = jobs()[0][0]
    deed(deeds.LEAVE, last_day=date(2025, 9, 10), reason="回乡")
    page.show_person(person)
    assert jobs() == [(first, date(2025, 9, 10))] and page.detail.buttons[deeds.REHIRE].isVisible()
    deed(deeds.RELEAVE, last_day=date(2025, 9, 12), reason="日期写错")
    assert jobs() == [(first, date(2025, 9, 12))]
    page.show_person(person)
    deed(deeds.REHIRE, since=date(2025, 9, 22))
    assert jobs() == [(first, date(2025, 9, 12)), (date(2025, 9, 22), None)]
    window.workspace.take_back()
    page.show_person(person)
    deed(deeds.STAY, reason="没有走")
    assert jobs() == [(first, None)]


def test_other_deeds_and_a_wrong_fact_taken_back(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page, project = page_of(window), project_of(window)
    person = people.add(demo, project, [Newcomer("K50", "新手", date(2025, 9, 1), "一班")]).ids("person")[0]
    window.workspace.look_again()
    page.show_person(person)

    def deed(kind: str, **values: Any) -> None:
        during(DeedDialog, lambda dialog: (fill(dialog, **values), dialog._try()))
        page.detail.buttons[kind].click()

    deed(deeds.POST, word="质检员", since=date(2025, 9, 2))
    deed(deeds.PAY, fen=402050, since=date(2025, 9, 1))
    deed(deeds.PROTECT, word="孕期", since=date(2025, 9, 1))
    deed(deeds.ONLINE, online_on="2025-09-20")
    deed(deeds.CORRECT, name="改名")
    assert page._floor is not None
    member = page._floor.member(person)
    assert member and (member.post, member.wage_fen, member.special) == ("质检员", 402050, "孕期")
    # On line since the 20th, ten days of protection: on the 24th, 6 are left, that day included.
    assert (member.protected, member.person.name) == (6, "改名")
    row = next(one for one in page.detail.model.rows if one.span.kind == people.PROTECTION)
    page.detail.table.go_to_key(row.id)
    during(DeedDialog, lambda dialog: (fill(dialog, reason="录错人"), dialog._try()))
    page.detail.void.click()
    assert page._floor.member(person).special == ""  # pyright: ignore[reportOptionalMemberAccess]


def test_a_dialog_says_what_is_wrong_beside_the_field(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page, said = page_of(window), {}

    def hire(dialog: DeedDialog) -> None:
        dialog._try()
        said["empty"] = dialog.entries["staff_number"].error.words
        fill(dialog, staff_number="K01", name="新人", online_on="九月")
        dialog._try()
        said["day"] = dialog.entries["online_on"].error.words
        fill(dialog, online_on="2025/9/30")
        dialog.look()
        said["taken"] = dialog.entries["staff_number"].error.words
        fill(dialog, staff_number="K30", wage_fen=360000)
        dialog._try()

    during(DeedDialog, hire)
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert said["empty"] == "不能为空" and "2025-09-03" in said["day"] and "工号已属于" in said["taken"]
    made = next(one for one in people.listed(demo, project_of(window)) if one.staff_number == "K30")
    assert made.online_on == date(2025, 9, 30)
    assert page.detail.member is not None and page.detail.member.id == made.id


def test_a_list_with_one_wrong_row_lands_nowhere(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page, before, seen = page_of(window), entry(demo), {}

    def paste(dialog: PasteDialog) -> None:
        dialog.paste.setPlainText(
            "工号\t姓名\t班组\t入职日期\nK31\t甲\t一班\t2025-09-20\nK01\t乙\t二班\t2025-13-01\nK01\t丙\t二班\t"
        )
        dialog.look()
        seen["rows"] = [(one.kind, one.words) for one in dialog.model.rows]
        seen["ready"] = dialog.go.isEnabled()
        dialog._try()
        dialog.reject()

    during(PasteDialog, paste)
    page.paste.click()
    assert seen["ready"] is False and entry(demo) == before
    assert "第 3 行 入职日期" in seen["rows"][0][1] and "工号已属于" in seen["rows"][1][1]


def test_known_people_are_brought_up_to_date_in_one_step(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page, project = page_of(window), project_of(window)
    name = next(one.name for one in people.listed(demo, project) if one.staff_number == "K05")

    def paste(dialog: PasteDialog) -> None:
        dialog.paste.setPlainText(f"工号\t姓名\t班组\nK05\t{name}\t五班\nK41\t新来\t五班")
        dialog.update_known.setChecked(True)
        dialog.look()
        dialog._try()

    during(PasteDialog, paste)
    page.paste.click()
    assert page._floor is not None
    teams = {one.person.staff_number: one.team for one in page._floor.members}
    assert (teams["K05"], teams["K41"]) == ("五班", "五班")
    window.workspace.take_back()
    assert "K41" not in {one.person.staff_number for one in page._floor.members}
    assert {one.person.staff_number: one.team for one in page._floor.members}["K05"] == "三班"


def test_the_clients_demand_goes_before_the_contract(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "DZ")
    page, project = page_of(window), project_of(window)

    def demand(dialog: PostsDialog) -> None:
        dialog.name.setCurrentText("质检主管")
        dialog.needed.setText("2")
        dialog._try()

    during(PostsDialog, demand)
    page.head.posts.click()
    found = next(one for one in posts.on(demo, project, date(2025, 12, 18)) if one.name == "质检主管")
    assert (found.needed, found.vacant) == (2, 2)
    assert "质检主管缺 2" in page.head.people.lines[1].words


def test_a_link_to_a_person_opens_this_page(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "YZ")
    gone = next(one.person for one in people.spans(demo, project_of(window), people.EMPLOYMENT) if one.until)
    window.go_to(f"person:{gone}")
    page = page_of(window)
    assert window.page == "people" and window.panel.isVisible()
    assert page.detail.member is not None and page.detail.member.id == gone


def test_nothing_yet(open_window: Open, empty: Book) -> None:
    window = open_window(empty)
    page = page_of(window)
    assert page._empty.isVisible()
    projects.create(empty, "BS", "白沙", "baisha")
    window.workspace.look_again()
    window.workspace.open_project(projects.find(empty, "BS").id)
    assert page._bare.isVisible()

    def paste(dialog: PasteDialog) -> None:
        dialog.paste.setPlainText("B1\t张三\t一班\nB2\t李四\t一班")
        dialog.look()
        dialog._try()

    during(PasteDialog, paste)
    page._bare.action_requested.emit()
    assert page._main.isVisible() and page.head.people.figure.accessibleName() == "2 / 13 人"


def test_five_hundred_people_are_no_burden(open_window: Open, empty: Book) -> None:
    made = projects.create(empty, "BS", "白沙", "baisha")
    crowd = [Newcomer(f"B{at:03d}", f"员工{at}", date(2025, 7, 1), f"{at % 9}班", date(2025, 7, 1), "", 360000)
             for at in range(500)]  # fmt: skip
    people.add(empty, made.id, crowd)
    window = open_window(empty, "BS")
    page = page_of(window)
    assert len(page.model.rows) == 500
    began = perf_counter()
    page.refresh()
    page.search.setText("b49")
    taken = perf_counter() - began
    assert len(page.model.rows) == 10 and taken < 1


@pytest.mark.parametrize("view", [EVERY, MOVED])
def test_the_models_keep_their_promises(open_window: Open, demo: Book, qtmodeltester: ModelTester, view: str) -> None:
    window = open_window(demo, "YZ")
    page = page_of(window)
    page.views.choose(view)
    page._view_chosen(view)
    qtmodeltester.check(page.moves if view == MOVED else page.model)
    qtmodeltester.check(page.detail.model)


def test_dialogs_are_freed(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "KZ")
    day = date(2025, 9, 24)
    made = [
        DeedDialog(window, Deed(LEAVE, 1, {"last_day": day}), Setting()),
        PasteDialog(window, lambda rows, since: (), day),
        PostsDialog(window, (), {}, day),
    ]
    made[2].name.setCurrentText("值班长")
    made[2].needed.show_value(1)
    assert made[2].demand == Demand("值班长", 1, day, None)
    gone = [weakref.ref(one) for one in made]
    while made:
        made.pop().deleteLater()
    qtbot.wait(20)
    gc.collect()
    assert [one() for one in gone] == [None, None, None]


def test_a_team_of_its_own(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page, told = page_of(window), []
    window.workspace.changed.connect(told.append)
    during(DeedDialog, lambda dialog: (fill(dialog, name="夜班组"), dialog._try()))
    page.head.new_team.click()
    assert isinstance(told[0], Changed) and "夜班组" in people.teams(demo, project_of(window))
