"""Files beside an incident as chips: opened by Enter, taken away by Delete; more by choosing, dropping, pasting."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.chip import Chip
from ui.kit.labels import RichLabel, show_if
from ui.kit.theme import Tone, scaled
from ui.pages.incidents.files import size_told
from ui.pages.incidents.table import paths_of

CAUTION = "只附这一条款需要的；不要附来电人号码、身份证。"
LONGEST = 22


@dataclass(frozen=True)
class Proof:
    """A file as it is shown."""

    key: object
    name: str
    size: int


class _FileChip(Chip):
    """Opens; Delete or the menu takes it away."""

    removing = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removing.emit(self.key)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, slot in (("打开", self.press), ("取下…", self._remove)):
            action = QAction(words, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _remove(self) -> None:
        self.removing.emit(self.key)


class Shelf(QWidget):
    """Knows no ledger."""

    opened = Signal(object)
    removing = Signal(object)
    choosing = Signal()
    pasting = Signal()
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._room = QWidget()
        self._rows = QVBoxLayout(self._room)
        self._hint = RichLabel("", "small")
        self.choose, self.paste = Button("选择文件…", "quiet", "paperclip"), Button("粘贴截图", "quiet")
        self.choose.setToolTip("选择证据文件（Ctrl+E）；也可以把文件拖到这里")
        self.paste.setToolTip("剪贴板里的截图或文件（Ctrl+V）")
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(scaled(4))
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(4))
        for one in (self.choose, self.paste):
            buttons.addWidget(one)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(3))
        column.addWidget(self._room)
        column.addLayout(buttons)
        column.addWidget(self._hint)
        self.choose.clicked.connect(self._choose)
        self.paste.clicked.connect(self._paste)

    @property
    def chips(self) -> list[_FileChip]:
        """The files shown."""
        return [one for one in self._room.findChildren(_FileChip) if not one.isHidden()]

    def show_files(self, files: Sequence[Proof], asked: Sequence[str], open_for_more: bool) -> None:
        """The files, and what the clause speaks of."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in files:
            short = one.name if len(one.name) <= LONGEST else f"{one.name[: LONGEST - 6]}…{one.name[-5:]}"
            chip = _FileChip(f"{short}　{size_told(one.size)}", Tone.ACCENT, one.key, True, self._room)
            chip.setToolTip(f"{one.name}\n打开：Enter　取下：Delete")
            chip.activated.connect(self.opened)
            chip.removing.connect(self.removing)
            self._rows.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
            chip.show()
        show_if(self._room, bool(files))
        hint = f"条款提到：{'、'.join(asked)}。{CAUTION}" if asked else CAUTION
        self._hint.say(hint if open_for_more else "" if files else "没有证据文件")
        show_if(self._hint, bool(self._hint.words))
        for one in (self.choose, self.paste):
            show_if(one, open_for_more)
        self.setAcceptDrops(open_for_more)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from outside."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are kept."""
        event.acceptProposedAction()
        self.dropped.emit(paths_of(event))

    def _choose(self) -> None:
        self.choosing.emit()

    def _paste(self) -> None:
        self.pasting.emit()
