"""A month judged: items, what they sum to, what they propose, and how each team's fines are shared."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.conduct.book import write_book
from app.conduct.cautions import Raised, raised
from app.conduct.items import Case, Item, Proposal, added
from app.conduct.month import Month, Person
from app.conduct.pool import shares
from app.conduct.proposals import proposed
from app.conduct.rulebook import Conduct, ConductRules
from app.conduct.rules import FINE, WAGE, Loss


class PersonResult(NamedTuple):
    """One person's month; money in fen."""

    person: Person
    items: tuple[Item, ...]
    fines: int
    wage_deductions: int
    violator: bool
    losses: tuple[Loss, ...]
    consequences: tuple[str, ...]
    cautions: tuple[Raised, ...]
    reward: int = 0

    @property
    def net(self) -> int:
        """What the month's conduct adds to the pay, or takes from it."""
        return self.reward - self.fines - self.wage_deductions

    @property
    def full_attendance(self) -> bool:
        """Whether full attendance was kept."""
        return not self.losses


class TeamResult(NamedTuple):
    """One team's fines and who shared them."""

    team: str
    pool: int
    shared_by: tuple[str, ...]
    undistributed: int


class MonthResult(NamedTuple):
    """The month of everybody, people by id."""

    conduct: Conduct
    rules: ConductRules
    month: Month
    people: tuple[PersonResult, ...]
    teams: tuple[TeamResult, ...]


def judge(conduct: Conduct, rules: ConductRules, month: Month) -> MonthResult:
    """What the rules say of the month."""
    book = write_book(rules, month)
    people = [_person(rules, month, person, book[person.id]) for person in month.people]
    rewards: dict[str, int] = {}
    teams = tuple(_teams(month, people, rewards))
    rewarded = tuple(one._replace(reward=rewards[one.person.id]) if one.person.id in rewards else one for one in people)
    return MonthResult(conduct, rules, month, rewarded, teams)


def _person(rules: ConductRules, month: Month, person: Person, items: list[Item]) -> PersonResult:
    by_rule: dict[str, list[Item]] = {}
    for item in items:
        if item.counts:
            by_rule.setdefault(item.rule.id, []).append(item)
    fines, wage = _sum(by_rule, FINE), _sum(by_rule, WAGE)
    prior = month.prior.get(person.id, {})
    hits = proposed(rules.triggers, rules.consequences, by_rule, prior)
    ids = tuple(sorted({proposal.consequence.id for _, proposal in hits}))
    case = Case(rules.rules, person, prior, by_rule, fines, wage, ids, month.context)
    return PersonResult(
        person,
        tuple(_marked(items, hits) if hits else items),
        fines,
        wage,
        any(found[0].rule.kind == FINE for found in by_rule.values()),
        tuple(loss for loss in rules.losses if _lost(loss, by_rule)),
        ids,
        tuple(raised(rules.cautions, case)),
    )


def _sum(by_rule: Mapping[str, list[Item]], kind: str) -> int:
    return sum(item.amount for found in by_rule.values() if found[0].rule.kind == kind for item in found)


def _marked(items: list[Item], hits: list[tuple[Item, Proposal]]) -> Iterator[Item]:
    """The items with what they propose; compared by identity, two equal events being two."""
    known: dict[int, list[Proposal]] = {}
    for item, proposal in hits:
        known.setdefault(id(item), []).append(proposal)
    for item in items:
        found = known.get(id(item))
        yield item._replace(proposals=tuple(found)) if found else item


def _lost(loss: Loss, by_rule: Mapping[str, list[Item]]) -> bool:
    quantity = sum(added(by_rule.get(rule, ())) for rule in loss.rules)
    return quantity > 0 if loss.at_least is None else quantity >= loss.at_least


def _teams(month: Month, people: list[PersonResult], rewards: dict[str, int]) -> Iterator[TeamResult]:
    """The teams in order of their first member; fills in who gets what."""
    teams: dict[str, list[PersonResult]] = {}
    for one in people:
        teams.setdefault(one.person.team, []).append(one)
    for team, members in teams.items():
        pool = sum(one.fines for one in members)
        found = shares(pool, [one.person.id for one in members if _shares(month, one)])
        rewards.update(found)
        yield TeamResult(team, pool, tuple(found), pool - sum(found.values()))


def _shares(month: Month, one: PersonResult) -> bool:
    """Whoever was fined does not share, nor whoever has left by the month's last day."""
    left = one.person.left_on
    return not one.violator and (left is None or left > month.period.last)
