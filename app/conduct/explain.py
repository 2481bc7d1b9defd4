"""The tree behind an item: how much, at what price, rounded how, with clause, words and reading."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from app.conduct.items import Answers, Brought, Excess, Granted, Item, Led, Proposal, Protected
from app.conduct.judge import MonthResult
from app.conduct.rules import Brings, Joint, Limit, Passage, Rule, told, yuan
from app.conduct.sentences import because, counted, rated
from app.exact import show, show_money

Node = dict[str, Any]


def explained(result: MonthResult, item: Item) -> Node:
    """The item step by step."""
    rule = item.rule
    steps = [_node("value", "数量", f"{told(item.quantity)} {rule.unit}"), *_circumstance(result, item)]
    if item.counts:
        steps += _arithmetic(item)
    steps.append(_node("amount", "金额", f"{show_money(item.amount)} 元"))
    steps += [_proposal(item, one) for one in item.proposals]
    steps += _readings(result, rule)
    steps.append(_node("clause", rule.clause, rule.words))
    return _node("item", counted(item), f"{show_money(item.amount)} 元", steps)


def _node(kind: str, label: str, value: str, children: list[Node] | None = None) -> Node:
    found: Node = {"kind": kind, "label": label, "value": value}
    return found | {"children": children} if children else found


def _arithmetic(item: Item) -> list[Node]:
    """Price times quantity before and after rounding; a joint fine was chosen, not calculated."""
    if isinstance(item.why, Answers):
        return [_node("rate", "连带金额", f"{yuan(item.amount)} 元")]
    exact = Decimal(item.quantity * (item.rule.rate_of(item.event.severe) if item.own else item.rule.rate))
    steps = [_node("rate", "单价", rated(item))]
    if exact != item.amount:
        steps.append(_node("rounding", "四舍五入到分", f"{show(exact.scaleb(-2))} → {show_money(item.amount)}"))
    return steps


def _circumstance(result: MonthResult, item: Item) -> list[Node]:
    """What decided the item beside price and quantity, each with its passage."""
    if item.waived is not None:
        return [_node("waiver", "免予扣罚", item.waived)]
    steps = [_node(*step) for step in _reasons(result, item)]
    severe = item.rule.severe
    if severe and item.own and item.event.severe:
        steps.append(_node("severe", severe.name, rated(item), [_node("clause", severe.clause, severe.words)]))
    return steps


def _reasons(result: MonthResult, item: Item) -> Iterator[tuple[str, str, str, list[Node]]]:
    why = item.why
    if isinstance(why, Protected):
        yield "protection", "新员工保护期至", str(why.until), _passage(result.rules.protection)
    elif isinstance(why, Granted):
        yield "limit", "可休天数内", f"{told(why.granted)} 天", _passage(item.rule.limit)
    elif isinstance(why, Excess):
        yield "limit", "超出可休天数", f"{told(item.quantity)} 天", _passage(why.beyond.limit)
    elif isinstance(why, Brought):
        yield "brought", "由此带出", why.by.name, _passage(why.by.brings)
    elif isinstance(why, Led):
        yield "joint", "班长连带", why.leader or why.spared, _passage(item.rule.joint)
    elif isinstance(why, Answers):
        yield "joint", "因班组成员", f"{why.member} {why.by.name}", _passage(why.by.joint)


def _passage(source: Passage | Limit | Brings | Joint | None) -> list[Node]:
    return [_node("clause", source.clause, source.words)] if source else []


def _proposal(item: Item, one: Proposal) -> Node:
    passage = _node("clause", one.trigger.clause, one.trigger.words)
    return _node("proposal", "提出（须人工确认）", f"{because(item, one)}{one.consequence.name}", [passage])


def _readings(result: MonthResult, rule: Rule) -> list[Node]:
    """The readings that the rule, or a trigger of it, was read under."""
    found: list[Node] = []
    for reading in result.rules.readings_of(rule):
        chosen = result.rules.chosen[reading]
        known = result.conduct.readings[reading]
        means = next((choice.means for choice in known.choices if choice.id == chosen), chosen)
        found.append(_node("reading", known.question, means, [_node("clause", known.clause, known.words)]))
    return found
