"""An item in one sentence, as a careful colleague would write it; rendered only when somebody reads it."""

from app.conduct.items import Answers, Brought, Excess, Granted, Item, Led, Proposal, Protected
from app.conduct.rules import Rule, told, yuan
from app.exact import show


def trace(item: Item) -> str:
    """The item in one sentence."""
    if item.waived is not None:
        return f"{counted(item)}，免予扣罚（{item.waived}）"
    if isinstance(item.why, Protected):
        return f"{counted(item)}，新员工上线保护期至 {item.why.until}，不扣罚"
    parts = [_priced(item)]
    if item.rule.note:
        parts.append(item.rule.note)
    if isinstance(item.why, Led):
        parts.append(_led(item.why))
    return "；".join([*parts, *_proposed(item)])


def counted(item: Item) -> str:
    """What happened and how often."""
    return f"{item.rule.name} {told(item.quantity)} {item.rule.unit}"


def _priced(item: Item) -> str:
    why = item.why
    if isinstance(why, Granted):
        return _granted(item, why)
    if isinstance(why, Excess):
        return f"{counted(item)}，系{why.beyond.name}超出可休天数的部分，{rated(item)}"
    if isinstance(why, Brought):
        return f"{counted(item)}（因{why.by.name}），{rated(item)}"
    if isinstance(why, Answers):
        return f"{counted(item)}，{yuan(item.amount)} 元；班组成员 {why.member} {why.by.name}情节严重"
    return f"{counted(item)}，{rated(item)}"


def _granted(item: Item, why: Granted) -> str:
    """Leave with a limit: what was asked for, and what of it is granted."""
    rule = item.rule
    limit = show(rule.limit.days) if rule.limit else "0"
    before = f"，此前已休 {told(why.used)} 天" if why.used else ""
    if why.granted == why.asked:
        return f"{counted(item)}，可休 {limit} 天{before}，{rated(item)}"
    return (
        f"{rule.name}申请 {told(why.asked)} 天，可休 {limit} 天{before}，"
        f"本次计 {told(why.granted)} 天，{rated(item)}；超出 {told(why.asked - why.granted)} 天另计"
    )


def rated(item: Item) -> str:
    """The price of a unit."""
    rule, each = item.rule, _each(item.rule, item.rule.rate)
    if not item.event.severe or not item.own:
        return each
    severe = rule.severe
    if severe is None:
        return f"{each}（标为情节严重，本条没有另作规定）"
    if severe.rate is None:
        return f"{each}，{severe.name}"
    if severe.added:
        return f"{each}，{severe.name}，另加{_each(rule, severe.rate)}"
    return f"{severe.name}，{_each(rule, severe.rate)}（不再按{each}）"


def _each(rule: Rule, rate: int) -> str:
    return f"每{rule.unit} {yuan(rate)} 元" if rate else "不扣款"


def _led(why: Led) -> str:
    return f"班长 {why.leader} 连带 {yuan(why.fen)} 元" if why.leader else why.spared


def _proposed(item: Item) -> list[str]:
    """What is proposed, gathered by reason."""
    found: dict[str, list[str]] = {}
    for one in item.proposals:
        found.setdefault(because(item, one), []).append(one.consequence.name)
    return [f"{reason}提出{'、'.join(names)}，须人工确认" for reason, names in found.items()]


def because(item: Item, one: Proposal) -> str:
    """Which threshold was reached; nothing to add where every event proposes it."""
    name, unit = item.rule.name, item.rule.unit
    reasons = {
        "month_total": f"当月{name}满 {one.trigger.at_least} {unit}，",
        "term_total": f"合同期内{name}累计 {told(one.figure)} {unit}，",
        "consecutive_days": f"连续{name} {told(one.figure)} {unit}，",
    }
    return reasons.get(one.trigger.kind, "")
