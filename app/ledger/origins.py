"""Where each input comes from: the rows behind it, and what was derived where a typed value stands instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.ledger.change import Key

TYPED, DAYS, DERIVED = "typed", "days", "derived"
RATIO = ("percent", "hits", "total")
PLACES = 4


@dataclass(frozen=True, slots=True)
class Origin:
    """How one input came about. An override keeps what was derived, now and when it was typed."""

    kind: str
    rows: tuple[Key, ...]
    note: str = ""
    derived: str = ""
    derived_then: str = ""
    reason: str = ""
    opinion: str = ""

    @property
    def overrides(self) -> bool:
        """Whether a typed value stands where the ledger derives one."""
        return bool(self.derived)

    @property
    def outdated(self) -> bool:
        """Whether the ledger derives something else now than when the value was typed."""
        return bool(self.derived) and self.derived_then != self.derived


@dataclass(frozen=True, slots=True)
class Collected:
    """A period's facts as the store has them, and what lies behind each."""

    facts: Mapping[str, Any]
    origins: Mapping[str, Origin]
    missing_days: Mapping[str, tuple[date, ...]] = field(default_factory=dict[str, tuple[date, ...]])
    pending: tuple[Key, ...] = ()
    unproven: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()

    def behind(self, path: str) -> Iterator[Origin]:
        """The origins of an input and of everything inside it."""
        return (one for name, one in self.origins.items() if name == path or name.startswith(f"{path}."))

    @property
    def outdated(self) -> tuple[str, ...]:
        """Inputs whose typed value was set against another derived one than there is now."""
        return tuple(path for path, one in self.origins.items() if one.outdated)


def group_of(path: str) -> str:
    """What is replaced together: a percentage's three fields, the members of a list."""
    above, _, last = path.rpartition(".")
    if last in RATIO:
        return above
    return f"{above}.[]" if last.isdigit() else path


def summary_of(values: Mapping[str, str]) -> Decimal | None:
    """One number for what a group holds: the percentage of a count, the sum of a list, the number itself."""
    numbers = {path.rpartition(".")[2]: Decimal(value) for path, value in values.items() if _is_number(value)}
    if len(numbers) < len(values) or not numbers:
        return None
    if {"hits", "total"} <= numbers.keys():
        total = numbers["total"]
        return round(100 * numbers["hits"] / total, PLACES) if total else Decimal(0)
    return sum(numbers.values(), Decimal(0))


def _is_number(text: object) -> bool:
    return isinstance(text, str) and text.replace(".", "", 1).isdigit()
