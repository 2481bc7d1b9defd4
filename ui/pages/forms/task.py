"""One long job of a page at a time, with its progress where the page shows it, and a way to stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from ui.kit.busy import Busy
from ui.work import Job, Work

SOON_MS = 250


class Task(QObject):
    """Runs a job; what is quick is over before its progress would be shown."""

    state_changed = Signal(bool)
    cancelled = Signal()

    def __init__(self, busy: Busy, parent: QWidget) -> None:
        super().__init__(parent)
        self._busy = busy
        self._work: Work | None = None
        self._done: Callable[[Any], None] | None = None
        self._refused: Callable[[Refused], None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(busy.show)
        busy.hide()
        busy.cancel_requested.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether a job runs."""
        return self._work is not None

    def run(self, job: Job, words: str, done: Callable[[Any], None], refused: Callable[[Refused], None]) -> None:
        """Begins a job, unless one is running. `done` and `refused` are called in the window's thread."""
        if self._work is not None:
            return
        self._done, self._refused = done, refused
        work = self._work = Work(job)
        self._busy.restart()
        self._busy.report(words, 0, 0)
        work.progressed.connect(self._busy.report)
        work.done.connect(self._finished)
        work.failed.connect(self._failed)
        work.cancelled.connect(self._cancelled)
        self._soon.start()
        self.state_changed.emit(True)
        work.start()

    def stop(self) -> None:
        """Asks the job to end; it says so when it has."""
        if self._work is not None:
            self._work.cancel()

    def _finished(self, found: object) -> None:
        done = self._end()[0]
        if done is not None:
            done(found)

    def _failed(self, error: Exception) -> None:
        refused = self._end()[1]
        if not isinstance(error, Refused):
            raise error
        if refused is not None:
            refused(error)

    def _cancelled(self) -> None:
        self._end()
        self.cancelled.emit()

    def _end(self) -> tuple[Callable[[Any], None] | None, Callable[[Refused], None] | None]:
        found = (self._done, self._refused)
        self._work = self._done = self._refused = None
        self._soon.stop()
        self._busy.hide()
        self.state_changed.emit(False)
        return found
