"""培训: the month's plan and sessions, the check list, everybody's hours, who may go on the line, what it proves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ledger import people, training
from app.ledger.change import Changed
from app.ledger.overview import Headline
from app.ledger.training_month import Fed, TrainingMonth, training_month
from app.ledger.why import why_line
from app.periods import Period
from app.scoring.explain import result_of
from ui.kit.buttons import IconButton
from ui.kit.empty import EmptyState
from ui.kit.labels import label, show_if
from ui.kit.messages import InlineMessage
from ui.kit.switches import SegmentedControl
from ui.kit.theme import Tone, scaled
from ui.kit.toast import Toast
from ui.pages.obligations.duty import Duty, duties
from ui.pages.training.clerk import Clerk
from ui.pages.training.deeds import Deeds
from ui.pages.training.desk import Desk
from ui.pages.training.lines import plan_lines
from ui.pages.training.people_views import HoursView, LineView
from ui.pages.training.sessions_view import SessionsView
from ui.shell.words import locked_words, period_text
from ui.workspace import Workspace

SESSIONS, HOURS, LINE = "sessions", "hours", "line"


class Page(QWidget):
    """Three views of one month; the months of the open period are turned here, periods in the header."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._fresh = workspace, False
        self.month = self._fitting_month()
        self.found: TrainingMonth | None = None
        self._names: dict[int, str] = {}
        self._toast: Toast | None = None
        self.clerk = Clerk(workspace, self)
        self.deeds = Deeds(workspace, self.clerk, self)
        self.sessions, self.hours, self.line = SessionsView(), HoursView(), LineView()
        self.desk = Desk(self.sessions, self.deeds, self.clerk, self)
        self.views = SegmentedControl(((SESSIONS, "计划与场次"), (HOURS, "课时与成绩"), (LINE, "上岗资格")), SESSIONS)
        self._title, self._sums = label("", "title"), label("", "small")
        self._before, self._after = (
            IconButton("chevron-left", "上个月（Ctrl+PgUp）"),
            IconButton("chevron-right", "下个月（Ctrl+PgDn）"),
        )
        self._lock = InlineMessage(Tone.WARN)
        self._empty = EmptyState("folder", "还没有项目", "每月的培训计划、签到与成绩按项目登记。", "新建项目")
        self._lay_out()
        self._connect()
        self._bind()
        self.refresh()

    @property
    def locked(self) -> bool:
        """Whether the open period may no longer change."""
        return self._workspace.locked

    # --- building

    def _lay_out(self) -> None:
        main, bar = QWidget(), QHBoxLayout()
        column = QVBoxLayout(main)
        column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(14))
        column.setSpacing(scaled(10))
        bar.setSpacing(scaled(8))
        for part in (self._before, self._title, self._after, self._sums):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.views)
        self.views.setToolTip("Ctrl+1 至 Ctrl+3")
        self._stack = QStackedWidget()
        for view in (self.sessions, self.hours, self.line):
            self._stack.addWidget(view)
        column.addLayout(bar)
        column.addWidget(self._lock)
        column.addWidget(self._stack, 1)
        self._main, self._layers = main, QStackedLayout(self)
        self._layers.addWidget(main)
        self._layers.addWidget(self._empty)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._heard)
        self._workspace.project_changed.connect(self._moved)
        self._workspace.period_changed.connect(self._moved)
        self._empty.action_requested.connect(self._new_project)
        self.clerk.said.connect(self.say)
        self.clerk.refused.connect(self._refused)
        self._before.clicked.connect(self._earlier)
        self._after.clicked.connect(self._later)
        self.views.chosen.connect(self.open_view)
        view = self.sessions
        view.session_chosen.connect(self._show_detail)
        view.why_asked.connect(self._why)
        view.duties_asked.connect(self._go_duties)
        self.desk.go_requested.connect(self.go_requested)
        self.desk.session_wanted.connect(self._to_session)
        self.hours.person_asked.connect(self._person)
        self.line.person_asked.connect(self._person)

    def _bind(self) -> None:
        keys = {
            "Ctrl+N": self.desk.new_session, "Ctrl+Shift+N": self.desk.add_plan, "Ctrl+E": self.desk.choose_files,
            "Ctrl+F": self._search, "Ctrl+PgUp": self._earlier, "Ctrl+PgDown": self._later,
            "Ctrl+1": self._to_sessions, "Ctrl+2": self._to_hours, "Ctrl+3": self._to_line,
        }  # fmt: skip
        for words, slot in keys.items():
            shortcut = QShortcut(QKeySequence(words), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- the live loop

    def _heard(self, _changed: Changed) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def _moved(self) -> None:
        self.month, self._fresh = self._fitting_month(), False
        if self.isVisible():
            self.refresh()

    def _fitting_month(self) -> Period:
        """The month of today if the open period has it, or the one nearest to today."""
        today = self._workspace.today()
        months = self._workspace.period.months
        now = Period("month", today.year, today.month)
        return now if now in months else months[-1] if months[-1].last < today else months[0]

    def showEvent(self, event: QShowEvent) -> None:
        if not self._fresh:
            self.refresh()
        super().showEvent(event)
        if self.sessions.isVisible():
            self.sessions.table.setFocus()

    def refresh(self) -> None:
        """Shows what the workspace knows now."""
        self._fresh = True
        owner, known = self._workspace.project, self._workspace.contract
        self._layers.setCurrentWidget(self._main if owner and known else self._empty)
        if owner is None or known is None:
            return
        book, today = self._workspace.book, self._workspace.today()
        self.deeds.month = self.month
        self.desk.locked = self.locked
        found = self.found = training_month(book, known, owner.id, self.month, today)
        self._names = {one.id: one.name for one in people.listed(book, owner.id)}
        self._show_head(found)
        mine = self._duties()
        self.sessions.say_empty(mine, self.locked)
        self.sessions.show_month(found, plan_lines(found, today), self.locked)
        self.sessions.say_proofs(mine, self._effects(found), self._poor(found.fed))
        self.hours.show_month(found)
        self.line.show_month(found)
        self._show_detail()

    def _show_head(self, found: TrainingMonth) -> None:
        months, standing = self._workspace.period.months, self._workspace.standing
        self._title.setText(period_text(self.month))
        self._before.setEnabled(self.month != months[0])
        self._after.setEnabled(self.month != months[-1])
        for button in (self._before, self._after):
            show_if(button, len(months) > 1)
        held = [one for one in found.sessions if not one.cancelled]
        told = [f"计划 {len(found.plans)} 项", f"举办 {len(held)} 场"]
        told += [f"{len(found.below)} 人课时不足"] if found.below else []
        told += [f"{len(found.newcomers)} 人上岗条件不全"] if found.newcomers and found.steps else []
        self._sums.setText("　".join(told))
        show_if(self._lock, self.locked)
        if self.locked and standing is not None:
            self._lock.say(Tone.WARN, locked_words(standing))

    def _show_detail(self, _row: object = None) -> None:
        row, found = self.sessions.chosen(), self.found
        files = self.deeds.files_of(row) if row else ()
        sheet = training.attended(self._workspace.book, self._workspace.project.id, row.id) if row else ()  # pyright: ignore[reportOptionalMemberAccess]  # a row is of a project
        judged = bool(row and found and any(one.judged and one.session in ("", row.session.kind) for one in found.fed))
        self.sessions.detail.show_session(row, sheet, self._names, files, locked=self.locked, judged=judged)

    def _duties(self) -> list[Duty]:
        """What training proves, or is due of newcomers, in this month."""
        first, last = self.month.first, self.month.last
        every = [one for one in duties(self._workspace) if one.rule.proved_by or one.rule.on == "arrival"]
        return [one for one in every if one.one.from_day <= last and first <= one.one.due_on]

    def _effects(self, found: TrainingMonth) -> list[tuple[Fed, str]]:
        """What each line that training counts into has come to."""
        known = self._workspace.headline()
        if not isinstance(known, Headline):
            return []
        lines = {one.indicator.id: one for one in known.found.assessment.lines}
        return [(one, result_of(lines[one.indicator])) for one in found.fed if one.indicator in lines]

    def _poor(self, fed: Sequence[Fed]) -> str:
        """How many sessions of the period were judged poor, and which past months had none of that kind."""
        owner, judged = self._workspace.project, [one for one in fed if one.judged]
        if owner is None or not judged:
            return ""
        kind, period = judged[0].session, self._workspace.period
        held = training.sessions(self._workspace.book, owner.id, period, kind)
        past = [one for one in period.months if one.last < self._workspace.today() and owner.term.days_in(one)]
        bare = [one for one in past if not any(session.day in one for session in held)]
        told = f"本期不到位 {sum(one.poor for one in held)} 场"
        months = "、".join(f"{one.number} 月" for one in bare)
        return f"{told}；{months}没有{training.KINDS[kind]}（在义务页确认后才扣分）" if bare else told

    # --- going places

    def open_view(self, view: str) -> None:
        """One of the three."""
        self.views.choose(view)
        shown = {SESSIONS: self.sessions, HOURS: self.hours, LINE: self.line}[view]
        self._stack.setCurrentWidget(shown)
        shown.table.setFocus()

    def _to_sessions(self) -> None:
        self.open_view(SESSIONS)

    def _to_hours(self) -> None:
        self.open_view(HOURS)

    def _to_line(self) -> None:
        self.open_view(LINE)

    def _search(self) -> None:
        self.open_view(HOURS)
        self.hours.search.setFocus()

    def _turn(self, by: int) -> None:
        wanted = self.month.before(-by)
        if wanted in self._workspace.period.months:
            self.month = wanted
            self.refresh()

    def _earlier(self) -> None:
        self._turn(-1)

    def _later(self) -> None:
        self._turn(1)

    def _go_duties(self) -> None:
        self.go_requested.emit("page:obligations")

    def _person(self, person: int) -> None:
        self.go_requested.emit(f"person:{person}")

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")

    def _why(self, indicator: str) -> None:
        known, found = self._workspace.contract, self._workspace.headline()
        if known is not None and isinstance(found, Headline):
            with self._workspace.book.read() as connection:
                self.why_requested.emit(why_line(connection, known, found.found, indicator))

    def _to_session(self, session: int) -> None:
        self.open_view(SESSIONS)
        self.sessions.table.go_to_key(session)
        self.sessions.table.setFocus()

    # --- words

    def say(self, words: str, undoable: bool) -> None:
        """What was done, with a way back."""
        self._toasted().say(words, Tone.GOOD if undoable else Tone.NEUTRAL, "撤销" if undoable else "")

    def _refused(self, words: str) -> None:
        self._toasted().say(words, Tone.BAD)

    def _toasted(self) -> Toast:
        if self._toast is None:
            self._toast = Toast(self)
            self._toast.action_requested.connect(self._undo)
        return self._toast

    def _undo(self) -> None:
        self._workspace.take_back()
