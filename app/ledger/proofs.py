"""What the record itself proves: a session that was held, a plan that was filed, hours that everybody has."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from app.ledger import obligations, people, training
from app.ledger.book import Book, Source
from app.ledger.contracts import Contract, contract
from app.ledger.obligations import OPEN, Obligation
from app.ledger.projects import find
from app.obligation_rules import Obligation as Rule
from app.periods import Period

# What the proofs are read from, for whoever keeps what was found until one of these changes.
TABLES = "training_session training_plan training_attendance person person_span team"


def evident(
    source: Source, project: int, open_ones: tuple[Obligation, ...], rules: Mapping[str, Rule]
) -> dict[int, str]:
    """The open obligations that need no other proof, and what proves them."""
    found: dict[int, str] = {}
    for one in open_ones:
        rule = rules.get(one.rule)
        if rule is None or not rule.proved_by or one.status != OPEN:
            continue
        kind, _, what = rule.proved_by.partition(":")
        proof = PROOFS[kind](source, project, one, what)
        if proof:
            found[one.id] = proof
    return found


def proposals(book: Book, project: int, today: date) -> tuple[tuple[Obligation, Rule], ...]:
    """What is past due and proved by nothing, or was done late, and would cost something: a person has to say."""
    with book.read() as connection:
        return proposed(connection, project, contract(book.shelf, find(connection, project).scheme), today)


def proposed(source: Source, project: int, known: Contract, today: date) -> tuple[tuple[Obligation, Rule], ...]:
    """The same, for a contract that is at hand."""
    rules = rules_by_id(known)
    late = tuple(one for one in obligations.listed(source, project) if one.late and one.status == obligations.DONE)
    open_ones = (*obligations.unproven(source, project, today), *late)
    proved = evident(source, project, open_ones, rules)
    found = [(one, rules[one.rule]) for one in open_ones if one.id not in proved and one.rule in rules]
    return tuple((one, rule) for one, rule in found if rule.feeds or rule.proposes)


def rules_by_id(known: Contract) -> dict[str, Rule]:
    """A contract's obligations by id."""
    return {rule.id: rule for rule in known.obligations.obligations}


def _session(source: Source, project: int, one: Obligation, kind: str) -> str:
    """As many sessions in its span as its number among several asks for."""
    number = int(one.key.partition("#")[2] or "1")
    held = [
        session
        for month in _months(one.from_day, one.due_on)
        for session in training.sessions(source, project, month, kind)
        if one.from_day <= session.day <= one.due_on
    ]
    return f"{held[number - 1].day} {held[number - 1].topic}" if len(held) >= number else ""


def _plan_filed(source: Source, project: int, one: Obligation, _what: str) -> str:
    month = Period.parse(one.key)
    filed = [plan.filed_on for plan in training.plans(source, project, month) if plan.filed_on] if month else []
    return f"培训计划 {max(filed)} 报送" if filed else ""


def _training_hours(source: Source, project: int, one: Obligation, least: str) -> str:
    month = Period.parse(one.key)
    if month is None:
        return ""
    spent = training.hours(source, project, month)
    there = people.employed(source, project, month.last)
    enough = there and all(spent.get(person, Decimal(0)) >= Decimal(least) for person in there)
    return f"{month} 每人不少于 {least} 课时" if enough else ""


def _months(first: date, last: date) -> list[Period]:
    found = [Period("month", first.year, first.month)]
    while found[-1].last < last:
        found.append(found[-1].before(-1))
    return found


PROOFS: dict[str, Callable[[Source, int, Obligation, str], str]] = {
    "session": _session,
    "plan_filed": _plan_filed,
    "training_hours": _training_hours,
}
