"""What is open: the book, the project, the period; the one way a page writes, and the one notice of what changed."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Refused
from app.ledger import periods, projects
from app.ledger.book import Book, last_entry
from app.ledger.change import Changed
from app.ledger.contracts import Contract, contract
from app.ledger.overview import Headline, Overview, around, headline
from app.ledger.past import last_logged
from app.ledger.projects import Project
from app.ledger.refusals import Unchanged, is_passing
from app.ledger.sealing import CONTRACT
from app.ledger.undo import Undo
from app.periods import Period

Write = Callable[[], Changed]
AGAIN_MS = 2000


class Workspace(QObject):
    """An open book in a window. Signals are facts: pages refresh from what they say, nobody is told what to do."""

    changed = Signal(object)  # Changed: one write has been committed
    project_changed = Signal()
    period_changed = Signal()
    saved = Signal(object)  # datetime of the commit
    refused = Signal(object)  # Refused: nothing was written
    waiting_changed = Signal(int, str)  # writes that the store could not take yet, and why

    def __init__(self, book: Book, today: Callable[[], date] = date.today, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book, self.today = book, today
        self.undo = Undo(book)
        self.projects: tuple[Project, ...] = projects.listed(book)
        self.project: Project | None = None
        self.period = _month_of(today())
        self._headline: Headline | Refused | None = None
        self._overview: Overview | None = None
        self._waiting: list[Write] = []
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._try_again)
        if self.projects:
            self._take(self.projects[0])

    # --- what is open

    @property
    def contract(self) -> Contract | None:
        """The contract of the open project."""
        return contract(self.book.shelf, self.project.scheme) if self.project else None

    @property
    def standing(self) -> periods.Standing | None:
        """How far the open period has come."""
        if self.project is None:
            return None
        known = self.headline()
        if isinstance(known, Headline):
            return known.standing
        return periods.standing(self.book, self.project.id, CONTRACT, self.period)

    @property
    def locked(self) -> bool:
        """Whether the open period may no longer change."""
        standing = self.standing
        return standing is not None and standing.locked

    def headline(self) -> Headline | Refused | None:
        """The score of this moment, worked out once for everybody who shows it."""
        if self.project is not None and self._headline is None:
            try:
                self._headline = headline(self.book, self.project.id, self.period)
            except Refused as refused:
                self._headline = refused
        return self._headline

    def overview(self) -> Overview | Refused | None:
        """The same with what surrounds it; worked out when a page shows it, not for the header."""
        known = self.headline()
        if isinstance(known, Headline) and self._overview is None:
            try:
                self._overview = around(self.book, known, self.today())
            except Refused as refused:
                return refused
        return self._overview if isinstance(known, Headline) else known

    def forget(self) -> None:
        """What was worked out is worked out again when somebody asks."""
        self._headline = self._overview = None

    def look_again(self) -> None:
        """If somebody else has written into the store meanwhile, everything that is shown is worked out again."""
        known = self._headline
        try:
            with self.book.read() as connection:
                last = last_entry(connection)
            if isinstance(known, Headline) and known.entry == (last.id if last else 0):
                return
            self._list_projects()
        except Refused as refused:
            self.refused.emit(refused)
            return
        self.forget()
        self.project_changed.emit()
        self.period_changed.emit()

    def open_project(self, project: int) -> None:
        """Another project; its period is the one of today, or the nearest of its term."""
        self.projects = projects.listed(self.book)
        self._take(next(one for one in self.projects if one.id == project))
        self.project_changed.emit()
        self.period_changed.emit()

    def open_period(self, period: Period) -> None:
        """Another period of the same project."""
        if period != self.period and period in self.all_periods():
            self.period = period
            self.forget()
            self.period_changed.emit()

    def step(self, by: int) -> None:
        """So many periods on, or back."""
        self.open_period(self.period.before(-by))

    def all_periods(self) -> tuple[Period, ...]:
        """Every period of the open project's term; three years around today where the term is open."""
        if self.project is None or self.contract is None:
            return ()
        kind, term, today = self.contract.newest.kind, self.project.term, self.today()
        first = term.first or date(today.year - 1, 1, 1)
        last = term.last or date(today.year + 1, 12, 31)
        found = [_period_of(kind, first)]
        while found[-1].last < last:
            found.append(found[-1].before(-1))
        return tuple(found)

    def _take(self, project: Project) -> None:
        self.project = project
        self.forget()
        every = self.all_periods()
        today = self.today()
        if project.term.last and project.term.last < today:
            # A contract that is over is opened where its figures end, not on an empty last period.
            today = last_logged(self.book, project.id) or today
        past = [one for one in every if one.first <= today]
        self.period = (past or list(every))[-1] if past else every[0]

    # --- writing

    def commit(self, write: Write) -> Changed | None:
        """Runs one write of the ledger. What cannot be stored now is kept and tried again; what is refused is said."""
        try:
            changed = write()
        except Unchanged:
            return None
        except Refused as refused:
            if is_passing(refused):
                self._keep(write, refused)
            self.refused.emit(refused)
            return None
        self._announce(changed)
        return changed

    def take_back(self) -> Changed | None:
        """Undo, across pages."""
        return self.commit(self.undo.undo)

    def do_again(self) -> Changed | None:
        """Redo, across pages."""
        return self.commit(self.undo.redo)

    @property
    def waiting(self) -> int:
        """How many writes the store has not taken yet."""
        return len(self._waiting)

    def _announce(self, changed: Changed) -> None:
        self.forget()
        if "project" in changed.nouns:
            self._list_projects()
        self.saved.emit(self.book.clock())
        self.changed.emit(changed)

    def _list_projects(self) -> None:
        self.projects = projects.listed(self.book)
        if self.project:
            self.project = next((one for one in self.projects if one.id == self.project.id), None)

    def _keep(self, write: Write, refused: Refused) -> None:
        self._waiting.append(write)
        self._again.start()
        self.waiting_changed.emit(len(self._waiting), refused.faults[0].reason)

    def _try_again(self) -> None:
        """In the order they were typed; the first that still fails keeps the rest waiting."""
        while self._waiting:
            try:
                changed = self._waiting[0]()
            except Refused as refused:
                if is_passing(refused):
                    self.waiting_changed.emit(len(self._waiting), refused.faults[0].reason)
                    return
                self.refused.emit(refused)
            else:
                self._announce(changed)
            del self._waiting[0]
        self._again.stop()
        self.waiting_changed.emit(0, "")


def _month_of(day: date) -> Period:
    return Period("month", day.year, day.month)


def _period_of(kind: str, day: date) -> Period:
    number = {"month": day.month, "quarter": (day.month - 1) // 3 + 1, "year": 1}[kind]
    return Period(kind, day.year, number)  # pyright: ignore[reportArgumentType]  # a scheme's kind is one


def clock_text(at: datetime) -> str:
    """09:31."""
    return f"{at:%H:%M}"
