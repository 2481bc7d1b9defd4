"""What one thing is worth: the same facts assessed again with it or without it, in points and in fen."""

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any, NamedTuple, cast

from app.errors import Refused
from app.exact import Exact, add, show, show_money
from app.forms.assessment_judged import Judged
from app.scoring.assess import Assessment, assess
from app.scoring.facts import read_facts
from app.scoring.measures import Items, Months


class Worth(NamedTuple):
    """Points won or lost, fen won or lost (None: the period has no payment of its own)."""

    points: Exact | None
    fen: int | None

    @property
    def words(self) -> str:
        """What it is worth, shortly; empty where nothing changes."""
        told: list[str] = []
        if self.points:
            told.append(f"{'加' if self.points > 0 else '扣'} {show(abs(self.points))} 分")
        if self.fen:
            told.append(f"{'多付' if self.fen > 0 else '少付'} {show_money(abs(self.fen))} 元")
        return "，".join(told)


def without(judged: Judged, path: str, quantity: Decimal) -> Worth | None:
    """What a row that counts into a path has changed; None where the facts cannot be told without it."""
    facts = _less(judged.facts, path, quantity)
    other = None if facts is None else _again(judged, facts)
    return None if other is None else _apart(other, judged.assessment)


def one_more(judged: Judged, target: str) -> Worth | None:
    """What another case counted into an input would change."""
    name, _, field = target.partition(".")
    measures = [part.measure for part in judged.rules.indicator(name).parts]
    facts = deepcopy(dict(judged.facts))
    given = cast("dict[str, Any]", facts.setdefault("inputs", {})).setdefault(name, {})
    if any(isinstance(one, Items) and one.field == field for one in measures):
        return None
    if field == "months" and any(isinstance(one, Months) for one in measures):
        given, field = given.setdefault("months", {}), str(judged.period.months[-1])
    given[field] = show(Decimal(str(given.get(field) or 0)) + 1)
    other = _again(judged, facts)
    return None if other is None else _apart(judged.assessment, other)


def one_event(judged: Judged, item: str) -> Worth | None:
    """What another contract item would take off; None where its amount is whatever it really was."""
    settling = judged.rules.settling
    known = next((one for one in settling.items if one.id == item), None) if settling else None
    if known is None or known.kind.own_amount:
        return None
    facts = deepcopy(dict(judged.facts))
    facts["events"] = [*(facts.get("events") or []), {"item": item, "quantity": "1"}]
    other = _again(judged, facts)
    return None if other is None else _apart(judged.assessment, other)


def _again(judged: Judged, facts: Mapping[str, Any]) -> Assessment | None:
    scheme = judged.assessment.scheme
    try:
        return assess(scheme, *read_facts(scheme, facts))
    except Refused:
        return None


def _apart(before: Assessment, after: Assessment) -> Worth:
    if before.scheme.in_money:
        return Worth(None, before.fen - after.fen + _items(before) - _items(after))
    points = None if before.score is None or after.score is None else add(after.score, -before.score)
    old, new = before.settlement, after.settlement
    if old is None or new is None or old.payable is None or new.payable is None:
        return Worth(points, None)
    return Worth(points, new.payable - old.payable)


def _items(one: Assessment) -> int:
    return sum(charge.fen for charge in one.settlement.charges) if one.settlement else 0


def _less(given: Mapping[str, Any], path: str, quantity: Decimal) -> dict[str, Any] | None:
    """The facts with a row taken out of the count, or the list, that it is part of."""
    facts = deepcopy(dict(given))
    *above, last = path.split(".")
    place: Any = facts if above == ["events"] else facts.get("inputs")
    for name in above:
        place = _inside(place, name)
    if isinstance(place, list):
        rows = cast("list[Any]", place)
        if not last.isdigit() or int(last) >= len(rows):
            return None
        rows.pop(int(last))
        return facts
    value = _inside(place, last)
    if value is None or isinstance(value, bool | dict | list):
        return None
    place[last] = show(max(Decimal(str(value)) - quantity, Decimal(0)))
    return facts


def _inside(place: Any, name: str) -> Any:
    return cast("dict[str, Any]", place).get(name) if isinstance(place, dict) else None
