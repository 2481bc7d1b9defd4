"""The line under a row's fields: what is wrong, what the ledger says now, or the reason that a change needs."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.drawing import painter_of
from ui.kit.labels import give_role, label, show_if
from ui.kit.theme import Tone, scaled, tokens_of

Key = Qt.Key
LEFT = 20


class _Reason(QLineEdit):
    """Enter gives it, Escape gives up."""

    given = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Key.Key_Return, Key.Key_Enter):
            self.given.emit()
        elif event.key() == Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Strip(QWidget):
    """Words with an icon; asked for a reason it shows a field of its own."""

    reason_given = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = Tone.BAD
        self._words, self.reason = label("", "error"), _Reason()
        self.reason.setPlaceholderText("改写的理由，如：一件已由甲方剔除（Enter 保存，Esc 取消）")
        self.reason.setAccessibleName("改写的理由")
        self._save, self._drop = Button("保存", "quiet"), Button("取消", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(LEFT), 0, 0, scaled(2))
        row.setSpacing(scaled(8))
        row.addWidget(self._words)
        row.addWidget(self.reason, 1)
        for one in (self._save, self._drop):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(one)
        row.addStretch(0)
        self._connect()
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def is_asking(self) -> bool:
        """Whether it waits for a reason."""
        return not self.isHidden() and not self.reason.isHidden()

    def say(self, words: str, tone: Tone = Tone.BAD) -> None:
        """Words alone; "" hides it."""
        self._tone = tone
        give_role(self._words, "role", "error" if tone == Tone.BAD else "small")
        self._words.setText(words)
        self._show_reason(False)
        show_if(self, bool(words))
        self.update()

    def ask(self, words: str, reason: str) -> None:
        """Asks why; what was said the last time is offered again."""
        self.say(words, Tone.WARN)
        self.reason.setText(reason)
        self.reason.selectAll()
        self._show_reason(True)

    def complain(self, words: str) -> None:
        """The reason will not do."""
        self._tone = Tone.BAD
        give_role(self._words, "role", "error")
        self._words.setText(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        painter, side = painter_of(self), scaled(14)
        name = "alert" if self._tone == Tone.BAD else "warning"
        top = (self.height() - scaled(2) - side) // 2
        icons.paint(painter, name, tokens_of(self).strong(self._tone), QRect(0, top, side, side))
        painter.end()

    def _connect(self) -> None:
        self.reason.given.connect(self._give)
        self.reason.given_up.connect(self.given_up)
        self._save.clicked.connect(self._give)
        self._drop.clicked.connect(self._give_up)

    def _show_reason(self, shown: bool) -> None:
        for one in (self.reason, self._save, self._drop):
            show_if(one, shown)

    def _give(self) -> None:
        if self.reason.text().strip():
            self.reason_given.emit(self.reason.text().strip())
        else:
            self.complain("请写明改写的理由")

    def _give_up(self) -> None:
        self.given_up.emit()
