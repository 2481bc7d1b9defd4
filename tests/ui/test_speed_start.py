"""The start as the program makes it: a frame at once, the score, the page; a store that cannot be opened says so."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.support import ROOT
from ui.app import Program

HEAVY = ("sqlalchemy", "sqlcipher3", "app.ledger", "db", "PySide6.QtNetwork", "PySide6.QtSvg", "ui.kit", "tomllib")


def test_the_frame_is_seen_first_then_the_score_then_the_page(
    qtbot: QtBot, demo_file: Path, tmp_path: Path, settings: QSettings
) -> None:
    store = Path(shutil.copy(demo_file, tmp_path / "示例.hotline"))
    program = Program(store, "王经理", settings, lambda: date(2025, 12, 18))
    told: list[str] = []
    with qtbot.waitSignal(program.ready):
        window = program.open()
        assert window is not None and window.isVisible() and program.book is None
        qtbot.addWidget(window)
        window.painted.connect(lambda: told.append("frame"))
        window.furnished.connect(lambda: told.append("furnished"))
        program.opened.connect(lambda: told.append(window.findChild(QPushButton, "score").text() + window.page))  # pyright: ignore[reportOptionalMemberAccess]
    assert told[:2] == ["frame", "furnished"] and told[2].endswith("分") and window.page == "overview"
    assert not Program(store, "王经理", settings).instance.is_first()
    window.close()
    program.close()


def test_a_store_that_cannot_be_opened(qtbot: QtBot, tmp_path: Path, settings: QSettings) -> None:
    (tmp_path / "坏.hotline").write_bytes(b"no store" * 1000)
    program = Program(tmp_path / "坏.hotline", "王经理", settings)
    with qtbot.waitSignal(program.refused) as refused:
        window = program.open()
    assert window is not None and program.book is None and refused.args
    qtbot.addWidget(window)
    window.close()
    program.close()
    assert (tmp_path / "坏.hotline").read_bytes().startswith(b"no store")


def test_nothing_heavy_is_imported_before_the_frame_is_seen(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from ui.app import Program, undressed
app = undressed()
program = Program(Path(sys.argv[1]), "x", QSettings(sys.argv[1] + ".ini", QSettings.Format.IniFormat))
window = program.open()
window.painted.connect(app.quit)
app.exec()
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    given = [sys.executable, "-c", code, str(tmp_path / "x.hotline")]
    found = subprocess.run(given, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]", found.stdout + found.stderr
