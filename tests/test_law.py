"""The legal light: red, amber and green by figures and by kind, and a file that says what is wrong with it."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.conduct.load import rules_of
from app.conduct_library import CONDUCT, read_conduct
from app.errors import Refused
from app.law import FILE, Case, light_of, limit, read_law


def case(**given: object) -> Case:
    usual = {"fines": 0, "wage_deductions": 0, "deducted": 0, "wage": Decimal(3600), "floor": Decimal(1750)}
    usual |= {"share": Decimal(20), "rules": frozenset(), "consequences": frozenset(), "most_once": 0}
    return Case(**(usual | given))  # pyright: ignore[reportArgumentType]


def hits(**given: object) -> tuple[str, list[str]]:
    found = light_of(read_law(), case(**given))
    return found.tone, [one.id for one in found.hits]


def test_nothing_taken_is_green() -> None:
    assert hits() == ("green", [])
    assert hits(wage=None, floor=None) == ("green", [])


def test_unpaid_leave_within_the_limit_is_green() -> None:
    assert hits(wage_deductions=8275, rules=frozenset(("personal_leave",))) == ("green", [])


def test_a_fine_is_amber_for_its_kind_alone() -> None:
    assert hits(fines=1000, most_once=1000) == ("amber", ["fine"])


@pytest.mark.parametrize(("taken", "tone"), [(72000, "green"), (72001, "red")])
def test_above_a_fifth_of_the_wage(taken: int, tone: str) -> None:
    found = light_of(read_law(), case(wage_deductions=taken))
    assert found.tone == tone
    if tone == "red":
        assert found.hits[0].text == "制度金额 720.01 元，超过月工资 3,600.00 元的 20%（720.00 元）。"


@pytest.mark.parametrize(("taken", "tone"), [(10000, "green"), (10001, "red")])
def test_below_the_minimum_wage(taken: int, tone: str) -> None:
    """1,850 less 100.00 is the minimum wage itself; a fen more lies below it."""
    found = light_of(read_law(), case(wage=Decimal(1850), wage_deductions=taken))
    assert (found.tone, [one.id for one in found.hits]) == (tone, ["below_minimum_wage"] if tone == "red" else [])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"wage": None}, "月工资未填写，无法校验"),
        ({"floor": None}, "当地月最低工资未填写，无法校验"),
        ({"wage": None, "floor": None}, "月工资、当地月最低工资未填写，无法校验"),
    ],
)
def test_what_is_not_filled_in_cannot_be_checked(given: dict[str, None], words: str) -> None:
    found = light_of(read_law(), case(wage_deductions=100, **given))
    assert found.tone == "amber" and found.hits[0].text.startswith(words)
    assert case(**given).limit is None


def test_the_smaller_of_the_two_is_the_limit() -> None:
    share = Decimal(20)
    assert limit(Decimal(3600), Decimal(1750), share) == 72000
    assert limit(Decimal(1900), Decimal(1750), share) == 15000
    assert limit(Decimal(1700), Decimal(1750), share) == 0
    assert limit(Decimal("3333.33"), Decimal(0), share) == 66667  # 666.666 half up


def test_what_was_really_taken_is_held_against_the_limit() -> None:
    assert hits(deducted=72000) == ("green", [])
    assert hits(deducted=72001) == ("red", ["deducted_over_limit"])


def test_consequences_rules_and_large_fines_are_red() -> None:
    assert hits(consequences=frozenset(("malicious_resignation",))) == ("red", ["withheld_pay"])
    assert hits(fines=30000, most_once=30000, rules=frozenset(("absenteeism",))) == ("red", ["absence", "fine"])
    assert hits(fines=100000, most_once=100000, wage=Decimal(9000)) == ("red", ["large_fine", "fine"])
    assert hits(fines=99999, most_once=99999, wage=Decimal(9000)) == ("amber", ["fine"])


def test_every_rule_and_consequence_that_is_named_exists() -> None:
    conducts = [rules_of(read_conduct(file)) for file in CONDUCT.glob("*.toml")]
    rules = {key for one in conducts for key in one.rules} | {each.id for one in conducts for each in one.cautions}
    consequences = {key for one in conducts for key in one.consequences}
    for point in read_law().points:
        assert set(point.rules) <= rules, point.id
        assert set(point.consequences) <= consequences, point.id
        assert (point.when == "rule") == bool(point.rules) and (point.when == "consequence") == bool(point.consequences)


def test_sharing_is_said_beside_the_pool_only() -> None:
    assert [one.id for one in read_law().of_pools()] == ["shared"]


def test_a_lawyer_should_read_it() -> None:
    law = read_law()
    assert "律师" in law.caution and "不是法律意见" in law.caution
    assert law.unknown == "未填写，无法校验" and set(law.tones) == {"red", "amber", "green"}


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('tone = "red"\nwhen = "over_share"', 'tone = "pink"\nwhen = "over_share"', "point[0].tone"),
        ('when = "over_share"', 'when = "never"', "point[0].when"),
        ("制度金额 {taken} 元，超过月工资", "制度金额 {money} 元，超过月工资", "point[0].text"),
        ("制度金额 {taken} 元，超过月工资", "制度金额 {taken 元，超过月工资", "point[0].text"),
        ('[[light]]\ntone = "green"', '[[light]]\ntone = "amber"', "light"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, path: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    file = tmp_path / "law.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Refused) as refused:
        read_law(file)
    assert path in [fault.path for fault in refused.value.faults]
    assert all(fault.line for fault in refused.value.faults if fault.path != "light")
