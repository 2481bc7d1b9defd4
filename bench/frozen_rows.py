"""The built program's start against the start from the source: until the page stands, each start its own process."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter_ns, sleep

from app.demo.build import build
from bench.table import Row, at_most
from ui.shell.instance import Instance

BUILT = Path("dist") / "hotline" / ("hotline.exe" if os.name == "nt" else "hotline")
STARTS = 7
PATIENCE_S = 60


def frozen_rows(notes: list[str]) -> list[Row]:
    """One row where `python dev.py build` has been run, else a note."""
    if not BUILT.is_file():
        notes.append("frozen start: not measured, nothing is built (python dev.py build)")
        return []
    size = sum(one.stat().st_size for one in BUILT.parent.rglob("*") if one.is_file() and not one.is_symlink())
    notes.append(f"build: {size // 1_000_000} MB on {sys.platform} (the goal, 180 MB, is for Windows)")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "demo.hotline"
        build(store, step=_quiet).engine.dispose()
        frozen, plain = [], []
        for turn in range(STARTS + 1):
            times = (start([str(BUILT.resolve())], store), start([sys.executable, "-m", "app"], store))
            if turn:  # the first one only fills the file cache
                frozen.append(times[0])
                plain.append(times[1])
    return [at_most(1.15, "frozen start to its page", "unfrozen", median(frozen) / 1000, median(plain) / 1000)]


def start(command: Sequence[str], store: Path) -> int:
    """A window listens for a second start as soon as its page stands: that can be seen from outside."""
    name, temp, home = Instance(store)._name, Path(tempfile.gettempdir()), str(store.parent)
    door = Path(rf"\\.\pipe\{name}") if os.name == "nt" else temp / name
    settings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "PYTHONPATH": str(Path.cwd())}
    begun = perf_counter_ns()
    program = subprocess.Popen([*command, "--open", str(store)], env=settings, stderr=subprocess.DEVNULL)
    try:
        while not door.exists():
            if program.poll() is not None or perf_counter_ns() - begun > PATIENCE_S * 1_000_000_000:
                raise RuntimeError(f"{command[0]} did not open a window")
            sleep(0.001)
        return perf_counter_ns() - begun
    finally:
        program.kill()
        program.wait()
        for left in (temp / name, temp / f"{name}.lock"):
            left.unlink(missing_ok=True)


def _quiet(_words: str) -> None:
    """Nobody reads it."""
