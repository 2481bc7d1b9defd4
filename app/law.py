"""The legal light of a month's fines: wording and conditions are data; it warns and never changes an amount.

What is shared among colleagues is a matter of the team, not of whoever receives it: it is said beside the pool.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.errors import Fault, Refused
from app.exact import Exact, half_up, show, times, to_fen, told_money
from app.library import RESOURCES, placed
from app.reader import Reader
from app.toml_text import read_toml

FILE = RESOURCES / "law.toml"
SHARED = "shared"
USUAL_SHARE = Decimal(20)  # percent of the wage, where a project sets no other line
RED, AMBER, GREEN = "red", "amber", "green"
TONES = (RED, AMBER, GREEN)
WHEN = ("over_share", "below_floor", "unknown", "deducted_over", "fine", SHARED, "fine_from", "consequence", "rule")
FEN = 100


class Tone(NamedTuple):
    """A colour of the light, its name, and what it advises."""

    tone: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at before money is taken; the text has places in braces for figures."""

    id: str
    tone: str
    when: str
    title: str
    text: str
    basis: str
    amount: int
    rules: tuple[str, ...]
    consequences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """The wording."""

    title: str
    caution: str
    limit_name: str
    limit_words: str
    unknown: str
    limit_basis: str
    tones: Mapping[str, Tone]
    points: tuple[Point, ...]

    def of_pools(self) -> tuple[Point, ...]:
        """What is said where fines are shared out."""
        return tuple(one for one in self.points if one.when == SHARED)


@dataclass(frozen=True, slots=True)
class Case:
    """A person's month as the law looks at it: fen, and yuan where a figure was typed; `share` is percent."""

    fines: int
    wage_deductions: int
    deducted: int
    wage: Exact | None
    floor: Exact | None
    share: Exact
    rules: frozenset[str]
    consequences: frozenset[str]
    most_once: int

    @property
    def taken(self) -> int:
        """What the rules name."""
        return self.fines + self.wage_deductions

    @property
    def limit(self) -> int | None:
        """What may prudently be taken off; None while the wage or the minimum wage is not known."""
        return limit(self.wage, self.floor, self.share)


class Hit(NamedTuple):
    """A point that this month touches, in words."""

    id: str
    tone: str
    title: str
    text: str
    basis: str


class Light(NamedTuple):
    """The colour, and why."""

    tone: str
    hits: tuple[Hit, ...]


def limit(wage: Exact | None, floor: Exact | None, share: Exact | None) -> int | None:
    """A share of the wage, and no more than leaves the minimum wage; in fen."""
    if wage is None or floor is None or share is None:
        return None
    return max(0, min(half_up(times(share, wage)), to_fen(wage) - to_fen(floor)))  # a percentage of yuan is fen


def light_of(law: Law, case: Case) -> Light:
    """Red before amber; green where nothing is to be said."""
    figures = _figures(case)
    hits = [
        Hit(one.id, one.tone, one.title, one.text.format(**figures), one.basis)
        for one in law.points
        if one.when != SHARED and _holds(one, case)
    ]
    hits.sort(key=lambda hit: TONES.index(hit.tone))
    return Light(hits[0].tone if hits else GREEN, tuple(hits))


def _holds(one: Point, case: Case) -> bool:
    wage, floor, limited = case.wage, case.floor, case.limit
    holds = {
        "over_share": wage is not None and case.taken > times(case.share, wage),
        "below_floor": wage is not None
        and floor is not None
        and case.taken > 0
        and times(wage, FEN) - case.taken < times(floor, FEN),
        "unknown": case.taken > 0 and (wage is None or floor is None),
        "deducted_over": limited is not None and case.deducted > limited,
        "fine": case.fines > 0,
        "fine_from": case.most_once >= one.amount * FEN,
        "consequence": not case.consequences.isdisjoint(one.consequences),
        "rule": not case.rules.isdisjoint(one.rules),
    }
    return holds[one.when]


def _figures(case: Case) -> dict[str, str]:
    wage, floor = case.wage, case.floor
    names = {"月工资": wage, "当地月最低工资": floor}
    return {
        "taken": told_money(case.taken),
        "deducted": told_money(case.deducted),
        "wage": "" if wage is None else told_money(to_fen(wage)),
        "floor": "" if floor is None else told_money(to_fen(floor)),
        "share": show(case.share),
        "most": "" if wage is None else told_money(half_up(times(case.share, wage))),
        "left": "" if wage is None else told_money(to_fen(wage) - case.taken),
        "limit": "" if case.limit is None else told_money(case.limit),
        "most_once": told_money(case.most_once),
        "missing": "、".join(name for name, value in names.items() if value is None),
    }


PLACES = _figures(Case(0, 0, 0, None, None, Decimal(0), frozenset(), frozenset(), 0))


@cache
def read_law(file: Path = FILE) -> Law:
    """The wording of a file; refused with every fault."""
    faults: list[Fault] = []
    data = read_toml(file, faults)
    inside: list[Fault] = []
    law = _law(Reader(data, "", inside)) if data is not None else None
    faults.extend(placed(inside, file))
    if law is None or faults:
        raise Refused(faults)
    return law


def _law(reader: Reader) -> Law:
    reader.whole("format", low=1, high=1)
    limits = reader.table("limit")
    tones = {one.tone: one for one in (_tone(table) for table in reader.tables("light"))}
    points = tuple(_point(one) for one in reader.tables("point"))
    words = (limits.text("name"), limits.text("words"), limits.text("unknown"), limits.text("basis"))
    found = Law(reader.text("title"), reader.text("caution"), *words, tones, points)
    for tone in TONES:
        if tone not in tones:
            reader.fault("light", f"缺少 {tone} 的措辞", "")
    limits.close()
    reader.close()
    return found


def _tone(reader: Reader) -> Tone:
    found = Tone(reader.one_of("tone", TONES), reader.text("name"), reader.text("words"))
    reader.close()
    return found


def _point(reader: Reader) -> Point:
    text = reader.text("text")
    for reason in _wrong(text):
        reader.fault("text", reason, text)
    found = Point(
        *(reader.text("id"), reader.one_of("tone", TONES), reader.one_of("when", WHEN), reader.text("title"), text),
        *(reader.text("basis"), reader.whole("amount", 0)),
        tuple(str(one) for one in reader.items("rules")),
        tuple(str(one) for one in reader.items("consequences")),
    )
    reader.close()
    return found


def _wrong(text: str) -> Iterator[str]:
    try:
        text.format(**PLACES)
    except KeyError as error:
        yield f"没有这一处：{error.args[0]}；可用：{'、'.join(PLACES)}"
    except (ValueError, IndexError, AttributeError):
        yield "花括号不成对，或写法不对"
