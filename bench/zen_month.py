"""The month as a decision of zen-engine, a rules engine in Rust: expressions and two decision tables, trace on."""

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from bench.by_hand import GATED
from bench.plain import Plain, binary

RANK_A = {"1": 4, "2": 0, "3": -4}
PROVINCE = {"[1..3]": 6, "[4..5]": 4, "[6..7]": 2, "[8..10]": 0, "[11..13]": -2, "[14..15]": -4, "[16..18]": -6}


def zen_run() -> Callable[[dict[str, Any]], tuple[float, float]]:
    """A function that gives score and deduction of a context, with the trace that explains them."""
    import zen

    decision = zen.ZenEngine().create_decision(decision_text())

    def run(values: dict[str, Any]) -> tuple[float, float]:
        result = decision.evaluate(values, {"trace": True})["result"]
        return result["score"], result["deduction"]

    return run


def decision_text() -> str:
    """The decision as the engine's editor would save it: lines, ranks, then score and deduction."""
    steps = _lines()
    scored = " + ".join(key for key in (*steps, "p_rank_a", "p_rank_province") if key.startswith("p_"))
    off = "$.score >= 80 ? 0 : 683257.6 / 12 * (80 - $.score) / 100 * days / of_days"
    nodes = [
        _node("in", "inputNode"),
        _node("lines", "expressionNode", _expressions(steps)),
        _node("rank_a", "decisionTableNode", _table("rank_a", RANK_A)),
        _node("rank_province", "decisionTableNode", _table("rank_province", PROVINCE)),
        _node("sums", "expressionNode", _expressions({"score": scored, "deduction": off})),
        _node("out", "outputNode"),
    ]
    edges = [
        {"id": after["id"] + "_edge", "sourceId": before["id"], "targetId": after["id"], "type": "edge"}
        for before, after in pairwise(nodes)
    ]
    return json.dumps({"nodes": nodes, "edges": edges, "contentType": "application/vnd.gorules.decision"})


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else node | {"content": content}


def _expressions(found: dict[str, str]) -> dict[str, Any]:
    rows = [{"id": key, "key": key, "value": value} for key, value in found.items()]
    return {"expressions": rows, "passThrough": True, "inputField": None, "outputPath": None}


def _table(field: str, points: dict[str, int]) -> dict[str, Any]:
    rows = [{"_id": f"{field}{at}", "i": when, "o": str(worth)} for at, (when, worth) in enumerate(points.items())]
    return {
        "hitPolicy": "first",
        "inputs": [{"id": "i", "name": field, "field": field}],
        "outputs": [{"id": "o", "name": field, "field": f"p_{field}"}],
        "rules": rows,
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }


def _lines() -> dict[str, str]:
    """A key a step, so that the trace explains a line as ours does: gap, whole steps, rest, points."""
    found: dict[str, str] = {}
    for name, (target, full) in GATED.items():
        found |= _steps(name, target, f"not {name}_deducted ? {full} : ", "0.5", int(full))
    return found | _steps("participation_satisfaction", 95, "", "0.05 * orders", 12)


def _steps(name: str, target: int, gate: str, rest: str, full: int) -> dict[str, str]:
    gap, whole, left = f"gap_{name}", f"whole_{name}", f"rest_{name}"
    lost = f"$.{whole} + ($.{left} > 0 ? {rest} : 0)"
    return {
        gap: f"{target} - {name}",
        whole: f"floor($.{gap})",
        left: f"$.{gap} - $.{whole}",
        f"p_{name}": f"$.{gap} <= 0 ? {full} : {gate}max([0, {full} - ({lost})])",
    }


def context(month: Plain) -> dict[str, Any]:
    """The month's values as the engine takes them: JSON numbers, which in Python are binary."""
    found: dict[str, Any] = {name: binary(value) for name, (value, _) in month.rates.items()}
    found |= {f"{name}_deducted": month.rates[name][1] for name in GATED}
    found |= {"orders": month.orders, "rank_a": month.rank_a, "rank_province": month.rank_province}
    return found | {"days": month.days, "of_days": month.of_days}
