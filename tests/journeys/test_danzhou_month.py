"""儋州, September 2025: fifty-two people, figures by day and by month, a breach, an objection, and two revisions."""

from datetime import date

from app.ledger import facts, incidents, indicators, obligations, people, periods, projects
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.people import Newcomer
from app.ledger.sealing import CONTRACT
from app.workdays import Calendar
from tests.journeys.conftest import (
    Figures,
    Floor,
    assessed,
    awarded,
    day,
    figures,
    floor_of,
    kept,
    moment,
    only,
    period,
    refusal,
    standing,
)

MONTH = "2025-09"
START = date(2025, 7, 19)
UNTYPED = (date(2025, 9, 7), date(2025, 9, 21))
LEAVERS = {"D03": "09-05", "D17": "09-12", "D41": "09-30"}

LINES = {
    # 28 days of 100 calls: 94 answered, on days that 3 divides 95. Of 3, 6, … 30 the 21st is missing: nine.
    # 28 × 94 + 9 = 2641 of 2800 = 94.32… %, 0.67… below: under 1 %, 8 − 0.5.
    "connect_rate": "7.5",
    "service_satisfaction": "4.5",  # 98.2 against 99: 5 − 0.5
    "callback_on_time": "5",  # 498 of 500, but the province did not deduct
    "front_inspection": "4",  # 97 of 100: three whole per cent, 7 − 3
    "instant_answer": "5",
    "response_rate": "10",  # 94.9 against 95, the province did not deduct
    "return_reasonable": "5",
    "back_inspection": "5.5",  # 96 of 99 = 96.96… %, 3.03… below: 9 − 3 − 0.5
    "on_time_closure": "12",  # 30 × 49 of 30 × 50: exactly 98 %
    "participation_satisfaction": "10.85",  # 93.4 against 95: one whole, and 3 orders × 0.05: 12 − 1 − 0.15
    "resolution_rate": "11.5",  # 94.25 against 95: 12 − 0.5
    "rank_a": "0",  # second
    "rank_province": "-2",  # twelfth
}
# 7.5 + 4.5 + 5 + 4 = 21; + 5 + 10 + 5 + 5.5 + 12 + 10.85 + 11.5 = 80.85; + 0 − 2 = 78.85.
# 683257.6 ÷ 12 = 56938.1333…; × (80 − 78.85) × 1 % = 654.788…: 654.79.
# One clause breached: 4849700 × 1 % = 48497. 300000 − 654.79 − 48497 = 250848.21.
# Turnover 3 ÷ (3 + 49) = 5.77 % above 5; in the year so far the same, below 15; at the end 49 without the manager
# and D41, whose last day in post is the 30th and who is still counted that day: 50, fewer than 52.
ALERTS = frozenset(("turnover_month", "headcount"))
FIRST = Figures("78.85", "300000.00", "654.79", "250848.21", {"breach_clause": "48497.00"}, ALERTS)
# Tenth instead of twelfth: 80.85, nothing off; 300000 − 48497 = 251503.
SECOND = Figures("80.85", "300000.00", "0.00", "251503.00", {"breach_clause": "48497.00"}, ALERTS)


def test_a_month_is_frozen_objected_to_withdrawn_and_sealed(book: Book, calendar: Calendar) -> None:
    floor = _floor(book)
    _people_leave(floor)
    _obligations(floor, calendar)
    _urgent(floor, calendar)
    _by_day(floor)
    _by_month(floor)
    _frozen(floor, calendar)
    _again(floor, calendar)


def _floor(book: Book) -> Floor:
    signed = date(2025, 6, 27)
    project = projects.create(book, "DZ", "儋州12345", "danzhou-2025", signed_on=signed, effective_on=signed).id
    crew = [Newcomer(f"D{number:02d}", f"工作人员{number}", START) for number in range(1, 53)]
    manager = Newcomer("M01", "驻场人员", START, post="驻场经理")
    people.add(book, project, [*crew, manager])
    floor = floor_of(book, project)
    # 52 and a manager who does not count among them: nobody is missing, nobody has left.
    assert len(people.employed(book, project, date(2025, 8, 31))) == 53
    assert facts.collect(book, project, period("2025-08")).facts["context"] == {
        "headcount": "52",
        "turnover_month": "0",
        "turnover_year": "0",
    }
    return floor


def _people_leave(floor: Floor) -> None:
    for number, last in LEAVERS.items():
        people.leave_job(floor.book, floor.project, floor.who[number], day(last), "个人原因", noticed_on=day("08-01"))
    # 300 ÷ 52 = 5.76923…, kept to four places.
    told = {"headcount": "50", "turnover_month": "5.7692", "turnover_year": "5.7692"}
    assert facts.collect(floor.book, floor.project, period(MONTH)).facts["context"] == told


def _obligations(floor: Floor, calendar: Calendar) -> None:
    """Four a month over thirteen months (July twice), two activities, four after signing or effect, one at the end."""
    book, project = floor.book, floor.project
    changed = obligations.generate(book, project, calendar)
    assert changed is not None
    assert len(changed.rows) == 4 * 13 + 2 + 4 + 1
    due = {f"{one.rule} {one.key}": str(one.due_on) for one in obligations.listed(book, project)}
    # 30 working days from 27 June (Friday): the 30th is 1; July has 23 of them, to 24; 1 August 25; 4 … 8 August 30.
    assert due["roster_filed effective"] == "2025-08-08"
    assert due["pay_scheme signed"] == due["managers_in_post signed"] == "2025-07-04"
    assert due["system_works signed"] == "2025-07-27"
    assert due["final_handover end"] == "2026-07-18"
    assert due["team_activity 2025-07-19#2"] == "2026-07-18"
    clocks = {
        # From Friday 26 September: Sunday the 28th is worked (1), 29 (2), 30 (3).
        ("staff_change_reported", "09-26T10:00"): "2025-09-30",
        # From Monday 29 September: the 30th (1); 1 … 8 October off; 9 (2), 10 (3).
        ("hardware_repaired", "09-29T08:00"): "2025-10-10",
        # From Monday 22 September: 23–26 (4), 28 (5), 29, 30 (7), 9, 10 October (9), Saturday 11 (10), 13–17 (15).
        ("unfit_staff_replaced", "09-22T09:00"): "2025-10-17",
        # Received Thursday 25 September: 26 (1), 28 (2), 29 (3), 30 (4), 9 October (5).
        ("objection", "09-25T16:00"): "2025-10-09",
        # A week is seven days, whatever days they are.
        ("rectification_answer", "09-29T09:00"): "2025-10-06",
    }
    for (rule, happened), expected in clocks.items():
        key = only(obligations.set_off(book, project, rule, moment(happened), calendar))
        found = next(one for one in obligations.listed(book, project) if one.id == key)
        assert (str(found.due_on), found.announced) == (expected, True)
    # Unproven and past due: asked about, and nothing more.
    assert len(obligations.unproven(book, project, date(2025, 9, 30))) > 4
    assert figures(assessed(floor, MONTH)).items == {}


def _urgent(floor: Floor, calendar: Calendar) -> None:
    """A call that ended at 10:00 on the 10th was passed on at 10:14; ten minutes are allowed."""
    book, project = floor.book, floor.project
    called, reported = moment("09-10T10:00"), moment("09-10T10:14")
    event = Draft("urgent_event", day("09-10"), called_at=called, reported_at=reported, words="群体性事件")
    key = only(incidents.log(book, project, [event], status="verified"))
    assert incidents.find(book, project, key).minutes_to_report == 14
    # The event alone costs nothing, and sets nothing off: that is done by hand.
    assert figures(assessed(floor, MONTH)).items == {}
    clock = only(obligations.set_off(book, project, "urgent_reported", called, calendar, note="10:14 才报"))
    found = next(one for one in obligations.listed(book, project) if one.id == clock)
    assert found.due_at == moment("09-10T10:10")
    assert figures(assessed(floor, MONTH)).items == {}
    obligations.confirm_missed(book, project, clock, "14 分钟后才报，超过 10 分钟")
    assert figures(assessed(floor, MONTH)).items == {"breach_clause": "48497.00"}


def _by_day(floor: Floor) -> None:
    book, project = floor.book, floor.project
    for one in period(MONTH).all_days:
        if one not in UNTYPED:
            answered = 95 if one.day % 3 == 0 else 94
            indicators.record(book, project, "connect_rate", {"hits": answered, "total": 100}, one, source="话务报表")
        indicators.record(book, project, "on_time_closure", {"hits": 49, "total": 50}, one)
    found = facts.collect(book, project, period(MONTH))
    assert found.missing_days == {"connect_rate": UNTYPED, "on_time_closure": ()}
    assert found.facts["inputs"]["connect_rate"] == {"hits": "2641", "total": "2800"}
    assert refusal(lambda: indicators.record(book, project, "connect_rate", {"hits": 1}, date(2025, 7, 18))).faults


def _by_month(floor: Floor) -> None:
    book, project, month = floor.book, floor.project, period(MONTH)
    typed = {
        "connect_rate": {"province_deducted": True},
        "service_satisfaction": {"percent": "98.2", "province_deducted": True},
        "callback_on_time": {"hits": 498, "total": 500, "province_deducted": False},
        "front_inspection": {"hits": 97, "total": 100, "province_deducted": True},
        "instant_answer": {"percent": "61.5"},
        "response_rate": {"percent": "94.9"},
        "return_reasonable": {"percent": "99"},
        "back_inspection": {"hits": 96, "total": 99, "province_deducted": True},
        "participation_satisfaction": {"percent": "93.4"},
        "resolution_rate": {"percent": "94.25", "province_deducted": True},
    }
    for name, given in typed.items():
        indicators.record(book, project, name, given, month)
    # The province's result comes later: counted as deducted, ranks at nothing, the orders not known yet (full marks).
    found = assessed(floor, MONTH)
    assert {one.indicator.id: one.missing for one in found.lines if one.missing} == {
        "response_rate": ("province_deducted",),
        "participation_satisfaction": ("orders",),
        "rank_a": ("rank",),
        "rank_province": ("rank",),
    }
    points = awarded(found)
    assert (points["response_rate"], points["participation_satisfaction"], points["rank_a"]) == ("9.5", "12", "0")
    indicators.record(book, project, "response_rate", {"province_deducted": False}, month, source="省考核通报")
    indicators.record(book, project, "participation_satisfaction", {"orders": 3}, month)
    indicators.record(book, project, "rank_a", {"rank": 2}, month)
    indicators.record(book, project, "rank_province", {"rank": 12}, month)
    assert awarded(assessed(floor, MONTH)) == LINES
    assert figures(assessed(floor, MONTH)) == FIRST


def _frozen(floor: Floor, calendar: Calendar) -> None:
    book, project, month = floor.book, floor.project, period(MONTH)
    periods.freeze(book, project, CONTRACT, month)
    first = standing(floor, MONTH).current
    assert first is not None
    assert (first.number, first.state) == ("DZ-2025-09-K01", "frozen")
    # Received on Thursday 9 October: 10 (1), Saturday 11 is worked (2), 13 (3), 14 (4), 15 (5).
    periods.deliver(book, project, CONTRACT, month, day("10-09"), calendar)
    assert standing(floor, MONTH).objection_until == day("10-15")
    rank = {"rank": 10}
    told = refusal(lambda: indicators.record(book, project, "rank_province", rank, month))
    assert [fault.path for fault in told.faults] == [MONTH]
    assert "撤回送签" in told.faults[0].reason
    periods.object_to(book, project, CONTRACT, month, day("10-15"), "全省排名应为第 10 名")
    assert standing(floor, MONTH).objection == "2025-10-15 提出异议：全省排名应为第 10 名"
    assert figures(assessed(floor, MONTH)) == FIRST


def _again(floor: Floor, calendar: Calendar) -> None:
    book, project, month = floor.book, floor.project, period(MONTH)
    periods.withdraw(book, project, CONTRACT, month, "甲方更正全省排名")
    indicators.record(book, project, "rank_province", {"rank": 10}, month, source="省通报更正件")
    periods.freeze(book, project, CONTRACT, month, reason="更正全省排名")
    assert kept(floor, MONTH, "difference") == [{"path": "inputs.rank_province.rank", "was": "12", "now": "10"}]
    second = standing(floor, MONTH).current
    assert second is not None
    assert second.number == "DZ-2025-09-K02"
    # The clock begins again with the second result: Monday 13 October, and 14 … 17, 20.
    assert standing(floor, MONTH).objection_until is None
    periods.deliver(book, project, CONTRACT, month, day("10-13"), calendar)
    assert standing(floor, MONTH).objection_until == day("10-20")
    silence = "异议期 10 月 20 日届满，未提异议"
    early = refusal(lambda: periods.seal(book, project, CONTRACT, month, unsigned=silence, today=day("10-20")))
    assert "还没有届满" in early.faults[0].reason
    periods.seal(book, project, CONTRACT, month, unsigned=silence, today=day("10-21"))
    assert kept(floor, MONTH, "result")["score"] == "80.85"
    assert kept(floor, MONTH, "result")["settlement"]["payable"] == "251503.00"
    assert figures(assessed(floor, MONTH)) == SECOND
    assert [one.state for one in standing(floor, MONTH).revisions] == ["withdrawn", "sealed"]
    again = refusal(lambda: periods.withdraw(book, project, CONTRACT, month, "再改"))
    assert again.faults[0].path == MONTH
    # Somebody who leaves later does not touch what was signed; a last day moved into September would.
    people.leave_job(book, project, floor.who["D20"], day("10-08"), "个人原因")
    who = floor.who["D21"]
    told = refusal(lambda: people.leave_job(book, project, who, day("09-20"), "个人原因"))
    assert [fault.path for fault in told.faults] == [MONTH]
