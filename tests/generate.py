"""Random but valid facts for any scheme, by the kinds of its measures; and the same made a little worse."""

from random import Random
from typing import Any

from app.periods import Period
from app.scoring.indicator import Indicator, Part
from app.scoring.measures import (
    Award,
    Change,
    Count,
    DayFails,
    DayRatio,
    Extra,
    Items,
    Mean,
    Months,
    Rank,
    Ratio,
    Value,
)
from app.scoring.scheme import Rules, Scheme
from app.scoring.shapes.per_unit import PerUnit
from app.scoring.shapes.steps import Steps

Facts = dict[str, Any]


def ratio(random: Random, near: int) -> Facts:
    """A percentage near a target, typed or counted."""
    if random.random() < 0.3:
        total = random.randint(0, 3000)
        return {"hits": random.randint(total * near // 120, total) if total else 0, "total": total}
    low = max(0, near - 8) * 100
    return {"percent": f"{random.randint(low, min(100, near + 5) * 100) / 100:.2f}"}


def percent(random: Random, near: int) -> str:
    """A typed percentage near a target."""
    return f"{random.randint(max(0, near - 3) * 100, min(100, near + 6) * 100) / 100:.2f}"


def day_of(period: str, day: int) -> str:
    """A day of a period's first month."""
    found = Period.parse(period)
    assert found is not None
    return f"{found.first:%Y-%m}-{day:02d}"


def part_facts(random: Random, part: Part, indicator: Indicator, period: str) -> Facts:
    """Facts for one part of an indicator."""
    measure, shape = part.measure, part.shape
    near = int(shape.target) if isinstance(shape, Steps) else 85
    found: Facts = {}
    if isinstance(measure, Ratio | Mean | Change):
        found = ratio(random, near)
    elif isinstance(measure, Value):
        found = {measure.field: str(random.randint(0, near * 3))}
    elif isinstance(measure, Count):
        found = {field: random.choice([0, 0, 1, 2, 5]) for field in measure.fields}
    elif isinstance(measure, Rank):
        found = {"rank": random.randint(1, measure.last)}
    elif isinstance(measure, Award):
        found = {"points": f"{random.randint(0, int(indicator.full) * 10) / 10:.1f}"}
    elif isinstance(measure, Extra):
        found = {measure.field: random.choice(["0", "0.5", "1"])}
    elif isinstance(measure, Months):
        months = [str(month) for month in (Period.parse(period) or Period("year", 2027, 1)).months]
        found = {
            "months": {month: percent(random, 2) if measure.of == "ratio" else random.randint(0, 4) for month in months}
        }
    elif isinstance(measure, Items):
        found = {measure.field: [str(random.randint(0, 90) / 10) for _ in range(random.randint(0, 4))]}
    elif isinstance(measure, DayRatio | DayFails):
        found = {"days": [day_facts(random, measure, day_of(period, day)) for day in range(1, random.randint(2, 28))]}
    if part.gate:
        found[part.gate.flag] = random.random() < 0.8
    if isinstance(shape, Steps) and shape.counted_in:
        found[shape.counted_in] = random.randint(0, 15)
    if isinstance(shape, PerUnit) and shape.chosen:
        found[shape.chosen] = str(random.randint(shape.low, shape.high))
    return found


def day_facts(random: Random, measure: DayRatio | DayFails, day: str) -> Facts:
    """Facts of one day."""
    total = random.randint(0, 900)
    if isinstance(measure, DayRatio):
        return {"date": day, measure.total: total, measure.hits: random.randint(total * 9 // 10, total)}
    found: Facts = {"date": day} | {field: random.randint(0, 14) for field in measure.fields}
    for part, whole in measure.within:
        found[whole], found[part] = total, random.randint(total * 85 // 100, total)
    return found


def facts_of(random: Random, scheme: Scheme, rules: Rules, period: str) -> Facts:
    """Facts for every indicator of a scheme."""
    inputs: Facts = {}
    for indicator in rules.indicators:
        merged: Facts = {}
        for part in indicator.parts:
            merged |= part_facts(random, part, indicator, period)
        inputs[indicator.id] = merged
    found: Facts = {"scheme": scheme.id, "period": period, "inputs": inputs}
    if "headcount" in rules.context:
        months = [str(month) for month in (Period.parse(period) or Period("year", 2027, 1)).months]
        by_month = rules.context["headcount"] == "month_counts"
        found["context"] = {"headcount": {month: random.randint(10, 15) for month in months} if by_month else 52}
    return found
