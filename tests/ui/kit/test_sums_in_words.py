"""Sums of money inside sentences have their thousands; nothing else is touched."""

import pytest

from app.exact import told_money
from ui.kit.number_text import with_thousands


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("应付 166320.00 元", "应付 166,320.00 元"),
        ("1200.00 + 800.00", "1,200.00 + 800.00"),
        ("4400 元 × 14", "4,400 元 × 14"),
        ("2025年9月、附件 1234", "2025年9月、附件 1234"),
        ("1,234.50 与 12345.678", "1,234.50 与 12345.678"),
        ("99.3883%、-2000.05", "99.3883%、-2,000.05"),
    ],
)
def test_sums_are_parted(told: str, wanted: str) -> None:
    assert with_thousands(told) == wanted


@pytest.mark.parametrize(("fen", "wanted"), [(0, "0.00"), (123456789, "1,234,567.89"), (-58275, "−582.75")])
def test_fen_as_they_are_read(fen: int, wanted: str) -> None:
    assert told_money(fen) == wanted
