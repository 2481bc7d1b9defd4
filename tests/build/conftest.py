"""The program built once for all tests here, by the command that a developer would use."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import dev
from tests.support import ROOT


class Built(NamedTuple):
    """A finished build and what `dev.py build` said."""

    folder: Path
    said: str


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The build, in a folder whose name has Chinese, a space and a percent sign."""
    if missing := [] if dev.can_apt() else dev.lacks_for_build(Path(sys.executable)):
        pytest.skip(dev.build_advice(missing))
    target = tmp_path_factory.mktemp("build") / "出 包 100%"
    command = [sys.executable, str(ROOT / "dev.py"), "build", str(target)]
    done = subprocess.run(command, cwd=target.parent, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    yield Built(target / "hotline", done.stdout)
    shutil.rmtree(target, ignore_errors=True)
