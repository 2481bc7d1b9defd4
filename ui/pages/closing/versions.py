"""Every revision of a period, readable as it was frozen, with its differences; and the check of a printed page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.exact import show_money
from app.ledger.paper import ALTERED, MATCHES, SUPERSEDED, Verdict
from app.ledger.periods import STATES, Revision
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.labels import RichLabel, show_if
from ui.kit.messages import InlineMessage
from ui.kit.tables.columns import Column
from ui.kit.tables.model import TableModel
from ui.kit.tables.view import TableView
from ui.kit.theme import Tone, scaled
from ui.pages.closing.way import grouped, plain

TONES = {"sealed": Tone.GOOD, "frozen": Tone.WARN}
VERDICTS = {MATCHES: Tone.GOOD, SUPERSEDED: Tone.WARN, ALTERED: Tone.BAD}
COLUMNS = (
    Column("number", "编号", "text", lambda row: row.one.number, width=150),
    Column("made", "送签时间", "text", lambda row: f"{row.one.made_at:%Y-%m-%d %H:%M}", width=126),
    Column("state", "状态", "chip", lambda row: STATES.get(row.one.state, row.one.state),
           tone=lambda row: TONES.get(row.one.state, Tone.NEUTRAL), width=84),
    Column("figure", "结果", "text", lambda row: row.figure, width=110),
    Column("reason", "说明", "text", lambda row: row.one.reason, stretches=True),
)  # fmt: skip


@dataclass(frozen=True)
class Version:
    """A revision with what it holds."""

    one: Revision
    result: Mapping[str, Any]
    differences: tuple[str, ...]  # to the revision before, in words

    @property
    def id(self) -> int:
        """The key of its row."""
        return self.one.id

    @property
    def figure(self) -> str:
        """The score, or what was taken off."""
        if "people" in self.result:
            return f"{len(self.result['people'])} 人"
        if self.result["score"] is not None:
            return f"{self.result['score']} 分"
        fen = sum(int(str(line["amount"]).replace(".", "")) for line in self.result["lines"])
        return f"扣 {show_money(fen)} 元"

    @property
    def told(self) -> str:
        """Everything it says, as it was frozen."""
        parts = [
            f"**{self.one.number}**　规则 {self.one.scheme} {self.one.version}",
            f"摘要 {grouped(self.one.digest)}",
        ]
        if self.differences:
            parts += ["", f"**与上一版的差异**（{len(self.differences)} 处）", *self.differences]
        parts += ["", "**当时的结果**", *_lines(self.result)]
        return "\n".join(parts)


def _lines(result: Mapping[str, Any]) -> list[str]:
    """The lines of a frozen result."""
    if "people" in result:
        return [f"{one['id']}　奖减扣 {one['net']}" for one in result["people"]]
    found: list[str] = []
    for line in result["lines"]:
        value = f"{line['awarded']} / {line['full']} 分" if line["amount"] is None else f"扣 {line['amount']} 元"
        found.append(f"{plain(line['name'])}　{value}　{plain(line['achieved'] or '')}")
    paid = (result["settlement"] or {}).get("payable")
    return [*found, *([f"应付　**{paid}** 元"] if paid else [])]


class VersionsView(QWidget):
    """Revisions above, what the chosen one holds below; a printed page is checked at the top."""

    check_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.code, self.check, self.verdict = QLineEdit(), Button("核对", "primary"), InlineMessage()
        self.model, self.table, self.text = TableModel(COLUMNS), TableView(), RichLabel("", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        column.addWidget(self._paper())
        column.addWidget(self._revisions(), 1)
        self.check.clicked.connect(self._ask)
        self.code.returnPressed.connect(self._ask)
        self.table.row_selected.connect(self._show)

    def _paper(self) -> Card:
        card, row = Card("核对纸质件", "页脚的编号和摘要，键入或扫二维码"), QHBoxLayout()
        self.code.setPlaceholderText("如 KZ-2025-Q3-K01 1a2b3c4d …")
        self.code.setAccessibleName("编号和摘要")
        row.addWidget(self.code, 1)
        row.addWidget(self.check)
        card.body.addLayout(row)
        card.add(self.verdict)
        show_if(self.verdict, False)
        return card

    def _revisions(self) -> Card:
        card, area = Card("版本"), QScrollArea()
        self.table.setModel(self.model)
        self.table.setAccessibleName("版本")
        self.table.say_when_empty("document", "还没有送签过", "送签以后，每一版的数据、规则和结果都留在这里。")
        self.text.setContentsMargins(scaled(4), scaled(4), scaled(4), scaled(4))
        area.setWidget(self.text)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        card.add(self.table, 2)
        card.add(area, 3)
        return card

    def show_versions(self, rows: Sequence[Version]) -> None:
        """The newest first."""
        self.model.set_rows(tuple(reversed(rows)))
        if rows and self.table.current_row() is None:
            self.table.go_to_key(rows[-1].id)
        self._show(self.table.current_row())

    def show_verdict(self, found: Verdict | None) -> None:
        """What a page is."""
        show_if(self.verdict, found is not None)
        if found is not None:
            self.verdict.say(VERDICTS.get(found.kind, Tone.NEUTRAL), found.words)

    def _show(self, row: object) -> None:
        self.text.say(row.told if isinstance(row, Version) else "")

    def _ask(self) -> None:
        self.check_requested.emit(self.code.text())


def version_of(one: Revision, texts: Mapping[str, str], told: tuple[str, ...]) -> Version:
    """A revision as it is to be read."""
    return Version(one, json.loads(texts["result"]), told)
