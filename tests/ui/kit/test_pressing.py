"""Rows, figures, switches, messages and panels answer to mouse and keyboard alike."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QProgressBar, QPushButton, QWidget

from tests.ui.kit.gallery import part
from ui.kit.busy import Busy
from ui.kit.chip import Badge, Chip
from ui.kit.date_field import DateField
from ui.kit.empty import EmptyState
from ui.kit.figure import Figure
from ui.kit.labels import RichLabel, rich
from ui.kit.messages import InlineMessage
from ui.kit.rows import ClickRow, KeyValue, LinkRow
from ui.kit.side_panel import Line, Section, SidePanel
from ui.kit.switches import SegmentedControl, Switch
from ui.kit.toast import Toast

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton


def opened(qtbot, widget: W) -> W:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


@pytest.mark.parametrize("make", [lambda: ClickRow("a", "", "b", key=7), lambda: LinkRow("a", "b", "folder", key=7)])
@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_row_is_pressed_as_a_whole(qtbot, light, make, key: Qt.Key | None) -> None:
    row = opened(qtbot, make())
    row.resize(300, row.height())
    assert row.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert row.accessibleName().startswith("a")
    with qtbot.waitSignal(row.activated) as pressed:
        if key is None:
            qtbot.mouseClick(row.childAt(15, row.height() // 2) or row, LEFT)
        else:
            qtbot.keyClick(row, key)
    assert pressed.args == [7]


def test_a_press_can_be_taken_back(qtbot, light) -> None:
    row = opened(qtbot, ClickRow("a"))
    with qtbot.assertNotEmitted(row.activated):
        qtbot.mousePress(row, LEFT, pos=QPoint(5, 5))
        qtbot.mouseRelease(row, LEFT, pos=QPoint(5, 500))


def test_a_figure_answers_only_where_it_can_be_asked(qtbot, light) -> None:
    plain, asked = opened(qtbot, Figure("1", "分")), opened(qtbot, Figure("83.5", "分", pressable=True))
    with qtbot.assertNotEmitted(plain.activated):
        qtbot.mouseClick(plain, LEFT)
    with qtbot.waitSignal(asked.activated):
        qtbot.mouseClick(asked, LEFT)
    assert asked.accessibleName() == "83.5 分"


def test_a_figure_is_never_narrower_than_its_number(qtbot, look) -> None:
    figure = Figure("300,000.00", "元")
    qtbot.addWidget(figure)
    before = figure.minimumSizeHint().width()
    figure.show_value("12,300,000.00", "元")
    assert figure.minimumSizeHint().width() > before


def test_a_badge_shows_a_count_and_hides_at_none(qtbot, light) -> None:
    window = QWidget()
    badge = Badge(0, parent=window)
    opened(qtbot, window)
    assert not badge.isVisible()
    badge.show_count(2)
    assert badge.isVisible()
    badge.show_count(120)
    assert badge.count == 120


def test_a_badge_without_a_parent_is_no_window(qtbot, light) -> None:
    badge = Badge(3)
    qtbot.addWidget(badge)
    assert not badge.isVisible()


def test_a_chip_refuses_a_tone_that_is_none() -> None:
    with pytest.raises(ValueError, match="purple"):
        Chip("x", "purple")


def test_rows_of_names_and_values_can_be_replaced(qtbot, light) -> None:
    rows = opened(qtbot, KeyValue([("a", "1"), ("b", "2")]))
    rows.show_rows([("c", "3")])

    def shown() -> list[str]:
        return [one.text() for one in rows.findChildren(QLabel) if one.isVisible()]

    qtbot.waitUntil(lambda: shown() == ["c", "3"])


# --- choices


def test_segments_by_mouse_and_arrows(qtbot, light) -> None:
    control = opened(qtbot, SegmentedControl([("a", "甲"), ("b", "乙"), ("c", "丙")]))
    assert control.current == "a"
    buttons = control.findChildren(QAbstractButton)
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.mouseClick(buttons[1], LEFT)
    assert (chosen.args, control.current) == (["b"], "b")
    buttons[1].setFocus()
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.keyClick(buttons[1], Qt.Key.Key_Right)
    assert (chosen.args, control.current) == (["c"], "c")
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("a")
    assert control.current == "a"
    control.show_choices([("x", "子"), ("y", "丑")], "y")
    assert control.current == "y"


def test_a_switch_by_mouse_and_space(qtbot, light) -> None:
    switch = opened(qtbot, Switch("省考核"))
    with qtbot.waitSignal(switch.toggled):
        qtbot.mouseClick(switch, LEFT)
    assert switch.isChecked()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()


def test_a_day_reads_as_it_sorts(qtbot, look) -> None:
    field = opened(qtbot, DateField())
    assert field.text() == field.date().toString(Qt.DateFormat.ISODate)


# --- words


def test_what_users_typed_is_never_mark_up() -> None:
    made = rich('<img src="x"> & **粗** [看](clause:1)\n下', "#123456")
    assert made.startswith('&lt;img src="x"&gt; &amp; <b>粗</b> <a href="clause:1"')
    assert made.endswith("看</a><br>下")


def test_a_message_offers_one_thing_to_do(qtbot, light) -> None:
    message = opened(qtbot, InlineMessage("bad", "磁盘已满", "重试", closable=True))
    act = next(one for one in message.findChildren(QPushButton))
    with qtbot.waitSignal(message.action_requested):
        qtbot.mouseClick(act, LEFT)
    close = next(one for one in message.findChildren(QAbstractButton) if one.accessibleName() == "关闭")
    with qtbot.waitSignal(message.closed):
        qtbot.mouseClick(close, LEFT)
    assert not message.isVisible()


def test_a_message_is_as_high_as_its_words(qtbot, look) -> None:
    message = opened(qtbot, InlineMessage("warn", "短"))
    low = message.heightForWidth(240)
    message.say("warn", "很长的话" * 30)
    assert message.heightForWidth(240) > low * 2


def test_busy_reports_and_is_cancelled_once(qtbot, light) -> None:
    busy = opened(qtbot, Busy("打印"))
    assert part(QProgressBar, busy).maximum() == 0
    busy.report("打印", 3, 14)
    assert "3 / 14" in busy.accessibleName()
    cancel = part(QPushButton, busy)
    with qtbot.waitSignal(busy.cancel_requested):
        qtbot.mouseClick(cancel, LEFT)
    assert not cancel.isEnabled()
    busy.restart()
    assert cancel.isEnabled()


def test_an_empty_page_offers_the_first_step(qtbot, look) -> None:
    empty = opened(qtbot, EmptyState("flag", "没有事件", "记一件", "开始"))
    with qtbot.waitSignal(empty.action_requested):
        qtbot.mouseClick(part(QPushButton, empty), LEFT)
    empty.say("没有事件")
    assert not part(QPushButton, empty).isVisible()


def test_a_toast_takes_no_focus_and_passes(qtbot, light) -> None:
    window = QWidget()
    window.resize(600, 400)
    toast = Toast(window)
    opened(qtbot, window)
    focused = window.focusWidget()
    toast.say("已撤销", "good", "重做")
    assert toast.isVisible()
    assert window.focusWidget() is focused
    window.resize(900, 500)
    assert abs(toast.geometry().center().x() - 450) <= 2
    with qtbot.waitSignal(toast.action_requested):
        qtbot.mouseClick(part(QPushButton, toast), LEFT)
    assert not toast.isVisible()


# --- the side panel


def test_the_side_panel_passes_links_on_and_folds(qtbot, look) -> None:
    panel = opened(qtbot, SidePanel())
    panel.show_sections("为什么", [Section("条款", (Line("[看](clause:3)"),), "读法")], "接通率")
    said = next(one for one in panel.findChildren(RichLabel) if "clause:3" in one.words)
    with qtbot.waitSignal(panel.link_activated) as followed:
        said.linkActivated.emit("clause:3")
    assert followed.args == ["clause:3"]
    panel.link_activated.connect(lambda _: panel.show_sections("另一处", [Section("经过", (Line("[回](clause:4)"),))]))
    said.linkActivated.emit("clause:3")  # what answers a link may replace the label that was clicked
    assert any("clause:4" in one.words for one in panel.findChildren(RichLabel))
    wide = panel.minimumWidth()
    with qtbot.waitSignal(panel.collapsed) as folded:
        panel.toggle()
    assert (folded.args, panel.is_collapsed) == ([True], True)
    assert panel.maximumWidth() < wide
    panel.show_sections("另一个", [])
    assert panel.is_collapsed
    panel.collapse(False)
    assert not panel.is_collapsed
