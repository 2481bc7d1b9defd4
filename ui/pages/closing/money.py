"""The settlement of the open period, line by line with how each came about, and the sum in capitals."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.capitals import capitals
from app.exact import show_money
from app.ledger.adjustments import Adjustment
from app.ledger.conduct_closing import MonthClosing
from app.ledger.settlements import Settled
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.drawing import RIGHT
from ui.kit.figure import Figure
from ui.kit.labels import RichLabel, label
from ui.kit.theme import Text, scaled
from ui.pages.closing.way import plain


class MoneyCard(Card):
    """What a period pays, or what a month of fines comes to; corrections are said apart."""

    adjusting_requested = Signal()
    link_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__("结算")
        self.add_adjustment = Button("登记更正…", "plain", "plus")
        self.add_adjustment.setToolTip("更正已送签、定稿的期间：在本期另列一笔")
        self.sum, self.words = Figure("", "", Text.BIG), RichLabel("", "line")
        self._grid, self._at = QGridLayout(), 0
        self._build()
        self.add_adjustment.clicked.connect(self._asked)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.sum)
        row.addStretch(1)
        row.addWidget(self.add_adjustment)
        self._grid.setHorizontalSpacing(scaled(16))
        self._grid.setVerticalSpacing(scaled(7))
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.words)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_settled(self, found: Settled) -> None:
        """A period of the contract; some contracts leave the settlement to the parties."""
        self.set_title("结算")
        self.set_aside(f"第 {found.number} 次付款" if found.number else "")
        shown = found.corrected
        mark = "" if found.complete or shown is None else "（暂计，资料未全）"
        self.sum.show_value("—" if shown is None else show_money(shown), f"元{mark}" if shown is not None else "")
        self.words.say(_told(found))
        rows: list[tuple[str, int | None, str]] = []
        if found.agreed:
            rows = [("当期基数", found.base, found.base_how), ("考核扣款", _less(found.deduction), found.deduction_how)]
            rows += [(one.name, -one.fen, f"{one.how}（{one.clause}）") for one in found.charges]
            rows.append(("应付", found.payable, "；".join(f"尚缺 {one}" for one in found.missing)))
        self._show(rows, found.adjustments, found.corrected if found.adjustments else None, "更正后应付")

    def show_month(self, found: MonthClosing) -> None:
        """A month of fines: fines and rewards of everybody, then the corrections."""
        self.set_title(f"{found.month.number} 月扣罚")
        self.set_aside("")
        self.sum.show_value(show_money(found.corrected), "元（奖减扣，合计）")
        self.words.say("更正单独列出，按人记到“更正后”。" if found.later else "")
        people = [one for one in found.nets if one.net or one.adjustments]
        rows = [(f"{one.name}（{one.number}）", one.net, _changed(one.net, one.corrected)) for one in people]
        self._show(
            [*rows, ("合计", found.net, "")], found.later, found.corrected if found.later else None, "更正后合计"
        )

    def _show(
        self, rows: list[tuple[str, int | None, str]], changed: tuple[Adjustment, ...], total: int | None, last: str
    ) -> None:
        self._clear()
        for name, fen, how in rows:
            self._add(name, fen, plain(how))
        for one in changed:
            self._add(f"更正 {one.about}", one.fen, f"{plain(one.reason)}　[作废](unadjust:{one.id})")
        if total is not None:
            self._add(last, total, capitals(total))

    def _add(self, name: str, fen: int | None, how: str) -> None:
        at, self._at = self._at, self._at + 1
        amount = label("—" if fen is None else show_money(fen), "")
        amount.setAlignment(RIGHT)
        told = RichLabel(how, "small")
        told.linkActivated.connect(self.link_activated)
        for column, part in enumerate((label(name, "muted"), amount, told)):
            self._grid.addWidget(part, at, column)

    def _clear(self) -> None:
        self._at = 0
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _asked(self) -> None:
        self.adjusting_requested.emit()


def _less(fen: int | None) -> int | None:
    return None if fen is None else -fen


def _changed(net: int, corrected: int) -> str:
    return "" if net == corrected else f"更正后 {show_money(corrected)}"


def _told(found: Settled) -> str:
    """What stands beside the sum: in capitals, or why there is none."""
    if not found.agreed:
        return "合同没有约定结算，另行约定；更正照样登记。"
    if found.corrected is not None:
        return f"大写　**{capitals(found.corrected)}**"
    if found.base is None and not found.missing:
        return "本期不付款，扣款列示并结转到付款的期间。"
    return "还没有录入，算不出应付。"
