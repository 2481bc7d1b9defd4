"""What follows a conduct month: marks, decisions, deductions, slips; and what the rules say of a leave."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from app.ledger import conduct_facts, conduct_months, incidents, leaves, people, projects
from app.ledger.book import Book
from app.ledger.leave_advice import advise
from tests.ledger.floor import AUGUST, JULY, august, july, refused

MARKS = {"discipline": "28", "quality": "36.5", "skill": "27", "bonus": "3"}


def test_marks_make_a_score(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    conduct_months.appraise(book, kezhou, crew["K02"], JULY, MARKS)
    found = conduct_months.score_of(book, kezhou, JULY, crew["K02"])
    assert found is not None and found.score == Decimal("94.5")
    conduct_months.appraise(book, kezhou, crew["K02"], JULY, {**MARKS, "skill": "30", "quality": "40", "bonus": "10"})
    found = conduct_months.score_of(book, kezhou, JULY, crew["K02"])
    assert found is not None and (found.score, found.capped) == (Decimal(100), True)
    assert conduct_months.score_of(book, kezhou, AUGUST, crew["K02"]) is None


def test_marks_above_their_weight_are_refused(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    with refused(book, "quality"):
        conduct_months.appraise(book, kezhou, crew["K02"], JULY, {**MARKS, "quality": "41"})


def test_a_consequence_is_a_proposal_until_somebody_decides(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    incidents.log(book, kezhou, [incidents.Draft("private_call", july(3), crew["K02"])], status="verified")
    _, month = conduct_facts.judged(book, kezhou, JULY)
    assert {one.person.id: one.consequences for one in month.people}["K02"] == ("dismissal",)
    with refused(book, "reason"):
        conduct_months.decide(book, kezhou, crew["K02"], JULY, "dismissal", "declined", " ", on=july(20), by="主管")
    conduct_months.decide(
        book, kezhou, crew["K02"], JULY, "dismissal", "declined", "首次，谈话", on=july(20), by="主管"
    )
    conduct_months.decide(book, kezhou, crew["K02"], JULY, "dismissal", "confirmed", "又犯", on=july(25), by="主管")
    assert [(one.outcome, one.reason) for one in conduct_months.decisions(book, kezhou, JULY)] == [
        ("confirmed", "又犯")
    ]
    with refused(book, "consequence"):
        conduct_months.decide(book, kezhou, crew["K02"], JULY, "flogging", "declined", "不", on=july(20), by="主管")


def test_recorded_is_not_deducted(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    assert conduct_months.deducted(book, kezhou, JULY) == {}
    conduct_months.deduct(book, kezhou, crew["K02"], JULY, 5000, august(5))
    conduct_months.deduct(book, kezhou, crew["K02"], JULY, 2500, august(6))
    assert conduct_months.deducted(book, kezhou, JULY) == {crew["K02"]: 7500}
    with refused(book, "fen"):
        conduct_months.deduct(book, kezhou, crew["K02"], JULY, 0, august(6))


def test_a_slip_is_handed_out_acknowledged_appealed_and_answered(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    with refused(book, "slip"):
        conduct_months.acknowledge(book, kezhou, crew["K02"], JULY, august(11))
    conduct_months.hand_out(book, kezhou, crew["K02"], JULY, august(10))
    conduct_months.acknowledge(book, kezhou, crew["K02"], JULY, august(11))
    conduct_months.appeal(book, kezhou, crew["K02"], JULY, august(12), "当天系统故障")
    conduct_months.answer_appeal(book, kezhou, crew["K02"], JULY, "成立，退还")
    one = conduct_months.slips(book, kezhou, JULY)[0]
    assert (one.acknowledged_on, one.appealed_on, one.outcome) == (august(11), august(12), "成立，退还")


def test_a_contract_without_conduct_rules(book: Book, danzhou: int) -> None:
    person = people.listed(book, danzhou)[0].id
    with refused(book, "project"):
        conduct_months.appraise(book, danzhou, person, AUGUST, MARKS)


@pytest.mark.parametrize(
    ("days", "asked", "approver", "late"),
    [
        (1, datetime(2025, 7, 8, 8), "班长", False),  # a day: 24 hours ahead
        (1, datetime(2025, 7, 10, 8), "班长", True),
        (3, datetime(2025, 7, 7, 8), "班长", False),  # exactly three days need three days
        (5, datetime(2025, 7, 7, 8), "班长", True),  # above three days: a week
        (6, datetime(2025, 7, 1, 8), "上级部门", False),  # above five days the superior approves
    ],
)
def test_the_contract_advises_on_a_leave(
    book: Book, kezhou: int, crew: dict[str, int], days: int, asked: datetime, approver: str, late: bool
) -> None:
    draft = leaves.Draft(crew["K02"], "personal_leave", july(10), july(9 + days), asked_at=asked)
    found = advise(book, kezhou, draft)
    assert (found.days, found.approver) == (days, approver)
    assert any("应至少提前" in one for one in found.cautions) is late
    assert found.unpaid_fen == days * 8275


def test_advice_knows_what_was_used_and_what_lacks(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    projects.record_opening(book, kezhou, [("", "K02", "annual_leave", "4")], "旧台账", since=date(2025, 1, 1))
    draft = leaves.Draft(crew["K02"], "annual_leave", july(10), july(12), asked_at=datetime(2025, 6, 1, 8))
    found = advise(book, kezhou, draft)
    # Five days a year, four used: two of these three are beyond the limit and unpaid.
    assert (found.beyond, found.unpaid_fen) == (2, 2 * 8275)
    sick = leaves.Draft(crew["K02"], "sick_leave", july(10), july(10), documents=("挂号单",))
    assert any("缺少材料" in one for one in advise(book, kezhou, sick).cautions)


def test_no_rules_no_advice(book: Book, danzhou: int) -> None:
    person = people.listed(book, danzhou)[0].id
    found = advise(book, danzhou, leaves.Draft(person, "sick_leave", august(4), august(5)))
    assert (found.days, found.approver, found.cautions) == (2, "", ())
