"""Reads nested tables (a rule file, a facts file) key by key and collects every fault with its path.

A faulty value is reported and a harmless stand-in returned, so that reading goes on and all faults come at
once; whoever reads must look at `faults` before using the result.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, cast

from app.errors import Fault
from app.exact import Exact, exact_or_none, show

REQUIRED: Any = object()
NOTHING = "（无）"
BIGGEST = 10**12
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Number(str):
    """A number of a JSON text, kept as its literal."""

    __slots__ = ()


class Pairs(dict[str, object]):
    """A JSON object that remembers which keys stood in it twice."""

    twice: tuple[str, ...] = ()


def shown(value: object) -> str:
    """A value as a fault line shows it."""
    if value is REQUIRED:
        return NOTHING
    if isinstance(value, str):
        text = value or '""'
    elif isinstance(value, Decimal | Fraction):
        text = show(value)
    else:
        text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else text[:77] + "…"


class Reader:
    """A cursor over one table; its children share its list of faults."""

    def __init__(self, data: object, path: str, faults: list[Fault]) -> None:
        self.path, self.faults = path, faults
        self.data: Mapping[str, object] = cast("Mapping[str, object]", data) if isinstance(data, Mapping) else {}
        self._seen: set[str] = set()
        if not isinstance(data, Mapping):
            self.faults.append(Fault(path, shown(data), "应为一组键值"))
        for key in self.data.twice if isinstance(self.data, Pairs) else ():
            self.fault(key, "同一个键写了两次", self.data[key])

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, reason: str, value: object = REQUIRED) -> None:
        """Reports a fault at a key."""
        self.faults.append(Fault(self.at(key), shown(value), reason))

    def has(self, key: str) -> bool:
        """Whether the key is there with a value; asking makes it a known key."""
        self._seen.add(key)
        return self.data.get(key) is not None

    def raw(self, key: str, default: Any = REQUIRED) -> Any:
        """The value as it is."""
        if self.has(key):
            return self.data[key]
        if default is REQUIRED:
            self.fault(key, "缺少这一项")
            return None
        return default

    def text(self, key: str, default: Any = REQUIRED) -> Any:
        """A text that is not blank."""
        value = self.raw(key, default)
        if value is default or value is None:
            return "" if default is REQUIRED else value
        if not isinstance(value, str) or isinstance(value, Number) or not value.strip():
            self.fault(key, "应为非空文字", value)
            return ""
        return value

    def one_of(self, key: str, choices: tuple[str, ...], default: Any = REQUIRED) -> str:
        """One of a few words."""
        value = self.raw(key, default)
        if value is None or (isinstance(value, str) and value in choices):
            return value or choices[0]
        self.fault(key, f"应为其中之一：{'、'.join(choices)}{near(str(value), choices)}", value)
        return choices[0]

    def flag(self, key: str, default: bool | None = False) -> bool | None:
        """True or false."""
        value = self.raw(key, default)
        if value is None or isinstance(value, bool):
            return value
        self.fault(key, "应为 true 或 false", value)
        return default

    def number(self, key: str, default: Any = REQUIRED, low: int | None = None, high: int | None = None) -> Exact:
        """An exact number within limits, the limits included."""
        value = self.raw(key, default)
        if value is default or value is None:
            return Decimal(0) if default is REQUIRED else default
        number = exact_or_none(value)
        if number is None:
            self.fault(key, "应为普通写法的数字（如 94.3，不用科学计数法、正号或百分号）", value)
            return Decimal(0)
        self._limits(key, value, number, low, high)
        return number

    def whole(self, key: str, default: Any = REQUIRED, low: int | None = 0, high: int | None = None) -> int:
        """A whole number within limits."""
        value = self.raw(key, default)
        if value is default or value is None:
            return 0 if default is REQUIRED else default
        number = exact_or_none(value)
        if number is None or number != int(number):
            self.fault(key, "应为整数", value)
            return 0
        self._limits(key, value, number, low, high)
        return int(number)

    def day(self, key: str, default: Any = REQUIRED) -> date:
        """A calendar day."""
        value = self.raw(key, default)
        if value is default or value is None:
            return date.min if default is REQUIRED else default
        if type(value) is date:
            return value
        found = iso_day(value) if isinstance(value, str) else None
        if found is None:
            self.fault(key, "应为日期，如 2025-09-03", value)
        return found or date.min

    def table(self, key: str, default: Any = REQUIRED) -> "Reader":
        """A nested table."""
        value = self.raw(key, {} if default is not REQUIRED else REQUIRED)
        return Reader({} if value is None else value, self.at(key), self.faults)

    def items(self, key: str, default: Any = ()) -> list[object]:
        """The members of a list, as they are."""
        value = self.raw(key, default)
        if isinstance(value, list | tuple):
            return list(cast("list[object]", value))
        if value is not None:
            self.fault(key, "应为列表", value)
        return []

    def numbers(self, key: str) -> list[Exact]:
        """A list of numbers from 0 up; an absent one is empty."""
        found: list[Exact] = []
        for at, member in enumerate(self.items(key)):
            item = Reader({f"{key}[{at}]": member}, self.path, self.faults)
            found.append(item.number(f"{key}[{at}]", low=0))
        return found

    def tables(self, key: str, default: Any = ()) -> "Iterator[Reader]":
        """A list of tables, one reader each."""
        for index, member in enumerate(self.items(key, default)):
            yield Reader(member, f"{self.at(key)}[{index}]", self.faults)

    def entries(self) -> Iterator[str]:
        """Every key there is, all of them known."""
        for key in self.data:
            self._seen.add(key)
            yield key

    def ignore(self, *keys: str) -> None:
        """Makes keys known that somebody else reads."""
        self._seen.update(keys)

    def close(self) -> None:
        """Reports the keys nobody asked for."""
        known = tuple(sorted(self._seen))
        for key in self.data:
            if key not in self._seen:
                allowed = f"；此处可用：{'、'.join(known)}" if known else ""
                self.fault(key, f"不认识的键{near(key, known)}{allowed}", self.data[key])

    def _limits(self, key: str, value: object, number: Exact, low: int | None, high: int | None) -> None:
        if low is not None and number < low:
            self.fault(key, "不能为负" if low == 0 else f"不能小于 {low}", value)
        elif high is not None and number > high:
            self.fault(key, f"不能大于 {high}", value)
        elif abs(number) > BIGGEST:
            self.fault(key, "数值过大", value)


def iso_day(text: str) -> date | None:
    """The day an ISO text such as 2025-09-03 names, or None."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def near(word: str, known: tuple[str, ...]) -> str:
    """A hint at the word that was probably meant."""
    close = get_close_matches(word, known, 1)
    return f"（是否想写 {close[0]}？）" if close else ""
