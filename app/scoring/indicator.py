"""One row of a contract's assessment: its parts, its limits, and what its input comes to."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from app.exact import Exact, add, printed, shortest, to_fen, total
from app.scoring.measures import Measure
from app.scoring.shapes import Shape
from app.scoring.values import Input, Outcome

ZERO = Decimal(0)


class Gate(NamedTuple):
    """A flag that must be set for a loss to count; not yet known counts as set."""

    flag: str
    yes: str
    no: str
    unknown: str


class Part(NamedTuple):
    """measure × shape, and perhaps a gate."""

    measure: Measure
    shape: Shape
    gate: Gate | None


class FullWhen(NamedTuple):
    """Other full marks where another indicator lies below a value, or a word of the context says so."""

    full: Exact
    indicator: str
    below: Exact
    context: str
    word: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row: its points, its clause and words, and its parts."""

    id: str
    name: str
    group: str
    full: Exact
    clause: str
    words: str
    content: str
    parts: tuple[Part, ...]
    floor: Exact | None
    bonus_cap: Exact | None
    marks: Exact | None
    in_money: bool
    optional: bool
    empty_counts: bool
    due: tuple[int, ...]
    full_when: tuple[FullWhen, ...]
    readings: tuple[str, ...]
    awards: bool


class Line(NamedTuple):
    """What one indicator came to, with everything its explanation needs."""

    indicator: Indicator
    entry: Input
    full: Exact
    awarded: Exact
    fen: int
    outcomes: tuple[Outcome, ...] = ()
    missing: tuple[str, ...] = ()
    raw: Exact = ZERO
    bound: str = ""
    fatal: bool = False


def assess_line(indicator: Indicator, entry: Input, full: Exact) -> Line:
    """What an input comes to under its indicator."""
    if entry.waived or entry.not_applicable or entry.missing:
        awarded = ZERO if entry.not_applicable else full
        return Line(indicator, entry, full, awarded, 0, missing=entry.missing)
    outcomes = _outcomes(indicator.parts, entry)
    missing = outcomes[0].missing if len(outcomes) == 1 else _all_missing(outcomes)
    if missing and any([name not in _gates(indicator) for name in missing]):
        return Line(indicator, entry, full, full, 0, outcomes, missing)
    change = outcomes[0].points if len(outcomes) == 1 else total([outcome.points for outcome in outcomes])
    if indicator.in_money:
        raw = -change if change < 0 else ZERO
        return Line(indicator, entry, full, ZERO, to_fen(raw), outcomes, missing, raw)
    marks = full if indicator.marks is None else indicator.marks
    raw = change if indicator.awards else add(marks, change)
    kept, bound = _kept(indicator, raw, marks)
    if indicator.marks is not None:
        kept = shortest(Fraction(kept) * Fraction(full) / Fraction(marks))
    fatal = bool([outcome for outcome in outcomes if outcome.fatal])
    awarded = ZERO if fatal else kept if type(kept) is Decimal else printed(kept)
    return Line(indicator, entry, full, awarded, 0, outcomes, missing, raw, bound, fatal)


def _outcomes(parts: tuple[Part, ...], entry: Input) -> tuple[Outcome, ...]:
    rows = zip(parts, entry.samples, strict=True)
    return tuple([_gated(part.gate, part.shape.apply(samples, entry.extras), entry.extras) for part, samples in rows])


def _all_missing(outcomes: tuple[Outcome, ...]) -> tuple[str, ...]:
    return tuple([name for outcome in outcomes for name in outcome.missing])


def _gated(gate: Gate | None, outcome: Outcome, extras: Any) -> Outcome:
    """A loss counts only if the gate's flag is set; not yet known counts as set, and is missing."""
    if gate is None or outcome.points >= 0:
        return outcome
    known = extras.get(gate.flag)
    if known is None:
        return outcome._replace(missing=(*outcome.missing, gate.flag), gate=gate.unknown)
    if known:
        return Outcome(outcome.points, outcome.marks, outcome.missing, "", gate.yes)
    return Outcome(ZERO, outcome.marks, (), "", gate.no)


def _gates(indicator: Indicator) -> tuple[str, ...]:
    return tuple([part.gate.flag for part in indicator.parts if part.gate])


def _kept(indicator: Indicator, raw: Exact, marks: Exact) -> tuple[Exact, str]:
    if indicator.floor is not None and raw < indicator.floor:
        return indicator.floor, "floor"
    if indicator.bonus_cap is not None and raw > add(marks, indicator.bonus_cap):
        return add(marks, indicator.bonus_cap), "cap"
    return raw, ""
