"""Periods and terms."""

from datetime import date

import pytest

from app.periods import Period, Term


@pytest.mark.parametrize("text", ["2025-09", "2025-Q3", "2025", "0001-01"])
def test_a_period_prints_as_it_was_written(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "2025-Q5", "2025-Q0", "25-09", "2025-9", "2025-09-01", "", "0000"]
)
def test_anything_else_is_no_period(text: str) -> None:
    assert Period.parse(text) is None


def test_days_of_a_quarter() -> None:
    quarter = Period("quarter", 2024, 1)
    assert (quarter.first, quarter.last, quarter.days) == (date(2024, 1, 1), date(2024, 3, 31), 91)
    assert [str(month) for month in quarter.months] == ["2024-01", "2024-02", "2024-03"]
    assert date(2024, 2, 29) in quarter
    assert date(2024, 4, 1) not in quarter


def test_going_back_crosses_years() -> None:
    assert str(Period("month", 2026, 1).before(1)) == "2025-12"
    assert str(Period("quarter", 2025, 4).before(-1)) == "2026-Q1"
    assert [str(one) for one in Period("month", 2025, 2).earlier(3)] == ["2024-11", "2024-12", "2025-01"]
    assert Period("year", 2025, 1).last == date(2025, 12, 31)


def test_a_term_cuts_its_first_and_last_period() -> None:
    term = Term(date(2025, 7, 19), date(2026, 7, 18))
    first, last = Period("month", 2025, 7), Period("month", 2026, 7)
    assert (term.days_in(first), term.days_in(last), term.days_in(Period("month", 2026, 8))) == (13, 18, 0)
    assert term.start_in(first) == date(2025, 7, 19)
    assert term.holds(date(2025, 7, 19)) and not term.holds(date(2025, 7, 18)) and not term.holds(date(2026, 7, 19))


def test_an_open_term_holds_everything() -> None:
    assert Term().holds(date(1999, 1, 1))
    assert Term().days_in(Period("month", 1999, 2)) == 28
