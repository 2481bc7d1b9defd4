"""Dresses the program: font, palette, style sheet; and dresses it again when the system turns dark or light."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ui.kit.theme.fonts import base_font, register
from ui.kit.theme.palette import palette_of
from ui.kit.theme.sheet import sheet_of
from ui.kit.theme.tokens import DARK, LIGHT

STYLE = "Fusion"  # the one style that looks the same on every Windows and takes a palette whole


class Theme(QObject):
    """The look of one application, living as its child. `dark` None follows the system."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._dark: bool | None = None
        self._worn: tuple[bool, int] | None = None
        self._percent = 100
        app.setStyle(STYLE)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def is_dark(self) -> bool:
        """What is worn now."""
        if self._dark is not None:
            return self._dark
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def wear(self, dark: bool | None, percent: int) -> None:
        """Another choice of the user."""
        self._dark, self._percent = dark, percent
        self._tell_system()
        self._dress()

    def _tell_system(self) -> None:
        # Title bars and the system's own dialogs are drawn by the system and have to be told.
        hints = self._app.styleHints()
        if self._dark is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if self._dark else Qt.ColorScheme.Light)

    def _follow(self) -> None:
        if self._dark is None:
            self._dress()

    def _dress(self) -> None:
        wanted = (self.is_dark, self._percent)
        if wanted == self._worn:
            return
        self._worn = wanted
        tokens = DARK if self.is_dark else LIGHT
        self._app.setFont(base_font(self._percent))
        self._app.setPalette(palette_of(tokens))
        self._app.setStyleSheet(sheet_of(tokens))
        self.changed.emit()


def install(app: QApplication, dark: bool | None = None, percent: int = 100) -> Theme:
    """Dresses the program, or changes what it wears; `percent` is the user's zoom on top of the system's."""
    register()
    theme = app.findChild(Theme) or Theme(app)
    theme.wear(dark, percent)
    return theme
