"""Reads a period's facts against the rules, naming every fault."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.errors import Fault, Refused
from app.periods import KINDS, Period
from app.reader import Reader, near
from app.scoring.alerts import WeekWithout
from app.scoring.context import read_context
from app.scoring.indicator import Indicator
from app.scoring.load import rules_of
from app.scoring.readings import read_options
from app.scoring.scheme import Rules, Scheme
from app.scoring.values import THIS_PERIOD, Event, Facts, Frame, Input, Lacking, Past, Sample

TOP = ("scheme", "period", "inputs", "events", "history", "context", "options")


def read_facts(scheme: Scheme, data: Mapping[str, Any]) -> tuple[Rules, Facts]:
    """The rules under the facts' options, and the facts; refused with every fault named."""
    faults: list[Fault] = []
    reader = Reader(data, "", faults)
    reader.ignore(*TOP)
    text = reader.text("period")
    period = Period.parse(text)
    reason = scheme.period_fault(period)
    if text and reason:
        reader.fault("period", reason, text)
    rules = rules_of(scheme, read_options(reader.table("options", {}), scheme.readings))
    if reason or period is None:
        faults += _read_undated(scheme, rules, data)
        raise Refused(dict.fromkeys(faults))
    facts = _read(scheme, rules, reader, period)
    reader.close()
    if faults:
        raise Refused(dict.fromkeys(faults))
    return rules, facts


def _read_undated(scheme: Scheme, rules: Rules, data: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with facts of a period that cannot be assessed, whatever the period should have been."""
    faults: list[Fault] = []
    reader = Reader(data, "", faults)
    reader.ignore(*TOP)
    day = scheme.term.first or date(2000, 1, 1)
    _read(scheme, rules, reader, Period(scheme.kind, day.year, (day.month - 1) // KINDS[scheme.kind] + 1))
    reader.close()
    return [fault for fault in faults if THIS_PERIOD not in fault.reason]


def _read(scheme: Scheme, rules: Rules, reader: Reader, period: Period) -> Facts:
    past = _read_history(scheme, rules, reader, period)
    frame = Frame.build(period, scheme.term, past)
    given = reader.table("inputs", {})
    inputs = {one.id: read_input(one, given, frame) for one in rules.indicators}
    given.close()
    events = tuple(_read_event(rules, one) for one in reader.tables("events"))
    context = read_context(reader.table("context", {}), rules.context, frame)
    _check_weeks(rules, reader, context)
    return Facts(frame, inputs, events, context, reader.data)


def _check_weeks(rules: Rules, reader: Reader, context: Mapping[str, Any]) -> None:
    """A weekly check must be one that an alert asks for."""
    for kind in [alert.kind for alert in rules.alerts if isinstance(alert.kind, WeekWithout)]:
        for at, week in enumerate(context.get(kind.context, [])):
            for name in week:
                if name != "week" and name not in kind.checks:
                    known = tuple(kind.checks)
                    reader.fault(f"context.{kind.context}[{at}].{name}", f"不认识的键{near(name, known)}", week[name])


def read_input(indicator: Indicator, given: Reader, frame: Frame) -> Input:
    """What is known of one indicator."""
    reader = given.table(indicator.id, {})
    waived = reader.text("waived", None) or None
    left_out = _left_out(indicator, reader, frame)
    samples: list[tuple[Sample, ...]] = []
    missing: list[str] = []
    extras: dict[str, Any] = {}
    for part in indicator.parts:
        found = part.measure.read(reader, frame)
        if isinstance(found, Lacking):
            missing.extend(name for name in found.fields if name not in missing)
        else:
            samples.append(found)
        extras.update(part.shape.read(reader))
        reader.ignore(*part.shape.fields())
        if part.gate:
            extras[part.gate.flag] = reader.flag(part.gate.flag, None)
    reader.close()
    if indicator.empty_counts and not missing and all(one.value is None for row in samples for one in row):
        left_out = left_out or "本期没有应计数"
    unneeded = waived or left_out
    return Input(tuple(samples), () if unneeded else tuple(missing), extras, waived, left_out)


def _left_out(indicator: Indicator, reader: Reader, frame: Frame) -> str:
    """Why the indicator is not assessed this period, or nothing."""
    if indicator.due and frame.period.number not in indicator.due:
        return "本期不考核"
    if not reader.has("not_applicable"):
        return ""
    if not indicator.optional:
        reader.fault(
            "not_applicable", "本方案不允许此项标为不适用；确有不可抗力请写 waived", reader.data["not_applicable"]
        )
        return ""
    return "不适用" if reader.flag("not_applicable") else ""


def _read_event(rules: Rules, reader: Reader) -> Event:
    items = {item.id: item for item in rules.settling.items if item.kind.logged} if rules.settling else {}
    name = reader.text("item")
    if name and name not in items:
        reader.fault("item", f"合同没有这一项；可登记：{'、'.join(items) or '无'}", name)
    quantity = reader.whole("quantity", 1, low=1)
    amount = reader.number("amount", low=0) if name in items and items[name].kind.own_amount else None
    reader.close()
    return Event(name, quantity, amount)


def _read_history(scheme: Scheme, rules: Rules, reader: Reader, now: Period) -> tuple[Past, ...]:
    found: dict[Period, Past] = {}
    for row in reader.tables("history"):
        text = row.text("period")
        period = Period.parse(text)
        known = _read_known(rules, row)
        reason = _past_fault(scheme, period, now, found) if text else ""
        if reason:
            row.fault("period", reason, text)
        elif period:
            found[period] = Past(period, known)
        row.close()
    return tuple(found[period] for period in sorted(found))


def _past_fault(scheme: Scheme, period: Period | None, now: Period, found: Mapping[Period, Past]) -> str:
    if reason := scheme.period_fault(period):
        return reason
    if period and period >= now:
        return f"应早于{THIS_PERIOD} {now}"
    return "同一期写了两次" if period in found else ""


def _read_known(rules: Rules, row: Reader) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if row.has("score"):
        known["score"] = row.number("score")
    if row.has("deduction"):
        known["deduction"] = row.number("deduction", low=0)
    for indicator in rules.indicators:
        for part in indicator.parts:
            if part.measure.remembers and row.has(indicator.id):
                known[indicator.id] = part.measure.remember(row, indicator.id)
    return known
