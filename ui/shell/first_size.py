"""How large the window is the very first time."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget


def fill_screen(window: QWidget, usual: tuple[int, int]) -> None:
    """As large as usual, or the whole of a smaller screen: under the task bar the footer would never be seen."""
    wanted, room = QSize(*usual), window.screen().availableSize()
    window.resize(wanted)
    if room.width() <= wanted.width() or room.height() <= wanted.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
