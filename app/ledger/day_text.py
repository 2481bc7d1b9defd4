"""What a cell of attendance says as text: typed, pasted and copied; `√迟30分`, `√/事`, `上午事`, `夜班+迟到`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from app.ledger.codes import Code, codes
from app.reader import near

EXTRA = "extra"
SPARE = frozenset(" +、,;·")
MINUTES = re.compile(r"(\d+)(?:分钟|分|')|(\d{2,})")
PARTS = {"上午": "am", "下午": "pm", "全天": "day"}
MOST_MINUTES = 1440
TICKS = "✓✔"  # what other programs write for √


class Said(NamedTuple):
    """One mark as it is written: which half, what, for how many minutes."""

    part: str
    code: str
    minutes: int | None = None


@dataclass(slots=True)
class _Reading:
    """How far a text has been read."""

    text: str
    at: int = 0
    part: str = "day"
    found: list[Said] = field(default_factory=list[Said])


def read_day(text: str) -> tuple[Said, ...] | str:
    """The marks a text means; or, in words, why it means none."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain.count("/") > 1:
        return "“/”分开上午和下午，只能有一个"
    if "/" not in plain:
        return _read(plain, "day")
    morning, _, rest = plain.partition("/")
    afternoon, _, whole = rest.partition("+")
    found: list[Said] = []
    for words, part in ((morning, "am"), (afternoon, "pm"), (whole, "day")):
        one = _read(words, part)
        if isinstance(one, str):
            return one
        found += one
    return tuple(found)


def _read(text: str, part: str) -> tuple[Said, ...] | str:
    reading = _Reading(text, part=part)
    while reading.at < len(text):
        wrong = _step(reading)
        if wrong:
            return wrong
    return tuple(reading.found)


def _step(reading: _Reading) -> str:
    """Reads one thing; why it cannot be read, or nothing."""
    rest = reading.text[reading.at :]
    if rest[0] in SPARE:
        reading.at += 1
        return ""
    half = next((word for word in PARTS if rest.startswith(word)), "")
    if half:
        reading.part, reading.at = PARTS[half], reading.at + len(half)
        return ""
    minutes = MINUTES.match(rest)
    if minutes and minutes[1] and not reading.found:
        return f"“{minutes[0]}”前面要有迟到、早退这样的标记"
    if minutes and reading.found:
        reading.at += minutes.end()
        return _give_minutes(reading, int(minutes[1] or minutes[2]))
    word = next((one for one in _words() if rest.startswith(one)), "")
    if not word:
        known = [one.name for one in codes().values()]
        return f"没有“{rest}”这种标记{near(rest, tuple(known))}"
    reading.found.append(Said(reading.part, _words()[word]))
    reading.at += len(word)
    return ""


def _give_minutes(reading: _Reading, minutes: int) -> str:
    last = reading.found[-1]
    if codes()[last.code].kind != EXTRA:
        return f"{codes()[last.code].name}不记分钟"
    if minutes > MOST_MINUTES:
        return f"分钟应在 0 到 {MOST_MINUTES} 之间"
    reading.found[-1] = last._replace(minutes=minutes)
    return ""


@cache
def _words() -> dict[str, str]:
    """Everything that names a mark, the longest first, so that a name is not read as a sign and a rest."""
    found: dict[str, str] = {}
    for one in codes().values():
        for word in (one.name, one.sign, one.key, one.id):
            found[word.lower()] = one.id
    found |= {tick: found["√"] for tick in TICKS if "√" in found}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def shown_sign(one: Code, minutes: int | None) -> str:
    """迟30分."""
    return one.sign if minutes is None else f"{one.sign}{minutes}分"


def write_day(marks: Iterable[Said]) -> str:
    """The marks as text, so that `read_day` reads the same again."""
    every = list(marks)
    halves = [one for one in every if one.part != "day"]
    if not halves:
        return "".join(_signs(every))
    whole = "".join(_signs([one for one in every if one.part == "day"]))
    sides = ("".join(_signs([one for one in halves if one.part == part])) for part in ("am", "pm"))
    return "/".join(sides) + (f"+{whole}" if whole else "")


def _signs(marks: list[Said]) -> Iterator[str]:
    """What a half day is comes before what else happened."""
    known = codes()
    for one in sorted(marks, key=lambda mark: known[mark.code].kind == EXTRA):
        yield shown_sign(known[one.code], one.minutes)


def spoken_day(marks: Iterable[Said]) -> str:
    """The same in words: 上午 出勤、下午 事假、迟到 30 分钟."""
    known, halves = codes(), {"am": "上午 ", "pm": "下午 "}
    return "、".join(
        f"{halves.get(one.part, '')}{known[one.code].name}"
        + (f" {one.minutes} 分钟" if one.minutes is not None else "")
        for one in marks
    )
