"""The lines over the month: which month and view, which people, what can be done; and the keys below it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.periods import Period
from ui.kit.buttons import Button
from ui.kit.labels import RichLabel
from ui.kit.switches import SegmentedControl
from ui.kit.theme import scaled
from ui.pages.attendance.month import Month

MARKS, ROSTER, LEAVES = "marks", "roster", "leaves"
VIEWS = ((MARKS, "考勤"), (ROSTER, "排班"), (LEAVES, "请假"))
STEPS = (("right", "→ 下一天"), ("down", "↓ 下一人"), ("stay", "不动"))
EVERYBODY = ""
SEARCH = 170


class Search(QLineEdit):
    """Enter and Down lead into the grid, Escape empties."""

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
    team_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[Period, ...] = ()
        self._teams: tuple[tuple[str, str], ...] = ()
        self.months, self.views = SegmentedControl(), SegmentedControl(VIEWS, MARKS)
        self.teams, self.steps = SegmentedControl(), SegmentedControl(STEPS, "right")
        self.search, self.words = Search(), RichLabel("", "muted")
        self.fill, self.shift = Button("标记出勤", "plain", "check"), Button("新建班次…", "plain", "plus")
        self.leave = Button("请假申请…", "plain", "plus")
        self.sheet = Button("考勤表", "quiet", "printer")
        self._lay_out()
        self.months.chosen.connect(self._month)
        self.teams.chosen.connect(self._team)

    @property
    def team(self) -> str:
        """Whose days are shown."""
        return self.teams.current.removeprefix("=")

    def show_months(self, months: Sequence[Period], current: Period) -> None:
        """The months of the open period; one alone needs no choice."""
        if tuple(months) != self._months:
            self._months = tuple(months)
            self.months.show_choices([(str(one), f"{one.number}月") for one in months], str(current))
        self.months.choose(str(current))
        self.months.setVisible(len(months) > 1)

    def show_month(self, month: Month, view: str) -> None:
        """Who is in it, and how far it has come."""
        count: dict[str, int] = {}
        for one in month.members:
            count[one.team] = count.get(one.team, 0) + 1
        teams = [
            (EVERYBODY, f"全部 {len(month.members)} 人"),
            *((f"={name}", f"{name} {many}") for name, many in count.items()),
        ]
        if tuple(teams) != self._teams:
            current = self.teams.current
            self._teams = tuple(teams)
            self.teams.show_choices(teams, current if current in dict(teams) else EVERYBODY)
        self.teams.setVisible(len(count) > 1)
        open_ = month.open_days
        self.fill.setVisible(view == MARKS)
        self.shift.setVisible(view == ROSTER)
        self.shift.setEnabled(not month.locked)
        self.fill.setEnabled(bool(open_) and not month.locked)
        self.fill.setToolTip(f"把到今天还没登记的 {open_} 格按排班（没有排班的按工作日）一次填好，可一步撤销（Ctrl+M）")
        self.leave.setEnabled(not month.locked)
        self.steps.setVisible(view != LEAVES)
        self.words.say(self._state(month, view, open_))

    def _state(self, month: Month, view: str, open_: int) -> str:
        if view == ROSTER:
            short = sum(one.person is None for one in month.warnings)
            beside = len({one.person for one in month.warnings if one.person is not None})
            if not month.plan:
                return "本月还没有排班"
            lacking = f"人手不足 **{short}** 班次" if short else "各班次都够最低人数"
            return lacking + (f"，**{beside}** 人有提醒" if beside else "")
        if view == LEAVES:
            waiting = sum(one.status == "asked" for one in month.requests)
            return f"本月 {len(month.requests)} 份申请" + (f"，**{waiting} 份待批**" if waiting else "")
        return f"**{open_}** 格未登记：空着不等于缺勤" if open_ else "到今天都已登记"

    def _month(self, key: str) -> None:
        found = Period.parse(key)
        if found:
            self.month_chosen.emit(found)

    def _team(self, _key: str) -> None:
        self.team_chosen.emit(self.team)

    def _lay_out(self) -> None:
        self.words.setWordWrap(False)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.search.setPlaceholderText("姓名、工号、拼音首字母")
        self.search.setAccessibleName("筛选人员（Ctrl+F）")
        self.search.setToolTip("筛选人员（Ctrl+F），Enter 进入表格，Esc 清空")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(scaled(SEARCH))
        self.months.setToolTip("Ctrl+PgUp / Ctrl+PgDn 换月")
        self.views.setToolTip("Ctrl+1 考勤，Ctrl+2 排班，Ctrl+3 请假")
        self.steps.setToolTip("按键录入后：→ 到下一天，↓ 到下一人，· 不动")
        self.steps.setAccessibleName("按键录入后光标去哪里")
        self.leave.setToolTip("按所选人员和日期新建请假申请（Ctrl+N）")
        self.sheet.setToolTip("打印本月考勤表（Ctrl+P）")
        first, second, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for row in (first, second):
            row.setSpacing(scaled(8))
        for one in (self.views, self.months, self.search):
            first.addWidget(one)
        first.addStretch(1)
        for one in (self.fill, self.shift, self.leave, self.sheet):
            first.addWidget(one)
        second.addWidget(self.teams)
        second.addWidget(self.words, 1)
        second.addWidget(self.steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addLayout(first)
        column.addLayout(second)
