"""An assessment as the plain data that the command line prints; sentences are rendered here, on reading."""

from typing import Any

from app.exact import show, show_money
from app.scoring.assess import Assessment
from app.scoring.explain import Node, trace, tree
from app.scoring.indicator import Indicator, Line
from app.scoring.settlement.settle import Settlement, Settling
from app.scoring.shapes.steps import Steps
from app.scoring.sway import Sway, settlement_sways, sways


def as_json(assessment: Assessment, explain: bool = False) -> dict[str, Any]:
    """The assessment as JSON data."""
    return {
        "scheme": assessment.scheme.id,
        "version": assessment.scheme.version,
        "period": str(assessment.facts.frame.period),
        "complete": assessment.complete,
        "score": None if assessment.score is None else show(assessment.score),
        "grade": assessment.grade,
        "lines": [_line(assessment, line, explain) for line in assessment.lines],
        "settlement": _settlement(assessment, explain),
        "alerts": [{"id": one.alert.id, "text": one.text, "clause": one.alert.clause} for one in assessment.alerts],
        "readings": dict(assessment.rules.chosen),
    }


def target_of(indicator: Indicator) -> str | None:
    """What an indicator aims at, as the table shows it; None where it only counts."""
    aims = [part.measure.aim(show(part.shape.target)) for part in indicator.parts if isinstance(part.shape, Steps)]
    return "、".join(dict.fromkeys(aim for aim in aims if aim)) or None


def achieved_of(line: Line) -> str | None:
    """What was achieved, as the table shows it; None where the line only counts or nothing is known."""
    if line.entry.missing or len(line.entry.samples) != len(line.indicator.parts):
        return None
    parts = zip(line.indicator.parts, line.entry.samples, strict=True)
    told = [text for part, samples in parts if samples and (text := part.measure.achieved(samples))]
    return "、".join(told) or None


def node_json(node: Node) -> dict[str, Any]:
    """An explanation as JSON data."""
    plain: dict[str, Any] = {"kind": node.kind, "label": node.label, "value": node.value}
    return plain | ({"children": [node_json(child) for child in node.children]} if node.children else {})


def _line(assessment: Assessment, line: Line, explain: bool) -> dict[str, Any]:
    indicator, in_money = line.indicator, line.indicator.in_money
    swayed = sways(assessment, line)
    found: dict[str, Any] = {
        "id": indicator.id,
        "name": indicator.name,
        "full": None if in_money else show(line.full),
        "awarded": None if in_money else show(line.awarded),
        "amount": show_money(line.fen) if in_money else None,
        "achieved": achieved_of(line),
        "target": target_of(indicator),
        "missing": list(line.missing),
        "waived": line.entry.waived,
        "clause": indicator.clause,
        "trace": trace(line, swayed),
    }
    return found | ({"explain": node_json(tree(line, swayed))} if explain else {})


def _settlement(assessment: Assessment, explain: bool) -> dict[str, Any] | None:
    settlement, settling = assessment.settlement, assessment.rules.settling
    if settlement is None or settling is None:
        return None
    found: dict[str, Any] = {
        "base": _money(settlement.base),
        "deduction": _money(settlement.deduction),
        "payable": _money(settlement.payable),
        "items": [
            {"id": one.item.id, "amount": show_money(one.fen), "clause": one.item.clause} for one in settlement.charges
        ],
    }
    if explain:
        found["explain"] = node_json(settlement_tree(settlement, settling, settlement_sways(assessment)))
    return found


def settlement_tree(settlement: Settlement, settling: Settling, swayed: tuple[Sway, ...] = ()) -> Node:
    """The settlement step by step."""
    frame, context = settlement.standing.frame, settlement.standing.context
    base_how = Node("how", "算法", settling.base.say(frame, context))
    how = Node("how", "算法", settling.deduction.say(settlement.result, frame, context))
    steps = [
        Node("base", "当期基数", _money(settlement.base) or "—", (base_how,)),
        Node("deduction", "考核扣款", _money(settlement.deduction) or "—", (how,)),
    ]
    for one in settlement.charges:
        why = Node("how", "算法", one.item.kind.say(one.log)), Node("clause", one.item.clause, one.item.words)
        steps.append(Node("item", one.item.name, show_money(one.fen), why))
    if settlement.missing:
        steps.append(Node("missing", "尚缺", "、".join(settlement.missing)))
    for one in swayed:
        others = tuple(Node("alternative", means, show_money(int(paid))) for means, paid in one.others)
        steps.append(Node("reading", one.reading, one.means, others))
    clause = Node("clause", settling.clause, settling.words)
    return Node("payable", "应付", _money(settlement.payable) or "—", (*steps, clause))


def _money(fen: int | None) -> str | None:
    return None if fen is None else show_money(fen)
