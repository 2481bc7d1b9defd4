"""Corners of the kinds that no shipped contract reaches."""

from decimal import Decimal
from typing import Any

import pytest

from app.reader import Reader
from app.scoring.explain import trace, tree
from app.scoring.measures import Count
from app.scoring.result import as_json
from app.scoring.settlement.deductions import SumOfLines
from app.scoring.shapes import Bands
from app.scoring.shapes.bands import Band
from app.scoring.values import Sample
from tests.support import assessed, lines, scored

D, L, Y = "danzhou-2025", "linzhou-2027", "yunpu-2027"


def test_a_count_has_neither_aim_nor_memory() -> None:
    count = Count(("count",), "次", "")
    assert count.aim("5") == "" and count.remember(Reader({}, "", []), "x") is None


def test_bands_take_nothing_due_as_the_best() -> None:
    bands = Bands((Band(None, True, Decimal(5), False, Decimal(1)), Band(Decimal(5), True, None, True, Decimal(9))))
    outcome = bands.apply((Sample(None),), {})
    assert outcome.points == 9 and "按最好一档" in bands.say(outcome, "分", "个百分点")
    assert [band.words() for band in bands.bands] == ["5（不含） 以下", "5 以上"]
    assert Band(Decimal(3), True, Decimal(3), True, Decimal(0)).words() == "3"
    assert bands.say(bands.apply((Sample(Decimal(7)),), {}), "分", "小时") == "7，在 5 以上 一档，得 9 分"


def test_anchors_take_nothing_due_as_the_best() -> None:
    line = lines(scored(L, {"connect_rate": {"hits": 0, "total": 0}}))["connect_rate"]
    assert line["awarded"] == "30" and "视为达到目标" in line["trace"]


def test_money_without_a_score_has_no_edges() -> None:
    assert SumOfLines(1).edges() == ()


ANCHORED: list[tuple[str, str]] = [
    ("85", "85 在 80（60 分）与 90（90 分） 之间，按直线内插记 75 分，按权重折算，得 22.5 分"),
    ("70", "70 低于 80，记 60 分，按权重折算，得 18 分"),
    ("99", "99 不低于 95，记 100 分，按权重折算，得满分 30 分"),
]


@pytest.mark.parametrize(("percent", "sentence"), ANCHORED)
def test_anchors_say_where_the_value_lies(percent: str, sentence: str) -> None:
    assert lines(scored(L, {"connect_rate": {"percent": percent}}))["connect_rate"]["trace"] == sentence


def kinds(node: dict[str, Any]) -> list[str]:
    return [child["kind"] for child in node["children"]]


def test_waivers_vetoes_weights_and_rounding_stand_in_the_tree() -> None:
    waived = as_json(assessed(D, {"connect_rate": {"waived": "停电"}}), explain=True)
    assert kinds(lines(waived)["connect_rate"]["explain"]) == ["waiver", "clause"]
    inputs = {"connect_rate": {"percent": 85}, "recordings": {"fatal": 1}, "answer_speed": {"hits": 5, "total": 6}}
    found = lines(as_json(assessed(L, inputs), explain=True))
    assert "weight" in kinds(found["connect_rate"]["explain"])
    assert "limit" in kinds(found["recordings"]["explain"])
    rounding = [one for one in found["answer_speed"]["explain"]["children"] if one["kind"] == "rounding"]
    assert [one["value"] for one in rounding] == ["44/3 → 14.6667 分"]


def test_the_calculations_of_every_item_are_told() -> None:
    history = [{"period": f"2026-{month:02d}", "rank_a": 3, "rank_province": 9} for month in range(1, 6)]
    events = [{"item": "late_ops_manager"}]
    result = as_json(assessed(D, {}, period="2026-06", history=history, events=events), explain=True)
    told = [
        child["children"][0]["value"]
        for child in result["settlement"]["explain"]["children"]
        if child["kind"] == "item"
    ]
    assert told[1].endswith("18 个月 × 1000") and told[1].startswith("A 类第 1 名差 6 个月；")
    spared = as_json(assessed(D, {}, context={"force_majeure": "台风"}), explain=True)
    assert "台风" in str(spared["settlement"]["explain"])
    missing = as_json(assessed("kezhou-2025"), explain=True)["settlement"]["explain"]
    assert "context.headcount.2025-07" in str(missing) and "未填全" in str(missing)


def test_a_years_mean_and_stated_amounts_are_told() -> None:
    history = [{"period": f"2027-{month:02d}", "score": 70} for month in range(1, 10)]
    history += [{"period": f"2026-{month}", "score": 70} for month in (11, 12)]
    events = [{"item": "replacement", "amount": "5.5", "quantity": 3}]
    facts = {"period": "2027-10", "history": history, "events": events, "context": {"calls": 100000}}
    told = str(as_json(assessed(L, {}, **facts), explain=True)["settlement"])
    assert "年平均" in told and "5.5 × 3" in told and "4.2 元 × 100000 通" in told
    unknown = as_json(assessed(L, {}, period="2027-10"), explain=True)
    assert not unknown["complete"] and "数量未填" in str(unknown["settlement"])
    assert unknown["settlement"]["base"] is None


def test_months_without_a_payment_say_so() -> None:
    told = as_json(assessed("jiyuan-2026", {}, period="2026-02"), explain=True)["settlement"]["explain"]
    assert told["children"][0]["children"][0]["value"] == "本期不付款"


SAID: list[tuple[str, str, dict[str, Any], dict[str, Any], str]] = [
    (L, "satisfaction", {"percent": "94.7"}, {}, "低于目标 0.3 个百分点：在允许的 0.5% 以内，不扣分，得满分 15 分"),
    (L, "satisfaction", {"percent": "95.4"}, {}, "达到目标，高于 0.4 个百分点，得满分 15 分"),
    (L, "satisfaction", {"percent": "93.2"}, {"steps": "up"},
     "低于目标 1.8 个百分点：每 1% 扣 1 分，满 1 步、不满一步也计一步，扣 2 分，得 13 分"),
    (L, "satisfaction", {"percent": "93.2"}, {"steps": "linear"},
     "低于目标 1.8 个百分点：每 1% 扣 1 分，按比例扣 1.3 分，得 13.7 分"),
    (L, "satisfaction", {"percent": "93.2"}, {},
     "低于目标 1.8 个百分点：每 1% 扣 1 分，满 1 步扣 1 分，余 0.3% 不计，得 14 分"),
    (L, "satisfaction", {"percent": "94.2"}, {},
     "低于目标 0.8 个百分点：每 1% 扣 1 分，不满一步，不扣分，得满分 15 分"),
    (L, "satisfaction", {"percent": "99.9"}, {},
     "高于目标 4.9 个百分点：每 2% 加 0.5 分，满 2 步加 1 分，余 0.4% 不计，得 16 分"),
    (L, "errors", {"made": 7}, {},
     "差错 7 次，超出允许的 2 次，计 5 次，每次扣 0.5 分，第 4 次起每次 1 分，得 4.5 分"),
    (L, "errors", {"made": 20}, {},
     "差错 20 次，超出允许的 2 次，计 18 次，每次扣 0.5 分，第 4 次起每次 1 分，最多 4 分，得 4 分"),
    (L, "errors", {"made": 1}, {}, "差错 1 次，在允许的 2 次以内，得满分 8 分"),
    (L, "errors", {"mended": 1}, {}, "整改 1 次，每次加 0.5 分，加分以 0 分为限，得满分 8 分"),
    (L, "errors", {}, {}, "本期没有发生，得满分 8 分"),
    (L, "confidentiality", {"count": 2}, {}, "2 次，一票否决，总分记 0 分"),
    (L, "recordings", {"fatal": 1}, {}, "致命错误 1 处，本项不得分"),
    (L, "recordings", {"severe": "0.5"}, {}, "造成不良影响，考核人员酌情扣 0.5 分，得 4.5 分"),
    (L, "answer_speed", {"not_applicable": True}, {}, "不适用，不计入总分"),
    (L, "review", {"points": "2.5"}, {}, "考核人员评定 2.5 分"),
    (Y, "turnover", {"percent": 50}, {}, "本期不考核，不扣款"),
    (Y, "ranking", {"bad": 2}, {}, "2 次，合同未定金额，只记录，不扣款"),
    (Y, "speed", {"percent": 88, "checked": True}, {"speed_target": "90"},
     "低于目标 2 个百分点，已经核实：每 1% 扣 100 元，满 2 步扣 200 元"),
    (Y, "complaints", {"months": {"2027-04": 3}}, {},
     "4月 3 次，超出允许的 1 次，计 2 次，每次扣 60 元，共扣 120.00 元"),
    (Y, "speed", {}, {}, "完成情况未填，暂不扣款"),
    (Y, "speed", {"waived": "割接"}, {}, "免予考核（割接），不扣款"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "name", "given", "options", "sentence"), SAID)
def test_what_is_said(scheme: str, name: str, given: dict[str, Any], options: dict[str, Any], sentence: str) -> None:
    assessment = assessed(scheme, {name: given}, options=options)
    line = next(one for one in assessment.lines if one.indicator.id == name)
    assert trace(line) == sentence
    assert tree(line).children[-1].kind == "clause"


def test_a_settlement_table_filled_in_by_the_parties_is_settled() -> None:
    """What the open contract becomes once the parties have agreed: the same folder with a table."""
    from app.errors import Fault
    from app.library import versions
    from app.scoring.assess import assess
    from app.scoring.facts import read_facts
    from app.scoring.load import load_scheme

    data = dict(versions("baisha")[0].data)
    bands = [{"from": 90, "off": 0}, {"from": 80, "below": 90, "off": 20}, {"below": 80, "off": 50}]
    base = {"kind": "fixed", "amount": {"amount": 10000}}
    data["settlement"] = {"clause": "七", "words": "约定", "base": base} | {
        "deduction": {"kind": "share_by_band", "bands": bands}
    }
    faults: list[Fault] = []
    scheme = load_scheme(data, faults)
    facts = {"period": "2025-09", "inputs": {"complaints": {"count": "20"}, "maintenance": {"count": "5"}}}
    settlement = assess(scheme, *read_facts(scheme, facts)).settlement
    assert not faults and settlement is not None
    assert (settlement.base, settlement.deduction, settlement.payable) == (1000000, 200000, 800000)
