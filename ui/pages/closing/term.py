"""All periods of the term in one table, and the promises still to be met."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.exact import show_money
from app.ledger.periods import STATES
from app.ledger.settlements import Promise, Settled
from app.periods import Period
from ui.kit.card import Card
from ui.kit.tables.columns import Column
from ui.kit.tables.model import TableModel
from ui.kit.tables.view import TableView
from ui.kit.theme import Tone, scaled
from ui.shell.words import period_text

TONES = {"sealed": Tone.GOOD, "frozen": Tone.WARN, "self_assessed": Tone.ACCENT, "reviewed": Tone.ACCENT}


def said(row: Settled) -> str:
    """已定稿, 录入中, 未录入."""
    return STATES[row.standing.state] if row.logged else "未录入"


def cost_of(row: Promise) -> str:
    """What it costs if nothing more is done."""
    if row.cost is None:
        return "合同没有定金额"
    return f"{show_money(row.cost)} 元" if row.cost else "0"


def judged(row: Promise) -> tuple[str, Tone]:
    """How a promise stands, in a word."""
    if row.met:
        return "做到", Tone.GOOD
    return ("做不到了", Tone.BAD) if row.lost or row.cost is None else ("进行中", Tone.WARN)


def verdict(row: Promise) -> str:
    """做到, 进行中, 做不到了."""
    return judged(row)[0]


LEDGER = (
    Column("period", "期间", "text", lambda row: period_text(row.period), order=lambda row: row.period.first,
           width=104),
    Column("number", "付款", "text", lambda row: f"第 {row.number} 次" if row.number else "—", width=60),
    Column("base", "基数", "money", lambda row: row.base, width=104),
    Column("deduction", "考核扣款", "money", lambda row: row.deduction, width=90),
    Column("items", "合同事项", "money", lambda row: row.taken or None, width=86),
    Column("adjusted", "更正", "money", lambda row: row.adjusted or None, width=82),
    Column("payable", "应付", "money", lambda row: row.corrected, width=108,
           tip=lambda row: "" if row.complete else "暂计：资料未全"),
    Column("state", "状态", "chip", said, tone=lambda row: TONES.get(row.standing.state, Tone.NEUTRAL),
           stretches=True),
)  # fmt: skip
PROMISES = (
    Column("name", "承诺", "text", lambda row: row.name, stretches=True),
    Column("due", "结算于", "text", lambda row: row.due, width=70),
    Column("kept", "现状", "text", lambda row: row.kept, width=92),
    Column("rest", "还要", "text", lambda row: row.remaining, width=180),
    Column("cost", "按现状的代价", "text", cost_of, width=120),
    Column("state", "判断", "chip", verdict, tone=lambda row: judged(row)[1], width=76),
)  # fmt: skip


class TermView(QWidget):
    """Enter on a period opens it."""

    period_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model, self.promises = TableModel(LEDGER, key=_period_key), TableModel(PROMISES, key=_promise_key)
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

    def show_term(self, rows: tuple[Settled, ...], promised: tuple[Promise, ...], here: Period) -> None:
        """Every period; the open one is where the keyboard is."""
        self.model.set_rows(rows)
        self.promises.set_rows(promised)
        self._card.setVisible(bool(promised))
        self.table.go_to_key(str(here))
        sealed = [one.corrected for one in rows if one.standing.state == "sealed" and one.corrected is not None]
        self._sum.set_aside(f"已定稿 {len(sealed)} 期，合计 {show_money(sum(sealed))} 元" if sealed else "")

    def _opened(self, row: object) -> None:
        if isinstance(row, Settled):
            self.period_chosen.emit(row.period)


def _period_key(row: Settled) -> str:
    return str(row.period)


def _promise_key(row: Promise) -> str:
    return row.name
