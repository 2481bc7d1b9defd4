"""义务: the month as a calendar, what is due as a list, the next on top; done from here with proof."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger import obligations
from app.ledger.change import Changed
from app.periods import Period
from app.workdays import read_calendar
from ui.kit.buttons import Button, IconButton
from ui.kit.card import Card
from ui.kit.empty import EmptyState
from ui.kit.labels import label
from ui.kit.month_calendar import DayNote, MonthCalendar
from ui.kit.plain_line import PlainLine
from ui.kit.switches import SegmentedControl
from ui.kit.tables.columns import Column
from ui.kit.tables.model import TableModel
from ui.kit.tables.view import TableView
from ui.kit.theme import scaled
from ui.pages.obligations import happening
from ui.pages.obligations.deeds import EXCUSE, MISS, PROVE, REOPEN, DeedPane
from ui.pages.obligations.duty import Duty, clocks, duties
from ui.shell.words import period_text
from ui.workspace import Workspace

WAITING, MONTH, EVERY = "waiting", "month", "every"
FILTERS = ((WAITING, "待办"), (MONTH, "本月"), (EVERY, "全部"))
COLUMNS = (
    Column("due", "到期", "text", lambda row: row.short, order=lambda row: (row.one.due_on, row.id), width=116),
    Column("name", "事项", "text", lambda row: row.rule.name, tip=lambda row: row.rule.words,
           width=110, stretches=True),
    Column("state", "状态", "chip", lambda row: row.state, tone=lambda row: row.tone,
           order=lambda row: row.days, width=104),
    Column("clause", "条款", "text", lambda row: row.rule.clause, width=84),
    Column("costs", "未办的后果", "text", lambda row: row.costs, width=140),
)  # fmt: skip


class Page(QWidget):
    """Calendar and list show the same; a chosen day narrows the list."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._fresh = workspace, False
        self._month = Period("month", workspace.today().year, workspace.today().month)
        self._every: tuple[Duty, ...] = ()
        self._refused: list[Refused] = []
        self._empty = EmptyState("folder", "还没有项目", "项目的合同规定了哪些义务，就在这里按期列出。", "新建项目")
        self._none = EmptyState(
            "check-calendar", "还没有生成义务", "按合同期和工作日历列出每一项应报、应办的事。", "生成义务"
        )
        self.calendar, self.deeds = MonthCalendar(), DeedPane()
        self.model = TableModel(COLUMNS)
        self.table, self.search = TableView(), PlainLine()
        self.filters = SegmentedControl(FILTERS, WAITING)
        self._title, self._counts = label("", "title"), label("", "small")
        self._before, self._after = IconButton("chevron-left", "上个月（Alt+←）"), IconButton("chevron-right", "下个月")
        self._today = Button("今天", "quiet")
        self._set_off = Button("登记触发…", "plain", "plus")
        self._export = Button("导出日历", "plain", "calendar-grid")
        self._build()
        self._connect()

    # --- building

    def _build(self) -> None:
        main = QWidget()
        whole, row = QVBoxLayout(main), QHBoxLayout()
        whole.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(14))
        whole.setSpacing(scaled(10))
        row.setSpacing(scaled(12))
        row.addWidget(self._calendar_card(), 4)
        row.addLayout(self._list_side(), 7)
        whole.addLayout(self._bar())
        whole.addLayout(row, 1)
        self._main = main
        self._layers = QStackedLayout(self)
        for layer in (main, self._empty, self._none):
            self._layers.addWidget(layer)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(scaled(8))
        self.search.setPlaceholderText("事项、条款（Ctrl+F）")
        self.search.setFixedWidth(scaled(190))
        self.search.setClearButtonEnabled(True)
        for part in (self.search, self.filters, self._counts):
            bar.addWidget(part)
        bar.addStretch(1)
        for part in (self._set_off, self._export):
            bar.addWidget(part)
        self._set_off.setToolTip("收到整改要求、计划停机、人员变动等，期限从这时起算")
        self._export.setToolTip("把义务存成 .ics 文件，手机或邮件程序的日历可以导入")
        return bar

    def _calendar_card(self) -> Card:
        card, head = Card(), QHBoxLayout()
        for part in (self._before, self._title, self._after):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._today)
        card.body.addLayout(head)
        card.add(self.calendar, 1)
        return card

    def _list_side(self) -> QVBoxLayout:
        column, card = QVBoxLayout(), Card()
        column.setSpacing(scaled(12))
        self.table.setModel(self.model)
        self.table.setAccessibleName("义务")
        card.add(self.table, 1)
        column.addWidget(card, 1)
        column.addWidget(self.deeds)
        return column

    def _connect(self) -> None:
        self._workspace.changed.connect(self._heard)
        self._workspace.project_changed.connect(self._moved)
        self._workspace.period_changed.connect(self._period_moved)
        self._workspace.refused.connect(self._note_refusal)
        self._empty.action_requested.connect(self._new_project)
        self._none.action_requested.connect(self._generate)
        self.calendar.place_activated.connect(self._day_chosen)
        self.filters.chosen.connect(self._filtered)
        self.search.textChanged.connect(self.model.set_filter)
        self.table.filter_clearing_requested.connect(self.search.clear)
        self.table.row_selected.connect(self._row_selected)
        self.table.row_activated.connect(self._row_opened)
        self.deeds.deed_requested.connect(self._deed)
        for button, slot in (
            (self._before, self._back), (self._after, self._on), (self._today, self._go_today),
            (self._set_off, self._ask_happening), (self._export, self._ask_export),
        ):  # fmt: skip
            button.clicked.connect(slot)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)

    # --- what it shows

    def _heard(self, _changed: Changed) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._fresh = False

    def _moved(self) -> None:
        self.calendar.choose(None)
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def _period_moved(self) -> None:
        """The calendar follows the period's last month, unless today lies in it."""
        last, today = self._workspace.period.months[-1], self._workspace.today()
        self._month = Period("month", today.year, today.month) if today in self._workspace.period else last
        self._moved()

    def showEvent(self, event: QShowEvent) -> None:
        if not self._fresh:
            self.refresh()
        super().showEvent(event)
        if self.table.current_row() is None:
            self.table.setFocus()

    def refresh(self) -> None:
        """Shows what the workspace knows now."""
        self._fresh = True
        if self._workspace.project is None:
            self._layers.setCurrentWidget(self._empty)
            return
        self._every = duties(self._workspace)
        self._layers.setCurrentWidget(self._main if self._every else self._none)
        self._show_calendar()
        self._show_list()

    def _show_calendar(self) -> None:
        notes: dict[date, list[DayNote]] = {}
        for one in self._every:
            notes.setdefault(one.one.due_on, []).append(DayNote(one.rule.name, one.tone))
        first, last = self._month.first, self._month.last
        work = read_calendar()
        rest = frozenset(day for day in _days(first, last) if not work.is_working(day))
        self.calendar.show_month(first, notes, rest, self._workspace.today())
        unknown = "" if work.announced(first.year) else "（节假日安排未公布，按周一至周五计）"
        self._title.setText(period_text(self._month) + unknown)

    def _show_list(self) -> None:
        chosen, what = self.calendar.chosen, self.filters.current
        rows = [one for one in self._every if chosen is None or one.one.due_on == chosen]
        if chosen is None and what == WAITING:
            rows = [one for one in rows if one.waiting]
        elif chosen is None and what == MONTH:
            rows = [one for one in rows if one.one.due_on in self._month]
        self.model.set_rows(rows)
        late = sum(one.waiting and one.days < 0 for one in self._every)
        soon = sum(one.waiting and 0 <= one.days <= 7 for one in self._every)
        self._counts.setText(f"{late} 项过期未办结　{soon} 项一周内到期")
        if self.table.current_row() is None and rows:
            self.table.go_to_key(rows[0].id)
        self._row_selected(self.table.current_row())

    def _row_selected(self, row: object) -> None:
        self.deeds.show_duty(row if isinstance(row, Duty) else None, False, self._workspace.today())

    def _row_opened(self, _row: object) -> None:
        self.deeds.proof.setFocus()

    def _filtered(self, _what: object) -> None:
        self.calendar.choose(None)
        self._show_list()

    # --- the month

    def _day_chosen(self, place: int) -> None:
        day = self.calendar.day(place)
        self.calendar.choose(None if day == self.calendar.chosen else day)
        self._show_list()

    def _turn(self, month: Period) -> None:
        self._month = month
        self.calendar.choose(None)
        self._show_calendar()
        self._show_list()

    def _back(self) -> None:
        self._turn(self._month.before(1))

    def _on(self) -> None:
        self._turn(self._month.before(-1))

    def _go_today(self) -> None:
        today = self._workspace.today()
        self._turn(Period("month", today.year, today.month))

    # --- writing

    def _note_refusal(self, refused: Refused) -> None:
        self._refused.append(refused)

    def _deed(self, what: str, day: date, words: str) -> None:
        owner, duty, book = self._workspace.project, self.deeds.duty, self._workspace.book
        if owner is None or duty is None:
            return

        def write() -> Changed:
            if what == PROVE:
                return obligations.prove(book, owner.id, duty.id, day, words)
            if what == MISS:
                return obligations.confirm_missed(book, owner.id, duty.id, words)
            deed = {EXCUSE: obligations.excuse, REOPEN: obligations.reopen}[what]
            return deed(book, owner.id, duty.id, words)

        self._refused.clear()
        taken = self._workspace.commit(write)
        if taken is not None:
            self.deeds.proof.clear()
        self.deeds.complain("；".join(fault.reason for one in self._refused for fault in one.faults))

    def _generate(self) -> None:
        owner, book = self._workspace.project, self._workspace.book
        if owner is None:
            return
        # A contract without an end gets a year at a time.
        until = None if owner.term.last else self._workspace.today().replace(month=12, day=31)
        self._workspace.commit(lambda: _needed(obligations.generate(book, owner.id, read_calendar(), until)))

    def _ask_happening(self) -> None:
        owner, known, book = self._workspace.project, self._workspace.contract, self._workspace.book
        if owner is None or known is None:
            return
        found = happening.ask(self, clocks(known), book.clock().replace(tzinfo=None))
        if found is not None:
            calendar = read_calendar()
            self._workspace.commit(
                lambda: obligations.set_off(book, owner.id, found.rule, found.at, calendar, found.words)
            )

    def _ask_export(self) -> None:
        owner = self._workspace.project
        if owner is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "导出义务日历", f"{owner.code}-义务.ics", "日历 (*.ics)")
        if name:
            self.export(Path(name))

    def export(self, file: Path) -> None:
        """The obligations as a calendar file."""
        from app.exchange.calendar_file import calendar_text
        from app.forms.files import written

        owner = self._workspace.project
        if owner is None:
            return
        rules = {one.rule.id: one.rule for one in self._every}
        due = [one.one for one in self._every]
        text = calendar_text(owner.name, owner.code, due, rules, self._workspace.book.clock())
        try:
            written(file, lambda out: out.write(text.encode()))
        except Refused as refused:
            self._counts.setText("；".join(one.reason for one in refused.faults))
        else:
            self._counts.setText(f"已导出 {len(due)} 项：{file.name}")

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")


def _needed(changed: Changed | None) -> Changed:
    """Nothing to generate is no change, and says so."""
    from app.ledger.refusals import Unchanged

    if changed is None:
        raise Unchanged([])
    return changed


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(at) for at in range(first.toordinal(), last.toordinal() + 1)]
