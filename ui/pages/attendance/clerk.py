"""Writes what the page was told, each as one entry of the ledger, and keeps why something was refused."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.errors import Refused
from app.ledger import attendance_typed, leaves, roster
from app.ledger.attendance_typed import Day
from app.ledger.change import Changed
from app.ledger.leaves import Draft, File
from app.periods import Period
from app.workdays import Calendar
from ui.workspace import Workspace

Write = Callable[[], Changed]


class Clerk(QObject):
    """Nothing of the page is written by anybody else."""

    done = Signal(str)  # words of an entry that can be undone

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._refusal: Refused | None = None
        self.writing: frozenset[int] = frozenset()  # whose marks are being written, while they are
        workspace.refused.connect(self._heard)

    # --- days

    def set_days(self, days: Sequence[Day]) -> Refused | None:
        """What was typed, pasted, filled or cleared at once."""
        book, project = self._workspace.book, self._project
        self.writing = frozenset(one.person for one in days)
        try:
            return self.put(lambda: attendance_typed.set_days(book, project, days))
        finally:
            self.writing = frozenset()

    def plan(self, duties: Sequence[tuple[int, date, str]]) -> Refused | None:
        """Shifts of some days."""
        book, project = self._workspace.book, self._project
        return self.put(lambda: roster.plan(book, project, duties))

    def fill(self, month: Period, calendar: Calendar) -> Refused | None:
        """Every day that nobody marked yet, up to today."""
        book, project, today = self._workspace.book, self._project, self._workspace.today()
        return self.put(lambda: attendance_typed.fill(book, project, month, today, calendar), say=True)

    def add_shift(self, code: str, name: str, times: tuple[str, str], night: bool, least: int) -> Refused | None:
        """A kind of shift."""
        book, project = self._workspace.book, self._project
        return self.put(lambda: roster.add_shift(book, project, code, name, *times, night=night, least=least), say=True)

    # --- requests

    def ask(self, draft: Draft, files: Sequence[File]) -> Refused | None:
        """A new request."""
        book, project = self._workspace.book, self._project
        return self.put(lambda: leaves.ask(book, project, draft, files), say=True)

    def approve(self, leave: int, approver: str, on: date) -> Refused | None:
        """Its days are written."""
        book, project = self._workspace.book, self._project
        return self.put(lambda: leaves.approve(book, project, leave, approver, on), say=True)

    def refuse(self, leave: int, on: date, reason: str) -> Refused | None:
        """It takes no day."""
        book, project, user = self._workspace.book, self._project, self._workspace.book.user
        return self.put(lambda: leaves.refuse_leave(book, project, leave, user, on, reason), say=True)

    def cancel(self, leave: int, reason: str) -> Refused | None:
        """Its days are taken back."""
        book, project = self._workspace.book, self._project
        return self.put(lambda: leaves.cancel(book, project, leave, reason), say=True)

    def hand_in(self, leave: int, files: Sequence[File]) -> Refused | None:
        """Papers handed in later; the name of a file is what it is."""
        book, project = self._workspace.book, self._project
        names = [name.rpartition(".")[0] or name for name, _ in files]
        return self.put(lambda: leaves.add_documents(book, project, leave, names, files), say=True)

    # --- one entry each

    def put(self, write: Write, say: bool = False) -> Refused | None:
        """Why it was refused; nothing where it was written, or changed nothing."""
        self._refusal = None
        changed = self._workspace.commit(write)
        if changed is not None and say:
            self.done.emit(changed.words)
        return None if changed is not None else self._refusal

    @property
    def _project(self) -> int:
        owner = self._workspace.project
        assert owner is not None
        return owner.id

    def _heard(self, refused: Refused) -> None:
        self._refusal = refused
