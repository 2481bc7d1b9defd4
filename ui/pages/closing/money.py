"""The settlement of the open period, line by line with how each came about, and the sum in capitals."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.capitals import capitals
from app.ledger.adjustments import Adjustment
from app.ledger.conduct_closing import MonthClosing
from app.ledger.incidents import Incident
from app.ledger.settlements import Settled
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.drawing import RIGHT
from ui.kit.figure import Figure
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.number_text import with_thousands
from ui.kit.scrolled import Scrolled
from ui.kit.tables.columns import said
from ui.kit.theme import Text, scaled
from ui.pages.closing.way import plain

LINKS = 3


class Sum(NamedTuple):
    """An amount with its name and how it came about; the words may have links."""

    name: str
    fen: int | None
    how: str = ""
    total: bool = False


class MoneyCard(Card):
    """What a period pays, or what a month of fines comes to; corrections are said apart."""

    adjusting_requested = Signal()
    logging_requested = Signal()
    link_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__("结算")
        self.add_item = Button("登记合同事项…", "plain", "plus")
        self.add_adjustment = Button("登记更正…", "plain", "plus")
        self.add_item.setToolTip("合同约定扣款的事项，如违约、迟报；登记后在“事件”页也看得到")
        self.add_adjustment.setToolTip("更正已送签、定稿的期间：在本期另列一笔")
        self.sum, self.words = Figure("", "", Text.BIG), RichLabel("", "line")
        self._grid, self._at = QGridLayout(), 0
        self._build()
        self.add_adjustment.clicked.connect(self._ask_adjusting)
        self.add_item.clicked.connect(self._ask_logging)

    def _build(self) -> None:
        row, area = QHBoxLayout(), Scrolled()
        row.addWidget(self.sum)
        row.addStretch(1)
        row.addWidget(self.add_item)
        row.addWidget(self.add_adjustment)
        self._grid.setHorizontalSpacing(scaled(16))
        self._grid.setVerticalSpacing(scaled(9))
        self._grid.setColumnStretch(2, 1)
        area.column.setContentsMargins(0, scaled(6), 0, 0)
        area.column.addLayout(self._grid)
        area.column.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.words)
        self.body.addWidget(area, 1)

    def show_settled(self, found: Settled, items: Mapping[str, tuple[Incident, ...]], loggable: bool) -> None:
        """A period of the contract; some contracts leave the settlement to the parties."""
        self.set_title("结算")
        self.set_aside(f"第 {found.number} 次付款" if found.number else "")
        shown = found.corrected
        mark = "" if found.complete or shown is None else "（暂计，资料未全）"
        self.sum.show_value("—" if shown is None else said(shown, "money"), f"元{mark}" if shown is not None else "")
        self.words.say(_told(found))
        show_if(self.add_item, loggable)
        self._show([*_settled(found, items), *_corrections(found.adjustments, found.corrected, "更正后应付")])

    def show_month(self, found: MonthClosing) -> None:
        """A month of fines: fines and rewards of everybody, then the corrections."""
        self.set_title(f"{found.month.number} 月扣罚")
        self.set_aside("")
        show_if(self.add_item, False)
        self.sum.show_value(said(found.corrected, "money"), "元（奖减扣，合计）")
        self.words.say("以后决定的申诉和更正不改本月，在以后的月份单独列出，按人记到“更正后”。")
        people = [one for one in found.nets if one.net or one.adjustments]
        rows = [Sum(f"{one.name}（{one.number}）", one.net, _changed(one.net, one.corrected)) for one in people]
        total = Sum("合计", found.net, "", True)
        self._show([*rows, total, *_corrections(found.later, found.corrected, "更正后合计")])

    def set_open(self, is_open: bool) -> None:
        """Whether anything may still be entered."""
        for one in (self.add_item, self.add_adjustment):
            one.setEnabled(is_open)

    def _show(self, rows: list[Sum]) -> None:
        self._clear()
        for one in rows:
            at, self._at = self._at, self._at + 1
            amount = label("—" if one.fen is None else said(one.fen, "money"), "title" if one.total else "")
            amount.setAlignment(RIGHT)
            told = RichLabel(with_thousands(one.how), "small")
            told.linkActivated.connect(self.link_activated)
            for column, part in enumerate((label(one.name, "title" if one.total else "muted"), amount, told)):
                self._grid.addWidget(part, at, column)

    def _clear(self) -> None:
        self._at = 0
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _ask_adjusting(self) -> None:
        self.adjusting_requested.emit()

    def _ask_logging(self) -> None:
        self.logging_requested.emit()


def _settled(found: Settled, items: Mapping[str, tuple[Incident, ...]]) -> Iterator[Sum]:
    """Base, deduction, every item of the contract, and what is to be paid."""
    if not found.agreed:
        return
    yield Sum("当期基数", found.base, plain(found.base_how))
    yield Sum("考核扣款", _less(found.deduction), plain(found.deduction_how))
    for one in found.charges:
        yield Sum(one.name, -one.fen, f"{plain(one.how)}（{plain(one.clause)}）{_links(items.get(one.id, ()))}")
    missing = "；".join(f"尚缺 {plain(one)}" for one in found.missing)
    how = missing or ("" if found.payable is None or found.adjustments else capitals(found.payable))
    yield Sum("应付", found.payable, how, not found.adjustments)


def _links(logged: tuple[Incident, ...]) -> str:
    """To the incidents that an item was logged by."""
    told = "　".join(f"[{one.day.month}月{one.day.day}日](incident:{one.id})" for one in logged[:LINKS])
    return f"　{told}" + ("　[更多](page:incidents)" if len(logged) > LINKS else "") if told else ""


def _corrections(changed: tuple[Adjustment, ...], total: int | None, last: str) -> Iterator[Sum]:
    for one in changed:
        told = f"{one.day}　{plain(one.reason)}"
        yield Sum(f"更正 {one.about}", one.fen, f"{told}　[作废](unadjust:{one.id})")
    if changed and total is not None:
        yield Sum(last, total, capitals(total), True)


def _less(fen: int | None) -> int | None:
    return None if fen is None else -fen


def _changed(net: int, corrected: int) -> str:
    return "" if net == corrected else f"更正后 {said(corrected, 'money')}"


def _told(found: Settled) -> str:
    """What stands beside the sum: in capitals, or why there is none."""
    if not found.agreed:
        return "合同没有约定结算，另行约定；更正照样登记。"
    if found.corrected is not None:
        return f"大写　**{capitals(found.corrected)}**"
    if found.base is None and not found.missing:
        return "本期不付款，扣款列示并结转到付款的期间。"
    return "还没有录入，算不出应付。"
