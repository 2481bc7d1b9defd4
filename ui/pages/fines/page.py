"""扣罚: a conduct month by person and by team; what is proposed, shared, scored, deducted, handed out and appealed."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger import people
from app.ledger.change import Changed
from app.ledger.conduct_sheet import Entry, Row, Sheet, months_of, sheet_of
from app.ledger.conduct_why import why_entry, why_figure
from app.ledger.consistency import Side, differences
from app.periods import Period
from ui.kit.empty import EmptyState
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.pages.fines.check_view import CheckView
from ui.pages.fines.clerk import Clerk, locked_words
from ui.pages.fines.head import CHECKS, PEOPLE, POOLS, SCORES, Head
from ui.pages.fines.people_view import PeopleView
from ui.pages.fines.pool_view import PoolView
from ui.pages.fines.score_view import ScoreView
from ui.pages.fines.words import attention, usual_month, why_taken
from ui.workspace import Workspace

EDGE, GAP = 16, 10
KEYS = (PEOPLE, POOLS, SCORES, CHECKS)


class Page(QWidget):
    """Wires the views to the workspace; the clerk asks and writes."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._fresh, self._month = False, None
        self._sheet: Sheet | None = None
        words = "项目是一份正在执行的合同：选合同、填双方与期限、粘贴人员名单即可开始。"
        self._empty = EmptyState("yen-note", "还没有项目", words, "新建项目")
        self._without = EmptyState("yen-note", "这个合同没有员工行为规范", "只有带员工行为规范的合同才计算扣罚与分配。")
        self._bare = EmptyState("person", "还没有人员", "先登记人员与班组，事件与考勤才有归属。", "去人员页")
        self._refused = EmptyState("warning", "本月的扣罚算不出来")
        self.head, self.clerk = Head(), Clerk(workspace, self)
        self.people = PeopleView()
        self._locked, self._notice = InlineMessage(Tone.ACCENT), InlineMessage(Tone.WARN)
        self._build()
        self._connect()
        self._connect_keys()

    def _build(self) -> None:
        self._main, self._views = QWidget(), QStackedWidget()
        self._views.addWidget(self.people)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(scaled(EDGE), scaled(12), scaled(EDGE), scaled(12))
        column.setSpacing(scaled(GAP))
        for part in (self.head, self._locked, self._notice):
            column.addWidget(part)
        column.addWidget(self._views, 1)
        self._layers = QStackedLayout(self)
        for layer in (self._main, self._empty, self._without, self._bare, self._refused):
            self._layers.addWidget(layer)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._heard)
        self._workspace.period_changed.connect(self._moved)
        self._workspace.project_changed.connect(self._moved)
        self._empty.action_requested.connect(self._new_project)
        self._bare.action_requested.connect(self._go_people)
        self._refused.action_requested.connect(self._go_incidents)
        self._notice.action_requested.connect(self._go_incidents)
        self.head.month_chosen.connect(self._choose_month)
        self.head.view_chosen.connect(self.open_view)
        self.head.print_requested.connect(self._print)
        self.head.parameters.clicked.connect(self._parameters)
        self.head.search.textChanged.connect(self._filter)
        self.head.search.left.connect(self.begin)
        self.people.filter_cleared.connect(self.head.search.clear)
        self.people.figure_asked.connect(self._why_figure)
        self.people.entry_asked.connect(self._why_entry)
        self.people.waiver_requested.connect(self._waive)
        self.people.incident_requested.connect(self._open_rows)
        card = self.people.card
        card.decision_requested.connect(self._decide)
        card.deduction_requested.connect(self._deduct)
        card.deduction_back_requested.connect(self._undeduct)
        card.adjustment_requested.connect(self._adjust)
        card.step_requested.connect(self._step)

    def growing(self) -> Iterator[None]:
        """The other views, one a step; before the page shows anything it has them all."""
        if self._views.count() == KEYS.index(POOLS):
            self.pools = PoolView()
            self.pools.reward_asked.connect(self._why_of)
            self._views.addWidget(self.pools)
            yield
        if self._views.count() == KEYS.index(SCORES):
            self.scores = ScoreView(self._workspace)
            self.scores.score_asked.connect(self._why_score)
            self._views.addWidget(self.scores)
            yield
        if self._views.count() == KEYS.index(CHECKS):
            self.checks = CheckView()
            self.checks.side_requested.connect(self._open_side)
            self._views.addWidget(self.checks)

    def _connect_keys(self) -> None:
        keys = {"Ctrl+F": self._find, "Ctrl+D": self._deduct}
        keys |= {"Ctrl+PgUp": self._earlier, "Ctrl+PgDown": self._later}
        views = (self._to_people, self._to_pools, self._to_scores, self._to_checks)
        keys |= {f"Ctrl+{at + 1}": slot for at, slot in enumerate(views)}
        for words, slot in keys.items():
            # In the grid of marks Ctrl+D fills down: it takes the key before any shortcut does.
            shortcut = QShortcut(QKeySequence(words), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- the live loop

    def _heard(self, _changed: Changed) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def _moved(self) -> None:
        """Another period or project: its own month."""
        self._fresh, self._month = False, None
        self.head.search.clear()
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was hidden while things changed catches up."""
        if not self._fresh:
            self.refresh()
        super().showEvent(event)
        if self._layers.currentWidget() is self._main and self.focusWidget() is None:
            self.begin()

    def refresh(self) -> None:
        """Shows what the ledger knows now."""
        list(self.growing())
        self._fresh = True
        layer = self._read()
        self._layers.setCurrentWidget(layer)
        if layer is self._main and self._sheet is not None:
            self._show(self._sheet)

    def _read(self) -> QWidget:
        """Takes the month of the ledger; the layer that says what there is."""
        workspace, self._sheet = self._workspace, None
        owner, known = workspace.project, workspace.contract
        if owner is None or known is None:
            return self._empty
        if known.conduct is None:
            return self._without
        months = months_of(workspace.period, known.conduct)
        if not months:
            self._refused.say("这一期没有可用的行为规范", f"{known.conduct.title}不管这一期。")
            return self._refused
        month = self._month if self._month in months else usual_month(months, workspace.today())
        self._month = month
        self.head.show_months(months, month)
        try:
            self._sheet = sheet_of(workspace.book, owner.id, month)
        except Refused as refused:
            self._refused.say("本月的扣罚算不出来", "\n".join(str(one) for one in refused.faults[:6]), "去事件页")
            return self._refused
        return self._main if self._sheet.rows else self._bare

    def _show(self, sheet: Sheet) -> None:
        book = self._workspace.book
        self.clerk.sheet = sheet
        pinyin = {one.id: one.pinyin for one in people.listed(book, sheet.project)}
        differing = differences(book, sheet.project, sheet.month.last)
        self.head.show_sheet(sheet, len(differing))
        self.people.show_sheet(sheet, pinyin)
        self.pools.show_sheet(sheet)
        self.scores.show_sheet(sheet, self._workspace.today())
        self.checks.show_differences(differing)
        told = locked_words(sheet)
        self._locked.setVisible(bool(told))
        self._locked.say(Tone.ACCENT, told)
        words = "；".join(attention(sheet))
        self._notice.setVisible(bool(words))
        self._notice.say(Tone.WARN, words, "去事件页" if self._has("incidents") else "")

    # --- where one is

    def begin(self) -> None:
        """The keyboard into the open view."""
        view = self._views.currentWidget()
        if view is self.scores:
            self.scores.begin()
        elif view is self.people:
            self.people.table.setFocus()
        elif view is self.pools:
            self.pools.table.setFocus()
        else:
            self.checks.table.setFocus()

    def open_view(self, key: str) -> None:
        """人员, 分配, 月度评分 or 一致性."""
        self._views.setCurrentIndex(KEYS.index(key))
        self.head.views.choose(key)
        self.head.search.setEnabled(key in (PEOPLE, POOLS))
        self.begin()

    def show_person(self, person: int) -> None:
        """Goes to somebody, wherever it is asked from."""
        self.head.search.clear()
        if not self._fresh:
            self.refresh()
        self.open_view(PEOPLE)
        self.people.show_person(person)

    def _choose_month(self, month: Period) -> None:
        self._month = month
        self.refresh()

    def _earlier(self) -> None:
        self._turn(-1)

    def _later(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        known, month = self._workspace.contract, self._month
        months = months_of(self._workspace.period, known.conduct) if known and known.conduct else ()
        if month in months and 0 <= months.index(month) + by < len(months):
            self._choose_month(months[months.index(month) + by])

    def _filter(self, text: str) -> None:
        self.people.model.set_filter(text)
        self.pools.model.set_filter(text)

    def _find(self) -> None:
        if self.head.search.isEnabled():
            self.head.search.setFocus()
            self.head.search.selectAll()

    def _to_people(self) -> None:
        self.open_view(PEOPLE)

    def _to_pools(self) -> None:
        self.open_view(POOLS)

    def _to_scores(self) -> None:
        self.open_view(SCORES)

    def _to_checks(self) -> None:
        self.open_view(CHECKS)

    # --- why

    def _why_figure(self, row: Row, column: str) -> None:
        sheet, known = self._sheet, self._workspace.contract
        if sheet is None or known is None:
            return
        if column == "taken":
            self.why_requested.emit(why_taken(row))
            return
        with self._workspace.book.read() as connection:
            self.why_requested.emit(why_figure(connection, known, sheet, row, column))

    def _why_entry(self, row: Row, entry: Entry) -> None:
        sheet, known = self._sheet, self._workspace.contract
        if sheet is not None and known is not None:
            with self._workspace.book.read() as connection:
                self.why_requested.emit(why_entry(connection, known, sheet, row, entry))

    def _why_of(self, person: int, column: str) -> None:
        row = self._sheet.row(person) if self._sheet else None
        if row is not None:
            self._why_figure(row, column)

    def _why_score(self, person: int) -> None:
        self._why_of(person, "score")

    # --- what is written

    def _waive(self, row: Row, entry: Entry) -> None:
        self.clerk.waive(row, entry)

    def _decide(self, consequence: str, outcome: str) -> None:
        row = self.people.row
        proposal = next((one for one in row.proposals if one.id == consequence), None) if row else None
        if row is not None and proposal is not None:
            self.clerk.decide(row, proposal, outcome)

    def _deduct(self) -> None:
        if self.people.row is not None and self._views.currentWidget() is self.people:
            self.clerk.deduct(self.people.row)

    def _undeduct(self) -> None:
        if self.people.row is not None:
            self.clerk.take_back_deduction(self.people.row)

    def _adjust(self) -> None:
        if self.people.row is not None:
            self.clerk.adjust(self.people.row)

    def _step(self, step: str) -> None:
        if self.people.row is not None:
            self.clerk.slip(self.people.row, step)
            offered = [one for one in self.people.card.steps.values() if one.isVisible()]
            (offered[0] if offered else self.people.table).setFocus()

    def _parameters(self) -> None:
        self.clerk.parameters()

    # --- elsewhere

    def _has(self, page: str) -> bool:
        from ui.pages import PAGES

        return any(one.key == page for one in PAGES)

    def _go(self, page: str, target: str = "") -> None:
        """A page that this edition does not have yet is not asked for."""
        if self._has(page):
            self.go_requested.emit(target or f"page:{page}")

    def _open_rows(self, entry: Entry) -> None:
        if entry.incident is not None:
            self._go("incidents", f"incident:{entry.incident}")
        else:
            self._go("attendance")

    def _open_side(self, side: Side) -> None:
        if side.incident is not None:
            self._go("incidents", f"incident:{side.incident}")
        elif side.person is not None:
            self.show_person(side.person)

    def _print(self, form: str) -> None:
        self.go_requested.emit(f"form:{form}:{self._month}")

    def _go_people(self) -> None:
        self._go("people")

    def _go_incidents(self) -> None:
        self._go("incidents")

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")
