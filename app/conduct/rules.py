"""What one conduct rule says: a price for a thing that happened, and what it brings with it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from app.exact import half_up, show

# Whole numbers stay int, half days are Decimal: both are exact, and int is what a month mostly holds.
Quantity: TypeAlias = int | Decimal

FINE, WAGE, CONSEQUENCE, RECORD = "fine", "wage", "consequence", "record"
KINDS = (FINE, WAGE, CONSEQUENCE, RECORD)


class Severe(NamedTuple):
    """What a rule says of a severe case; without `rate` (fen) the price stays."""

    name: str
    rate: int | None
    added: bool
    clause: str
    words: str


class Joint(NamedTuple):
    """A severe case also fines the team's leader: within limits in yuan, `usual` fen if nobody chose."""

    rule: str
    low: int
    high: int
    usual: int
    clause: str
    words: str


class Brings(NamedTuple):
    """Each time brings so many units of another rule."""

    rule: str
    each: int
    clause: str
    words: str


class Limit(NamedTuple):
    """Days granted at the rule's price; what lies beyond is counted under another rule."""

    days: Decimal
    excess: str
    clause: str
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `rate` is fen a unit, `step` what a quantity must be a multiple of."""

    id: str
    name: str
    kind: str
    group: str
    unit: str
    rate: int
    step: Decimal
    clause: str
    words: str
    note: str = ""
    derived: bool = False
    leave: bool = False
    protected: bool = False
    severe: Severe | None = None
    joint: Joint | None = None
    brings: Brings | None = None
    limit: Limit | None = None
    readings: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether its price is rate times quantity and nothing else follows from the rule itself."""
        return not (self.protected or self.severe or self.joint or self.brings or self.limit)

    def rate_of(self, severe: bool) -> int:
        """The price of a unit, in fen."""
        if not severe or self.severe is None or self.severe.rate is None:
            return self.rate
        return self.severe.rate + (self.rate if self.severe.added else 0)


class Trigger(NamedTuple):
    """When a consequence is proposed."""

    consequence: str
    kind: str
    rule: str
    at_least: int
    clause: str
    words: str
    readings: tuple[str, ...] = ()


class Consequence(NamedTuple):
    """What is proposed and must be confirmed by a person."""

    id: str
    name: str
    clause: str
    words: str


class Loss(NamedTuple):
    """What loses full attendance: these rules together so often, or at all when `at_least` is None."""

    rules: tuple[str, ...]
    at_least: int | None
    clause: str
    words: str


class Passage(NamedTuple):
    """A clause and its words, and the number in it if there is one."""

    clause: str
    words: str
    number: int = 0


class Approval(NamedTuple):
    """Who approves leave of up to so many days (`None`: any longer one)."""

    up_to: Decimal | None
    by: str
    clause: str
    words: str


def price(rate: int, quantity: Quantity) -> int:
    """Fen for a quantity, rounded half up once."""
    return rate * quantity if isinstance(quantity, int) else half_up(rate * quantity)


def yuan(fen: int) -> str:
    """Fen as a sentence says them: 10, 82.75."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def told(quantity: Quantity) -> str:
    """A quantity as it is written: 2, 0.5."""
    return str(quantity) if isinstance(quantity, int) else show(quantity)
