"""Incidents: logged, checked as the rules will read them, moved on to their end."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.errors import Refused
from app.ledger import conduct_facts, facts, incidents, people, projects
from app.ledger.book import Book
from app.ledger.incidents import APPEALED, FINAL, NEXT, RECORDED, STATUS, VERIFIED, WITHDRAWN, Draft, Incident
from app.ledger.undo import Undo
from app.periods import Period
from tests.ledger.floor import AUGUST, JULY, Q3, head, july, refused


def log(book: Book, project: int, item: str, who: int | None = None, *, status: str = VERIFIED, **given: Any) -> int:
    """One incident of the 4th of July."""
    draft = Draft(item, given.pop("day", july(4)), who, **given)
    return incidents.log(book, project, [draft], status=status).ids("incident")[0]


def fines(book: Book, project: int) -> dict[str, int]:
    """July's fines by staff number, of those who have any."""
    return {one.person.id: one.fines for one in conduct_facts.judged(book, project, JULY)[1].people if one.fines}


def complaints(book: Book, project: int) -> Any:
    """What July's complaints come to in the quarter's facts."""
    return facts.collect(book, project, Q3).facts["inputs"].get("complaints")


@pytest.mark.parametrize(
    ("item", "indicator", "value"),
    [
        ("complaint", "complaints", {"months": {"2025-07": "2"}}),
        ("no_immediate_answer", "immediate_answer", {"count": "2"}),
        ("ticket_fault", "ticket_quality", {"count": "2"}),
        ("misdispatched_ticket", "dispatch_accuracy", {"misdispatched": "2"}),
        ("service_notice", "round_the_clock", {"count": "2"}),
        ("failed_spot_check", "spot_check", {"count": "2"}),
        ("late_ticket", "ticket_24h", {"overtime_hours": ["2"]}),
    ],
)
def test_each_kind_reaches_its_input(book: Book, kezhou: int, item: str, indicator: str, value: Any) -> None:
    log(book, kezhou, item, quantity=2)
    assert facts.collect(book, kezhou, Q3).facts["inputs"][indicator] == value


@pytest.mark.parametrize("item", ["emergency", "praise"])
def test_what_is_only_kept_reaches_no_input(book: Book, kezhou: int, item: str) -> None:
    before = facts.collect(book, kezhou, Q3).facts
    key = log(book, kezhou, item)
    assert facts.collect(book, kezhou, Q3).facts == before
    assert incidents.find(book, kezhou, key).kind == item


def test_a_contract_item_reaches_the_settlement(book: Book, danzhou: int) -> None:
    log(book, danzhou, "late_ops_manager", day=AUGUST.first, quantity=2)
    found = facts.assessed(book, danzhou, AUGUST)
    assert found.collected.facts["events"] == [{"item": "late_ops_manager", "quantity": "2"}]
    assert found.assessment.settlement is not None


def test_a_conduct_rule_is_fined(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    log(book, kezhou, "misdispatch", crew["K04"], quantity=3)
    log(book, kezhou, "off_task", crew["K06"])
    assert fines(book, kezhou) == {"K04": 6000, "K06": 20000}


def test_the_severe_case_costs_its_own_amount_and_the_leaders_share(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    log(book, kezhou, "forbidden_words", crew["K04"], severe=True, joint_fen=35000)
    assert fines(book, kezhou) == {"K01": 35000, "K04": 200000}


@pytest.mark.parametrize("fen", [19999, 50001, -1])
def test_an_assessors_amount_stays_within_its_range(book: Book, kezhou: int, crew: dict[str, int], fen: int) -> None:
    with refused(book, "[0].leader_amount"):
        log(book, kezhou, "forbidden_words", crew["K04"], joint_fen=fen)


def test_an_amount_where_the_rule_knows_none_is_refused(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    with refused(book, "[0].leader_amount"):
        log(book, kezhou, "misdispatch", crew["K04"], joint_fen=20000)


def test_what_is_settled_by_its_amount_needs_one(book: Book) -> None:
    yangzhou = projects.create(book, "YZ", "扬州12345", "yangzhou-2025").id
    with refused(book, "[0].fen", "金额"):
        log(book, yangzhou, "staff_shortage")
    with refused(book, "[0].fen", "不能为负"):
        log(book, yangzhou, "staff_shortage", fen=-1)
    log(book, yangzhou, "staff_shortage", fen=1234567)
    events = facts.collect(book, yangzhou, Q3).facts["events"]
    assert events == [{"item": "staff_shortage", "quantity": "1", "amount": "12345.67"}]


@pytest.mark.parametrize(
    ("item", "quantity"),
    [
        ("complaint", 0),
        ("complaint", -1),
        ("complaint", Decimal("1.5")),
        ("late_ticket", Decimal("0.33333")),
        ("late_ticket", Decimal("-0.5")),
        ("late_ticket", 10**13),
        ("misdispatch", 0),
        ("misdispatch", Decimal("0.5")),
        ("misdispatch", -2),
        ("personal_leave", Decimal("0.3")),
    ],
)
def test_a_quantity_that_cannot_be_counted_is_refused(
    book: Book, kezhou: int, crew: dict[str, int], item: str, quantity: Decimal | int
) -> None:
    with refused(book, "[0].quantity"):
        log(book, kezhou, item, crew["K02"], quantity=quantity)


def test_hours_may_be_broken(book: Book, kezhou: int) -> None:
    for hours in ("4.5", "2.25"):
        log(book, kezhou, "late_ticket", quantity=Decimal(hours))
    found = facts.collect(book, kezhou, Q3).facts["inputs"]["ticket_24h"]
    assert found == {"overtime_hours": ["4.5", "2.25"]}


def test_every_fault_is_named_and_nothing_written(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    drafts = [
        Draft("complaint", july(4)),
        Draft("complain", july(4)),
        Draft("late", july(4)),
        Draft("complaint", date(2026, 1, 1)),
        Draft("study_day", july(4), crew["K02"]),
        Draft("uniforms", july(4), crew["K02"]),
    ]
    before = head(book)
    with pytest.raises(Refused) as caught:
        incidents.log(book, kezhou, drafts)
    assert [fault.path for fault in caught.value.faults] == [
        "[1].item",
        "[2].person",
        "[3].day",
        "[4].rule",
        "[5].item",
    ]
    assert (head(book), incidents.listed(book, kezhou)) == (before, ())


def test_nothing_to_log_is_refused(book: Book, kezhou: int) -> None:
    with refused(book, "incident"):
        incidents.log(book, kezhou, [])
    with refused(book, "status"):
        incidents.log(book, kezhou, [Draft("complaint", july(4))], status=FINAL)


def test_the_person_must_be_in_post_and_on_line(book: Book, kezhou: int, danzhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    for item in ("misdispatch", "complaint"):
        log(book, kezhou, item, crew["K02"], day=july(10))
        with refused(book, "[0].person", "不在职"):
            log(book, kezhou, item, crew["K02"], day=july(11))
    with refused(book, "[0].date", "上线"):
        log(book, kezhou, "misdispatch", crew["K03"], day=date(2025, 1, 4))
    with refused(book, "[0].person"):
        log(book, danzhou, "complaint", crew["K03"], day=AUGUST.first)


def test_a_report_before_the_call_is_refused(book: Book, danzhou: int) -> None:
    called, reported = datetime(2025, 8, 1, 10, 0), datetime(2025, 8, 1, 10, 12)
    with refused(book, "[0].reported_at"):
        log(book, danzhou, "urgent_event", day=AUGUST.first, called_at=reported, reported_at=called)
    key = log(book, danzhou, "urgent_event", day=AUGUST.first, called_at=called, reported_at=reported)
    assert incidents.find(book, danzhou, key).minutes_to_report == 12


def test_only_what_was_verified_counts(book: Book, kezhou: int) -> None:
    key = log(book, kezhou, "complaint", status=RECORDED)
    assert complaints(book, kezhou) is None
    assert [one.id for one in incidents.waiting(book, kezhou)] == [key]
    steps = [(VERIFIED, "1"), (APPEALED, "1"), (FINAL, "1")]
    for status, count in steps:
        incidents.set_status(book, kezhou, [key], status, "甲方复核", july(9))
        assert complaints(book, kezhou) == {"months": {"2025-07": count}}
    assert incidents.waiting(book, kezhou) == ()


def test_what_was_withdrawn_no_longer_counts(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    keys = [log(book, kezhou, "complaint"), log(book, kezhou, "misdispatch", crew["K04"])]
    incidents.set_status(book, kezhou, keys, WITHDRAWN, "查无此事")
    assert (complaints(book, kezhou), fines(book, kezhou)) == (None, {})


@pytest.mark.parametrize("now", STATUS)
@pytest.mark.parametrize("then", STATUS)
def test_only_the_moves_of_the_flow_are_possible(book: Book, kezhou: int, now: str, then: str) -> None:
    key = log(book, kezhou, "complaint", status=RECORDED)
    way = {RECORDED: (), VERIFIED: (VERIFIED,), APPEALED: (VERIFIED, APPEALED), FINAL: (VERIFIED, FINAL)}
    for step in way.get(now, (now,)):
        incidents.set_status(book, kezhou, [key], step, "理由")
    if then in NEXT[now]:
        incidents.set_status(book, kezhou, [key], then, "理由")
        assert incidents.find(book, kezhou, key).status == then
    else:
        with refused(book, "status", STATUS[then]):
            incidents.set_status(book, kezhou, [key], then, "理由")


def test_the_flow_is_the_one_agreed_on() -> None:
    assert NEXT[FINAL] == (APPEALED,)
    assert NEXT[WITHDRAWN] == ()
    assert FINAL not in NEXT[RECORDED]


def test_many_are_moved_together_or_not_at_all(book: Book, kezhou: int) -> None:
    keys = [log(book, kezhou, "complaint", status=RECORDED) for _ in range(3)]
    incidents.set_status(book, kezhou, keys[:1], WITHDRAWN, "重复")
    with refused(book, "status"):
        incidents.set_status(book, kezhou, keys, VERIFIED)
    assert [one.status for one in incidents.listed(book, kezhou)] == [WITHDRAWN, RECORDED, RECORDED]
    for status in (APPEALED, WITHDRAWN):
        with refused(book, "reason"):
            incidents.set_status(book, kezhou, keys[1:], status, " ")
    with refused(book, "status"):
        incidents.set_status(book, kezhou, keys[1:], "closed")
    with refused(book, "set_incident_status", "没有改变"):
        incidents.set_status(book, kezhou, [], VERIFIED)


def test_what_comes_of_one_happening_is_linked(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    drafts = [Draft("complaint", july(4)), Draft("shirking", july(4), crew["K04"]), Draft("praise", july(5))]
    keys = incidents.log(book, kezhou, drafts, happening="来电人投诉").ids("incident")
    assert [one.id for one in incidents.linked(book, kezhou, keys[0])] == list(keys[1:])
    alone = log(book, kezhou, "complaint")
    assert incidents.linked(book, kezhou, alone) == ()
    incidents.join(book, kezhou, [alone, keys[2]], "同一来电")
    assert [one.id for one in incidents.linked(book, kezhou, alone)] == [keys[2]]
    for few in ([], [alone], [alone, alone]):
        with refused(book, "incident"):
            incidents.join(book, kezhou, few, "")


def test_what_is_logged_already_is_shown_before_it_is_logged_twice(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    key = log(book, kezhou, "misdispatch", crew["K04"])
    gone = log(book, kezhou, "misdispatch", crew["K04"])
    incidents.set_status(book, kezhou, [gone], WITHDRAWN, "重复")
    assert [one.id for one in incidents.similar(book, kezhou, Draft("misdispatch", july(4), crew["K04"]))] == [key]
    for other in (
        Draft("misdispatch", july(5), crew["K04"]),
        Draft("misdispatch", july(4), crew["K03"]),
        Draft("title_format", july(4), crew["K04"]),
        Draft("misdispatch", july(4)),
    ):
        assert incidents.similar(book, kezhou, other) == ()


def test_a_waived_incident_stays_listed_at_nothing(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    late, complaint = log(book, kezhou, "misdispatch", crew["K04"]), log(book, kezhou, "complaint")
    for key in (late, complaint):
        incidents.waive(book, kezhou, key, " 系统故障所致 ")
    assert (fines(book, kezhou), complaints(book, kezhou)) == ({}, None)
    items = [item for one in conduct_facts.judged(book, kezhou, JULY)[1].people for item in one.items]
    assert [(item.amount, item.event.waived) for item in items] == [(0, "系统故障所致")]
    with refused(book, "reason"):
        incidents.waive(book, kezhou, late, "")


def test_an_incident_is_corrected_with_a_reason_until_it_is_decided(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    key = log(book, kezhou, "misdispatch", crew["K04"])
    incidents.amend(book, kezhou, key, Draft("title_format", july(5), crew["K03"], 2), "登记错人")
    found = incidents.find(book, kezhou, key)
    assert (found.item, found.day, found.person, found.quantity) == ("title_format", july(5), crew["K03"], 2)
    with refused(book, "reason"):
        incidents.amend(book, kezhou, key, Draft("title_format", july(6), crew["K03"]), "")
    with refused(book, "incident.day"):
        incidents.amend(book, kezhou, key, Draft("complaint", date(2026, 1, 1)), "改")
    incidents.set_status(book, kezhou, [key], FINAL)
    with refused(book, "status"):
        incidents.amend(book, kezhou, key, Draft("misdispatch", july(4), crew["K04"]), "改回")


def test_a_voided_incident_cannot_be_touched_any_more(book: Book, kezhou: int, danzhou: int) -> None:
    key = log(book, kezhou, "complaint")
    with refused(book, "reason"):
        incidents.void(book, kezhou, key, " ")
    incidents.void(book, kezhou, key, "误登")
    assert (complaints(book, kezhou), incidents.listed(book, kezhou)) == (None, ())
    with refused(book, "incident", "已作废（误登）"):
        incidents.set_status(book, kezhou, [key], FINAL)
    with refused(book, "incident", "已作废"):
        incidents.void(book, kezhou, key, "再次")
    with refused(book, "incident"):
        incidents.waive(book, kezhou, key, "免")
    with refused(book, "incident"):
        incidents.find(book, kezhou, key)
    mine = log(book, kezhou, "complaint")
    with refused(book, "incident", "没有这条记录"):
        incidents.set_status(book, danzhou, [mine], FINAL)


def test_an_undone_incident_is_not_verified_from_a_list_that_still_shows_it(book: Book, kezhou: int) -> None:
    undo = Undo(book)
    key = log(book, kezhou, "complaint", status=RECORDED)
    undo.undo()
    with refused(book, "incident", "已作废（撤销）"):
        incidents.set_status(book, kezhou, [key], VERIFIED)


def test_incidents_are_listed_by_period_and_kind(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    log(book, kezhou, "complaint", day=july(31))
    log(book, kezhou, "misdispatch", crew["K04"], day=july(1))
    log(book, kezhou, "complaint", day=AUGUST.first)

    def items(found: tuple[Incident, ...]) -> list[tuple[str, int]]:
        return [(one.item, one.day.day) for one in found]

    assert items(incidents.listed(book, kezhou, JULY)) == [("misdispatch", 1), ("complaint", 31)]
    assert items(incidents.listed(book, kezhou, Q3, "complaint")) == [("complaint", 31), ("complaint", 1)]
    assert items(incidents.listed(book, kezhou, Period("month", 2025, 9))) == []


def test_an_adviser_can_see_the_name_of_what_was_logged(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    changed = incidents.log(book, kezhou, [Draft("misdispatch", july(4), crew["K04"]), Draft("complaint", july(4))])
    assert changed.words == "登记 工单派发错误 7月4日 等 2 项"
