"""Collects a period's facts from the store: derived, summed from days, or typed; each with its origin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from app.exact import show
from app.ledger import incidents, indicators, obligations
from app.ledger.book import Book
from app.ledger.change import Key
from app.ledger.contracts import contract
from app.ledger.derive import Case, Derived, derived
from app.ledger.fields import flat, nested
from app.ledger.indicator_checks import CONTEXT
from app.ledger.indicators import REVIEWED, SELF, Value
from app.ledger.memo import Memo
from app.ledger.origins import DAYS, DERIVED, TYPED, Collected, Origin, group_of, summary_of
from app.ledger.projects import Project, find, readings_in
from app.ledger.proofs import evident, rules_by_id
from app.periods import Period
from app.scoring.assess import Assessment, assess
from app.scoring.facts import read_facts
from app.scoring.load import rules_of
from app.scoring.measures.daily import DayFails, DayRatio
from app.scoring.scheme import Rules
from db.tables.history import HISTORY

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Assessed:
    """A period's assessment and the facts it rests on."""

    collected: Collected
    assessment: Assessment


def collect(book: Book, project: int, period: Period, opinion: str = REVIEWED) -> Collected:
    """A period's facts; with `REVIEWED`, reviewed values stand where there are any, else our own."""
    with book.read() as connection:
        return collect_in(book, connection, project, period, opinion)


def assessed(book: Book, project: int, period: Period, opinion: str = REVIEWED) -> Assessed:
    """The score of this moment, from what was logged."""
    with book.read() as connection:
        return assessed_in(book, connection, project, period, opinion)


def assessed_in(
    book: Book, connection: Connection, project: int, period: Period, opinion: str = REVIEWED, memo: Memo | None = None
) -> Assessed:
    """The same, inside a transaction."""
    collected = collect_in(book, connection, project, period, opinion, memo)
    owner = (memo or book.memo).recall("project", (project,), lambda: find(connection, project))
    scheme = contract(book.shelf, owner.scheme).scheme(period)
    return Assessed(collected, assess(scheme, *read_facts(scheme, collected.facts)))


def collect_in(
    book: Book, connection: Connection, project: int, period: Period, opinion: str = REVIEWED, memo: Memo | None = None
) -> Collected:
    """The facts inside a transaction; an uncommitted one brings its own memo."""
    from app.ledger.past import history

    memo = memo or book.memo
    memo.agree(connection.execute(select(func.max(HISTORY.c.id))).scalar() or 0)
    owner = memo.recall("project", (project,), lambda: find(connection, project))
    known = contract(book.shelf, owner.scheme)
    scheme = known.scheme(period)
    options = memo.recall("reading", (project, period), lambda: readings_in(connection, project, period))
    rules = rules_of(scheme, options)
    case = Case(connection, owner, known, rules, period, memo)
    gathered = _Gathering(rules, owner, period, opinion)
    gathered.derived(derived(case))
    gathered.typed(indicators.in_period(connection, project, period))
    facts = gathered.facts() | {"scheme": scheme.id, "period": str(period), "options": options}
    events, origins = _events(case)
    facts["events"] = events
    facts["history"] = history(book, connection, owner, period, memo)
    pending = [one for one in case.incidents() if one.status == incidents.RECORDED and one.kind != incidents.CONDUCT]
    return Collected(
        facts,
        gathered.origins | origins,
        gathered.missing_days,
        tuple(Key("incident", one.id) for one in pending),
        _unproven(case),
    )


def _unproven(case: Case) -> tuple[Key, ...]:
    """The open obligations of the period that nothing on record proves."""
    waiting = tuple(one for one in case.obligations() if one.status == obligations.OPEN)
    rules = rules_by_id(case.known)
    key = (case.owner.id, case.period)
    tables = "obligation training_session training_plan training_attendance person_span"
    proved = case.memo.recall(tables, key, lambda: evident(case.connection, case.owner.id, waiting, rules))
    return tuple(Key("obligation", one.id) for one in waiting if one.id not in proved)


def _events(case: Case) -> tuple[list[dict[str, Any]], dict[str, Origin]]:
    """Logged contract items that the settlement knows."""
    settling = case.rules.settling
    logged = {one.id: one for one in (settling.items if settling else ()) if one.kind.logged}
    found: list[dict[str, Any]] = []
    origins: dict[str, Origin] = {}
    for one in case.incidents():
        if one.item in logged and one.counted and not one.waived:
            event: dict[str, Any] = {"item": one.item, "quantity": show(one.quantity)}
            if logged[one.item].kind.own_amount and one.fen is not None:
                event["amount"] = f"{one.fen // 100}.{one.fen % 100:02d}"
            origins[f"events.{len(found)}"] = Origin(DERIVED, (Key("incident", one.id),))
            found.append(event)
    return found, origins


class _Gathering:
    """Puts one period's inputs together: what is typed for a period goes before its days, and these before the rest."""

    def __init__(self, rules: Rules, owner: Project, period: Period, opinion: str) -> None:
        self.rules, self.owner, self.period, self.opinion = rules, owner, period, opinion
        self.values: dict[str, Any] = {}
        self.origins: dict[str, Origin] = {}
        self.missing_days: dict[str, tuple[date, ...]] = {}

    def derived(self, found: Mapping[str, Derived]) -> None:
        """What the ledger works out."""
        for path, one in found.items():
            self.values[path] = one.value
            self.origins[path] = Origin(DERIVED, tuple(one.rows), one.note)

    def typed(self, rows: tuple[Value, ...]) -> None:
        """What somebody typed, by day and for the period."""
        chosen = list(self._chosen(rows))
        daily = [one for one in chosen if not one.period]
        for name in dict.fromkeys(one.indicator for one in daily):
            self._days(name, [one for one in daily if one.indicator == name])
        mine = [one for one in chosen if one.period == str(self.period)]
        for group in dict.fromkeys(group_of(f"{one.indicator}.{one.field}") for one in mine):
            self._group(group, [one for one in mine if group_of(f"{one.indicator}.{one.field}") == group])

    def _chosen(self, rows: tuple[Value, ...]) -> Iterator[Value]:
        """Our own values, and in their place the reviewed ones where they are asked for."""
        reviewed: dict[tuple[str, str, date], set[str]] = {}
        for one in rows if self.opinion != SELF else ():
            if one.opinion == REVIEWED:
                reviewed.setdefault(_place(one), set()).add(one.field.rpartition(".")[2])
        for one in rows:
            there = reviewed.get(_place(one))
            if one.opinion == REVIEWED:
                if there:
                    yield one
            elif there is None or _completes(one, there):
                yield one

    def _group(self, group: str, rows: list[Value]) -> None:
        replaced = {path: value for path, value in self.values.items() if group_of(path) == group}
        derived = all(self.origins[path].kind == DERIVED for path in replaced)
        summary = summary_of(replaced) if derived else None
        before = "" if summary is None else show(summary)
        for path in replaced:
            del self.values[path], self.origins[path]
        for one in rows:
            path = f"{one.indicator}.{one.field}"
            self.values[path] = one.plain
            then = show(one.derived) if one.derived is not None else ""
            self.origins[path] = Origin(
                TYPED, (Key("kpi_value", one.id),), one.source, before, then, one.reason, one.opinion
            )

    def _days(self, name: str, rows: list[Value]) -> None:
        by_day: dict[date, list[Value]] = {}
        for one in rows:
            if self.owner.term.holds(one.since):
                by_day.setdefault(one.since, []).append(one)
        listed = self._day_fields(name)
        by_day = {day: found for day, found in by_day.items() if _is_whole(found, listed)}
        if listed:
            self._list_days(name, by_day)
        else:
            self._sum_days(name, [one for found in by_day.values() for one in found])
        self.missing_days[name] = tuple(day for day in self._calendar() if day not in by_day)

    def _day_fields(self, name: str) -> tuple[str, ...]:
        """The fields of each day where the contract assesses days."""
        for part in self.rules.indicator(name).parts if name != CONTEXT else ():
            if isinstance(part.measure, DayFails):
                return part.measure.fields
            if isinstance(part.measure, DayRatio):
                return (part.measure.hits, part.measure.total)
        return ()

    def _list_days(self, name: str, by_day: Mapping[date, list[Value]]) -> None:
        for at, (day, rows) in enumerate(sorted(by_day.items())):
            self.values[f"{name}.days.{at}.date"] = str(day)
            self.origins[f"{name}.days.{at}"] = Origin(DAYS, tuple(Key("kpi_value", one.id) for one in rows))
            for one in rows:
                self.values[f"{name}.days.{at}.{one.field}"] = one.plain

    def _sum_days(self, name: str, rows: list[Value]) -> None:
        for field in dict.fromkeys(one.field for one in rows):
            mine = [one for one in rows if one.field == field]
            numbers = [one.number for one in mine if one.number is not None]
            self.values[f"{name}.{field}"] = show(sum(numbers, start=numbers[0] - numbers[0]))
            self.origins[f"{name}.{field}"] = Origin(DAYS, tuple(Key("kpi_value", one.id) for one in mine))

    def _calendar(self) -> Iterator[date]:
        day = self.period.first
        while day <= self.period.last:
            if self.owner.term.holds(day):
                yield day
            day += DAY

    def facts(self) -> dict[str, Any]:
        """Inputs and context as the command line's facts have them."""
        found = nested(self.values.items())
        context = found.pop(CONTEXT, {})
        return {"inputs": found, "context": context}


def _completes(own: Value, reviewed: set[str]) -> bool:
    """Whoever reviews one count of a ratio lets the other stand as it was handed in."""
    field = own.field.rpartition(".")[2]
    return len(reviewed & {"hits", "total"}) == 1 and field in ("hits", "total") and field not in reviewed


def _is_whole(rows: list[Value], fields: tuple[str, ...]) -> bool:
    """A day counts when all of its figures are there; a half-typed one is a missing day."""
    found = {one.field for one in rows}
    return found >= set(fields) if fields else len(found & {"hits", "total"}) != 1


def _place(one: Value) -> tuple[str, str, date]:
    return (one.period, group_of(f"{one.indicator}.{one.field}"), one.since)


def paths(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Every input of facts by its path."""
    return dict(flat(facts["inputs"])) | {f"{CONTEXT}.{path}": value for path, value in flat(facts["context"])}
