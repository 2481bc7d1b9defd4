"""Posts that a contract names or the client asked for, and who holds them."""

from datetime import date

import pytest

from app.ledger import facts, people, posts
from app.ledger.book import Book
from app.ledger.people import POST_OF
from app.ledger.sources import Post as Named
from tests.ledger.floor import AUGUST, august, july, person, refused

MANAGER_POST = (Named("驻场经理", 1, "一(三)"),)


def vacancies(book: Book, project: int, day: date) -> dict[str, tuple[int, int, int]]:
    """Needed, held and missing by post."""
    found = posts.on(book, project, day, MANAGER_POST)
    return {one.name: (one.needed, len(one.holders), one.vacant) for one in found}


def test_a_named_post_that_nobody_holds_is_vacant(book: Book, danzhou: int) -> None:
    assert vacancies(book, danzhou, july(20)) == {"驻场经理": (1, 0, 1)}


def test_a_post_is_held_from_the_day_of_the_assignment(book: Book, danzhou: int) -> None:
    people.assign(book, danzhou, person(book, danzhou, "D0").id, POST_OF, july(25), word="驻场经理")
    assert [vacancies(book, danzhou, july(day))["驻场经理"] for day in (24, 25)] == [(1, 0, 1), (1, 1, 0)]


def test_a_post_is_vacant_when_its_holder_left(book: Book, danzhou: int) -> None:
    who = person(book, danzhou, "D0").id
    people.assign(book, danzhou, who, POST_OF, july(19), word="驻场经理")
    people.leave_job(book, danzhou, who, july(31), "辞职")
    assert [vacancies(book, danzhou, day)["驻场经理"][2] for day in (july(31), august(1))] == [0, 1]


def test_what_the_client_asked_for_goes_before_the_contract_while_it_lasts(book: Book, danzhou: int) -> None:
    posts.require(book, danzhou, "驻场经理", 2, july(25), july(31))
    posts.require(book, danzhou, "质检员", 1, july(28))
    assert vacancies(book, danzhou, july(24)) == {"驻场经理": (1, 0, 1)}
    assert vacancies(book, danzhou, july(28)) == {"驻场经理": (2, 0, 2), "质检员": (1, 0, 1)}
    assert vacancies(book, danzhou, august(1)) == {"驻场经理": (1, 0, 1), "质检员": (1, 0, 1)}


def test_more_holders_than_needed_are_no_negative_vacancy(book: Book, danzhou: int) -> None:
    for number in ("D0", "D1"):
        people.assign(book, danzhou, person(book, danzhou, number).id, POST_OF, july(19), word="驻场经理")
    assert vacancies(book, danzhou, july(20)) == {"驻场经理": (1, 2, 0)}


def test_the_resident_manager_is_not_in_the_headcount(book: Book, danzhou: int) -> None:
    assert facts.collect(book, danzhou, AUGUST).facts["context"]["headcount"] == "3"
    people.assign(book, danzhou, person(book, danzhou, "D0").id, POST_OF, july(25), word="驻场经理")
    assert facts.collect(book, danzhou, AUGUST).facts["context"]["headcount"] == "2"


@pytest.mark.parametrize(
    ("name", "count", "until", "place"),
    [("质检员", -1, None, "needed"), (" ", 1, None, "name"), ("质检员", 1, july(1), "until")],
)
def test_nonsense_is_refused(book: Book, danzhou: int, name: str, count: int, until: date | None, place: str) -> None:
    with refused(book, place):
        posts.require(book, danzhou, name, count, july(20), until)
