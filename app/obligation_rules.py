"""What a contract obliges to: dated or set off by something, with the clause, and what a confirmed miss costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.errors import Fault, Refused
from app.exact import exact_or_none
from app.library import placed
from app.reader import REQUIRED, Reader, near
from app.scoring.indicator import Indicator
from app.scoring.measures import Count
from app.scoring.readings import Binder, Reading, parse_reading, read_options
from app.scoring.scheme import Rules
from app.toml_text import read_toml

FILE = "obligations.toml"
FORMAT = 1
EVERY = ("week", "month", "quarter", "half_year", "year", "once")
ANCHORS = ("effective", "signed", "start", "end")
CLOCKS = {
    "leaver": "人员离职",
    "staff_change": "人员变动",
    "dismissal": "解除合同",
    "arrival": "新人入职",
    "replacement": "甲方退回更换人员",
    "unfit_manager": "管理人员不胜任",
    "emergency": "紧急事件",
    "fault": "故障",
    "major_fault": "重大故障",
    "interruption": "服务中断",
    "maintenance": "计划维护",
    "hardware_fault": "硬件故障",
    "demand": "整改要求",
    "result": "收到考核结果",
    "early_end": "提前终止",
    "invoice": "开具发票",
    "callback": "办结待回访",
    "order": "需转办的工单",
    "returned_order": "回退的工单",
    "reply_order": "需回访的回复",
}
# What of the record proves an obligation by itself: a session (of a kind), a filed plan, hours of everybody.
PROOFS = ("session", "plan_filed", "training_hours")
UNITS = ("days", "working_days", "hours", "minutes", "hours_ahead")
MONTHLY = ("month", "quarter")
REPEATED = (*MONTHLY, "half_year", "year")


@dataclass(frozen=True, slots=True)
class Obligation:
    """One obligation; `every` recurs or is due once after `anchor`, `on` starts a clock when something happens."""

    id: str
    name: str
    clause: str
    words: str
    every: str
    anchor: str
    on: str
    unit: str
    amount: int
    day: int
    next_month: bool
    before_end: int
    times: int
    feeds: tuple[str, ...]
    proposes: str
    proved_by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ObligationRules:
    """A contract's obligations under its chosen readings, and the dates it names."""

    dates: Mapping[str, date] = field(default_factory=dict[str, date])
    readings: Mapping[str, Reading] = field(default_factory=dict[str, Reading])
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    obligations: tuple[Obligation, ...] = ()


def read_obligations(folder: Path, scheme_rules: Rules | None = None) -> ObligationRules:
    """The obligations of a contract's folder; none where it has no such file; refused with every fault."""
    file = folder / FILE
    if not file.is_file():
        return ObligationRules()
    faults: list[Fault] = []
    data = read_toml(file, faults)
    if data is not None:
        inside: list[Fault] = []
        found = _rules(data, inside, scheme_rules)
        faults.extend(placed(inside, file))
        if not faults:
            return found
    raise Refused(faults)


def under(rules: ObligationRules, chosen: Mapping[str, str]) -> tuple[Obligation, ...]:
    """The obligations under chosen readings."""
    faults: list[Fault] = []
    options = read_options(Reader(chosen, "options", faults), rules.readings)
    found = () if faults else _obligations(rules.data, rules.readings, options, faults)
    if faults:
        raise Refused(faults)
    return found


def _rules(data: Mapping[str, Any], faults: list[Fault], scheme_rules: Rules | None) -> ObligationRules:
    reader = Reader(data, "", faults)
    if reader.whole("format", FORMAT) != FORMAT:
        reader.fault("format", f"本程序认识的格式是 {FORMAT}", data.get("format"))
    reader.ignore("obligation")
    readings = _readings(reader)
    dates: dict[str, date] = {}
    if reader.has("dates"):
        nested = reader.table("dates")
        dates = {key: nested.day(key) for key in ANCHORS if nested.has(key)}
        nested.close()
    reader.close()
    defaults = {reading.id: reading.default for reading in readings.values()}
    others = [defaults | {one.id: choice.id} for one in readings.values() for choice in one.others(one.default)]
    for chosen in (defaults, *others):
        _check(reader, _obligations(data, readings, chosen, faults), scheme_rules)
    faults[:] = list(dict.fromkeys(faults))
    return ObligationRules(dates, readings, data, _obligations(data, readings, defaults, []))


def _readings(reader: Reader) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    for at, row in enumerate(reader.tables("reading")):
        one = parse_reading(row)
        if one.id in found:
            reader.fault(f"reading[{at}].id", "读法编号重复", one.id)
        found[one.id] = one
    return found


def _obligations(
    data: Mapping[str, Any], readings: Mapping[str, Reading], chosen: dict[str, str], faults: list[Fault]
) -> tuple[Obligation, ...]:
    bound = Binder(readings, chosen, faults).bind({"obligation": data.get("obligation")})
    return tuple(_obligation(one) for one in Reader(bound, "", faults).tables("obligation"))


def _obligation(reader: Reader) -> Obligation:
    every = reader.one_of("every", ("", *EVERY), "")
    on = reader.one_of("on", ("", *CLOCKS), "")
    anchor = reader.one_of("anchor", ("", *ANCHORS), "")
    unit, amount = _amount(reader)
    head = [reader.text(key) for key in ("id", "name", "clause", "words")]
    found = Obligation(
        *(head[0], head[1], head[2], head[3], every, anchor, on, unit, amount),
        *(reader.whole("day", 0, high=31), bool(reader.flag("next_month")), reader.whole("before_end", 0, high=31)),
        reader.whole("times", 1, low=1, high=12),
        tuple(str(one) for one in reader.items("feeds")),
        *(reader.text("proposes", ""), reader.text("proved_by", ""), reader.text("note", "")),
    )
    for key, reason in (*_trigger_faults(found), *_idle_keys(found)):
        reader.fault(key, reason, reader.data.get(key, REQUIRED))
    reader.close()
    return found


def _trigger_faults(one: Obligation) -> Iterator[tuple[str, str]]:
    if bool(one.every) == bool(one.on):
        yield "every", "every（定期）与 on（事件触发）应写且只写一个"
    if (one.every == "once") != bool(one.anchor):
        yield "anchor", 'every = "once" 与 anchor 应同时写'
    if one.on and not one.unit:
        yield "on", f"要写明时限：{'、'.join(UNITS)} 之一，立即的写 minutes = 0"
    kind, _, what = one.proved_by.partition(":")
    if one.proved_by and kind not in PROOFS:
        yield "proved_by", f"应为 {'、'.join(PROOFS)} 之一"
    if kind == "training_hours" and exact_or_none(what) is None:
        yield "proved_by", "应写明课时，如 training_hours:16"


def _idle_keys(one: Obligation) -> Iterator[tuple[str, str]]:
    """Keys that say nothing where they stand: passed over in silence they would leave a wrong date."""
    monthly = one.every in MONTHLY
    if one.day and not monthly:
        yield "day", "只用于每月、每季度的义务"
    if one.next_month and not one.day:
        yield "next_month", "要同时写 day"
    if one.before_end and (not monthly or one.day):
        yield "before_end", "只用于每月、每季度而未写 day 的义务"
    if one.times > 1 and one.every not in REPEATED:
        yield "times", "只用于每月、每季度、每半年、每年的义务"
    if one.unit and one.every and one.every != "once":
        yield one.unit, "定期的义务不写时限；到期日用 day"
    if one.every == "once" and one.unit not in ("", "days", "working_days"):
        yield one.unit, "只办一次的义务按 days 或 working_days 计"


def _amount(reader: Reader) -> tuple[str, int]:
    given = [unit for unit in UNITS if reader.has(unit)]
    if len(given) > 1:
        reader.fault(given[1], f"时限只能写一种，已有 {given[0]}", reader.data[given[1]])
    return (given[0], reader.whole(given[0], high=1000)) if given else ("", 0)


def _check(reader: Reader, found: tuple[Obligation, ...], rules: Rules | None) -> None:
    ids = [one.id for one in found]
    for at, one in enumerate(found):
        if one.id in ids[:at]:
            reader.fault(f"obligation[{at}].id", "编号重复", one.id)
        for key, value, reason in _target_faults(one, rules) if rules else ():
            reader.fault(f"obligation[{at}].{key}", reason, value)


def _target_faults(one: Obligation, rules: Rules) -> Iterator[tuple[str, str, str]]:
    """A miss counts one into an input that counts, or proposes an item that can be logged."""
    counts = {indicator.id: _counts(indicator) for indicator in rules.indicators}
    for target in one.feeds:
        owner, _, name = target.partition(".")
        if owner not in counts or not name:
            yield "feeds", target, f"应写成 指标.输入项{near(owner, tuple(counts))}"
        elif name not in counts[owner]:
            known = "、".join(counts[owner]) or "无"
            yield "feeds", target, f"{owner} 没有这个按次计数的输入项{near(name, counts[owner])}；可用：{known}"
    items = tuple(item.id for item in (rules.settling.items if rules.settling else ()) if item.kind.logged)
    if one.proposes and one.proposes not in items:
        yield "proposes", one.proposes, f"没有这个合同事项{near(one.proposes, items)}"


def _counts(indicator: Indicator) -> tuple[str, ...]:
    measures = [part.measure for part in indicator.parts]
    return tuple(name for one in measures if isinstance(one, Count) for name in one.fields)
