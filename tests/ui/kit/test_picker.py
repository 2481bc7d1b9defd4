"""A picker is used without a mouse, and with one."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tests.ui.kit.gallery import ROWS, compose, found, part
from ui.kit.picker import PickerPopup

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key


@pytest.fixture
def window(qtbot, light) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    QVBoxLayout(made).addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    part(QLineEdit, made).setFocus()
    return made


@pytest.fixture
def picker(window: QWidget) -> PickerPopup:
    made = PickerPopup(found, "查找", window)
    made.open_centred()
    return made


def test_it_is_not_there_until_it_is_asked_for(window: QWidget) -> None:
    assert not PickerPopup(found, "", window).isVisible()


def test_opens_with_the_keyboard_in_the_line_and_the_first_row_chosen(picker: PickerPopup) -> None:
    assert picker.line.hasFocus()
    assert picker.rows == ROWS
    assert picker.current == ROWS[0]


def test_typing_finds_and_enter_takes(qtbot, picker: PickerPopup, window: QWidget) -> None:
    compose(picker.line, "打印")
    assert [one.key for one in picker.rows] == ["打印考勤表"]
    with qtbot.waitSignal(picker.picked) as taken:
        qtbot.keyClick(picker.line, Key.Key_Return)
    assert taken.args == ["打印考勤表"]
    assert not picker.isVisible()
    assert part(QLineEdit, window).hasFocus()


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ([Key.Key_Down], 1),
        ([Key.Key_Down, Key.Key_Down, Key.Key_Up], 1),
        ([Key.Key_Up], 5),
        ([Key.Key_Up, Key.Key_Down], 0),
        ([Key.Key_PageDown], 5),
        ([Key.Key_PageDown, Key.Key_PageUp], 0),
    ],
)
def test_arrows_move_and_go_round(qtbot, picker: PickerPopup, keys: list[Key], at: int) -> None:
    for key in keys:
        qtbot.keyClick(picker.line, key)
    assert picker.current == ROWS[at]
    assert picker.line.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Tab])
def test_escape_and_tab_leave(qtbot, picker: PickerPopup, window: QWidget, key: Key) -> None:
    with qtbot.waitSignal(picker.dismissed), qtbot.assertNotEmitted(picker.picked):
        qtbot.keyClick(picker.line, key)
    assert not picker.isVisible()
    assert part(QLineEdit, window).hasFocus()


def test_nothing_found_is_said_and_enter_does_nothing(qtbot, picker: PickerPopup) -> None:
    qtbot.keyClicks(picker.line, "zzz")
    assert picker.current is None
    assert not picker.list.isVisible()
    with qtbot.assertNotEmitted(picker.picked):
        qtbot.keyClick(picker.line, Key.Key_Return)
    assert picker.isVisible()


def test_a_click_takes(qtbot, picker: PickerPopup) -> None:
    spot = picker.list.visualRect(picker.list.model().index(2, 0)).center()
    with qtbot.waitSignal(picker.picked) as taken:
        qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert taken.args == [ROWS[2].key]


def test_a_click_elsewhere_leaves(qtbot, picker: PickerPopup, window: QWidget) -> None:
    with qtbot.waitSignal(picker.dismissed):
        qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(5, 590))
    assert not picker.isVisible()


def test_it_can_be_opened_again(qtbot, picker: PickerPopup, window: QWidget) -> None:
    qtbot.keyClick(picker.line, Key.Key_Escape)
    picker.open_below(part(QLineEdit, window), "李")
    assert picker.line.text() == "李"
    assert [one.key for one in picker.rows] == ["李婧"]
    assert window.rect().contains(picker.geometry().center())


def test_it_stays_inside_a_small_window(window: QWidget) -> None:
    window.resize(300, 240)
    made = PickerPopup(found, "", window)
    made.open_centred()
    assert made.width() <= window.width() + 2 * 8
    assert made.x() >= -8


def test_the_model_is_a_good_one(qtmodeltester, picker: PickerPopup) -> None:
    qtmodeltester.check(picker.list.model())


def test_rows_are_read_out_whole(picker: PickerPopup) -> None:
    index = picker.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "李婧 二班 · K08 人员"
