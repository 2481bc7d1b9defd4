"""The program as a window: one application, one store, one main window.

The window is painted before anything that knows a ledger is imported; the store is opened right after.
"""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ui.shell.instance import Instance
from ui.shell.window import MainWindow, dress

if TYPE_CHECKING:
    from app.errors import Refused
    from app.ledger.book import Book

# A window waits this long for another writer; longer waits are the queue's business.
BUSY_MS = 250
# Between two steps of what is prepared while nobody types.
STEP_MS = 40


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one application, dressed."""
    from ui.kit.theme import install

    made = undressed(arguments)
    install(made)
    return made


def undressed(arguments: Sequence[str] = ()) -> QApplication:
    """The one application, as the system dresses it: enough for a window to be seen."""
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication(["hotline-ledger", *arguments])
    made.setApplicationName("hotline-ledger")
    made.setApplicationDisplayName("热线考核台账")
    made.setOrganizationName("hotline-ledger")
    return made


def badge() -> None:
    """The program's own picture in the title bar and the task bar; after the first paint, which it would hold up."""
    from PySide6.QtGui import QIcon

    from ui.kit.theme.files import ICONS

    QApplication.setWindowIcon(QIcon(str(ICONS / "hotline.ico")))


class Program(QObject):
    """What lives as long as the program: the store's name, the book, the window; and what is done with a bug."""

    opened = Signal()  # the header stands
    ready = Signal()  # the page stands, too
    refused = Signal(object)  # Refused: the store cannot be opened

    def __init__(
        self, store: Path, user: str, settings: QSettings | None = None, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self.store, self._user, self._today = store, user, today
        self.settings = settings or QSettings()
        self.instance = Instance(store)
        self.book: Book | None = None
        self.window: MainWindow | None = None
        self.next: Path | None = None  # the store that was asked for instead
        self._steps: Iterator[None] = iter(())
        self._idle = QTimer(self)
        self._idle.setInterval(STEP_MS)
        self._idle.timeout.connect(self._prepare)

    def open(self) -> MainWindow | None:
        """The window, shown; once it is painted the store is opened into it. None if another window has the store,
        which then comes to the front."""
        if not self.instance.is_first():
            return None
        self.window = MainWindow(None, self.settings)
        self.instance.asked_to_show.connect(self.window.bring_to_front)
        self.window.store_requested.connect(self._turn_to)
        self.window.painted.connect(self._later_furnish)
        self.window.furnished.connect(self._later_open)
        sys.excepthook = self._bug
        self.window.show()
        return self.window

    # Each step waits for the next turn of the event loop: what was painted is then on the screen.

    def _later_furnish(self) -> None:
        QTimer.singleShot(0, self._furnish)

    def _later_open(self) -> None:
        QTimer.singleShot(0, self._open_store)

    def _furnish(self) -> None:
        """What is imported from now on stays as long as the program: it is not looked through for garbage."""
        gc.disable()
        if self.window is not None:
            dress(self.window.theme_choice)
            badge()
            self.window.furnish()

    def _open_store(self) -> None:
        from app.errors import Refused

        try:
            self._take_store()
        except Refused as refused:
            gc.enable()
            self.refused.emit(refused)

    def _take_store(self) -> None:
        from app.ledger.store import open_book
        from ui.workspace import Workspace

        if self.window is not None:
            self.book = open_book(self.store, self._user, busy_ms=BUSY_MS)
            self.window.take(Workspace(self.book, self._today))
            self.opened.emit()
            QTimer.singleShot(0, self._open_page)

    def _open_page(self) -> None:
        """The header has its figure; the page follows."""
        if self.window is not None:
            self.window.open_remembered()
            self._steps = self.window.prepared()
            self._idle.start()
        self.instance.listen()
        gc.freeze()
        gc.enable()
        self.ready.emit()

    def _prepare(self) -> None:
        """The other pages, one step a turn."""
        if next(self._steps, self) is self:
            self._idle.stop()

    def _turn_to(self, store: Path) -> None:
        """Ends with another store to open, unless the user would rather keep what was not saved yet."""
        self.next = store
        if self.window is not None and not self.window.close():
            self.next = None

    def close(self) -> None:
        """Gives everything back; a clipboard of ours is emptied, or its data would outlive the application."""
        self._idle.stop()
        gc.unfreeze()
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if self.book is not None:
            self.book.engine.dispose()
        self.instance.release()
        sys.excepthook = sys.__excepthook__

    def _bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A bug is told to the console and to the user, who may save a report; nothing is sent anywhere."""
        from ui.shell.report import print_to_console, written

        print_to_console(kind, error, trace)
        if self.window is None or isinstance(error, KeyboardInterrupt):
            return
        from ui.shell.bug import tell

        tell(self.window, written(kind, error, trace, self._names(), datetime.now()))

    def _names(self) -> list[str]:
        from app.errors import Refused
        from app.ledger import people, projects

        if self.book is None:
            return []
        try:
            every = [one.id for one in projects.listed(self.book)]
            return [person.name for one in every for person in people.listed(self.book, one)]
        except Refused:
            return []


def run(store: Path | None, usual: Path, user: str) -> int:
    """Opens the window on a store; where there is none yet, asks where to begin. The exit code of the program."""
    app = undressed()
    path = store or (usual if usual.is_file() else _first_start(usual))
    code = 0
    while path is not None:
        code, path = _session(app, path, user)
    return code


def _session(app: QApplication, path: Path, user: str) -> tuple[int, Path | None]:
    """One store from its opening to its closing; how it ended, and which store was asked for next."""
    program = Program(path, user)
    program.refused.connect(_say_refused)
    if program.open() is None:
        return 0, None
    try:
        code = app.exec()
    finally:
        program.close()
    if program.next is not None and program.window is not None:
        program.window.deleteLater()
    return code, program.next


def _first_start(usual: Path) -> Path | None:
    from ui.first.start import StartDialog

    application()
    badge()
    dialog = StartDialog(usual)
    found: list[Path] = []
    dialog.chosen.connect(found.append)
    dialog.exec()
    return found[0] if found else None


def _say_refused(refused: "Refused") -> None:
    """A store that cannot be opened: what is wrong and what to do, and nothing is changed."""
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.warning(None, "台账打不开", "\n".join(fault.reason for fault in refused.faults))
    QApplication.exit(2)
