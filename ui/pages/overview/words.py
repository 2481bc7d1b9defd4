"""What the first page says in words."""

from decimal import Decimal

from app.exact import Exact, show
from app.ledger.overview import Overview, Task
from app.periods import Period
from app.scoring.assess import Assessment
from ui.kit.number_text import money


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
    taken = settlement.deduction or 0
    told = [f"考核扣款 {money(taken)} 元"]
    if assessment.score is None and taken != assessment.fen:  # several months are paid together
        told = [f"结算期内累计扣款 {money(taken)} 元（本期 {money(assessment.fen)} 元）"]
    told += [f"{one.item.name} {money(one.fen)} 元" for one in settlement.charges]
    return "　".join(told)


def task_chip(task: Task) -> tuple[str, str]:
    """How urgent: past due is asked about, today is red, soon is amber."""
    if task.unproven:
        return "已过期", "bad"
    if task.days == 0:
        return "今天", "bad"
    return f"剩 {task.days} 天", "warn" if task.days <= 3 else "neutral"


def task_words(task: Task) -> str:
    """What it is, since when or until when, by which clause."""
    when = f"已过期 {-task.days} 天，没有完成凭证；确认未办才会扣分" if task.unproven else f"{task.due_on} 到期"
    return f"{task.name}：{when}（{task.clause}）"


def outdated_words(found: Overview, path: str) -> str:
    """Whose override has to be looked at again: `turnover.months.2025-07.hits` is the turnover of July."""
    key, *rest = path.split(".")
    names = {line.indicator.id: line.indicator.name for line in found.found.assessment.lines}
    periods = [one for part in rest if (one := Period.parse(part))]
    when = f"（{periods[0].number} 月）" if periods and periods[0].kind == "month" else ""
    return f"{names.get(key, key)}{when}：改写后台账统计又变了，请核对"
