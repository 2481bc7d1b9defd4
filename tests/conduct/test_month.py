"""A written-out month of two teams, every figure computed by hand; and the shape of the result."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.rulebook import Conduct
from app.json_text import parse_json

Run = Callable[..., dict[str, Any]]

MONTH: dict[str, Any] = {
    "scheme": "kezhou-2025",
    "period": "2025-09",
    "people": [
        {"id": "K12", "team": "二班"},
        {"id": "K02", "team": "一班", "online_on": "2024-05-01", "monthly_wage": "3600"},
        {"id": "K01", "name": "甲", "team": "一班", "leader": True, "online_on": "2023-01-01"},
        {"id": "K03", "team": "一班"},
        {"id": "K04", "team": "一班", "online_on": "2025-09-01"},
        {"id": "K05", "team": "一班", "left_on": "2025-09-20"},
        {"id": "K06", "team": "一班", "left_on": "2025-10-01"},
        {"id": "K11", "team": "二班"},
    ],
    "prior": {"K11": {"skip_activity": 1, "annual_leave": "3.5"}},
    "events": [
        {"person": "K02", "rule": "forbidden_words", "date": "2025-09-20", "severe": True, "quantity": 1},
        {"person": "K02", "rule": "late", "date": "2025-09-03", "quantity": 2},
        {"person": "K02", "rule": "early_leave", "date": "2025-09-03"},
        {"person": "K03", "rule": "personal_leave", "date": "2025-09-04", "quantity": "0.5"},
        {"person": "K04", "rule": "kb_omission", "date": "2025-09-11"},
        {"person": "K04", "rule": "kb_omission", "date": "2025-09-10", "quantity": 2},
        {"person": "K05", "rule": "absent_post", "date": "2025-09-20"},
        {"person": "K11", "rule": "late", "date": "2025-09-05", "waived": "大雪封路"},
        {"person": "K11", "rule": "annual_leave", "date": "2025-09-08", "quantity": 2},
        {"person": "K12", "rule": "shirking", "date": "2025-09-09"},
        {"person": "K12", "rule": "uniform", "date": "2025-09-09"},
    ],
    "context": {"minimum_wage": "1750"},
}


def test_every_figure_of_the_month(run: Run) -> None:
    result = run(MONTH)
    table = {
        one["id"]: (one["fines"], one["wage_deductions"], one["reward"], one["net"], one["full_attendance"])
        for one in result["people"]
    }
    # 一班: 200 + (2000 + 20 + 10) + 20 + 50 = 2300, shared by K03 and K06; 二班: 500, to K11 alone.
    assert table == {
        "K01": ("200.00", "0.00", "0.00", "-200.00", True),
        "K02": ("2030.00", "0.00", "0.00", "-2030.00", False),
        "K03": ("0.00", "41.38", "1150.00", "1108.62", False),
        "K04": ("20.00", "0.00", "0.00", "-20.00", True),
        "K05": ("50.00", "0.00", "0.00", "-50.00", True),
        "K06": ("0.00", "0.00", "1150.00", "1150.00", True),
        "K11": ("0.00", "41.38", "500.00", "458.62", False),
        "K12": ("500.00", "82.75", "0.00", "-582.75", True),
    }
    assert result["teams"] == [
        {"team": "一班", "pool": "2300.00", "shared_by": ["K03", "K06"], "undistributed": "0.00"},
        {"team": "二班", "pool": "500.00", "shared_by": ["K11"], "undistributed": "0.00"},
    ]


def test_items_stand_by_day_then_as_given_with_what_follows_from_them(run: Run) -> None:
    people = {one["id"]: one for one in run(MONTH)["people"]}
    rows = {
        name: [(i["rule"], i["date"][8:], i["quantity"], i["amount"]) for i in one["items"]]
        for name, one in people.items()
    }
    assert rows["K01"] == [("leader_joint", "20", "1", "200.00")]
    assert rows["K02"] == [
        ("late", "03", "2", "20.00"),
        ("early_leave", "03", "1", "10.00"),
        ("forbidden_words", "20", "1", "2000.00"),
    ]
    assert rows["K04"] == [("kb_omission", "10", "2", "0.00"), ("kb_omission", "11", "1", "20.00")]
    assert rows["K11"] == [
        ("late", "05", "1", "0.00"),
        ("annual_leave", "08", "1.5", "0.00"),
        ("personal_leave", "08", "0.5", "41.38"),
    ]
    assert rows["K12"] == [
        ("shirking", "09", "1", "500.00"),
        ("study_day", "09", "1", "82.75"),
        ("uniform", "09", "1", "0.00"),
    ]
    assert [i["kind"] for i in people["K12"]["items"]] == ["fine", "wage", "record"]
    assert people["K11"]["items"][0]["waived"] == "大雪封路"
    assert people["K02"]["consequences"] == ["dismissal"]


def test_sentences(run: Run) -> None:
    people = {one["id"]: one for one in run(MONTH)["people"]}
    said = {name: [item["trace"] for item in one["items"]] for name, one in people.items()}
    assert said["K01"] == ["班长连带 1 次，200 元；班组成员 K02 服务禁语情节严重"]
    assert said["K02"] == [
        "迟到 2 次，每次 10 元",
        "早退 1 次，每次 10 元",
        "服务禁语 1 次，被用户听到且情节严重，每次 2000 元（不再按每次 1000 元）；"
        "班长 K01 连带 200 元；提出予以辞退，须人工确认",
    ]
    assert said["K03"] == ["事假 0.5 天，每天 82.75 元"]
    assert said["K04"] == [
        "知识库关键点解释遗漏 2 条，新员工上线保护期至 2025-09-10，不扣罚",
        "知识库关键点解释遗漏 1 条，每条 20 元",
    ]
    assert said["K11"] == [
        "迟到 1 次，免予扣罚（大雪封路）",
        "年休申请 2 天，可休 5 天，此前已休 3.5 天，本次计 1.5 天，不扣款；超出 0.5 天另计",
        "事假 0.5 天，系年休超出可休天数的部分，每天 82.75 元",
    ]
    assert said["K12"][1:] == [
        "停岗学习 1 天（因推诿、反问等服务意识问题），每天 82.75 元",
        "工服、仪容仪表不合要求 1 次，不扣款；合同未定金额，只作记录，在当月作风纪律评分中考虑",
    ]


EXAMPLE = """
{"scheme": "kezhou-2025", "period": "2025-09",
 "people": [{"id": "K01", "name": "甲", "team": "一班", "leader": true, "online_on": "2024-05-01",
             "monthly_wage": "3600", "left_on": null}],
 "prior": {"K01": {"skip_activity": 1, "annual_leave": "2"}},
 "events": [{"person": "K01", "rule": "late", "date": "2025-09-03", "quantity": 1, "severe": false}],
 "context": {"minimum_wage": "1750", "caution_share": "20"}, "options": {}}
"""


def test_the_example_of_the_command_line_to_the_letter(run: Run) -> None:
    item = {
        "rule": "late",
        "date": "2025-09-03",
        "kind": "fine",
        "quantity": "1",
        "amount": "10.00",
        "waived": None,
        "clause": "附件二 四(一)1",
        "trace": "迟到 1 次，每次 10 元",
    }
    person = {
        "id": "K01",
        "fines": "10.00",
        "wage_deductions": "0.00",
        "reward": "0.00",
        "net": "-10.00",
        "full_attendance": True,
        "consequences": [],
        "items": [item],
        "cautions": [],
    }
    expected = {
        "scheme": "kezhou-2025",
        "version": "2025-01-01",
        "period": "2025-09",
        "people": [person],
        "teams": [{"team": "一班", "pool": "10.00", "shared_by": [], "undistributed": "10.00"}],
        "readings": {"severe_words": "instead", "absence_rule": "two_days"},
    }
    assert json.dumps(run(parse_json(EXAMPLE.encode()))) == json.dumps(expected)


def test_no_binary_number_anywhere(conduct: Conduct, run: Run) -> None:
    month = MONTH | {"context": {"minimum_wage": 1750, "caution_share": "12.5"}}
    walk(judge(conduct, *read_month(conduct, month)), set())
    walk_json(run(month, explain=True))


def walk(value: Any, seen: set[int]) -> None:
    """Every value of a result is exact."""
    if id(value) in seen or callable(value):
        return
    seen.add(id(value))
    assert not isinstance(value, float)
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            walk(getattr(value, one.name), seen)
    elif isinstance(value, dict):
        for member in value.values():
            walk(member, seen)
    elif isinstance(value, tuple | list):
        for member in value:
            walk(member, seen)
    elif hasattr(value, "numerator"):
        assert isinstance(value, int | Decimal | Fraction)


def walk_json(value: Any) -> None:
    """JSON holds texts, flags, nulls, lists and objects, no numbers."""
    assert value is None or isinstance(value, str | bool | list | dict)
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for member in members:
        walk_json(member)


def test_people_and_teams_stand_in_order_of_id(run: Run) -> None:
    people = [{"id": "B", "team": "乙"}, {"id": "C", "team": "甲"}, {"id": "A", "team": "甲"}]
    result = run({"period": "2025-02", "people": people})
    assert [one["id"] for one in result["people"]] == ["A", "B", "C"]
    assert [one["team"] for one in result["teams"]] == ["甲", "乙"]
    assert result["teams"][0] == {"team": "甲", "pool": "0.00", "shared_by": [], "undistributed": "0.00"}


def test_an_empty_month_has_nothing(run: Run) -> None:
    assert run({"period": "2025-02"}) | {"version": ""} == {
        "scheme": "kezhou-2025",
        "version": "",
        "period": "2025-02",
        "people": [],
        "teams": [],
        "readings": {"severe_words": "instead", "absence_rule": "two_days"},
    }
