"""Damaged facts: refused with places, or assessed; never anything else."""

from copy import deepcopy
from random import Random
from typing import Any

import pytest

from app.errors import Refused
from app.scoring.result import as_json
from tests.scoring.test_properties import ALL, assess_facts, generated

JUNK: list[Any] = [
    None, True, False, 0, -1, 1, 101, 10**30, "", " ", "x", "-0.1", "1e2", "100.01", "9" * 70, "NaN", "２", [], {}, [1],
    {"percent": 5}, {"hits": 5, "total": 4}, {"hits": 1}, "2025-02-30", "2025-13", "0000-00", "2026-W99", [[]], [None],
    {"": ""}, "\n", "a: b: c", {"date": "2025-09-01"}, [{"date": "x"}], "0.5", "ninety", "down", {"waived": ""},
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a nested value."""
    found = [path] if path else []
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        found += places(member, (*path, key))
    return found


def damage(facts: dict[str, Any], random: Random) -> dict[str, Any]:
    """Facts with one to three places replaced, removed or added to."""
    broken = deepcopy(facts)
    for _ in range(random.randint(1, 3)):
        *parents, last = random.choice([place for place in places(broken) if place[0] != "scheme"])
        holder = broken
        for key in parents:
            holder = holder[key]
        action = random.random()
        if action < 0.15 and isinstance(holder, dict):
            del holder[last]
        elif action < 0.25 and isinstance(holder, dict):
            holder["unheard_of"] = random.choice(JUNK)
        else:
            holder[last] = deepcopy(random.choice(JUNK))
    return broken


@pytest.mark.parametrize("name", ALL)
def test_damaged_facts_are_refused_or_assessed(name: str) -> None:
    refused = 0
    for seed in range(90):
        random = Random(f"{name}{seed}")
        facts = generated(name, seed)
        facts |= {"events": [{"item": "x"}], "history": [{"period": facts["period"], "score": 1}]} if seed % 3 else {}
        facts |= {"options": {"steps": "up"}, "context": {"assessed_on": "2025-10-01"}} if seed % 2 else {}
        try:
            assert as_json(assess_facts(damage(facts, random)), explain=True)
        except Refused as error:
            refused += 1
            assert error.faults
            for fault in error.faults:
                assert str(fault).count(": ") >= 2 and "\n" not in str(fault), fault
    assert refused > 40
