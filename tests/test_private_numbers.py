"""Numbers of people in free text are found and masked; days, sums and numbers of orders are left alone."""

import pytest

from app.private_numbers import masked, numbers_in


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("来电 13812345678 反映", "来电 138******78 反映"),
        ("来电138 1234 5678反映", "来电138******78反映"),
        ("+8613812345678", "861********78"),
        ("0908-4221234", "090******34"),
        ("证件 653001199001011234", "证件 653*************34"),
        ("证件65300119900101123X，姓王", "证件653*************3X，姓王"),
    ],
)
def test_somebodys_number_is_masked(text: str, wanted: str) -> None:
    assert numbers_in(text)
    assert masked(text) == wanted and not numbers_in(masked(text))


@pytest.mark.parametrize(
    "text", ["2025-09-03 14:05", "工单 202509030001234", "200 元 ×3", "20250903", "12345 热线", "K02 迟到 13 分钟", ""]
)
def test_what_is_nobodys_stays(text: str) -> None:
    assert numbers_in(text) == () and masked(text) == text
