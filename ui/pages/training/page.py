"""培训: the month's plan and sessions, the check list, everybody's hours, who may go on the line, what it proves."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ledger import people, training
from app.ledger.change import Changed
from app.ledger.line_access import Newcomer
from app.ledger.overview import Headline
from app.ledger.training_month import Learner, TrainingMonth, training_month
from app.ledger.training_why import why_access, why_hours
from app.ledger.why import why_line
from app.periods import Period
from ui.kit.empty import EmptyState
from ui.kit.theme import Tone
from ui.kit.toast import Toast
from ui.pages.training.body import HOURS, LINE, SESSIONS, Body
from ui.pages.training.clerk import Clerk
from ui.pages.training.deeds import Deeds
from ui.pages.training.desk import Desk
from ui.pages.training.lines import plan_lines
from ui.pages.training.people_views import HoursView, LineView
from ui.pages.training.proofs import duties_of, told
from ui.pages.training.sessions_view import SessionsView
from ui.workspace import Workspace


class Page(QWidget):
    """Three views of one month; the months of the open period are turned here, periods in the header. Nothing is made
    or read before the page is shown, and what changes is read in the loop's next turn, after the header's own."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._fresh, self._wanted = workspace, False, 0
        self.month = self._fitting_month()
        self.found: TrainingMonth | None = None
        self._names: dict[int, str] = {}
        self._body: Body | None = None
        self._empty: EmptyState | None = None
        self._toast: Toast | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.settle)
        self.clerk = Clerk(workspace, self)
        self.deeds = Deeds(workspace, self.clerk, self)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(QWidget())  # until something is known
        workspace.changed.connect(self._heard)
        workspace.project_changed.connect(self._other_project)
        workspace.period_changed.connect(self._moved)
        self.clerk.said.connect(self.say)
        self.clerk.refused.connect(self._refused)

    @property
    def locked(self) -> bool:
        """Whether the open period may no longer change."""
        return self._workspace.locked

    @property
    def is_quiet(self) -> bool:
        """Whether the page shows what is known."""
        return self._fresh

    # --- the parts, made when they are needed

    @property
    def body(self) -> Body:
        """Bar and views."""
        if self._body is None:
            self._body = Body()
            self._layers.addWidget(self._body)
            self.desk = Desk(self._body.sessions, self.deeds, self.clerk, self)
            self._connect(self._body)
            self._bind()
        return self._body

    @property
    def sessions(self) -> SessionsView:
        """Plan and sessions."""
        return self.body.sessions

    @property
    def hours(self) -> HoursView:
        """Everybody's hours."""
        return self.body.hours

    @property
    def line(self) -> LineView:
        """Who may go on the line."""
        return self.body.line

    def empty(self) -> EmptyState:
        """What is shown without a project."""
        if self._empty is None:
            words = "每月的培训计划、签到与成绩按项目登记。"
            self._empty = EmptyState("folder", "还没有项目", words, "新建项目")
            self._empty.action_requested.connect(self._new_project)
            self._layers.addWidget(self._empty)
        return self._empty

    def _connect(self, body: Body) -> None:
        body.before.clicked.connect(self._earlier)
        body.after.clicked.connect(self._later)
        body.views.chosen.connect(self.open_view)
        body.why_wanted.connect(self._why_person)
        body.person_wanted.connect(self._person)
        view = body.sessions
        view.session_chosen.connect(self._show_detail)
        view.why_asked.connect(self._why)
        view.duties_asked.connect(self._go_duties)
        self.desk.go_requested.connect(self.go_requested)
        self.desk.session_wanted.connect(self._to_session)

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
            self._soon.start()

    def _other_project(self) -> None:
        if self._body is not None:
            self._body.forget()
        self._moved()

    def _moved(self) -> None:
        self.month = self._fitting_month()
        self._fresh = False
        if self.isVisible():
            self._soon.start()

    def _fitting_month(self) -> Period:
        """The month of today if the open period has it, or the one nearest to today."""
        today = self._workspace.today()
        months = self._workspace.period.months
        now = Period("month", today.year, today.month)
        return now if now in months else months[-1] if months[-1].last < today else months[0]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._workspace.project is not None:
            self.body.current().table.setFocus()
        if not self._fresh:
            self._soon.start()

    def settle(self) -> None:
        """Catches up with the ledger, if anything changed since."""
        if not self._fresh:
            self.refresh()

    def refresh(self) -> None:
        """Shows what the workspace knows now."""
        self._fresh = True
        owner, known = self._workspace.project, self._workspace.contract
        if owner is None or known is None:
            self.found = None
            self._layers.setCurrentWidget(self.empty())
            return
        body, workspace = self.body, self._workspace
        self.deeds.month, self.desk.locked = self.month, self.locked
        found = self.found = training_month(workspace.book, known, owner.id, self.month, workspace.today())
        self._names = {one.id: one.name for one in people.listed(workspace.book, owner.id)}
        body.show_head(found, workspace.period.months, workspace.standing if self.locked else None)
        self._fill(found)
        self._layers.setCurrentWidget(body)
        if self._wanted:
            self.sessions.table.go_to_key(self._wanted)
            self._wanted = 0

    def _fill(self, found: TrainingMonth) -> None:
        """Only the view that is shown: the others are filled when they are opened."""
        view = self.body.current()
        if not isinstance(view, SessionsView):
            view.show_month(found)
            return
        mine = duties_of(self._workspace, found.month)
        view.say_empty(mine, self.locked)
        view.show_month(found, plan_lines(found, self._workspace.today()), self.locked)
        view.proofs.say(told(self._workspace, found, mine))
        self._show_detail()

    def _show_detail(self, _row: object = None) -> None:
        row, found, owner = self.sessions.chosen(), self.found, self._workspace.project
        if owner is None:
            return
        files = self.deeds.files_of(row) if row else ()
        sheet = training.attended(self._workspace.book, owner.id, row.id) if row else ()
        judged = bool(row and found and any(one.judged and one.session in ("", row.session.kind) for one in found.fed))
        self.sessions.detail.show_session(row, sheet, self._names, files, locked=self.locked, judged=judged)

    # --- going places

    def open_view(self, view: str) -> None:
        """One of the three."""
        self.body.open_view(view)
        if self._fresh and self.found is not None:
            self._fill(self.found)
        else:
            self.settle()
        self.body.current().table.setFocus()

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

    def _why_person(self, row: object) -> None:
        """Somebody's hours or somebody's way to the line, with the sessions behind."""
        owner, found = self._workspace.project, self.found
        if owner is None or found is None:
            return
        with self._workspace.book.read() as connection:
            if isinstance(row, Learner):
                self.why_requested.emit(why_hours(connection, owner.id, found.month, row, found.asked))
            elif isinstance(row, Newcomer):
                self.why_requested.emit(why_access(connection, owner.id, row))

    def _to_session(self, session: int) -> None:
        self._wanted = session
        if self._fresh:
            self.sessions.table.go_to_key(session)
            self._wanted = 0
        self.body.open_view(SESSIONS)
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
