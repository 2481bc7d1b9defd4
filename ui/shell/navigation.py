"""The navigation: the pages on the left, one of them open, with a count where something waits."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.kit.icons import pixmap
from ui.kit.theme import scaled
from ui.pages import PAGES
from ui.shell.sizes import NAVIGATION

ROW, ICON = 35, 18
KEY = Qt.ItemDataRole.UserRole


class Navigation(QListWidget):
    """One page at a time; Ctrl+1 … Ctrl+9 open them too."""

    page_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName("页面")
        self.setFixedWidth(scaled(NAVIGATION))
        self.setIconSize(QSize(scaled(ICON), scaled(ICON)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for one in PAGES:
            item = QListWidgetItem(one.title)
            item.setData(KEY, one.key)
            item.setSizeHint(QSize(scaled(NAVIGATION - 24), scaled(ROW)))
            item.setToolTip(one.words)
            self.addItem(item)
        self._draw()
        self.currentItemChanged.connect(self._chosen)

    def choose(self, key: str) -> None:
        """Marks a page as the open one."""
        for at in range(self.count()):
            if self.item(at).data(KEY) == key:
                self.setCurrentRow(at)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, other icons."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def event(self, event: QEvent) -> bool:
        """A screen of another resolution, too."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()
        return super().event(event)

    def _draw(self) -> None:
        """One picture an icon, for the screen it is seen on: a whole set for all screens would hold up the start."""
        for at in range(self.count()):
            made = QIcon(pixmap(PAGES[at].icon, self, size=scaled(ICON)))
            made.addPixmap(pixmap(PAGES[at].icon, self, "accent", scaled(ICON)), QIcon.Mode.Selected)
            self.item(at).setIcon(made)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page_requested.emit(item.data(KEY))
