"""`what-if FACTS.json`: the smallest changes that gain or lose something, and the distance to the next band."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from app.commands.common import each, read_source
from app.commands.score import assessed
from app.exact import show, show_money
from app.scoring.assess import Assessment
from app.scoring.distance import Reach, distance
from app.scoring.moves import amount
from app.scoring.what_if import Chance, chances
from app.scoring.words import spoken


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


def sentence(chance: Chance) -> str:
    """One chance in words."""
    line, move = chance.line, chance.move
    what = f"{line.indicator.name}{f'（{spoken(chance.label)}）' if chance.label else ''}"
    size = f"{amount(move, chance.far)} {move.unit}"
    good = move.better == (move.way in ("turn_up", "more_hits"))
    counts = "达标" if good else "计入"
    moved = {
        "turn_up": f"现有的再多 {size}{counts}（{move.words}）",
        "turn_down": f"现有的再少 {size}{counts}（{move.words}）",
        "more_hits": f"再增加 {size}且都{counts}（{move.words}）",
        "more_misses": f"再增加 {size}且都不{counts}（{move.words}）",
    }.get(move.way, f"{move.words} {size}")
    effects = [] if line.indicator.in_money else [f"{_signed(show(chance.points))} 分"]
    if chance.fen:
        effects.append(f"{'多付' if chance.fen > 0 else '少付'} {show_money(abs(chance.fen))} 元")
    odd = "；指标变好反而吃亏（变差反而得利），条款本身如此" if chance.reverses else ""
    return f"{what}：{moved} → {'，'.join(effects)}{odd}"


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"


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
