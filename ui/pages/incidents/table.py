"""The list of incidents: keys for what is done to them, files dropped on a row."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent

from ui.kit.tables import TableView

Key, Held = Qt.Key, Qt.KeyboardModifier


class RegisterTable(TableView):
    """Space moves on, Delete withdraws, Ctrl+V attaches what the clipboard holds."""

    step_requested = Signal()
    withdrawing_requested = Signal()
    pasting_requested = Signal()
    files_dropped = Signal(object, object)  # the row, paths

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the table itself does not know."""
        plain = event.modifiers() == Held.NoModifier
        if event.key() == Key.Key_Space and plain:
            self.step_requested.emit()
        elif event.key() == Key.Key_Delete and plain:
            self.withdrawing_requested.emit()
        elif event.key() == Key.Key_V and event.modifiers() == Held.ControlModifier:
            self.pasting_requested.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from outside."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only on a row."""
        if self._row_under(event) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """The row takes them."""
        row = self._row_under(event)
        if row is not None:
            event.acceptProposedAction()
            self.files_dropped.emit(row, paths_of(event))

    def _row_under(self, event: QDropEvent) -> object:
        index = self.indexAt(event.position().toPoint())
        model = self._table_model()
        return model.row_at(index.row()) if model is not None and index.isValid() else None


def paths_of(event: QDropEvent) -> list[Path]:
    """The local files of a drop."""
    return [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
