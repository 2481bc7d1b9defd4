"""Every revision of a period, readable and printable as it was frozen, with its differences to the one before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.exact import show_money, to_fen
from app.ledger.periods import STATES, Revision
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.labels import RichLabel, show_if
from ui.kit.tables.columns import Column
from ui.kit.tables.model import TableModel
from ui.kit.tables.view import TableView
from ui.kit.theme import Tone, scaled
from ui.pages.closing.paper_check import PaperCard
from ui.pages.closing.way import grouped, plain

TONES = {"sealed": Tone.GOOD, "frozen": Tone.WARN}
MOST = 5
COLUMNS = (
    Column("number", "编号", "text", lambda row: row.one.number, width=142),
    Column("made", "送签时间", "text", lambda row: f"{row.one.made_at:%Y-%m-%d %H:%M}", width=124),
    Column("state", "状态", "chip", lambda row: STATES.get(row.one.state, row.one.state),
           tone=lambda row: TONES.get(row.one.state, Tone.NEUTRAL), width=84),
    Column("figure", "结果", "text", lambda row: row.figure, width=104),
    Column("changed", "差异", "text", lambda row: f"{len(row.differences)} 处" if row.differences else "", width=52),
    Column("reason", "说明", "text", lambda row: row.one.reason, tip=lambda row: row.one.reason, stretches=True),
)  # fmt: skip


class Line(NamedTuple):
    """A line of a frozen result."""

    at: int
    name: str
    achieved: str
    figure: str


LINES = (
    Column("name", "当时的结果", "text", lambda row: row.name, stretches=True),
    Column("achieved", "完成情况", "text", lambda row: row.achieved, width=200),
    Column("figure", "得分、金额", "number", lambda row: row.figure, words=str, width=150),
)


@dataclass(frozen=True)
class Version:
    """A revision with what it holds."""

    one: Revision
    facts: Mapping[str, Any]
    result: Mapping[str, Any]
    differences: tuple[str, ...]  # to the revision before, in words

    @property
    def id(self) -> int:
        """The key of its row."""
        return self.one.id

    @property
    def conduct(self) -> bool:
        """Whether it is of a month of fines."""
        return "people" in self.result

    @property
    def figure(self) -> str:
        """The score, or what was taken off."""
        if self.conduct:
            return f"{len(self.result['people'])} 人"
        if self.result["score"] is not None:
            return f"{self.result['score']} 分"
        return f"扣 {show_money(sum(to_fen_of(line['amount']) for line in self.result['lines']))} 元"

    @property
    def told(self) -> str:
        """What identifies it, and what it changed."""
        parts = [
            f"**{self.one.number}**　规则 {self.one.scheme} {self.one.version}",
            f"摘要 {grouped(self.one.digest)}",
        ]
        if self.differences:
            more = f"，前 {MOST} 处" if len(self.differences) > MOST else ""
            parts.append(f"**与上一版的差异**（{len(self.differences)} 处{more}；全部见差异对照表）")
            parts += [plain(one) for one in self.differences[:MOST]]
        return "\n".join(parts)

    def lines(self) -> Iterator[Line]:
        """The lines of the frozen result."""
        rows = [*self._people()] if self.conduct else [*self._indicators()]
        for at, row in enumerate(rows):
            yield Line(at, *row)

    def _people(self) -> Iterator[tuple[str, str, str]]:
        names = {str(one["id"]): str(one.get("name") or "") for one in self.facts["people"]}
        for one in self.result["people"]:
            name = f"{one['id']} {names.get(str(one['id']), '')}"
            yield name, f"罚 {one['fines']}，扣发 {one['wage_deductions']}，奖 {one['reward']}", str(one["net"])

    def _indicators(self) -> Iterator[tuple[str, str, str]]:
        for line in self.result["lines"]:
            value = f"{line['awarded']} / {line['full']} 分" if line["amount"] is None else f"扣 {line['amount']} 元"
            yield str(line["name"]), str(line["achieved"] or ""), value
        paid = (self.result["settlement"] or {}).get("payable")
        if paid:
            yield "应付", "", f"{paid} 元"


def to_fen_of(amount: str) -> int:
    """Fen of a printed amount."""
    return to_fen(Decimal(amount))


class VersionsView(QWidget):
    """Revisions above, what the chosen one holds below; a printed page is checked at the top."""

    reading_requested = Signal(object)  # the Version whose table is to be shown as it was
    comparing_requested = Signal(object)  # the Version whose differences are to be shown

    def __init__(self) -> None:
        super().__init__()
        self.paper, self.text = PaperCard(), RichLabel("", "line")
        self.model, self.table = TableModel(COLUMNS), TableView()
        self.lines, self.lined = TableModel(LINES, key=_line_key), TableView()
        self.read, self.compare = Button("看这一版的表", "plain", "document"), Button("差异对照表", "plain")
        self.read.setToolTip("到“表单”页看、打印、另存这一版的表（在版本上按 Enter）")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        column.addWidget(self.paper)
        column.addWidget(self._revisions(), 1)
        self.table.row_selected.connect(self._show)
        self.table.row_activated.connect(self._read)
        self.read.clicked.connect(self._read_current)
        self.compare.clicked.connect(self._compare)

    def _revisions(self) -> Card:
        card, row = Card("版本"), QHBoxLayout()
        for table, model, name in ((self.table, self.model, "版本"), (self.lined, self.lines, "当时的结果")):
            table.setModel(model)
            table.setAccessibleName(name)
        self.table.say_when_empty("document", "还没有送签过", "送签以后，每一版的数据、规则和结果都留在这里。")
        row.setSpacing(scaled(8))
        row.addWidget(self.text, 1)
        for one in (self.compare, self.read):
            row.addWidget(one)
        card.add(self.table, 2)
        card.body.addLayout(row)
        card.add(self.lined, 3)
        return card

    def show_versions(self, rows: Sequence[Version]) -> None:
        """The newest first."""
        self.model.set_rows(tuple(reversed(rows)))
        if rows and self.table.current_row() is None:
            self.table.go_to_key(rows[-1].id)
        self._show(self.table.current_row())

    def _show(self, row: object) -> None:
        found = row if isinstance(row, Version) else None
        self.text.say(found.told if found else "")
        self.lines.set_rows(tuple(found.lines()) if found else ())
        for part in (self.text, self.read, self.lined):
            show_if(part, found is not None)
        show_if(self.compare, found is not None and bool(found.differences) and not found.conduct)

    def _read(self, row: object) -> None:
        if isinstance(row, Version):
            self.reading_requested.emit(row)

    def _read_current(self) -> None:
        self._read(self.table.current_row())

    def _compare(self) -> None:
        row = self.table.current_row()
        if isinstance(row, Version):
            self.comparing_requested.emit(row)


def _line_key(row: Line) -> int:
    return row.at
