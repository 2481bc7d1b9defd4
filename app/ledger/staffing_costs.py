"""What one missing person, and one more leaver, cost by the contract: the period's own facts, assessed once more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.exact import show, told_money
from app.ledger import facts, projects
from app.ledger.book import Book
from app.ledger.contracts import Contract
from app.ledger.derive import Case, Turnover, turnovers
from app.ledger.effects import apart
from app.ledger.facts import paths
from app.ledger.fields import nested
from app.ledger.indicator_checks import CONTEXT
from app.periods import Period
from app.scoring.assess import Assessment, assess
from app.scoring.facts import read_facts

NOTHING = "合同没有规定"
UNCHANGED = "不改变本期得分与应付"
Shift = dict[str, str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What follows, in sentences with whether it costs; nothing where the contract attaches nothing."""

    lines: tuple[tuple[str, bool], ...]

    @property
    def told(self) -> str:
        """In one line."""
        return "；".join(words for words, _ in self.lines) or NOTHING

    @property
    def costs(self) -> bool:
        """Whether it costs anything now."""
        return any(costs for _, costs in self.lines)


@dataclass(frozen=True, slots=True)
class Costs:
    """A vacancy all through the period, and one more who leaves in it."""

    vacancy: Cost
    leaver: Cost


def costs_of(book: Book, known: Contract, project: int, period: Period) -> Costs:
    """Both, from the facts of this moment."""
    with book.read() as connection:
        owner = projects.find(connection, project)
        found = facts.assessed_in(book, connection, project, period)
        case = Case(connection, owner, known, found.assessment.rules, period, book.memo)
        turned = tuple(turnovers(case))
    given, before = found.collected.facts, found.assessment
    there = paths(given)
    return Costs(
        _cost(before, given, _vacancy(known, there)),
        _cost(before, given, _leaver(there, turned)),
    )


def _vacancy(known: Contract, there: Mapping[str, Any]) -> Shift:
    """One fewer wherever people are counted, one more wherever vacancies are."""
    moved: Shift = {}
    for rule in known.sources.derivations:
        by = {"headcount": -1, "vacancies": 1}.get(rule.kind)
        if by is None:
            continue
        for path, value in there.items():
            if path == rule.to or path.startswith(f"{rule.to}."):
                moved[path] = show(max(Decimal(0), Decimal(str(value)) + by))
    return moved


def _leaver(there: Mapping[str, Any], turned: tuple[Turnover, ...]) -> Shift:
    """One more who left, one fewer who stayed: in the last span of each turnover."""
    moved: Shift = {}
    latest: dict[str, Turnover] = {}
    for one in turned:
        latest[one.to.partition(".")[0] if not one.to.startswith(CONTEXT) else one.to] = one
    for one in latest.values():
        if one.to in there and one.total:
            moved[one.to] = show(round(Decimal(100 * (len(one.left) + 1)) / Decimal(one.total), 4))
        elif f"{one.to}.hits" in there:
            moved[f"{one.to}.hits"] = show(Decimal(str(there[f"{one.to}.hits"])) + 1)
    return moved


def _cost(before: Assessment, given: Mapping[str, Any], moved: Shift) -> Cost:
    if not moved:
        return Cost(())
    flat = paths(given) | moved
    inputs = nested((path, value) for path, value in flat.items() if not path.startswith(f"{CONTEXT}."))
    context = nested((path, value) for path, value in flat.items() if path.startswith(f"{CONTEXT}."))
    changed = {**given, "inputs": inputs, "context": context.get(CONTEXT, {})}
    after = assess(before.scheme, *read_facts(before.scheme, changed))
    lines = tuple(dict.fromkeys((*_based(before, after), *apart(before, after))))
    return Cost(tuple(one for one in lines if one[0] != UNCHANGED) or lines)


def _based(before: Assessment, after: Assessment) -> Iterator[tuple[str, bool]]:
    """What the payment starts from, while nobody knows yet what will be taken off."""
    was, now = before.settlement, after.settlement
    if was is None or now is None or was.base is None or now.base is None or was.payable is not None:
        return
    if was.base != now.base:
        yield f"结算基数 {told_money(was.base)} → {told_money(now.base)} 元", now.base < was.base
