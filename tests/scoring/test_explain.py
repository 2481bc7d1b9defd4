"""The sentence and the tree behind every line."""

from typing import Any

import pytest

from app.scoring.result import as_json
from tests.scoring.test_properties import ALL, assess_facts, generated
from tests.support import assessed, lines, scored

D, Y, J, K, B = "danzhou-2025", "yangzhou-2025", "jiyuan-2026", "kezhou-2025", "baisha"
READING = "（按读法“"

SENTENCES: list[tuple[str, str, dict[str, Any], str]] = [
    (D, "connect_rate", {"percent": "93.6", "province_deducted": True},
     "低于目标 1.4 个百分点，省考核已扣分：满 1% 扣 1 分，余 0.4% 扣 0.5 分，得 6.5 分"),
    (D, "connect_rate", {"percent": "94.3", "province_deducted": True},
     "低于目标 0.7 个百分点，省考核已扣分：不足 1% 扣 0.5 分，得 7.5 分"),
    (D, "connect_rate", {"percent": "93", "province_deducted": True},
     "低于目标 2 个百分点，省考核已扣分：满 2% 扣 2 分，得 6 分"),
    (D, "connect_rate", {"percent": "93", "province_deducted": False},
     "低于目标 2 个百分点，省考核未扣分，不扣分，得满分 8 分"),
    (D, "connect_rate", {"percent": "93"},
     "低于目标 2 个百分点，省考核是否扣分未填，暂按已扣分：满 2% 扣 2 分，得 6 分"),
    (D, "connect_rate", {"percent": "95"}, "恰好达到目标，得满分 8 分"),
    (D, "connect_rate", {"percent": "97"}, "达到目标，高于 2 个百分点，得满分 8 分"),
    (D, "connect_rate", {"percent": "0", "province_deducted": True},
     "低于目标 95 个百分点，省考核已扣分：满 95% 扣 95 分，扣完为止，得 0 分"),
    (D, "connect_rate", {"hits": 0, "total": 0}, "本期没有应计数，视为达到目标，得满分 8 分"),
    (D, "participation_satisfaction", {"percent": "93.5", "orders": 3},
     "低于目标 1.5 个百分点：满 1% 扣 1 分，余 0.5% 按考核工单数计，每张 0.05 分，扣 0.15 分，得 10.85 分"),
    (D, "rank_a", {"rank": 1}, "第 1 名，加 4 分"),
    (D, "rank_a", {"rank": 2}, "第 2 名，不加不减"),
    (D, "rank_province", {"rank": 17}, "第 17 名，在 16 至 18 一档，扣 6 分"),
    (D, "rank_a", {}, "排名未填，暂按 0 分计"),
    (D, "rank_a", {"waived": "系统故障"}, "免予考核（系统故障），记 0 分"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "name", "given", "sentence"), SENTENCES)
def test_the_sentence(scheme: str, name: str, given: dict[str, Any], sentence: str) -> None:
    trace = lines(scored(scheme, {name: given}))[name]["trace"]
    assert trace.partition(READING)[0] == sentence


def test_a_line_says_when_its_reading_mattered() -> None:
    given = {"connect_rate": {"percent": "93.6", "province_deducted": True}}
    trace = lines(scored(D, given))["connect_rate"]["trace"]
    assert trace.endswith("（按读法“余下不足 1% 的部分另减 0.5 分”；若按“只有全部缺口不足 1% 时才减 0.5 分”，得 7 分）")
    other = lines(scored(D, given, options={"remainder": "only_under_one"}))["connect_rate"]
    assert other["awarded"] == "7" and "若按“余下不足 1% 的部分另减 0.5 分”，得 6.5 分" in other["trace"]
    same = lines(scored(D, {"connect_rate": {"percent": "94.3", "province_deducted": True}}))["connect_rate"]
    assert READING not in same["trace"]


def test_a_reading_of_the_days_is_tried_on_the_days_themselves() -> None:
    day = {"date": "2026-03-05", "offered": 100, "answered": 90, "agents": 1}
    trace = lines(scored(J, {"connect_rate": {"days": [day]}}))["connect_rate"]["trace"]
    assert READING in trace and "200.00 元" in trace


@pytest.mark.parametrize("name", ALL)
def test_every_line_of_random_facts_explains_itself(name: str) -> None:
    for seed in range(12):
        result = as_json(assess_facts(generated(name, seed)), explain=True)
        for line in result["lines"]:
            tree = line["explain"]
            assert line["trace"] and "None" not in line["trace"] and "Decimal" not in str(line)
            assert tree["kind"] == "line" and tree["children"][-1]["kind"] == "clause"
            assert tree["children"][-1]["value"], line["id"]
            check(tree)


def check(node: dict[str, Any]) -> None:
    assert node["label"] and isinstance(node["value"], str) and node["value"]
    for child in node.get("children", []):
        check(child)


def test_the_tree_goes_from_value_to_points() -> None:
    result = as_json(
        assessed(D, {"connect_rate": {"hits": 936, "total": 1000, "province_deducted": True}}), explain=True
    )
    tree = lines(result)["connect_rate"]["explain"]
    value = tree["children"][0]
    assert (tree["value"], value["value"]) == ("6.5 分", "93.6")
    assert [(one["kind"], one["value"]) for one in value["children"]] == [
        ("count", "936/1000"),
        ("target", "95"),
        ("gap", "-1.4 个百分点"),
        ("steps", "1，余 0.4"),
        ("points", "-1.5 分"),
    ]
    assert [child["kind"] for child in tree["children"]] == ["value", "gate", "reading", "clause"]


def test_the_settlement_explains_itself() -> None:
    events = [{"item": "late_ops_manager"}, {"item": "wage_error_uncorrected"}]
    low = {
        "connect_rate": {"percent": 0, "province_deducted": True},
        "rank_a": {"rank": 3},
        "rank_province": {"rank": 18},
    }
    result = as_json(assessed(D, low, period="2025-07", events=events), explain=True)
    tree = result["settlement"]["explain"]
    hows = [child["children"][0]["value"] for child in tree["children"][:4]]
    assert hows == [
        "300000 × 13/31 天",
        "683257.6 ÷ 12 × 13/31 天 × (80 − 72) × 1%",
        "1 周 × 5000",
        "1 起 × 3977275 ÷ 12 × 13/31 天 × 3%",
    ]


@pytest.mark.parametrize("name", ["yangzhou-2025", "jiyuan-2026", "kezhou-2025", "linzhou-2027", "yunpu-2027", D])
def test_every_settlement_explains_itself(name: str) -> None:
    for seed in range(6):
        settlement = as_json(assess_facts(generated(name, seed)), explain=True)["settlement"]
        check(settlement["explain"])


def test_many_days_are_told_in_few_words() -> None:
    days = [{"date": f"2026-03-{day:02d}", "published": 100, "correct": 100 - day} for day in range(5)]
    trace = lines(scored(J, {"publish_accuracy": {"days": days[1:]}}))["publish_accuracy"]["trace"]
    assert trace.startswith("每低 1% 扣 200 元：3月1日低 1 个百分点扣 200 元、3月2日低 2 个百分点扣 400 元、3月3日")


def test_orders_over_time_have_no_target_to_be_above() -> None:
    trace = lines(scored(K, {"ticket_24h": {"overtime_hours": ["5.5"]}}))["ticket_24h"]["trace"]
    assert trace.startswith("第1张工单 5.5 小时：每 2 小时扣 0.1 分，满 2 步扣 0.2 分，余 1.5 小时不计，得 0.8 分")


def test_a_numeric_reading_says_what_it_means() -> None:
    given = {"handling_time": {"consult_hours": "14.9", "other_hours": 30}}
    trace = lines(scored(Y, given))["handling_time"]["trace"]
    assert "（按读法“一个工作日按 8 小时计”；若按“一个工作日按 7 小时计”，得 0 分" in trace


def test_a_changed_number_names_what_the_contract_chose() -> None:
    line = lines(scored(B, {"connect_rate": {"percent": 97}}, options={"bonus_cap": 0}))["connect_rate"]
    assert "若按“不设”，得 21 分" in line["trace"]
    day = {"date": "2026-03-05", "offered": 100, "answered": 92, "agents": 5}
    line = lines(scored(J, {"connect_rate": {"days": [day]}}, options={"connect_target": 90}))["connect_rate"]
    assert "若按“接通率指标按 95% 计”，扣 200.00 元" in line["trace"]


def test_the_settlement_says_which_reading_mattered() -> None:
    counts = {"headcount": dict.fromkeys(("2025-07", "2025-08", "2025-09"), 14)}
    result = as_json(assessed(K, {"connect_rate": {"percent": "94.6"}}, context=counts), explain=True)
    readings = [one for one in result["settlement"]["explain"]["children"] if one["kind"] == "reading"]
    assert [(one["label"], one["value"], one["children"][0]["value"]) for one in readings] == [
        ("gap_94_95", "按 90% 支付", "184800.00")
    ]
    result = as_json(assessed(Y, {}, period="2025-Q4"), explain=True)
    readings = [one for one in result["settlement"]["explain"]["children"] if one["kind"] == "reading"]
    assert [one["children"][0]["value"] for one in readings] == ["3725000.00"]
    assert "reading" not in str(as_json(assessed(Y, {}), explain=True)["settlement"])


def test_a_failing_day_is_explained_by_its_figures() -> None:
    day = {"date": "2026-03-05", "offered": 100, "answered": 90, "agents": 2}
    tree = lines(as_json(assessed(J, {"connect_rate": {"days": [day]}}), explain=True))["connect_rate"]["explain"]
    days = [one for one in tree["children"][0]["children"] if one["kind"] == "day"]
    assert [(one["label"], one["value"]) for one in days] == [("3月5日", "来电 100、应答 90、当班话务员 2")]
