"""Facts from the store: what is derived, which opinion stands, what is remembered, and that it is never stale."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from app.ledger import facts, incidents, indicators, people, projects, training
from app.ledger.book import Book
from app.ledger.people import Newcomer
from app.ledger.posts import require
from app.periods import Period, Term
from tests.ledger.floor import Q3, august, july, opened

MARCH = Period("month", 2026, 3)


def collected(book: Book, project: int, period: Period, **rest: Any) -> Mapping[str, Any]:
    return facts.collect(book, project, period, **rest).facts


@pytest.fixture
def jiyuan(book: Book) -> int:
    project = projects.create(book, "JY", "济源12345", "jiyuan-2026").id
    people.add(book, project, [Newcomer(f"{at:03d}", f"人{at}", date(2025, 12, 1)) for at in range(1, 11)])
    return project


def test_incidents_count_into_their_inputs(book: Book, kezhou: int) -> None:
    logged = [("complaint", july(1), 1), ("complaint", august(1), 2), ("late_ticket", july(2), "4.5")]
    logged += [("misdispatched_ticket", july(3), 3), ("failed_spot_check", august(31), 1)]
    for item, day, quantity in logged:
        from decimal import Decimal

        incidents.log(book, kezhou, [incidents.Draft(item, day, quantity=Decimal(quantity))], status="verified")
    found = collected(book, kezhou, Q3)["inputs"]
    assert found["complaints"] == {"months": {"2025-07": "1", "2025-08": "2"}}
    assert found["ticket_24h"] == {"overtime_hours": ["4.5"]}
    assert found["dispatch_accuracy"] == {"misdispatched": "3"} and found["spot_check"] == {"count": "1"}


@pytest.mark.parametrize(
    ("status", "counts"), [("verified", True), ("appealed", True), ("final", True), ("withdrawn", False)]
)
def test_which_status_counts(book: Book, kezhou: int, status: str, counts: bool) -> None:
    key = incidents.log(book, kezhou, [incidents.Draft("complaint", july(1))], status="verified").id
    if status != "verified":
        incidents.set_status(book, kezhou, [key], status, "理由")
    assert ("complaints" in collected(book, kezhou, Q3)["inputs"]) is counts


def test_the_days_of_the_neighbouring_periods_do_not_count(book: Book, kezhou: int) -> None:
    for day in (date(2025, 6, 30), date(2025, 10, 1)):
        incidents.log(book, kezhou, [incidents.Draft("complaint", day)], status="verified")
    assert "complaints" not in collected(book, kezhou, Q3)["inputs"]


def test_a_severe_complaint_goes_to_its_own_input(book: Book) -> None:
    project = projects.create(book, "BS", "白沙12345", "baisha").id
    for severe in (False, True):
        incidents.log(book, project, [incidents.Draft("complaint", july(1), severe=severe)], status="verified")
    found = collected(book, project, Period("month", 2025, 7))["inputs"]["complaints"]
    assert found == {"count": "1", "serious": "1"}


def test_turnover_by_leavers_over_leavers_and_those_who_stayed(book: Book, jiyuan: int) -> None:
    crew = {one.staff_number: one.id for one in people.listed(book, jiyuan)}
    people.leave_job(book, jiyuan, crew["001"], date(2026, 3, 1), "辞职")
    people.leave_job(book, jiyuan, crew["002"], date(2026, 3, 31), "辞职")
    people.leave_job(book, jiyuan, crew["003"], date(2026, 4, 1), "辞职")
    # Two left in March, the one whose last day is the 31st among them; eight are there after it.
    assert collected(book, jiyuan, MARCH)["inputs"]["turnover"] == {"hits": "2", "total": "10"}


def test_headcount_leaves_the_resident_manager_out(book: Book, danzhou: int) -> None:
    crew = people.listed(book, danzhou)
    people.assign(book, danzhou, crew[0].id, people.POST_OF, date(2025, 7, 19), word="驻场经理")
    assert collected(book, danzhou, Period("month", 2025, 9))["context"]["headcount"] == "2"


def test_headcount_of_each_month_on_its_last_day(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K08"], date(2025, 8, 30), "辞职")
    assert collected(book, kezhou, Q3)["context"]["headcount"] == {"2025-07": "8", "2025-08": "7", "2025-09": "7"}


def test_a_floor_without_people_derives_nothing_about_them(book: Book) -> None:
    project = projects.create(book, "YZ", "扬州12345", "yangzhou-2025").id
    found = collected(book, project, Q3)
    assert "dedicated_posts" not in found["inputs"] and "turnover" not in found["inputs"]


def test_vacancies_of_the_posts_named_and_asked_for(book: Book) -> None:
    project = projects.create(book, "YZ", "扬州12345", "yangzhou-2025").id
    people.add(book, project, [Newcomer("1", "甲", date(2025, 7, 1), post="呼叫中心主任")])
    require(book, project, "数据标注员", 3, date(2025, 7, 1))
    # Eight named posts, one of them held; the client asks for three annotators instead of one: 7 − 1 + 3.
    assert collected(book, project, Q3)["inputs"]["dedicated_posts"] == {"count": "9"}


def test_hours_of_everybody_who_is_there(book: Book, jiyuan: int) -> None:
    crew = [one.id for one in people.listed(book, jiyuan)]
    for day, who in ((date(2026, 3, 5), crew), (date(2026, 3, 20), crew[:3])):
        training.hold(book, jiyuan, day, "业务", "routine", "8", [training.Came(person) for person in who])
    hours = collected(book, jiyuan, MARCH)["context"]["training_hours"]
    assert [hours[f"{at:03d}"] for at in (1, 3, 4, 10)] == ["16", "16", "8", "8"]


def test_reviewed_values_stand_where_there_are_any(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"hits": 99, "total": 100}, Q3)
    indicators.record(book, kezhou, "callback_rate", {"percent": "100"}, Q3)
    indicators.record(book, kezhou, "connect_rate", {"percent": "98"}, Q3, opinion="reviewed")
    reviewed, own = collected(book, kezhou, Q3)["inputs"], collected(book, kezhou, Q3, opinion="self")["inputs"]
    assert reviewed["connect_rate"] == {"percent": "98"} and own["connect_rate"] == {"hits": "99", "total": "100"}
    assert reviewed["callback_rate"] == own["callback_rate"] == {"percent": "100"}


def test_contract_items_are_events(book: Book, danzhou: int) -> None:
    draft = incidents.Draft("late_ops_manager", date(2025, 9, 3), quantity=2)
    incidents.log(book, danzhou, [draft], status="verified")
    september = Period("month", 2025, 9)
    assert collected(book, danzhou, september)["events"] == [{"item": "late_ops_manager", "quantity": "2"}]
    settlement = facts.assessed(book, danzhou, september).assessment.settlement
    assert settlement is not None and settlement.payable == 30_000_000 - 1_000_000


def test_earlier_open_periods_are_worked_out_again_when_they_change(book: Book, danzhou: int) -> None:
    august_, september = Period("month", 2025, 8), Period("month", 2025, 9)
    indicators.record(book, danzhou, "rank_a", {"rank": 1}, august_)
    assert collected(book, danzhou, september)["history"] == [{"period": "2025-08", "rank_a": "1"}]
    indicators.record(book, danzhou, "rank_a", {"rank": 3}, august_)
    assert collected(book, danzhou, september)["history"] == [{"period": "2025-08", "rank_a": "3"}]


def test_what_somebody_else_writes_is_seen(book: Book, danzhou: int, file: Any) -> None:
    september = Period("month", 2025, 9)
    indicators.record(book, danzhou, "rank_a", {"rank": 1}, Period("month", 2025, 8))
    assert collected(book, danzhou, september)["history"][0]["rank_a"] == "1"
    other = opened(file, "另一人")
    indicators.record(other, danzhou, "rank_a", {"rank": 2}, Period("month", 2025, 8))
    people.add(other, danzhou, [Newcomer("D9", "新人", date(2025, 8, 1))])
    other.engine.dispose()
    found = collected(book, danzhou, september)
    assert found["history"][0]["rank_a"] == "2" and found["context"]["headcount"] == "4"


def test_openings_fill_in_and_never_take_away(book: Book, danzhou: int) -> None:
    rows = [("2025-07", "", "score", "83.5"), ("2025-08", "", "score", "79"), ("2025-08", "", "rank_a", "1")]
    projects.record_opening(book, danzhou, rows, "省平台通报", since=date(2025, 7, 19))
    found = collected(book, danzhou, Period("month", 2025, 9))["history"]
    assert found == [{"period": "2025-07", "score": "83.5"}, {"period": "2025-08", "score": "79", "rank_a": "1"}]


def test_readings_hold_from_their_period_on(book: Book, danzhou: int) -> None:
    september = Period("month", 2025, 9)
    projects.choose_reading(book, danzhou, "remainder", "only_under_one", september, agreed_by="双方")
    assert collected(book, danzhou, september)["options"] == {"remainder": "only_under_one"}
    assert collected(book, danzhou, Period("month", 2025, 8))["options"] == {}


def test_an_open_term_looks_back_a_year_at_most(book: Book) -> None:
    project = projects.create(book, "BS", "白沙12345", "baisha", term=Term(None, None)).id
    for month in (1, 6, 12):
        indicators.record(book, project, "connect_rate", {"percent": "95"}, Period("month", 2024, month))
    found = collected(book, project, Period("month", 2025, 7))
    assert found["history"] == []  # nothing of 白沙 is looked back at, and no line is complete


def test_the_origin_of_every_input_is_known(book: Book, kezhou: int) -> None:
    key = incidents.log(book, kezhou, [incidents.Draft("complaint", july(1))], status="verified").id
    indicators.record(book, kezhou, "connect_rate", {"percent": "99"}, Q3, source="系统报表")
    found = facts.collect(book, kezhou, Q3)
    assert [(one.noun, one.id) for one in found.origins["complaints.months.2025-07"].rows] == [("incident", key)]
    assert found.origins["connect_rate.percent"].kind == "typed"
    assert set(facts.paths(found.facts)) <= set(found.origins)
