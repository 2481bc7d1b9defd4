"""Every rule's price and kind, thresholds, severity, leave limits, protection, joint fines; by hand."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from app.conduct.load import rules_of
from app.conduct.rulebook import Conduct

One = Callable[..., dict[str, Any]]
Run = Callable[..., dict[str, Any]]
PRICES = [
    ("late", "fine", "20.00"),
    ("early_leave", "fine", "20.00"),
    ("absent_post", "fine", "100.00"),
    ("unauthorised_swap", "fine", "100.00"),
    ("absenteeism", "fine", "600.00"),
    ("left_without_notice", "consequence", "0.00"),
    ("personal_leave", "wage", "165.50"),
    ("sick_leave", "wage", "100.00"),
    ("marriage_leave", "wage", "0.00"),
    ("bereavement_leave", "wage", "0.00"),
    ("annual_leave", "wage", "0.00"),
    ("skip_activity", "fine", "400.00"),
    ("private_call", "fine", "1000.00"),
    ("disobey", "fine", "400.00"),
    ("off_task", "fine", "400.00"),
    ("messy_area", "fine", "40.00"),
    ("messy_desk", "fine", "20.00"),
    ("false_invalid", "fine", "2000.00"),
    ("no_handover", "fine", "400.00"),
    ("refuse_call", "fine", "2000.00"),
    ("confidentiality", "fine", "1000.00"),
    ("forbidden_words", "fine", "2000.00"),
    ("kb_omission", "fine", "40.00"),
    ("record_mismatch", "fine", "60.00"),
    ("misdispatch", "fine", "40.00"),
    ("title_format", "fine", "40.00"),
    ("shirking", "fine", "1000.00"),
    ("uniform", "record", "0.00"),
]


@pytest.mark.parametrize(("rule", "kind", "amount"), PRICES)
def test_price_of_two(one: One, rule: str, kind: str, amount: str) -> None:
    found = one({"rule": rule, "quantity": 2})
    item = found["items"][0]
    assert (item["rule"], item["kind"], item["quantity"], item["amount"]) == (rule, kind, "2", amount)
    assert found["fines"] == (amount if kind == "fine" else "0.00")


def test_every_rule_is_priced_here(conduct: Conduct) -> None:
    assert set(rules_of(conduct).loggable) == {row[0] for row in PRICES}


@pytest.mark.parametrize(("rule", "kind", "amount"), PRICES)
def test_waived_costs_and_causes_nothing(one: One, rule: str, kind: str, amount: str) -> None:
    event = {"rule": rule, "quantity": 9, "severe": True, "waived": "不可抗力"}
    found = one(event, prior={"K1": {rule: 9}}, person={"monthly_wage": 1}, context={"minimum_wage": 9})
    assert len(found["items"]) == 1
    assert (found["items"][0]["amount"], found["items"][0]["waived"]) == ("0.00", "不可抗力")
    assert found["items"][0]["trace"].endswith(f"{found['items'][0]['quantity']} {unit(rule)}，免予扣罚（不可抗力）")
    assert (found["fines"], found["wage_deductions"], found["full_attendance"]) == ("0.00", "0.00", True)
    assert (found["consequences"], found["cautions"]) == ([], [])


def unit(rule: str) -> str:
    """What a rule counts in."""
    if (rule.endswith("_leave") and rule != "early_leave") or rule == "absenteeism":
        return "天"
    return "条" if rule in ("kb_omission", "record_mismatch", "misdispatch", "title_format") else "次"


@pytest.mark.parametrize(
    ("late", "early", "kept"), [(2, 0, True), (3, 0, False), (2, 1, False), (1, 1, True), (0, 3, False)]
)
def test_full_attendance_is_lost_by_three_late_or_early(one: One, late: int, early: int, kept: bool) -> None:
    events = [{"rule": "late"}] * late + [{"rule": "early_leave"}] * early
    assert one(*events)["full_attendance"] is kept


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        ({"rule": "personal_leave", "quantity": "0.5"}, False),
        ({"rule": "bereavement_leave", "quantity": "3.5"}, False),
        ({"rule": "bereavement_leave", "quantity": 3}, True),
        ({"rule": "absenteeism"}, False),
        ({"rule": "sick_leave", "quantity": 9}, True),
        ({"rule": "shirking"}, True),
        ({"rule": "absent_post", "quantity": 9}, True),
    ],
)
def test_what_else_loses_full_attendance(one: One, event: dict[str, Any], kept: bool) -> None:
    assert one(event)["full_attendance"] is kept


@pytest.mark.parametrize("rule", ["skip_activity", "disobey"])
def test_twice_in_the_term_proposes_dismissal(one: One, rule: str) -> None:
    assert one({"rule": rule})["consequences"] == []
    assert one({"rule": rule, "quantity": 2})["consequences"] == ["dismissal"]
    assert one({"rule": rule}, {"rule": rule})["consequences"] == ["dismissal"]
    assert one({"rule": rule}, prior={"K1": {rule: 1}})["consequences"] == ["dismissal"]
    assert one({"rule": "late"}, prior={"K1": {rule: 5}})["consequences"] == []
    assert one({"rule": rule, "waived": "病"}, {"rule": rule})["consequences"] == []


def test_the_item_that_reaches_the_threshold_says_so(one: One) -> None:
    event = {"rule": "disobey"}
    said = [item["trace"] for item in one(event, event, event, prior={"K1": {"disobey": 1}})["items"]]
    plain = "不服从工作调度、不按时办结任务 1 次，每次 200 元"
    assert said == [
        f"{plain}；合同期内不服从工作调度、不按时办结任务累计 2 次，提出予以辞退，须人工确认",
        plain,
        plain,
    ]


@pytest.mark.parametrize(
    ("rule", "severe", "consequences"),
    [
        ("private_call", False, ["dismissal"]),
        ("left_without_notice", False, ["malicious_resignation"]),
        ("no_handover", True, ["dismissal"]),
        ("no_handover", False, []),
        ("refuse_call", True, ["dismissal", "legal_action"]),
        ("refuse_call", False, []),
        ("confidentiality", True, ["dismissal"]),
        ("forbidden_words", True, ["dismissal"]),
        ("forbidden_words", False, []),
        ("shirking", True, []),
    ],
)
def test_consequences(one: One, rule: str, severe: bool, consequences: list[str]) -> None:
    assert one({"rule": rule, "severe": severe})["consequences"] == consequences


def test_consequences_stand_once_and_sorted(one: One) -> None:
    events = [{"rule": "refuse_call", "severe": True}, {"rule": "absenteeism", "quantity": 2}, {"rule": "private_call"}]
    assert one(*events)["consequences"] == ["dismissal", "legal_action", "malicious_resignation"]


def test_sentences_of_consequences(one: One) -> None:
    events = [
        {"rule": "absenteeism", "quantity": 2},
        {"rule": "refuse_call", "severe": True},
        {"rule": "left_without_notice"},
        {"rule": "late", "severe": True},
    ]
    assert [item["trace"] for item in one(*events)["items"]] == [
        "旷工 2 天，每天 300 元；当月旷工满 2 天，提出按恶意离职处理，须人工确认",
        "故意不接电话 1 次，每次 1000 元，造成不良影响；提出予以辞退、追加法律责任，须人工确认",
        "未按规定办理离职 1 次，不扣款；提出按恶意离职处理，须人工确认",
        "迟到 1 次，每次 10 元（标为情节严重，本条没有另作规定）",
    ]


def absent(*days: int, quantity: int = 1) -> list[dict[str, Any]]:
    """Absence on days of September."""
    return [{"rule": "absenteeism", "date": f"2025-09-{day:02d}", "quantity": quantity} for day in days]


@pytest.mark.parametrize(
    ("events", "two_days", "consecutive"),
    [
        (absent(3), False, False),
        (absent(3, 4), True, True),
        (absent(4, 3), True, True),
        (absent(3, 5), True, False),
        (absent(3, 3), True, False),
        (absent(3, quantity=2), True, True),
        (absent(3, 8, 10, 11), True, True),
        (absent(30, quantity=2), True, True),
    ],
)
def test_absence_rule(one: One, events: list[dict[str, Any]], two_days: bool, consecutive: bool) -> None:
    for reading, proposed in (("two_days", two_days), ("consecutive", consecutive)):
        found = one(*events, options={"absence_rule": reading})
        assert found["consequences"] == (["malicious_resignation"] if proposed else [])
        assert found["fines"] == f"{300 * sum(event['quantity'] for event in events)}.00"
    assert one(*events)["consequences"] == (["malicious_resignation"] if two_days else [])


def test_consecutive_absence_says_so(one: One) -> None:
    said = one(*absent(3, 4, 5), options={"absence_rule": "consecutive"})["items"]
    assert said[1]["trace"] == "旷工 1 天，每天 300 元；连续旷工 2 天，提出按恶意离职处理，须人工确认"
    assert "提出" not in said[0]["trace"] + said[2]["trace"]


def test_severe_words_instead_or_added(one: One) -> None:
    event = {"rule": "forbidden_words", "severe": True, "quantity": 2}
    assert one(event)["fines"] == "4000.00"
    added = one(event, options={"severe_words": "added"})
    assert added["fines"] == "6000.00"
    assert added["items"][0]["trace"].startswith(
        "服务禁语 2 次，每次 1000 元，被用户听到且情节严重，另加每次 2000 元；"
    )


def joint(run: Run, event: dict[str, Any], **leader: Any) -> tuple[str, str]:
    """What the leader pays, and what the agent's item says of it."""
    people = [{"id": "K1", "team": "一班"}, {"id": "K2", "team": "一班", "leader": True} | leader]
    usual = {"person": "K1", "rule": "forbidden_words", "date": "2025-09-10", "severe": True}
    first, second = run({"period": "2025-09", "people": people, "events": [usual | event]})["people"]
    return second["fines"], first["items"][0]["trace"]


def test_joint_fine_of_the_leader(run: Run) -> None:
    assert joint(run, {})[0] == "200.00"
    assert joint(run, {"quantity": 3})[0] == "200.00"
    assert joint(run, {"leader_amount": "350.5"})[0] == "350.50"
    assert joint(run, {"leader_amount": 500, "severe": False})[0] == "0.00"
    assert joint(run, {"waived": "误判"})[0] == "0.00"
    assert joint(run, {"leader_amount": 200}, online_on="2025-09-10", left_on="2025-09-10")[0] == "200.00"


def test_no_joint_fine_without_a_leader_in_post(run: Run) -> None:
    price = "服务禁语 1 次，被用户听到且情节严重，每次 2000 元（不再按每次 1000 元）"
    away = f"{price}；班长当日不在岗，无连带；提出予以辞退，须人工确认"
    assert joint(run, {}, left_on="2025-09-09") == ("0.00", away)
    assert joint(run, {}, online_on="2025-09-11") == ("0.00", away)
    assert "本班组未设班长，无连带" in joint(run, {}, leader=False)[1]
    assert "本班组未设班长，无连带" in joint(run, {}, team="二班")[1]


def test_no_joint_fine_when_the_agent_leads(one: One) -> None:
    found = one({"rule": "forbidden_words", "severe": True}, person={"leader": True})
    assert (found["fines"], len(found["items"])) == ("2000.00", 1)
    assert "本人即班长，无连带" in found["items"][0]["trace"]


@pytest.mark.parametrize("rule", ["kb_omission", "record_mismatch", "misdispatch", "title_format"])
@pytest.mark.parametrize(
    ("online", "spared"), [("2025-09-01", True), ("2025-08-31", False), ("2025-09-10", True), (None, False)]
)
def test_newcomers_are_spared_ten_days(run: Run, rule: str, online: str | None, spared: bool) -> None:
    people = [{"id": "K1", "team": "一班", "online_on": online}, {"id": "K2", "team": "一班"}]
    events = [
        {"person": "K1", "rule": rule, "date": "2025-09-10"},
        {"person": "K2", "rule": "absent_post", "date": "2025-09-10"},
    ]
    first = run({"period": "2025-09", "people": people, "events": events})["people"][0]
    assert (first["fines"] == "0.00") is spared
    assert first["items"][0]["waived"] is None
    assert first["reward"] == ("50.00" if spared else "0.00")


def test_a_newcomer_is_not_spared_other_rules(one: One) -> None:
    assert one({"rule": "off_task"}, person={"online_on": "2025-09-01"})["fines"] == "200.00"


@pytest.mark.parametrize(("rule", "limit"), [("marriage_leave", 3), ("bereavement_leave", 3), ("annual_leave", 5)])
def test_leave_beyond_the_limit_becomes_personal_leave(one: One, rule: str, limit: int) -> None:
    def rows(*quantities: Any, prior: Any = 0) -> list[tuple[str, str, str]]:
        events = [{"rule": rule, "quantity": quantity} for quantity in quantities]
        items = one(*events, prior={"K1": {rule: prior}})["items"]
        return [(item["rule"], item["quantity"], item["amount"]) for item in items]

    assert rows(limit) == [(rule, str(limit), "0.00")]
    assert rows(limit + 1) == [(rule, str(limit), "0.00"), ("personal_leave", "1", "82.75")]
    assert rows("0.5", prior=limit) == [(rule, "0", "0.00"), ("personal_leave", "0.5", "41.38")]
    assert rows(1, prior=limit + 2) == [(rule, "0", "0.00"), ("personal_leave", "1", "82.75")]
    assert rows(2, 1, prior=f"{limit - 2}.5") == [
        (rule, "1.5", "0.00"),
        ("personal_leave", "0.5", "41.38"),
        (rule, "0", "0.00"),
        ("personal_leave", "1", "82.75"),
    ]


def test_the_earlier_leave_uses_the_limit_first(one: One) -> None:
    late = {"rule": "marriage_leave", "date": "2025-09-20", "quantity": 2}
    early = {"rule": "marriage_leave", "date": "2025-09-02", "quantity": 2}
    waived = {"rule": "marriage_leave", "date": "2025-09-01", "quantity": 3, "waived": "台账登错"}
    items = one(late, early, waived)["items"]
    assert [(item["date"], item["rule"], item["quantity"]) for item in items] == [
        ("2025-09-01", "marriage_leave", "3"),
        ("2025-09-02", "marriage_leave", "2"),
        ("2025-09-20", "marriage_leave", "1"),
        ("2025-09-20", "personal_leave", "1"),
    ]
    assert items[1]["trace"] == "婚假 2 天，可休 3 天，不扣款"
    assert items[3]["clause"] == "附件二 四(一)4"


def test_each_shirking_brings_a_day_of_study(one: One) -> None:
    found = one({"rule": "shirking", "quantity": 2})
    assert [(item["rule"], item["quantity"], item["amount"]) for item in found["items"]] == [
        ("shirking", "2", "1000.00"),
        ("study_day", "2", "165.50"),
    ]
    assert found["net"] == "-1165.50"


def test_half_a_fen_goes_up(one: One) -> None:
    halves = one(*[{"rule": "personal_leave", "quantity": "0.5"}] * 2)
    assert halves["wage_deductions"] == "82.76"
    assert one({"rule": "sick_leave", "quantity": "2.50"})["items"][0]["quantity"] == "2.5"


def test_who_approves_leave(conduct: Conduct) -> None:
    rules = rules_of(conduct)
    assert [rules.approver(days).by for days in (1, Decimal(5), Decimal("5.5"))] == ["班长", "班长", "上级部门"]
