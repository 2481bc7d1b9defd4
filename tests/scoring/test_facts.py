"""What facts may say, and where a fault is named."""

from typing import Any

import pytest

from tests.support import faults, lines, scored

D, Y, J, K, B = "danzhou-2025", "yangzhou-2025", "jiyuan-2026", "kezhou-2025", "baisha"
DAY = {"date": "2026-03-05", "offered": 10, "answered": 9, "agents": 1}

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    (D, {"connect_rate": {"percent": 101}}, "inputs.connect_rate.percent"),
    (D, {"connect_rate": {"percent": "-0.01"}}, "inputs.connect_rate.percent"),
    (D, {"connect_rate": {"percent": "94.3%"}}, "inputs.connect_rate.percent"),
    (D, {"connect_rate": {"percent": True}}, "inputs.connect_rate.percent"),
    (D, {"connect_rate": {"percent": 5, "hits": 1, "total": 2}}, "inputs.connect_rate.percent"),
    (D, {"connect_rate": {"hits": 3, "total": 2}}, "inputs.connect_rate.hits"),
    (D, {"connect_rate": {"hits": 1, "total": 0}}, "inputs.connect_rate.hits"),
    (D, {"connect_rate": {"hits": "1.5", "total": 2}}, "inputs.connect_rate.hits"),
    (D, {"connect_rate": {"percent": 5, "province_deducted": "yes"}}, "inputs.connect_rate.province_deducted"),
    (D, {"connect_rate": {"percent": 5, "not_applicable": True}}, "inputs.connect_rate.not_applicable"),
    (D, {"connect_rate": {"waived": ""}}, "inputs.connect_rate.waived"),
    (D, {"connect_rate": []}, "inputs.connect_rate"),
    (D, {"participation_satisfaction": {"percent": 94, "orders": -1}}, "inputs.participation_satisfaction.orders"),
    (D, {"participation_satisfaction": {"province_deducted": True}},
     "inputs.participation_satisfaction.province_deducted"),
    (D, {"rank_a": {"rank": 0}}, "inputs.rank_a.rank"),
    (D, {"rank_a": {"rank": 4}}, "inputs.rank_a.rank"),
    (D, {"rank_province": {"rank": "19"}}, "inputs.rank_province.rank"),
    (D, {"rank_province": {"rank": "1.5"}}, "inputs.rank_province.rank"),
    (Y, {"handling_time": {"consult_hours": -1, "other_hours": 1}}, "inputs.handling_time.consult_hours"),
    (Y, {"other": {"points": "5.1"}}, "inputs.other.points"),
    (Y, {"other": {"points": "-1"}}, "inputs.other.points"),
    (Y, {"system_safety": {"count": -1}}, "inputs.system_safety.count"),
    (Y, {"system_safety": {"count": 10**13}}, "inputs.system_safety.count"),
    (Y, {"turnover": {"months": {"2025-06": 1}}}, "inputs.turnover.months.2025-06"),
    (Y, {"turnover": {"months": {"July": 1}}}, "inputs.turnover.months.July"),
    (Y, {"turnover": {"months": {"2025-07": 101}}}, "inputs.turnover.months.2025-07"),
    (Y, {"turnover": {"months": {"2025-07": {"hits": 2, "total": 1}, "2025-08": 1, "2025-09": 1}}},
     "inputs.turnover.months.2025-07.hits"),
    (J, {"connect_rate": {"days": [DAY, DAY]}}, "inputs.connect_rate.days[1].date"),
    (J, {"connect_rate": {"days": [DAY | {"date": "2026-04-01"}]}}, "inputs.connect_rate.days[0].date"),
    (J, {"connect_rate": {"days": [DAY | {"date": "2026-02-30"}]}}, "inputs.connect_rate.days[0].date"),
    (J, {"connect_rate": {"days": [DAY | {"answered": 11}]}}, "inputs.connect_rate.days[0].answered"),
    (J, {"connect_rate": {"days": [DAY | {"calls": 11}]}}, "inputs.connect_rate.days[0].calls"),
    (J, {"connect_rate": {"days": [{"offered": 11}]}}, "inputs.connect_rate.days[0].date"),
    (J, {"connect_rate": {"days": {}}}, "inputs.connect_rate.days"),
    (J, {"connect_rate": {"days": [3]}}, "inputs.connect_rate.days[0]"),
    (J, {"publish_accuracy": {"days": [{"date": "2026-03-01", "published": 1, "correct": 2}]}},
     "inputs.publish_accuracy.days[0].correct"),
    (K, {"complaints": {"months": {"2025-07": 1}, "per_excess": "2.5"}}, "inputs.complaints.per_excess"),
    (K, {"complaints": {"months": {"2025-07": "1.5"}}}, "inputs.complaints.months.2025-07"),
    (K, {"complaints": {"severe": -1}}, "inputs.complaints.severe"),
    (K, {"ticket_24h": {"overtime_hours": [1, "x"]}}, "inputs.ticket_24h.overtime_hours[1]"),
    (B, {"praise": {"letters": "many"}}, "inputs.praise.letters"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "inputs", "path"), REFUSED, ids=[case[2] + str(at) for at, case in enumerate(REFUSED)]
)
def test_a_bad_input_is_refused_at_its_place(scheme: str, inputs: dict[str, Any], path: str) -> None:
    assert path in faults(scheme, inputs)


OTHER: list[tuple[str, dict[str, Any], str]] = [
    (D, {"period": "2025-06"}, "period"),
    (D, {"period": "2026-08"}, "period"),
    (D, {"period": "2025-Q3"}, "period"),
    (D, {"period": "September"}, "period"),
    (D, {"events": [{"item": "late"}]}, "events[0].item"),
    (D, {"events": [{}]}, "events[0].item"),
    (D, {"events": [{"item": "breach_clause", "quantity": 0}]}, "events[0].quantity"),
    (D, {"events": [{"item": "breach_clause", "quantity": "1.5"}]}, "events[0].quantity"),
    (D, {"events": [{"item": "breach_clause", "amount": 5}]}, "events[0].amount"),
    (D, {"events": [{"item": "rank_promises"}]}, "events[0].item"),
    (D, {"events": 5}, "events"),
    (Y, {"events": [{"item": "staff_shortage"}]}, "events[0].amount"),
    (Y, {"events": [{"item": "staff_shortage", "amount": -1}]}, "events[0].amount"),
    (B, {"events": [{"item": "anything"}]}, "events[0].item"),
    (D, {"history": [{"score": 1}]}, "history[0].period"),
    (D, {"history": [{"period": "2025-09"}]}, "history[0].period"),
    (D, {"history": [{"period": "2025-10"}]}, "history[0].period"),
    (D, {"history": [{"period": "2025-06"}]}, "history[0].period"),
    (D, {"history": [{"period": "2025-08"}, {"period": "2025-08"}]}, "history[1].period"),
    (D, {"history": [{"period": "2025-08", "rank_a": 4}]}, "history[0].rank_a"),
    (D, {"history": [{"period": "2025-08", "connect_rate": 4}]}, "history[0].connect_rate"),
    (J, {"history": [{"period": "2026-02", "turnover": {"percent": 101}}]}, "history[0].turnover.percent"),
    (J, {"history": [{"period": "2026-02", "turnover": {"rate": 1}}]}, "history[0].turnover.rate"),
    (J, {"history": [{"period": "2026-02", "deduction": -1}]}, "history[0].deduction"),
    (D, {"context": {"headcount": "many"}}, "context.headcount"),
    (D, {"context": {"turnover_month": 101}}, "context.turnover_month"),
    (D, {"context": {"force_majeure": " "}}, "context.force_majeure"),
    (D, {"context": {"weather": "rain"}}, "context.weather"),
    (D, {"context": {"assessed_on": "yesterday"}}, "context.assessed_on"),
    (K, {"context": {"headcount": {"2025-06": 14}}}, "context.headcount.2025-06"),
    (K, {"context": {"headcount": {"2025-07": -1}}}, "context.headcount.2025-07"),
    (J, {"context": {"training_hours": {"A": -1}}}, "context.training_hours.A"),
    (J, {"context": {"weekly_checks": [{"week": "2026-W60"}]}}, "context.weekly_checks[0].week"),
    (J, {"context": {"weekly_checks": [{"week": "W1"}]}}, "context.weekly_checks[0].week"),
    (J, {"context": {"weekly_checks": [{"week": "2026-W10"}, {"week": "2026-W10"}]}}, "context.weekly_checks[1].week"),
    (J, {"context": {"weekly_checks": [{"week": "2026-W10", "safety": 1}]}}, "context.weekly_checks[0].safety"),
    (J, {"context": {"weekly_checks": [{"week": "2026-W10", "safty": True}]}}, "context.weekly_checks[0].safty"),
    (J, {"context": {"assessed_on": "2026-W10-2"}}, "context.assessed_on"),
    (D, {"options": {"remainder": "all"}}, "options.remainder"),
    (D, {"options": {"remainder": 5}}, "options.remainder"),
    (D, {"options": {"steps": "up"}}, "options.steps"),
    (J, {"options": {"connect_target": "101"}}, "options.connect_target"),
    (Y, {"options": {"hours_per_day": "0"}}, "options.hours_per_day"),
    (K, {"options": {"bonus_cap": "some"}}, "options.bonus_cap"),
    (D, {"options": []}, "options"),
    (D, {"unknown": 1}, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "rest", "path"), OTHER, ids=[case[2] + str(at) for at, case in enumerate(OTHER)])
def test_bad_facts_around_the_inputs_are_refused(scheme: str, rest: dict[str, Any], path: str) -> None:
    assert path in faults(scheme, **rest)


def test_all_faults_come_at_once() -> None:
    found = faults(D, {"connect_rate": {"percent": 101}, "x": {}}, options={"steps": "up"}, history=[{}])
    assert found == ["options.steps", "history[0].period", "inputs.connect_rate.percent", "inputs.x"]


@pytest.mark.parametrize("given", [{}, None, {"percent": None}])
def test_what_is_not_there_yet_is_missing(given: Any) -> None:
    result = scored(D, {"connect_rate": given})
    line = lines(result)["connect_rate"]
    assert (line["awarded"], line["missing"], result["complete"]) == ("8", ["percent"], False)
    assert "未填" in line["trace"]


@pytest.mark.parametrize(
    ("scheme", "name", "given", "missing"),
    [
        (D, "connect_rate", {"hits": 5}, ["total"]),
        (D, "connect_rate", {"total": 5}, ["hits"]),
        (D, "rank_a", {}, ["rank"]),
        (D, "participation_satisfaction", {"percent": "94.5"}, ["orders"]),
        (D, "connect_rate", {"percent": "94.5"}, ["province_deducted"]),
        (Y, "handling_time", {"consult_hours": 3}, ["other_hours"]),
        (Y, "turnover", {"months": {"2025-07": 1, "2025-08": {}}}, ["months.2025-08", "months.2025-09"]),
        (Y, "turnover", {}, ["months.2025-07", "months.2025-08", "months.2025-09"]),
        (Y, "other", {}, ["points"]),
        (K, "dispatch_accuracy", {"misdispatched": 3}, ["percent"]),
    ],
)
def test_missing_names_the_fields(scheme: str, name: str, given: dict[str, Any], missing: list[str]) -> None:
    result = scored(scheme, {name: given})
    assert lines(result)[name]["missing"] == missing and not result["complete"]


def test_a_waiver_gives_full_marks_and_is_complete() -> None:
    line = lines(scored(D, {"connect_rate": {"percent": 10, "waived": "台风停电"}}))["connect_rate"]
    assert (line["awarded"], line["missing"], line["waived"]) == ("8", [], "台风停电")
    assert "台风停电" in line["trace"]
    line = lines(scored(J, {"complaints": {"count": 3, "waived": "误报"}}))["complaints"]
    assert (line["amount"], line["waived"]) == ("0.00", "误报")


def test_nothing_due_meets_the_target() -> None:
    line = lines(scored(B, {"connect_rate": {"hits": 0, "total": 0}}))["connect_rate"]
    assert (line["awarded"], line["achieved"]) == ("20", "0/0")
    line = lines(scored(B, {"turnover": {"hits": 0, "total": 0}}))["turnover"]
    assert line["awarded"] == "10"


@pytest.mark.parametrize("period", ["2026-01", "2025-Q1", "nonsense", "2025-09"])
def test_a_bad_period_does_not_hide_the_other_faults(period: str) -> None:
    """Faults that depend on the period itself are left out: nobody knows which was meant."""
    months = {"2025-07": 1, "2025-08": 101}
    inputs = {"connect_rate": {"percent": 101}, "turnover": {"months": months}, "x": {}}
    found = faults(Y, inputs, period=period, extra=1, options={"steps": "sideways"})
    assert {"period", "options.steps", "inputs.connect_rate.percent", "inputs.x", "extra"} <= set(found)
    assert "inputs.turnover.months.2025-07" not in found


def test_a_percentage_beside_counts_is_one_fault() -> None:
    assert faults(D, {"connect_rate": {"percent": 99, "hits": 1, "total": 1}}) == ["inputs.connect_rate.percent"]
