"""A grouped list: headings are passed over, one row is always chosen, Enter takes."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.kit.group_list import GroupList, GroupRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key
ROWS = (
    GroupRow(None, "一"),
    GroupRow("a", "甲", "甲的说明"),
    GroupRow("b", "乙"),
    GroupRow(None, "二"),
    GroupRow("c", "丙", "丙的说明", "3"),
)


@pytest.fixture
def shown(qtbot: QtBot, look: tuple[bool, int]) -> GroupList:
    made = GroupList()
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.show_rows(ROWS)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def test_arrows_pass_over_headings(qtbot: QtBot, shown: GroupList) -> None:
    told: list[object] = []
    shown.chosen.connect(told.append)
    assert shown.current == "a"
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_End, Key.Key_Home):
        qtbot.keyClick(shown, key)
    assert told == ["b", "c", "b", "c", "a"]
    assert not shown.grab().isNull()


def test_enter_takes_and_up_leaves(qtbot: QtBot, shown: GroupList) -> None:
    with qtbot.waitSignal(shown.taken) as taken:
        qtbot.keyClick(shown, Key.Key_Return)
    assert taken.args == ["a"]
    with qtbot.waitSignal(shown.left):
        qtbot.keyClick(shown, Key.Key_Up)


def test_the_chosen_row_stays_chosen(shown: GroupList) -> None:
    shown.choose("c")
    told: list[object] = []
    shown.chosen.connect(told.append)
    shown.show_rows(ROWS[3:])
    assert (shown.current, told) == ("c", [])
    shown.show_rows(ROWS[:3])
    assert (shown.current, told) == ("a", ["a"])
    shown.show_rows(())
    assert (shown.current, told) == (None, ["a", None])


def test_a_screen_reader_hears_all_of_a_row(shown: GroupList) -> None:
    model = shown.model()
    assert model.data(model.index(4, 0), Qt.ItemDataRole.AccessibleTextRole) == "丙 丙的说明 3"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
