"""The one way to a score: rules and facts in, an assessment out."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from app.exact import Exact, add, printed
from app.scoring.alerts import Raised, Situation, raised
from app.scoring.indicator import Indicator, Line, assess_line
from app.scoring.scheme import Rules, Scheme
from app.scoring.settlement.settle import Settlement, Standing, settle
from app.scoring.shapes.bands import find
from app.scoring.values import Facts, Past

ZERO = Decimal(0)


class Assessment(NamedTuple):
    """What a scheme says of a period's facts."""

    scheme: Scheme
    rules: Rules
    facts: Facts
    complete: bool
    score: Exact | None
    fen: int
    grade: str | None
    lines: tuple[Line, ...]
    settlement: Settlement | None
    alerts: tuple[Raised, ...]
    vetoed: bool


def assess(scheme: Scheme, rules: Rules, facts: Facts) -> Assessment:
    """What the rules say of the facts."""
    inputs = facts.inputs
    lines = tuple(
        [
            assess_line(one, inputs[one.id], full_of(one, facts) if one.full_when else one.full)
            for one in rules.indicators
        ]
    )
    vetoed = bool([line for line in lines if line.fatal and _vetoes(line)])
    score = None if scheme.in_money else ZERO if vetoed else _score(lines)
    fen = sum([line.fen for line in lines]) if scheme.in_money else 0
    standing = _standing(facts, score, fen)
    settlement = settle(rules.settling, standing) if rules.settling else None
    alerts = raised(rules.alerts, Situation(standing.frame, score, standing.now, facts.context))
    grade = find(rules.grades, score).name if rules.grades and score is not None else None
    complete = not [line for line in lines if line.missing] and not (settlement and settlement.missing)
    return Assessment(scheme, rules, facts, complete, score, fen, grade, lines, settlement, alerts, vetoed)


def settle_at(assessment: Assessment, score: Exact) -> Settlement | None:
    """What the period would pay at another score."""
    if assessment.rules.settling is None:
        return None
    standing = _standing(assessment.facts, score, assessment.fen)
    return settle(assessment.rules.settling, standing)


def _standing(facts: Facts, score: Exact | None, fen: int) -> Standing:
    now = Past(facts.frame.period, _known(facts, score))
    return Standing(facts.frame, ZERO if score is None else score, fen, facts.events, facts.context, now)


def full_of(indicator: Indicator, facts: Facts) -> Exact:
    """An indicator's full marks this period."""
    for rule in indicator.full_when:
        if rule.context:
            if facts.context.get(rule.context) == rule.word:
                return rule.full
        elif _lies_below(facts, rule.indicator, rule.below):
            return rule.full
    return indicator.full


def _lies_below(facts: Facts, name: str, below: Exact) -> bool:
    samples = facts.inputs[name].samples
    return any(one.value is not None and one.value < below for row in samples[:1] for one in row[:1])


def _vetoes(line: Line) -> bool:
    return any(outcome.fatal == "score" for outcome in line.outcomes)


def _score(lines: tuple[Line, ...]) -> Exact:
    """The sum of the printed lines; what is not applicable is taken out of the denominator."""
    score: Exact = ZERO
    out: Exact = ZERO
    for line in lines:
        score = add(score, line.awarded)
        if line.entry.not_applicable:
            out = add(out, line.full)
    if not out:
        return score
    base = [line for line in lines if line.full]
    whole = Fraction(sum(Fraction(line.full) for line in base))
    counted = Fraction(sum(Fraction(line.awarded) for line in base))
    scaled = counted * whole / (whole - Fraction(out)) if whole != out else whole
    return printed(add(score, scaled - counted))


def _known(facts: Facts, score: Exact | None) -> dict[str, object]:
    """What later looks at this period as at an earlier one: its score, and each indicator's first sample."""
    known: dict[str, object] = {"score": score}
    for name, entry in facts.inputs.items():
        if entry.samples and entry.samples[0]:
            known[name] = entry.samples[0][0]
    return known
