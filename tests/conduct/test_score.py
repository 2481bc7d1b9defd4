"""An agent's monthly score: within the weights, never above the full score, exact."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app.conduct.load import rules_of
from app.conduct.monthly_score import AgentScore, score_agent
from app.conduct.rulebook import Conduct
from app.errors import Refused

FULL: dict[str, Any] = {"discipline": 30, "quality": "40", "skill": Decimal(30)}


def score(conduct: Conduct, **marks: Any) -> AgentScore:
    """A score of full marks but for those given."""
    return score_agent(rules_of(conduct).score, FULL | marks)


def test_marks_add_up(conduct: Conduct) -> None:
    found = score(conduct, discipline="28.5", quality="36.25", skill=27, bonus="2")
    assert (found.score, found.sum, found.capped) == (Decimal("93.75"), Decimal("93.75"), False)
    assert found.marks["bonus"] == 2
    assert score(conduct, discipline=0, quality=0, skill=0).score == 0


def test_nobody_exceeds_the_full_score(conduct: Conduct) -> None:
    found = score(conduct, bonus=10)
    assert (found.score, found.sum, found.capped) == (100, 110, True)
    assert not score(conduct, skill=20, bonus=10).capped
    assert score(conduct).score == 100


def test_a_long_mark_stays_exact(conduct: Conduct) -> None:
    found = score(conduct, skill="0.00000000000000000001")
    assert found.score == 70 + Fraction(1, 10**20)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("discipline", "30.1"),
        ("quality", 41),
        ("skill", "30.000000000000000000001"),
        ("bonus", 11),
        ("discipline", -1),
        ("quality", None),
        ("skill", "满分"),
        ("attendance", 3),
    ],
)
def test_a_mark_out_of_range_is_refused(conduct: Conduct, key: str, value: Any) -> None:
    with pytest.raises(Refused) as refused:
        score(conduct, **{key: value})
    assert [fault.path for fault in refused.value.faults] == [key]


def test_every_wrong_mark_is_named(conduct: Conduct) -> None:
    with pytest.raises(Refused) as refused:
        score_agent(rules_of(conduct).score, {"quality": 50, "bonus": 50})
    assert [fault.path for fault in refused.value.faults] == ["discipline", "quality", "skill", "bonus"]
    assert "语音质检评估最多 40 分" in str(refused.value)


def test_the_weights_are_the_files(conduct: Conduct) -> None:
    rules = rules_of(conduct).score
    assert [(part.id, part.weight) for part in rules.parts] == [
        ("discipline", 30),
        ("quality", 40),
        ("skill", 30),
        ("bonus", 10),
    ]
    assert (rules.full, rules.due_day) == (100, 15)
