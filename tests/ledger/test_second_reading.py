"""What a second reader of the ledger found, one test each."""

from datetime import date, datetime

import pytest

from app.errors import Refused
from app.ledger import attendance, conduct_facts, facts, incidents, indicators, obligations, people, periods, projects
from app.ledger.book import Book
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.indicators import REVIEWED, SELF
from app.ledger.people import Newcomer
from app.ledger.sealing import CONDUCT_SHEET
from app.periods import Period
from app.workdays import read_calendar
from tests.ledger.floor import AUGUST, JULY, Q3, july, refused


def test_a_waiver_does_not_pass_the_guard_of_a_signed_month(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    incidents.log(book, kezhou, [Draft("late", july(3), crew["K02"])], status=VERIFIED)
    periods.freeze(book, kezhou, CONDUCT_SHEET, JULY, despite="测试")
    (late,) = [one.id for one in incidents.listed(book, kezhou)]
    with refused(book, "2025-07", "撤回送签"):
        incidents.waive(book, kezhou, late, "路上救人")


def test_what_was_waived_is_no_earlier_offence(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    book_it = Draft("skip_activity", july(3), crew["K02"], waived="家中急事，已核")
    incidents.log(book, kezhou, [book_it, Draft("skip_activity", july(9), crew["K03"])], status=VERIFIED)
    prior = conduct_facts.collect(book, kezhou, AUGUST).facts["prior"]
    assert "K02" not in prior and prior["K03"] == {"skip_activity": "1"}


def test_an_earlier_count_begins_on_its_day(book: Book, kezhou: int) -> None:
    row = ("", "K02", "skip_activity", "1")
    projects.record_opening(book, kezhou, [row], "移交清单", since=date(2025, 8, 1))
    assert "K02" not in conduct_facts.collect(book, kezhou, JULY).facts["prior"]
    assert conduct_facts.collect(book, kezhou, AUGUST).facts["prior"]["K02"] == {"skip_activity": "1"}


def test_one_day_told_twice_leaves_the_rest_of_a_leave_alone(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    marks = [attendance.Entry(crew["K02"], july(day), "personal_leave") for day in (7, 8, 9)]
    attendance.record(book, kezhou, marks)
    incidents.log(book, kezhou, [Draft("personal_leave", july(8), crew["K02"])], status=VERIFIED)
    found = conduct_facts.collect(book, kezhou, JULY)
    days = sorted(one["date"] for one in found.facts["events"])
    assert sum(int(str(one.get("quantity", 1))) for one in found.facts["events"]) == 3
    assert days[0] == "2025-07-07" and [reason for _, reason in found.left_out] == [
        "当天已登记同一条款的事项，只计一次"
    ]


def test_a_floor_without_posts_is_not_short_of_anybody(book: Book) -> None:
    owner = projects.create(book, "YZ", "扬州", "yangzhou-2025").id
    people.add(book, owner, [Newcomer("Y1", "陈一", date(2025, 7, 1))])
    assert "dedicated_posts" not in facts.collect(book, owner, Q3).facts["inputs"]
    who = people.listed(book, owner)[0].id
    people.assign(book, owner, who, people.POST_OF, date(2025, 7, 1), word="驻场经理")
    assert int(facts.collect(book, owner, Q3).facts["inputs"]["dedicated_posts"]["count"]) > 0


def test_a_value_typed_before_the_ledger_counted_is_told_apart(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "complaints", {"months.2025-07": 3}, Q3)
    assert facts.collect(book, kezhou, Q3).outdated == ()
    incidents.log(book, kezhou, [Draft("complaint", july(4))], status=VERIFIED)
    assert facts.collect(book, kezhou, Q3).outdated == ("complaints.months.2025-07",)


def test_a_reviewed_count_is_completed_by_our_own_other_one(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"hits": 998, "total": 1000}, Q3)
    indicators.record(book, kezhou, "connect_rate", {"hits": 990}, Q3, opinion=REVIEWED)
    both = [facts.collect(book, kezhou, Q3, opinion).facts["inputs"]["connect_rate"] for opinion in (SELF, REVIEWED)]
    assert both == [{"hits": "998", "total": "1000"}, {"hits": "990", "total": "1000"}]


@pytest.mark.parametrize("indicator", ["context", "appraisal_method"])
def test_what_has_no_days_takes_none(book: Book, kezhou: int, indicator: str) -> None:
    with refused(book, indicator, "不按日填写"):
        indicators.record(book, kezhou, indicator, {"points": 3}, july(3))


def test_what_the_ledger_counts_is_not_typed_by_day(book: Book) -> None:
    owner = projects.create(book, "JY", "济源", "jiyuan-2026").id
    with refused(book, "complaints.count", "由台账"):
        indicators.record(book, owner, "complaints", {"count": 1}, date(2026, 3, 3))


def test_another_staff_number_reaches_back_to_every_signed_month(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    periods.freeze(book, kezhou, CONDUCT_SHEET, JULY)
    with refused(book, "2025-07"):
        people.correct(book, kezhou, crew["K02"], staff_number="K99")


def test_two_alike_happenings_have_two_deadlines(book: Book, danzhou: int) -> None:
    called = datetime(2025, 9, 3, 8, 30)
    drafts = [Draft("urgent_event", called.date(), called_at=called, words=words) for words in ("煤气", "路塌")]
    incidents.log(book, danzhou, drafts, status=VERIFIED)
    obligations.generate(book, danzhou, read_calendar())
    urgent = [one for one in obligations.listed(book, danzhou) if one.rule == "urgent_reported"]
    assert len(urgent) == len({one.key for one in urgent}) == 2
    for words in ("第一份整改要求", "第二份整改要求"):
        obligations.set_off(book, danzhou, "rectification_answer", called, read_calendar(), words)
    answers = [one for one in obligations.listed(book, danzhou) if one.rule == "rectification_answer"]
    assert len(answers) == len({one.key for one in answers}) == 2
    assert obligations.generate(book, danzhou, read_calendar()) is None


def test_a_late_report_is_no_emergency_of_its_own(book: Book) -> None:
    owner = projects.create(book, "JY", "济源", "jiyuan-2026").id
    at = datetime(2026, 3, 3, 8, 30)
    incidents.log(book, owner, [Draft("emergency_delay", at.date(), called_at=None)], status=VERIFIED)
    found = facts.collect(book, owner, Period("month", 2026, 3)).facts["inputs"]["emergency_delay"]
    assert found == {"count": "1"}
    with pytest.raises(Refused):
        indicators.record(book, owner, "emergency_delay", {"count": 2}, Period("month", 2026, 3))
