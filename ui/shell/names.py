"""Names of widgets, by which the style sheet and the tests know them."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """The same widget with a name."""
    widget.setObjectName(name)
    return widget
