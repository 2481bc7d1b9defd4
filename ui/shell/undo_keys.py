"""Ctrl+Z and Ctrl+Y belong to the ledger wherever the field that has the keyboard has nothing of its own to undo."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

Standard = QKeySequence.StandardKey


class UndoKeys(QObject):
    """Watches one field at a time: a filter on the whole application would cost at every event."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field claims these keys for itself even when there is nothing it could undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _left_over(watched, event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._gone)
        self._watched = now if isinstance(now, QLineEdit | QPlainTextEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self._watched = None


def _left_over(field: QObject, event: QKeyEvent) -> bool:
    """Whether the key asks for a step that the field itself does not have."""
    own = field.document() if isinstance(field, QPlainTextEdit) else field
    if event.matches(Standard.Undo):
        return not own.isUndoAvailable()  # pyright: ignore[reportAttributeAccessIssue]  # a line or a document
    if event.matches(Standard.Redo):
        return not own.isRedoAvailable()  # pyright: ignore[reportAttributeAccessIssue]
    return False
