"""Every 0.01 % around each target, against one-line formulas written from the contracts, not from the code."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil

import pytest

from tests.support import assessed

Formula = Callable[[Fraction, Fraction], Fraction]


def each(full: Fraction, gap: Fraction) -> Fraction:
    """Each whole 1 % costs 1, what remains 0.5."""
    return max(Fraction(0), full - int(gap) - (Fraction(1, 2) if gap != int(gap) else 0)) if gap > 0 else full


def only_under_one(full: Fraction, gap: Fraction) -> Fraction:
    """Only a gap under 1 % costs 0.5."""
    return max(Fraction(0), full - (int(gap) if gap >= 1 else Fraction(1, 2))) if gap > 0 else full


def steps(per: str, price: str = "1", mode: str = "down") -> Formula:
    """Each step costs the price."""

    def formula(full: Fraction, gap: Fraction) -> Fraction:
        count = {"down": int(gap / Fraction(per)), "up": ceil(gap / Fraction(per)), "linear": gap / Fraction(per)}[mode]
        return max(Fraction(0), full - count * Fraction(price)) if gap > 0 else full

    return formula


def both(per: str, price: str) -> Formula:
    """Each whole step costs or earns the price."""

    def formula(full: Fraction, gap: Fraction) -> Fraction:
        return max(Fraction(0), full - (1 if gap > 0 else -1) * (abs(gap) // Fraction(per)) * Fraction(price))

    return formula


PROVINCE = {"province_deducted": True}
LINES: list[tuple[str, str, int, int, Formula, Mapping[str, object], dict[str, str]]] = [
    *(
        ("danzhou-2025", name, target, full, each, PROVINCE, {})
        for name, target, full in [
            ("connect_rate", 95, 8),
            ("service_satisfaction", 99, 5),
            ("callback_on_time", 100, 5),
            ("front_inspection", 100, 7),
            ("instant_answer", 60, 5),
            ("response_rate", 95, 10),
            ("return_reasonable", 99, 5),
            ("back_inspection", 100, 9),
            ("on_time_closure", 98, 12),
            ("resolution_rate", 95, 12),
        ]
    ),
    ("danzhou-2025", "connect_rate", 95, 8, only_under_one, PROVINCE, {"remainder": "only_under_one"}),
    *(
        ("yangzhou-2025", name, target, full, steps(per), {}, {})
        for name, target, full, per in [
            ("connect_rate", 95, 10, "0.5"),
            ("on_time_closure", 100, 10, "0.2"),
            ("satisfaction", 99, 10, "0.5"),
            ("dispatch_accuracy", 98, 5, "1"),
            ("missed_callback", 100, 2, "1"),
            ("callback_coverage", 100, 2, "1"),
            ("knowledge_citation", 80, 2, "1"),
            ("answer_quality", 98, 2, "1"),
            ("online_evaluation", 99, 2, "1"),
        ]
    ),
    ("yangzhou-2025", "connect_rate", 95, 10, steps("0.5", mode="up"), {}, {"steps": "up"}),
    ("yangzhou-2025", "connect_rate", 95, 10, steps("0.5", mode="linear"), {}, {"steps": "linear"}),
    *(
        ("kezhou-2025", name, target, full, steps("0.1", "0.1"), {}, {})
        for name, target, full in [("connect_rate", 100, 10), ("dispatch_accuracy", 99, 10), ("callback_rate", 100, 10)]
    ),
    ("kezhou-2025", "connect_timely", 95, 3, both("0.1", "0.1"), {}, {}),
    *(
        ("baisha", name, target, full, both("1", "0.5"), {}, {})
        for name, target, full in [
            ("connect_rate", 95, 20),
            ("first_resolution", 70, 15),
            ("callback_24h", 100, 10),
            ("front_satisfaction", 96, 15),
        ]
    ),
]


@pytest.mark.parametrize(
    ("scheme", "name", "target", "full", "formula", "extra", "options"),
    LINES,
    ids=[f"{line[0]}-{line[1]}-{'-'.join(line[6].values()) or 'default'}" for line in LINES],
)
def test_every_hundredth_around_the_target(
    scheme: str,
    name: str,
    target: int,
    full: int,
    formula: Formula,
    extra: Mapping[str, object],
    options: dict[str, str],
) -> None:
    for hundredth in range((target - 13) * 100, min(100, target + 6) * 100 + 1, 1 if target > 95 else 3):
        gap = target - Fraction(hundredth, 100)
        given = {"percent": f"{hundredth // 100}.{hundredth % 100:02d}", **extra}
        line = next(one for one in assessed(scheme, {name: given}, options=options).lines if one.indicator.id == name)
        assert Fraction(line.awarded) == formula(Fraction(full), gap), given
