"""Obligations in the store: generated once, proved, excused, confirmed as missed; unproven costs nothing."""

from datetime import date, datetime

import pytest

from app.ledger import facts, incidents, obligations, people, projects, proofs, training
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.obligations import DONE, MISSED, Obligation
from app.ledger.people import Newcomer
from app.library import SCHEMES
from app.periods import Period
from app.workdays import read_calendar
from tests.ledger.floor import Q3, refused

CALENDAR = read_calendar()
AFTER = date(2025, 10, 20)
SEPTEMBER = Period("month", 2025, 9)


def named(book: Book, project: int, rule: str, key: str = "") -> Obligation:
    return next(one for one in obligations.listed(book, project) if one.rule == rule and key in one.key)


def test_generated_once(book: Book, kezhou: int) -> None:
    first = obligations.generate(book, kezhou, CALENDAR)
    assert first is not None and len(obligations.listed(book, kezhou)) == 57
    assert obligations.generate(book, kezhou, CALENDAR) is None


def test_the_projects_own_dates_go_first(book: Book) -> None:
    project = projects.create(book, "D2", "儋州", "danzhou-2025", signed_on=date(2025, 6, 1)).id
    obligations.generate(book, project, CALENDAR)
    assert named(book, project, "managers_in_post").due_on == date(2025, 6, 8)


def test_past_due_without_proof_costs_nothing(book: Book, kezhou: int) -> None:
    obligations.generate(book, kezhou, CALENDAR)
    late = {one.rule for one in obligations.unproven(book, kezhou, AFTER)}
    assert {"attendance_sheet", "agents_appraisal"} <= late
    found = facts.collect(book, kezhou, Q3)
    assert "attendance_filing" not in found.facts["inputs"] and found.unproven


def test_only_what_somebody_confirms_costs(book: Book, kezhou: int) -> None:
    obligations.generate(book, kezhou, CALENDAR)
    one = named(book, kezhou, "attendance_sheet", "2025-07")
    obligations.confirm_missed(book, kezhou, one.id, "甲方核实未报")
    line = next(
        line for line in facts.assessed(book, kezhou, Q3).assessment.lines if line.indicator.id == "attendance_filing"
    )
    assert str(line.awarded) == "1.5"
    obligations.prove(book, kezhou, one.id, date(2025, 8, 2), "补报回执")
    assert named(book, kezhou, "attendance_sheet", "2025-07").late
    assert "attendance_filing" not in facts.collect(book, kezhou, Q3).facts["inputs"]


def test_a_miss_that_the_contract_charges_by_item(book: Book, danzhou: int) -> None:
    called = datetime(2025, 9, 3, 8, 0)
    obligations.set_off(book, danzhou, "urgent_reported", called, CALENDAR)
    one = named(book, danzhou, "urgent_reported")
    assert one.due_at == datetime(2025, 9, 3, 8, 10)
    obligations.confirm_missed(book, danzhou, one.id, "14 分钟才报")
    settlement = facts.assessed(book, danzhou, SEPTEMBER).assessment.settlement
    # One clause breached: 1 % of 4,849,700.
    assert settlement is not None and [charge.fen for charge in settlement.charges] == [4_849_700]
    obligations.reopen(book, danzhou, one.id, "核错了")
    assert facts.collect(book, danzhou, SEPTEMBER).facts["events"] == []


def test_a_miss_logged_already_is_not_charged_again(book: Book, danzhou: int) -> None:
    obligations.generate(book, danzhou, CALENDAR)
    one = named(book, danzhou, "managers_in_post")
    obligations.confirm_missed(book, danzhou, one.id, "另已登记", charge=False)
    assert incidents.listed(book, danzhou) == ()


def test_what_a_miss_before_the_service_costs_belongs_to_the_term(book: Book, danzhou: int) -> None:
    obligations.generate(book, danzhou, CALENDAR)
    one = named(book, danzhou, "managers_in_post")
    obligations.confirm_missed(book, danzhou, one.id, "迟到两周", quantity=2)
    assert [(found.day, str(found.quantity)) for found in incidents.listed(book, danzhou)] == [(date(2025, 7, 19), "2")]


def test_a_recurring_one_is_not_set_off(book: Book, kezhou: int) -> None:
    with refused(book, "rule", "定期到期"):
        obligations.set_off(book, kezhou, "attendance_sheet", datetime(2025, 7, 1), CALENDAR)
    with refused(book, "rule", "没有这项义务"):
        obligations.set_off(book, kezhou, "atendance_sheet", datetime(2025, 7, 1), CALENDAR)


def test_proof_and_reason_must_say_something(book: Book, kezhou: int) -> None:
    obligations.generate(book, kezhou, CALENDAR)
    one = named(book, kezhou, "attendance_sheet")
    with refused(book, "proof"):
        obligations.prove(book, kezhou, one.id, AFTER, " ")
    with refused(book, "reason"):
        obligations.excuse(book, kezhou, one.id, "")
    obligations.excuse(book, kezhou, one.id, "甲方书面同意免报")
    assert not named(book, kezhou, "attendance_sheet").unproven(AFTER)


def test_a_session_proves_the_months_training(book: Book) -> None:
    project = projects.create(book, "YZ", "扬州", "yangzhou-2025").id
    people.add(book, project, [Newcomer("1", "甲", date(2025, 7, 1))])
    obligations.generate(book, project, CALENDAR)
    training.hold(book, project, date(2025, 7, 9), "服务禁语", "targeted", "2")
    training.hold(book, project, date(2025, 8, 9), "业务", "routine", "2")
    open_ones = {one.key for one, _ in proofs.proposals(book, project, AFTER) if one.rule == "targeted_training"}
    assert open_ones == {"2025-08", "2025-09"}
    session = training.sessions(book, project, Period("month", 2025, 7))[0]
    training.judge(book, project, session.id, True, "走过场")
    one = named(book, project, "targeted_training", "2025-08")
    obligations.confirm_missed(book, project, one.id, "八月没有开")
    # One month without a session and one session judged poor.
    assert facts.collect(book, project, Q3).facts["inputs"]["training"] == {"count": "2"}


def test_a_filed_plan_proves_its_month(book: Book, kezhou: int) -> None:
    obligations.generate(book, kezhou, CALENDAR)
    training.plan(book, kezhou, Period("month", 2025, 7), "政策", "routine")
    training.file_plan(book, kezhou, Period("month", 2025, 7), date(2025, 6, 28))
    open_ones = {one.key for one, _ in proofs.proposals(book, kezhou, AFTER) if one.rule == "training_plan"}
    assert "2025-07" not in open_ones and "2025-08" in open_ones


def test_sixteen_hours_of_everybody_prove_the_month(book: Book) -> None:
    project = projects.create(book, "JY", "济源", "jiyuan-2026").id
    people.add(book, project, [Newcomer(str(at), f"人{at}", date(2025, 12, 1)) for at in (1, 2)])
    obligations.generate(book, project, CALENDAR)
    crew = [one.id for one in people.listed(book, project)]
    for day in (5, 20):
        training.hold(book, project, date(2026, 3, day), "业务", "routine", "8", [training.Came(one) for one in crew])
    march = [one for one in obligations.listed(book, project) if (one.rule, one.key) == ("training_hours", "2026-03")]
    assert proofs.evident(book, project, tuple(march), proofs.rules_by_id(contract(SCHEMES, "jiyuan-2026")))


@pytest.mark.parametrize(
    ("safety", "cleaning", "told"), [(DONE, DONE, True), (DONE, MISSED, False), (DONE, "open", None)]
)
def test_a_week_is_told_when_every_check_is_decided(book: Book, safety: str, cleaning: str, told: bool | None) -> None:
    project = projects.create(book, "JY", "济源", "jiyuan-2026").id
    obligations.generate(book, project, CALENDAR)
    for rule, status in (("safety", safety), ("cleaning", cleaning)):
        one = named(book, project, rule, "2026-W10")
        if status == DONE:
            obligations.prove(book, project, one.id, one.due_on, "检查登记簿")
        elif status == MISSED:
            obligations.confirm_missed(book, project, one.id, "没有登记")
    weeks = facts.collect(book, project, Period("month", 2026, 3)).facts["context"].get("weekly_checks")
    expected = None if told is None else [{"week": "2026-W10", "safety": True, "cleaning": told}]
    assert weeks == expected
