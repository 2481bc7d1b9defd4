"""Ctrl+Z and Ctrl+Y in any field: they belong to the ledger where the field has nothing of its own to take back."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
Field = QLineEdit | QPlainTextEdit | QTextEdit


class UndoKeys(QObject):
    """Qt's fields claim these keys even when nothing was typed into them; only the focused field is watched."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only the claim is declined: the window's shortcut is looked for next."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            field = _field(watched)
            if field is not None and _is_left(field, event):
                event.ignore()
                return True
        return False

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if now is not None and _field(now) is not None else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def _field(widget: QObject) -> Field | None:
    """What is typed into; the editor of a cell belongs to its grid."""
    if isinstance(widget, QAbstractSpinBox):
        return widget.findChild(QLineEdit)
    if not isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return None
    above = widget.parentWidget()
    inside = above is not None and isinstance(above.parentWidget(), QAbstractItemView)
    return None if inside else widget


def _is_left(field: Field, event: QKeyEvent) -> bool:
    source = field if isinstance(field, QLineEdit) else field.document()
    if event.matches(UNDO):
        return not source.isUndoAvailable()
    return event.matches(REDO) and not source.isRedoAvailable()
