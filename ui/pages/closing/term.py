"""All periods of the term in one table, and the promises still to be met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ledger.periods import STATES
from app.ledger.settlements import Prepaid, Promise, Settled
from app.periods import Period
from ui.kit.card import Card
from ui.kit.grid.looks import MUTED, Look
from ui.kit.tables.columns import Column, said
from ui.kit.tables.model import TableModel
from ui.kit.tables.view import TableView
from ui.kit.theme import Tone, scaled

TONES = {"sealed": Tone.GOOD, "frozen": Tone.WARN, "self_assessed": Tone.ACCENT, "reviewed": Tone.ACCENT}
UNKNOWN, AHEAD = "未录入", "不考核"


@dataclass(frozen=True)
class Payment:
    """A row of the term: a period, or a payment before the first one."""

    period: Period | None
    number: int
    name: str
    base: int | None
    deduction: int | None
    taken: int | None
    adjusted: int | None
    corrected: int | None
    state: str
    tone: Tone
    tip: str = ""

    @property
    def key(self) -> str:
        """The key of its row."""
        return str(self.period) if self.period else f"ahead {self.number}"


def payments(ahead: Sequence[Prepaid], rows: Sequence[Settled]) -> Iterator[Payment]:
    """Every payment of the term in order."""
    for one in ahead:
        yield Payment(None, one.number, one.name, one.fen, None, None, None, one.fen, AHEAD, Tone.NEUTRAL)
    for one in rows:
        state = STATES[one.standing.state] if one.logged else UNKNOWN
        tone = TONES.get(one.standing.state, Tone.NEUTRAL)
        amounts = (one.base, one.deduction, one.taken or None, one.adjusted or None, one.corrected)
        tip = "" if one.complete or not one.logged else "暂计：资料未全"
        yield Payment(one.period, one.number, short(one.period), *amounts, state, tone, tip)


def short(period: Period) -> str:
    """2025年12月, 2025年3季度."""
    return f"{period.year}年{period.number}季度" if period.kind == "quarter" else f"{period.year}年{period.number}月"


def cost_of(row: Promise) -> str:
    """What it costs if nothing more is done."""
    if row.cost is None:
        return "合同没有定金额"
    return f"{said(row.cost, 'money')} 元" if row.cost else "0"


def judged(row: Promise) -> tuple[str, Tone]:
    """How a promise stands, in a word."""
    if row.met:
        return "做到", Tone.GOOD
    return ("做不到了", Tone.BAD) if row.lost or row.cost is None else ("进行中", Tone.WARN)


def verdict(row: Promise) -> str:
    """做到, 进行中, 做不到了."""
    return judged(row)[0]


def _quiet(row: Payment) -> Look | None:
    return MUTED if row.state == UNKNOWN else None


LEDGER = (
    Column("period", "期间", "text", lambda row: row.name, order=lambda row: row.period.first if row.period else None,
           tip=lambda row: row.name, width=118),
    Column("number", "付款", "text", lambda row: f"第 {row.number} 次" if row.number else "—", look=_quiet,
           order=lambda row: row.number, width=62),
    Column("base", "基数", "money", lambda row: row.base, look=_quiet, width=102),
    Column("deduction", "考核扣款", "money", lambda row: row.deduction, width=84),
    Column("items", "合同事项", "money", lambda row: row.taken, width=80),
    Column("adjusted", "更正", "money", lambda row: row.adjusted, width=78),
    Column("payable", "应付", "money", lambda row: row.corrected, tip=lambda row: row.tip, width=102),
    Column("state", "状态", "chip", lambda row: row.state, tone=lambda row: row.tone, width=82),
)  # fmt: skip
PROMISES = (
    Column("name", "承诺", "text", lambda row: row.name, tip=lambda row: row.name, stretches=True),
    Column("due", "结算于", "text", lambda row: row.due, width=72),
    Column("kept", "现状", "text", lambda row: row.kept, width=104),
    Column("rest", "还要", "text", lambda row: row.remaining, width=182),
    Column("cost", "按现状的代价", "text", cost_of, width=112),
    Column("state", "判断", "chip", verdict, tone=lambda row: judged(row)[1], width=84),
)  # fmt: skip


class TermView(QWidget):
    """Enter on a period opens it."""

    period_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model, self.promises = TableModel(LEDGER, key=_payment_key), TableModel(PROMISES, key=_promise_key)
        self.table, self.promised = TableView(), TableView()
        self._sum, self._card = Card("各期结算"), Card("待兑现的承诺", "按合同的结算规则和历史数据推算")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        for card, table, model, name in (
            (self._sum, self.table, self.model, "各期结算"), (self._card, self.promised, self.promises, "承诺"),
        ):  # fmt: skip
            table.setModel(model)
            table.setAccessibleName(name)
            card.add(table, 1)
        column.addWidget(self._sum, 3)
        column.addWidget(self._card, 2)
        self.table.row_activated.connect(self._opened)

    def show_term(
        self, ahead: Sequence[Prepaid], rows: Sequence[Settled], promised: Sequence[Promise], here: Period
    ) -> None:
        """Every period; the open one is where the keyboard is."""
        self.model.set_rows(tuple(payments(ahead, rows)))
        self.promises.set_rows(tuple(promised))
        self._card.setVisible(bool(promised))
        self.table.go_to_key(str(here))
        sealed = [one.corrected for one in rows if one.standing.state == "sealed" and one.corrected is not None]
        total = said(sum(sealed), "money")
        self._sum.set_aside(f"已定稿 {len(sealed)} 期，应付合计 {total} 元" if sealed else "Enter 打开那一期")

    def _opened(self, row: object) -> None:
        if isinstance(row, Payment) and row.period is not None:
            self.period_chosen.emit(row.period)


def _payment_key(row: Payment) -> str:
    return row.key


def _promise_key(row: Promise) -> str:
    return row.name
