"""Ctrl+K: one line that finds pages, people, clauses, periods and actions."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.picker import PickerPopup
from ui.kit.picker_list import PickerRow
from ui.shell.commands import search
from ui.workspace import Workspace


class Finder(QObject):
    """The palette of a window; made when it is first asked for."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._window = workspace, window
        self.popup: PickerPopup | None = None

    def open(self) -> None:
        """Shows the line."""
        if self.popup is None:
            self.popup = PickerPopup(self._find, "页面、人员（姓名、拼音首字母、工号）、指标、期间、操作", self._window)
            self.popup.picked.connect(self._picked)
        self.popup.open_centred()

    def _find(self, typed: str) -> Sequence[PickerRow]:
        return [PickerRow(one.key, one.title, one.subtitle, one.tag) for one in search(self._workspace, typed)]

    def _picked(self, key: object) -> None:
        self.chosen.emit(str(key))
