"""The lines over the views: which month, how far it has come, words to find somebody by, which view, what to print."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ledger.conduct_sheet import Sheet, totals
from app.ledger.periods import FROZEN, SEALED
from app.periods import Period
from ui.kit.buttons import Button
from ui.kit.chip import Chip
from ui.kit.labels import RichLabel
from ui.kit.switches import SegmentedControl
from ui.kit.theme import Tone, scaled
from ui.pages.fines.words import money
from ui.shell.words import state_text

PEOPLE, POOLS, SCORES, CHECKS = "people", "pools", "scores", "checks"
VIEWS = ((PEOPLE, "人员"), (POOLS, "分配"), (SCORES, "月度评分"), (CHECKS, "一致性"))
PRINTS = (("notice", "扣罚通知单"), ("pool", "分配表"), ("agents", "一览"), ("agent-month", "月度考核表"))
TONES = {FROZEN: Tone.WARN, SEALED: Tone.GOOD}
SEARCH, NARROW = 196, 96


class Search(QLineEdit):
    """Enter and Down lead into the table, Escape empties."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Head(QWidget):
    """Says what is wanted."""

    month_chosen = Signal(object)  # Period
    view_chosen = Signal(str)
    print_requested = Signal(str)  # a form

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[Period, ...] = ()
        self.months, self.views = SegmentedControl(), SegmentedControl(VIEWS, PEOPLE)
        self.state, self.search, self.sums = Chip(), Search(), RichLabel()
        self.parameters = Button("校验参数…", "plain", "gear")
        self.prints = {form: Button(words, "quiet", "printer") for form, words in PRINTS}
        self._lay_out()
        self.months.chosen.connect(self._month)
        self.views.chosen.connect(self.view_chosen)
        for form, button in self.prints.items():
            button.setObjectName(form)
            button.clicked.connect(self._print)

    def show_months(self, months: Sequence[Period], current: Period) -> None:
        """The months of the open period."""
        if tuple(months) != self._months:
            self._months = tuple(months)
            self.months.show_choices([(str(one), f"{one.number}月") for one in months], str(current))
        self.months.choose(str(current))

    def show_sheet(self, sheet: Sheet, differing: int) -> None:
        """What the month comes to."""
        self.state.say(state_text(sheet.standing), TONES.get(sheet.standing.state, Tone.NEUTRAL))
        fines, wage, reward, net = (money(one) for one in totals(sheet.rows))
        left = sum(one.undistributed for one in sheet.result.teams)
        open_ = sum(one.decision is None for row in sheet.rows for one in row.proposals)
        told = [f"{len(sheet.rows)} 人", f"扣罚 **{fines}**", f"扣工资 **{wage}**", f"分配 **{reward}**"]
        told += [f"未分配 **{money(left)}**"] if left else []
        told += [f"净额 **{net}** 元"]
        told += [f"**{open_} 项处理建议待定**"] if open_ else []
        self.sums.say(" · ".join(told))
        if [one for one in self.views.findChildren(QWidget) if one.hasFocus()]:
            return  # a choice that the keyboard stands on is not made anew under it
        choices = [(key, f"{words} {differing}" if key == CHECKS and differing else words) for key, words in VIEWS]
        self.views.show_choices(choices, self.views.current)

    def _month(self, key: str) -> None:
        found = Period.parse(key)
        if found:
            self.month_chosen.emit(found)

    def _print(self) -> None:
        self.print_requested.emit(self.sender().objectName())

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("姓名、工号、拼音首字母")
        self.search.setAccessibleName("筛选人员（Ctrl+F）")
        self.search.setToolTip("筛选人员（Ctrl+F）；后果、提示里的字也能找")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(scaled(NARROW))
        self.search.setMaximumWidth(scaled(SEARCH))
        self.parameters.setToolTip("当地月最低工资与扣罚提醒线，自哪天起，来源")
        self.months.setToolTip("Ctrl+PgUp / Ctrl+PgDn 换月")
        self.views.setToolTip("Ctrl+1 至 Ctrl+4")
        first, second, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for row in (first, second):
            row.setSpacing(scaled(8))
        for one in (self.months, self.state):
            first.addWidget(one)
        first.addWidget(self.search, 1)
        first.addStretch(0)
        for one in (self.views, self.parameters):
            first.addWidget(one)
        second.addWidget(self.sums, 1)
        for button in self.prints.values():
            second.addWidget(button)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        column.addLayout(first)
        column.addLayout(second)
