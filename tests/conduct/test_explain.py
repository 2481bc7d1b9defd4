"""The tree behind each item: value, price, rounding, amount, clause, words, reading."""

from collections.abc import Callable
from typing import Any

from app.conduct.rulebook import Conduct

One = Callable[..., dict[str, Any]]


def explained(one: One, event: dict[str, Any], at: int = 0, **top: Any) -> dict[str, Any]:
    """The tree of one of an event's items."""
    return one(event, explain=True, **top)["items"][at]["explain"]


def steps(tree: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The steps of a tree."""
    return [(step["kind"], step["label"], step["value"]) for step in tree["children"]]


def test_without_asking_there_is_no_tree(one: One) -> None:
    assert "explain" not in one({"rule": "late"})["items"][0]


def test_price_and_rounding(one: One) -> None:
    tree = explained(one, {"rule": "personal_leave", "quantity": "0.5"})
    assert (tree["kind"], tree["label"], tree["value"]) == ("item", "事假 0.5 天", "41.38 元")
    assert steps(tree) == [
        ("value", "数量", "0.5 天"),
        ("rate", "单价", "每天 82.75 元"),
        ("rounding", "四舍五入到分", "41.375 → 41.38"),
        ("amount", "金额", "41.38 元"),
        ("clause", "附件二 四(一)4", "请事假扣除当天基础工资 82.75 元，当月无全勤。"),
    ]


def test_the_reading_and_the_proposal(one: One) -> None:
    tree = explained(one, {"rule": "absenteeism", "quantity": 2})
    kinds = [step[0] for step in steps(tree)]
    assert kinds == ["value", "rate", "amount", "proposal", "reading", "clause"]
    proposal, reading = tree["children"][3], tree["children"][4]
    assert proposal["value"] == "当月旷工满 2 天，按恶意离职处理"
    assert proposal["children"][0]["label"] == "附件二 四(一)5"
    assert reading["value"] == "当月旷工累计满 2 天，不论是否连续"
    other = explained(one, {"rule": "absenteeism", "quantity": 2}, options={"absence_rule": "consecutive"})
    assert other["children"][3]["children"][0]["label"] == "附件二 四(一)请假须知7"
    assert other["children"][4]["value"] == "连续旷工 2 天以上（含 2 天）"


def test_a_severe_case_and_its_joint_fine(one: One) -> None:
    tree = explained(one, {"rule": "forbidden_words", "severe": True})
    assert [step[0] for step in steps(tree)] == [
        "value", "joint", "severe", "rate", "amount", "proposal", "reading", "clause",
    ]  # fmt: skip
    assert steps(tree)[1][2] == "本班组未设班长，无连带"


def test_the_leaders_item(run: Callable[..., dict[str, Any]]) -> None:
    people = [{"id": "K1", "team": "一班", "leader": True}, {"id": "K2", "team": "一班"}]
    event = {"person": "K2", "rule": "forbidden_words", "date": "2025-09-03", "severe": True, "leader_amount": "300"}
    leader, agent = run({"period": "2025-09", "people": people, "events": [event]}, explain=True)["people"]
    assert steps(leader["items"][0]["explain"]) == [
        ("value", "数量", "1 次"),
        ("joint", "因班组成员", "K2 服务禁语"),
        ("rate", "连带金额", "300 元"),
        ("amount", "金额", "300.00 元"),
        ("clause", "附件二 四(三)1", "所属班长连带 200-500 扣罚。"),
    ]
    assert steps(agent["items"][0]["explain"])[1] == ("joint", "班长连带", "K1")


def test_waived_protected_granted_brought(one: One) -> None:
    waived = explained(one, {"rule": "late", "waived": "停电"})
    assert steps(waived)[1:3] == [("waiver", "免予扣罚", "停电"), ("amount", "金额", "0.00 元")]
    newcomer = explained(one, {"rule": "title_format"}, person={"online_on": "2025-09-01"})
    assert steps(newcomer)[1] == ("protection", "新员工保护期至", "2025-09-10")
    assert newcomer["children"][1]["children"][0]["value"] == "（新员工上线后10天内为保护期）"
    leave = {"rule": "marriage_leave", "quantity": 5}
    assert steps(explained(one, leave))[1] == ("limit", "可休天数内", "3 天")
    assert steps(explained(one, leave, 1))[1] == ("limit", "超出可休天数", "2 天")
    assert steps(explained(one, {"rule": "shirking"}, 1))[1] == ("brought", "由此带出", "推诿、反问等服务意识问题")


def test_every_item_ends_in_its_clause(one: One, conduct: Conduct) -> None:
    rows = {row["id"]: row for row in conduct.data["rule"]}
    for name, row in rows.items():
        if not row.get("derived"):
            for item in one({"rule": name, "severe": True}, explain=True)["items"]:
                last = item["explain"]["children"][-1]
                assert (last["label"], last["value"]) == (rows[item["rule"]]["clause"], rows[item["rule"]]["words"])
