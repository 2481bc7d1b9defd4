"""Killed at any moment, a run leaves the old state or the new one, and leftovers that the next start removes."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.backup import back_up, clean_leftovers, drill
from db.driver import connect
from db.errors import StoreRefused
from db.integrity import check
from db.keys import DEFAULT_KEY
from db.migrate import Line, open_store
from db.rekey import opens
from tests.db.stores import TRIALS, fill, rows
from tests.db.victim import OTHER

ROOT = Path(__file__).parents[2]
# A share of the time that the undisturbed run took, in thousandths; a little beyond its end too.
SPAN = 1100
EXTRA = {"a.db.before-0002-from-0001-1", "a.db.before-0002-from-0001-1.json", "a.db.before-restore-1"}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, one: Line) -> Path:
    """A store of 500 marks beside a backup of one with 3,000."""
    folder = tmp_path_factory.mktemp("scene")
    back_up(fill(folder / "big.db", one, rows=3000), folder / "b.db")
    (folder / "big.db").unlink()
    fill(folder / "a.db", one)
    return folder


def start(what: str, folder: Path, line: Line) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.db.victim", what, str(folder), str(line.folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "go\n"
    return process


def killed(process: "subprocess.Popen[str]", pause: int) -> list[str]:
    """What the process told until it was killed, so many microseconds after it began."""
    time.sleep(pause / 1_000_000)
    process.kill()
    told = process.communicate()[0].split("\n")
    return [line for line in told[:-1] if line]


def scenes(what: str, scene: Path, line: Line, tmp_path: Path) -> Iterator[Path]:
    """Copies of the scene, each with a run killed in it."""
    backup = what == "backup"
    whole = 0
    for trial in range(-1, TRIALS):
        folder = tmp_path / f"{trial}"
        shutil.copytree(scene, folder)
        if backup:
            (folder / "b.db").unlink()
            (folder / "b.db.json").unlink()
        process = start(what, folder, line)
        if trial < 0:
            # The first run is not killed: it shows how long one takes.
            began = time.perf_counter_ns()
            assert process.communicate()[0] == "done\n"
            whole = (time.perf_counter_ns() - began) // 1000
        else:
            killed(process, whole * random.Random(f"{what} {trial}").randrange(SPAN) // 1000)
        yield folder


def names(folder: Path) -> set[str]:
    clean_leftovers(folder)
    # SQLite itself removes a journal left behind, at the next write.
    return {path.name for path in folder.iterdir()} - {"a.db-journal"}


def test_a_killed_backup_is_there_whole_or_not_at_all(scene: Path, one: Line, tmp_path: Path) -> None:
    for folder in scenes("backup", scene, one, tmp_path):
        found = names(folder)
        assert check(folder / "a.db") == () and rows(folder / "a.db") == 500
        assert found <= {"a.db", "b.db", "b.db.json"}
        if "b.db" in found:
            assert drill(folder / "b.db", folder / "a.db").passed
        else:
            back_up(folder / "a.db", folder / "b.db")


def test_a_killed_restore_leaves_the_old_or_the_new_store(scene: Path, one: Line, tmp_path: Path) -> None:
    seen: set[int] = set()
    for folder in scenes("restore", scene, one, tmp_path):
        assert names(folder) <= {"a.db", "b.db", "b.db.json", "a.db.before-restore-1"}
        assert check(folder / "a.db") == ()
        seen.add(rows(folder / "a.db"))
        assert rows(folder / "a.db") == 3000 or rows(folder / "a.db") == 500
        if rows(folder / "a.db") == 3000:
            assert rows(folder / "a.db.before-restore-1") == 500
        assert drill(folder / "b.db", folder / "a.db").passed
    assert 3000 in seen


def test_a_killed_migration_leaves_the_old_or_the_new_version(scene: Path, two: Line, tmp_path: Path) -> None:
    for folder in scenes("migration", scene, two, tmp_path):
        assert check(folder / "a.db") == ()
        assert names(folder) <= {"a.db", "b.db", "b.db.json"} | EXTRA
        link = connect(folder / "a.db")
        version = link.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        columns = len(link.execute("PRAGMA table_info(person)").fetchall())
        link.close()
        assert (version, columns) in (("0001", 2), ("0002", 3))
        open_store(folder / "a.db", line=two).dispose()
        assert rows(folder / "a.db") == 500


def test_a_killed_change_of_key_leaves_the_old_or_the_new_key(scene: Path, one: Line, tmp_path: Path) -> None:
    for folder in scenes("rekey", scene, one, tmp_path):
        assert names(folder) == {"a.db", "b.db", "b.db.json"}
        key = OTHER if opens(folder / "a.db", OTHER) else DEFAULT_KEY
        assert check(folder / "a.db", key) == ()
        assert rows(folder / "a.db", key) == 500


def test_a_killed_creation_leaves_a_store_or_none(scene: Path, two: Line, tmp_path: Path) -> None:
    for folder in scenes("creation", scene, two, tmp_path):
        if "new.db" in names(folder):
            assert check(folder / "new.db") == ()
            open_store(folder / "new.db", line=two).dispose()
        else:
            with pytest.raises(StoreRefused):
                open_store(folder / "new.db", line=two)


def test_no_acknowledged_entry_is_lost_and_none_is_half(scene: Path, one: Line, tmp_path: Path) -> None:
    for trial in range(TRIALS):
        folder = tmp_path / str(trial)
        shutil.copytree(scene, folder)
        told = killed(start("commit", folder, one), random.Random(trial).randrange(60_000))
        assert check(folder / "a.db") == ()
        link = connect(folder / "a.db")
        saved = [number for (number,) in link.execute("SELECT id FROM mark WHERE id >= 100000 ORDER BY id")]
        link.close()
        assert len(saved) % 2 == 0
        assert saved[: 2 * len(told)] == [int(line) + more for line in told for more in (0, 1)]
        assert len(saved) - 2 * len(told) in (0, 2)
