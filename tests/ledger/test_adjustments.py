"""Adjustments: what is decided later takes effect in a later period."""

from datetime import date

import pytest

from app.ledger import adjustments, history, incidents, periods
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.periods import Period
from tests.ledger.floor import AUGUST, JULY, Q3, august, july, person, refused

Q4 = Period("quarter", 2025, 4)


def test_it_is_listed_in_the_period_it_takes_effect_in(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    incident = incidents.log(book, kezhou, [Draft("misdispatch", july(4), crew["K04"])]).id
    given = {"person": crew["K04"], "incident": incident}
    adjustments.adjust(book, kezhou, "conduct", august(3), JULY, 2000, "申诉成立 ", **given)
    found = adjustments.listed(book, kezhou, "conduct", AUGUST)
    assert [(one.about, one.fen, one.person, one.incident, one.reason) for one in found] == [
        ("2025-07", 2000, crew["K04"], incident, "申诉成立")
    ]
    assert adjustments.listed(book, kezhou, "conduct", JULY) == ()
    assert adjustments.listed(book, kezhou, "contract", Q3) == ()


def test_it_is_taken_back_once(book: Book, kezhou: int) -> None:
    key = adjustments.adjust(book, kezhou, "conduct", august(3), JULY, -2000, "漏登").id
    with refused(book, "reason"):
        adjustments.void(book, kezhou, key, "")
    adjustments.void(book, kezhou, key, "重复")
    assert adjustments.listed(book, kezhou, "conduct", AUGUST) == ()
    with refused(book, "adjustment", "已作废"):
        adjustments.void(book, kezhou, key, "再次")


@pytest.mark.parametrize(
    ("sheet", "day", "fen", "reason", "place"),
    [
        ("money", august(3), 2000, "申诉成立", "sheet"),
        ("conduct", july(31), 2000, "申诉成立", "day"),
        ("conduct", date(2025, 6, 1), 2000, "申诉成立", "day"),
        ("conduct", august(3), 0, "申诉成立", "fen"),
        ("conduct", august(3), 2000, " ", "reason"),
    ],
)
def test_a_faulty_one_is_refused(
    book: Book, kezhou: int, sheet: str, day: date, fen: int, reason: str, place: str
) -> None:
    with refused(book, place):
        adjustments.adjust(book, kezhou, sheet, day, JULY, fen, reason)


def test_it_is_about_somebody_of_the_project(book: Book, kezhou: int, danzhou: int) -> None:
    stranger = person(book, danzhou, "D0").id
    with refused(book, "person"):
        adjustments.adjust(book, kezhou, "conduct", august(3), JULY, 2000, "申诉成立", person=stranger)
    with refused(book, "incident"):
        adjustments.adjust(book, kezhou, "conduct", august(3), JULY, 2000, "申诉成立", incident=99)


@pytest.fixture
def signed(book: Book, kezhou: int) -> int:
    """The entry of an adjustment in a quarter that is out for signature."""
    entry = adjustments.adjust(book, kezhou, "contract", date(2025, 10, 9), Q3, 100000, "补付").entry
    periods.freeze(book, kezhou, "contract", Q4, despite="测试")
    return entry


def test_the_adjustments_of_a_signed_period_stay(book: Book, kezhou: int, signed: int) -> None:
    key = adjustments.listed(book, kezhou, "contract", Q4)[0].id
    with refused(book, "day", "2025-Q4"):
        adjustments.void(book, kezhou, key, "送签后再改")
    with refused(book, "day", "2025-Q4"):
        adjustments.adjust(book, kezhou, "contract", date(2025, 12, 31), Q3, 100, "漏补")
    adjustments.adjust(book, kezhou, "conduct", date(2025, 12, 31), JULY, 100, "漏补")
    periods.withdraw(book, kezhou, "contract", Q4, "甲方要求")
    adjustments.void(book, kezhou, key, "重复")


def test_the_adjustments_of_a_signed_period_are_not_taken_back(book: Book, kezhou: int, signed: int) -> None:
    with refused(book, "2025-Q4"):
        history.revert(book, signed)
