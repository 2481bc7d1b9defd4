"""Exact numbers: what is typed stays Decimal, what is divided becomes Fraction, nothing is ever binary.

A Decimal here has at most `SAFE_DIGITS` significant digits, so that differences and products with a
scheme's numbers stay exact within Python's 28 digits; longer ones and quotients are Fractions.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Exact: TypeAlias = Decimal | Fraction
SAFE_DIGITS = 15
LONGEST = 60
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ZERO = Decimal(0)


def parse(text: str) -> Exact | None:
    """The number a plain literal stands for; None for anything else (exponents, signs, full-width digits)."""
    if len(text) > LONGEST or not _PLAIN.fullmatch(text):
        return None
    return shortest(Fraction(text)) if len(text) > SAFE_DIGITS else Decimal(text) + _ZERO


def exact_or_none(value: object) -> Exact | None:
    """The exact number that a value of a JSON or TOML text stands for, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return shortest(value)
    if isinstance(value, Decimal):
        return parse(f"{value:f}") if value.is_finite() else None
    return parse(value) if isinstance(value, str) else None


def shortest(number: Exact | int) -> Exact:
    """The same number as a Decimal where it is short and terminates, else as a Fraction."""
    if isinstance(number, Decimal):
        return number
    places = _places(Fraction(number))
    if places is None:
        return Fraction(number)
    digits = int(Fraction(number) * 10**places)
    if len(str(abs(digits))) > SAFE_DIGITS or places > SAFE_DIGITS:
        return Fraction(number)
    return Decimal(digits).scaleb(-places)


def rational(number: Exact) -> Fraction | int:
    """The same number in the kind that mixes with Fractions."""
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else exact


def add(left: Exact, right: Exact) -> Exact:
    """The exact sum of two numbers of either kind."""
    try:
        return left + right  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]  # mixed kinds: below
    except TypeError:
        return Fraction(left) + Fraction(right)


def times(left: Exact, right: Exact | int) -> Exact:
    """The exact product of two numbers of either kind."""
    try:
        return left * right  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]  # mixed kinds: below
    except TypeError:
        return Fraction(left) * Fraction(right)


def total(numbers: Iterable[Exact]) -> Exact:
    """The exact sum of numbers of either kind."""
    result: Exact = _ZERO
    for number in numbers:
        result = add(result, number)
    return result


def half_up(number: Exact | int, places: int = 0) -> int:
    """`number` in units of the last of `places` decimals, a half going away from zero."""
    top, bottom = number.as_integer_ratio()
    whole = (2 * abs(top) * 10**places + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole


def to_fen(yuan: Exact | int) -> int:
    """An amount in yuan as whole fen, half up: the one place where money is rounded."""
    return half_up(yuan, 2)


def printed(points: Exact) -> Exact:
    """Points as they stand on paper: exact where the decimals end, else half up to four places."""
    if isinstance(points, Decimal) or _places(points) is not None:
        return points
    return shortest(Fraction(half_up(points, 4), 10_000))


def show(number: Exact | int) -> str:
    """A number as a plain decimal string: no exponent, no trailing zeros, repeating ones half up to four."""
    rounded = printed(number) if isinstance(number, Fraction) else number
    text = _digits(rounded, _places(rounded) or 0) if isinstance(rounded, Fraction) else f"{Decimal(rounded):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def show_money(fen: int) -> str:
    """Fen as yuan with two decimals."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def told_money(fen: int) -> str:
    """The same for somebody who reads it: thousands and a real minus, 18,480.00."""
    sign = "−" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def _digits(number: Fraction, places: int) -> str:
    scaled = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{scaled[:-places]}.{scaled[-places:]}" if places else f"{sign}{scaled}"


def _places(number: Exact) -> int | None:
    """How many decimals write the number exactly, or None where they repeat for ever."""
    rest = Fraction(number).denominator
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None
