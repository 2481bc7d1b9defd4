"""The list of people: Delete asks for a departure."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.kit.tables import TableView


class RosterTable(TableView):
    """Rows are never deleted: whoever leaves is asked how."""

    leave_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete; everything else is the list's own."""
        if event.key() == Qt.Key.Key_Delete:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)
