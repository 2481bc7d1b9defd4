"""事件: the quick line above, the register below it, at the right the incident whole with what can be done to it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger.change import Changed
from app.ledger.incident_rows import Register
from app.periods import Period
from ui.kit.card import Card
from ui.kit.empty import EmptyState
from ui.kit.labels import show_if
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.kit.toast import Toast
from ui.pages.incidents.clerk import Clerk
from ui.pages.incidents.deeds import Deeds
from ui.pages.incidents.desk import Desk
from ui.pages.incidents.detail import DetailPane
from ui.pages.incidents.quick import QuickEntry
from ui.pages.incidents.register import RegisterCard
from ui.work import Progress, Work
from ui.workspace import Workspace

EDGE, GAP = 16, 12
WARMING: list[Work] = []  # kept, so that nobody is told of something that is gone
KEYS = (
    "上面一行写：**条款 人员 日期 数量**，次序随意，拼音首字母即可。",
    "**Ctrl+N** 快速登记，**Ctrl+Shift+N** 完整登记",
    "**Ctrl+M** 一件事的几项后果一起登记",
    "**↑ ↓** 选事项，**空格** 走到下一状态",
    "**F2** 更正，**Delete** 撤销，都要写明理由",
    "**Ctrl+E** 附证据，**Ctrl+V** 粘贴截图",
    "**Ctrl+F** 筛选，**Ctrl+Z** 撤回上一步",
)


class Page(QWidget):
    """Wires the parts to the workspace; none of them writes by itself."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._fresh = False
        self._span: Period | None = None
        self._found: Register | None = None
        self._toast: Toast | None = None
        words = "项目是一份正在执行的合同：选合同、填双方与期限、粘贴人员名单即可开始。"
        self._empty = EmptyState("warning", "还没有项目", words, "新建项目")
        self.desk, self.clerk = Desk(workspace), Clerk(workspace, self)
        self.quick = QuickEntry(self.desk.read, self.desk.foretell, self.desk.today)
        self.notice, self.trouble = InlineMessage(Tone.ACCENT), InlineMessage(Tone.BAD, closable=True)
        self.card, self.detail = RegisterCard(), DetailPane()
        self.deeds = Deeds(self, self.desk, self.clerk)
        self._soon, self._choosing = QTimer(self), QTimer(self)
        self._build()
        self._connect()
        self._layers.setCurrentWidget(self._main if workspace.project else self._empty)

    def _build(self) -> None:
        for timer in (self._soon, self._choosing):
            timer.setSingleShot(True)
            timer.setInterval(0)
        self._main, above, below = QWidget(), Card(), QHBoxLayout()
        above.add(self.quick)
        below.setSpacing(scaled(GAP))
        below.addWidget(self.card, 1)
        below.addWidget(self.detail)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(scaled(EDGE), scaled(14), scaled(EDGE), scaled(14))
        column.setSpacing(scaled(GAP))
        for part in (above, self.notice, self.trouble):
            column.addWidget(part)
        column.addLayout(below, 1)
        for part in (self.notice, self.trouble):
            part.hide()
        self._layers = QStackedLayout(self)
        for layer in (self._main, self._empty):
            self._layers.addWidget(layer)

    def _connect(self) -> None:
        workspace, deeds, table, shelf = self._workspace, self.deeds, self.card.table, self.detail.shelf
        workspace.changed.connect(self._heard)
        workspace.period_changed.connect(self._moved)
        workspace.project_changed.connect(self._moved)
        self._empty.action_requested.connect(self._new_project)
        self._soon.timeout.connect(self.refresh)
        self._choosing.timeout.connect(self._show_detail)
        self.quick.logged.connect(deeds.quick)
        self.quick.full_requested.connect(deeds.full)
        self.clerk.said.connect(self.say)
        self.clerk.refused.connect(self.say_trouble)
        filters = self.card.filters
        filters.span_chosen.connect(self._choose_span)
        filters.table_requested.connect(self._to_table)
        filters.new_requested.connect(deeds.begin)
        filters.several_requested.connect(deeds.several)
        self.card.selection_changed.connect(self._choosing.start)
        table.row_activated.connect(self._open)
        table.first_step_requested.connect(self.quick.begin)
        table.step_requested.connect(deeds.step)
        table.withdrawing_requested.connect(deeds.withdraw)
        table.pasting_requested.connect(deeds.paste)
        table.files_dropped.connect(deeds.drop_on)
        self.detail.asked.connect(deeds.do)
        self.detail.link_activated.connect(self._follow)
        shelf.choosing.connect(deeds.choose_files)
        shelf.pasting.connect(deeds.paste)
        shelf.dropped.connect(deeds.add_paths)
        shelf.opened.connect(deeds.open_file)
        shelf.removing.connect(deeds.remove_file)
        self._bind()

    def _bind(self) -> None:
        """Keys that work anywhere in the window while the page is seen."""
        keys = {
            "Ctrl+N": self.quick.begin, "Ctrl+Shift+N": self.deeds.begin, "Ctrl+M": self.deeds.several,
            "Ctrl+F": self._search, "Ctrl+E": self.deeds.choose_files, "F2": self.deeds.amend,
        }  # fmt: skip
        for words, slot in keys.items():
            QShortcut(QKeySequence(words), self).activated.connect(slot)

    # --- the live loop

    def _heard(self, _changed: Changed) -> None:
        """The header goes first; the page follows in the next turn, once for all that was written meanwhile."""
        self._fresh = False
        if self._toast is not None:
            self._toast.hide()  # its 撤销 would take back something else now
        if self.isVisible():
            self._soon.start()

    def _moved(self) -> None:
        """Another period or project: nothing is chosen yet."""
        self._span, self._fresh = None, False
        self.trouble.hide()
        self.card.filters.reset()
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was hidden while things changed catches up."""
        if not self._fresh:
            self.refresh()
        super().showEvent(event)
        _warm()

    @property
    def is_locked(self) -> bool:
        """Whether all that is shown is signed."""
        return self._found is not None and bool(self._found.locked)

    @property
    def span(self) -> Period:
        """The open period, or the month of it that is looked at; this month, as long as nobody chose."""
        period = self._workspace.period
        if self._span is None:
            today = self._workspace.today()
            months = period.months if period.kind != "month" else ()
            self._span = next((one for one in months if today in one), period)
        return self._span

    def refresh(self) -> None:
        """Shows what the ledger knows now."""
        self._fresh = True
        if self._workspace.project is None:
            self._layers.setCurrentWidget(self._empty)
            return
        self._layers.setCurrentWidget(self._main)
        filters = self.card.filters
        filters.show_period(self._workspace.period, self.span)
        filters.show_kinds(self.desk.kinds())
        try:
            self._found = self.desk.register(self.span)
        except Refused as refused:
            self.say_trouble("；".join(str(one) for one in refused.faults[:3]))
            return
        self._say_standing(self._found)
        self.card.show_register(self._found)
        self._choosing.start()

    def _say_standing(self, found: Register) -> None:
        """What is signed can only be looked at; what cannot be worked out is named."""
        if found.locked:
            self.notice.say(
                Tone.ACCENT, f"{found.locked}，只能查看。要修改请先撤回或重新打开并写明理由，或在以后的期间登记更正。"
            )
        elif found.partly:
            self.notice.say(Tone.ACCENT, f"{found.partly}，其中的事项只能查看。")
        elif found.faults:
            self.notice.say(Tone.WARN, f"有数据还不能计算，影响一栏暂缺：{'；'.join(found.faults[:3])}")
        self.notice.setVisible(bool(found.locked or found.partly or found.faults))
        self.quick.setEnabled(not found.locked)
        if found.locked:
            self.quick.edit.setPlaceholderText(f"{found.locked}，不能登记")
            self.card.say_when_empty("这一期没有登记事项", "本期已定稿，不能再登记。", "")
        else:
            told = self.desk.examples()
            self.quick.suggest(told)
            examples = "\n".join(f"**{one}**" for one in told)
            words = f"在上面一行写，例如：\n{examples}\n人员和条款都可以只写拼音首字母。"
            self.card.say_when_empty("这里还没有登记事项", words, "快速登记")

    # --- the one that is selected

    def _show_detail(self) -> None:
        rows = self.card.selected()
        row = rows[0] if len(rows) == 1 else self.card.current() if not rows else None
        if len(rows) > 1:
            self.detail.show_several(rows)
        elif row is None or not any(one.id == row.id for one in self.card.rows):
            self.detail.show_nothing(KEYS)
        else:
            try:
                self.detail.show_story(row, self.desk.story(row.id))
            except Refused:  # somebody has taken it away meanwhile
                self.detail.show_nothing(KEYS)

    def show_incident(self, incident: int) -> None:
        """Goes to an incident, whatever period it is of."""
        try:
            one = self.desk.incident(incident)
        except Refused as refused:
            self.say_trouble(refused.faults[0].reason)
            return
        self._go_to_day(one.day)
        self.refresh()
        if self.card.go_to(incident):
            self._to_table()

    def show_logged(self, incident: int, day: date) -> None:
        """The new row, where it belongs to what is looked at; said where it does not."""
        if day in self.span:
            self._soon.stop()
            self.refresh()
            self.card.go_to(incident)
        else:
            self.say(f"已登记在 {day.year}年{day.month}月，不在现在看的期间", True)

    def _go_to_day(self, day: date) -> None:
        period = next((one for one in self._workspace.all_periods() if day in one), self._workspace.period)
        self._workspace.open_period(period)
        if day not in self.span:
            self._span = next((one for one in period.months if day in one), period)

    def _choose_span(self, span: Period) -> None:
        self._span = span
        self.refresh()

    # --- keys and words

    def say(self, words: str, undoable: bool) -> None:
        """What has happened, with the way back."""
        self.trouble.hide()
        if self._toast is None:
            self._toast = Toast(self)
            self._toast.action_requested.connect(self._undo)
        self._toast.say(words, Tone.GOOD if undoable else Tone.NEUTRAL, "撤销" if undoable else "")

    def say_trouble(self, words: str) -> None:
        """Why something was not done."""
        self.trouble.say(Tone.BAD, words)
        show_if(self.trouble, True)

    def _undo(self) -> None:
        self._workspace.take_back()

    def _search(self) -> None:
        self.card.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.card.filters.search.selectAll()

    def _to_table(self) -> None:
        self.card.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, _row: object) -> None:
        """Enter: to be corrected, or the next thing that can be done."""
        row = self.card.current()
        button = self.detail.button("amend") if row is not None else None
        if button is not None:
            self.deeds.amend()
        elif row is not None:
            self.detail.setFocus()

    def _follow(self, target: str) -> None:
        kind, _, key = target.partition(":")
        if kind == "incident":
            self.show_incident(int(key))
        else:
            self.go_requested.emit(target)

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")


def _load(_progress: Progress, _cancelled: Callable[[], bool]) -> None:
    from app.ledger.pinyin import search_key

    search_key("热线")


def _warm() -> None:
    """Beside the window, once: the first typed line would wait a fifth of a second for the pinyin library."""
    if not WARMING:
        WARMING.append(Work(_load))
        WARMING[0].start()
