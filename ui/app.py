"""The program as a window: one application, one store, one main window; or, without a display, what it would show."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.errors import Refused
from app.ledger.book import Book
from app.ledger.store import open_book
from ui.kit.theme import install
from ui.shell.instance import Instance
from ui.shell.report import print_to_console, written
from ui.shell.window import MainWindow
from ui.workspace import Workspace

# A window waits this long for another writer; longer waits are the queue's business.
BUSY_MS = 250


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one application, dressed."""
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication(["hotline-ledger", *arguments])
    made.setApplicationName("hotline-ledger")
    made.setApplicationDisplayName("热线考核台账")
    made.setOrganizationName("hotline-ledger")
    install(made)
    return made


class Program:
    """What lives as long as the program: the store's name, the book, the window; and what is done with a bug."""

    def __init__(self, store: Path, user: str, settings: QSettings | None = None) -> None:
        self.store, self._user = store, user
        self.settings = settings or QSettings()
        self.instance = Instance(store)
        self.book: Book | None = None
        self.window: MainWindow | None = None

    def open(self) -> MainWindow | None:
        """The window on the store; None if another window has it, which then comes to the front."""
        if not self.instance.is_first():
            return None
        self.book = open_book(self.store, self._user, busy_ms=BUSY_MS)
        self.window = MainWindow(Workspace(self.book), self.settings)
        self.instance.asked_to_show.connect(self.window.bring_to_front)
        sys.excepthook = self._bug
        return self.window

    def close(self) -> None:
        """Gives everything back; a clipboard of ours is emptied, or its data would outlive the application."""
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if self.book is not None:
            self.book.engine.dispose()
        self.instance.release()
        sys.excepthook = sys.__excepthook__

    def _bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A bug is told to the console and to the user, who may save a report; nothing is sent anywhere."""
        print_to_console(kind, error, trace)
        if self.window is None or isinstance(error, KeyboardInterrupt):
            return
        from ui.shell.bug import tell

        tell(self.window, written(kind, error, trace, self._names(), datetime.now()))

    def _names(self) -> list[str]:
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
    app = application()
    path = store or (usual if usual.is_file() else _first_start(usual))
    if path is None:
        return 0
    program = Program(path, user)
    try:
        window = program.open()
    except Refused as refused:
        _say_refused(refused)
        return 2
    if window is None:
        return 0
    window.show()
    try:
        return app.exec()
    finally:
        program.close()


def _first_start(usual: Path) -> Path | None:
    from ui.first.start import StartDialog

    dialog = StartDialog(usual)
    found: list[Path] = []
    dialog.chosen.connect(found.append)
    dialog.exec()
    return found[0] if found else None


def _say_refused(refused: Refused) -> None:
    """A store that cannot be opened: what is wrong and what to do, and nothing is changed."""
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.warning(None, "台账打不开", "\n".join(fault.reason for fault in refused.faults))
