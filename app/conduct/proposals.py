"""Kinds of triggers: which of a rule's items propose a consequence."""

from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import TypeAlias

from app.conduct.items import Item, Proposal
from app.conduct.rules import Consequence, Quantity, Trigger

Hit: TypeAlias = tuple[Item, Quantity]


def _each(_trigger: Trigger, items: list[Item], _prior: Quantity) -> Iterator[Hit]:
    return ((item, item.quantity) for item in items)


def _severe(_trigger: Trigger, items: list[Item], _prior: Quantity) -> Iterator[Hit]:
    return ((item, item.quantity) for item in items if item.event.severe)


def _month_total(trigger: Trigger, items: list[Item], _prior: Quantity) -> Iterator[Hit]:
    return _term_total(trigger, items, 0)


def _term_total(trigger: Trigger, items: list[Item], prior: Quantity) -> Iterator[Hit]:
    """The first item that brings the sum to the threshold."""
    sums = list(accumulate((item.quantity for item in items), initial=prior))[1:]
    return iter([(item, so_far) for item, so_far in zip(items, sums, strict=True) if so_far >= trigger.at_least][:1])


def _consecutive_days(trigger: Trigger, items: list[Item], _prior: Quantity) -> Iterator[Hit]:
    """The first item that makes an unbroken run long enough; an item of n days covers n dates from its own."""
    start = end = 0
    for item in items:
        first = item.event.day.toordinal()
        if first > end + 1:
            start = first
        end = max(end, first + int(item.quantity) - 1)
        if end - start + 1 >= trigger.at_least:
            yield item, end - start + 1
            return


REACHED: dict[str, Callable[[Trigger, list[Item], Quantity], Iterator[Hit]]] = {
    "each": _each,
    "severe": _severe,
    "month_total": _month_total,
    "term_total": _term_total,
    "consecutive_days": _consecutive_days,
}
THRESHOLDS = ("month_total", "term_total", "consecutive_days")


def proposed(
    triggers: Mapping[str, tuple[Trigger, ...]],
    consequences: Mapping[str, Consequence],
    by_rule: Mapping[str, list[Item]],
    prior: Mapping[str, Quantity],
) -> list[tuple[Item, Proposal]]:
    """What one person's items propose."""
    return [
        (item, Proposal(trigger, consequences[trigger.consequence], figure))
        for rule, items in by_rule.items()
        for trigger in triggers.get(rule, ())
        for item, figure in REACHED[trigger.kind](trigger, items, prior.get(rule, 0))
    ]
