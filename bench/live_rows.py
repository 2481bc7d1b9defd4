"""The window: first paint and the month with its score against a bare window; one edit until the header is painted."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.ledger import indicators, projects
from app.ledger.store import open_book
from app.periods import Period
from bench.ledger_rows import _bare
from bench.table import Row, at_most

STARTS, EDITS = 7, 30
TODAY = date(2025, 12, 18)
# Each start is a process of its own: what is measured is the import, too.
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1366, 768); window.show(); app.processEvents()
"""
OURS = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QSettings
from ui.app import application
app = application()
from app.ledger.store import open_book
from ui.shell.window import MainWindow
from ui.workspace import Workspace
workspace = Workspace(open_book(Path(sys.argv[1]), "bench"), lambda: date(2025, 12, 18))
window = MainWindow(workspace, QSettings(sys.argv[2], QSettings.Format.IniFormat))
window.show(); app.processEvents()
"""


def live_rows() -> Iterator[Row]:
    """Starts in turn with the bare window's, so that a noisy moment is everybody's."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        store = _demo(place)
        bare, ours = [], []
        for _ in range(STARTS):
            bare.append(_start(BARE, []))
            ours.append(_start(OURS, [str(store), str(place / "bench.ini")]))
        yield at_most(3.2, "month with its score, painted", "bare window", median(ours) / 1000, median(bare) / 1000)
        yield _edit(store, place)


def _demo(place: Path) -> Path:
    from app.demo.build import build

    build(place / "demo.hotline", step=_quiet).engine.dispose()
    return place / "demo.hotline"


def _quiet(_words: str) -> None:
    """Nobody reads it."""


def _start(code: str, arguments: list[str]) -> int:
    settings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
    begun = perf_counter_ns()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, env=settings, capture_output=True)
    return perf_counter_ns() - begun


def _edit(store: Path, place: Path) -> Row:
    """One value committed, its score worked out, the header and the page painted; against a bare durable commit."""
    from ui.app import application
    from ui.shell.window import MainWindow
    from ui.workspace import Workspace

    app = application()
    book = open_book(store, "bench")
    workspace = Workspace(book, lambda: TODAY)
    workspace.open_project(projects.find(book, "DZ").id)
    settings = QSettings(str(place / "edit.ini"), QSettings.Format.IniFormat)
    window = MainWindow(workspace, settings)
    window.show()
    bare = _bare(place / "commit.db")
    ours, theirs = [], []
    for at in range(EDITS + 1):
        begun = perf_counter_ns()
        _type(workspace, at)
        window.repaint()
        QApplication.sendPostedEvents()
        middle = perf_counter_ns()
        bare.execute("INSERT INTO attendance (project_id, day) VALUES (?, ?)", (at, "2025-09-01"))
        if at:
            theirs.append(perf_counter_ns() - middle)
            ours.append(middle - begun)
    window.close()
    app.processEvents()
    bare.close()
    book.engine.dispose()
    return at_most(5, "edit to painted header", "bare commit", median(ours) / 1000, median(theirs) / 1000)


def _type(workspace: Any, at: int) -> None:
    owner = workspace.project
    given = {"hits": 9000 + at, "total": 10000}
    workspace.commit(
        lambda: indicators.record(workspace.book, owner.id, "connect_rate", given, Period("month", 2025, 12))
    )
