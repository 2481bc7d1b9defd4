"""Lines: nothing lost, nothing too wide, 禁则 kept, words and figures whole."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.paper.breaking import BLANKS, CLOSING, FREE, OPENING, WORD, broken, costs


def width(sign: str) -> int:
    """As in a font: Chinese is twice as wide, what hangs on another sign has no width."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def wide(text: str) -> int:
    return sum(map(width, text))


def inked(text: str) -> str:
    """What is left without what a break swallows."""
    return re.sub(r"[\s\u3000]", "", text)


SIGNS = st.sampled_from(
    [*"甲方每月对乙的服务质量考核", *"，。、；：！？）》”％…—·", *"（《“￥", *"abcXYZ0189", *" .,-%/\u3000\n"]
)
TEXTS = st.one_of(st.text(SIGNS, max_size=80), st.text(max_size=60))
ROOMS = st.integers(1, 40)


@given(TEXTS, ROOMS)
def test_nothing_is_lost_and_nothing_doubled(text: str, room: int) -> None:
    assert inked("".join(broken(text, room, width))) == inked(text)


@given(TEXTS, ROOMS)
def test_no_line_is_too_wide_unless_it_is_one_character(text: str, room: int) -> None:
    for line in broken(text, room, width):
        signs = [sign for sign in line if width(sign)]
        assert wide(line) <= room or len(signs) == 1 or "\u200d" in line, line


@given(st.text(SIGNS, max_size=80), ROOMS)
def test_punctuation_keeps_its_place_wherever_there_is_another_one_to_break(text: str, room: int) -> None:
    for part in text.split("\n"):
        lines = broken(part, room, width)
        for before, after in pairwise(lines):
            if after[0] in CLOSING or before[-1] in OPENING:
                # Nowhere in the line before would a break have been allowed.
                whole = before + after[0]
                assert not {FREE, WORD} & set(costs(whole)[1:-1]), (before, after)


@given(TEXTS, ROOMS)
def test_lines_broken_again_stay_as_they_are(text: str, room: int) -> None:
    for line in broken(text, room, width):
        if wide(line) <= room:
            assert broken(line, room, width) == [line]


@given(TEXTS, ROOMS)
def test_a_break_leaves_no_blanks(text: str, room: int) -> None:
    for part in text.split("\n"):
        lines = broken(part, room, width)
        assert len(lines) == 1 or not any(line.endswith(tuple(BLANKS)) for line in lines)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, [""]),
        ("甲方考核", 4, ["甲方", "考核"]),
        ("甲方考核。", 8, ["甲方考", "核。"]),
        ("甲方（乙方）", 6, ["甲方", "（乙", "方）"]),
        ("甲方“乙”丙", 6, ["甲方", "“乙”", "丙"]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("一\r\n二\u2028三", 10, ["一", "二", "三"]),
        ("the quick fox", 9, ["the quick", "fox"]),
        ("supercalifragilistic", 8, ["supercal", "ifragili", "stic"]),
        ("超supercalifragilistic", 8, ["超", "supercal", "ifragili", "stic"]),
        ("扣罚1,234.56元整", 12, ["扣罚", "1,234.56元整"]),
        ("得分 98.125% 合格", 9, ["得分", "98.125%", "合格"]),
        ("低于 80 分的", 8, ["低于", "80 分的"]),
        ("共￥1,000", 7, ["共", "￥1,000"]),
        ("增减-0.05", 8, ["增减", "-0.05"]),
        ("自2025年9月30日起", 10, ["自2025年", "9月30日起"]),
        ("说明——不适用", 6, ["说", "明——", "不适用"]),
        ("说明——不适用", 8, ["说明——", "不适用"]),
        ("阿卜杜热西提·买买提江", 14, ["阿卜杜热西提·", "买买提江"]),
        ("阿卜杜热西提·买买提江", 13, ["阿卜杜热西", "提·买买提江"]),
        ("　　首行缩进两字", 8, ["　　首行", "缩进两字"]),
        ("甲　　乙", 2, ["甲", "乙"]),
        ("。。。。", 4, ["。。", "。。"]),
        ("字", 1, ["字"]),
        ("e\u0301e\u0301e\u0301", 1, ["e\u0301"] * 3),
        ("甲\u00a0乙丙", 5, ["甲\u00a0乙", "丙"]),
        ("丙甲\u00a0乙", 5, ["丙", "甲\u00a0乙"]),
    ],
)
def test_lines_as_a_reader_expects_them(text: str, room: int, lines: list[str]) -> None:
    assert broken(text, room, width) == lines


def test_long_text_is_quick() -> None:
    text = "甲方每月对乙方的服务质量进行考核，得分低于 80 分的，每低 1 分扣减 1%；" * 400
    asked = 0

    def counted(sign: str) -> int:
        nonlocal asked
        asked += 1
        return width(sign)

    lines = broken(text, 60, counted)
    assert len(lines) > 400
    assert asked == len(text)
