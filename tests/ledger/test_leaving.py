"""A last day that was wrong: corrected, taken back, and what hung on it goes along."""

from datetime import date

from app.ledger import people
from app.ledger.book import Book
from app.ledger.leaving import Leaving, correct_leaving
from app.ledger.people import EMPLOYMENT, TEAM_OF, WAGE
from tests.ledger.floor import held, july, refused


def ends(book: Book, project: int, who: int) -> dict[str, date | None]:
    """When each of somebody's dated facts ends."""
    return {kind: held(book, project, kind, who)[-1].until for kind in (EMPLOYMENT, TEAM_OF, WAGE)}


def test_a_later_last_day_takes_team_and_wage_along(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职", noticed_on=july(1))
    correct_leaving(book, kezhou, crew["K02"], Leaving(july(20), july(1), True), "交接到 20 日")
    assert set(ends(book, kezhou, crew["K02"]).values()) == {july(20)}
    (job,) = held(book, kezhou, EMPLOYMENT, crew["K02"])
    assert (job.noticed_on, job.handed_over, job.reason) == (july(1), True, "交接到 20 日")


def test_an_earlier_last_day_ends_what_began_since(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.assign(book, kezhou, crew["K02"], TEAM_OF, july(15), team="二班")
    people.leave_job(book, kezhou, crew["K02"], july(20), "辞职")
    correct_leaving(book, kezhou, crew["K02"], Leaving(july(10)), "写错了")
    assert set(ends(book, kezhou, crew["K02"]).values()) <= {july(10), july(14)}
    assert [one.team for one in held(book, kezhou, TEAM_OF, crew["K02"])] == ["一班"]
    assert held(book, kezhou, TEAM_OF, crew["K02"])[0].until == july(10)


def test_somebody_who_stays_after_all(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    correct_leaving(book, kezhou, crew["K02"], Leaving(None), "撤回辞职")
    assert set(ends(book, kezhou, crew["K02"]).values()) == {None}


def test_what_cannot_be_is_refused(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    with refused(book, "person", "没有登记过离职"):
        correct_leaving(book, kezhou, crew["K02"], Leaving(july(3)), "错")
    with refused(book, "noticed_on", "晚于最后在岗日"):
        people.leave_job(book, kezhou, crew["K02"], july(10), "辞职", noticed_on=july(11))
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    for leaving, path in ((Leaving(date(2024, 12, 1)), "last_day"), (Leaving(july(9), july(10)), "noticed_on")):
        with refused(book, path):
            correct_leaving(book, kezhou, crew["K02"], leaving, "错")
    with refused(book, "reason"):
        correct_leaving(book, kezhou, crew["K02"], Leaving(july(9)), " ")
