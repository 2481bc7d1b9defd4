"""The cards that draw: where points or yuan were lost, and the course over the periods."""

from decimal import Decimal

from PySide6.QtCore import Signal

from app.exact import Exact, show
from app.ledger.overview import Loss as Lost
from app.ledger.overview import Overview
from app.periods import Period
from ui.kit.number_text import money
from ui.kit.theme import Tone
from ui.kit.trend import Point, Threshold, TrendChart
from ui.kit.waterfall import Loss, WaterfallBars
from ui.pages.overview.part import Part
from ui.pages.overview.words import drawn

MOST = 6
CHINESE = "一二三四"


class LossesCard(Part):
    """Where points or yuan were lost, the dearest first; a click answers why."""

    line_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("分丢在哪里", "点任一行看原因与条款")
        self._bars = WaterfallBars()
        self._bars.row_activated.connect(self._ask)
        self.add(self._bars)
        self.body.addStretch(1)

    def show_overview(self, found: Overview) -> None:
        """One row a line that lost something."""
        in_money = found.found.assessment.score is None
        lacking = len(found.gaps)
        if not self.is_news((in_money, found.losses, lacking)):
            return
        self.set_title("钱扣在哪里" if in_money else "分丢在哪里")
        more = len(found.losses) - MOST
        self.set_aside("点任一行看原因与条款" + (f"；另有 {more} 项" if more > 0 else ""))
        none = "没有扣款" if in_money else "没有失分"
        self._bars.empty = f"已录入的各项{none}，还有 {lacking} 项未录入" if lacking else none
        heads = ("指标", "完成 / 目标", "", "扣款") if in_money else ("指标", "完成 / 目标", "得失分", "折合")
        self._bars.show_rows([_row(one, in_money) for one in found.losses[:MOST]], heads)

    def _ask(self, key: object) -> None:
        self.line_asked.emit(str(key))


def _row(one: Lost, in_money: bool) -> Loss:
    """A gain stands among the losses in green."""
    reached = " / ".join(text for text in (one.achieved, one.target) if text)
    gained = not in_money and one.points > 0
    worth = "" if not one.fen else f"{money(abs(one.fen))} 元"
    size = abs(one.fen or 0) if in_money else drawn(abs(one.points))
    points = "" if in_money else f"{'+' if gained else '−'}{show(abs(one.points))}"
    return Loss(one.id, one.name, reached, size, points, worth, Tone.GOOD if gained else Tone.BAD)


class TrendCard(Part):
    """The score over the term, with the line under which money is lost; a point opens its period."""

    period_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("得分走势")
        self._chart = TrendChart()
        self._periods: tuple[Period, ...] = ()
        self._chart.place_activated.connect(self._ask)
        self.add(self._chart, 1)

    def show_overview(self, found: Overview) -> None:
        """The periods that are known, up to the open one."""
        assessment = found.found.assessment
        in_money = assessment.score is None
        edges = assessment.rules.settling.deduction.edges() if assessment.rules.settling and not in_money else ()
        line = max((edge.score for edge in edges), default=None)
        if not self.is_news((in_money, line, found.trend)):
            return
        self.set_title("扣款走势" if in_money else "得分走势")
        self.set_aside(f"近 {len(found.trend)} 期")
        self._periods = tuple(one.period for one in found.trend)
        points = [
            Point(short(one.period), _drawn(one.value), line is not None and one.value is not None and one.value < line)
            for one in found.trend
        ]
        threshold = Threshold(drawn(line), f"{show(line)} 分线") if line is not None else None
        self._chart.show_points(points, threshold, "元" if in_money else "分")

    def _ask(self, place: int) -> None:
        if 0 <= place < len(self._periods):
            self.period_asked.emit(str(self._periods[place]))


def _drawn(value: Exact | None) -> Decimal | None:
    return None if value is None else drawn(value)


def short(period: Period) -> str:
    """9月, 三季度."""
    return f"{period.number}月" if period.kind == "month" else f"{CHINESE[period.number - 1]}季度"
