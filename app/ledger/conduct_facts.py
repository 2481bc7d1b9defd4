"""Collects a month's conduct facts: marks, leave and incidents become events; who was where; what went before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from app.conduct.facts import read_month
from app.conduct.judge import MonthResult, judge
from app.conduct.load import rules_of
from app.conduct.rulebook import Conduct, ConductRules
from app.exact import show, show_money
from app.ledger import attendance, incidents, leaves, people
from app.ledger.attendance import Mark
from app.ledger.book import Book
from app.ledger.change import Key
from app.ledger.codes import codes
from app.ledger.contracts import contract
from app.ledger.incident_checks import event_of
from app.ledger.leaves import Leave
from app.ledger.people import Person, Span
from app.ledger.projects import Project, find, openings, parameters_on, readings_in
from app.ledger.words import refuse
from app.periods import Period, Term
from app.team_order import NO_TEAM

HALF = Decimal("0.5")
CONTEXT = ("minimum_wage", "caution_share")


@dataclass(frozen=True, slots=True)
class Conducted:
    """A month's conduct facts, the rows behind each event, and what could not become an event."""

    facts: Mapping[str, Any]
    origins: tuple[tuple[Key, ...], ...]
    left_out: tuple[tuple[Key, str], ...] = ()
    proposals: tuple[tuple[int, str], ...] = ()
    pending: tuple[Key, ...] = ()


@dataclass(slots=True)
class _Event:
    """An event and its rows."""

    event: dict[str, Any]
    rows: list[Key]
    person: int
    quantity: Decimal
    documents: list[str] = field(default_factory=list[str])


def collect(book: Book, project: int, month: Period) -> Conducted:
    """A month's conduct facts."""
    with book.read() as connection:
        return collect_in(book, connection, project, month)


def judged(book: Book, project: int, month: Period) -> tuple[Conducted, MonthResult]:
    """What the conduct rules say of a month, from what was logged."""
    with book.read() as connection:
        return judged_in(book, connection, project, month)


def judged_in(book: Book, connection: Connection, project: int, month: Period) -> tuple[Conducted, MonthResult]:
    """The same, inside a transaction."""
    found = collect_in(book, connection, project, month)
    conduct = _conduct(book, find(connection, project))
    rules, read = read_month(conduct, found.facts)
    return found, judge(conduct, rules, read)


def _conduct(book: Book, owner: Project) -> Conduct:
    conduct = contract(book.shelf, owner.scheme).conduct
    if conduct is None:
        raise refuse("project", owner.code, "这个合同没有员工行为规范")
    return conduct


def collect_in(book: Book, connection: Connection, project: int, month: Period) -> Conducted:
    """The facts inside a transaction."""
    owner = find(connection, project)
    conduct = _conduct(book, owner)
    if fault := conduct.period_fault(month):
        raise refuse("period", month, fault)
    options = readings_in(connection, project, month, "conduct")
    crew = _Crew(connection, project, rules_of(conduct, options))
    there = crew.members(month)
    left_out: list[tuple[Key, str]] = []
    events = list(crew.events(month, {one["key"] for one in there}, left_out))
    given = parameters_on(connection, project, month.first)
    facts: dict[str, Any] = {
        "scheme": conduct.id,
        "period": str(month),
        "people": [{name: value for name, value in one.items() if name != "key"} for one in there],
        "prior": crew.prior(month, conduct.term, {one["key"]: one["id"] for one in there}),
        "events": [one.event for one in events],
        "context": {key: given[key] for key in CONTEXT if key in given},
        "options": options,
    }
    waiting = [one for one in crew.incidents(month) if one.status == incidents.RECORDED]
    pending = tuple(Key("incident", one.id) for one in waiting)
    asked = contract(book.shelf, owner.scheme).sources.notice
    proposals = tuple(crew.without_notice(month, asked.number)) if asked else ()
    return Conducted(facts, tuple(tuple(one.rows) for one in events), tuple(left_out), proposals, pending)


class _Crew:
    """The people of a project and what they did, read once."""

    def __init__(self, connection: Connection, project: int, rules: ConductRules) -> None:
        self.connection, self.project, self.rules = connection, project, rules
        self.people = {one.id: one for one in people.listed(connection, project)}
        self.spans: dict[tuple[int, str], list[Span]] = {}
        for one in people.spans(connection, project):
            self.spans.setdefault((one.person, one.kind), []).append(one)
        self.leaves = {one.id: one for one in leaves.listed(connection, project)}

    def members(self, month: Period) -> list[dict[str, Any]]:
        """Who was in employment on any day, with the team of their last day of it."""
        found: list[dict[str, Any]] = []
        for one in self.people.values():
            jobs = [job for job in self._held(one, people.EMPLOYMENT) if job.meets(month.first, month.last)]
            if jobs:
                found.append(self._member(one, jobs[-1], month))
        return self._one_leader_each(found, month)

    def _one_leader_each(self, members: list[dict[str, Any]], month: Period) -> list[dict[str, Any]]:
        """Where one leader followed another in the month, the team's leader is who led it last."""
        since: dict[str, date] = {}
        for one in members:
            if one["leader"]:
                spans = self.spans.get((one["key"], people.LEADER), [])
                begun = max(span.since for span in spans if span.meets(month.first, month.last))
                since[one["team"]] = max(begun, since.get(one["team"], begun))
                one["begun"] = begun
        for one in members:
            one["leader"] = one["leader"] and one.pop("begun") == since[one["team"]]
        return members

    def _member(self, one: Person, job: Span, month: Period) -> dict[str, Any]:
        last = min(job.until or month.last, month.last)
        team = self._on(one, people.TEAM_OF, last)
        leads = self._on(one, people.LEADER, last)
        wage = self._on(one, people.WAGE, last)
        found: dict[str, Any] = {"key": one.id, "id": one.staff_number, "name": one.name}
        found["team"] = team.team if team else NO_TEAM
        found["leader"] = bool(leads and team and leads.team == team.team)
        if one.online_on and one.online_on <= last:
            found["online_on"] = str(one.online_on)
        if job.until and job.until <= month.last:
            found["left_on"] = str(job.until)
        if wage and wage.fen is not None:
            found["monthly_wage"] = show_money(wage.fen)
        return found

    def _held(self, one: Person, kind: str) -> list[Span]:
        return self.spans.get((one.id, kind), [])

    def _on(self, one: Person, kind: str, day: date) -> Span | None:
        return next((span for span in reversed(self._held(one, kind)) if span.holds(day)), None)

    def incidents(self, period: Period) -> tuple[incidents.Incident, ...]:
        """The conduct incidents of a period."""
        return incidents.listed(self.connection, self.project, period, incidents.CONDUCT)

    def events(self, period: Period, there: Iterable[int], left_out: list[tuple[Key, str]]) -> Iterator[_Event]:
        """Every event of a period, in order of day; what cannot be one is left out with the reason."""
        told = list(self._incidents(period))
        twice = {(one.person, one.event["rule"], one.event["date"]) for one in told}
        found = [*told, *self._marked(period, twice, left_out)]
        known = set(there)
        for one in sorted(found, key=lambda event: (event.event["date"], event.rows[0])):
            person = self.people[one.person]
            if one.person not in known:
                left_out.append((one.rows[0], "当月不在职"))
            elif person.online_on and str(person.online_on) > one.event["date"]:
                left_out.append((one.rows[0], f"早于上线日期 {person.online_on}，不计扣罚"))
            elif not self._there(person, date.fromisoformat(one.event["date"])):
                left_out.append((one.rows[0], "当天不在职，不计扣罚"))
            else:
                yield one

    def _there(self, one: Person, day: date) -> bool:
        return any(job.holds(day) for job in self._held(one, people.EMPLOYMENT))

    def _incidents(self, period: Period) -> Iterator[_Event]:
        for one in self.incidents(period):
            if one.counted and one.person is not None:
                event = event_of(one, self.people[one.person].staff_number)
                event |= self._led_by(one.item, self.people[one.person], one.day)
                yield _Event(event, [Key("incident", one.id)], one.person, one.quantity)

    def _led_by(self, item: str, person: Person, day: date) -> dict[str, str]:
        """Who led the person's team on that day, where the rule makes the leader answer too."""
        rule = self.rules.rules.get(item)
        team = self._on(person, people.TEAM_OF, day)
        if rule is None or rule.joint is None or team is None:
            return {}
        for (who, kind), held in self.spans.items():
            if kind == people.LEADER and any(span.team == team.team and span.holds(day) for span in held):
                return {"leader": self.people[who].staff_number}
        return {}

    def _marked(
        self, period: Period, twice: set[tuple[int, str, str]], left_out: list[tuple[Key, str]]
    ) -> Iterator[_Event]:
        """Marks that the rules have a price for; the days of one leave are one event, a day told twice is one."""
        joined: dict[int, _Event] = {}
        halves: dict[tuple[int, date, str], Mark] = {}
        for mark in attendance.month(self.connection, self.project, period).all():
            if mark.code not in self.rules.rules:
                continue
            if (mark.person, mark.code, str(mark.day)) in twice:
                left_out.append((Key("attendance", mark.id), "当天已登记同一条款的事项，只计一次"))
                continue
            if mark.part != "day" and codes()[mark.code].kind == "absence":
                yield from self._whole_day(halves, mark)
                continue
            if mark.leave in joined:
                self._add(joined[mark.leave], mark)
                continue
            one = self._event(mark)
            if mark.leave is not None and mark.leave in self.leaves:
                self._with_request(one, self.leaves[mark.leave])
                joined[mark.leave] = one
            yield one

    def _whole_day(self, halves: dict[tuple[int, date, str], Mark], mark: Mark) -> Iterator[_Event]:
        """Absence is priced by the day: a morning and an afternoon are one, half of one is none."""
        place = (mark.person, mark.day, mark.code)
        first = halves.setdefault(place, mark)
        if first is not mark:
            one = self._event(mark)
            one.rows.append(Key("attendance", first.id))
            yield one

    def _event(self, mark: Mark) -> _Event:
        quantity = Decimal(1) if mark.part == "day" or not self.rules.rules[mark.code].leave else HALF
        event: dict[str, Any] = {"person": self.people[mark.person].staff_number, "rule": mark.code}
        event |= {"date": str(mark.day), "quantity": show(quantity)}
        return _Event(event, [Key("attendance", mark.id)], mark.person, quantity)

    def _add(self, one: _Event, mark: Mark) -> None:
        one.quantity += Decimal(1) if mark.part == "day" else HALF
        one.rows.append(Key("attendance", mark.id))
        one.event["quantity"] = show(one.quantity)

    def _with_request(self, one: _Event, leave: Leave) -> None:
        one.rows.append(Key("leave", leave.id))
        if leave.asked_at:
            one.event["asked_at"] = leave.asked_at.isoformat(timespec="minutes")
        if leave.special:
            one.event["special"] = leave.special
        if leave.documents:
            one.event["documents"] = list(leave.documents)
        if (leave.first_day.year, leave.first_day.month) != (leave.last_day.year, leave.last_day.month):
            one.event["request_days"] = show(leave.days)

    def prior(self, month: Period, term: Term, there: Mapping[int, str]) -> dict[str, dict[str, str]]:
        """What each person did earlier: over the term, and of leave over the calendar year."""
        sums: dict[tuple[str, str], Decimal] = {}
        numbers = {self.people[key].staff_number: number for key, number in there.items()}
        for one in openings(self.connection, self.project):
            rule = self.rules.rules.get(one.key)
            if (
                one.person in numbers
                and rule
                and one.since <= month.last
                and (not rule.leave or one.since.year == month.year)
            ):
                self._sum(sums, one.person, one.key, Decimal(one.word))
        for earlier in self._earlier(month, term):
            for event in self.events(earlier, there, []):
                rule = self.rules.rules[event.event["rule"]]
                if (
                    "waived" not in event.event
                    and self._matters(rule.id)
                    and (not rule.leave or earlier.year == month.year)
                ):
                    self._sum(sums, there[event.person], rule.id, event.quantity)
        found: dict[str, dict[str, str]] = {}
        for (person, rule), quantity in sorted(sums.items()):
            found.setdefault(person, {})[rule] = show(quantity)
        return found

    def _matters(self, rule: str) -> bool:
        """Whether what happened earlier says anything in a later month."""
        counted = any(one.kind == "term_total" for one in self.rules.triggers.get(rule, ()))
        return counted or self.rules.rules[rule].leave

    def _sum(self, sums: dict[tuple[str, str], Decimal], person: str, rule: str, quantity: Decimal) -> None:
        sums[person, rule] = sums.get((person, rule), Decimal(0)) + quantity

    def _earlier(self, month: Period, term: Term) -> Iterator[Period]:
        first = min(term.first or date(month.year, 1, 1), date(month.year, 1, 1))
        for one in month.earlier(24):
            if one.last >= first:
                yield one

    def without_notice(self, month: Period, days: int) -> Iterator[tuple[int, str]]:
        """Who left without the contract's notice or without handing over: a proposal, never an event by itself."""
        for (person, kind), held in self.spans.items():
            for job in held if kind == people.EMPLOYMENT else ():
                if job.until and job.until in month:
                    given = (job.until - job.noticed_on).days if job.noticed_on else 0
                    if given < days or not job.handed_over:
                        told = f"提前 {given} 天提出" + ("" if job.handed_over else "，未办交接")
                        yield person, told
