"""A person found by initials is shown at a glance; a bug is told once; a chosen look is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.ledger import people
from app.ledger.book import Book
from app.ledger.person_card import card_of
from ui.shell.bug import BugDialog, tell
from ui.shell.commands import search
from ui.shell.window import MainWindow, dress
from ui.workspace import Workspace

Open = Callable[..., MainWindow]


def test_a_person_is_found_by_initials_and_shown(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    owner = window.workspace.project
    assert owner is not None
    person = people.listed(demo, owner.id)[3]
    initials = person.pinyin.partition(" ")[2]
    window.go_to("do:nothing")
    found = next(one for one in search(window.workspace, initials) if one.key == f"person:{person.id}")
    window.go_to(found.key)
    assert window.panel.isVisible()
    told = "\n".join(one.text() for one in window.panel.findChildren(QLabel))
    for words in (person.name, person.staff_number, "入职", "班组：", "9 月的事件", "9 月的扣罚", "9 月的考勤", "合计"):
        assert words in told, words


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY", "BS"])
def test_everybody_has_a_card(open_window: Open, demo: Book, code: str) -> None:
    workspace: Workspace = open_window(demo, code).workspace
    assert workspace.project and workspace.contract
    for one in people.listed(demo, workspace.project.id):
        why = card_of(demo, workspace.contract, workspace.project.id, one.id, workspace.period.last)
        assert why.title == one.name and all(section.lines for section in why.sections)
        assert any("扣罚" in section.heading for section in why.sections) == (workspace.contract.conduct is not None)


def test_a_bug_is_told_once_and_its_report_saved(open_window: Open, empty: Book, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(empty)
    tell(window, "第一份报告")
    tell(window, "第二份报告")
    (dialog,) = window.findChildren(BugDialog)
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "第一份报告"  # pyright: ignore[reportOptionalMemberAccess]
    dialog.keep(tmp_path / "没有这个文件夹" / "报告.txt")
    assert any("存不进 报告.txt" in one.text() for one in dialog.findChildren(QLabel))
    dialog.keep(tmp_path / "报告.txt")
    assert (tmp_path / "报告.txt").read_text("utf-8-sig").strip() == "第一份报告"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(BugDialog))


def test_a_chosen_look_is_kept(open_window: Open, empty: Book, settings: QSettings) -> None:
    window = open_window(empty)
    window.go_to("do:theme")
    assert window.theme_choice is True
    assert str(settings.value("window/look")) == "dark"
    dress(False)
    again = open_window(empty)
    assert again.theme_choice is True
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window).lightness() < 80
    again.choose_look(None)
    assert str(settings.value("window/look")) == ""
    dress(False)
