"""Training: what was planned, what was held, who came and for how long."""

from decimal import Decimal

import pytest

from app.ledger import facts, people, projects, training
from app.ledger.book import Book
from app.ledger.training import Came
from app.ledger.undo import Undo
from app.periods import Period
from tests.ledger.floor import AUGUST, JULY, Q3, july, refused


def hours(book: Book, project: int) -> dict[int, Decimal]:
    """Everybody's hours in July."""
    return training.hours(book, project, JULY)


def test_whoever_came_has_the_sessions_hours_or_their_own(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    came = [
        Came(crew["K02"]),
        Came(crew["K03"], hours=Decimal("1.5"), mark=Decimal("88.5")),
        Came(crew["K04"], came=False, excuse="当班"),
    ]
    training.hold(book, kezhou, july(3), "礼貌用语", "routine", "2", came)
    training.hold(book, kezhou, july(10), "派单", "targeted", "1.25", [Came(crew["K02"])])
    assert hours(book, kezhou) == {crew["K02"]: Decimal("3.25"), crew["K03"]: Decimal("1.5")}
    assert training.hours(book, kezhou, AUGUST) == {}


def test_somebody_who_came_for_no_time_has_none(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    training.hold(book, kezhou, july(3), "礼貌用语", "routine", "2", [Came(crew["K02"], hours=Decimal(0))])
    assert hours(book, kezhou) == {crew["K02"]: Decimal(0)}


def test_signing_in_again_replaces_what_was_noted(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    session = training.hold(book, kezhou, july(3), "派单", "routine", "2", [Came(crew["K02"]), Came(crew["K03"])]).id
    training.attend(book, kezhou, session, [Came(crew["K02"], came=False), Came(crew["K04"])])
    assert hours(book, kezhou) == {crew["K03"]: 2, crew["K04"]: 2}


def test_a_session_that_fell_through_gives_no_hours(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    undo = Undo(book)
    session = training.hold(book, kezhou, july(3), "派单", "routine", "2", [Came(crew["K02"])]).id
    with refused(book, "reason"):
        training.call_off(book, kezhou, session, "")
    training.call_off(book, kezhou, session, "停电")
    assert (hours(book, kezhou), training.sessions(book, kezhou, JULY)) == ({}, ())
    undo.undo()
    assert hours(book, kezhou) == {crew["K02"]: 2}
    undo.undo()
    assert (hours(book, kezhou), training.sessions(book, kezhou, JULY)) == ({}, ())
    with refused(book, "training_session", "已作废"):
        training.attend(book, kezhou, session, [Came(crew["K02"])])


def test_sessions_are_told_by_period_and_kind(book: Book, kezhou: int) -> None:
    for day, kind in ((3, "routine"), (10, "targeted"), (31, "targeted")):
        training.hold(book, kezhou, july(day), "派单", kind, "1")
    assert [one.day.day for one in training.sessions(book, kezhou, JULY, "targeted")] == [10, 31]
    assert training.sessions(book, kezhou, AUGUST) == ()


@pytest.mark.parametrize(
    ("came", "place"),
    [
        ([Came(999)], "[0].person"),
        ([Came(1), Came(1)], "[1].person"),
        ([Came(1, hours=Decimal("-1"))], "[0].hours"),
        ([Came(1, hours=Decimal("1.255"))], "[0].hours"),
        ([Came(1, mark=Decimal("88.555"))], "[0].mark"),
    ],
)
def test_a_faulty_sign_in_is_refused_and_the_session_with_it(
    book: Book, kezhou: int, came: list[Came], place: str
) -> None:
    with refused(book, place):
        training.hold(book, kezhou, july(3), "派单", "routine", "2", came)
    assert training.sessions(book, kezhou, JULY) == ()


def test_nobody_is_trained_after_leaving(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    with refused(book, "[0].person", "不在职"):
        training.hold(book, kezhou, july(11), "派单", "routine", "2", [Came(crew["K02"])])


@pytest.mark.parametrize(
    ("topic", "kind", "length", "place"),
    [(" ", "routine", "2", "topic"), ("派单", "yoga", "2", "kind"), ("派单", "routine", "两", "hours")],
)
def test_nonsense_is_refused(book: Book, kezhou: int, topic: str, kind: str, length: str, place: str) -> None:
    with refused(book, place):
        training.hold(book, kezhou, july(3), topic, kind, length)
    with refused(book, place):
        training.plan(book, kezhou, JULY, topic, kind, hours=length)


def test_a_plan_is_filed_with_its_month(book: Book, kezhou: int) -> None:
    with refused(book, "month"):
        training.file_plan(book, kezhou, JULY, july(1))
    for month in (JULY, JULY, AUGUST):
        training.plan(book, kezhou, month, "派单", "routine", hours="2", planned_on=month.first)
    with refused(book, "month"):
        training.plan(book, kezhou, Q3, "派单", "routine")
    training.file_plan(book, kezhou, JULY, july(1))
    assert [(one.month, one.filed_on) for one in training.plans(book, kezhou)] == [
        ("2025-07", july(1)),
        ("2025-07", july(1)),
        ("2025-08", None),
    ]
    assert len(training.plans(book, kezhou, AUGUST)) == 1


def test_a_session_belongs_to_a_plan_of_its_own_project(book: Book, kezhou: int, danzhou: int) -> None:
    plan = training.plan(book, kezhou, JULY, "派单", "routine").id
    training.hold(book, kezhou, july(3), "派单", "routine", "2", plan=plan)
    assert training.sessions(book, kezhou, JULY)[0].plan == plan
    with refused(book, "training_plan"):
        training.hold(book, danzhou, july(20), "派单", "routine", "2", plan=plan)


def test_a_session_judged_poor_counts_until_the_judgement_is_taken_back(book: Book) -> None:
    yangzhou = projects.create(book, "YZ", "扬州12345", "yangzhou-2025").id
    session = training.hold(book, yangzhou, july(3), "派单", "targeted", "2").id
    training.hold(book, yangzhou, july(4), "礼貌用语", "routine", "2")

    def count() -> object:
        return facts.collect(book, yangzhou, Q3).facts["inputs"].get("training")

    assert count() is None
    training.judge(book, yangzhou, session, True, "没有签到表")
    assert count() == {"count": "1"}
    training.judge(book, yangzhou, session, False, "补交")
    assert count() is None


def test_hours_of_people_numbered_in_digits_reach_the_facts(book: Book) -> None:
    jiyuan = projects.create(book, "JY", "济源12345", "jiyuan-2026").id
    march = Period("month", 2026, 3)
    newcomers = [people.Newcomer(number, f"赵{number}", march.first) for number in ("1001", "1002", "2")]
    who = people.add(book, jiyuan, newcomers).ids("person")
    training.hold(book, jiyuan, march.first, "派单", "routine", "16", [Came(who[0]), Came(who[1])])
    found = facts.assessed(book, jiyuan, march)
    assert found.collected.facts["context"]["training_hours"] == {"1001": "16", "1002": "16", "2": "0"}
    assert [one.alert.id for one in found.assessment.alerts] == ["training_hours"]
