"""What was logged in a month: people, what they did before, events; read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.conduct.rules import Quantity, Rule
from app.exact import Exact
from app.periods import Period


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a team."""

    id: str
    team: str
    name: str = ""
    leader: bool = False
    online_on: date | None = None
    left_on: date | None = None
    monthly_wage: Exact | None = None

    def in_post(self, day: date) -> bool:
        """Whether the person was in post on a day, as far as is known."""
        return (self.online_on is None or self.online_on <= day) and (self.left_on is None or day <= self.left_on)


class Event(NamedTuple):
    """One logged thing; a person's id, a rule, a day. `leader_amount` is fen; `leader` is who led on that day,
    where that is not the month's leader; `request_days` is the whole of a leave of which this is a part."""

    person: str
    rule: Rule
    day: date
    quantity: Quantity = 1
    severe: bool = False
    waived: str | None = None
    leader_amount: int | None = None
    documents: tuple[str, ...] = ()
    asked: date | None = None
    special: str | None = None
    leader: str = ""
    request_days: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month's facts; people in order of id, events as they were given."""

    period: Period
    people: tuple[Person, ...]
    prior: Mapping[str, Mapping[str, Quantity]]
    events: tuple[Event, ...]
    context: Mapping[str, Exact]
