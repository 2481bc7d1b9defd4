"""The value types that measures, shapes and lines hand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.exact import Exact
from app.periods import Period, Term


class Sample(NamedTuple):
    """One measured value; `None` when nothing was due (0 of 0)."""

    value: Exact | None
    label: str = ""
    hits: int | None = None
    total: int | None = None
    details: tuple[tuple[str, str], ...] = ()


class Lacking(NamedTuple):
    """The names of the fields that are not there yet."""

    fields: tuple[str, ...]


class Mark(NamedTuple):
    """What a shape made of one sample: the points (or yuan) won or lost, and how."""

    sample: Sample
    points: Exact
    gap: Exact | None = None
    whole: int = 0
    rest: Exact | None = None
    row: Any = None


class Outcome(NamedTuple):
    """What one part of an indicator came to."""

    points: Exact
    marks: tuple[Mark, ...]
    missing: tuple[str, ...] = ()
    fatal: str = ""
    gate: str = ""


class Event(NamedTuple):
    """One logged contract item."""

    item: str
    quantity: int
    amount: Exact | None


class Past(NamedTuple):
    """What is known of an earlier period, by key."""

    period: Period
    known: Mapping[str, Any]


NOTHING_KNOWN: Mapping[str, Any] = {}
LOOK_BACK = 12
# Stands in the reason of every fault that depends on which period the facts are of.
THIS_PERIOD = "本期"


class Frame(NamedTuple):
    """Where in time an input stands: its period, the days of it inside the term, what went before."""

    period: Period
    term: Term
    past: tuple[Past, ...] = ()
    days: int = 0
    of_days: int = 1
    back: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def build(cls, period: Period, term: Term, past: tuple[Past, ...] = ()) -> "Frame":
        """The frame of a period; `back` holds what is known of each period before, the last one first."""
        known = {one.period: one.known for one in past}
        back = [known.get(period.before(count), NOTHING_KNOWN) for count in range(1, LOOK_BACK)]
        return cls(period, term, past, term.days_in(period), period.days, tuple(back))

    def months(self) -> tuple[Period, ...]:
        """The months of the period that touch the term."""
        return tuple(month for month in self.period.months if self.term.days_in(month))


@dataclass(frozen=True, slots=True)
class Input:
    """What is known of one indicator: the samples of each part, and what the assessors added."""

    samples: tuple[tuple[Sample, ...], ...] = ()
    missing: tuple[str, ...] = ()
    extras: Mapping[str, Any] = field(default_factory=dict[str, Any])
    waived: str | None = None
    not_applicable: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was measured or logged in a period, read and checked."""

    frame: Frame
    inputs: Mapping[str, Input]
    events: tuple[Event, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict[str, Any])
    source: Mapping[str, Any] = field(default_factory=dict[str, Any])
