"""The looks that every widget is opened in."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit.theme import install

LOOKS = [(False, 100), (True, 100), (False, 150), (True, 150)]


@pytest.fixture(params=LOOKS, ids=["light-100", "dark-100", "light-150", "dark-150"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[bool, int]]:
    """Dresses the program, and leaves it light at 100 %."""
    dark, percent = request.param
    install(qapp, dark, percent)
    yield request.param
    install(qapp, False, 100)


@pytest.fixture
def light(qapp: QApplication) -> None:
    """For what does not depend on the look."""
    install(qapp, False, 100)
