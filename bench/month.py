"""The months the benchmark works on: random facts of one contract, and the same as plain values."""

from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from app.commands.score import assessed
from app.scoring.assess import Assessment
from app.scoring.values import Facts

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
    "resolution_rate": 95,
}
PERIODS = ("2025-07", "2025-09", "2026-01", "2026-07")


class Plain(NamedTuple):
    """What a competent programmer would hand to a function written for this contract alone."""

    rates: dict[str, tuple[Any, bool | None]]
    participation: Any
    orders: int | None
    rank_a: int
    rank_province: int
    events: dict[str, int]
    earlier: list[dict[str, Any]]
    context: dict[str, Any]
    days: int
    of_days: int


def random_facts(seed: int) -> dict[str, Any]:
    """A complete month."""
    random = Random(seed)
    inputs: dict[str, Any] = {
        name: {**_rate(random, target), "province_deducted": random.random() < 0.8} for name, target in TARGETS.items()
    }
    inputs["participation_satisfaction"] = {**_rate(random, 95), "orders": random.randint(0, 12)}
    inputs["rank_a"], inputs["rank_province"] = {"rank": random.randint(1, 3)}, {"rank": random.randint(1, 18)}
    period = random.choice(PERIODS)
    items = random.sample(["late_ops_manager", "wage_error_uncorrected", "breach_clause"], random.randint(0, 2))
    context = {"headcount": random.randint(49, 54), "turnover_month": str(random.randint(0, 70) / 10)}
    return {
        "scheme": SCHEME,
        "period": period,
        "inputs": inputs,
        "events": [{"item": item, "quantity": random.randint(1, 3)} for item in items],
        "history": [] if period == "2025-07" else _history(random, period),
        "context": context | {"turnover_year": str(random.randint(0, 200) / 10)},
    }


def _rate(random: Random, target: int) -> dict[str, Any]:
    if random.random() < 0.3:
        total = random.randint(1, 3000)
        return {"hits": random.randint(total * (target - 4) // 100, total), "total": total}
    return {"percent": f"{random.randint((target - 5) * 100, min(100, target + 2) * 100) / 100:.2f}"}


def _history(random: Random, period: str) -> list[dict[str, Any]]:
    months = {"2025-09": ("2025-07", "2025-08"), "2026-01": ("2025-11", "2025-12"), "2026-07": ("2026-05", "2026-06")}
    return [
        {"period": month, "score": str(random.randint(50, 95)), "rank_a": 2, "rank_province": random.randint(14, 18)}
        for month in months[period]
    ]


def plain(facts: Facts) -> Plain:
    """Read facts as plain values."""
    value = {name: entry.samples[0][0].value for name, entry in facts.inputs.items()}
    events: dict[str, int] = {}
    for event in facts.events:
        events[event.item] = events.get(event.item, 0) + event.quantity
    earlier = [
        {"score": known.get("score")}
        | {key: int(known[key].value) for key in ("rank_a", "rank_province") if key in known}
        for known in facts.frame.back[:2]
    ]
    return Plain(
        {name: (value[name], facts.inputs[name].extras["province_deducted"]) for name in TARGETS},
        value["participation_satisfaction"],
        facts.inputs["participation_satisfaction"].extras.get("orders"),
        int(value["rank_a"] or 0),
        int(value["rank_province"] or 0),
        events,
        earlier,
        dict(facts.context),
        facts.frame.days,
        facts.frame.of_days,
    )


def sample(seed: int) -> Assessment:
    """A random month, assessed."""
    return assessed(random_facts(seed))


def decimal(value: Any) -> Decimal:
    """A number for engines that know no fractions."""
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)
