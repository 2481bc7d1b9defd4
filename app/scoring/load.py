"""Turns a scheme's data into a scheme, and a scheme under chosen readings into rules; all faults at once."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from app.errors import Fault
from app.exact import Exact, show, total
from app.reader import Reader
from app.scoring.alerts import Alert, CountAbove, RankWithin, parse_alert
from app.scoring.context import KINDS as CONTEXT_KINDS
from app.scoring.dated import read_head, under
from app.scoring.indicator import Indicator
from app.scoring.load_indicator import load_gates, load_indicator
from app.scoring.readings import Binder
from app.scoring.scheme import Group, Rules, Scheme
from app.scoring.settlement import parse_settling
from app.scoring.shapes.bands import Band, parse_bands

BODY = ("group", "indicator", "grade", "settlement", "alert", "context", "full", "gate")
ZERO = Decimal(0)


def load_scheme(data: Mapping[str, Any], faults: list[Fault]) -> Scheme:
    """A scheme from its file's data; the rules under its default readings are checked by `rules_of`."""
    reader = Reader(data, "", faults)
    reader.ignore(*BODY)
    inside = reader.one_of("inside_period", ("refused", "next_period", "takes_over"), "refused")
    unit = reader.one_of("unit", ("points", "money"), "points")
    scheme = Scheme(**read_head(reader), inside_period=inside, in_money=unit == "money")
    reader.close()
    return scheme


def rules_of(scheme: Scheme, chosen: Mapping[str, str] | None = None) -> Rules:
    """What a scheme says under the chosen readings."""
    return under(scheme, chosen, scheme.known, lambda options, faults: load_rules(scheme, options, faults))


def load_rules(scheme: Scheme, chosen: Mapping[str, str], faults: list[Fault]) -> Rules:
    """The rules under the chosen readings."""
    bound = Binder(scheme.readings, chosen, faults).bind({key: scheme.data.get(key) for key in BODY})
    reader = Reader(bound, "", faults)
    given: Any = scheme.data.get("indicator")
    sources = cast("list[Any]", given) if isinstance(given, list) else []
    gates = load_gates(reader)
    indicators = tuple(
        load_indicator(one, source, scheme.in_money, gates)
        for one, source in zip(reader.tables("indicator", None), sources, strict=False)
    )
    context = _context(reader)
    rules = Rules(
        dict(chosen),
        indicators,
        tuple(_group(one) for one in reader.tables("group")),
        reader.number("full", None) if not scheme.in_money else None,
        context,
        _grades(reader),
        parse_settling(reader.table("settlement")),
        tuple(parse_alert(one) for one in reader.tables("alert")),
    )
    _check(reader, rules)
    return rules


def _context(reader: Reader) -> dict[str, str]:
    if not reader.has("context"):
        return {}
    nested = reader.table("context")
    return {key: nested.one_of(key, tuple(CONTEXT_KINDS)) for key in nested.entries()}


def _group(reader: Reader) -> Group:
    full = reader.number("full", None)
    found = Group(reader.text("id"), reader.text("name"), full, reader.text("clause", ""))
    reader.close()
    return found


def _grades(reader: Reader) -> tuple[Band, ...]:
    if not reader.has("grade"):
        return ()
    rows = [
        {**cast("dict[str, Any]", one), "worth": ZERO} if isinstance(one, dict) else one
        for one in reader.items("grade")
    ]
    return parse_bands(Reader({"grade": rows}, "", reader.faults), "grade", "worth")


def _check(reader: Reader, rules: Rules) -> None:
    _unique(reader, "indicator", [one.id for one in rules.indicators])
    _unique(reader, "group", [one.id for one in rules.groups])
    _unique(reader, "alert", [one.id for one in rules.alerts])
    _sums(reader, rules)
    _references(reader, rules)


def _unique(reader: Reader, key: str, ids: list[str]) -> None:
    for one in dict.fromkeys(ids):
        if ids.count(one) > 1:
            reader.fault(key, "编号重复", one)


def _sums(reader: Reader, rules: Rules) -> None:
    """Points must add up to what the contract states, by block and in all."""
    groups = {group.id: group for group in rules.groups}
    for one in rules.indicators:
        if one.group and one.group not in groups:
            reader.fault("indicator", f"{one.id} 所属的分组未定义", one.group)
    for group in rules.groups:
        _sum(reader, f"group.{group.id}", group.full, [one for one in rules.indicators if one.group == group.id])
    _sum(reader, "full", rules.full, list(rules.indicators))


def _sum(reader: Reader, key: str, stated: Exact | None, indicators: list[Indicator]) -> None:
    found = total(one.full for one in indicators)
    if stated is not None and found != stated:
        reader.fault(key, f"写明 {show(stated)} 分，各项分值合计却是 {show(found)} 分", show(stated))


def _references(reader: Reader, rules: Rules) -> None:
    ids = {one.id for one in rules.indicators}
    for alert in rules.alerts:
        kind = alert.kind
        if isinstance(kind, RankWithin | CountAbove):
            _known(reader, f"alert.{alert.id}.indicator", kind.indicator, ids)
    for name, needed in _contexts(rules):
        _known(reader, name, needed, set(rules.context))
    for one in rules.indicators:
        for rule in one.full_when:
            if rule.indicator:
                _known(reader, f"indicator.{one.id}.full_when", rule.indicator, ids)
    for promise in _promised(rules):
        _known(reader, "settlement.item.promises", promise, ids)


def _promised(rules: Rules) -> list[str]:
    items = rules.settling.items if rules.settling else ()
    return [row.indicator for item in items for row in getattr(item.kind, "promises", ())]


def _contexts(rules: Rules) -> list[tuple[str, str]]:
    """Every place that looks at a context field, and the field."""
    found = [(f"alert.{one.id}", _context_of(one)) for one in rules.alerts]
    found += [(f"indicator.{one.id}", rule.context) for one in rules.indicators for rule in one.full_when]
    if rules.settling:
        found.append(("settlement.base", getattr(rules.settling.base, "context", "")))
        found.append(("settlement.deduction", getattr(rules.settling.deduction, "spared_by", "")))
    return [(name, field) for name, field in found if field]


def _context_of(alert: Alert) -> str:
    return getattr(alert.kind, "context", "")


def _known(reader: Reader, key: str, name: str, names: set[str]) -> None:
    if name not in names:
        reader.fault(key, f"没有定义；已有：{'、'.join(sorted(names)) or '无'}", name)
