"""For the whole suite: Qt draws where nobody looks, also when pytest is called by itself; the demo is built once."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

SMALL = "size=3m"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _quiet(_words: str) -> None:
    """Nobody reads the demo's progress."""


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's store, closed; to be copied, or opened read-only."""
    from app.demo.build import build

    path = tmp_path_factory.mktemp("demo") / "示例.hotline"
    build(path, step=_quiet).engine.dispose()
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes, where the machine lets us have one."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root")
    place = tmp_path / "小盘"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", SMALL, "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)
