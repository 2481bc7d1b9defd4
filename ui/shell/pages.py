"""The pages in their stack: made when they are first opened, or before, step by step, while nobody types."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui.pages import PAGES, entry
from ui.shell.skeleton import Skeleton
from ui.workspace import Workspace


class _Floor(QWidget):
    """Stands between the place and its page. A scroll area asks a page with words that wrap for the height it would
    like, and scrolls it although it would fit: here it hears the least height only."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        page.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """The least that the page can do with."""
        return self._page.minimumSizeHint().expandedTo(self._page.minimumSize())

    def event(self, event: QEvent) -> bool:
        """The page has another least size: the place hears of it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page takes all of it."""
        super().resizeEvent(event)
        self._page.resize(event.size())


class Room(QScrollArea):
    """A page's place. On a small screen at 150 % a page is wider than the window: it keeps its size and is scrolled,
    the keyboard's place always in sight. And what a page needs is asked only while it is shown."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.page = page
        self.setWidget(_Floor(page))


class Pages(QStackedWidget):
    """Passes on what any page asks for."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._made: dict[str, Any] = {}
        self._added: dict[str, QWidget] = {}
        self._rooms: dict[str, Room] = {}
        self.addWidget(Skeleton(whole=False))

    def hasHeightForWidth(self) -> bool:
        """Pages take what the window has; asking all of them, hidden ones too, costs more than painting one."""
        return False

    @property
    def key(self) -> str:
        """The open page."""
        room = self.currentWidget()
        return next((key for key, page in self._added.items() if isinstance(room, Room) and page is room.page), "")

    def open(self, key: str) -> QWidget:
        """Shows a page; made now, unless it was prepared."""
        if key not in self._added:
            self._make(key)
            self._add(key)
        self.setCurrentWidget(self._rooms[key])
        return self._added[key]

    def open_remembered(self, key: str) -> QWidget:
        """The page of that key, if there still is one; else the first."""
        known = [one.key for one in PAGES]
        return self.open(key if key in known else known[0])

    def prepared(self) -> Iterator[None]:
        """Makes the pages that were not opened yet, in steps that fit between two key presses: a page opens at once
        then, although making one takes longer than anybody should wait."""
        for one in PAGES:
            import_module(f"ui.pages.{one.module}.page")
            yield
            if one.key not in self._added:
                self._make(one.key)
                yield
                yield from self._growing(one.key)
            if one.key not in self._added:
                self._add(one.key)
                yield

    def _growing(self, key: str) -> Iterator[None]:
        """A page that takes long to make is made in steps of its own."""
        for _ in getattr(self._made.get(key), "growing", tuple)():
            if key in self._added:
                return
            yield

    def _make(self, key: str) -> None:
        """Its class is imported the first time."""
        if key not in self._made:
            self._made[key] = entry(key).open(self._workspace)

    def _add(self, key: str) -> None:
        page = self._added[key] = self._made.pop(key)
        page.why_requested.connect(self.why_requested)
        page.go_requested.connect(self.go_requested)
        self._rooms[key] = Room(page)
        self.addWidget(self._rooms[key])
