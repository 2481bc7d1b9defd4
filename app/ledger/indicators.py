"""KPI values: what was measured, for a period or a day, by ourselves or as reviewed; checked by the scheme's reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import bindparam, select

from app.errors import Fault, Refused
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.contracts import contract
from app.ledger.indicator_checks import (
    CONTEXT,
    check_day,
    check_not_fed,
    check_period,
    need_reason,
    overridden,
    period_of,
)
from app.ledger.projects import Project
from app.ledger.projects import find as find_project
from app.ledger.words import exact, refuse, shown_day
from app.periods import Period
from app.scoring.load import rules_of
from app.scoring.scheme import Rules
from db.tables.indicators import KPI_VALUE

SELF, REVIEWED = "self", "reviewed"
NUMBER, FLAG, WORD = "number", "flag", "word"
# The few inputs that are words: a reason, a day.
WORDS = ("waived", "force_majeure", "assessed_on")
Typed: TypeAlias = str | bool | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Value:
    """One field of an indicator's input."""

    id: int
    indicator: str
    field: str
    opinion: str
    period: str
    since: date
    kind: str
    number: Decimal | None
    word: str
    derived: Decimal | None
    reason: str
    source: str
    vendor: Decimal | None

    @property
    def plain(self) -> Any:
        """As the facts hold it."""
        if self.kind == WORD:
            return self.word
        return self.number != 0 if self.kind == FLAG else f"{self.number:f}"


class Place(NamedTuple):
    """Where values are typed: whose, for which period (empty for a day), from which day."""

    project: int
    indicator: str
    opinion: str
    period: str
    since: date


def record(
    book: Book,
    project: int,
    indicator: str,
    given: Mapping[str, Typed],
    at: Period | date,
    *,
    opinion: str = SELF,
    source: str = "",
    vendor: str = "",
    reason: str = "",
) -> Changed:
    """Writes fields of an indicator for a period or a day; None takes a field back. Refused as the scheme refuses."""
    if opinion not in (SELF, REVIEWED):
        raise refuse("opinion", opinion, f"应为 {SELF} 或 {REVIEWED}")
    owner = book.memo.recall("project", (project,), lambda: find_project(book, project))
    rules = _rules(book, owner, at)
    _known_field(rules, indicator)
    period, day = (str(at), at.first) if isinstance(at, Period) else ("", at)
    place = Place(project, indicator, opinion, period, day)
    extra = {"source": source or None, "reason": reason or None, "vendor": exact("vendor", vendor) if vendor else None}
    words = f"{_name(rules, indicator)} {period or shown_day(day)}"
    with book.change("record_value", words, project, reason) as draft:
        over = _over(book, draft.change, owner, rules, place, given)
        need_reason(over, reason)
        derived = {path.partition(".")[2]: number for path, number in over.items()}
        _write(draft.change, place, given, extra, derived)
        values = _values(draft.change, place)
        if isinstance(at, Period):
            check_period(rules, owner, indicator, at, values.values())
        else:
            check_day(rules, indicator, values.values())
    return draft.done


def load_days(
    book: Book,
    project: int,
    indicator: str,
    days: Mapping[date, Mapping[str, Typed]],
    source: str,
    *,
    opinion: str = SELF,
) -> Changed:
    """Many days' figures in one entry, as a daily report brings them; all or none, each faulty day named."""
    owner = book.memo.recall("project", (project,), lambda: find_project(book, project))
    if not days:
        raise refuse("days", "", "没有要导入的日期")
    faults: list[Fault] = []
    with book.change("load_values", f"导入 {len(days)} 天的{_name_in(book, owner, indicator, days)}", project) as draft:
        for day, given in sorted(days.items()):
            place = Place(project, indicator, opinion, "", day)
            try:
                rules = _rules(book, owner, day)
                _known_field(rules, indicator)
                _write(draft.change, place, given, {"source": source or None, "reason": None, "vendor": None}, {})
                check_day(rules, indicator, _values(draft.change, place).values())
            except Refused as refused:
                faults += [Fault(f"{day}.{one.path}", one.value, one.reason) for one in refused.faults]
        if faults:
            raise Refused(faults)
    return draft.done


def _name_in(book: Book, owner: Project, indicator: str, days: Mapping[date, Mapping[str, Typed]]) -> str:
    rules = rules_of(
        contract(book.shelf, owner.scheme).scheme(period_of(contract(book.shelf, owner.scheme), min(days)))
    )
    _known_field(rules, indicator)
    return _name(rules, indicator)


def _rules(book: Book, owner: Project, at: Period | date) -> Rules:
    """The rules of the period that is typed for, or that the day lies in."""
    known = contract(book.shelf, owner.scheme)
    period = at if isinstance(at, Period) else period_of(known, at)
    scheme = known.scheme(period)
    if fault := scheme.period_fault(period):
        raise refuse("period", period, fault)
    if not (owner.term.days_in(at) if isinstance(at, Period) else owner.term.holds(at)):
        path = "period" if isinstance(at, Period) else "day"
        raise refuse(path, at, f"不在合同期 {owner.term.first} 至 {owner.term.last} 内")
    return rules_of(scheme)


def _known_field(rules: Rules, indicator: str) -> None:
    if indicator != CONTEXT and indicator not in [one.id for one in rules.indicators]:
        raise refuse("indicator", indicator, "方案没有这个指标")


def _name(rules: Rules, indicator: str) -> str:
    return "背景数据" if indicator == CONTEXT else rules.indicator(indicator).name


def _over(
    book: Book, change: Change, owner: Project, rules: Rules, place: Place, given: Mapping[str, Typed]
) -> Mapping[str, Decimal]:
    period = Period.parse(place.period) if place.period else None
    paths = [f"{place.indicator}.{field}" for field, value in given.items() if value is not None]
    if period is None:
        check_not_fed(contract(book.shelf, owner.scheme), paths)
    if period is None or not paths:
        return {}
    return overridden(change.connection, owner, contract(book.shelf, owner.scheme), rules, period, paths)


def _write(
    change: Change, place: Place, given: Mapping[str, Typed], extra: Mapping[str, Any], derived: Mapping[str, Decimal]
) -> None:
    current = {row["field"]: row for row in _stored(change, place)}
    at = {"indicator": place.indicator, "opinion": place.opinion, "period": place.period, "since": place.since}
    for field, value in given.items():
        row = current.get(field)
        values = {**_typed(f"{place.indicator}.{field}", value), **extra, "derived": derived.get(field)}
        if value is None:
            if row:
                change.set_from(KPI_VALUE, row, voided="清除")
        elif row:
            change.set_from(KPI_VALUE, row, **values)
        else:
            change.add(KPI_VALUE, **at, field=field, **values)


def _typed(path: str, value: Typed) -> dict[str, Any]:
    if value is None:
        return {"kind": NUMBER, "number": None, "word": None}
    if isinstance(value, bool):
        return {"kind": FLAG, "number": Decimal(int(value)), "word": None}
    if path.rpartition(".")[2] in WORDS:
        return {"kind": WORD, "number": None, "word": str(value)}
    return {"kind": NUMBER, "number": exact(path, value, low=None), "word": None}


_ALL = select(KPI_VALUE).where(KPI_VALUE.c.project_id == bindparam("project"), KPI_VALUE.c.voided.is_(None))
_IN_PLACE = _ALL.where(
    KPI_VALUE.c.indicator == bindparam("indicator"),
    KPI_VALUE.c.opinion == bindparam("opinion"),
    KPI_VALUE.c.since == bindparam("since"),
    KPI_VALUE.c.period == bindparam("period"),
)
_BETWEEN = _ALL.where(KPI_VALUE.c.since.between(bindparam("first"), bindparam("last"))).order_by(
    KPI_VALUE.c.since, KPI_VALUE.c.id
)


def _stored(change: Change, place: Place) -> list[dict[str, Any]]:
    return [dict(row) for row in change.connection.execute(_IN_PLACE, place._asdict()).mappings()]


def _values(change: Change, place: Place) -> dict[str, Value]:
    return {one.field: one for one in map(_value, fetch(change.connection, _IN_PLACE, place._asdict()))}


def in_period(source: Source, project: int, period: Period) -> tuple[Value, ...]:
    """Everything typed for a period or for its days, in order of days."""
    bound = {"project": project, "first": period.first, "last": period.last}
    return tuple(map(_value, fetch(source, _BETWEEN, bound)))


def _value(row: Any) -> Value:
    return Value(
        *(row.id, row.indicator, row.field, row.opinion, row.period, row.since, row.kind, row.number),
        *(row.word or "", row.derived, row.reason or "", row.source or "", row.vendor),
    )
