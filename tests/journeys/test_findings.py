"""What the journeys met on their way and held against the contracts: each stays mended."""

from collections.abc import Mapping
from datetime import date

from app.ledger import (
    adjustments,
    attendance,
    conduct_facts,
    conduct_months,
    facts,
    incidents,
    indicators,
    leave_advice,
    leaves,
    obligations,
    people,
    periods,
    projects,
    proofs,
)
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.indicators import REVIEWED, SELF
from app.ledger.people import Newcomer
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.workdays import Calendar
from tests.journeys.conftest import Floor, assessed, day, floor_of, kept, moment, only, period, refusal, standing

JULY = "2025-07"
SEEN = date(2024, 5, 6)


def _kezhou(book: Book) -> Floor:
    """Two teams of three; K01 and K04 lead."""
    project = projects.create(book, "KZ", "克州12345", "kezhou-2025").id
    teams = {"K01": "一班", "K02": "一班", "K03": "一班", "K04": "二班", "K05": "二班", "K06": "二班"}
    crew = [
        Newcomer(number, number, SEEN, team=team, leader=number in ("K01", "K04"), online_on=SEEN)
        for number, team in teams.items()
    ]
    people.add(book, project, crew)
    return floor_of(book, project)


def _danzhou(book: Book) -> Floor:
    """52 and the resident manager."""
    project = projects.create(book, "DZ", "儋州12345", "danzhou-2025").id
    first = date(2025, 7, 19)
    crew = [Newcomer(f"D{at:02d}", f"工作人员{at}", first) for at in range(1, 53)]
    people.add(book, project, [*crew, Newcomer("M01", "驻场人员", first, post="驻场经理")])
    return floor_of(book, project)


def _judged(floor: Floor, month: str = JULY) -> dict[str, tuple[int, tuple[str, ...], set[str]]]:
    """Everybody's fines in fen, proposed consequences and cautions."""
    _, found = conduct_facts.judged(floor.book, floor.project, period(month))
    return {
        one.person.id: (one.fines, one.consequences, {raised.caution.id for raised in one.cautions})
        for one in found.people
    }


def _context(floor: Floor, month: str) -> Mapping[str, str]:
    return facts.collect(floor.book, floor.project, period(month)).facts["context"]


def test_four_days_of_leave_over_the_months_end_need_a_weeks_notice(book: Book) -> None:
    floor = _kezhou(book)
    asked = leaves.Draft(floor.who["K02"], "personal_leave", day("07-30"), day("08-02"), asked_at=moment("07-24T09:00"))
    assert "应至少提前 7 天" in leave_advice.advise(book, floor.project, asked).cautions[0]
    leaves.approve(book, floor.project, only(leaves.ask(book, floor.project, asked)), "班长", day("07-24"))
    assert "late_leave_request" in _judged(floor)["K02"][2]


def test_a_morning_and_an_afternoon_of_absence_are_one_day(book: Book) -> None:
    floor = _kezhou(book)
    halves = [Entry(floor.who["K02"], day("07-03"), "absenteeism", part) for part in ("am", "pm")]
    attendance.record(book, floor.project, halves)
    assert _judged(floor)["K02"][:2] == (30_000, ())


def test_the_leader_of_the_day_answers(book: Book) -> None:
    floor = _kezhou(book)
    led = next(one for one in people.spans(book, floor.project, people.LEADER) if one.person == floor.who["K01"])
    people.end(book, floor.project, led.id, day("07-15"))
    people.assign(book, floor.project, floor.who["K02"], people.LEADER, day("07-16"), team="一班")
    severe = Draft("forbidden_words", day("07-05"), floor.who["K03"], severe=True)
    incidents.log(book, floor.project, [severe], status="verified")
    told = _judged(floor)
    assert (told["K01"][0], told["K02"][0]) == (20_000, 0)


def test_the_leader_of_the_days_team_answers(book: Book) -> None:
    floor = _kezhou(book)
    people.assign(book, floor.project, floor.who["K03"], people.TEAM_OF, day("07-16"), team="二班")
    severe = Draft("forbidden_words", day("07-05"), floor.who["K03"], severe=True)
    incidents.log(book, floor.project, [severe], status="verified")
    told = _judged(floor)
    assert (told["K01"][0], told["K04"][0]) == (20_000, 0)


def test_an_opening_record_does_not_replace_what_was_sealed(book: Book) -> None:
    floor = _danzhou(book)
    indicators.record(book, floor.project, "rank_a", {"rank": 3}, period("2025-12"))
    periods.freeze(book, floor.project, CONTRACT, period("2025-12"), despite="仅排名")
    periods.seal(book, floor.project, CONTRACT, period("2025-12"), unsigned="公函确认")
    projects.record_opening(book, floor.project, [("2025-12", "", "rank_a", "1")], "旧表", since=date(2025, 7, 19))
    history = facts.collect(book, floor.project, period("2026-01")).facts["history"]
    assert history[0]["rank_a"] == "3"


def test_a_day_that_is_half_typed_is_no_day(book: Book) -> None:
    floor = _danzhou(book)
    for at in (1, 2, 3):
        indicators.record(book, floor.project, "connect_rate", {"hits": 95, "total": 100}, date(2025, 9, at))
    indicators.record(book, floor.project, "connect_rate", {"total": 100}, date(2025, 9, 4))
    found = facts.collect(book, floor.project, period("2025-09"))
    assert found.facts["inputs"]["connect_rate"] == {"hits": "285", "total": "300"}
    assert date(2025, 9, 4) in found.missing_days["connect_rate"]


def test_a_manager_who_left_is_no_leaver_of_the_staff(book: Book) -> None:
    floor = _danzhou(book)
    people.leave_job(book, floor.project, floor.who["M01"], day("10-15"), "调离")
    assert _context(floor, "2025-10")["turnover_year"] == "0"
    assert _context(floor, "2025-11")["turnover_year"] == "0"


def test_a_manager_who_became_staff_counts_at_the_months_end(book: Book) -> None:
    floor = _danzhou(book)
    post = next(one for one in people.spans(book, floor.project, people.POST_OF))
    people.end(book, floor.project, post.id, day("09-15"))
    assert _context(floor, "2025-09")["headcount"] == "53"


def test_a_typed_turnover_over_a_derived_one_needs_a_reason(book: Book) -> None:
    project = projects.create(book, "YZ", "扬州12345", "yangzhou-2025").id
    people.add(book, project, [Newcomer(f"Y{at:02d}", f"话务员{at}", date(2025, 7, 1)) for at in range(20)])
    quarter = period("2025-Q3")
    assert refusal(lambda: indicators.record(book, project, "turnover", {"months.2025-08": "1"}, quarter)).faults


def test_an_override_of_a_percentage_is_not_outdated_at_once(book: Book) -> None:
    project = projects.create(book, "JY", "济源12345", "jiyuan-2026").id
    people.add(book, project, [Newcomer(f"J{at:02d}", f"话务员{at}", date(2026, 1, 1)) for at in range(12)])
    indicators.record(book, project, "turnover", {"percent": "3"}, period("2026-03"), reason="甲方口径")
    assert facts.collect(book, project, period("2026-03")).outdated == ()


def test_our_own_opinion_is_sealed_too(book: Book) -> None:
    floor = _kezhou(book)
    quarter = period("2025-Q3")
    indicators.record(book, floor.project, "skill_inspection", {"points": "4"}, quarter)
    indicators.record(book, floor.project, "skill_inspection", {"points": "3"}, quarter, opinion=REVIEWED)
    periods.freeze(book, floor.project, CONTRACT, quarter, despite="示例")
    periods.seal(book, floor.project, CONTRACT, quarter, unsigned="示例")
    before = assessed(floor, "2025-Q3", SELF).score
    assert refusal(lambda: indicators.record(book, floor.project, "skill_inspection", {"points": "1"}, quarter)).faults
    assert assessed(floor, "2025-Q3", SELF).score == before


def test_one_more_event_is_one_difference(book: Book) -> None:
    floor = _kezhou(book)
    ten = [Entry(floor.who["K03"], date(2025, 7, at), "late") for at in range(2, 12)]
    attendance.record(book, floor.project, ten)
    periods.freeze(book, floor.project, CONDUCT_SHEET, period(JULY), despite="示例")
    periods.withdraw(book, floor.project, CONDUCT_SHEET, period(JULY), "漏登一次")
    attendance.record(book, floor.project, [Entry(floor.who["K02"], day("07-01"), "early_leave")])
    periods.freeze(book, floor.project, CONDUCT_SHEET, period(JULY), despite="示例")
    assert len(kept(floor, JULY, "difference", CONDUCT_SHEET)) == 1


def test_an_adjustment_lies_in_a_period_that_can_be_signed(book: Book) -> None:
    floor = _kezhou(book)
    later, about, who = date(2026, 1, 10), period("2025-12"), floor.who["K02"]
    told = refusal(
        lambda: adjustments.adjust(book, floor.project, CONDUCT_SHEET, later, about, 100_000, "申诉成立", person=who)
    )
    assert told.faults[0].path == "day"


def test_a_late_report_proposes_a_breach(book: Book, calendar: Calendar) -> None:
    floor = _danzhou(book)
    called, reported = moment("09-10T10:00"), moment("09-10T10:14")
    event = Draft("urgent_event", day("09-10"), called_at=called, reported_at=reported)
    incidents.log(book, floor.project, [event], status="verified")
    obligations.generate(book, floor.project, calendar)
    proposed = proofs.proposals(book, floor.project, day("09-30"))
    assert "urgent_reported" in {rule.id for _, rule in proposed}


def test_a_filing_proved_late_proposes_its_half_point(book: Book, calendar: Calendar) -> None:
    floor = _kezhou(book)
    obligations.generate(book, floor.project, calendar)
    due = obligations.due_in(book, floor.project, period("2025-Q3"))
    one = next(found for found in due if (found.rule, found.key) == ("agents_appraisal", JULY))
    obligations.prove(book, floor.project, one.id, day("09-03"), "9月3日补报")
    waiting = {found.id for found, _ in proofs.proposals(book, floor.project, day("09-30"))}
    assert one.id in waiting


def test_an_objection_belongs_to_its_revision(book: Book) -> None:
    floor = _danzhou(book)
    month = period("2025-09")
    periods.freeze(book, floor.project, CONTRACT, month, despite="示例")
    periods.object_to(book, floor.project, CONTRACT, month, day("10-14"), "排名有误")
    periods.withdraw(book, floor.project, CONTRACT, month, "更正")
    periods.freeze(book, floor.project, CONTRACT, month, despite="示例")
    assert standing(floor, "2025-09").objection == ""


def test_nobody_of_another_project_is_marked(book: Book) -> None:
    floor = _kezhou(book)
    other = projects.create(book, "KZ2", "另一个项目", "kezhou-2025").id
    who = floor.who["K02"]
    assert refusal(lambda: conduct_months.deduct(book, other, who, period(JULY), 1_000, day("08-10"))).faults


def test_an_amount_of_ones_own_is_refused_for_a_conduct_rule(book: Book) -> None:
    floor = _kezhou(book)
    own = Draft("late", day("07-05"), floor.who["K03"], fen=5_000, amount_reason="从重")
    assert refusal(lambda: incidents.log(book, floor.project, [own], status="verified")).faults
