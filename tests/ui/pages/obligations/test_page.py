"""The page 义务: what waits, done with proof by keyboard, missed with what it costs, the calendar and its file."""

import gc
import weakref
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ledger import incidents, obligations, projects
from app.ledger.book import Book
from app.ledger.undo import Undo
from ui.pages.obligations.deeds import EXCUSE, MISS, PROVE, REOPEN
from ui.pages.obligations.happening import Happening, HappeningDialog
from ui.pages.obligations.page import Page
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


def page_of(window: MainWindow) -> Page:
    page = window.open_page("obligations")
    assert isinstance(page, Page)
    return page


def test_what_waits_stands_on_top_and_is_done_by_keyboard(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "DZ")
    page = page_of(window)
    rows = page.model.rows
    assert rows and all(one.waiting for one in rows)
    assert [one.one.due_on for one in rows] == sorted(one.one.due_on for one in rows)
    first = rows[0]
    assert first.state.startswith("过期")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.deeds.proof.hasFocus()
    QTest.keyClick(page.deeds.proof, Qt.Key.Key_Return)  # nothing typed: asked for, nothing written
    page.deeds.proof.setText("备份回执 2025-1031")
    QTest.keyClick(page.deeds.proof, Qt.Key.Key_Return)
    found = next(one for one in obligations.listed(demo, window_project(window)) if one.id == first.id)
    assert (found.status, found.proof, found.done_on) == (obligations.DONE, "备份回执 2025-1031", date(2025, 12, 18))
    assert first.id not in [one.id for one in page.model.rows]
    window.workspace.take_back()
    assert first.id in [one.id for one in page.model.rows]


def window_project(window: MainWindow) -> int:
    assert window.workspace.project is not None
    return window.workspace.project.id


def test_a_confirmed_miss_costs_what_the_contract_says(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "DZ")
    page, project = page_of(window), window_project(window)
    page.filters.choose("every")
    page._filtered("every")
    row = next(one for one in page.model.rows if one.one.due_on == date(2025, 12, 31))
    page.table.go_to_key(row.id)
    before = len(incidents.listed(demo, project))
    page.deeds.proof.setText("甲方 1 月 5 日书面指出")
    page.deeds.buttons[MISS].click()
    logged = incidents.listed(demo, project)
    assert len(logged) == before + 1 and logged[-1].item == row.rule.proposes
    page.table.go_to_key(row.id)
    assert page.deeds.buttons[REOPEN].isVisible() and not page.deeds.buttons[EXCUSE].isVisible()
    page.deeds.proof.setText("看错了")
    page.deeds.buttons[REOPEN].click()
    assert len(incidents.listed(demo, project)) == before


def test_a_deed_without_words_asks_for_them(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page = page_of(window)
    for what in (PROVE, EXCUSE, MISS):
        page.deeds.proof.clear()
        page.deeds.buttons[what].click()
        assert page.deeds._error.words
    assert not Undo(demo).done


def test_a_day_of_the_calendar_narrows_the_list(open_window: Open, demo: Book, qtbot: QtBot) -> None:
    window = open_window(demo, "DZ")
    page = page_of(window)
    place = next(at for at in range(page.calendar.count()) if page.calendar.day(at) == date(2025, 12, 20))
    assert "发放工资" in page.calendar.reading(place)
    page.calendar.place_activated.emit(place)
    assert {one.one.due_on for one in page.model.rows} == {date(2025, 12, 20)}
    page.calendar.place_activated.emit(place)
    assert page.calendar.chosen is None
    page.calendar.setFocus()
    QTest.keyClick(page.calendar, Qt.Key.Key_Down)
    QTest.keyClick(page.calendar, Qt.Key.Key_Return)
    assert page.calendar.chosen == date(2025, 12, 25)


def test_what_happened_starts_a_clock(open_window: Open, demo: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(demo, "DZ")
    page, project = page_of(window), window_project(window)
    at = datetime(2025, 12, 17, 9, 30)
    answer = Happening("rectification_answer", at, "甲方第 3 号整改通知")
    monkeypatch.setattr("ui.pages.obligations.happening.ask", lambda *_: answer)
    page._set_off.click()
    made = [one for one in obligations.listed(demo, project) if one.rule == "rectification_answer"]
    assert made and made[-1].due_on == date(2025, 12, 24)
    assert any(one.id == made[-1].id for one in page.model.rows)


def test_the_dialog_reads_what_was_typed_and_is_freed(qtbot: QtBot, open_window: Open, empty: Book) -> None:
    window = open_window(empty)
    dialog = HappeningDialog(window, [("a", "整改要求：答复"), ("b", "故障：上报")], datetime(2025, 12, 17, 9, 30))
    dialog.what.setCurrentIndex(1)
    dialog.words.setText(" 光缆断 ")
    assert dialog.found() == Happening("b", datetime(2025, 12, 17, 9, 30), "光缆断")
    gone = weakref.ref(dialog)
    dialog.deleteLater()
    del dialog
    qtbot.wait(10)
    gc.collect()
    assert gone() is None


def test_the_calendar_file_is_written_or_says_why_not(open_window: Open, demo: Book, tmp_path: Path) -> None:
    window = open_window(demo, "KZ")
    page = page_of(window)
    page.export(tmp_path / "义务.ics")
    text = (tmp_path / "义务.ics").read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.count("BEGIN:VEVENT") > 10
    page.export(tmp_path / "没有" / "义务.ics")
    assert "文件夹不存在" in page._counts.text()


def test_a_floor_without_obligations_generates_them(open_window: Open, empty: Book) -> None:
    made = projects.create(empty, "DZ", "儋州", "danzhou-2025")
    window = open_window(empty, "DZ")
    page = page_of(window)
    assert page._none.isVisible()
    page._none.action_requested.emit()
    assert page._main.isVisible() and len(obligations.listed(empty, made.id)) > 40


def test_the_model_keeps_its_promises(open_window: Open, demo: Book, qtmodeltester: ModelTester) -> None:
    window = open_window(demo, "YZ")
    qtmodeltester.check(page_of(window).model)
