"""The months the benchmark works on: random facts of the contract of 儋州, ordinary and wild ones."""

from collections.abc import Mapping
from random import Random
from typing import Any

from app.commands.score import assessed
from app.scoring.assess import Assessment

SCHEME = "danzhou-2025"
TARGETS = {
    "connect_rate": 95,
    "service_satisfaction": 99,
    "callback_on_time": 100,
    "front_inspection": 100,
    "instant_answer": 60,
    "response_rate": 95,
    "return_reasonable": 99,
    "back_inspection": 100,
    "on_time_closure": 98,
    "participation_satisfaction": 95,
    "resolution_rate": 95,
}
TERM = [f"{2025 + at // 12}-{at % 12 + 1:02d}" for at in range(6, 19)]
ITEMS = ("late_ops_manager", "wage_error_uncorrected", "wage_impersonation", "breach_clause", "termination")
OPTIONS = {
    "remainder": ("each", "only_under_one"),
    "split_deduction": ("prorated", "whole"),
    "wage_base": ("staff_total", "management_fee"),
    "rank_promise_unit": ("month", "promise"),
}


def ordinary(seed: int) -> dict[str, Any]:
    """A complete month with everything earlier known, as the timing uses it."""
    random = Random(seed)
    period = random.choice(TERM)
    inputs: dict[str, Any] = {name: _rate(random, target) for name, target in TARGETS.items()}
    for name, entry in inputs.items():
        extra = {"orders": random.randint(0, 12)} if name == "participation_satisfaction" else _gate(random)
        entry.update(extra)
    inputs["rank_a"], inputs["rank_province"] = {"rank": random.randint(1, 3)}, {"rank": random.randint(1, 18)}
    return {
        "scheme": SCHEME,
        "period": period,
        "inputs": inputs,
        "events": [{"item": item, "quantity": random.randint(1, 3)} for item in random.choices(ITEMS, k=seed % 3)],
        "history": [_past(random, month) for month in TERM[: TERM.index(period)]],
        "context": {
            "headcount": random.randint(49, 54),
            "turnover_month": str(random.randint(0, 70) / 10),
            "turnover_year": str(random.randint(0, 200) / 10),
        },
    }


def wild(seed: int) -> dict[str, Any]:
    """A month with holes, waivers, nothing due, force majeure and other readings."""
    facts, random = ordinary(seed), Random(-seed - 1)
    if seed % 6 == 0:  # the month in which the promises are settled
        facts |= {"period": "2026-06", "history": [_past(random, month) for month in TERM[:11]]}
    facts["inputs"] = {name: _holed(random, _changed(random, name, it)) for name, it in facts["inputs"].items()}
    facts["history"] = [{"period": row["period"], **_holed(random, row)} for row in facts["history"]]
    facts["context"] = _holed(random, facts["context"])
    if random.random() < 0.08:
        facts["context"]["force_majeure"] = "台风"
    facts["options"] = {key: random.choice(ways) for key, ways in OPTIONS.items()}
    return facts


def sample(facts: Mapping[str, Any]) -> Assessment:
    """The month as we assess it."""
    return assessed(facts)


def _rate(random: Random, target: int) -> dict[str, Any]:
    if random.random() < 0.3:
        total = random.randint(1, 3000)
        return {"hits": random.randint(total * (target - 4) // 100, total), "total": total}
    return {"percent": f"{random.randint((target - 5) * 100, min(100, target + 2) * 100) / 100:.2f}"}


def _gate(random: Random) -> dict[str, bool]:
    return {"province_deducted": random.random() < 0.8}


def _past(random: Random, period: str) -> dict[str, Any]:
    ranks = {"rank_a": random.choice((1, 1, 2, 2, 3)), "rank_province": random.choice((4, 7, 12, 16, 18, 18))}
    return {"period": period, "score": str(random.randint(110, 180) / 2), **ranks}


def _changed(random: Random, name: str, entry: dict[str, Any]) -> dict[str, Any]:
    if random.random() < 0.04:
        return entry | {"waived": "不可抗力"}
    if name in TARGETS and random.random() < 0.04:
        return {"hits": 0, "total": 0}
    return {} if random.random() < 0.04 else entry


def _holed(random: Random, entry: dict[str, Any]) -> dict[str, Any]:
    """Without some of its keys, but never with half a pair of counts."""
    whole = ("hits", "total", "waived")
    return {key: value for key, value in entry.items() if key in whole or random.random() > 0.04}
