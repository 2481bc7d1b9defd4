"""In which order teams are listed: 一班, 二班, 三班 as one counts them, not as their characters are coded."""

import re
from collections.abc import Iterable
from functools import lru_cache

DIGITS = {sign: at for at, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
TIMES = {"十": 10, "百": 100}
NUMBER = re.compile(r"(\d+)|([〇零一二两三四五六七八九十百]+)")
# What is counted without numbers: the ten stems, and the shifts of a day from its morning on.
NO_TEAM = "未分班组"
SERIES = ("甲乙丙丁戊己庚辛壬癸", "早白日中晚夜")
PLACES = {sign: (of, at) for of, signs in enumerate(SERIES) for at, sign in enumerate(signs)}

Part = tuple[int, int, int, str]
Order = tuple[bool, tuple[Part, ...]]


@lru_cache(maxsize=512)
def team_order(name: str) -> Order:
    """A team's place among others; whoever has no team comes last."""
    plain, found, begun = name.strip(), list[Part](), 0
    for hit in NUMBER.finditer(plain):
        found += _letters(plain[begun : hit.start()])
        found.append((0, 0, int(hit[1]) if hit[1] else _counted(hit[2]), ""))
        begun = hit.end()
    return plain in ("", NO_TEAM), (*found, *_letters(plain[begun:]))


def in_order(names: Iterable[str]) -> list[str]:
    """The teams there are, each once."""
    return sorted({one for one in names if one}, key=team_order)


def _letters(text: str) -> list[Part]:
    return [(1, *PLACES[sign], sign) if sign in PLACES else (2, 0, 0, sign.casefold()) for sign in text]


def _counted(signs: str) -> int:
    """十二 is 12, 二十 is 20, 一百零三 is 103, 一二 is 12."""
    whole = digit = 0
    for sign in signs:
        if sign in TIMES:
            whole, digit = whole + (digit or 1) * TIMES[sign], 0
        else:
            digit = digit * 10 + DIGITS[sign]
    return whole + digit
