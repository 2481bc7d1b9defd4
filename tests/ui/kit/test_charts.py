"""Charts can be read without a mouse and without eyes, and draw what they are handed."""

from decimal import Decimal as D
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from tests.ui.kit.gallery import picture
from ui.kit.band_gauge import Band, BandGauge
from ui.kit.bar import Bar, Marker
from ui.kit.chart import NOWHERE, Chart
from ui.kit.drawing import share, written
from ui.kit.heat_map import HeatCell, HeatLegend, HeatMap
from ui.kit.sparkline import Sparkline
from ui.kit.theme import Tone
from ui.kit.trend import Point, Threshold, TrendChart
from ui.kit.waterfall import Loss, WaterfallBars

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
W = TypeVar("W", bound=QWidget)
POINTS = [Point("7月", D("86")), Point("8月", None), Point("9月", D("79"), True, "低于扣款线"), Point("10月", 81)]
LOSSES = [Loss("a", "接通率", "93.6%", D("-1.5"), "−1.5", "854.07 元"), Loss("b", "排名", "", 0, "0")]
BANDS = [Band(0, "不支付", Tone.BAD), Band(80, "付 95%", Tone.WARN), Band(95, "全额支付", Tone.GOOD)]


def opened(qtbot, widget: W, width: int = 500, height: int = 220) -> W:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def trend() -> TrendChart:
    made = TrendChart()
    made.show_points(POINTS, Threshold(80, "80 分扣款线"), "分")
    return made


def heat() -> HeatMap:
    made = HeatMap()
    cells = [[HeatCell(4, Tone.BAD, "旷工", "旷"), None, HeatCell(1)], [None, HeatCell(2, hint="夜"), None]]
    made.show_cells(["马晓燕", "李婧"], ["1", "2", "3"], cells, [HeatLegend("旷工", Tone.BAD)])
    return made


@pytest.mark.parametrize("make", [TrendChart, WaterfallBars, HeatMap, BandGauge])
def test_nothing_is_said_to_be_nothing(qtbot, look, make: type[Chart]) -> None:
    chart = opened(qtbot, make())
    assert chart.count() == 0
    assert chart.empty
    blank = picture(opened(qtbot, QWidget(), chart.width(), chart.height())).toImage()
    assert picture(chart).toImage() != blank
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.mouseMove(chart, QPoint(50, 50))
    assert chart.at == NOWHERE


def test_points_without_any_value_are_no_course(qtbot, light) -> None:
    chart = opened(qtbot, TrendChart())
    chart.show_points([Point("7月", None)], Threshold(80, "80"))
    assert chart.count() == 0


def test_a_trend_is_read_by_arrows(qtbot, light) -> None:
    chart = opened(qtbot, trend())
    chart.setFocus()
    assert chart.accessibleDescription() == "10月 81 分"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "9月 79 分 低于扣款线"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "8月 —"
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.at == 0
    with qtbot.waitSignal(chart.place_activated) as asked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert asked.args == [0]


def test_the_mouse_points_at_the_nearest_month(qtbot, light) -> None:
    chart = opened(qtbot, trend())
    assert (chart.place_at(0, 10), chart.place_at(490, 200)) == (0, 3)
    with qtbot.waitSignal(chart.place_activated) as asked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(490, 50))
    assert asked.args == [3]


@pytest.mark.parametrize("points", [POINTS[:1], POINTS, [Point(f"{one}月", 80) for one in range(1, 25)]])
@pytest.mark.parametrize("size", [(180, 110), (900, 400)])
def test_any_course_in_any_size_is_drawn(qtbot, look, points, size: tuple[int, int]) -> None:
    chart = opened(qtbot, TrendChart(), *size)
    chart.show_points(points, Threshold(80, "80 分扣款线"), "分")
    for place in range(chart.count()):
        chart.point_at(place)
        assert not picture(chart).isNull()


def test_a_loss_is_asked_why(qtbot, light) -> None:
    bars = WaterfallBars()
    bars.show_rows(LOSSES, ("指标", "完成", "得失分", "折合"))
    opened(qtbot, bars, 600, bars.sizeHint().height())
    with qtbot.waitSignal(bars.row_activated) as asked:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(100, 31 + 10))
    assert asked.args == ["a"]
    with qtbot.assertNotEmitted(bars.row_activated):
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription() == "排名 0"
    with qtbot.waitSignal(bars.row_activated) as asked:
        qtbot.keyClick(bars, Qt.Key.Key_Space)
    assert asked.args == ["b"]


@pytest.mark.parametrize("width", [320, 560, 1400])
def test_numbers_of_losses_are_never_cut(qtbot, look, width: int) -> None:
    bars = WaterfallBars()
    bars.show_rows(LOSSES, ("指标", "完成", "得失分", "折合"))
    opened(qtbot, bars, width, bars.sizeHint().height())
    columns = bars._columns()
    assert columns.bar_width >= 0
    assert columns.aside_right < bars.width()
    assert columns.bar + columns.bar_width <= columns.points_right - columns.points_width
    assert not picture(bars).isNull()


def test_a_heat_map_is_walked_in_two_directions(qtbot, light) -> None:
    chart = opened(qtbot, heat())
    chart.setFocus()
    assert chart.accessibleDescription() == "马晓燕 1 旷工"
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "马晓燕 2 未录入"
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription() == "李婧 2 夜"
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.at == 4
    square = chart._square(1, 1).center()
    assert chart.place_at(square.x(), square.y()) == 4
    assert chart.place_at(1, 1) == NOWHERE


@pytest.mark.parametrize(
    ("value", "way"),
    [
        (D("94.2"), "距「全额支付」还差 0.8 分"),
        (D("80"), "距「全额支付」还差 15 分"),
        (D("79.99"), "距「付 95%」还差 0.01 分"),
        (95, ""),
        (None, ""),
        (-3, "距「付 95%」还差 83 分"),
    ],
)
def test_the_way_to_the_next_band_is_exact(qtbot, look, value, way: str) -> None:
    gauge = BandGauge()
    gauge.show_bands(BANDS, 100, value, "分")
    opened(qtbot, gauge, 260, gauge.sizeHint().height())
    assert gauge.way() == way
    assert not picture(gauge, 1.5).isNull()


def test_bands_are_read_out_with_the_place_of_the_score(qtbot, light) -> None:
    gauge = BandGauge()
    gauge.show_bands(BANDS, 100, D("94.2"), "分", "再 +0.8 分 → 全额支付")
    opened(qtbot, gauge)
    gauge.setFocus()
    assert gauge.accessibleDescription() == "80–95 分 付 95%（当前 94.2）"
    assert gauge.way() == "再 +0.8 分 → 全额支付"


@pytest.mark.parametrize("values", [[], [None], [5], [5, 5, 5], [1, None, D("2.5")]])
def test_sparklines(qtbot, look, values) -> None:
    line = opened(qtbot, Sparkline(), 76, 22)
    line.show_values(values)
    assert not picture(line).isNull()


@pytest.mark.parametrize("value", [None, 0, D("83.5"), 100, 130, -5])
def test_bars(qtbot, look, value) -> None:
    bar = opened(qtbot, Bar(), 200, 40)
    bar.show_value(value, 100, [Marker(80, "80"), Marker(100, "100", Tone.GOOD)])
    assert "80" in bar.accessibleName()
    assert not picture(bar).isNull()


def test_shares_and_written_numbers() -> None:
    assert [share(one, 60, 100) for one in (0, 60, D("80"), 100, 200)] == [0, 0, 0.5, 1, 1]
    assert share(5, 5, 5) == 0
    assert [written(one) for one in (-2, D("-1.50"), D("1E+2"))] == ["−2", "−1.50", "100"]
