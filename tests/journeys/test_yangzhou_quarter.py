"""扬州, the third quarter of 2025: the operator's own marks beside the client's, frozen and sealed with both."""

from datetime import date

from app.ledger import facts, incidents, indicators, obligations, people, periods, projects, proofs, training
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.indicators import REVIEWED, SELF
from app.ledger.people import Newcomer
from app.ledger.sealing import CONTRACT, differences
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
    period,
    refusal,
    sealed,
)

Q3 = "2025-Q3"
START = date(2025, 7, 1)
# Seven of the eight posts the contract names; 数据标注员 stays vacant.
POSTS = ("呼叫中心主任", "呼叫中心副主任", "数据分析主管", "人事主管", "系统支撑主管", "人力资源管理员", "后勤保障员")
OWN_LINES = {
    "connect_rate": "10",  # 96 against 95
    "on_time_closure": "9",  # 4990 of 5000 = 99.8: one step of 0.2
    "satisfaction": "10",  # 98.6 against 99: 0.4, no whole step of 0.5
    "dispatch_accuracy": "5",  # 97.5 against 98: 0.5, no whole 1
    "missed_callback": "2",
    "callback_coverage": "1",  # 99 against 100
    "handling_time": "1",  # 17.5 h against 16: one whole hour; 30 h against 32
    "knowledge_citation": "2",
    "answer_quality": "2",
    "system_safety": "5",
    "info_reports": "8",  # two faults
    "clue_work": "4",  # one
    "training": "1",  # July's session judged poor, none in September: 3 − 2
    "service_complaints": "4",  # four, one above three
    "online_evaluation": "2",  # 98.2 against 99: 0.8, no whole 1
    "dedicated_posts": "4",  # one vacant
    "turnover": "2",  # August 1 ÷ (1 + 19) = 5 %, three above 2: 5 − 3
    "rules_system": "5",
    "appraisal_system": "4",  # one
    "other": "5",
}
# 10 + 9 + 10 + 5 + 2 + 1 + 1 + 2 + 2 + 5 = 47; + 8 + 4 = 59; + 1 + 4 + 2 + 4 + 2 = 72; + 5 + 4 = 81; + 5 = 86.
# 86: 合格, 3 % of 3725000 = 111750; the people missing are settled at 18600.50: 3725000 − 111750 − 18600.50.
SHORTAGE = {"staff_shortage": "18600.50"}
OWN = Figures("86", "3725000.00", "111750.00", "3594649.50", SHORTAGE, frozenset())
# The client: 4720 of 5000 answered, 94.4: one step of 0.5 below 95, 9; satisfaction 98.4: 0.6, one step, 9;
# other 4. 86 − 3 = 83: 不合格, 10 % = 372500; 3725000 − 372500 − 18600.50 = 3333899.50.
THEIRS = Figures("83", "3725000.00", "372500.00", "3333899.50", SHORTAGE, frozenset(("failed_grade",)))


def test_two_opinions_of_one_quarter(book: Book, calendar: Calendar) -> None:
    floor = _floor(book)
    _training(floor, calendar)
    _own_marks(floor)
    _their_marks(floor)
    _sealed_with_both(floor)


def _floor(book: Book) -> Floor:
    project = projects.create(book, "YZ", "扬州12345", "yangzhou-2025").id
    held = [Newcomer(f"Y{at:02d}", f"主管{at}", START, post=post) for at, post in enumerate(POSTS, 1)]
    agents = [Newcomer(f"Y{at:02d}", f"话务员{at}", START) for at in range(8, 21)]
    people.add(book, project, [*held, *agents])
    floor = floor_of(book, project)
    people.leave_job(
        book, project, floor.who["Y20"], day("08-15"), "个人原因", noticed_on=day("07-01"), handed_over=True
    )
    return floor


def _training(floor: Floor, calendar: Calendar) -> None:
    book, project = floor.book, floor.project
    obligations.generate(book, project, calendar)
    here = [training.Came(key) for number, key in floor.who.items() if number != "Y20"]
    poor = training.hold(book, project, day("07-18"), "诉求分类", "targeted", "2", here)
    training.judge(book, project, poor.id, True, "甲方抽查：内容与问题不符")
    training.hold(book, project, day("08-20"), "政策口径", "targeted", "2", here)
    # A session of another kind does not take the place of a targeted one.
    training.hold(book, project, day("09-10"), "消防", "routine", "1", here)
    waiting = {
        one.key: one.id
        for one, rule in proofs.proposals(book, project, day("10-08"))
        if one.rule == "targeted_training"
    }
    assert set(waiting) == {"2025-09"}
    obligations.confirm_missed(book, project, waiting["2025-09"], "9月未组织靶向培训会")


def _own_marks(floor: Floor) -> None:
    book, project, quarter = floor.book, floor.project, period(Q3)
    typed = {
        "connect_rate": {"percent": "96"},
        "on_time_closure": {"hits": 4990, "total": 5000},
        "satisfaction": {"percent": "98.6"},
        "dispatch_accuracy": {"percent": "97.5"},
        "missed_callback": {"percent": "100"},
        "callback_coverage": {"percent": "99"},
        "handling_time": {"consult_hours": "17.5", "other_hours": "30"},
        "knowledge_citation": {"percent": "82"},
        "answer_quality": {"percent": "98"},
        "online_evaluation": {"percent": "98.2"},
        "other": {"points": "5"},
    }
    for name, given in typed.items():
        indicators.record(book, project, name, given, quarter)
    logged = [
        Draft("report_fault", day("07-09"), quantity=2),
        Draft("clue_fault", day("08-11")),
        Draft("appraisal_fault", day("09-02")),
        *(Draft("complaint", day(on)) for on in ("07-03", "07-30", "08-21", "09-19")),
        Draft("staff_shortage", day("07-16"), fen=1_860_050),
    ]
    incidents.log(book, project, logged, status="verified", happening="本季登记")
    found = assessed(floor, Q3, SELF)
    assert (awarded(found), found.complete, found.grade) == (OWN_LINES, True, "合格")
    assert figures(found) == OWN
    periods.self_assess(book, project, CONTRACT, quarter)


def _their_marks(floor: Floor) -> None:
    book, project, quarter = floor.book, floor.project, period(Q3)
    # The client counts calls where we gave a percentage: theirs replaces ours as a whole.
    theirs = {
        "connect_rate": {"hits": 4720, "total": 5000},
        "satisfaction": {"percent": "98.4"},
        "other": {"points": "4"},
    }
    for name, given in theirs.items():
        indicators.record(book, project, name, given, quarter, opinion=REVIEWED, source="甲方综合评分")
    periods.review(book, project, CONTRACT, quarter)
    found = assessed(floor, Q3)
    changed = {name: points for name, points in awarded(found).items() if points != OWN_LINES[name]}
    assert changed == {"connect_rate": "9", "satisfaction": "9", "other": "4"}
    assert (figures(found), found.grade) == (THEIRS, "不合格")
    assert figures(assessed(floor, Q3, SELF)) == OWN
    own, reviewed = (facts.collect(book, project, quarter, opinion).facts["inputs"] for opinion in (SELF, REVIEWED))
    assert list(differences(own, reviewed)) == [
        {"path": "connect_rate.percent", "was": "96", "now": None},
        {"path": "connect_rate.hits", "was": None, "now": "4720"},
        {"path": "connect_rate.total", "was": None, "now": "5000"},
        {"path": "satisfaction.percent", "was": "98.6", "now": "98.4"},
        {"path": "other.points", "was": "5", "now": "4"},
    ]


def _sealed_with_both(floor: Floor) -> None:
    book, project, quarter = floor.book, floor.project, period(Q3)
    assert sealed(floor, Q3, "10-15") == "YZ-2025-Q3-K01"
    for name, expected in (("self_result", OWN), ("result", THEIRS)):
        result = kept(floor, Q3, name)
        assert (result["score"], result["settlement"]["payable"]) == (expected.score, expected.payable)
        assert {one["id"]: one["amount"] for one in result["settlement"]["items"]} == SHORTAGE
    kinds = {path: one["kind"] for path, one in kept(floor, Q3, "origins").items()}
    assert (kinds["connect_rate.hits"], kinds["dedicated_posts.count"]) == ("typed", "derived")
    told = refusal(
        lambda: indicators.record(book, project, "other", {"points": "5"}, quarter, opinion=REVIEWED, reason="再议")
    )
    assert [fault.path for fault in told.faults] == [Q3]
    # A fourth quarter of its own: 1490000, and nothing of the third in it.
    people.leave_job(book, project, floor.who["Y19"], day("10-20"), "个人原因")
    found = figures(assessed(floor, "2025-Q4"))
    assert (found.base, found.items) == ("1490000.00", {})
