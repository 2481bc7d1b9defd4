"""The main window: navigation, header, the open page, the why panel, the footer; and what holds for all of them."""

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger.change import Changed
from app.ledger.overview import Overview
from app.ledger.why import Why, why_settlement
from ui.kit.side_panel import SidePanel
from ui.kit.theme import install
from ui.pages import PAGES, entry
from ui.shell.ask import confirm
from ui.shell.finder import Finder
from ui.shell.footer import Footer
from ui.shell.header import Header
from ui.shell.navigation import Navigation
from ui.shell.why_panel import show_why
from ui.work import Work
from ui.workspace import Workspace

SMALLEST = (1100, 640)
LOOKS = {"": None, "light": False, "dark": True}


class MainWindow(QMainWindow):
    """Wires the parts together; each part knows the workspace and nothing of the others."""

    def __init__(self, workspace: Workspace, settings: QSettings | None = None) -> None:
        super().__init__()
        self.workspace, self._settings = workspace, settings or QSettings()
        self._navigation, self._header, self._footer = Navigation(), Header(workspace), Footer(workspace)
        self._stack, self.panel = QStackedWidget(), SidePanel()
        self._pages: dict[str, QWidget] = {}
        self._finder = Finder(workspace, self)
        self._work: Work | None = None
        self.theme_choice: bool | None = LOOKS.get(str(self._settings.value("window/look") or ""))
        self._build()
        self._connect()
        if self.theme_choice is not None:
            dress(self.theme_choice)
        self._restore()
        self._refresh_place()

    def _build(self) -> None:
        self.setWindowTitle("热线考核台账")
        self.setMinimumSize(*SMALLEST)
        whole, below, beside = QWidget(), QWidget(), QWidget()
        column, row, inner = QVBoxLayout(whole), QHBoxLayout(below), QHBoxLayout(beside)
        for layout in (column, row, inner):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        inner.addWidget(self._stack, 1)
        inner.addWidget(self.panel)
        row.addWidget(self._navigation)
        row.addWidget(beside, 1)
        for widget, stretch in ((self._header, 0), (below, 1), (self._footer, 0)):
            column.addWidget(widget, stretch)
        self.panel.hide()
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.changed.connect(self._heard)
        workspace.changed.connect(self._footer.show_changed)
        workspace.saved.connect(self._footer.show_saved)
        workspace.refused.connect(self._footer.show_refused)
        workspace.waiting_changed.connect(self._footer.show_waiting)
        workspace.period_changed.connect(self._refresh_place)
        workspace.project_changed.connect(self._refresh_place)
        self._navigation.page_requested.connect(self.open_page)
        self._header.search_requested.connect(self._finder.open)
        self._header.score_clicked.connect(self._why_settlement)
        self._finder.chosen.connect(self.go_to)
        self.panel.link_activated.connect(self.go_to)
        keys = {"Ctrl+K": self._finder.open, "Ctrl+Z": self._undo, "Ctrl+Y": self._redo, "Ctrl+Shift+Z": self._redo,
                "Alt+Left": self._back, "Alt+Right": self._on, "F5": self._refresh_place}  # fmt: skip
        for words, slot in keys.items():
            QShortcut(QKeySequence(words), self).activated.connect(slot)

    # --- going places

    def open_page(self, key: str) -> QWidget:
        """Opens a page; its class is imported the first time."""
        if key not in self._pages:
            page = entry(key).open(self.workspace)
            page.why_requested.connect(self.show_why)
            page.go_requested.connect(self.go_to)
            self._pages[key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[key])
        self._navigation.choose(key)
        return self._pages[key]

    @property
    def page(self) -> str:
        """The key of the open page."""
        current = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is current), "")

    def go_to(self, target: str) -> None:
        """Goes to what a link names: `page:…`, `period:…`, `project:…`, `indicator:…`, `person:…`, `do:…`."""
        kind, _, what = target.partition(":")
        if kind == "page":
            self.open_page(what)
        elif kind in ("indicator", "input"):
            page = self.open_page("indicators")
            page.show_indicator(what.partition(".")[0])  # pyright: ignore[reportAttributeAccessIssue]
        elif kind == "period":
            self._open_period(what)
        elif kind == "project":
            self.workspace.open_project(int(what))
        elif kind == "person":
            self._show_person(int(what))
        elif kind == "do":
            self._do(what)

    def _show_person(self, person: int) -> None:
        """Who that is, on the last day of the open period that has come."""
        from app.ledger.person_card import card_of

        workspace = self.workspace
        if workspace.project and workspace.contract:
            day = min(max(workspace.today(), workspace.period.first), workspace.period.last)
            self.show_why(card_of(workspace.book, workspace.contract, workspace.project.id, person, day))

    def _open_period(self, text: str) -> None:
        for one in self.workspace.all_periods():
            if str(one) == text:
                self.workspace.open_period(one)

    def _do(self, what: str) -> None:
        done = {"undo": self._undo, "redo": self._redo}.get(what)
        if done:
            done()
        else:
            from ui.shell import deeds

            deeds.do(what, self)

    # --- the live loop

    def _refresh_place(self) -> None:
        self._header.show_place()
        self._refresh_figures()
        self.panel.hide()

    def _heard(self, changed: Changed) -> None:
        owner = self.workspace.project
        if owner is None or owner.id in changed.touched or changed.nouns & {"assessment", "project", "incident"}:
            self._refresh_figures()

    def _refresh_figures(self) -> None:
        self._header.show_figures(self.workspace.overview())

    def show_why(self, why: Why) -> None:
        """The why panel."""
        show_why(self.panel, why)
        self.panel.show()

    def _why_settlement(self) -> None:
        found = self.workspace.overview()
        if isinstance(found, Overview):
            self.show_why(why_settlement(found.found.assessment))

    def _undo(self) -> None:
        self.workspace.take_back()

    def _redo(self) -> None:
        self.workspace.do_again()

    def _back(self) -> None:
        self.workspace.step(-1)

    def _on(self) -> None:
        self.workspace.step(1)

    # --- its own state

    def _restore(self) -> None:
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        else:
            self.resize(1366, 768)
        known = [one.key for one in PAGES]
        page = str(self._settings.value("window/page") or "")
        self.open_page(page if page in known else known[0])

    def choose_look(self, dark: bool | None) -> None:
        """Light, dark, or as the system is; remembered."""
        self.theme_choice = dark
        self._settings.setValue("window/look", next(word for word, look in LOOKS.items() if look is dark))
        dress(dark)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers where it stood; a write the store has not taken yet is not thrown away silently."""
        if self.workspace.waiting and not self._confirmed_loss():
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/page", self.page)
        super().closeEvent(event)

    def _confirmed_loss(self) -> bool:
        words = f"还有 {self.workspace.waiting} 项没有存进台账（台账正忙、已满或只读）。现在关闭会丢失它们。"
        return confirm(self, "尚未保存", words, "仍要关闭")

    def run(self, work: Work, words: str) -> None:
        """Runs something long; the footer says how far it is and what came of it."""
        self._work = work
        self.say(words)
        work.progressed.connect(self._progressed)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.start()

    def say(self, words: str) -> None:
        """A passing remark."""
        self._footer.say(words)

    def _progressed(self, words: str, done: int, total: int) -> None:
        self.say(f"{words} {done}/{total}" if total else words)

    def _done(self, found: object) -> None:
        self.say(str(found))

    def _failed(self, error: object) -> None:
        if isinstance(error, Refused):
            self._footer.show_refused(error)
        elif isinstance(error, Exception):
            raise error

    def bring_to_front(self) -> None:
        """Another start of the program wanted this store."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.raise_()
        self.activateWindow()


def dress(dark: bool | None) -> None:
    """The whole application, light or dark or as the system is."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        install(application, dark)
