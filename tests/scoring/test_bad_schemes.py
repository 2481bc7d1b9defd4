"""Rule files damaged at random: every one is refused with places, or still a scheme; never a traceback."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from app.commands.check import alternative_faults
from app.conduct.load import load_conduct
from app.conduct_library import conduct_for
from app.errors import Fault, Refused
from app.library import versions
from app.scoring.load import load_scheme, rules_of
from tests.scoring.test_damaged import places
from tests.support import CONTRACTS, shelf_of

SEEDS = 100
JUNK: list[Any] = [
    0, -1, 3, 10**30, Decimal("0.5"), Decimal("-2.5"), Decimal("NaN"), Decimal("Infinity"), True, False, "", "x", " ",
    [], {}, [[]], [5], ["x"], [{}], {"reading": "steps"}, {"reading": "nothing"}, {"reading": 5}, {"reading": []},
    {"reading": "steps", "down": 1}, {"x": 1}, date(2025, 2, 3), "2025-09", "ratio", "steps", "month", "none",
]  # fmt: skip


def damage(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """The data with one to three places replaced, removed or added to."""
    broken = deepcopy(data)
    for _ in range(random.randint(1, 3)):
        *parents, last = random.choice(places(broken))
        holder: Any = broken
        for key in parents:
            holder = holder[key]
        if random.random() < 0.25 and isinstance(holder, dict):
            del holder[last]
        elif random.random() < 0.15 and isinstance(holder, dict):
            holder["unheard_of"] = random.choice(JUNK)
        else:
            holder[last] = deepcopy(random.choice(JUNK))
    return broken


@pytest.mark.parametrize("name", [*CONTRACTS, "linzhou-2027", "yunpu-2027"])
def test_a_damaged_scheme_is_refused_with_places(name: str) -> None:
    data = dict(versions(name, shelf_of(name))[0].data)
    refused = 0
    for seed in range(SEEDS):
        faults: list[Fault] = []
        scheme = load_scheme(damage(data, Random(f"{name}{seed}")), faults)
        try:
            rules_of(scheme)
            if not faults:
                alternative_faults(scheme)
        except Refused as error:
            faults.extend(error.faults)
        refused += bool(faults)
        assert all(fault.reason and "\n" not in str(fault) for fault in faults)
    assert refused > 50


def test_damaged_conduct_rules_are_refused_with_places() -> None:
    data = dict(conduct_for("kezhou-2025").data)
    refused = 0
    for seed in range(SEEDS):
        faults: list[Fault] = []
        try:
            load_conduct(damage(data, Random(seed)), faults)
        except Refused as error:
            faults.extend(error.faults)
        refused += bool(faults)
    assert refused > 50
