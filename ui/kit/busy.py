"""Long work: what is being done, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.theme import scaled


class Busy(QWidget):
    """`report` fits a job's progress signal; a total of 0 is work whose end is not known."""

    cancel_requested = Signal()

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._count = label(words), label("", "small")
        self._bar = QProgressBar()
        self._cancel = Button(self.tr("取消"))
        self._lay_out()
        self._cancel.clicked.connect(self._asked)
        self.report(words, 0, 0)

    def report(self, words: str, done: int, total: int) -> None:
        """How far it is."""
        self._words.setText(words)
        self._count.setText(f"{done} / {total}" if total else "")
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.setAccessibleName(f"{words} {self._count.text()}".strip())

    def restart(self) -> None:
        """Ready for the next job."""
        self._cancel.setEnabled(True)
        self.report("", 0, 0)

    def _asked(self) -> None:
        # A job stops at its next look; until then a second press would say nothing new.
        self._cancel.setEnabled(False)
        self._count.setText(self.tr("正在停止…"))
        self.cancel_requested.emit()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._words, 1)
        above.addWidget(self._count)
        left = QVBoxLayout()
        left.setSpacing(scaled(6))
        left.addLayout(above)
        self._bar.setTextVisible(False)
        left.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(14))
        row.addLayout(left, 1)
        row.addWidget(self._cancel)
