"""What became of each event: an item with its amount, and the circumstance that decided it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from app.conduct.month import Event, Person
from app.conduct.rules import Consequence, Quantity, Rule, Trigger
from app.exact import Exact


class Protected(NamedTuple):
    """A newcomer, spared through a day."""

    until: date


class Granted(NamedTuple):
    """Leave with a limit: used before, asked for, granted."""

    used: Quantity
    asked: Quantity
    granted: Quantity


class Excess(NamedTuple):
    """Days beyond the limit of another kind of leave."""

    beyond: Rule


class Brought(NamedTuple):
    """Brought by another rule."""

    by: Rule


class Led(NamedTuple):
    """A severe case with a joint fine: the leader's id, or why nobody is fined."""

    leader: str
    fen: int
    spared: str = ""


class Answers(NamedTuple):
    """The leader's joint fine for a member."""

    member: str
    by: Rule


Why: TypeAlias = Protected | Granted | Excess | Brought | Led | Answers


class Proposal(NamedTuple):
    """A consequence that an item proposes, and the figure that reached the threshold."""

    trigger: Trigger
    consequence: Consequence
    figure: Quantity


class Item(NamedTuple):
    """One entry of a person's list. What does not count (waived, protected) costs and causes nothing."""

    rule: Rule
    event: Event
    quantity: Quantity
    amount: int
    counts: bool = True
    why: Why | None = None
    proposals: tuple[Proposal, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is the event's own entry, not one that follows from it."""
        return self.event.rule is self.rule

    @property
    def waived(self) -> str | None:
        """Why it was waived, if it was."""
        return None if self.counts else self.event.waived


class Case(NamedTuple):
    """One person's month as cautions look at it: only what counts."""

    rules: Mapping[str, Rule]
    person: Person
    prior: Mapping[str, Quantity]
    by_rule: Mapping[str, list[Item]]
    fines: int
    wage: int
    consequences: tuple[str, ...]
    context: Mapping[str, Exact]

    def month(self, rule: str) -> Quantity:
        """How much of a rule this month holds."""
        return added(self.by_rule.get(rule, ()))

    def known(self, rule: str) -> Quantity:
        """The same with what went before."""
        return self.prior.get(rule, 0) + self.month(rule)


def added(items: Iterable[Item]) -> Quantity:
    """The sum of quantities."""
    found: Quantity = 0
    for item in items:
        found += item.quantity
    return int(found) if isinstance(found, Decimal) and found == int(found) else found
