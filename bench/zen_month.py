"""The month as a decision of zen-engine, a rules engine in Rust: one expression node, trace on."""

from typing import Any

from bench.by_hand import FULL
from bench.month import Plain, decimal


def engine() -> Any:
    """The decision, compiled."""
    import zen

    return zen.ZenEngine().create_decision(_decision())


def _decision() -> str:
    import json

    expressions = [{"id": key, "key": key, "value": value} for key, value in _expressions().items()]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "calc",
            "name": "calc",
            "type": "expressionNode",
            "position": {"x": 1, "y": 0},
            "content": {"expressions": expressions, "passThrough": False, "inputField": None, "outputPath": None},
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "calc", "type": "edge"},
        {"id": "b", "sourceId": "calc", "targetId": "out", "type": "edge"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges, "contentType": "application/vnd.gorules.decision"})


def _expressions() -> dict[str, str]:
    """A key a step, so that the trace explains a line as ours does: gap, whole steps, rest, points."""
    found: dict[str, str] = {}
    for name, (target, full) in FULL.items():
        found |= _steps(name, target, f"not {name}_deducted ? {full} : ", "0.5", full)
    found |= _steps("participation", 95, "", "0.05 * orders", 12)
    found["p_rank_a"] = "rank_a == 1 ? 4 : rank_a == 2 ? 0 : -4"
    bands = "rank_province <= 3 ? 6 : rank_province <= 5 ? 4 : rank_province <= 7 ? 2 : rank_province <= 10 ? 0 : "
    found["p_rank_province"] = bands + "rank_province <= 13 ? -2 : rank_province <= 15 ? -4 : -6"
    found["score"] = " + ".join(f"$.{key}" for key in found if key.startswith("p_"))
    found["deduction"] = "$.score >= 80 ? 0 : 683257.6 / 12 * (80 - $.score) / 100 * days / of_days"
    return found


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
    """The month's values as the engine takes them."""
    found: dict[str, Any] = {name: str_number(value) for name, (value, _) in month.rates.items()}
    found |= {f"{name}_deducted": deducted for name, (_, deducted) in month.rates.items()}
    found |= {"participation": str_number(month.participation), "orders": month.orders, "rank_a": month.rank_a}
    return found | {"rank_province": month.rank_province, "days": month.days, "of_days": month.of_days}


def str_number(value: Any) -> float:
    """The engine's door takes JSON numbers, which in Python are binary."""
    return float(decimal(value))


def run(decision: Any, values: dict[str, Any]) -> dict[str, Any]:
    """One evaluation with its trace."""
    return decision.evaluate(values, {"trace": True})["result"]
