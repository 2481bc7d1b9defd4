"""Starts of the window, each a process of its own: when the frame, the score and the page were painted.

The children say so themselves, on a line each; what is measured is the clock of whoever started them, so that the
interpreter and every import are in it, for the bare window as for ours.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter_ns

STARTS = 9
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1366, 768); window.show(); app.processEvents()
print("frame", flush=True)
"""
CORE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
from sqlalchemy import text
from pathlib import Path
from db.engine import open_engine
with open_engine(Path(sys.argv[1])).connect() as connection: connection.execute(text("SELECT max(id) FROM history")).scalar()
window = QMainWindow(); window.resize(1366, 768); window.show(); app.processEvents()
print("frame", flush=True)
"""  # noqa: E501
# The very start of the program; whether the score was painted is seen by looking at what is painted.
OURS = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QSettings
from ui.app import Program, undressed
app = undressed()
settings = QSettings(sys.argv[2], QSettings.Format.IniFormat)
program = Program(Path(sys.argv[1]), "bench", settings, lambda: date(2025, 12, 18))
painted = []
def frame():
    print("frame", flush=True)
def furnished():
    from PySide6.QtCore import QEvent, QObject
    class Watch(QObject):
        def eventFilter(self, widget, event):
            if event.type() == QEvent.Type.Paint and widget.objectName() in ("score", "board"):
                painted.append(widget.objectName() if widget.objectName() == "board" else widget.text())
                if painted[-1] == "board":
                    app.removeEventFilter(self)
                    from PySide6.QtCore import QTimer
                    QTimer.singleShot(0, page)
            return False
    program.watch = Watch()
    app.installEventFilter(program.watch)
def score():
    assert any(sign.isdigit() for text in painted for sign in text), painted
    print("score", flush=True)
def page():
    print("page", flush=True)
    app.quit()
window = program.open()
window.painted.connect(frame)
window.furnished.connect(furnished)
program.opened.connect(score)
app.exec()
program.close()
"""
CHILDREN = {"bare": BARE, "core": CORE, "ours": OURS}


def starts(store: Path, place: Path) -> dict[str, float]:
    """Medians in microseconds, by child and by what it has painted; in turn, so that a noisy moment is everybody's."""
    found: dict[str, list[int]] = {}
    for _ in range(STARTS):
        for name, code in CHILDREN.items():
            for word, spent in _start(code, [str(store), str(place / "bench.ini")]).items():
                found.setdefault(f"{name} {word}", []).append(spent)
    return {name: median(spent) / 1000 for name, spent in found.items()}


def _start(code: str, arguments: list[str]) -> dict[str, int]:
    settings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
    begun = perf_counter_ns()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=settings, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        found = {line.strip(): perf_counter_ns() - begun for line in child.stdout}
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, "start")
    return found
