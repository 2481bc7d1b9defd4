"""The main window: navigation, header, the open page, the why panel, the footer; and what holds for all of them.

It comes in three steps, each of them painted before the next one begins: an empty frame, which costs hardly more
than a bare window; the frame furnished; the ledger in it. So this file imports at its head only what the first needs.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.shell.links import SHOWN, show
from ui.shell.skeleton import Skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QCloseEvent

    from app.ledger.change import Changed
    from app.ledger.why import Why
    from ui.kit.side_panel import SidePanel
    from ui.shell.finder import Finder
    from ui.work import Work
    from ui.workspace import Workspace

SMALLEST, USUAL = (860, 460), (1366, 768)
LOOKS = {"": None, "light": False, "dark": True}
PLACES = frozenset(("assessment", "project", "incident"))


class MainWindow(QMainWindow):
    """Wires the parts together; each part knows the workspace and nothing of the others."""

    painted = Signal()  # the empty frame, for the first time
    store_requested = Signal(object)  # the place of another store
    furnished = Signal()  # painted again, with navigation and bars

    def __init__(self, workspace: "Workspace | None" = None, settings: QSettings | None = None) -> None:
        super().__init__()
        self._settings = settings or QSettings()
        self._is_open = False
        self._panel: SidePanel | None = None
        self._finder: Finder | None = None
        self._work: Work | None = None
        self.theme_choice: bool | None = LOOKS.get(str(self._settings.value("window/look") or ""))
        if self.theme_choice is not None:
            dress(self.theme_choice)
        self.setWindowTitle("热线考核台账")
        self.setMinimumSize(*SMALLEST)
        self._restore_place()
        if workspace is None:
            frame = Skeleton(whole=True)
            frame.painted.connect(self.painted)
            self.setCentralWidget(frame)
        else:
            self.furnish()
            self.take(workspace)
            self.open_remembered()

    def furnish(self) -> None:
        """Navigation and bars in their places, around a page that is not there yet."""
        from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

        from ui.shell.bars import bar
        from ui.shell.navigation import Navigation
        from ui.shell.sizes import FOOTER, HEADER

        self._navigation, waiting = Navigation(), Skeleton(whole=False)
        waiting.painted.connect(self.furnished)
        self._places: tuple[QWidget, QWidget, QWidget] = bar("header", HEADER), waiting, bar("footer", FOOTER)
        whole, below, beside = QWidget(), QWidget(), QWidget()
        self._column, row, self._beside = QVBoxLayout(whole), QHBoxLayout(below), QHBoxLayout(beside)
        for layout in (self._column, row, self._beside):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._beside.addWidget(waiting, 1)
        row.addWidget(self._navigation)
        row.addWidget(beside, 1)
        for widget, stretch in ((self._places[0], 0), (below, 1), (self._places[2], 0)):
            self._column.addWidget(widget, stretch)
        self.setCentralWidget(whole)

    # --- a store is open

    def take(self, workspace: "Workspace") -> None:
        """There is a ledger now: header, footer and shortcuts; the live figure stands at once."""
        from ui.shell.footer import Footer
        from ui.shell.header import Header
        from ui.shell.pages import Pages

        self.workspace, self._is_open = workspace, True
        self._header, self._pages, self._footer = Header(workspace), Pages(workspace), Footer(workspace)
        layouts = self._column, self._beside, self._column
        for layout, old, new in zip(layouts, self._places, (self._header, self._pages, self._footer), strict=True):
            layout.replaceWidget(old, new)
            old.hide()
            old.deleteLater()
            new.show()
        self._connect()
        self._refresh_place()
        if self.isVisible():
            self._column.activate()
            self._header.paint_now()  # and then the page is made

    def _connect(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        from ui.shell.undo_keys import UndoKeys

        workspace = self.workspace
        workspace.changed.connect(self._heard)
        workspace.changed.connect(self._footer.show_changed)
        workspace.saved.connect(self._footer.show_saved)
        workspace.refused.connect(self._footer.show_refused)
        workspace.waiting_changed.connect(self._footer.show_waiting)
        workspace.period_changed.connect(self._refresh_place)
        workspace.project_changed.connect(self._refresh_place)
        self._navigation.page_requested.connect(self.turn_to)
        self._pages.why_requested.connect(self.show_why)
        self._pages.go_requested.connect(self.go_to)
        self._header.search_requested.connect(self._find)
        self._header.score_clicked.connect(self._why_settlement)
        self._header.project_requested.connect(self._new_project)
        self._header.system.wanted.connect(self._do)
        self._undo_keys = UndoKeys(self)
        keys = {"Ctrl+K": self._find, "Ctrl+Z": self._undo, "Ctrl+Y": self._redo, "Ctrl+Shift+Z": self._redo,
                "Alt+Left": self._back, "Alt+Right": self._on, "F5": self._look_again}  # fmt: skip
        for words, slot in keys.items():
            QShortcut(QKeySequence(words), self).activated.connect(slot)

    # --- going places

    def open_page(self, key: str) -> QWidget:
        """Opens a page."""
        page = self._pages.open(key)
        self._navigation.choose(key)
        return page

    def turn_to(self, key: str) -> QWidget:
        """Opens a page from the navigation: what was explained on one page is not what another page shows."""
        if key != self.page and self._panel is not None:
            self._panel.hide()
        return self.open_page(key)

    def open_remembered(self) -> None:
        """The page that was open when the window was closed."""
        self._pages.open_remembered(str(self._settings.value("window/page") or ""))
        self._navigation.choose(self.page)

    def prepared(self) -> "Iterator[None]":
        """The other pages, made step by step while nobody types."""
        return self._pages.prepared()

    @property
    def page(self) -> str:
        """The key of the open page."""
        return self._pages.key

    def go_to(self, target: str) -> None:
        """Goes to what a link names: `page:…`, `project:…`, `indicator:…`, `person:…`, `incident:…`, `do:…`;
        `form:agents:2025-09` is a form of a month, `bundle:` all of them at once."""
        kind, _, what = target.partition(":")
        if kind in SHOWN:
            show(self.open_page(SHOWN[kind][0]), kind, what)
        elif kind == "page":
            self.open_page(what)
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
        page = self.open_page("people")
        page.show_person(person)  # pyright: ignore[reportAttributeAccessIssue]
        if workspace.project and workspace.contract:
            day = min(max(workspace.today(), workspace.period.first), workspace.period.last)
            self.show_why(card_of(workspace.book, workspace.contract, workspace.project.id, person, day))

    def _find(self) -> None:
        if self._finder is None:
            from ui.shell.finder import Finder

            self._finder = Finder(self.workspace, self)
            self._finder.chosen.connect(self.go_to)
        self._finder.open()

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
        if self._panel is not None:
            self._panel.hide()

    def _look_again(self) -> None:
        """F5: whatever others wrote meanwhile is read."""
        self.workspace.look_again()

    def _heard(self, changed: "Changed") -> None:
        owner = self.workspace.project
        if owner is None or owner.id in changed.touched or changed.nouns & PLACES:
            self._refresh_figures()
            self._header.paint_now()  # what was typed is answered first, pages follow

    def _refresh_figures(self) -> None:
        self._header.show_figures(self.workspace.headline())

    @property
    def panel(self) -> "SidePanel":
        """The panel at the right; made when something is to be explained for the first time."""
        if self._panel is None:
            from ui.kit.side_panel import SidePanel

            self._panel = SidePanel()
            self._panel.link_activated.connect(self.go_to)
            self._panel.hide()
            self._beside.addWidget(self._panel)
        return self._panel

    def show_why(self, why: "Why") -> None:
        """The why panel."""
        from ui.shell.why_panel import show_why

        show_why(self.panel, why)
        self.panel.show()

    def _why_settlement(self) -> None:
        from app.ledger.overview import Headline
        from app.ledger.why import why_settlement

        found = self.workspace.headline()
        if isinstance(found, Headline):
            self.show_why(why_settlement(found.found.assessment))

    def _new_project(self) -> None:
        self._do("project")

    def _undo(self) -> None:
        self.workspace.take_back()

    def _redo(self) -> None:
        self.workspace.do_again()

    def _back(self) -> None:
        self.workspace.step(-1)

    def _on(self) -> None:
        self.workspace.step(1)

    # --- its own state

    def _restore_place(self) -> None:
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        else:
            from ui.shell.first_size import fill_screen

            fill_screen(self, USUAL)

    def choose_look(self, dark: bool | None) -> None:
        """Light, dark, or as the system is; remembered."""
        self.theme_choice = dark
        self._settings.setValue("window/look", next(word for word, look in LOOKS.items() if look is dark))
        dress(dark)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Remembers where it stood; a write the store has not taken yet is not thrown away silently."""
        if self._is_open and self.workspace.waiting and not self._confirmed_loss():
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        if self._is_open and self.page:
            self._settings.setValue("window/page", self.page)
        super().closeEvent(event)

    def _confirmed_loss(self) -> bool:
        from ui.shell.ask import confirm

        words = f"还有 {self.workspace.waiting} 项没有存进台账（台账正忙、已满或只读）。现在关闭会丢失它们。"
        return confirm(self, "尚未保存", words, "仍要关闭")

    def run(self, work: "Work", words: str) -> None:
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
        from app.errors import Refused

        if isinstance(error, Refused):
            self._footer.show_refused(error)
        elif isinstance(error, Exception):
            raise error

    def bring_to_front(self) -> None:
        """Another start of the program wanted this store."""
        from PySide6.QtCore import Qt

        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.raise_()
        self.activateWindow()


def dress(dark: bool | None) -> None:
    """The whole application, light or dark or as the system is."""
    from ui.kit.theme import install

    application = QApplication.instance()
    if isinstance(application, QApplication):
        install(application, dark)
