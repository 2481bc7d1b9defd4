"""Earlier periods' figures as they are pasted from a table: one row a period, columns found by their headings."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Fault
from app.exact import exact_or_none
from app.periods import Period
from app.scoring.load import rules_of
from app.scoring.scheme import Scheme

PERIOD = ("期间", "月份", "季度", "考核期")
MONTH = re.compile(r"([0-9]{4})[年./-](1[0-2]|0?[1-9])月?")
QUARTER = re.compile(r"([0-9]{4})[年./-]?(?:[Qq]([1-4])|第?([1-4一二三四])季度?)")


@dataclass(frozen=True, slots=True)
class Openings:
    """Rows for the opening record: period, nobody, key, value; and what is wrong with the rest."""

    rows: tuple[tuple[str, str, str, str], ...] = ()
    source: str = ""
    faults: tuple[Fault, ...] = ()

    @staticmethod
    def columns(scheme: Scheme) -> dict[str, str]:
        """The keys that later periods look back at, with their headings."""
        rules = rules_of(scheme)
        found = {"deduction": "扣款"} if scheme.in_money else {"score": "得分"}
        for one in rules.indicators:
            if any(part.measure.remembers for part in one.parts):
                found[one.id] = one.name
        return {"period": "期间", **found}


def read_openings(text: str, scheme: Scheme, source: str) -> Openings:
    """The rows of a pasted table; every fault with its row and column."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text.strip("\n")), dialect="excel-tab")]
    rows = [row for row in rows if any(row)]
    names = Openings.columns(scheme)
    places = _places(rows[0], names) if rows else {}
    if "period" not in places:
        return Openings(faults=(Fault("第 1 行", "", f"标题行应含：{'、'.join(names.values())}"),))
    faults: list[Fault] = [] if source.strip() else [Fault("依据", "", "请写明这些数字的来源")]
    found: list[tuple[str, str, str, str]] = []
    for at, row in enumerate(rows[1:], 2):
        period = _period(row[places["period"]], scheme, f"第 {at} 行", faults)
        for key, place in places.items():
            value = row[place] if place < len(row) else ""
            if key == "period" or not value:
                continue
            plain = value.removesuffix("%")
            if exact_or_none(plain) is None:
                faults.append(Fault(f"第 {at} 行 {names[key]}", value, "应为数字"))
            elif period:
                found.append((str(period), "", key, _stored(scheme, key, plain)))
    return Openings(tuple(found), source.strip(), tuple(faults))


def _places(heading: list[str], names: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(heading):
        for key, name in names.items():
            if cell in (name, key) or (key == "period" and cell in PERIOD):
                found.setdefault(key, at)
    return found


def _period(text: str, scheme: Scheme, place: str, faults: list[Fault]) -> Period | None:
    period = spoken_period(text)
    fault = scheme.period_fault(period)
    if fault:
        faults.append(Fault(f"{place} 期间", text, fault))
    return None if fault else period


def spoken_period(text: str) -> Period | None:
    """2025-09, 2025年9月, 2025/9; 2025-Q3, 2025年第三季度, 2025年3季度."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if found := MONTH.fullmatch(plain):
        return Period("month", int(found[1]), int(found[2]))
    if found := QUARTER.fullmatch(plain):
        word = found[2] or found[3]
        return Period("quarter", int(found[1]), "一二三四".find(word) + 1 or int(word))
    return Period.parse(plain.removesuffix("年"))


def _stored(scheme: Scheme, key: str, plain: str) -> str:
    """A remembered percentage is an object of the facts; a rank or a score is a number."""
    for one in rules_of(scheme).indicators:
        if one.id == key and not any(hasattr(part.measure, "last") for part in one.parts):
            return '{"percent": "' + plain + '"}'
    return plain
