"""Turns a rule file's data into a rulebook, and a rulebook under chosen readings into rules; all faults at once."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from app.conduct.cautions import parse_caution
from app.conduct.checks import check_rules
from app.conduct.load_rule import (
    load_approval,
    load_consequence,
    load_loss,
    load_passage,
    load_rule,
    load_trigger,
)
from app.conduct.monthly_score import parse_score
from app.conduct.rulebook import Conduct, ConductRules
from app.conduct.rules import Trigger
from app.errors import Fault
from app.reader import REQUIRED, Reader
from app.scoring.dated import read_head, under
from app.scoring.readings import Binder, Reading

BODY = (
    "rule",
    "consequence",
    "trigger",
    "full_attendance",
    "protection",
    "sharing",
    "approval",
    "caution",
    "monthly_score",
)


def load_conduct(data: Mapping[str, Any], faults: list[Fault]) -> Conduct:
    """A rulebook from its file's data, its rules checked under every reading."""
    reader = Reader(data, "", faults)
    reader.ignore(*BODY)
    conduct = Conduct(**read_head(reader))
    reader.close()
    faults.extend(_body_faults(conduct))
    return conduct


def rules_of(conduct: Conduct, chosen: Mapping[str, str] | None = None) -> ConductRules:
    """What a rulebook says under the chosen readings."""
    return under(conduct, chosen, conduct.known, lambda options, faults: load_rules(conduct, options, faults))


def load_rules(conduct: Conduct, chosen: Mapping[str, str], faults: list[Fault]) -> ConductRules:
    """The rules under the chosen readings."""
    bound = Binder(conduct.readings, chosen, faults).bind({key: conduct.data.get(key) for key in BODY})
    reader = Reader(bound, "", faults)
    rules = [load_rule(*pair) for pair in _with_source(conduct, reader, "rule")]
    consequences = [load_consequence(one) for one in reader.tables("consequence")]
    triggers = [load_trigger(*pair) for pair in _with_source(conduct, reader, "trigger")]
    found = ConductRules(
        dict(chosen),
        {rule.id: rule for rule in rules},
        {one.id: one for one in consequences},
        _by_rule(triggers),
        tuple(load_loss(one) for one in reader.tables("full_attendance")),
        load_passage(reader.table("protection"), "days"),
        load_passage(reader.table("sharing")),
        tuple(load_approval(one) for one in reader.tables("approval")),
        tuple(parse_caution(one) for one in reader.tables("caution")),
        parse_score(reader.table("monthly_score")),
    )
    _unique(reader, "rule", [rule.id for rule in rules])
    _unique(reader, "consequence", [one.id for one in consequences])
    _unique(reader, "caution", [one.id for one in found.cautions])
    check_rules(reader, found)
    return found


def _with_source(conduct: Conduct, reader: Reader, key: str) -> Iterator[tuple[Reader, Any]]:
    """Each table with its data as the file has it, the readings not yet filled in."""
    given = conduct.data.get(key)
    sources = cast("list[Any]", given) if isinstance(given, list) else []
    return zip(reader.tables(key, REQUIRED), sources, strict=False)


def _body_faults(conduct: Conduct) -> list[Fault]:
    """Every fault under the chosen readings and under each alternative, each once."""
    usual = {reading.id: _usable(reading) for reading in conduct.readings.values()}
    others = [
        usual | {reading.id: choice.id}
        for reading in conduct.readings.values()
        for choice in reading.others(usual[reading.id])
    ]
    faults: list[Fault] = []
    for chosen in (usual, *others):
        load_rules(conduct, chosen, faults)
    return list(dict.fromkeys(faults))


def _usable(reading: Reading) -> str:
    """A choice with which the rest can still be checked where the default itself is faulty."""
    ids = [choice.id for choice in reading.choices]
    return reading.default if reading.number or reading.default in ids or not ids else ids[0]


def _by_rule(triggers: list[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    return {rule: tuple(one for one in triggers if one.rule == rule) for rule in {one.rule for one in triggers}}


def _unique(reader: Reader, key: str, ids: list[str]) -> None:
    for one in dict.fromkeys(ids):
        if ids.count(one) > 1:
            reader.fault(key, "编号重复", one)
