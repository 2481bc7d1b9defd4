"""How far the score is from the next settlement band, up and down, in points and in fen."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from app.exact import Exact, add, shortest
from app.scoring.assess import Assessment, settle_at
from app.scoring.settlement.deductions import Edge, PerPointBelow

TINY = Decimal("0.0001")
ONE = Decimal(1)


class Reach(NamedTuple):
    """An edge, the points to it, and what reaching (or falling below) it is worth."""

    edge: Edge
    points: Exact
    fen: int | None
    each_point: bool = False


class Distance(NamedTuple):
    """The next edge above and the next one below, where there is one."""

    up: Reach | None
    down: Reach | None


def distance(assessment: Assessment) -> Distance:
    """How far the score is from the next band in both directions."""
    settling, score = assessment.rules.settling, assessment.score
    if settling is None or score is None:
        return Distance(None, None)
    edges = settling.deduction.edges()
    above = [edge for edge in edges if not _reached(edge, score)]
    below = [edge for edge in edges if _reached(edge, score)]
    up = _up(assessment, score, min(above)) if above else None
    if isinstance(settling.deduction, PerPointBelow):
        return Distance(up, _per_point(assessment, score, edges[0], settling.deduction))
    return Distance(up, _down(assessment, score, max(below)) if below else None)


def _reached(edge: Edge, score: Exact) -> bool:
    return score >= edge.score if edge.included else score > edge.score


def _up(assessment: Assessment, score: Exact, edge: Edge) -> Reach:
    target = edge.score if edge.included else add(edge.score, TINY)
    return Reach(edge, _apart(target, score), _gain(assessment, target))


def _down(assessment: Assessment, score: Exact, edge: Edge) -> Reach:
    target = add(edge.score, -TINY) if edge.included else edge.score
    return Reach(edge, _apart(score, edge.score), _gain(assessment, target))


def _per_point(assessment: Assessment, score: Exact, edge: Edge, rule: PerPointBelow) -> Reach:
    """Below its edge every further point costs the same; what one whole point costs is shown."""
    room = max(_apart(score, rule.score), Decimal(0))
    start = score if score < rule.score else rule.score
    cost = _gain(assessment, add(start, -ONE), start)
    return Reach(edge, room, cost, True)


def _apart(upper: Exact, lower: Exact) -> Exact:
    return shortest(Fraction(upper) - Fraction(lower))


def _gain(assessment: Assessment, score: Exact, start: Exact | None = None) -> int | None:
    new = settle_at(assessment, score)
    old = assessment.settlement if start is None else settle_at(assessment, start)
    if new is None or old is None or new.payable is None or old.payable is None:
        return None
    return new.payable - old.payable
