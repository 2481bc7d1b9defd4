"""Worked cases: facts with figures computed by hand, run against a scheme of the same folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from app.errors import Fault, Refused
from app.library import placed, scheme_for
from app.periods import Period
from app.reader import Reader, shown
from app.scoring.assess import assess
from app.scoring.facts import read_facts
from app.scoring.result import as_json
from app.toml_text import read_toml

BY_LINE = ("awarded", "amount", "missing", "achieved")
PLAIN = ("score", "complete", "grade")
SETTLED = ("base", "deduction", "payable")
NULL = "null"


class Case(NamedTuple):
    """One worked case."""

    name: str
    why: str
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]
    path: str


def read_cases(folder: Path, faults: list[Fault]) -> list[Case]:
    """The worked cases of a scheme's folder."""
    file = folder / "cases.toml"
    if not file.exists():
        faults.append(Fault("", "cases.toml", "没有算例；每个方案都应附手工算出的算例", folder.name))
        return []
    data = read_toml(file, faults)
    if data is None:
        return []
    inside: list[Fault] = []
    reader = Reader(data, "", inside)
    cases = [_case(one) for one in reader.tables("case", None)]
    reader.close()
    if not cases:
        reader.fault("case", "没有算例；每个方案都应附手工算出的算例")
    faults.extend(placed(inside, file))
    return cases


def _case(reader: Reader) -> Case:
    facts, expect = reader.table("facts"), reader.table("expect")
    known = (*BY_LINE, *PLAIN, *SETTLED, "items", "no_items", "alerts", "readings", "error")
    expect.ignore(*known)
    expect.close()
    for key in (*BY_LINE, "items", "readings"):
        expect.table(key, {})
    for key in ("alerts", "error"):
        for at, member in enumerate(expect.items(key)):
            if not isinstance(member, str):
                expect.fault(f"{key}[{at}]", "应为文字", member)
    if not expect.data:
        reader.fault("expect", "没有写明期望的结果")
    found = Case(reader.text("name"), reader.text("why"), facts.data, expect.data, reader.path)
    reader.close()
    return found


def run_case(scheme_id: str, shelf: Path, case: Case) -> list[str]:
    """Where the program and the hand disagree; empty where they agree."""
    try:
        facts = {"scheme": scheme_id, **case.facts}
        scheme = scheme_for(scheme_id, Period.parse(str(facts.get("period", ""))), shelf)
        rules, read = read_facts(scheme, facts)
    except Refused as refused:
        return _compare_refusal(case, refused)
    if "error" in case.expect:
        return [f"应当拒绝（{'、'.join(case.expect['error'])}），却算出了结果"]
    return list(_differences(case.expect, as_json(assess(scheme, rules, read))))


def _compare_refusal(case: Case, refused: Refused) -> list[str]:
    named = [fault.path for fault in refused.faults]
    if "error" not in case.expect:
        return [f"被拒绝：{fault}" for fault in refused.faults]
    return [f"没有指出 {path}；指出的是：{'、'.join(named)}" for path in case.expect["error"] if path not in named]


def _differences(expect: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[str]:
    for what, wanted, got in _compared(expect, result):
        if wanted != got:
            yield f"{what}：手算 {shown(wanted)}，程序 {shown(got)}"


def _compared(expect: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    settlement = cast("dict[str, Any]", result["settlement"] or {})
    lines = {line["id"]: line for line in result["lines"]}
    items = {item["id"]: item["amount"] for item in settlement.get("items", [])}
    for key in PLAIN:
        if key in expect:
            yield key, _plain(expect[key]), result[key]
    for key in SETTLED:
        if key in expect:
            yield key, _plain(expect[key]), settlement.get(key)
    for key in BY_LINE:
        for name, wanted in expect.get(key, {}).items():
            yield f"{key}.{name}", _plain(wanted), lines.get(name, {}).get(key)
    for name, wanted in expect.get("items", {}).items():
        yield f"items.{name}", wanted, items.get(name)
    if expect.get("no_items"):
        yield "items", {}, items
    if "alerts" in expect:
        yield "alerts", sorted(expect["alerts"]), sorted(alert["id"] for alert in result["alerts"])
    for name, wanted in expect.get("readings", {}).items():
        yield f"readings.{name}", wanted, result["readings"].get(name)


def _plain(value: Any) -> Any:
    return None if value == NULL else value
