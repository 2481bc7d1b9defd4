"""The head strip: people against the contract, turnover by its own formula, and what a vacancy costs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ledger.derive import Turnover
from app.ledger.rehearsal import span_text
from app.ledger.staffing import Staffing
from app.ledger.staffing_costs import NOTHING, Cost, Costs
from app.ledger.staffing_why import Limit
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.figure import Figure
from ui.kit.labels import RichLabel, show_if
from ui.kit.theme import Text, Tone, scaled

HEADCOUNT, TURNOVER, COST = "headcount", "turnover", "cost"
NAMED = 3


class _Fact(Card):
    """A figure that can be asked why, and two lines."""

    asked = Signal(str)

    def __init__(self, key: str, title: str) -> None:
        super().__init__(title)
        self.key = key
        self.figure = Figure(size=Text.FIGURE, pressable=True)
        self.lines = (RichLabel("", "line"), RichLabel("", "line"), RichLabel("", "line"))
        self.figure.setToolTip("为什么是这个数")
        self.body.setSpacing(scaled(2))
        self.body.addWidget(self.figure)
        for one in self.lines:
            self.body.addWidget(one)
        self.body.addStretch(1)
        self.figure.activated.connect(self._ask)

    def _ask(self, _key: object) -> None:
        self.asked.emit(self.key)

    def say(self, figure: str, unit: str, tone: Tone, *lines: str) -> None:
        """Other figures."""
        self.figure.show_value(figure, unit, tone)
        for one, words in zip(self.lines, (*lines, "", "", ""), strict=False):
            one.say(words)
            show_if(one, bool(words))


class _Costs(Card):
    """Two sentences and the question why."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("缺一人的代价")
        self.vacancy, self.leaver, self.why = RichLabel("", "line"), RichLabel("", "line"), Button("怎样算", "quiet")
        self.header.addWidget(self.why)
        for one in (self.vacancy, self.leaver):
            self.body.addWidget(one)
        self.body.addStretch(1)
        self.why.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(COST)

    def show_costs(self, costs: Costs | None, refusal: str) -> None:
        """What the engine says, or why it cannot."""
        self.vacancy.say(f"**整期少一人**　{_told(costs.vacancy)}" if costs else refusal)
        self.leaver.say(f"**本期再走一人**　{_told(costs.leaver)}" if costs else "")


class Head(QWidget):
    """Three cards."""

    asked = Signal(str)
    posts_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.people, self.turnover = _Fact(HEADCOUNT, "人数"), _Fact(TURNOVER, "流失率")
        self.costs, self.posts = _Costs(), Button("岗位…", "quiet")
        self.new_team = Button("新建班组…", "quiet")
        self.posts.setToolTip("合同点名的岗位与甲方的要求")
        for one in (self.posts, self.new_team):
            self.people.header.addWidget(one)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        for card, stretch in ((self.people, 4), (self.turnover, 4), (self.costs, 5)):
            card.header.addStrut(self.posts.sizeHint().height())  # titles stand in one line
            row.addWidget(card, stretch)
            card.asked.connect(self.asked)
        self.posts.clicked.connect(self.posts_requested)

    def show_floor(self, floor: Staffing, limits: tuple[Limit | None, ...]) -> None:
        """People and turnover."""
        self.people.set_aside(f"{floor.day:%m-%d}")
        self._show_people(floor)
        self._show_turnover(floor, limits)

    def _show_people(self, floor: Staffing) -> None:
        asked, missing = floor.asked, floor.missing
        wanted = f"/ {asked.number} 人" if asked and asked.number else "人"
        first = "合同没有写明总人数"
        if asked and missing is not None:
            first = f"**缺 {missing} 人**（{asked.clause}）" if missing else f"已满（{asked.clause}）"
        self.people.say(str(floor.headcount), wanted, Tone.BAD if missing else Tone.NEUTRAL, first, _posts(floor))

    def _show_turnover(self, floor: Staffing, limits: tuple[Limit | None, ...]) -> None:
        if not floor.turnovers:
            told = "合同没有规定流失率" if floor.members else "还没有人员"
            self.turnover.say("—", "", Tone.NEUTRAL, told)
            return
        last, limit = floor.turnovers[-1], limits[-1]
        tone = Tone.BAD if limit and limit.beyond(last) else Tone.NEUTRAL
        first = f"离职 {len(last.left)} ÷（离职 {len(last.left)} + 期末 {last.stayed}）"
        pairs = zip(floor.turnovers[:-1], limits, strict=False)
        others = "　".join(_other(one, bool(most and most.beyond(one))) for one, most in pairs)
        self.turnover.set_aside(span_text(last))
        self.turnover.say(
            f"{round(last.percent, 2)}%",
            "",
            tone,
            first,
            *(one for one in (limit.told if limit else "", others) if one),
        )


def _other(one: Turnover, beyond: bool) -> str:
    share = f"{span_text(one)}：{round(one.percent, 2)}%"
    return f"**{share}**" if beyond else share


def _told(cost: Cost) -> str:
    return "\n".join(words for words, _ in cost.lines) or NOTHING


def _posts(floor: Staffing) -> str:
    if not floor.posts:
        return ""
    vacant = [f"{one.name}缺 {one.vacant}" for one in floor.posts if one.vacant]
    if not vacant:
        return (
            f"点名的 {len(floor.posts)} 个岗位都有人" if len(floor.posts) > 1 else f"{next(iter(floor.posts)).name}在岗"
        )
    more = f"等 {len(vacant)} 个岗位" if len(vacant) > NAMED else ""
    return f"**{'、'.join(vacant[:NAMED])}**{more}（共 {len(floor.posts)} 个点名岗位）"
