"""Teams stand as one counts them."""

from random import Random

import pytest

from app.team_order import in_order, team_order

ORDERS = (
    ["一班", "二班", "三班", "四班", "九班", "十班", "十一班", "二十班", "二十一班", "一百零三班"],
    ["1 组", "2 组", "10 组"],
    ["甲班", "乙班", "丙班", "丁班"],
    ["早班", "白班", "中班", "晚班", "夜班"],
    ["话务一组", "话务二组", "话务十组", "质检组"],
    ["A1", "a2", "A10"],
)


@pytest.mark.parametrize("wanted", ORDERS, ids=lambda names: names[0])
def test_teams_stand_as_one_counts_them(wanted: list[str]) -> None:
    mixed = [*wanted, *wanted]
    Random(6).shuffle(mixed)
    assert in_order(mixed) == wanted


def test_whoever_has_no_team_comes_last() -> None:
    assert sorted(["", "三班", "未分班组", "一班"], key=team_order) == ["一班", "三班", "", "未分班组"]
    assert in_order(["", "二班"]) == ["二班"]
