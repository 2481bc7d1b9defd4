"""A month of conduct as its forms need it: what was frozen or judged, with names, rules, and what was decided since."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.load import load_conduct
from app.conduct.month import Month, Person
from app.conduct.result import as_json
from app.conduct.rulebook import Conduct, ConductRules
from app.conduct_library import conduct_for
from app.errors import Fault, Refused
from app.exact import show_money
from app.forms.assessment_judged import fen
from app.forms.assessment_money import Correction, corrected
from app.forms.registry import Wanted, digest_of
from app.forms.sheet import Stamp
from app.periods import Period
from app.reader import NOTHING, Number, shown

KINDS = {"fine": "扣罚", "wage": "扣减工资", "consequence": "处理", "record": "记录"}
PENDING = "建议，待确认"
OUTCOMES = {"confirmed": "已确认", "declined": "已决定不作此处理"}


@dataclass(frozen=True)
class ConductMonth:
    """The month's result, and what it was made from."""

    conduct: Conduct
    rules: ConductRules
    month: Month
    result: Mapping[str, Any]
    stamp: Stamp
    decided: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict[str, tuple[Correction, ...]])
    only: str = ""  # the staff number of the one person asked for
    recorded: bool = True  # whether figures of 0.00 are results, and not a month that nobody has begun

    @property
    def period(self) -> Period:
        """The month."""
        return self.month.period

    def amount(self, value: str) -> int | None:
        """A figure of the result, in fen; nothing while nobody has entered anything."""
        return fen(value) if self.recorded else None

    def total(self, rows: Iterable[Mapping[str, Any]], key: str) -> int | None:
        """What some people's figures add up to; nothing while nobody has entered anything."""
        return sum(fen(one[key]) or 0 for one in rows) if self.recorded else None

    @property
    def people(self) -> list[Mapping[str, Any]]:
        """Everybody's result, in order of staff number."""
        return [one for one in self.result["people"] if not self.only or one["id"] == self.only]

    def person(self, number: str) -> Person:
        """A person of the facts."""
        return next(one for one in self.month.people if one.id == number)

    @property
    def gone(self) -> str:
        """Corrections of people who are not there any more: they have no row, and must not be lost."""
        there = {one.id for one in self.month.people}
        rows = [(number, one) for number, mine in self.corrections.items() if number not in there for one in mine]
        told = "；".join(f"{number} {show_money(one.fen)} 元（{one.about}，{one.reason}）" for number, one in rows)
        return f"另有不在本表的人员更正：{told}。" if told else ""

    def consequence(self, person: str, name: str) -> str:
        """A proposed consequence in words, with how far it has come."""
        known = self.rules.consequences[name]
        return f"{known.name}（{self.decided.get((person, name), PENDING)}）"


def from_wanted(wanted: Wanted) -> ConductMonth:
    """The month of a store: what was frozen, or what there is."""
    from app.forms.source import material
    from app.ledger import people
    from app.ledger.sealing import CONDUCT_SHEET

    if wanted.period.kind != "month":
        raise Refused([Fault("period", str(wanted.period), "这种表单按月，期间应写成 2025-09 的样子")])
    found = material(wanted, CONDUCT_SHEET)
    faults: list[Fault] = []
    conduct = load_conduct(tomllib.loads(found.texts["scheme"], parse_float=Decimal), faults)
    rules, month = read_month(conduct, json.loads(found.texts["facts"]))
    numbers = {one.id: one.staff_number for one in people.listed(wanted.book, wanted.project.id)}
    changed = {
        number: corrected(one for one in found.adjustments if one["person"] == key) for key, number in numbers.items()
    }
    decided, only = _decided(wanted, numbers), numbers.get(wanted.subject, "")
    recorded = not found.stamp.draft or bool(month.events) or _attended(wanted)
    return ConductMonth(conduct, rules, month, found.result, found.stamp, decided, changed, only, recorded)


def _attended(wanted: Wanted) -> bool:
    """Whether anybody's days were marked."""
    from app.ledger import attendance

    return bool(attendance.month(wanted.book, wanted.project.id, wanted.period).marks)


def _decided(wanted: Wanted, numbers: Mapping[int, str]) -> dict[tuple[str, str], str]:
    """What was decided of the proposals."""
    from app.ledger.conduct_months import decisions

    found = decisions(wanted.book, wanted.project.id, wanted.period)
    return {(numbers[one.person], one.consequence): f"{OUTCOMES[one.outcome]}，{one.decided_on}" for one in found}


def from_facts(facts: Mapping[str, Any]) -> ConductMonth:
    """The month of facts, with nobody's name but theirs."""
    name = facts.get("scheme")
    if not isinstance(name, str) or isinstance(name, Number):
        raise Refused([Fault("scheme", shown(name) if "scheme" in facts else NOTHING, "应为有行为规范的方案编号")])
    conduct = conduct_for(name)
    rules, month = read_month(conduct, facts)
    result = as_json(judge(conduct, rules, month))
    return ConductMonth(conduct, rules, month, result, Stamp(digest=digest_of(facts)))
