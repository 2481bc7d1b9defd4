"""What-if and distance: over the same assess, and nothing smaller would do."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app.commands.what_if import answer, sentence
from app.scoring.assess import Assessment, settle_at
from app.scoring.distance import distance
from app.scoring.what_if import Chance, chances
from tests.support import assessed, scored


def found(assessment: Assessment, indicator: str, way: str) -> Chance:
    return next(one for one in chances(assessment) if one.line.indicator.id == indicator and one.move.way == way)


def counted(hits: int, total: int, **more: Any) -> dict[str, Any]:
    return {"connect_rate": {"hits": hits, "total": total, "province_deducted": True, **more}}


LOW = {"rank_a": {"rank": 3}, "rank_province": {"rank": 18}}


@pytest.mark.parametrize(("way", "more_hits", "more_total"), [("turn_up", 1, 0), ("more_hits", 1, 1)])
@pytest.mark.parametrize(("hits", "total"), [(9301, 10000), (9350, 10001), (941, 1000), (9499, 10000), (1, 3)])
def test_turning_misses_and_adding_good_ones(hits: int, total: int, way: str, more_hits: int, more_total: int) -> None:
    """That many change the score, one fewer does not."""
    assessment = assessed("danzhou-2025", counted(hits, total) | LOW)
    chance = found(assessment, "connect_rate", way)

    def score(count: int) -> Fraction:
        changed = counted(hits + more_hits * count, total + more_total * count)
        return Fraction(assessed("danzhou-2025", changed | LOW).score or 0)

    assert score(chance.far) - score(0) == chance.points > 0
    assert score(chance.far - 1) == score(0)


def test_exactly_on_a_step_one_more_gains_it_and_a_hundred_fewer_lose_the_next() -> None:
    """9,300 of 10,000 is exactly two steps short: 9,200 of 10,000 is three, and so is 9,300 of 10,109."""
    only = {"remainder": "only_under_one"}
    assessment = assessed("danzhou-2025", counted(9300, 10000), options=only)
    names = ("turn_up", "more_hits", "turn_down", "more_misses")
    ways = {way: found(assessment, "connect_rate", way).far for way in names}
    assert ways == {"turn_up": 1, "more_hits": 1, "turn_down": 100, "more_misses": 109}


def test_the_points_are_worth_what_the_settlement_says() -> None:
    """At 72.5 each point is worth 569.38 yuan; climbing to rank 2 of A gains four."""
    inputs = {name: {"percent": 0, "province_deducted": True} for name in ("connect_rate", "front_inspection")}
    assessment = assessed("danzhou-2025", inputs | {"rank_a": {"rank": 3}, "rank_province": {"rank": 9}})
    climb = found(assessment, "rank_a", "climb")
    assert (str(assessment.score), climb.points, climb.fen) == ("71", 4, 512443 - 284691)
    assert chances(assessment)[0].fen is not None
    worths = [abs(one.fen or 0) for one in chances(assessment)]
    assert worths == sorted(worths, reverse=True)


@pytest.mark.parametrize(
    ("scheme", "inputs", "indicator", "way", "amount", "worth"),
    [
        ("jiyuan-2026", {"satisfaction": {"percent": "93.4"}}, "satisfaction", "raise", "0.61", "200.00"),
        ("jiyuan-2026", {"satisfaction": {"percent": "93.4"}}, "satisfaction", "lower", "0.4", "-200.00"),
        ("jiyuan-2026", {"complaints": {"count": 2}}, "complaints", "fewer", "1", "500.00"),
        ("jiyuan-2026", {"complaints": {"count": 2}}, "complaints", "more", "1", "-500.00"),
        ("baisha", {"turnover": {"percent": "12"}}, "turnover", "lower", "0.01", None),
        ("yangzhou-2025", {"connect_rate": {"percent": "94.5"}}, "connect_rate", "raise", "0.01", "0.00"),
    ],
)
def test_smallest_changes(
    scheme: str, inputs: dict[str, Any], indicator: str, way: str, amount: str, worth: str | None
) -> None:
    assessment = assessed(scheme, inputs)
    chance = found(assessment, indicator, way)
    assert str(chance.far * chance.move.size).rstrip("0").rstrip(".") == amount
    assert chance.fen == (None if worth is None else round(float(worth) * 100))


def test_where_the_clause_pays_for_getting_worse_it_says_so() -> None:
    """30 work orders: 94.5 % costs 30 × 0.05 = 1.5, but 94.0 % costs 1."""
    assessment = assessed("danzhou-2025", {"participation_satisfaction": {"percent": "94.5", "orders": 30}})
    worse = found(assessment, "participation_satisfaction", "lower")
    assert (worse.far, worse.points, worse.reverses) == (50, Decimal("0.5"), True)
    assert "条款本身如此" in sentence(worse)
    better = found(assessment, "participation_satisfaction", "raise")
    assert (better.far, better.points, better.reverses) == (50, Decimal("1.5"), False)


def test_a_change_whose_result_is_not_known_is_left_out() -> None:
    assessment = assessed("danzhou-2025", {"participation_satisfaction": {"percent": "94"}})
    of_line = [one for one in chances(assessment) if one.line.indicator.id == "participation_satisfaction"]
    steps = sorted((one.move.way, one.far) for one in of_line)
    assert steps == [("lower", 100), ("raise", 100)], "in between, the work orders would be missing"


FAR_BELOW: list[tuple[str, dict[str, Any], str, str, int]] = [
    ("yangzhou-2025", {"connect_rate": {"percent": "70"}}, "connect_rate", "raise", 2001),
    ("yangzhou-2025", {"training": {"count": 100}}, "training", "fewer", 98),
    ("kezhou-2025", {"connect_rate": {"percent": "85"}}, "connect_rate", "raise", 501),
    ("baisha", {"turnover": {"hits": 56, "total": 56}}, "turnover", "more_misses", 131),
]


@pytest.mark.parametrize(("scheme", "inputs", "indicator", "way", "far"), FAR_BELOW)
def test_a_line_far_below_its_floor_still_has_a_smallest_change(
    scheme: str, inputs: dict[str, Any], indicator: str, way: str, far: int
) -> None:
    assert found(assessed(scheme, inputs), indicator, way).far == far


def test_a_linear_line_below_its_floor_has_one_too() -> None:
    assessment = assessed("yangzhou-2025", {"connect_rate": {"percent": "88.33"}}, options={"steps": "linear"})
    assert found(assessment, "connect_rate", "raise").far == 168


def test_a_gated_line_at_its_target_can_fall() -> None:
    assert found(assessed("danzhou-2025", {"connect_rate": {"percent": "95"}}), "connect_rate", "lower").far == 1


def test_edges_between_bands_of_equal_worth_are_none() -> None:
    counts = {"headcount": dict.fromkeys(("2025-07", "2025-08", "2025-09"), 14)}
    apart = distance(assessed("kezhou-2025", {"connect_rate": {"percent": "93"}}, context=counts))
    assert apart.up is not None and (apart.up.edge.score, apart.up.points, apart.up.fen) == (95, 2, 1848000)
    apart = distance(assessed("kezhou-2025", {"connect_rate": {"percent": "94.6"}}, context=counts))
    assert apart.down is not None and (apart.down.edge.score, apart.down.fen) == (85, -16632000)


def test_leavers_are_not_told_as_met_targets() -> None:
    told = [sentence(one) for one in chances(assessed("baisha", {"turnover": {"hits": 3, "total": 25}}))]
    assert not [text for text in told if text.startswith("人员半年流失率") and "达标" in text]
    assert "人员半年流失率：现有的再多 1 人计入（总数不变） → -2 分" in told


def test_a_line_spared_by_the_province_cannot_be_bettered() -> None:
    assessment = assessed("danzhou-2025", {"connect_rate": {"percent": 90, "province_deducted": False}})
    assert [one for one in chances(assessment) if one.line.indicator.id == "connect_rate"] == []


def test_waived_and_missing_lines_have_no_chances() -> None:
    assessment = assessed("danzhou-2025", {"connect_rate": {"percent": 90, "waived": "停电"}})
    assert chances(assessment) == ()


def test_days_months_and_items_move_too() -> None:
    days = [{"date": "2026-03-01", "offered": 10, "answered": 5, "agents": 5}, {"date": "2026-03-02", "offered": 0}]
    assessment = assessed("jiyuan-2026", {"connect_rate": {"days": days}})
    assert [found(assessment, "connect_rate", way).fen for way in ("fewer", "more")] == [20000, -20000]
    assessment = assessed("yangzhou-2025", {"turnover": {"months": {"2025-07": 3, "2025-08": 1, "2025-09": 2.5}}})
    labels = [one["label"] for one in answer_of("yangzhou-2025", assessment) if one["way"] == "lower"]
    assert labels == ["2025-07"]
    assessment = assessed("kezhou-2025", {"ticket_24h": {"overtime_hours": ["4.5"]}})
    lower = found(assessment, "ticket_24h", "lower")
    assert (lower.far, lower.points) == (51, assessed("kezhou-2025").score and lower.points)


def answer_of(scheme: str, assessment: Assessment) -> list[dict[str, Any]]:
    return answer({"scheme": scheme, **assessment.facts.source})["changes"]


def test_a_quarter_without_headcount_knows_no_worth() -> None:
    assessment = assessed("kezhou-2025", {"connect_rate": {"percent": "99.9"}})
    assert found(assessment, "connect_rate", "raise").fen is None


def test_distance_to_the_bands_in_both_directions() -> None:
    assessment = assessed("yangzhou-2025", {"other": {"points": 0}, "connect_rate": {"percent": "94"}})
    apart = distance(assessment)
    assert str(assessment.score) == "93"
    assert apart.up is not None and apart.down is not None
    assert (str(apart.up.points), apart.up.fen) == ("2", 3725000)
    assert (str(apart.down.points), apart.down.fen) == ("3", -7450000)


def test_distance_where_each_point_costs() -> None:
    low = {
        "connect_rate": {"percent": 0, "province_deducted": True},
        "rank_a": {"rank": 3},
        "rank_province": {"rank": 9},
    }
    apart = distance(assessed("danzhou-2025", low))
    assert apart.up is not None and apart.down is not None
    assert (str(apart.up.points), apart.up.fen) == ("2", 113876)
    assert (str(apart.down.points), apart.down.fen, apart.down.each_point) == ("0", -56938, True)
    high = distance(assessed("danzhou-2025"))
    assert high.up is None and high.down is not None and (str(high.down.points), high.down.fen) == ("10", -56938)


def test_distance_into_a_band_whose_edge_is_outside_it() -> None:
    """At exactly 94 the reading "full" pays from just above 94 on."""
    inputs = {"appraisal_method": {"points": 0}, "study": {"points": 0}}
    options = {"gap_94_95": "full"}
    assessment = assessed(
        "kezhou-2025",
        inputs,
        options=options,
        context={"headcount": dict.fromkeys(("2025-07", "2025-08", "2025-09"), 14)},
    )
    apart = distance(assessment)
    assert str(assessment.score) == "94"
    assert apart.up is not None and str(apart.up.points) == "0.0001" and apart.up.fen == 1848000


def test_money_and_open_contracts_have_no_distance() -> None:
    assert distance(assessed("jiyuan-2026")) == (None, None)
    assert distance(assessed("baisha")) == (None, None)


def test_the_command_answers_with_both() -> None:
    result = answer({"scheme": "danzhou-2025", "period": "2025-09", "inputs": counted_text()})
    assert result["distance"]["up"] is None
    assert {"id", "name", "label", "way", "amount", "unit", "better", "points", "yuan", "reverses", "text"} == set(
        result["changes"][0]
    )
    assert result["payable"] == "300000.00" and result["score"] == scored("danzhou-2025", counted_text())["score"]


def counted_text() -> dict[str, Any]:
    return {"connect_rate": {"percent": "94.3", "province_deducted": True}}


def test_every_shape_can_move() -> None:
    """Anchors, bands and gains of an invented contract, each to its next worth."""
    inputs = {
        "connect_rate": {"percent": 85},
        "backlog": {"hours": 8},
        "errors": {"made": 3, "mended": 1},
        "improvement": {"percent": 80},
    }
    assessment = assessed("linzhou-2027", inputs, context={"calls": 1000})
    far = {(one.line.indicator.id, one.move.way): one.far for one in chances(assessment)}
    assert far["connect_rate", "raise"] == far["connect_rate", "lower"] == 1
    assert (far["backlog", "lower"], far["backlog", "raise"]) == (1, 401)
    better = {(one.line.indicator.id, one.move.way): one.move.better for one in chances(assessment)}
    assert better["backlog", "lower"] and not better["backlog", "raise"] and better["connect_rate", "raise"]


def test_without_headcount_the_bands_have_points_but_no_worth() -> None:
    apart = distance(assessed("kezhou-2025", {"connect_rate": {"percent": "94"}}))
    assert apart.up is not None and (apart.up.fen, apart.up.points) == (None, 1)


def test_an_open_settlement_pays_nothing_at_any_score() -> None:
    assert settle_at(assessed("baisha"), Decimal(50)) is None


def test_a_month_that_pays_nothing_itself_is_worth_what_it_takes_off() -> None:
    assessment = assessed("jiyuan-2026", {"complaints": {"count": 1}}, period="2026-02")
    assert found(assessment, "complaints", "fewer").fen == 50000


def test_a_change_names_the_part_and_the_day_it_is_of() -> None:
    inputs = {"handling_time": {"consult_hours": 17, "other_hours": 33}, "service_complaints": {"total": 5}}
    told = [sentence(one) for one in chances(assessed("yangzhou-2025", inputs))]
    assert "平均处理时长（非咨询类）：降低 0.01 小时 → +1 分" in told
    assert any(text.startswith("话务服务投诉（投诉）：少发生 1 次") for text in told)
    days = [{"date": "2026-03-05", "published": 100, "correct": 99}]
    told = [sentence(one) for one in chances(assessed("jiyuan-2026", {"publish_accuracy": {"days": days}}))]
    assert any(text.startswith("信息发布准确率（3月5日）：现有的再多 1 件达标") for text in told)


def test_of_a_long_list_each_kind_of_item_is_told_once() -> None:
    told = chances(assessed("kezhou-2025", {"ticket_24h": {"overtime_hours": ["0.5"] * 400 + ["1.5"] * 400}}))
    orders = [one for one in told if one.line.indicator.id == "ticket_24h"]
    assert [(one.label, one.move.way, one.far) for one in orders] == [
        ("第1张工单", "raise", 150),
        ("第401张工单", "raise", 50),
    ]
