"""Every fault of the facts is named with its path, all at once; damaged facts are refused, nothing else."""

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.load import rules_of
from app.conduct.month import Person
from app.conduct.read_events import EventReader, QuickReader
from app.conduct.result import as_json
from app.conduct.rulebook import Conduct
from app.errors import Refused
from app.json_text import parse_json
from app.periods import Period
from app.reader import Number, Pairs, Reader

Faults = Callable[..., dict[str, str]]


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("person", None, "person"),
        ("person", "", "person"),
        ("person", "K9", "person"),
        ("person", ["K1"], "person"),
        ("person", 1, "person"),
        ("rule", None, "rule"),
        ("rule", "lates", "rule"),
        ("rule", {}, "rule"),
        ("rule", "study_day", "rule"),
        ("rule", "leader_joint", "rule"),
        ("date", None, "date"),
        ("date", "2025-9-3", "date"),
        ("date", "2025-10-01", "date"),
        ("date", "0001-01-01", "date"),
        ("date", 20250903, "date"),
        ("quantity", 0, "quantity"),
        ("quantity", -1, "quantity"),
        ("quantity", "0.5", "quantity"),
        ("quantity", "1e2", "quantity"),
        ("quantity", True, "quantity"),
        ("quantity", "一", "quantity"),
        ("quantity", 10**13, "quantity"),
        ("severe", "yes", "severe"),
        ("severe", 0, "severe"),
        ("waived", " ", "waived"),
        ("waived", True, "waived"),
        ("leader_amount", 200, "leader_amount"),
        ("documents", ["x"], "documents"),
        ("asked_at", "2025-09-01", "asked_at"),
        ("special", "x", "special"),
        ("note", "x", "note"),
    ],
)
def test_one_wrong_thing_in_an_event(faults: Faults, key: str, value: Any, path: str) -> None:
    event = {"person": "K1", "rule": "late", "date": "2025-09-03"} | {key: value}
    assert list(faults(events=[{"person": "K1", "rule": "late", "date": "2025-09-01"}, event])) == [f"events[1].{path}"]


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("quantity", "0", "quantity"),
        ("quantity", "0.25", "quantity"),
        ("quantity", "-0.5", "quantity"),
        ("quantity", "0.33333333333333333333", "quantity"),
        ("asked_at", "2025-09-01T8:30", "asked_at"),
        ("asked_at", "2025-09-01T24:00", "asked_at"),
        ("asked_at", "2025-09-01T08:60", "asked_at"),
        ("asked_at", "2025-09-01 08:30", "asked_at"),
        ("asked_at", "2025-09-01T０8:30", "asked_at"),
        ("asked_at", "2025-02-30T08:30", "asked_at"),
        ("asked_at", 7, "asked_at"),
        ("special", "", "special"),
        ("documents", "挂号单", "documents"),
        ("documents", ["挂号单", ""], "documents[1]"),
        ("leader_amount", 200, "leader_amount"),
    ],
)
def test_one_wrong_thing_in_a_leave(faults: Faults, key: str, value: Any, path: str) -> None:
    event = {"person": "K1", "rule": "sick_leave", "date": "2025-09-03"} | {key: value}
    assert list(faults(events=[event])) == [f"events[0].{path}"]


@pytest.mark.parametrize("amount", ["199.99", 501, "x", None])
def test_the_leaders_amount_has_limits(conduct: Conduct, faults: Faults, amount: Any) -> None:
    event = {"person": "K1", "rule": "forbidden_words", "date": "2025-09-03", "leader_amount": amount}
    if amount is not None:
        assert list(faults(events=[event])) == ["events[0].leader_amount"]
    else:
        read_month(conduct, {"period": "2025-09", "people": [{"id": "K1", "team": "一班"}], "events": [event]})


def test_the_leader_of_the_day_must_be_among_the_people(faults: Faults) -> None:
    event = {"person": "K1", "rule": "forbidden_words", "date": "2025-09-03", "severe": True, "leader": "K9"}
    assert list(faults(events=[event])) == ["events[0].leader"]


def test_a_request_is_not_shorter_than_its_part(faults: Faults) -> None:
    event = {"person": "K1", "rule": "personal_leave", "date": "2025-09-03", "quantity": 2, "request_days": 1}
    assert list(faults(events=[event])) == ["events[0].request_days"]


def test_an_unknown_rule_does_not_hide_the_other_faults(faults: Faults) -> None:
    event = {"person": "K9", "rule": "lats", "date": "2025-13-01", "severe": 1, "more": 1}
    found = faults(events=[event])
    assert list(found) == [f"events[0].{key}" for key in ("person", "date", "rule", "severe", "more")]
    assert "late" in found["events[0].rule"]


def test_events_outside_a_persons_time(faults: Faults) -> None:
    people = [{"id": "K1", "team": "一班", "online_on": "2025-09-05", "left_on": "2025-09-20"}]
    events = [{"person": "K1", "rule": "late", "date": f"2025-09-{day}"} for day in ("04", "05", "20", "21")]
    found = faults(people=people, events=events)
    assert found == {
        "events[0].date": "早于 K1 的上线日期 2025-09-05",
        "events[3].date": "晚于 K1 的最后在岗日 2025-09-20",
    }


def test_faults_of_people(faults: Faults) -> None:
    people: list[Any] = [
        {"id": "K1", "team": "一班", "leader": True},
        {"id": "K1", "team": "二班"},
        {"id": "K2", "team": "一班", "leader": True},
        {"id": "K3"},
        {"team": "一班", "leader": "是"},
        {"id": "K4", "team": "一班", "online_on": "2025-09-02", "left_on": "2025-09-01"},
        {"id": "K5", "team": "一班", "monthly_wage": -1, "name": " ", "post": "x"},
        {"id": "K6", "team": "一班", "monthly_wage": "三千", "online_on": "去年"},
        None,
    ]
    assert list(faults(people=people)) == [
        "people[1].id",
        "people[2].leader",
        "people[3].team",
        "people[4].id",
        "people[4].leader",
        "people[5].left_on",
        "people[6].name",
        "people[6].monthly_wage",
        "people[6].post",
        "people[7].online_on",
        "people[7].monthly_wage",
        "people[8]",
        "people[8].id",
        "people[8].team",
    ]


def test_faults_of_what_went_before(faults: Faults) -> None:
    prior = {
        "K1": {
            "skip_activity": "1.5",
            "annual_leave": "1.25",
            "sick_leave": -1,
            "lates": 1,
            "disobey": None,
            "late": 0,
        },
        "K9": {},
    }
    assert list(faults(prior=prior)) == [
        "prior.K1.skip_activity",
        "prior.K1.annual_leave",
        "prior.K1.sick_leave",
        "prior.K1.lates",
        "prior.K9",
    ]
    assert list(faults(prior={"K1": 3})) == ["prior.K1"]


def test_faults_of_context_and_options(faults: Faults) -> None:
    context = {"minimum_wage": "-1", "caution_share": 101, "headcount": 3, "assessed_on": "今天"}
    options = {"absence_rule": "three_days", "x": 1}
    assert sorted(faults(context=context, options=options)) == [
        "context.assessed_on",
        "context.caution_share",
        "context.headcount",
        "context.minimum_wage",
        "options.absence_rule",
        "options.x",
    ]


@pytest.mark.parametrize("period", ["2024-12", "2026-01", "2025-Q3", "2025", "2025-13", "", None, 202509])
def test_a_period_must_be_a_month_of_the_term(faults: Faults, period: Any) -> None:
    assert list(faults(period=period)) == ["period"]


def test_a_faulty_period_does_not_hide_the_other_faults(faults: Faults) -> None:
    events = [{"person": "K1", "rule": "late", "date": "2025-09-03", "quantity": 0}]
    assert list(faults(period="2025-Q3", events=events)) == ["period", "events[0].quantity"]


def test_the_rest_of_the_top(conduct: Conduct, faults: Faults) -> None:
    assert list(faults(scheme="danzhou-2025")) == ["scheme"]
    assert list(faults(inputs={}, people="x", events={})) == ["people", "events", "inputs"]
    with pytest.raises(Refused):
        read_month(conduct, [])  # pyright: ignore[reportArgumentType]


def test_a_key_that_stands_twice_is_refused(conduct: Conduct) -> None:
    event = '{"person": "K1", "rule": "late", "date": "2025-09-03", "quantity": 1, "quantity": 2}'
    text = f'{{"period": "2025-09", "people": [{{"id": "K1", "team": "一班"}}], "events": [{event}]}}'
    with pytest.raises(Refused) as refused:
        read_month(conduct, parse_json(text.encode()))
    assert [fault.path for fault in refused.value.faults] == ["events[0].quantity"]


def test_null_is_absent(conduct: Conduct) -> None:
    person = dict.fromkeys(("name", "leader", "online_on", "left_on", "monthly_wage"), None)
    extra = dict.fromkeys(("quantity", "severe", "waived", "documents", "asked_at", "special"), None)
    facts = {
        "period": "2025-09",
        "people": [person | {"id": "K1", "team": "一班"}],
        "events": [extra | {"person": "K1", "rule": "sick_leave", "date": "2025-09-03"}],
        "prior": {"K1": None},
        "context": {"minimum_wage": None, "caution_share": None, "assessed_on": None},
        "options": None,
    }
    _, month = read_month(conduct, facts)
    assert (month.events[0].quantity, month.context, month.prior) == (1, {}, {})
    assert not read_month(conduct, {"period": "2025-09", "prior": None, "events": None, "context": None})[1].events


SCRAPS: list[Any] = [
    None, True, False, 0, -1, 3, 10**20, "", " ", "K1", "late", "2025-09-03", "9999-12-31", "0.5", "1e5", "\ud800",
    [], [None], {}, {"id": {}}, "0" * 70, Number("1.5"), Number("x"), ["a"], "annual_leave", "2025-09-01T08:30",
]  # fmt: skip


def damage(value: Any, dice: random.Random) -> Any:
    """The same value with one thing inside it replaced, removed or added."""
    if isinstance(value, dict) and value and dice.random() < 0.8:
        key = dice.choice(list(value))
        act = dice.randrange(6)
        if act == 0:
            return {name: member for name, member in value.items() if name != key}
        if act == 1:
            return value | {dice.choice(["x", "severe", "quantity", "asked_at", ""]): dice.choice(SCRAPS)}
        return value | {key: damage(value[key], dice)}
    if isinstance(value, list) and value and dice.random() < 0.9:
        at = dice.randrange(len(value))
        return [*value[:at], damage(value[at], dice), *value[at + 1 :]]
    return dice.choice(SCRAPS)


def test_damaged_facts_are_refused_and_nothing_else(conduct: Conduct) -> None:
    dice = random.Random(20250903)
    events = [
        {"person": "K2", "rule": rule, "date": "2025-09-10", "quantity": 2, "severe": True}
        for rule in rules_of(conduct).loggable
    ]
    events[9] |= {"asked_at": "2025-09-09", "documents": ["挂号单"], "special": "病"}
    whole: dict[str, Any] = {
        "scheme": "kezhou-2025",
        "period": "2025-09",
        "people": [
            {"id": "K1", "team": "一班", "leader": True, "online_on": "2024-02-29", "monthly_wage": "3600"},
            {"id": "K2", "team": "一班", "left_on": "2025-09-30", "online_on": "2025-09-01", "monthly_wage": 3000},
        ],
        "prior": {"K1": {"annual_leave": "2.5"}, "K2": {"disobey": 1}},
        "events": events,
        "context": {"minimum_wage": "1750", "caution_share": "20", "assessed_on": "2025-10-08"},
        "options": {"absence_rule": "consecutive"},
    }
    refused = 0
    for _ in range(1000):
        facts = copy.deepcopy(whole)
        for _ in range(dice.randrange(1, 4)):
            facts = damage(facts, dice)
        try:
            as_json(judge(conduct, *read_month(conduct, facts)), explain=True)
        except Refused as fault:
            refused += 1
            assert all(str(one) for one in fault.faults)
    assert 500 < refused < 1000


VALUES = st.one_of(
    st.sampled_from(
        ["K1", "K2", "K9", "late", "sick_leave", "study_day", "forbidden_words", "2025-09-01", "2025-09-30"]
    ),
    st.sampled_from(["2025-10-01", Number("2"), Number("0"), Number("1.5"), Number("１"), Number("9999"), 2, 0, True]),
    st.sampled_from([False, None, 10**6, "3", {}, []]),
)
ROWS = st.dictionaries(st.sampled_from(["person", "rule", "date", "quantity", "severe", "waived"]), VALUES)


@given(ROWS, st.booleans())
def test_the_quick_reader_agrees_with_the_careful_one(row: dict[str, Any], spoil: bool) -> None:
    conduct, period = BOOK[0], Period("month", 2025, 9)
    usual: dict[str, Any] = {"person": "K1", "rule": "late", "date": "2025-09-03"}
    given_row = row if spoil else usual | row
    people = {"K1": Person("K1", "一班"), "K2": Person("K2", "一班", left_on=period.first)}
    rules = rules_of(conduct)
    quick = QuickReader(rules, people, period).read(given_row)
    reader = Reader(given_row, "events[0]", [])
    careful = EventReader(rules, people, period).read(reader)
    if quick is not None:
        assert (quick, reader.faults) == (careful, [])


def test_the_quick_reader_takes_what_is_usual_and_leaves_the_rest(conduct: Conduct) -> None:
    people = {"K1": Person("K1", "一班")}
    read = QuickReader(rules_of(conduct), people, Period("month", 2025, 9)).read
    usual = {"person": "K1", "rule": "late", "date": "2025-09-03", "quantity": Number("2")}
    assert read(usual) and read(Pairs(usual))
    twice = Pairs(usual)
    twice.twice = ("rule",)
    assert not any(read(row) for row in (twice, [], usual | {"note": 1}, usual | {"person": []}, usual | {"date": ""}))
    assert QuickReader(rules_of(conduct), people, None).read(usual) is None


BOOK: list[Conduct] = []


@pytest.fixture(autouse=True, scope="module")
def _book(conduct: Conduct) -> None:
    """Hypothesis asks for no fixtures of a function, so the rulebook lies here."""
    BOOK.append(conduct)
