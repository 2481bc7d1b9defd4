"""What the page says of a month as a whole, and which month is usually meant."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.exact import told_money
from app.ledger.conduct_sheet import Row, Sheet
from app.ledger.why import Section, Why
from app.periods import Period
from ui.kit.tables.columns import said

TOLD = 3


def money(fen: int) -> str:
    """As tables and figures show it: thousands, a long minus."""
    return said(fen, "money")


def usual_month(months: Sequence[Period], today: date) -> Period:
    """The month of today, or the last that has begun."""
    begun = [one for one in months if one.first <= today]
    return (begun or list(months[:1]))[-1]


def attention(sheet: Sheet) -> Iterator[str]:
    """What is not in the figures, and why."""
    waiting = sum(len(one.waiting) for one in sheet.rows)
    if waiting:
        yield f"{waiting} 件事项待核实，未计入"
    for _, reason in sheet.left_out[:TOLD]:
        yield f"1 件登记未计入：{reason}"
    if len(sheet.left_out) > TOLD:
        yield f"另有 {len(sheet.left_out) - TOLD} 件未计入"
    for person, told in sheet.leavers:
        row = sheet.row(person)
        name = f"{row.number} {row.member.name}" if row else ""
        yield f"{name} {told}离职：确属未按规定办理的，请登记为事件，由人确认"


def why_taken(row: Row) -> Why:
    """What the rules name in all: no leave to take it."""
    one = row.result
    lines = (
        f"扣罚 {told_money(one.fines)} 元 ＋ 扣减工资 {told_money(one.wage_deductions)} 元",
        "这是制度写明的金额，不等于可以从工资中扣除的金额。",
    )
    title = f"制度金额 {told_money(row.case.taken)} 元"
    return Why(title, f"{row.number} {row.member.name}", (Section("怎样得出", lines),))
