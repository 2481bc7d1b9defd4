"""A request for leave beside the contract's own rules: notice, papers, approver, what it uses up, its conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from app.conduct.caution_leave import UNMET, Conditions, Documents, Notice, Tier
from app.conduct.facts import read_month
from app.conduct.items import Case, Item
from app.conduct.judge import PersonResult, judge
from app.conduct.load import rules_of
from app.conduct.rulebook import ConductRules
from app.conduct.rules import Approval, Rule
from app.conduct.sentences import trace
from app.errors import Refused
from app.exact import show
from app.forms.registry import Wanted
from app.forms.staff_cells import day_words
from app.ledger import attachments, conduct_facts, leaves
from app.ledger.codes import codes
from app.ledger.leaves import Leave
from app.ledger.projects import readings_in
from app.periods import Period

PARTS = {"day": "", "am": "上午", "pm": "下午"}
Kind = TypeVar("Kind", Documents, Notice, Conditions)


def leave_rules(wanted: Wanted, period: Period) -> ConductRules | None:
    """The rules of the contract in a month; None where it has none for it."""
    conduct = wanted.contract.conduct
    if conduct is None or conduct.period_fault(period):
        return None
    return rules_of(conduct, readings_in(wanted.book, wanted.project.id, period, "conduct"))


def cautions(rules: ConductRules, kind: type[Kind]) -> Iterator[Kind]:
    """What the rules look at in one way."""
    return (one.kind for one in rules.cautions if isinstance(one.kind, kind))


def tiers(rules: ConductRules) -> tuple[Tier, ...]:
    """How long ahead leave is to be asked for, by its length."""
    return next(cautions(rules, Notice)).tiers if any(cautions(rules, Notice)) else ()


def conditional(rules: ConductRules) -> tuple[str, ...]:
    """The kinds of leave that have conditions: they have a form of their own."""
    return tuple(one.rule for one in cautions(rules, Conditions))


def leave_kinds(rules: ConductRules | None) -> dict[str, str]:
    """The kinds of leave by id: those the contract knows, else those that can be marked."""
    if rules is not None:
        return {rule.id: rule.name for rule in rules.rules.values() if rule.leave}
    return {one.id: one.name for one in codes().values() if one.kind == "leave"}


def requested(wanted: Wanted) -> tuple[Leave, ...]:
    """The one request asked for, or all that touch the month."""
    book, project = wanted.book, wanted.project.id
    if wanted.subject:
        return (leaves.find(book, project, wanted.subject),)
    return tuple(one for one in leaves.listed(book, project, period=wanted.period) if one.status != leaves.CANCELLED)


@dataclass(frozen=True)
class Request:
    """A request, its papers, and what the rules say of it; `judged` is None where they cannot say anything."""

    leave: Leave
    papers: tuple[str, ...]
    rules: ConductRules | None
    used: Decimal = Decimal(0)
    judged: PersonResult | None = None
    prior: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    context: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def rule(self) -> Rule | None:
        """The contract's rule about this kind of leave."""
        return self.rules.rules.get(self.leave.kind) if self.rules else None

    @property
    def span(self) -> str:
        """From when to when."""
        one = self.leave
        first, last = day_words(one.first_day) + PARTS[one.first_half], day_words(one.last_day) + PARTS[one.last_half]
        return first if one.first_day == one.last_day else f"{first} 至 {last}"

    @property
    def approval(self) -> Approval | None:
        """Who decides on leave of this length."""
        return self.rules.approver(self.leave.days) if self.rules and self.rule else None

    @property
    def tier(self) -> Tier | None:
        """How long ahead this leave was to be asked for."""
        known = tiers(self.rules) if self.rules and self.rule else ()
        return next((one for one in known if one.up_to is None or self.leave.days <= one.up_to), None)

    @property
    def ahead(self) -> int | None:
        """So many days ahead it was asked for."""
        return (self.leave.first_day - self.leave.asked_at.date()).days if self.leave.asked_at else None

    @property
    def needed(self) -> tuple[tuple[str, bool], ...]:
        """The papers that the contract asks for, and whether each is there."""
        found = cautions(self.rules, Documents) if self.rules else iter(())
        words = [word for one in found if one.rule == self.leave.kind for word in one.required]
        return tuple((word, any(word in name for name in self.papers)) for word in words)

    @property
    def priced(self) -> str:
        """What it costs, as the rules say it."""
        return "；".join(trace(item) for item in self.judged.items) if self.judged else ""

    def unmet(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        """Each condition of this kind of leave, and why it is not met."""
        case = self._case()
        for one in cautions(self.rules, Conditions) if self.rules else ():
            if one.rule == self.leave.kind:
                for each in one.conditions:
                    items = list(case.by_rule.get(one.rule, ())) if case else []
                    yield each, tuple(UNMET[each.kind](each, case, items)) if case else ()

    def _case(self) -> Case | None:
        if self.judged is None or self.rules is None:
            return None
        by_rule: dict[str, list[Item]] = {}
        for item in self.judged.items:
            by_rule.setdefault(item.rule.id, []).append(item)
        return Case(self.rules.rules, self.judged.person, self.prior, by_rule, 0, 0, (), self.context)


def read_request(wanted: Wanted, leave: Leave) -> Request:
    """A request with everything that is known of it, judged by itself on top of what was used before it."""
    month = Period("month", leave.first_day.year, leave.first_day.month)
    rules = leave_rules(wanted, month)
    filed = (one.name for one in attachments.of(wanted.book, "leave", leave.id))
    papers = tuple(dict.fromkeys((*leave.documents, *filed)))
    if rules is None or leave.kind not in rules.rules:
        return Request(leave, papers, rules)
    try:
        return _judged(wanted, leave, month, papers)
    except Refused:
        return Request(leave, papers, rules)


def _judged(wanted: Wanted, leave: Leave, month: Period, papers: tuple[str, ...]) -> Request:
    conduct, facts = wanted.contract.conduct, conduct_facts.collect(wanted.book, wanted.project.id, month).facts
    assert conduct is not None  # there are rules
    number = _number(wanted, leave.person)
    mine = [one for one in facts["people"] if one["id"] == number]
    leave_kinds = rules_of(conduct, facts["options"]).rules
    prior = {rule: many for rule, many in _before(facts, number, leave.first_day).items() if leave_kinds[rule].leave}
    given = {**facts, "people": mine, "events": [_event(leave, number, papers)]}
    rules, read = read_month(conduct, given | {"prior": {number: {key: show(many) for key, many in prior.items()}}})
    found = judge(conduct, rules, read).people[0]
    return Request(leave, papers, rules, prior.get(leave.kind, Decimal(0)), found, prior, read.context)


def _number(wanted: Wanted, person: int) -> str:
    from app.ledger.people import listed

    return next(one.staff_number for one in listed(wanted.book, wanted.project.id) if one.id == person)


def _before(facts: Mapping[str, Any], number: str, day: date) -> dict[str, Decimal]:
    """What the person used before a day: earlier months, and this month's days before it."""
    used = {rule: Decimal(many) for rule, many in facts["prior"].get(number, {}).items()}
    for event in facts["events"]:
        if event["person"] == number and event["date"] < str(day):
            used[event["rule"]] = used.get(event["rule"], Decimal(0)) + Decimal(event["quantity"])
    return used


def _event(leave: Leave, number: str, papers: tuple[str, ...]) -> dict[str, Any]:
    event: dict[str, Any] = {"person": number, "rule": leave.kind, "date": str(leave.first_day)}
    event |= {"quantity": show(leave.days), "documents": list(papers)}
    if leave.asked_at:
        event["asked_at"] = leave.asked_at.isoformat(timespec="minutes")
    return event | ({"special": leave.special} if leave.special else {})
