"""What a contract obliges to: dated or set off by something, with the clause, and what a confirmed miss costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.errors import Fault, Refused
from app.library import placed
from app.reader import Reader, near
from app.scoring.readings import Binder, Reading, parse_reading
from app.scoring.scheme import Rules
from app.toml_text import read_toml

FILE = "obligations.toml"
EVERY = ("week", "month", "quarter", "half_year", "year", "once")
ANCHORS = ("effective", "signed", "start", "end")
CLOCKS = {
    "leaver": "人员离职",
    "staff_change": "人员变动",
    "dismissal": "解除合同",
    "arrival": "新人入职",
    "vacancy": "岗位空缺",
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
    options = {reading.id: reading.default for reading in rules.readings.values()} | dict(chosen)
    found = _obligations(rules.data, rules.readings, options, faults)
    if faults:
        raise Refused(faults)
    return found


def _rules(data: Mapping[str, Any], faults: list[Fault], scheme_rules: Rules | None) -> ObligationRules:
    reader = Reader(data, "", faults)
    reader.whole("format", 1)
    reader.ignore("obligation")
    readings = {one.id: one for one in (parse_reading(row) for row in reader.tables("reading"))}
    dates: dict[str, date] = {}
    if reader.has("dates"):
        nested = reader.table("dates")
        dates = {key: nested.day(key) for key in ANCHORS if nested.has(key)}
        nested.close()
    reader.close()
    defaults = {reading.id: reading.default for reading in readings.values()}
    for reading in readings.values():
        for choice in reading.others(reading.default):
            _obligations(data, readings, defaults | {reading.id: choice.id}, faults)
    found = _obligations(data, readings, defaults, faults)
    _check(reader, found, scheme_rules)
    faults[:] = list(dict.fromkeys(faults))
    return ObligationRules(dates, readings, data, found)


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
    if bool(every) == bool(on):
        reader.fault("every", "every（定期）与 on（事件触发）应写且只写一个")
    if (every == "once") != bool(anchor):
        reader.fault("anchor", 'every = "once" 与 anchor 应同时写')
    if found.proved_by and found.proved_by.partition(":")[0] not in PROOFS:
        reader.fault("proved_by", f"应为 {'、'.join(PROOFS)} 之一", found.proved_by)
    if on and not unit:
        reader.fault("on", f"要写明时限：{'、'.join(UNITS)} 之一，立即的写 minutes = 0")
    reader.close()
    return found


def _amount(reader: Reader) -> tuple[str, int]:
    given = [unit for unit in UNITS if reader.has(unit)]
    if len(given) > 1:
        reader.fault(given[1], f"时限只能写一种，已有 {given[0]}", reader.data[given[1]])
    return (given[0], reader.whole(given[0], high=1000)) if given else ("", 0)


def _check(reader: Reader, found: tuple[Obligation, ...], rules: Rules | None) -> None:
    ids = [one.id for one in found]
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            reader.fault("obligation", "编号重复", name)
    if rules is None:
        return
    indicators = tuple(one.id for one in rules.indicators)
    items = tuple(one.id for one in (rules.settling.items if rules.settling else ()) if one.kind.logged)
    for one in found:
        for target in one.feeds:
            owner, _, name = target.partition(".")
            if owner not in indicators or not name:
                reader.fault(f"obligation.{one.id}.feeds", f"应写成 指标.输入项{near(owner, indicators)}", target)
        if one.proposes and one.proposes not in items:
            reader.fault(f"obligation.{one.id}.proposes", f"没有这个合同事项{near(one.proposes, items)}", one.proposes)
