"""What every dated rule file has: who it is, its term and its readings; and its rules under chosen readings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from app.errors import Fault, Refused
from app.periods import EXAMPLES, KINDS, NAMES, Kind, Period, Term
from app.reader import Reader
from app.scoring.readings import Reading, parse_reading

FORMAT = 1
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Dated:
    """One dated version of a contract's rules of some sort, its readings still open."""

    id: str
    title: str
    version: str
    effective: date | None
    kind: Kind
    term: Term
    readings: Mapping[str, Reading]
    data: Mapping[str, Any] = field(repr=False)

    @property
    def defaults(self) -> dict[str, str]:
        """The readings as the file chose them."""
        return {reading.id: reading.default for reading in self.readings.values()}

    def period_fault(self, period: Period | None) -> str:
        """Why a period cannot be judged by these rules, or nothing."""
        if period is None:
            return f"应为期间，如 {EXAMPLES[self.kind]}"
        if period.kind != self.kind:
            return f"应按{NAMES[self.kind]}，写成 {EXAMPLES[self.kind]} 的样子"
        if not self.term.days_in(period):
            return f"不在合同期 {self.term.first} 至 {self.term.last} 内"
        return ""


def read_head(reader: Reader) -> dict[str, Any]:
    """The fields of `Dated`, from a rule file."""
    if reader.whole("format", FORMAT) != FORMAT:
        reader.fault("format", f"本程序认识的格式是 {FORMAT}", reader.data.get("format"))
    readings = [parse_reading(one) for one in reader.tables("reading")]
    ids = [reading.id for reading in readings]
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            reader.fault("reading", "读法编号重复", name)
    return {
        "id": reader.text("id"),
        "title": reader.text("title"),
        "version": reader.text("version"),
        "effective": reader.day("effective", None),
        "kind": cast("Kind", reader.one_of("period", tuple(KINDS))),
        "term": _term(reader),
        "readings": {reading.id: reading for reading in readings},
        "data": reader.data,
    }


def _term(reader: Reader) -> Term:
    if not reader.has("term"):
        return Term()
    nested = reader.table("term")
    term = Term(nested.day("first", None), nested.day("last", None))
    if term.first and term.last and term.first > term.last:
        nested.fault("first", "合同期的起日晚于止日", str(term.first))
    nested.close()
    return term


def under(
    dated: Dated,
    chosen: Mapping[str, str] | None,
    known: dict[Any, R],
    load: Callable[[dict[str, str], list[Fault]], R],
) -> R:
    """The rules under chosen readings, loaded once for each choice; refused with every fault."""
    options = dated.defaults | dict(chosen or {})
    key = tuple(options.items())
    if key not in known:
        faults: list[Fault] = []
        rules = load(options, faults)
        if faults:
            raise Refused(faults)
        known[key] = rules
    return known[key]
