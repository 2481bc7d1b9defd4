"""For the whole suite: Qt draws where nobody looks, also when pytest is called by itself; the demo is built once."""

import os
from pathlib import Path

import pytest

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
