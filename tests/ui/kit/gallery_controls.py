"""The cards of the gallery that hold what is pressed, typed in and listed."""

from decimal import Decimal as D

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from ui.kit import icons
from ui.kit.busy import Busy
from ui.kit.buttons import Button, IconButton
from ui.kit.card import Card
from ui.kit.date_field import DateField
from ui.kit.figure import Figure
from ui.kit.labels import label
from ui.kit.messages import FieldError
from ui.kit.number_field import NumberField
from ui.kit.number_text import Format
from ui.kit.switches import SegmentedControl, Switch
from ui.kit.theme import Text, scaled
from ui.kit.toast import StatusWords

PEOPLE = ("古丽巴哈尔·艾山", "马晓燕", "努尔艾力·买买提", "陈思琪", "李婧")


def row(*parts: QWidget | None) -> QHBoxLayout:
    """Side by side; None is the room between."""
    made = QHBoxLayout()
    made.setSpacing(scaled(8))
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made


def buttons() -> Card:
    card = Card("按钮与选择")
    off, dead = Button("不能按"), Button("不能按", "primary")
    off.setEnabled(False)
    dead.setEnabled(False)
    card.body.addLayout(
        row(Button("送签", "primary"), Button("导入…", icon_name="folder"), Button("作废", "danger"), None)
    )
    card.body.addLayout(row(Button("查看 / 切换", "quiet"), off, dead, None))
    tools = (IconButton(one, one, True) for one in ("undo", "redo", "lock", "printer", "refresh", "paperclip"))
    card.body.addLayout(row(*tools, None))
    card.body.addLayout(row(SegmentedControl([("all", "全部 14 人"), ("1", "一班"), ("2", "二班")], "1"), None))
    checked, third = QCheckBox("已扣"), QCheckBox("部分")
    checked.setChecked(True)
    third.setTristate(True)
    third.setCheckState(third.checkState().PartiallyChecked)
    radio = QRadioButton("自评")
    radio.setChecked(True)
    card.body.addLayout(row(Switch("省考核", True), Switch("自动"), checked, third, QCheckBox("无"), None))
    card.body.addLayout(row(radio, QRadioButton("复核"), slider(), None))
    card.body.addStretch(1)
    return card


def slider() -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setValue(40)
    made.setFixedWidth(scaled(90))
    return made


def fields() -> Card:
    card, wrong, error = Card("输入"), NumberField(Format(places=2)), FieldError()
    number, line, combo = NumberField(Format(places=2, suffix=" 元")), QLineEdit("派错 lj 昨天 2"), QComboBox()
    number.show_value(D("1234567.5"))
    wrong.error_changed.connect(error.say)
    wrong.setText("12a")
    wrong.commit()
    combo.addItems(["全部类型", "质检", "投诉"])
    spin, day, text, dead = QSpinBox(), DateField(QDate(2025, 9, 21)), QPlainTextEdit("说明"), QLineEdit("不能改")
    spin.setValue(12)
    spin.setSuffix(" 天")
    dead.setEnabled(False)
    text.setFixedHeight(scaled(46))
    empty = QLineEdit()
    empty.setPlaceholderText("查找人员、条款、操作")
    card.body.addLayout(row(line, combo))
    card.body.addLayout(row(number, wrong))
    card.add(error)
    card.body.addLayout(row(spin, day))
    card.body.addLayout(row(empty, dead))
    card.add(text)
    card.body.addStretch(1)
    return card


def views() -> Card:
    card, tabs, table = Card("表与页签"), QTabWidget(), QTableWidget(4, 3)
    table.setHorizontalHeaderLabels(["时间", "人员", "金额"])
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(scaled(31))
    table.setShowGrid(False)
    table.horizontalHeader().setStretchLastSection(True)
    table.setFixedHeight(scaled(140))
    for place, name in enumerate(PEOPLE[:4]):
        for column, words in enumerate((f"9月{place + 1}日", name, "20.00")):
            table.setItem(place, column, QTableWidgetItem(words))
    table.selectRow(1)
    tabs.addTab(table, "本月")
    tabs.addTab(QLabel("空"), "历史")
    busy = Busy("正在打印 14 份确认单")
    busy.report("正在打印 14 份确认单", 5, 14)
    card.add(tabs)
    card.add(busy)
    endless = Busy("正在核对备份")
    card.add(endless)
    card.body.addLayout(row(StatusWords("已保存 09:31"), StatusWords("等待写入 2 项", "warn"), None))
    card.body.addStretch(1)
    return card


def pictures() -> Card:
    card, grid = Card("图标", str(len(icons.names()))), QGridLayout()
    for place, name in enumerate(icons.names()):
        picture = QLabel()
        picture.setPixmap(icons.pixmap(name, card, "ink", scaled(20)))
        grid.addWidget(picture, place // 10, place % 10)
    card.body.addLayout(grid)
    card.body.addLayout(
        row(label("标题", "title"), label("静", "muted"), label("小", "small"), label("坏", "bad"), None)
    )
    card.body.addLayout(row(Figure("94.2", "分", Text.FIGURE), label("30 粗", "big"), label("20", "figure"), None))
    card.body.addStretch(1)
    return card
