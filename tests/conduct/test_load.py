"""The rule file of 克州 says where each rule comes from; a spoiled rule file names every fault."""

import copy
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.conduct.load import load_conduct, rules_of
from app.conduct.rulebook import Conduct
from app.errors import Fault, Refused

Data = dict[str, Any]


def faults_of(data: Data) -> dict[str, str]:
    """The faults of a rule file, by path."""
    faults: list[Fault] = []
    load_conduct(data, faults)
    return {fault.path: fault.reason for fault in faults}


def find(data: Data, key: str, name: str) -> Data:
    """The table of a list with an id."""
    return next(row for row in data[key] if row["id"] == name)


def test_what_the_file_says_of_itself(conduct: Conduct) -> None:
    assert (conduct.id, conduct.kind, conduct.effective) == ("kezhou-2025", "month", date(2025, 1, 1))
    assert (conduct.term.first, conduct.term.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert conduct.defaults == {"severe_words": "instead", "absence_rule": "two_days"}
    assert rules_of(conduct) is rules_of(conduct, {"absence_rule": "two_days"})
    assert rules_of(conduct, {"absence_rule": "consecutive"}).triggers["absenteeism"][0].kind == "consecutive_days"


def tables(value: Any, path: str = "") -> Iterator[tuple[str, Data]]:
    """Every table that carries a clause or words."""
    if isinstance(value, dict):
        if {"clause", "words"} & set(value):
            yield path, value
        for key, member in value.items():
            yield from tables(member, f"{path}.{key}")
    elif isinstance(value, list):
        for at, member in enumerate(value):
            yield from tables(member, f"{path}[{at}]")


def test_every_clause_and_every_word_is_demanded(original: Data) -> None:
    demanded = [(path, key) for path, _ in tables(original) for key in ("clause", "words")]
    assert len(demanded) > 100
    for path, key in demanded:
        data = copy.deepcopy(original)
        del dict(tables(data))[path][key]
        assert faults_of(data).get(f"{path.removeprefix('.')}.{key}") == "缺少这一项", (path, key)


def spoil(*path: Any, value: Any) -> Callable[[Data], None]:
    """Puts a value at a place of a rule file."""

    def _spoil(data: Data) -> None:
        place: Any = data
        for step in path[:-1]:
            place = (
                next(row for row in place if row["id"] == step)
                if isinstance(place, list) and isinstance(step, str)
                else place[step]
            )
        if value is KeyError:
            del place[path[-1]]
        else:
            place[path[-1]] = value

    return _spoil


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (spoil("format", value=2), "format"),
        (spoil("id", value=KeyError), "id"),
        (spoil("title", value=" "), "title"),
        (spoil("period", value="week"), "period"),
        (spoil("effective", value="x"), "effective"),
        (spoil("more", value=1), "more"),
        (spoil("term", "first", value=date(2026, 1, 1)), "term.first"),
        (spoil("term", "more", value=1), "term.more"),
        (spoil("reading", 1, "id", value="severe_words"), "reading"),
        (spoil("reading", 0, "default", value="both"), "reading[0].default"),
        (spoil("rule", value=KeyError), "rule"),
        (spoil("rule", value="x"), "rule"),
        (spoil("rule", 0, value=3), "rule[0]"),
        (spoil("rule", 1, "id", value="late"), "rule"),
        (spoil("rule", 0, "kind", value="tax"), "rule[0].kind"),
        (spoil("rule", 0, "amount", value=KeyError), "rule[0].amount"),
        (spoil("rule", 0, "amount", value=Decimal("10.005")), "rule[0].amount"),
        (spoil("rule", 0, "amount", value=1.5), "rule[0].amount"),
        (spoil("rule", 0, "step", value=0), "rule[0].step"),
        (spoil("rule", 0, "step", value="0.000000000000000000001"), "rule[0].step"),
        (spoil("rule", 0, "more", value=1), "rule[0].more"),
        (spoil("rule", "uniform", "amount", value=5), "rule[29].amount"),
        (spoil("rule", "late", "joint", value={"rule": "leader_joint", "low": 0, "high": 9}), "rule[0].joint"),
        (spoil("rule", "forbidden_words", "joint", "usual", value=100), "rule[21].joint.usual"),
        (spoil("rule", "forbidden_words", "joint", "rule", value="led"), "rule.forbidden_words.joint.rule"),
        (spoil("rule", "forbidden_words", "joint", "rule", value="late"), "rule.forbidden_words.joint.rule"),
        (spoil("rule", "forbidden_words", "joint", "more", value=1), "rule[21].joint.more"),
        (spoil("rule", "forbidden_words", "severe", "how", value="both"), "rule[21].severe.how"),
        (spoil("rule", "forbidden_words", "severe", "how", value={"reading": "words"}), "rule[21].severe.how"),
        (spoil("rule", "shirking", "brings", "rule", value="study"), "rule.shirking.brings.rule"),
        (spoil("rule", "shirking", "brings", "each", value=0), "rule[27].brings.each"),
        (spoil("rule", "annual_leave", "limit", "excess", value="leave"), "rule.annual_leave.limit.excess"),
        (spoil("rule", "annual_leave", "limit", "excess", value="annual_leave"), "rule.annual_leave.limit.excess"),
        (spoil("rule", "annual_leave", "limit", "days", value="5.5"), "rule[10].limit.days"),
        (spoil("consequence", 1, "id", value="malicious_resignation"), "consequence"),
        (spoil("consequence", 1, "more", value=1), "consequence[1].more"),
        (spoil("trigger", 0, "consequence", value="jail"), "trigger.jail.consequence"),
        (spoil("trigger", 0, "rule", value="lates"), "trigger.malicious_resignation.rule"),
        (spoil("trigger", 0, "kind", value="never"), "trigger[0].kind"),
        (spoil("trigger", 0, "at_least", value=KeyError), "trigger[0].at_least"),
        (spoil("trigger", 1, "at_least", value=2), "trigger[1].at_least"),
        (spoil("trigger", 1, "kind", value="severe"), "trigger.malicious_resignation.rule"),
        (spoil("trigger", 0, "kind", "two_days", value=KeyError), "trigger[0].kind"),
        (spoil("trigger", 0, "kind", "consecutive", value="never"), "trigger[0].kind"),
        (spoil("full_attendance", 0, "rules", value=["late", "early"]), "full_attendance.rules"),
        (spoil("full_attendance", 0, "rules", value=[3]), "full_attendance[0].rules[0]"),
        (spoil("full_attendance", 0, "at_least", value=0), "full_attendance[0].at_least"),
        (spoil("protection", value=KeyError), "protection"),
        (spoil("protection", "days", value="ten"), "protection.days"),
        (spoil("sharing", "more", value=1), "sharing.more"),
        (spoil("approval", value=[]), "approval"),
        (spoil("approval", 0, "up_to", value=KeyError), "approval"),
        (spoil("approval", 1, "up_to", value=9), "approval"),
        (spoil("approval", 0, "by", value=""), "approval[0].by"),
        (spoil("caution", 1, "id", value="sick_leave_documents"), "caution"),
        (spoil("caution", 0, "kind", value="rumour"), "caution[0].kind"),
        (spoil("caution", 0, "rule", value="sick"), "caution.sick_leave_documents.rule"),
        (spoil("caution", 0, "required", value="挂号单"), "caution[0].required"),
        (spoil("caution", 0, "text", value="{who}"), "caution[0].text"),
        (spoil("caution", 0, "text", value="{date!r}"), "caution[0].text"),
        (spoil("caution", 0, "text", value="{date:>9}"), "caution[0].text"),
        (spoil("caution", 0, "text", value="{date.year}"), "caution[0].text"),
        (spoil("caution", 0, "text", value="{date"), "caution[0].text"),
        (spoil("caution", 0, "more", value=1), "caution[0].more"),
        (spoil("caution", 1, "conditions", 0, "kind", value="rich"), "caution[1].conditions[0].kind"),
        (spoil("caution", 1, "conditions", 1, "rule", value="leave"), "caution.annual_leave_condition.rule"),
        (spoil("caution", 1, "conditions", 0, "rule", value="late"), "caution[1].conditions[0].rule"),
        (spoil("caution", 2, "joined", value="leave"), "caution.marriage_leave_span.rule"),
        (spoil("caution", 2, "most", value="x"), "caution[2].most"),
        (spoil("caution", 3, "tiers", value=[]), "caution[3].tiers"),
        (spoil("caution", 3, "tiers", 0, "up_to", value=5), "caution[3].tiers"),
        (spoil("caution", 3, "tiers", 0, "up_to", value=KeyError), "caution[3].tiers"),
        (spoil("caution", 3, "tiers", 2, "up_to", value=9), "caution[3].tiers"),
        (spoil("caution", 3, "tiers", 1, "ahead", value=0), "caution[3].tiers[1].ahead"),
        (spoil("caution", 4, "usual", value=101), "caution[4].usual"),
        (spoil("caution", 4, "unknown", "context", value="wage"), "caution.over_20_percent.unknown.context"),
        (spoil("caution", 4, "unknown", "more", value="x"), "caution[4].unknown.more"),
        (spoil("caution", 5, "context", value=KeyError), "caution[5].context"),
        (spoil("caution", 6, "consequence", value="jail"), "caution.withheld_pay.consequence"),
        (spoil("monthly_score", value=KeyError), "monthly_score"),
        (spoil("monthly_score", "full", value=110), "monthly_score.parts"),
        (spoil("monthly_score", "due_day", value=32), "monthly_score.due_day"),
        (spoil("monthly_score", "parts", 3, "id", value="skill"), "monthly_score.parts"),
        (spoil("monthly_score", "parts", 0, "weight", value=-30), "monthly_score.parts[0].weight"),
        (spoil("monthly_score", "parts", 0, "more", value=1), "monthly_score.parts[0].more"),
    ],
)  # fmt: skip
def test_a_spoiled_file_names_the_place(data: Data, change: Callable[[Data], None], path: str) -> None:
    change(data)
    assert path in faults_of(data)


def test_all_faults_come_at_once(data: Data) -> None:
    spoil("rule", 0, "kind", value="tax")(data)
    spoil("reading", 0, "default", value="both")(data)
    spoil("caution", 0, "words", value=KeyError)(data)
    spoil("trigger", 0, "rule", value="x")(data)
    found = faults_of(data)
    assert {"rule[0].kind", "reading[0].default", "caution[0].words", "trigger.malicious_resignation.rule"} <= set(
        found
    )


def test_a_fault_under_the_other_reading_is_found_too(data: Data) -> None:
    data["trigger"][0]["words"]["consecutive"] = ""
    assert faults_of(data) == {"trigger[0].words": "应为非空文字"}


def test_an_empty_file(conduct: Conduct) -> None:
    assert {"id", "title", "version", "period", "rule", "protection", "sharing", "monthly_score"} <= set(faults_of({}))
    assert "reading[0].default" in faults_of({"reading": [{"id": "x"}]})


def test_an_open_term_and_a_price_by_a_number(data: Data) -> None:
    del data["term"]
    data["reading"].append(
        {
            "id": "desk",
            "kind": "number",
            "clause": "附件二 四(二)5",
            "words": "扣 10 元",
            "question": "每次多少元？",
            "told": "每次 {} 元",
            "default": "10",
            "choices": [],
        }
    )
    find(data, "rule", "messy_desk")["amount"] = {"reading": "desk"}
    faults: list[Fault] = []
    conduct = load_conduct(data, faults)
    assert not faults
    assert rules_of(conduct).rules["messy_desk"].rate == 1000
    assert rules_of(conduct, {"desk": "12.5"}).rules["messy_desk"].rate == 1250
    with pytest.raises(Refused):
        rules_of(conduct, {"desk": "0.001"})
