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


class _Parts:
    """What a strip is made of."""

    def __init__(self, strip: QWidget) -> None:
        self.words, self.reason = label("", "error"), _Reason()
        self.reason.setPlaceholderText("改写的理由，如：一件已由甲方剔除（Enter 保存，Esc 取消）")
        self.reason.setAccessibleName("改写的理由")
        self.save, self.drop = Button("保存", "quiet"), Button("取消", "quiet")
        row = QHBoxLayout(strip)
        row.setContentsMargins(scaled(LEFT), 0, 0, scaled(2))
        row.setSpacing(scaled(8))
        row.addWidget(self.words)
        row.addWidget(self.reason, 1)
        for one in (self.save, self.drop):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(one)
        row.addStretch(0)


class Strip(QWidget):
    """Words with an icon; asked for a reason it shows a field of its own."""

    reason_given = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = Tone.BAD
        self._parts: _Parts | None = None
        self.hide()

    @property
    def _inside(self) -> "_Parts":
        """Label, field and buttons are made when there is first something to say: most rows never have."""
        if self._parts is None:
            self._parts = _Parts(self)
            self._parts.reason.given.connect(self._give)
            self._parts.reason.given_up.connect(self.given_up)
            self._parts.save.clicked.connect(self._give)
            self._parts.drop.clicked.connect(self._give_up)
        return self._parts

    @property
    def reason(self) -> "_Reason":
        """The field of the reason."""
        return self._inside.reason

    @property
    def words(self) -> str:
        """What it says."""
        return self._parts.words.text() if self._parts else ""

    @property
    def is_asking(self) -> bool:
        """Whether it waits for a reason."""
        return self._parts is not None and not self.isHidden() and not self._parts.reason.isHidden()

    def say(self, words: str, tone: Tone = Tone.BAD) -> None:
        """Words alone; "" hides it."""
        self._tone = tone
        if words or self._parts is not None:
            give_role(self._inside.words, "role", "error" if tone == Tone.BAD else "small")
            self._inside.words.setText(words)
            self._show_reason(False)
        if bool(words) == self.isHidden():
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
        give_role(self._inside.words, "role", "error")
        self._inside.words.setText(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        painter, side = painter_of(self), scaled(14)
        name = "alert" if self._tone == Tone.BAD else "warning"
        top = (self.height() - scaled(2) - side) // 2
        icons.paint(painter, name, tokens_of(self).strong(self._tone), QRect(0, top, side, side))
        painter.end()

    def _show_reason(self, shown: bool) -> None:
        for one in (self._inside.reason, self._inside.save, self._inside.drop):
            show_if(one, shown)

    def _give(self) -> None:
        if self.reason.text().strip():
            self.reason_given.emit(self.reason.text().strip())
        else:
            self.complain("请写明改写的理由")

    def _give_up(self) -> None:
        self.given_up.emit()
