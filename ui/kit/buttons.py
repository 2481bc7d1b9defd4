"""Push buttons by tone and icon buttons, whose icons follow the theme."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.kit.icons import icon
from ui.kit.theme import scaled

ROLES = {"primary": "on_accent", "danger": "bad", "quiet": "accent"}
ICON = 16


class Button(QPushButton):
    """Tones: plain primary danger quiet."""

    def __init__(self, words: str, tone: str = "plain", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon_name, self._tone = icon_name, tone
        self.setProperty("tone", tone)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another icon."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_tone"):
            self._draw()

    def _draw(self) -> None:
        if self._icon_name:
            self.setIcon(icon(self._icon_name, self, ROLES.get(self._tone, "muted"), size=scaled(ICON)))
            self.setIconSize(QSize(scaled(ICON), scaled(ICON)))


class IconButton(QToolButton):
    """A small square button; its words are the tool tip and what a screen reader says."""

    def __init__(self, icon_name: str, words: str, checkable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._draw()

    def show_icon(self, icon_name: str) -> None:
        """Another icon."""
        self._icon_name = icon_name
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another icon."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_icon_name"):
            self._draw()

    def _draw(self) -> None:
        self.setIcon(icon(self._icon_name, self, size=scaled(ICON)))
        self.setIconSize(QSize(scaled(ICON), scaled(ICON)))
