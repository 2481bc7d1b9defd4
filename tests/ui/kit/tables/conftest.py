"""Pictures of lists."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.kit.grid.hands import keep_picture


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Keeps what a widget looks like."""
    return keep_picture(tmp_path)
