"""The window: first paint and the month with its score against a bare window; one edit until the header is painted."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.ledger import indicators, projects
from app.ledger.store import open_book
from bench.ledger_rows import _bare
from bench.starts import starts
from bench.table import Row, at_most

EDITS, RANKS, TURNS = 45, 3, 50
TODAY = date(2025, 12, 18)


def live_rows() -> Iterator[Row]:
    """The start by what is painted when, then an edit on each page."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        store = _demo(place)
        found = starts(store, place)
        bare = found["bare frame"]
        yield at_most(1.3, "first paint of the window", "bare window", found["ours frame"], bare)
        yield at_most(3.2, "month with its score, painted", "bare window", found["ours score"], bare)
        yield at_most(3.2, "of it: Core and one select", "bare window", found["core frame"], bare)
        yield from _edits(store, place)


def _demo(place: Path) -> Path:
    from app.demo.build import build

    build(place / "demo.hotline", step=_quiet).engine.dispose()
    return place / "demo.hotline"


def _quiet(_words: str) -> None:
    """Nobody reads it."""


class Watch(QObject):
    """When the live figure was painted last."""

    painted = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Asks only what happens, and lets it."""
        if event.type() == QEvent.Type.Paint:
            self.painted = perf_counter_ns()
        return False


def _edits(store: Path, place: Path) -> Iterator[Row]:
    """One value that changes the score: committed, worked out again, and painted in the header."""
    from ui.app import application
    from ui.shell.window import MainWindow
    from ui.workspace import Workspace

    app = application()
    book = open_book(store, "bench")
    workspace = Workspace(book, lambda: TODAY)
    workspace.open_project(projects.find(book, "DZ").id)
    window = MainWindow(workspace, QSettings(str(place / "edit.ini"), QSettings.Format.IniFormat))
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen here is a small one
    window.resize(1366, 768)
    window.show()
    for page, name in (("overview", "总览"), ("indicators", "指标")):
        window.open_page(page)
        ours, bare = _typed(app, window, place)
        yield at_most(5, f"edit to painted header, {name}", "bare commit", ours, bare)
    window.close()
    app.processEvents()
    book.engine.dispose()


def _typed(app: QApplication, window: Any, place: Path) -> tuple[float, float]:
    """Medians of an edit until the header is painted and of a bare commit, in turn."""
    figure, watch, bare = window.findChild(QPushButton, "score"), Watch(), _bare(place / f"{window.page}.db")
    figure.installEventFilter(watch)
    ours, theirs = [], []
    for at in range(EDITS + 1):
        _turn(app)
        begun = perf_counter_ns()
        bare.execute("INSERT INTO attendance (project_id, day) VALUES (?, ?)", (at, "2025-09-01"))
        middle = perf_counter_ns()
        typed = _type(window.workspace, at)
        while typed and watch.painted < middle:
            app.processEvents()
        if at:
            theirs.append(middle - begun)
            ours.append(watch.painted - middle)
    figure.removeEventFilter(watch)
    bare.close()
    return median(ours) / 1000, median(theirs) / 1000


def _turn(app: QApplication) -> None:
    """What the last edit left to do is done, as it is between two edits of somebody who types."""
    for _ in range(TURNS):
        app.processEvents()


def _type(workspace: Any, at: int) -> bool:
    """Each rank is another score: a figure that stays the same would not be painted."""
    owner, given = workspace.project, {"rank": 1 + at % RANKS}
    write = lambda: indicators.record(workspace.book, owner.id, "rank_a", given, workspace.period)  # noqa: E731
    done = workspace.commit(write) is not None
    assert done or at == 0, "an edit was refused"
    return done
