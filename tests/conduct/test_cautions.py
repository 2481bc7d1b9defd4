"""Cautions: raised where they should be, and nowhere else; they never change a figure."""

from collections.abc import Callable
from typing import Any

import pytest

One = Callable[..., dict[str, Any]]
PAPERS = ["挂号单", "检查报告单", "药发票", "病情证明书"]
UNKNOWN = "最低工资未填写，无法校验"


def ids(found: dict[str, Any]) -> list[str]:
    """The cautions' ids."""
    return [caution["id"] for caution in found["cautions"]]


def test_sick_leave_needs_four_papers(one: One) -> None:
    assert ids(one({"rule": "sick_leave", "documents": PAPERS})) == []
    assert ids(one({"rule": "personal_leave"})) == []
    found = one({"rule": "sick_leave", "documents": PAPERS[:1]}, {"rule": "sick_leave", "quantity": "0.5"})
    assert [caution["text"] for caution in found["cautions"]] == [
        "2025-09-03 病假 1 天缺少材料：检查报告、发票、病情证明（附件二 四(一)备注 病假）",
        "2025-09-03 病假 0.5 天缺少材料：挂号单、检查报告、发票、病情证明（附件二 四(一)备注 病假）",
    ]
    assert found["wage_deductions"] == "75.00"


@pytest.mark.parametrize(
    ("person", "prior", "event", "raised"),
    [
        ({}, {}, {}, False),
        ({"online_on": "2024-09-03"}, {}, {}, False),
        ({"online_on": "2024-09-04"}, {}, {}, True),
        ({"online_on": "2024-02-29"}, {}, {}, False),
        ({}, {"personal_leave": 15}, {}, False),
        ({}, {"personal_leave": "15.5"}, {}, True),
        ({}, {"sick_leave": 30}, {}, False),
        ({}, {"sick_leave": 31}, {}, True),
        ({}, {"annual_leave": 5, "personal_leave": "14.5"}, {}, True),
        ({}, {}, {"asked_at": "2025-08-03"}, False),
        ({}, {}, {"asked_at": "2025-08-04T00:00"}, True),
        ({}, {}, {"asked_at": "2025-01-31"}, False),
    ],
)
def test_conditions_of_annual_leave(
    one: One, person: dict[str, Any], prior: dict[str, Any], event: dict[str, Any], raised: bool
) -> None:
    found = one({"rule": "annual_leave"} | event, person=person, prior={"K1": prior})
    assert ids(found) == (["annual_leave_condition"] if raised else [])
    assert ids(one({"rule": "late"}, person=person, prior={"K1": prior})) == []


def test_all_unmet_conditions_are_named_at_once(one: One) -> None:
    prior = {"K1": {"personal_leave": 15, "sick_leave": 29}}
    others = [{"rule": "personal_leave"}, {"rule": "sick_leave", "quantity": 2, "documents": PAPERS}]
    event = {"rule": "annual_leave", "date": "2025-09-30", "asked_at": "2025-09-01"}
    found = one(event, *others, person={"online_on": "2025-01-01"}, prior=prior)
    assert found["cautions"] == [
        {
            "id": "annual_leave_condition",
            "text": "年休条件请核对：2025-09-30 时上线未满 1 年（2025-01-01 上线）；事假累计 16 天，超过 15 天；"
            "病假累计 31 天，超过 30 天；2025-09-30 起的假于 2025-09-01 提出，不足提前 1 个月"
            "（附件二 四(一)备注 年休）。另请对照《职工带薪年休假条例》，合同条件可能严于该条例",
        }
    ]


def test_marriage_and_personal_leave_above_fourteen_days(one: One) -> None:
    def span(marriage: int, personal: str, prior: int = 0) -> list[str]:
        events = [{"rule": "marriage_leave", "quantity": marriage}]
        events += [{"rule": "personal_leave", "quantity": personal}] if personal else []
        return ids(one(*events, prior={"K1": {"marriage_leave": prior}}))

    assert span(3, "11") == []
    assert span(3, "11.5") == ["marriage_leave_span"]
    assert span(14, "") == []
    assert span(15, "") == ["marriage_leave_span"]
    assert span(1, "12", prior=2) == ["marriage_leave_span"]
    assert ids(one({"rule": "personal_leave", "quantity": 20})) == []
    found = one({"rule": "marriage_leave", "quantity": 15})
    assert found["cautions"][0]["text"] == "婚假连同事假共 15 天，超过 14 天（附件二 四(一)备注 婚假）"


@pytest.mark.parametrize(
    ("quantity", "asked", "raised"),
    [
        (1, "2025-09-09", False),
        (1, "2025-09-10", True),
        ("0.5", "2025-09-09T23:59", False),
        (1, "2025-09-11", True),
        ("1.5", "2025-09-07", False),
        ("1.5", "2025-09-08", True),
        (3, "2025-09-07", False),
        (3, "2025-09-08", True),
        ("3.5", "2025-09-03", False),
        ("3.5", "2025-09-04", True),
        (3, None, False),
    ],
)
@pytest.mark.parametrize("rule", ["personal_leave", "bereavement_leave"])
def test_leave_asked_for_too_late(one: One, rule: str, quantity: Any, asked: str | None, raised: bool) -> None:
    event = {"rule": rule, "date": "2025-09-10", "quantity": quantity, "asked_at": asked}
    assert ids(one(event)) == (["late_leave_request"] if raised else [])
    assert ids(one(event | {"special": "家中急事"})) == []


def test_late_requests_in_words_by_day(one: One) -> None:
    events = [
        {"rule": "bereavement_leave", "date": "2025-09-12", "quantity": 4, "asked_at": "2025-09-13"},
        {"rule": "personal_leave", "date": "2025-09-11", "asked_at": "2025-09-11T08:00"},
        {"rule": "sick_leave", "date": "2025-09-10", "quantity": 2, "asked_at": "2025-09-09", "documents": PAPERS},
    ]
    end = "；没有特殊情况的，临班请假按旷工处理，请核实"
    assert [caution["text"] for caution in one(*events)["cautions"]] == [
        f"2025-09-10 病假 2 天于 2025-09-09 申请（提前 1 天），应至少提前 3 天{end}（附件二 四(一)请假须知2）",
        f"2025-09-11 事假 1 天于 2025-09-11 申请（当天），应至少提前 1 天{end}（附件二 四(一)请假须知1）",
        f"2025-09-12 丧假 4 天于 2025-09-13 申请（事后 1 天），应至少提前 7 天{end}（附件二 四(一)请假须知3）",
    ]


def test_a_share_of_the_wage(one: One) -> None:
    events = [{"rule": "off_task", "quantity": 3}, {"rule": "personal_leave", "quantity": 1}]
    wage = {"monthly_wage": "3413.75"}  # 20 % are 682.75, exactly what is taken
    assert ids(one(*events, person=wage)) == []
    assert ids(one(*events, person={"monthly_wage": "3413.7"})) == ["over_20_percent"]
    assert ids(one(*events, person=wage, context={"caution_share": "19.9"})) == ["over_20_percent"]
    assert ids(one(*events, person=wage, context={"caution_share": 100})) == []
    assert ids(one(*events)) == []
    assert ids(one({"rule": "late", "waived": "停电"}, person={"monthly_wage": 0})) == []


def test_the_share_in_words(one: One) -> None:
    events = [{"rule": "off_task", "quantity": 3}, {"rule": "personal_leave"}]
    said = one(*events, person={"monthly_wage": 3000})["cautions"][0]["text"]
    assert said.startswith(
        "本月扣罚 600.00 元，另扣减工资 82.75 元，合计 682.75 元，超过月工资 3000.00 元的 20%（600.00 元）。"
        "可能与《工资支付暂行规定》第十六条相抵触"
    )
    assert said.endswith(UNKNOWN)
    known = one(*events, person={"monthly_wage": 3000}, context={"minimum_wage": 1000})["cautions"][0]["text"]
    assert UNKNOWN not in known


def test_less_than_the_minimum_wage(one: One) -> None:
    def below(wage: Any, minimum: Any, *events: dict[str, Any]) -> bool:
        context = {"minimum_wage": minimum, "caution_share": 100}
        found = ids(one(*events, person={"monthly_wage": wage}, context=context))
        return found == ["below_minimum_wage"]

    late = {"rule": "late"}
    assert not below(1760, 1750, late)
    assert below("1759.99", 1750, late)
    assert not below(1000, 1750)
    assert not below(1000, None, late)
    assert not below(None, 1750, late)
    assert not below(1000, 1750, {"rule": "uniform"})
    assert below(1800, "1750", {"rule": "sick_leave", "quantity": "1.5", "documents": PAPERS})
    found = one(late, person={"monthly_wage": 1755}, context={"minimum_wage": 1750})
    assert found["cautions"][0]["text"] == (
        "月工资 1755.00 元，扣罚 10.00 元、扣减工资 0.00 元后余 1745.00 元，低于当地最低工资 1750.00 元。"
        "可能与《工资支付暂行规定》第十六条相抵触。"
    )


def test_withheld_pay_is_flagged(one: One) -> None:
    found = one({"rule": "left_without_notice"})
    assert ids(found) == ["withheld_pay"]
    assert "《工资支付暂行规定》第十六条" in found["cautions"][0]["text"]
    assert found["cautions"][0]["text"].endswith(UNKNOWN)
    known = one({"rule": "absenteeism", "quantity": 2}, context={"minimum_wage": "1750"})
    assert ids(known) == ["withheld_pay"]
    assert UNKNOWN not in known["cautions"][0]["text"]
    assert ids(one({"rule": "private_call"})) == []


def test_a_long_wage_stays_exact(one: One) -> None:
    event = {"rule": "off_task"}
    assert ids(one(event, person={"monthly_wage": "999.99999999999999999999"})) == ["over_20_percent"]
    assert ids(one(event, person={"monthly_wage": "1000.00000000000000000001"})) == []


@pytest.mark.parametrize(
    ("whole", "asked", "raised"), [("4", "2025-09-04", True), ("4", "2025-09-03", False), ("2", "2025-09-07", False)]
)
def test_a_part_of_a_leave_is_held_to_the_notice_of_the_whole(one: One, whole: str, asked: str, raised: bool) -> None:
    """Two days of this month, of a leave that goes on in the next: above three days a week is due."""
    event = {"rule": "personal_leave", "date": "2025-09-10", "quantity": 2, "asked_at": asked, "request_days": whole}
    assert ids(one(event)) == (["late_leave_request"] if raised else [])
