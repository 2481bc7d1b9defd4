"""济源, the second quarter of 2026: three months by day, in yuan, carried into the quarter's settlement."""

from datetime import date, timedelta

from app.ledger import facts, incidents, indicators, obligations, people, periods, projects, training
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
    sealed,
)

APRIL, MAY, JUNE = "2026-04", "2026-05", "2026-06"
QUIET = {"offered": 700, "answered": 690, "agents": 10}
# The days that are not like the others: offered, answered, agents, within 15 seconds.
DAYS = {
    # 700 of 800 = 87.5 %, and 700 ÷ 11 = 63.6 calls an agent: fails. Within 15 s 719 of 800 = 89.875 %: fails.
    "2026-04-10": (800, 700, 11, 719),
    # 720 of 800 = 90 %, but 72 calls an agent: passes. Within 15 s 720 of 800 = 90 %: passes.
    "2026-04-11": (800, 720, 10, 720),
    # No calls: both pass.
    "2026-04-12": (0, 0, 3, 0),
    # 400 of 500, and nobody on duty counts as below 70: fails. 450 of 500 = 90 %: passes.
    "2026-04-13": (500, 400, 0, 450),
    # 665 of 700 = 95 % exactly: passes whatever the workload.
    "2026-05-06": (700, 665, 12, 630),
}
NOTHING = dict.fromkeys(("satisfaction", "complaints", "handling_errors", "connect_rate", "answer_timely"), "0.00")
NOTHING |= dict.fromkeys(("micro_platform", "publish_accuracy", "turnover", "confidentiality", "inspection"), "0.00")
NOTHING |= {"emergency_delay": "0.00"}
LINES = {
    APRIL: NOTHING
    | {
        "satisfaction": "200.00",  # 93.4 against 95: one whole below
        "complaints": "500.00",
        "handling_errors": "600.00",  # two passed on late, one returned order confirmed as missed: 3 × 200
        "connect_rate": "400.00",  # the 10th and the 13th
        "answer_timely": "200.00",  # the 10th
        "publish_accuracy": "400.00",  # the 15th: 39 of 40 = 97.5, two whole below 100
        "inspection": "1000.00",
    },
    MAY: NOTHING | {"handling_errors": "200.00"},
    JUNE: NOTHING | {"satisfaction": "400.00", "micro_platform": "500.00", "confidentiality": "1000.00"},
}
# 200 + 500 + 600 + 400 + 200 + 400 + 1000 = 3300; May 200; June 92.9 (two whole below 95) 400 + 500 + 1000 = 1900.
# 3300 + 200 + 1900 = 5400; the contract's 1399680 less 30 %, by three: 979776 ÷ 3 = 326592; less 5400: 321192.
SETTLED = {
    APRIL: Figures(None, None, "3300.00", None, {}, frozenset(("weekly_checks", "training_hours"))),
    MAY: Figures(None, None, "200.00", None, {}, frozenset(("emergency_delay",))),
    JUNE: Figures(None, "326592.00", "5400.00", "321192.00", {}, frozenset()),
}


def test_three_months_by_day_and_one_settlement(book: Book, calendar: Calendar) -> None:
    floor = _floor(book)
    _weeks(floor, calendar)
    _training(floor)
    for month in (APRIL, MAY, JUNE):
        _days(floor, month)
    _april(floor, calendar)
    _may(floor)
    _june(floor)
    _carried(floor)


def _floor(book: Book) -> Floor:
    project = projects.create(book, "JY", "济源12345", "jiyuan-2026").id
    people.add(book, project, [Newcomer(f"J{at:02d}", f"话务员{at}", date(2026, 1, 1)) for at in range(1, 13)])
    floor = floor_of(book, project)
    people.leave_job(book, project, floor.who["J12"], day("2026-05-31"), "个人原因")
    return floor


def _weeks(floor: Floor, calendar: Calendar) -> None:
    """A week belongs to the month of its Sunday: 5, 12, 19, 26 April; the cleaning of W16 (13 … 19) was not done."""
    book, project = floor.book, floor.project
    obligations.generate(book, project, calendar)
    for one in obligations.listed(book, project):
        if one.rule in ("safety", "cleaning") and APRIL <= str(one.due_on)[:7] <= JUNE:
            if (one.rule, one.key) == ("cleaning", "2026-W16"):
                obligations.confirm_missed(book, project, one.id, "检查记录缺失")
            else:
                obligations.prove(book, project, one.id, one.due_on, "检查登记表")
    weeks = facts.collect(book, project, period(APRIL)).facts["context"]["weekly_checks"]
    assert [one["week"] for one in weeks] == ["2026-W14", "2026-W15", "2026-W16", "2026-W17"]
    assert [one for one in weeks if not (one["safety"] and one["cleaning"])] == [
        {"week": "2026-W16", "safety": True, "cleaning": False}
    ]


def _training(floor: Floor) -> None:
    """Four sessions of four hours a month; in April J03 misses one, and 12 of 16 hours are left."""
    book, project = floor.book, floor.project
    for month in (APRIL, MAY, JUNE):
        for at in range(4):
            on = period(month).first + timedelta(days=7 * at)
            there = people.employed(book, project, on)
            came = [training.Came(one, came=(month, at, one) != (APRIL, 2, floor.who["J03"])) for one in there]
            training.hold(book, project, on, f"第{at + 1}次", "routine", "4", came)
    hours = facts.collect(book, project, period(APRIL)).facts["context"]["training_hours"]
    assert hours == {number: "12" if number == "J03" else "16" for number in floor.who}
    # J12's last day in post is 31 May: still asked about in May, no longer in June.
    asked = [facts.collect(book, project, period(month)).facts["context"]["training_hours"] for month in (MAY, JUNE)]
    assert [("J12" in one, len(one)) for one in asked] == [(True, 12), (False, 11)]


def _days(floor: Floor, month: str) -> None:
    """Figures are typed by day; before June's last day is there, it is named and not assessed."""
    book, project = floor.book, floor.project
    for one in period(month).all_days:
        offered, answered, agents, quick = DAYS.get(str(one), (*QUIET.values(), 650))
        calls = {"offered": offered, "answered": answered, "agents": agents}
        if one == date(2026, 6, 30):
            missing = facts.collect(book, project, period(JUNE)).missing_days
            assert missing == {"connect_rate": (one,), "answer_timely": (one,)}
        indicators.record(book, project, "connect_rate", calls, one, source="话务日报")
        indicators.record(book, project, "answer_timely", {"offered": offered, "within_15s": quick}, one)


def _april(floor: Floor, calendar: Calendar) -> None:
    book, project = floor.book, floor.project
    indicators.record(book, project, "satisfaction", {"percent": "93.4"}, period(APRIL))
    published = {"published": 40, "correct": 39}
    indicators.record(book, project, "publish_accuracy", published, day("2026-04-15"))
    more = refusal(lambda: indicators.record(book, project, "publish_accuracy", {"correct": 41}, day("2026-04-15")))
    assert more.faults[0].path == "publish_accuracy.correct"
    logged = [
        Draft("complaint", day("2026-04-08")),
        Draft("late_dispatch", day("2026-04-09"), quantity=2),
        Draft("inspection_accident", day("2026-04-22")),
    ]
    incidents.log(book, project, logged, status="verified", happening="4月登记")
    # Returned on Thursday the 16th: two days, whatever days they are.
    clock = only(obligations.set_off(book, project, "returned_order_handled", moment("2026-04-16T10:00"), calendar))
    returned = next(one for one in obligations.listed(book, project) if one.id == clock)
    assert returned.due_on == day("2026-04-18")
    obligations.confirm_missed(book, project, clock, "4月20日才处理")
    _is(floor, APRIL)


def _may(floor: Floor) -> None:
    book, project = floor.book, floor.project
    indicators.record(book, project, "satisfaction", {"hits": 950, "total": 1000}, period(MAY))
    logged = [Draft("late_callback", day("2026-05-20")), Draft("emergency_delay", day("2026-05-21"))]
    incidents.log(book, project, logged, status="verified", happening="5月登记")
    # J12's last day is the 31st: one left, eleven stay. It costs nothing before December.
    assert facts.collect(book, project, period(MAY)).facts["inputs"]["turnover"] == {"hits": "1", "total": "12"}
    _is(floor, MAY)


def _june(floor: Floor) -> None:
    book, project = floor.book, floor.project
    logged = [Draft("micro_platform_fault", day("2026-06-11")), Draft("leak", day("2026-06-25"))]
    incidents.log(book, project, logged, status="verified", happening="6月登记")
    assert assessed(floor, JUNE).complete is False
    indicators.record(book, project, "satisfaction", {"percent": "92.9"}, period(JUNE))
    _is(floor, JUNE)


def _is(floor: Floor, month: str) -> None:
    found = assessed(floor, month)
    assert awarded(found) == LINES[month]
    assert figures(found) == SETTLED[month]
    assert found.complete


def _carried(floor: Floor) -> None:
    for month, on in ((APRIL, "2026-05-08"), (MAY, "2026-06-08"), (JUNE, "2026-07-08")):
        sealed(floor, month, on)
    assert kept(floor, JUNE, "result")["settlement"] == {
        "base": "326592.00",
        "deduction": "5400.00",
        "payable": "321192.00",
        "items": [],
    }
    # What April was signed with stands for the later months too, so only April stands in the way at first; once it is
    # open again, its 200 more would move what May and June look back at.
    book, project = floor.book, floor.project
    worse = {"offered": 800, "answered": 700, "agents": 11}
    told = refusal(lambda: indicators.record(book, project, "connect_rate", worse, day("2026-04-20")))
    assert {fault.path for fault in told.faults} == {APRIL}
    periods.reopen(book, project, CONTRACT, period(APRIL), "话务日报更正")
    told = refusal(lambda: indicators.record(book, project, "connect_rate", worse, day("2026-04-20")))
    assert {fault.path for fault in told.faults} == {MAY, JUNE}
    for month in (JUNE, MAY):
        periods.reopen(book, project, CONTRACT, period(month), "随4月更正")
    indicators.record(book, project, "connect_rate", worse, day("2026-04-20"))
    for month, on in ((APRIL, "2026-07-20"), (MAY, "2026-07-20"), (JUNE, "2026-07-20")):
        assert sealed(floor, month, on, reason="更正4月20日话务").endswith("K02")
    # 5400 + 200 = 5600; 326592 − 5600 = 320992.
    assert kept(floor, JUNE, "result")["settlement"]["payable"] == "320992.00"
    assert kept(floor, JUNE, "difference") == [
        {"path": "history.2026-04.deduction", "was": "3300.00", "now": "3500.00"}
    ]
