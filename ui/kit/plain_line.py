"""A line to type in that claims Ctrl+Z and Ctrl+Y only while it has something of its own to undo."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

Standard = QKeySequence.StandardKey


class PlainLine(QLineEdit):
    """Qt's own swallows these keys even when nothing was typed; they belong to the ledger then."""

    def event(self, event: QEvent) -> bool:
        """Only the override is declined: the window's shortcut is looked for next."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_left(event):
            event.ignore()
            return False
        return super().event(event)

    def _is_left(self, event: QKeyEvent) -> bool:
        if event.matches(Standard.Undo):
            return not self.isUndoAvailable()
        return event.matches(Standard.Redo) and not self.isRedoAvailable()
