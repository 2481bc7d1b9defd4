"""The pool always equals what is shared plus what is not, to the fen."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.pool import shares
from app.conduct.result import as_json
from app.conduct.rulebook import Conduct

Run = Callable[..., dict[str, Any]]


def test_odd_fen_go_to_the_first_in_order_of_staff_number() -> None:
    assert shares(1000, ["A", "B", "C"]) == {"A": 334, "B": 333, "C": 333}
    assert shares(1001, ["A", "B", "C"]) == {"A": 334, "B": 334, "C": 333}
    assert shares(2, ["A", "B", "C"]) == {"A": 1, "B": 1, "C": 0}
    assert shares(0, ["A"]) == {}
    assert shares(5, []) == {}


@given(st.integers(0, 10**9), st.lists(st.text(max_size=3), unique=True, max_size=30))
def test_shares_make_up_the_pool(pool: int, members: list[str]) -> None:
    found = shares(pool, members)
    assert sum(found.values()) == (pool if members else 0)
    assert list(found) == (members if pool else [])
    assert not found or max(found.values()) - min(found.values()) <= 1
    assert list(found.values()) == sorted(found.values(), reverse=True)


def month(people: int, *events: tuple[int, str], **person: Any) -> dict[str, Any]:
    """A team of people numbered from 1; `person` is said of the last one."""
    members: list[dict[str, Any]] = [{"id": f"K{at}", "team": "一班"} for at in range(1, people + 1)]
    members[-1] |= person
    rows = [{"person": f"K{who}", "rule": rule, "date": "2025-09-01"} for who, rule in events]
    return {"period": "2025-09", "people": members, "events": rows}


def rewards(result: dict[str, Any]) -> list[str]:
    """Everybody's reward."""
    return [one["reward"] for one in result["people"]]


def test_ten_yuan_among_three(run: Run) -> None:
    result = run(month(4, (2, "late")))
    assert rewards(result) == ["3.34", "0.00", "3.33", "3.33"]
    assert result["teams"] == [
        {"team": "一班", "pool": "10.00", "shared_by": ["K1", "K3", "K4"], "undistributed": "0.00"}
    ]


def test_who_left_by_the_last_day_does_not_share(run: Run) -> None:
    assert rewards(run(month(3, (1, "late"), left_on="2025-09-30"))) == ["0.00", "10.00", "0.00"]
    assert rewards(run(month(3, (1, "late"), left_on="2025-08-30"))) == ["0.00", "10.00", "0.00"]
    assert rewards(run(month(3, (1, "late"), left_on="2025-10-01"))) == ["0.00", "5.00", "5.00"]


def test_wages_and_records_make_no_violator(run: Run) -> None:
    events = [(1, "late"), (2, "personal_leave"), (3, "uniform"), (4, "left_without_notice")]
    assert rewards(run(month(4, *events))) == ["0.00", "3.34", "3.33", "3.33"]


def test_nobody_left_to_share(run: Run) -> None:
    result = run(month(2, (1, "late"), (2, "late")))
    assert rewards(result) == ["0.00", "0.00"]
    assert result["teams"] == [{"team": "一班", "pool": "20.00", "shared_by": [], "undistributed": "20.00"}]


FINES = ["late", "forbidden_words", "kb_omission", "shirking", "personal_leave", "uniform"]
EVENTS = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["K1", "K2", "K3", "K4", "K5"]),
        "rule": st.sampled_from(FINES),
        "date": st.sampled_from(["2025-09-02", "2025-09-28"]),
    },
    optional={
        "quantity": st.integers(1, 5),
        "severe": st.booleans(),
        "waived": st.just("误判"),
    },
)
AMOUNTS = st.decimals(200, 500, places=2).map(str)


@given(
    st.lists(EVENTS, max_size=12), st.lists(st.sampled_from(["甲", "乙"]), min_size=5, max_size=5), AMOUNTS, st.data()
)
def test_every_fen_is_accounted_for(events: list[Any], teams: list[str], amount: str, data: Any) -> None:
    people: list[dict[str, Any]] = [{"id": f"K{at + 1}", "team": team} for at, team in enumerate(teams)]
    people[0] |= {"leader": True, "left_on": data.draw(st.sampled_from([None, "2025-09-28", "2025-12-31"]))}
    people[1] |= {"online_on": data.draw(st.sampled_from([None, "2025-08-25", "2025-09-02"]))}
    rows = [row | ({"leader_amount": amount} if row["rule"] == "forbidden_words" else {}) for row in events]
    result = RUN[0]({"period": "2025-09", "people": people, "events": rows})
    for team in result["teams"]:
        members = [one for one, person in zip(result["people"], people, strict=True) if person["team"] == team["team"]]
        fines = sum(fen(one["fines"]) for one in members)
        assert fines == fen(team["pool"])
        assert fines == sum(fen(one["reward"]) for one in members) + fen(team["undistributed"])
        assert all(fen(one["reward"]) >= 0 and (one["reward"] == "0.00" or one["fines"] == "0.00") for one in members)
    for one in result["people"]:
        listed = sum(fen(item["amount"]) for item in one["items"])
        assert listed == fen(one["fines"]) + fen(one["wage_deductions"]) == fen(one["reward"]) - fen(one["net"])


def fen(money: str) -> int:
    """Money as fen."""
    return int(money.replace(".", ""))


RUN: list[Run] = []


@pytest.fixture(autouse=True, scope="module")
def _run(conduct: Conduct) -> None:
    """Hypothesis asks for no fixtures of a function, so the way to run a month lies here."""
    RUN.append(lambda facts: as_json(judge(conduct, *read_month(conduct, facts))))
