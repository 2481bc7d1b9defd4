"""Exact numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exact import (
    add,
    exact_or_none,
    half_up,
    parse,
    printed,
    shortest,
    show,
    show_money,
    times,
    to_fen,
    total,
)

LONG = "94.99999999999999999999999999999999999999"


@pytest.mark.parametrize("text", ["1e2", "+1", ".5", "5.", " 1", "1 ", "", "-", "NaN", "９４", "1,000", "0x1", "1_0"])
def test_only_plain_literals_are_numbers(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "shown"), [("94.3", "94.3"), ("-0", "0"), ("007", "7"), ("7.50", "7.5"), (LONG, LONG)]
)
def test_a_literal_is_kept_exactly(text: str, shown: str) -> None:
    number = parse(text)
    assert number is not None
    assert show(number) == shown


def test_too_long_a_literal_is_refused() -> None:
    assert parse("1" * 61) is None


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(200, 3), "66.6667"),
        (Fraction(-1, 3), "-0.3333"),
        (Fraction(1, 8), "0.125"),
        (Fraction(5, 1), "5"),
        (Decimal(100), "100"),
        (Decimal("-0.00"), "0"),
        (0, "0"),
        (Fraction(1, 2**20), "0.00000095367431640625"),
        (Fraction(-3, 2**20), "-0.00000286102294921875"),
        (Fraction(1, 30000), "0"),
    ],
)
def test_numbers_print_plainly(number: Fraction | Decimal | int, shown: str) -> None:
    assert show(number) == shown


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [(Decimal("0.005"), 1), (Decimal("-0.005"), -1), (Fraction(1, 3), 33), (Decimal("41.375"), 4138), (7, 700)],
)
def test_money_rounds_half_up_once(yuan: Decimal | Fraction | int, fen: int) -> None:
    assert to_fen(yuan) == fen


@pytest.mark.parametrize(("fen", "shown"), [(0, "0.00"), (5, "0.05"), (-1000, "-10.00"), (123456, "1234.56")])
def test_money_has_two_decimals(fen: int, shown: str) -> None:
    assert show_money(fen) == shown


def test_kinds_mix_without_loss() -> None:
    third = Fraction(1, 3)
    assert add(Decimal("0.5"), third) == Fraction(5, 6)
    assert times(Decimal("0.5"), third) == Fraction(1, 6)
    assert times(third, 3) == 1
    assert total([Decimal("0.1"), third, Decimal("0.2")]) == Fraction(19, 30)
    assert total([]) == 0


@pytest.mark.parametrize("value", [True, None, "x", [], Decimal("NaN"), Decimal("Infinity"), 1.5])
def test_other_things_are_no_numbers(value: object) -> None:
    assert exact_or_none(value) is None


def test_values_of_files_are_numbers() -> None:
    assert exact_or_none(5) == 5
    assert exact_or_none(Decimal("1E+2")) == 100
    assert exact_or_none("2.5") == Decimal("2.5")


@given(st.fractions(max_denominator=10**6))
def test_printing_rounds_only_what_repeats(number: Fraction) -> None:
    shown = Fraction(show(number))
    assert shown == number or abs(shown - number) * 20000 <= 1
    assert Fraction(printed(number)) == shown


@given(st.fractions(max_denominator=10**5), st.integers(0, 6))
def test_half_up_is_the_nearest(number: Fraction, places: int) -> None:
    assert abs(half_up(number, places) - number * 10**places) * 2 <= 1


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**6), max_value=10**6))
def test_the_shortest_form_is_the_same_number(number: Decimal) -> None:
    assert shortest(Fraction(number)) == number
    assert shortest(number) is number
