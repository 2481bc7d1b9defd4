"""What the contract's own rules say of a request for leave: who approves it, whether it comes late, what it lacks."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.rulebook import Conduct
from app.exact import show
from app.ledger import conduct_facts
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.leaves import Draft, counted, days_of
from app.ledger.people import listed
from app.ledger.projects import find
from app.periods import Period


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice on a request; nothing in it stops anybody."""

    days: Decimal
    approver: str = ""
    clause: str = ""
    beyond: Decimal = Decimal(0)
    unpaid_fen: int = 0
    cautions: tuple[str, ...] = ()


def advise(book: Book, project: int, draft: Draft) -> Advice:
    """The conduct rules asked about this one request, with what the person already used this year."""
    days = counted(days_of(book, project, draft))
    conduct = contract(book.shelf, find(book, project).scheme).conduct
    if conduct is None or not days or draft.kind not in {rule["id"] for rule in conduct.data["rule"]}:
        return Advice(days)
    month = Period("month", draft.first_day.year, draft.first_day.month)
    if conduct.period_fault(month):  # the rules do not hold then: they say nothing, and stop nobody
        return Advice(days)
    return _asked(book, project, draft, conduct, days)


def _asked(book: Book, project: int, draft: Draft, conduct: Conduct, days: Decimal) -> Advice:
    month = Period("month", draft.first_day.year, draft.first_day.month)
    number = next(one.staff_number for one in listed(book, project) if one.id == draft.person)
    collected = conduct_facts.collect(book, project, month).facts
    mine = [one for one in collected["people"] if one["id"] == number]
    if not mine:
        return Advice(days)
    rules, read = read_month(conduct, {**collected, "people": mine, "events": [_event(draft, number, days)],
                                       "prior": _used(collected, number)})  # fmt: skip
    person = judge(conduct, rules, read).people[0]
    beyond = sum((Decimal(item.quantity) for item in person.items if item.rule.id != draft.kind), Decimal(0))
    approval = rules.approver(days)
    told = tuple(raised.text for raised in person.cautions if not raised.caution.contexts)
    return Advice(days, approval.by, approval.clause, beyond, person.wage_deductions, told)


def _event(draft: Draft, number: str, days: Decimal) -> dict[str, Any]:
    event: dict[str, Any] = {"person": number, "rule": draft.kind, "date": str(draft.first_day)}
    event |= {"quantity": show(days), "documents": list(draft.documents)}
    if draft.asked_at:
        event["asked_at"] = draft.asked_at.isoformat(timespec="minutes")
    return event | ({"special": draft.special} if draft.special else {})


def _used(collected: Any, number: str) -> dict[str, dict[str, str]]:
    """What was used before this month and in it."""
    used = {rule: Decimal(quantity) for rule, quantity in collected["prior"].get(number, {}).items()}
    for event in collected["events"]:
        if event["person"] == number:
            used[event["rule"]] = used.get(event["rule"], Decimal(0)) + Decimal(event["quantity"])
    return {number: {rule: show(quantity) for rule, quantity in used.items()}}
