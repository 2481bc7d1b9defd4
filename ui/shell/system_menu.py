"""What belongs to the program and not to a page: another store, a copy of this one, its look."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.kit.buttons import IconButton

STORES = (
    ("open", "打开台账…"),
    ("demo", "打开示例台账"),
    ("own", "回到我的台账"),
)
CARE = (("backup", "备份台账…"), ("verify", "检查台账"))
LOOKS = (("look-system", "跟随系统明暗", None), ("look-light", "浅色", False), ("look-dark", "深色", True))


class SystemMenu(IconButton):
    """A small button at the end of the header; the menu is made when it is first opened."""

    wanted = Signal(str)  # the deed; "menu" when it opens

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("gear", "台账、备份与外观", parent=parent)
        self.setObjectName("system")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.actions_of: dict[str, QAction] = {}
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._chosen)
        self.setMenu(self._menu)

    def show_state(self, look: bool | None, in_demo: bool) -> None:
        """Which look is chosen; from the demo there is a way back instead of a way in."""
        for key, _, value in LOOKS:
            self.actions_of[key].setChecked(value is look)
        self.actions_of["demo"].setVisible(not in_demo)
        self.actions_of["own"].setVisible(in_demo)

    def _fill(self) -> None:
        if not self.actions_of:
            looks = QActionGroup(self)
            for key, words in STORES:
                self._add(key, words)
            self._menu.addSeparator()
            for key, words in CARE:
                self._add(key, words)
            self._menu.addSection("外观")
            for key, words, _ in LOOKS:
                made = self._add(key, words)
                made.setCheckable(True)
                looks.addAction(made)
        self.wanted.emit("menu")

    def _add(self, key: str, words: str) -> QAction:
        made = self.actions_of[key] = self._menu.addAction(words)
        made.setData(key)
        return made

    def _chosen(self, action: QAction) -> None:
        self.wanted.emit(action.data())
