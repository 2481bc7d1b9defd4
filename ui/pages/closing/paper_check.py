"""Checks a printed page by its number and digest, and the whole ledger by the note of a backup."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.ledger.paper import ALTERED, MATCHES, SUPERSEDED, Verdict
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.labels import label, show_if
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone

VERDICTS = {MATCHES: Tone.GOOD, SUPERSEDED: Tone.WARN, ALTERED: Tone.BAD}


@dataclass(frozen=True)
class BackupVerdict:
    """Whether the ledger still holds everything that it held when a backup was made."""

    name: str
    moment: str
    entry: str
    ahead: bool
    missing: tuple[str, ...]
    named: int  # how many revisions the note names

    @property
    def good(self) -> bool:
        """Nothing was taken out, nothing was rewritten."""
        return self.ahead and not self.missing

    @property
    def words(self) -> str:
        """The same in a sentence."""
        when = f"{self.name}（{self.moment.replace('T', ' ')[:16]}）"
        if self.good:
            return f"台账接着备份 {when}：那时的历史到第 {self.entry} 条都在，{self.named} 个送签版本一一相符。"
        lost = f"备份说明里的 {'、'.join(self.missing)} 在台账里没有或内容不同。" if self.missing else ""
        return f"台账不含备份 {when} 时的历史（到第 {self.entry} 条）：台账被退回到更早，或历史被改写过。{lost}"


class PaperCard(Card):
    """A number and a digest, typed or scanned."""

    check_requested = Signal(str)
    backup_requested = Signal()

    def __init__(self) -> None:
        super().__init__("核对纸质件")
        self.code, self.check, self.verdict = QLineEdit(), Button("核对", "primary"), InlineMessage()
        self.backup, self.head = Button("与备份核对…", "plain"), label("", "small")
        row = QHBoxLayout()
        self.code.setPlaceholderText("页脚的编号和摘要，键入或扫二维码，如 KZ-2025-Q3-K01 1a2b3c4d …")
        self.code.setAccessibleName("编号和摘要")
        self.backup.setToolTip("看台账是否仍含那份备份时的全部历史和送签版本")
        row.addWidget(self.code, 1)
        row.addWidget(self.check)
        row.addWidget(self.backup)
        self.header.addWidget(self.head)
        self.body.addLayout(row)
        self.add(self.verdict)
        show_if(self.verdict, False)
        self.check.clicked.connect(self._ask)
        self.code.returnPressed.connect(self._ask)
        self.backup.clicked.connect(self._ask_backup)

    def show_head(self, entry: int, digest: str) -> None:
        """How far the history has come; the same stands in every backup's note."""
        self.head.setText(f"历史到第 {entry} 条　{digest[:16]}")
        self.head.setToolTip(f"历史头的摘要，备份说明里也有：\n{digest}")

    def show_verdict(self, found: Verdict | None) -> None:
        """What a page is."""
        show_if(self.verdict, found is not None)
        if found is not None:
            self.verdict.say(VERDICTS.get(found.kind, Tone.NEUTRAL), found.words)

    def show_backup(self, found: BackupVerdict) -> None:
        """What the ledger is beside a backup."""
        show_if(self.verdict, True)
        self.verdict.say(Tone.GOOD if found.good else Tone.BAD, found.words)

    def _ask(self) -> None:
        self.check_requested.emit(self.code.text())

    def _ask_backup(self) -> None:
        self.backup_requested.emit()
