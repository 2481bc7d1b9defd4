"""Reads the tables of all contracts, once, beside the window: it takes long enough to be felt."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import Refused
from app.forms.registry import forms
from ui.work import Progress, Work


class Shelf(QObject):
    """Says when the forms of a shelf are there to be listed."""

    ready = Signal()
    refused = Signal(object)  # Refused

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._read: Path | None = None
        self._work: Work | None = None

    @property
    def is_busy(self) -> bool:
        """Whether it is reading."""
        return self._work is not None

    def holds(self, shelf: Path) -> bool:
        """Whether a shelf has been read; if not, it is being read from now on."""
        if self._read != shelf and self._work is None:
            self._begin(shelf)
        return self._read == shelf

    def _begin(self, shelf: Path) -> None:
        def job(_step: Progress, _stopped: Callable[[], bool]) -> Path:
            forms(shelf)
            return shelf

        work = self._work = Work(job)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.start()

    def _done(self, shelf: Path) -> None:
        self._work, self._read = None, shelf
        self.ready.emit()

    def _failed(self, error: Exception) -> None:
        self._work = None
        if not isinstance(error, Refused):
            raise error
        self.refused.emit(error)
