"""Header and footer before there is anything to say in them."""

from PySide6.QtWidgets import QFrame

from ui.kit.theme import scaled
from ui.shell.names import named


def bar(name: str, height: int) -> QFrame:
    """An empty bar, named as the style sheet knows it."""
    made = named(QFrame(), name)
    made.setFixedHeight(scaled(height))
    return made
