"""What the first page says in words."""

from decimal import Decimal

from app.exact import Exact, show, show_money
from app.ledger.overview import Overview, Task
from app.scoring.assess import Assessment


def drawn(number: Exact | int) -> Decimal:
    """A number as it is drawn: what repeats for ever ends after four places, as on paper."""
    return Decimal(show(number))


def money_aside(found: Overview) -> str:
    """Which payment of the term this is, where the term has a beginning."""
    first = found.owner.term.first
    if first is None:
        return ""
    at, period = 1, found.period
    while period.before(1).last >= first:
        period, at = period.before(1), at + 1
    return f"合同第 {at} 期"


def deduction_words(assessment: Assessment) -> str:
    """What is taken off, and by what."""
    settlement = assessment.settlement
    if settlement is None:
        return "结算比例由最终合同另行约定"
    told = [f"考核扣款 {show_money(settlement.deduction or 0)} 元"]
    told += [f"{one.item.name} {show_money(one.fen)} 元" for one in settlement.charges]
    return "　".join(told)


def task_chip(task: Task) -> tuple[str, str]:
    """How urgent: past due is asked about, today is red, soon is amber."""
    if task.unproven:
        return "待核实", "bad"
    if task.days == 0:
        return "今天", "bad"
    return f"剩 {task.days} 天", "warn" if task.days <= 3 else "neutral"


def task_words(task: Task) -> str:
    """What it is, since when or until when, by which clause."""
    when = f"已过期 {-task.days} 天，没有完成凭证；确认未办才会扣分" if task.unproven else f"{task.due_on} 到期"
    return f"{task.name}：{when}（{task.clause}）"
