"""What must hold of every contract and all facts."""

from copy import deepcopy
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.assess import Assessment
from app.scoring.load import rules_of
from app.scoring.measures import Change, Count, Months, Rank, Ratio
from app.scoring.result import as_json
from app.scoring.shapes.steps import Steps
from tests.generate import facts_of
from tests.support import CONTRACTS, PERIODS, assessed, shelved

ALL = (*CONTRACTS, "linzhou-2027", "yunpu-2027")


def generated(name: str, seed: int, period: str = "") -> dict[str, Any]:
    period = period or PERIODS[name]
    scheme = shelved(name, period)
    return facts_of(Random(seed), scheme, rules_of(scheme), period)


def assess_facts(facts: dict[str, Any]) -> Assessment:
    rest = {key: value for key, value in facts.items() if key not in ("scheme", "inputs")}
    return assessed(facts["scheme"], facts.get("inputs"), **rest)


@pytest.mark.parametrize("name", ALL)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=40, deadline=None)
def test_lines_sum_to_the_score_and_the_payment_stays_within_its_base(name: str, seed: int) -> None:
    result = assess_facts(generated(name, seed))
    printed = as_json(result)
    awarded = [Fraction(line["awarded"]) for line in printed["lines"] if line["awarded"] is not None]
    if result.score is not None and not result.vetoed and not any(line.entry.not_applicable for line in result.lines):
        assert Fraction(printed["score"]) == sum(awarded)
    settlement = result.settlement
    if settlement and settlement.payable is not None:
        assert settlement.base is not None and settlement.deduction is not None
        items = sum(charge.fen for charge in settlement.charges)
        assert 0 <= settlement.payable <= settlement.base
        assert settlement.payable == max(0, settlement.base - settlement.deduction - items)


@pytest.mark.parametrize("name", ALL)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=25, deadline=None)
def test_nothing_in_a_result_is_a_float(name: str, seed: int) -> None:
    result = assess_facts(generated(name, seed))
    walk(result, set())
    walk(as_json(result, explain=True), set())


def walk(value: Any, seen: set[int]) -> None:
    """Every number anywhere in a result is an int, a Decimal or a Fraction."""
    if id(value) in seen:
        return
    seen.add(id(value))
    assert not isinstance(value, float)
    if isinstance(value, dict):
        for member in value.values():
            walk(member, seen)
    elif isinstance(value, list | tuple):
        for member in value:
            walk(member, seen)
    elif is_dataclass(value) and not isinstance(value, type):
        for member in fields(value):
            walk(getattr(value, member.name), seen)
    else:
        assert (
            value is None
            or isinstance(value, bool | int | str | Decimal | Fraction)
            or hasattr(value, "year")
            or callable(value)
        )


def worsened(facts: dict[str, Any], random: Random) -> dict[str, Any] | None:
    """The same facts with one measure a little worse."""
    name = facts["scheme"]
    scheme = shelved(name, facts["period"])
    worse = deepcopy(facts)
    indicator = random.choice(rules_of(scheme).indicators)
    part = random.choice(indicator.parts)
    given = worse["inputs"][indicator.id]
    shape, measure = part.shape, part.measure
    higher = shape.higher if isinstance(shape, Steps) else True
    if isinstance(measure, Ratio | Change):
        return worse if worsen_ratio(given, higher, random) else None
    if isinstance(measure, Months) and measure.of == "ratio":
        month = random.choice(sorted(given["months"]))
        given["months"][month] = str(min(Decimal(100), Decimal(given["months"][month]) + Decimal("0.37")))
        return worse
    if isinstance(measure, Count) and not getattr(shape, "gain", 0):
        given[random.choice(measure.fields)] += 1
        return worse
    if isinstance(measure, Rank):
        given["rank"] = min(measure.last, given["rank"] + random.randint(1, 3))
        return worse
    return None


def worsen_ratio(given: dict[str, Any], higher: bool, random: Random) -> bool:
    step = random.randint(1, 150)
    if "percent" in given:
        moved = Decimal(given["percent"]) + Decimal(step if not higher else -step) / 100
        if not 0 <= moved <= 100:
            return False
        given["percent"] = str(moved)
        return True
    if not given["total"]:
        return False
    given["hits"] += -1 if higher else 1
    return 0 <= given["hits"] <= given["total"]


@pytest.mark.parametrize("name", ALL)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_getting_worse_never_pays(name: str, seed: int) -> None:
    facts = generated(name, seed)
    facts["inputs"].get("participation_satisfaction", {}).update(orders=0)
    worse = worsened(facts, Random(seed))
    if worse is None:
        return
    before, after = assess_facts(facts), assess_facts(worse)
    if before.score is not None and after.score is not None:
        assert after.score <= before.score
    assert after.fen >= before.fen
    if before.settlement and before.settlement.payable is not None and after.settlement:
        assert after.settlement.payable is not None
        assert after.settlement.payable <= before.settlement.payable


def test_the_one_clause_that_pays_for_getting_worse() -> None:
    """附件2 二(六): with 30 orders a gap of 0.5 costs 30 × 0.05 = 1.5, a gap of 1.0 costs only 1."""
    half = assessed("danzhou-2025", {"participation_satisfaction": {"percent": "94.5", "orders": 30}})
    whole = assessed("danzhou-2025", {"participation_satisfaction": {"percent": "94", "orders": 30}})
    assert (half.score, whole.score) == (Decimal("88.5"), Decimal("89"))


@pytest.mark.parametrize("name", CONTRACTS)
@given(seed=st.integers(0, 10**9), hits=st.integers(0, 2000), more=st.integers(0, 2000))
@settings(max_examples=40, deadline=None)
def test_counts_and_percentages_of_the_same_ratio_agree(name: str, seed: int, hits: int, more: int) -> None:
    """Where the ratio has an exact decimal, typing it or counting it gives the same line."""
    total = hits + more
    percent = Fraction(100 * hits, total) if total else Fraction(0)
    if not total or percent.denominator not in (1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64, 80, 100):
        return
    scheme = shelved(name, PERIODS[name])
    ratios = [one for one in rules_of(scheme).indicators if isinstance(one.parts[0].measure, Ratio)]
    one = Random(seed).choice(ratios)
    typed = str(Decimal(percent.numerator) / Decimal(percent.denominator))
    extra = {"province_deducted": True, "orders": 2} if name == "danzhou-2025" else {}
    if name == "danzhou-2025":
        extra = {"orders": 2} if one.id == "participation_satisfaction" else {"province_deducted": True}
    counted = assessed(name, {one.id: {"hits": hits, "total": total, **extra}})
    entered = assessed(name, {one.id: {"percent": typed, **extra}})
    assert (counted.score, counted.fen) == (entered.score, entered.fen)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=40, deadline=None)
def test_facts_give_the_same_result_in_any_order(seed: int) -> None:
    facts = generated("danzhou-2025", seed)
    shuffled = deepcopy(facts)
    shuffled["inputs"] = dict(sorted(facts["inputs"].items(), key=lambda item: Random(seed).random() or item[0]))
    assert as_json(assess_facts(facts)) == as_json(assess_facts(shuffled))
