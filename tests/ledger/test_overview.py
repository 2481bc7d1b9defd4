"""The first page as data, the why of a figure, the fields of an indicator: from what was logged."""

from datetime import date
from decimal import Decimal

import pytest

from app.ledger import describe, facts, incidents, indicators, obligations, periods
from app.ledger.book import Book
from app.ledger.change import Key
from app.ledger.contracts import contract
from app.ledger.inputs import inputs_of
from app.ledger.overview import cheapest, overview
from app.ledger.sealing import CONTRACT
from app.ledger.why import why_line, why_settlement
from app.library import SCHEMES
from app.periods import Period
from app.scoring.load import rules_of
from app.scoring.what_if import chances
from app.workdays import read_calendar
from tests.ledger.floor import Q3, july
from tests.support import CONTRACTS, PERIODS

TODAY = date(2025, 7, 20)


@pytest.fixture
def logged(book: Book, kezhou: int) -> Book:
    indicators.record(book, kezhou, "connect_rate", {"hits": 9987, "total": 10000}, Q3)
    incidents.log(book, kezhou, [incidents.Draft("complaint", july(3), quantity=2)], status="verified")
    incidents.log(book, kezhou, [incidents.Draft("ticket_fault", july(4))])
    return book


def test_losses_come_dearest_first_and_name_what_they_are_worth(logged: Book, kezhou: int) -> None:
    found = overview(logged, kezhou, Q3, TODAY)
    # 99.87 % against 100: one whole step of 0.1; two complaints in July: one above the one allowed, 1 point.
    assert [(one.id, one.points) for one in found.losses] == [
        ("complaints", Decimal(-1)),
        ("connect_rate", Decimal("-0.1")),
    ]
    assert {one.fen for one in found.losses} == {0}  # 98.9 is above 95: neither costs money
    assert found.losses[1].achieved == "99.87%" and found.losses[1].target == "100%"


def test_what_is_only_recorded_waits_and_does_not_count(logged: Book, kezhou: int) -> None:
    found = overview(logged, kezhou, Q3, TODAY)
    assert [(one.status, one.words) for one in found.waiting] == [("记录", "7月4日 工单内容问题（记录）")]
    assert not [one for one in found.losses if one.id == "ticket_quality"]


def test_gaps_and_how_much_is_filled(logged: Book, kezhou: int) -> None:
    found = overview(logged, kezhou, Q3, TODAY)
    # Five more percentages? 及时接通率, 派单准确率, 工单回访率 and seven manual awards are not there yet.
    missing = {one.id for one in found.gaps}
    assert {"connect_timely", "dispatch_accuracy", "callback_rate", "appraisal_method"} <= missing
    assert "connect_rate" not in missing and "ticket_quality" not in missing
    assert found.filled == (27 - len(missing), 27)


def test_tasks_due_and_unproven(logged: Book, kezhou: int) -> None:
    obligations.generate(logged, kezhou, read_calendar())
    found = overview(logged, kezhou, Q3, TODAY)
    late = [one for one in found.tasks if one.unproven]
    soon = [one for one in found.tasks if not one.unproven]
    assert all(one.days < 0 for one in late) and all(0 <= one.days <= 14 for one in soon)
    assert "值班考勤表备案" in {one.name for one in soon} and "话务员月度绩效考核" in {one.name for one in late}


def test_the_trend_shows_what_is_known(logged: Book, kezhou: int) -> None:
    second = Period("quarter", 2025, 2)
    indicators.record(logged, kezhou, "connect_rate", {"percent": "100"}, second)
    for one in overview(logged, kezhou, second, TODAY).gaps:
        given = {"points": "1"} if "评分" in one.fields[0] else {"percent": "100"}
        indicators.record(logged, kezhou, one.id, given, second)
    found = overview(logged, kezhou, Q3, TODAY)
    assert [str(one.period) for one in found.trend] == ["2025-Q2", "2025-Q3"]
    assert found.trend[0].value is not None and found.trend[0].value < 100


def test_the_cheapest_improvements_are_improvements(logged: Book, kezhou: int) -> None:
    found = cheapest(chances(overview(logged, kezhou, Q3, TODAY).found.assessment))
    assert 0 < len(found) <= 3
    assert all(one.move.better and not one.reverses and one.points > 0 for one in found)


def test_why_names_value_clause_rows_and_what_would_change_it(logged: Book, kezhou: int) -> None:
    found = overview(logged, kezhou, Q3, TODAY)
    why = why_line(logged, contract(SCHEMES, "kezhou-2025"), found.found, "complaints")
    told = {one.heading: one for one in why.sections}
    assert why.title == "为什么是 1 分" and why.about == "投诉"
    assert told["条款 附件一 一3"].quote.startswith("投诉率不大于1条每月")
    assert "要改变它" in told
    assert told["台账统计：7月的数值"].lines == ("7月3日 有效投诉 ×2（核实）",)


def test_why_names_an_override_and_that_it_is_outdated(logged: Book, kezhou: int) -> None:
    indicators.record(logged, kezhou, "complaints", {"months.2025-07": 1}, Q3, reason="一件经核不成立")
    incidents.log(logged, kezhou, [incidents.Draft("complaint", july(9))], status="verified")
    found = facts.assessed(logged, kezhou, Q3)
    why = why_line(logged, contract(SCHEMES, "kezhou-2025"), found, "complaints")
    told = [line for one in why.sections for line in one.lines]
    assert "台账统计为 3，已改写：一件经核不成立" in told
    assert "改写时台账统计为 2，现在已不同，请核对" in told


def test_why_the_settlement(logged: Book, kezhou: int) -> None:
    why = why_settlement(facts.assessed(logged, kezhou, Q3).assessment)
    # Eight agents are on the books of this floor: 4,400 × 24 person-months.
    assert why.title == "为什么是 105,600.00 元"
    assert any("4400 元 × (8 + 8 + 8) 人月" in line for one in why.sections for line in one.lines)


def test_a_sealed_period_is_told_by_its_state(logged: Book, kezhou: int) -> None:
    periods.freeze(logged, kezhou, CONTRACT, Q3, despite="测试")
    assert overview(logged, kezhou, Q3, TODAY).standing.locked
    assert [one.state for one in periods.listed(logged, kezhou)] == ["frozen"]


def test_of_many_rows_the_first_and_how_many(logged: Book, kezhou: int) -> None:
    rows = tuple(Key("incident", 1) for _ in range(20))
    told = describe.described(logged, contract(SCHEMES, "kezhou-2025"), rows)
    assert len(told) == 13 and told[-1] == "……共 20 条"


@pytest.mark.parametrize("scheme", CONTRACTS)
def test_every_indicator_can_be_typed(scheme: str) -> None:
    known, period = contract(SCHEMES, scheme), Period.parse(PERIODS[scheme])
    assert period is not None
    for one in rules_of(known.scheme(period)).indicators:
        found = inputs_of(known, one, period, known.newest.term)
        assert [field for field in found.fields if field.path != "waived"] or found.days, one.id
        assert all(field.label for field in found.fields)


def test_fields_carry_their_kind_and_limits() -> None:
    known, period = contract(SCHEMES, "danzhou-2025"), Period("month", 2025, 9)
    rules = rules_of(known.scheme(period))
    kinds = {
        one.id: [
            (field.path, field.kind, field.high) for field in inputs_of(known, one, period, known.newest.term).fields
        ]
        for one in rules.indicators
    }
    assert kinds["rank_province"][0] == ("rank", "rank", 18)
    assert ("province_deducted", "flag", None) in kinds["connect_rate"]
    assert ("orders", "count", None) in kinds["participation_satisfaction"]
