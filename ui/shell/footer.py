"""The footer: when it was last saved, what was done or refused last, who works, where the store is."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.errors import Refused
from app.ledger.change import Changed
from ui.kit.labels import give_role
from ui.kit.theme import scaled
from ui.shell.names import named
from ui.shell.sizes import FOOTER
from ui.workspace import Workspace, clock_text

STAY_MS = 8000


class Footer(QFrame):
    """One quiet line."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setFixedHeight(scaled(FOOTER))
        self._saved, self._words, self._who = named(QLabel(), "saved"), QLabel(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(18)
        row.addWidget(self._saved)
        row.addWidget(self._words, 1)
        row.addWidget(self._who)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(STAY_MS)
        self._fade.timeout.connect(self._words.clear)
        store = Path(workspace.book.engine.url.database or "").name
        self._who.setText(f"{workspace.book.user}　{store}")
        self._saved.setText("● 已打开")

    def show_saved(self, at: datetime) -> None:
        """The commit has returned."""
        give_role(self._saved, "tone", "good")
        self._saved.setText(f"● 已保存 {clock_text(at)}")

    def show_waiting(self, count: int, reason: str) -> None:
        """What the store could not take yet stays typed and is tried again."""
        if count:
            give_role(self._saved, "tone", "bad")
            self._saved.setText(f"● {count} 项尚未保存，正在重试")
            self._saved.setToolTip(reason)

    def show_changed(self, changed: Changed) -> None:
        """What was done, in the words of the history."""
        self.say(changed.words + (f"　{changed.warning}" if changed.warning else ""))

    def show_refused(self, refused: Refused) -> None:
        """What was refused, and why."""
        fault = refused.faults[0] if refused.faults else None
        self.say(f"没有保存：{fault.reason}" if fault else "没有保存")

    def say(self, words: str) -> None:
        """A passing remark."""
        self._words.setText(words)
        self._words.setToolTip(words)
        self._fade.start()
