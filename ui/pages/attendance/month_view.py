"""The month on one card: the grid of days, the totals beside it, the lines of the days below it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QScrollBar, QVBoxLayout, QWidget

from ui.kit.card import Card
from ui.kit.grid import Problem, Step
from ui.kit.theme import Text, font, scaled
from ui.pages.attendance.foot import Foot, attendance_rows, roster_rows
from ui.pages.attendance.grid import MonthGrid
from ui.pages.attendance.grid_model import FROZEN
from ui.pages.attendance.marks_model import MarksModel
from ui.pages.attendance.marks_model import Write as WriteMarks
from ui.pages.attendance.month import Month
from ui.pages.attendance.plan_model import PlanModel
from ui.pages.attendance.plan_model import Write as WritePlan
from ui.pages.attendance.totals import Total, TotalsModel, TotalsTable, attendance_totals, roster_totals

NARROWEST, WIDEST, NUMBER, SIDE = 19, 36, 58, 18
NAME_LEAST, NAME_MOST, TEAM_MOST, SPARE, GIVEN = 72, 150, 76, 20, 24
AHEAD = {"right": Step(0, 1), "down": Step(1), "stay": Step()}


class MonthView(QWidget):
    """Shows either kind of days; writes through what it was given."""

    why_asked = Signal(int, object)  # person, day or None
    figure_asked = Signal(int, str)
    said = Signal(str, str)  # words, tone

    def __init__(self, write: WriteMarks, plan: WritePlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks, self.plan = MarksModel(write, self), PlanModel(plan, self)
        self.grid, self.totals, self.sums = MonthGrid(), TotalsTable(), TotalsModel(self)
        self.foot, self.bar = Foot(self.grid), QScrollBar(Qt.Orientation.Horizontal)
        self.full: Mapping[int, str] | None = None
        self._roster = self._folded = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._build()
        self._connect()

    @property
    def kind(self) -> MarksModel | PlanModel:
        """What is shown."""
        return self.plan if self._roster else self.marks

    # --- what it shows

    def show_month(self, month: Month, roster: bool) -> None:
        """A month of one kind."""
        other = roster != self._roster
        self._roster = roster
        for model in (self.marks, self.plan):
            model.show_month(month)
        if other or self.grid.model() is None or roster:
            self.grid.take_kind(self.kind)
            self.grid.verticalScrollBar().setValue(self.totals.verticalScrollBar().value())
        elif not self.grid.days.choices_at(QModelIndex()):
            self.grid.take_kind(self.kind)
        self._show_sides()
        self._fit()

    def show_people(self, month: Month, persons: Sequence[int]) -> None:
        """Only these people's marks are others now."""
        self.plan.month = month
        self.marks.show_people(month, persons)
        if self._roster:
            self._show_sides()
            return
        columns = self._columns(month)
        if [one.title for one in columns] == [one.title for one in self.sums.columns]:
            self.sums.forget(columns, persons)
        else:
            self._show_sides()
        self.foot.show_rows(attendance_rows(month))

    def show_full(self, full: Mapping[int, str] | None) -> None:
        """Who keeps full attendance, as the conduct rules see it."""
        if full != self.full:
            self.full = full
            self._show_sides()

    def filter(self, team: str, typed: str) -> None:
        """Only some people."""
        current = self.grid.currentIndex()
        column = max(current.column(), FROZEN)
        for model in (self.marks, self.plan):
            model.filter(team, typed)
        self._show_sides()
        if self.kind.rowCount():
            self.grid.go_to(0, min(column, self.kind.columnCount() - 1))

    def choose_step(self, key: str) -> None:
        """Where a key leads."""
        self.grid.days.after = AHEAD[key]

    def begin(self) -> None:
        """The keyboard to today's column, at the first person."""
        month = self.kind.month
        self.grid.setFocus()
        if month is None or not self.kind.rows or self.grid.currentIndex().column() >= FROZEN:
            return
        day = month.today if month.today in month.days else month.days[0]
        self.grid.go_to(0, self.kind.column_of(day))

    def _show_sides(self) -> None:
        month = self.kind.month
        if month is None:
            return
        self.sums.show_rows(self._columns(month), self.kind.rows)
        self.totals.header.setMinimumHeight(self.grid.header.sizeHint().height())
        self.totals.fit()
        self.foot.show_rows(roster_rows(month) if self._roster else attendance_rows(month))
        self.totals.verticalScrollBar().setValue(self.grid.verticalScrollBar().value())
        self._settle.start()

    def _columns(self, month: Month) -> list[Total]:
        """The figures at the side; kinds of leave together where the days would not fit beside them."""
        if self._roster:
            return roster_totals(month)
        return attendance_totals(month, self.full, folded=self._folded)

    # --- measures

    def _fold(self, month: Month) -> None:
        """Whether the whole month fits beside all figures."""
        days = len(month.days) * scaled(NARROWEST) + sum(self.grid.columnWidth(at) for at in range(FROZEN))
        sums = sum(scaled(one.width) for one in attendance_totals(month, self.full))
        folded = days + sums + scaled(SPARE) > self.width()
        if folded != self._folded:
            self._folded = folded
            self._show_sides()

    def _fit(self) -> None:
        month = self.kind.month
        if month is None:
            return
        metrics = QFontMetrics(font(Text.BASE))
        names = sorted({one.name for one in month.members}, key=len)[-6:]
        teams = {one.team for one in month.members}
        name = max((metrics.horizontalAdvance(one) for one in names), default=0) + scaled(SIDE)
        team = max((metrics.horizontalAdvance(one) for one in teams), default=0) + scaled(SIDE)
        number = max((metrics.horizontalAdvance(one.number) for one in month.members), default=0) + scaled(SIDE)
        widths = (
            max(number, scaled(NUMBER) - scaled(SIDE)),
            min(max(name, scaled(NAME_LEAST)), scaled(NAME_MOST)),
            min(team, scaled(TEAM_MOST)),
        )
        for at, width in enumerate(widths):
            self.grid.setColumnWidth(at, width)
        self.grid.setColumnHidden(2, len(teams) < 2)
        self._fold(month)
        room = self.grid.viewport().width() - sum(self.grid.columnWidth(at) for at in range(FROZEN))
        short = len(month.days) * scaled(NARROWEST) - room
        if 0 < short <= scaled(GIVEN):  # a little is taken from the names rather than to scroll for it
            self.grid.setColumnWidth(1, widths[1] - short)
            room += short
        day = max(scaled(NARROWEST), min(room // len(month.days), scaled(WIDEST)))
        spare = room - day * len(month.days)
        if spare > 0 >= short:  # what the days leave over is for the longest name
            self.grid.setColumnWidth(1, min(widths[1] + spare, max(name, widths[1])))
            spare -= self.grid.columnWidth(1) - widths[1]
        for at in range(len(month.days)):  # and what is left then for the first days, a pixel each
            self.grid.setColumnWidth(FROZEN + at, day + (at < spare and day < scaled(WIDEST)))
        self.foot.update()
        if self.grid.currentIndex().isValid():
            self.grid.scrollTo(self.grid.currentIndex())

    def _range(self, low: int, high: int) -> None:
        self.bar.setRange(low, high)
        self.bar.setPageStep(self.grid.horizontalScrollBar().pageStep())
        self.bar.setVisible(high > low)

    # --- parts

    def _build(self) -> None:
        card, inside = Card(), QGridLayout()
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.grid.setHorizontalScrollBarPolicy(off)
        self.grid.setVerticalScrollBarPolicy(off)
        self.totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.totals.setModel(self.sums)
        self.bar.hide()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for widget, row, column in ((self.grid, 0, 0), (self.totals, 0, 1), (self.foot, 1, 0), (self.bar, 2, 0)):
            inside.addWidget(widget, row, column)
        inside.setRowStretch(0, 1)
        inside.setColumnStretch(0, 1)
        card.body.addLayout(inside, 1)
        card.layout().setContentsMargins(1, 1, 1, 1)  # pyright: ignore[reportOptionalMemberAccess]
        card.layout().setSpacing(0)  # pyright: ignore[reportOptionalMemberAccess]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def _connect(self) -> None:
        mine, theirs = self.grid.verticalScrollBar(), self.totals.verticalScrollBar()
        mine.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(mine.setValue)
        across = self.grid.horizontalScrollBar()
        across.valueChanged.connect(self.bar.setValue)
        across.rangeChanged.connect(self._range)
        self.bar.valueChanged.connect(across.setValue)
        self._settle.timeout.connect(self._fit)
        self.grid.resized.connect(self._settle.start)
        self.grid.why_asked.connect(self._asked)
        self.grid.denied.connect(self._denied)
        self.grid.said.connect(self._warned)
        self.grid.problems_found.connect(self._troubled)
        self.totals.asked.connect(self.figure_asked)
        self.marks.kept.connect(self._kept)

    def _asked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.why_asked.emit(self.kind.rows[index.row()].id, self.kind.day_at(index.column()))

    def _denied(self, index: QModelIndex) -> None:
        """Why nothing can be typed here."""
        found, month = self.kind.cell_of(index), self.kind.month
        if found is None or month is None:
            return
        one, day = found
        if month.locked:
            self.said.emit(f"{month.locked}，只能查看", "accent")
        elif not one.there(day):
            self.said.emit(f"{one.name} {day.month}月{day.day}日不在职，不能登记", "warn")

    def _warned(self, words: str) -> None:
        self.said.emit(words, "warn")

    def _kept(self, many: int) -> None:
        self.said.emit(f"{many} 格是已批准的请假，保持不变；要改请在“请假”里销假", "accent")

    def _troubled(self, problems: Sequence[Problem]) -> None:
        """One cell says it itself; of many it is said where they are."""
        first = problems[0]
        day = self.kind.day_at(first.column)
        where = self.kind.rows[first.row].name + (f" {day.month}月{day.day}日" if day else "")
        if len(problems) > 1 or len(list(self.grid.drafts)) > 1:
            words = f"{where}：{first.words}；共 {len(problems)} 格有问题，整块都没有写入。改好或按 Esc 放弃"
            self.said.emit(words, "bad")
