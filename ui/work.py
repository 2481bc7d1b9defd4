"""The only background work: a job in a thread with progress and cancel, its outcome back in the window's thread."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

Progress = Callable[[str, int, int], None]
Job = Callable[[Progress, Callable[[], bool]], Any]


class Work(QObject):
    """One running job. `progressed` says what is done of how much; a job asks whether it was cancelled."""

    progressed = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job, self._stop = job, Event()

    def start(self) -> None:
        """Begins; returns at once."""
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Asks the job to stop at its next look."""
        self._stop.set()

    def _run(self) -> None:
        try:
            found = self._job(self._report, self._stop.is_set)
        except Exception as error:  # the window decides what is a refusal and what is a bug
            outcome, value = (self.cancelled, None) if self._stop.is_set() else (self.failed, error)
        else:
            outcome, value = (self.done, found)
        # Whoever asked may have gone, window and all, while the job ran: then nobody is told.
        with suppress(RuntimeError):
            if outcome is self.cancelled:
                self.cancelled.emit()
            else:
                outcome.emit(value)
            self.ended.emit()

    def _report(self, words: str, done: int, total: int) -> None:
        with suppress(RuntimeError):
            self.progressed.emit(words, done, total)
