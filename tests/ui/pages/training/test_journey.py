"""A month of training by keyboard alone, compared with hours worked out by hand."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from app.ledger import facts, training
from app.ledger.book import Book
from app.periods import Period
from ui.pages.training.lesson_dialog import LessonDialog
from ui.pages.training.page import Page
from ui.pages.training.proofs import duties_of
from ui.pages.training.roll_dialog import RollDialog

JUNE = Period("month", 2026, 6)
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def keys(dialog: QDialog, *pressed: Key | str) -> None:
    """Keys to whatever has the focus in a dialog."""
    for one in pressed:
        target = dialog.focusWidget() or dialog
        if isinstance(one, str) and not one.isascii():
            assert isinstance(target, QLineEdit)
            target.insert(one)  # as an input method hands it over
        elif isinstance(one, str):
            QTest.keyClicks(target, one)
        else:
            QTest.keyClick(target, one)


def press(page: Page, widget: QWidget, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key in the window, which is active again once a dialog has gone."""
    window = page.window()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(widget, key, held)
    for _ in range(400):
        if page.is_quiet:
            return
        QTest.qWait(5)
    raise AssertionError("the page did not catch up")


def plan(dialog: QDialog) -> None:
    assert isinstance(dialog, LessonDialog)
    keys(dialog, "政策法规", Key.Key_Tab, Key.Key_Tab, "10", Key.Key_Return)


def accept(dialog: QDialog) -> None:
    assert isinstance(dialog, LessonDialog)
    keys(dialog, Key.Key_Return)


def second(dialog: QDialog) -> None:
    assert isinstance(dialog, LessonDialog)
    keys(dialog, Key.Key_Return)  # nothing typed: asked for beside the field, nothing written
    assert dialog.errors["topic"].words == "写明主题" and dialog.isVisible()
    dialog.topic.setFocus()
    keys(dialog, "案例复盘", Key.Key_Tab, Key.Key_Tab, "6", Key.Key_Return)


def everybody(dialog: QDialog) -> None:
    assert isinstance(dialog, RollDialog)
    QTest.keyClick(dialog, Key.Key_1, CTRL)
    assert dialog.model.counts == (3, 3)
    QTest.keyClick(dialog.view, Key.Key_Return, CTRL)


def two_of_three(dialog: QDialog) -> None:
    assert isinstance(dialog, RollDialog)
    view = dialog.view
    keys(dialog, "qe", Key.Key_Space)  # 钱二 by initials
    assert [one.state for one in dialog.model.rows] == ["", "✓", ""]
    keys(dialog, "ss", Key.Key_Space, Key.Key_Tab, "4", Key.Key_Return)
    assert dialog.model.counts == (2, 2)
    view.setFocus()
    QTest.keyClick(view, Key.Key_Return, CTRL)


def month_by_keyboard(page: Page, answer: Callable[..., None]) -> None:
    """A plan, a session held from it with everybody, one more with two of three."""
    answer(plan)
    press(page, page, Key.Key_N, CTRL | SHIFT)
    page.sessions.plans.setFocus()
    answer(accept)
    press(page, page.sessions.plans, Key.Key_Return)
    assert page.window().focusWidget() is page.sessions.table
    answer(everybody)
    press(page, page.sessions.table, Key.Key_Return)
    answer(second)
    press(page, page, Key.Key_N, CTRL)
    answer(two_of_three)
    press(page, page.sessions.table, Key.Key_Return)


def test_a_month_by_keyboard_comes_to_the_hours_of_the_hand(
    page_of: Callable[..., Page], small: Book, answer: Callable[..., None]
) -> None:
    page = page_of(small, "JY")
    month_by_keyboard(page, answer)
    # 10 for all three; 6 more for 钱二, 4 of his own for 孙三.
    press(page, page, Key.Key_2, CTRL)
    shown = [(one.person.name, one.hours, one.missing) for one in page.hours.model.rows]
    assert shown == [("赵一", 10, 6), ("孙三", 14, 2), ("钱二", 16, 0)]
    owner = page._workspace.project
    assert owner is not None
    found = facts.assessed(small, owner.id, JUNE)
    assert found.collected.facts["context"]["training_hours"] == {"J1": "10", "J2": "16", "J3": "14"}
    (alert,) = found.assessment.alerts
    assert (alert.alert.id, alert.figures) == ("training_hours", "J1 10 课时、J3 14 课时")
    assert "2 人不足 16 课时" in page.hours.notice.accessibleName()
    assert [one.state for one in page.sessions.plan_model.rows] == ["已举办"]


def test_the_sheet_is_one_undo(page_of: Callable[..., Page], small: Book, answer: Callable[..., None]) -> None:
    page = page_of(small, "JY")
    month_by_keyboard(page, answer)
    owner = page._workspace.project
    assert owner is not None
    page._workspace.take_back()
    page.settle()
    assert set(training.hours(small, owner.id, JUNE).values()) == {10}
    assert [one.came for one in page.found.sessions] == [3, 0] if page.found else False
    page._workspace.take_back()
    page.settle()
    assert page.found is not None and len(page.found.sessions) == 1


def test_names_pasted_from_excel_are_ticked(
    page_of: Callable[..., Page], small: Book, answer: Callable[..., None]
) -> None:
    page = page_of(small, "JY")
    said: list[str] = []

    def paste(dialog: QDialog) -> None:
        assert isinstance(dialog, RollDialog)
        QApplication.clipboard().setText("姓名\t部门\t成绩\r\n孙三\t热线\t91.5\r\nj1\t热线\t\r\n李四\t热线\t80\r\n")
        QTest.keyClick(dialog.view, Key.Key_V, CTRL)
        said.append(dialog.notice.accessibleName())
        QTest.keyClick(dialog, Key.Key_3, CTRL)  # the rest was absent
        QTest.keyClick(dialog.view, Key.Key_S, CTRL)
        assert not dialog.isVisible()

    answer(second)
    press(page, page, Key.Key_N, CTRL)
    answer(paste)
    press(page, page.sessions.table, Key.Key_Return)
    assert said == ["已勾选 2 人；没找到：李四"]
    assert page.found is not None
    rows = {one.person.name: (one.sessions, one.absent, one.marks) for one in page.found.learners}
    assert rows["赵一"] == (1, 0, ()) and rows["钱二"] == (0, 1, ())
    assert [str(one) for one in rows["孙三"][2]] == ["91.5"]


def test_a_plan_filed_by_keyboard_proves_its_obligation(
    page_of: Callable[..., Page], demo: Book, answer: Callable[..., None]
) -> None:
    page = page_of(demo, "KZ")
    press(page, page, Key.Key_Right, Qt.KeyboardModifier.AltModifier)  # the fourth quarter: October has no plan yet
    assert page.month == Period("month", 2025, 10) and page.found is not None and not page.found.plans
    answer(plan)
    press(page, page, Key.Key_N, CTRL | SHIFT)
    asked = [one for one in duties_of(page._workspace, page.month) if one.rule.proved_by == "plan_filed"]
    assert [one.proved for one in asked] == [""]
    page.sessions.plans.setFocus()
    for _ in range(8):
        if page.window().focusWidget() is page.sessions.file:
            break
        press(page, page.window().focusWidget() or page, Key.Key_Backtab, SHIFT)
    answer(lambda dialog: keys(dialog, Key.Key_Return))  # today, by whoever sits here
    press(page, page.window().focusWidget() or page, Key.Key_Space)
    asked = [one for one in duties_of(page._workspace, page.month) if one.rule.proved_by == "plan_filed"]
    assert [one.proved for one in asked] == ["培训计划 2025-09-24 报送"]
    assert [one.filed for one in page.sessions.plan_model.rows] == ["09-24 王经理"]
