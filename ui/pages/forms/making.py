"""Makes what is previewed, beside the window; of several requests the newest counts."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import Fault, Refused
from app.forms.bundle import NOTHING
from app.forms.registry import Form, Wanted
from app.forms.sheet import Document
from ui.kit.pdf_file import PdfFile
from ui.work import Progress, Work

# What draws forms shares its fonts: one job at a time uses them, whoever began it.
DRAWING = Lock()


@dataclass(frozen=True)
class Made:
    """A form as it was made: what it says, and the pages that are shown, printed and saved."""

    form: Form
    wanted: Wanted
    document: Document
    file: PdfFile


def make(form: Form, wanted: Wanted, step: Progress, stopped: Callable[[], bool]) -> Made:
    """From the store to pages; refused with the reason where the form cannot be made."""
    from app.forms.pdf import render

    if form.from_store is None:
        raise Refused([Fault(form.id, form.title, "这张表不从台账生成")])
    document = form.from_store(wanted)
    if not document.sheets:
        raise Refused([Fault(form.id, str(wanted.period), NOTHING)])
    out = BytesIO()
    with DRAWING:
        render((document,), out, step, stopped)
    return Made(form, wanted, document, PdfFile(out.getvalue()))


class Maker(QObject):
    """One form at a time. A request while another is under way stops that one and takes its place."""

    begun = Signal()
    progressed = Signal(str, int, int)
    made = Signal(object)  # Made
    refused = Signal(object)  # Refused
    broke = Signal(object)  # Exception: a bug

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._next: tuple[Form, Wanted] | None = None
        self._outcome: tuple[Any, object] | None = None
        self._stale = False

    @property
    def is_busy(self) -> bool:
        """Whether something is being made."""
        return self._work is not None

    def ask(self, form: Form, wanted: Wanted) -> None:
        """Makes a form; what was asked before is no longer answered."""
        self._next = (form, wanted)
        self._stop()
        if self._work is None:
            self._start()

    def drop(self) -> None:
        """Nothing is wanted any more."""
        self._next = None
        self._stop()

    def _stop(self) -> None:
        """What runs is no longer the answer, even if it comes."""
        self._stale = True
        if self._work is not None:
            self._work.cancel()

    def _start(self) -> None:
        if self._next is None:
            return
        form, wanted = self._next
        self._next = None

        def job(step: Progress, stopped: Callable[[], bool]) -> Made:
            return make(form, wanted, step, stopped)

        self._stale = False
        work = self._work = Work(job)
        work.progressed.connect(self.progressed)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.ended.connect(self._ended)
        self.begun.emit()
        work.start()

    def _done(self, made: Made) -> None:
        self._outcome = (self.made, made)

    def _failed(self, error: Exception) -> None:
        self._outcome = (self.refused if isinstance(error, Refused) else self.broke, error)

    def _ended(self) -> None:
        """Free again before anybody hears of it: whoever does may ask for the next."""
        outcome, self._outcome, self._work = self._outcome, None, None
        if self._next is not None:
            self._start()
        elif outcome is not None and not self._stale:
            outcome[0].emit(outcome[1])
