"""`what-if FACTS.json`: the smallest changes that gain or lose something, and the distance to the next band."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from app.commands.common import each, read_source
from app.commands.score import assessed
from app.exact import show, show_money
from app.scoring.assess import Assessment
from app.scoring.chance_words import sentence
from app.scoring.distance import Reach, distance
from app.scoring.moves import amount
from app.scoring.what_if import Chance, chances


def run(arguments: Namespace) -> int:
    """The command."""
    return each(read_source(arguments.facts), answer)


def answer(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The chances and the distance of one object of facts, as JSON data."""
    assessment = assessed(facts)
    apart = distance(assessment)
    return {
        "scheme": assessment.scheme.id,
        "version": assessment.scheme.version,
        "period": str(assessment.facts.frame.period),
        "complete": assessment.complete,
        "score": None if assessment.score is None else show(assessment.score),
        "payable": _payable(assessment),
        "distance": {"up": _reach(apart.up), "down": _reach(apart.down)},
        "changes": [chance_json(one) for one in chances(assessment)],
        "readings": dict(assessment.rules.chosen),
    }


def chance_json(chance: Chance) -> dict[str, Any]:
    """One chance as JSON data."""
    line = chance.line
    return {
        "id": line.indicator.id,
        "name": line.indicator.name,
        "label": chance.label or None,
        "way": chance.move.way,
        "amount": amount(chance.move, chance.far),
        "unit": chance.move.unit,
        "better": chance.move.better,
        "points": None if line.indicator.in_money else show(chance.points),
        "yuan": None if chance.fen is None else show_money(chance.fen),
        "reverses": chance.reverses,
        "text": sentence(chance),
    }


def _payable(assessment: Assessment) -> str | None:
    settlement = assessment.settlement
    return None if settlement is None or settlement.payable is None else show_money(settlement.payable)


def _reach(reach: Reach | None) -> dict[str, Any] | None:
    if reach is None:
        return None
    yuan = None if reach.fen is None else show_money(reach.fen)
    return {
        "edge": show(reach.edge.score),
        "included": reach.edge.included,
        "points": show(reach.points),
        "yuan": yuan,
        "each_point": reach.each_point,
    }
