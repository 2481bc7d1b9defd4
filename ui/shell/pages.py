"""The pages in their stack: made when they are first opened, or before, step by step, while nobody types."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages import PAGES, entry
from ui.shell.skeleton import Skeleton
from ui.workspace import Workspace


class Pages(QStackedWidget):
    """Passes on what any page asks for."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._made: dict[str, Any] = {}
        self._added: dict[str, QWidget] = {}
        self.addWidget(Skeleton(whole=False))

    def hasHeightForWidth(self) -> bool:
        """Pages take what the window has; asking all of them, hidden ones too, costs more than painting one."""
        return False

    @property
    def key(self) -> str:
        """The open page."""
        current = self.currentWidget()
        return next((key for key, page in self._added.items() if page is current), "")

    def open(self, key: str) -> QWidget:
        """Shows a page; made now, unless it was prepared."""
        if key not in self._added:
            self._make(key)
            self._add(key)
        self.setCurrentWidget(self._added[key])
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
        self.addWidget(page)
