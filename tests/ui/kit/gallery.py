"""Every widget of the kit in one window, to be looked at."""

from collections.abc import Callable
from decimal import Decimal as D
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QInputMethodEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from tests.ui.kit.gallery_controls import PEOPLE, buttons, fields, pictures, row, views
from ui.kit.band_gauge import Band, BandGauge
from ui.kit.bar import Bar, Marker
from ui.kit.card import Card
from ui.kit.chip import Badge, Chip
from ui.kit.empty import EmptyState
from ui.kit.figure import Figure
from ui.kit.heat_map import HeatCell, HeatLegend, HeatMap
from ui.kit.labels import label
from ui.kit.messages import InlineMessage
from ui.kit.picker import PickerPopup, PickerRow
from ui.kit.rows import ClickRow, KeyValue, LinkRow
from ui.kit.side_panel import Kind, Line, Section, SidePanel
from ui.kit.sparkline import Sparkline
from ui.kit.theme import GAP, Tone, scaled
from ui.kit.toast import Toast
from ui.kit.trend import Point, Threshold, TrendChart
from ui.kit.waterfall import Loss, WaterfallBars

P = TypeVar("P", bound=QWidget)
ROWS = tuple(
    PickerRow(name, name, sub, tag)
    for name, sub, tag in (
        ("李婧", "二班 · K08", "人员"),
        ("林小满", "三班 · K15", "人员"),
        ("工单派发错误", "四(三)4 每条扣 20 元", "条款"),
        ("推诿、不受理群众诉求、抢话、反问质问群众等服务意识问题", "四(三)6 扣罚 500 元，停岗学习 1 天", "条款"),
        ("打印考勤表", "Ctrl+P", "操作"),
        ("总览", "", "页面"),
    )
)


def found(text: str) -> list[PickerRow]:
    """Those whose words hold the text."""
    return [one for one in ROWS if text in one.title + one.subtitle]


def score() -> Card:
    card, bar = Card("本月得分", "满分 100"), Bar()
    bar.show_value(D("83.5"), 100, [Marker(80, "80 扣款线")])
    card.add(Figure("83.5", "分", pressable=True))
    card.add(bar)
    card.body.addStretch(1)
    return card


def settlement() -> Card:
    card = Card("本月结算", "第 7 次付款")
    card.add(Figure("300,000.00", "元"))
    card.add(KeyValue([("考核扣款", "0.00"), ("其他扣款", "1,138.76"), ("大写", "叁拾万元整")], figures=True))
    card.body.addStretch(1)
    return card


def today() -> Card:
    card = Card("今天要做", "3")
    card.add(ClickRow(Chip("今天", "bad"), "工资报表报甲方（每月 20 日前）", "", key="wages"))
    card.add(ClickRow(Chip("剩 2 个工作日", "warn"), "11 月考核结果异议期", ""))
    card.add(LinkRow("月度数据备份到 U 盘", "周五", "folder"))
    card.body.setSpacing(0)
    card.body.addStretch(1)
    return card


def alerts() -> Card:
    card, chips = Card("提醒", "1"), row(*(Chip(one.value, one) for one in Tone), Badge(3), Badge(128), None)
    card.add(InlineMessage("warn", "本月流失率 **3.8%**，再离职 1 人将超过 5%。[看条款](clause:7.2)"))
    card.add(InlineMessage("bad", "没有保存：磁盘已满。", "重试", closable=True))
    card.add(InlineMessage("accent", "省考核结果未公布，先按已扣计。"))
    card.body.addLayout(chips)
    card.body.addStretch(1)
    return card


def losses() -> Card:
    card, bars = Card("分丢在哪里", "点任一行看原因与条款"), WaterfallBars()
    bars.show_rows(
        [
            Loss("a", "按时办结率", "96.0% / 98%", D("-2"), "−2.0", "1,138.76 元"),
            Loss("b", "接通率", "93.6% / 95%", D("-1.5"), "−1.5", "854.07 元"),
            Loss("c", "实际解决率", "93.7% / 95%", D("-1.5"), "−1.5", "854.07 元"),
            Loss("d", "前台受理抽检服务质量", "99.0% / 100%", D("-1"), "−1.0", "569.38 元", Tone.WARN),
            Loss("e", "话务服务满意率", "98.4% / 99%", D("-0.5"), "−0.5", "284.69 元", Tone.WARN),
            Loss("f", "全省排名 第 9 名", "8–10 名不加不减", 0, "0", "0.00 元"),
        ],
        ("指标", "完成 / 目标", "得失分", "折合"),
    )
    card.add(bars)
    card.body.addStretch(1)
    return card


def trend() -> Card:
    card, chart = Card("得分走势", "近 6 个月"), TrendChart()
    months = ((7, "86"), (8, "84.5"), (9, "88"), (10, "79"), (11, "81.5"), (12, "83.5"))
    chart.show_points(
        [Point(f"{one}月", D(value), one == 10) for one, value in months], Threshold(80, "80 分扣款线"), "分"
    )
    card.add(chart, 1)
    return card


def gauges() -> Card:
    card, gauge = Card("支付档位", "第三季度"), BandGauge()
    bands = [Band(60, "不支付", Tone.BAD), Band(70, "付 70%", Tone.BAD), Band(80, "付 85%", Tone.WARN)]
    bands += [Band(90, "付 95%", Tone.WARN), Band(95, "全额支付", Tone.GOOD)]
    gauge.show_bands(bands, 100, D("94.2"), "分", "再 +0.8 分 → 全额支付，多得 18,480.00 元")
    line, short = Sparkline(), Sparkline()
    line.show_values([D("86"), D("84.5"), D("88"), D("79"), D("81.5"), D("83.5")])
    short.show_values([3, 2, None, 4, 6], Tone.BAD)
    card.add(gauge)
    card.body.addLayout(row(label("接通率"), line, label("投诉"), short, label("空"), Sparkline(), None))
    card.body.addStretch(1)
    return card


def heat() -> Card:
    card, chart = Card("出勤", "9 月"), HeatMap()
    tones = (Tone.NEUTRAL, Tone.WARN, Tone.BAD, Tone.GOOD)
    cells = [
        [
            None
            if day > 22
            else HeatCell(4, tones[kind], "", "迟旷年"[kind - 1])
            if (kind := (day * 7 + who * 5) % 23) in (1, 2, 3)
            else HeatCell(1 + (day + who) % 3, hint="白中夜"[(day + who) % 3])
            for day in range(1, 31)
        ]
        for who in range(len(PEOPLE))
    ]
    legend = [HeatLegend("白", Tone.ACCENT, 1), HeatLegend("中", Tone.ACCENT, 2), HeatLegend("夜", Tone.ACCENT, 3)]
    legend += [HeatLegend("迟到", Tone.WARN), HeatLegend("旷工", Tone.BAD), HeatLegend("年休", Tone.GOOD)]
    chart.show_cells(PEOPLE, [str(day) for day in range(1, 31)], cells, legend)
    card.add(chart)
    card.body.addStretch(1)
    return card


def empties() -> Card:
    card, chart, bars = Card("还没有"), TrendChart(), WaterfallBars()
    card.add(EmptyState("paperclip", "这个月还没有事件", "记一件只要十秒：在上面输入 **迟到 mmt 9/3**。", "记一件"), 1)
    card.body.addLayout(row(chart, bars))
    return card


def panel() -> SidePanel:
    made = SidePanel()
    made.show_sections(
        "为什么是 6.5 分",
        [
            Section("完成", (Line("18,720 ÷ 20,000 = **93.6%**"),)),
            Section("与目标的差", (Line("95% − 93.6% = **1.4** 个百分点"),)),
            Section("计分", (Line("满 1% × 1 → −1 分\n余 0.4%（不足 1%）→ −0.5 分\n8 − 1.5 = **6.5** 分"),)),
            Section(
                "条款 附件2 一(一)",
                (
                    Line(
                        "低于目标值且被省考核扣分的，每低1%则减1分，低于目标值不足1%的，减0.5分，减完为止。", Kind.QUOTE
                    ),
                ),
            ),
            Section(
                "读法",
                (Line("另一读法（仅总差不足 1% 时计 0.5）得 7 分。[查看 / 切换](reading:1)", Kind.SMALL),),
                "余数每次计 0.5",
            ),
            Section("合规提示", (Line("参考上限 720.00 元。罚款条款有争议，请先核对依据。", Kind.WARN),)),
            Section("要改变它", (Line("再及时接 **80** 通 → +0.5 分\n再漏接 **120** 通 → −0.5 分"),)),
            Section("来源", (Line("话务日报 12月1–31日.xlsx（1月2日 导入）\n厂商口径 95.1%（仅对照）", Kind.SMALL),)),
        ],
        "接通率",
    )
    return made


CARDS: dict[str, Callable[[], QWidget]] = {
    one.__name__: one
    for one in (
        score,
        settlement,
        today,
        alerts,
        losses,
        gauges,
        trend,
        heat,
        buttons,
        fields,
        views,
        empties,
        pictures,
        panel,
    )
}
PLACES = {
    "score": (0, 0, 1, 1),
    "settlement": (0, 1, 1, 1),
    "today": (0, 2, 1, 1),
    "alerts": (0, 3, 1, 1),
    "losses": (1, 0, 1, 2),
    "gauges": (1, 2, 1, 1),
    "panel": (1, 3, 2, 1),
    "trend": (2, 0, 1, 1),
    "heat": (2, 1, 1, 2),
    "buttons": (3, 0, 1, 1),
    "fields": (3, 1, 1, 1),
    "views": (3, 2, 1, 1),
    "pictures": (3, 3, 1, 1),
    "empties": (4, 0, 1, 2),
}


class Gallery(QWidget):
    """The window."""

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        grid = QGridLayout()
        whole.setContentsMargins(scaled(16), scaled(14), scaled(16), scaled(14))
        whole.addLayout(grid)
        grid.setSpacing(scaled(GAP))
        for name, place in PLACES.items():
            grid.addWidget(CARDS[name](), *place)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.picker = PickerPopup(found, "查找人员、条款、操作", self)
        self.toast = Toast(self)

    def float(self) -> None:
        """Opens what floats, over the empty corner at the bottom right."""
        self.picker.open_centred("")
        self.picker.move(
            self.width() - self.picker.width() - scaled(40), self.height() - self.picker.height() - scaled(150)
        )
        self.toast.say("已撤销：李婧 9月21日 工单派发错误", "good", "重做")


def compose(widget: QWidget, text: str) -> None:
    """Types by an input method, as Chinese is typed."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def part(kind: type[P], widget: QWidget) -> P:
    """The one part of that kind."""
    found_part = widget.findChild(kind)
    assert isinstance(found_part, kind)
    return found_part


def picture(widget: QWidget, ratio: float = 1.0) -> QPixmap:
    """The widget as a screen of that resolution shows it."""
    made = QPixmap(QSize(round(widget.width() * ratio), round(widget.height() * ratio)))
    made.setDevicePixelRatio(ratio)
    widget.render(made)
    return made
