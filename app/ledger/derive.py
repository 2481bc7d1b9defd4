"""What the ledger works out by itself: counts of incidents and missed obligations, people, sessions, checks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from app.exact import show
from app.ledger import incidents, obligations, people, posts, training
from app.ledger.change import Key
from app.ledger.contracts import Contract
from app.ledger.incidents import Incident
from app.ledger.memo import Memo
from app.ledger.people import Person, Span
from app.ledger.projects import Project
from app.ledger.sources import Derivation
from app.periods import Period
from app.scoring.measures.listed import Items, Months
from app.scoring.scheme import Rules

ZERO = Decimal(0)


@dataclass(slots=True)
class Derived:
    """A derived input and the rows it comes from."""

    value: str | bool
    rows: list[Key] = field(default_factory=list[Key])
    note: str = ""


Found = Iterator[tuple[str, Derived]]


@dataclass(frozen=True, slots=True)
class Case:
    """What a derivation looks at."""

    connection: Connection
    owner: Project
    known: Contract
    rules: Rules
    period: Period
    memo: Memo

    @property
    def last(self) -> date:
        """The period's last day inside the term."""
        return min(self.period.last, self.owner.term.last or self.period.last)

    def spans(self, kind: str) -> tuple[Span, ...]:
        """Dated facts of one kind."""
        key = (self.owner.id, kind)
        return self.memo.recall("person_span team", key, lambda: people.spans(self.connection, self.owner.id, kind))

    def people(self) -> tuple[Person, ...]:
        """Everybody."""
        return self.memo.recall("person", (self.owner.id,), lambda: people.listed(self.connection, self.owner.id))

    def incidents(self) -> tuple[Incident, ...]:
        """What happened in the period."""
        key = (self.owner.id, self.period)
        return self.memo.recall("incident", key, lambda: incidents.listed(self.connection, self.owner.id, self.period))

    def obligations(self) -> tuple[obligations.Obligation, ...]:
        """What is due in the period."""
        key = (self.owner.id, self.period)
        return self.memo.recall(
            "obligation", key, lambda: obligations.due_between(self.connection, self.owner.id, *self._due())
        )

    def _due(self) -> tuple[date, date]:
        """What falls due before the service begins or after it ends belongs to the first or the last period."""
        term = self.owner.term
        first = date.min if term.first and term.first in self.period else self.period.first
        return first, date.max if term.last and term.last in self.period else self.period.last

    def employments(self) -> tuple[Span, ...]:
        """All employments."""
        return self.spans(people.EMPLOYMENT)

    def counts(self, person: int, day: date) -> bool:
        """Whether somebody counts as staff on a day: the posts that the contract leaves out do not."""
        out = self.known.sources.leaves_out
        held = self.spans(people.POST_OF) if out else ()
        return not any(one.person == person and one.word in out and one.holds(day) for one in held)


def derived(case: Case) -> dict[str, Derived]:
    """Every input the ledger derives in a period, by path."""
    found: dict[str, Derived] = {}
    for path, one in _all(case):
        if path in found and not isinstance(one.value, bool):
            joined = found[path]
            joined.value = show(Decimal(joined.value) + Decimal(one.value))
            joined.rows += one.rows
        else:
            found[path] = one
    return found


def _all(case: Case) -> Found:
    yield from _incidents(case)
    yield from _missed(case)
    for one in case.known.sources.derivations:
        yield from KINDS[one.kind](case, one)


def _incidents(case: Case) -> Found:
    lengths: dict[str, int] = {}
    for one in case.incidents():
        item = case.known.sources.item(one.item)
        if item is None or not one.counted or one.waived:
            continue
        target = item.severe_feeds if one.severe and item.severe_feeds else item.feeds
        if target:
            path = target_path(case.rules, target, one.day, lengths.get(target, 0))
            lengths[target] = lengths.get(target, 0) + 1
            yield path, Derived(show(one.quantity), [Key("incident", one.id)])


def target_path(rules: Rules, target: str, day: date, length: int) -> str:
    """A count is summed, a count by months goes to its month, an amount joins a list of so many."""
    kinds = [part.measure for part in rules.indicator(target.partition(".")[0]).parts]
    field_name = target.partition(".")[2]
    if any(isinstance(kind, Items) and kind.field == field_name for kind in kinds):
        return f"{target}.{length}"
    if field_name == "months" and any(isinstance(kind, Months) for kind in kinds):
        return f"{target}.{Period('month', day.year, day.month)}"
    return target


def _missed(case: Case) -> Found:
    """An obligation counts only when somebody confirmed that it was missed."""
    feeds = {rule.id: rule.feeds for rule in case.known.obligations.obligations}
    for one in case.obligations():
        if one.status == obligations.MISSED:
            for target in feeds.get(one.rule, ()):
                yield target, Derived("1", [Key("obligation", one.id)])


def _headcount(case: Case, rule: Derivation) -> Found:
    jobs = case.employments()
    if not jobs:
        return
    if rule.form == "end":
        yield rule.to, _counted(case, jobs, case.last)
        return
    for month in case.period.months:
        if case.owner.term.days_in(month):
            day = min(month.last, case.owner.term.last or month.last)
            yield f"{rule.to}.{month}", _counted(case, jobs, day)


def _counted(case: Case, jobs: Iterable[Span], day: date) -> Derived:
    there = {one.person: Key("person_span", one.id) for one in jobs if one.holds(day) and case.counts(one.person, day)}
    return Derived(str(len(there)), list(there.values()))


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who left in a span of days, by the contract's own formula, and how many are still there after it."""

    to: str
    first: date
    last: date
    left: tuple[Key, ...]
    stayed: int
    note: str

    @property
    def total(self) -> int:
        """What the leavers are divided by."""
        return len(self.left) + self.stayed

    @property
    def percent(self) -> Decimal:
        """The share that left."""
        share = Decimal(0) if not self.total else Decimal(100 * len(self.left)) / Decimal(self.total)
        return round(share, 4)


def turnovers(case: Case) -> Iterator[Turnover]:
    """Every turnover that the contract asks for in a period."""
    for rule in case.known.sources.derivations:
        if rule.kind == "turnover":
            yield from _turnovers(case, rule)


def _turnovers(case: Case, rule: Derivation) -> Iterator[Turnover]:
    jobs = _who(case, rule)
    if not jobs:
        return
    if rule.form == "months":
        for month in case.period.months:
            if case.owner.term.days_in(month):
                left, stayed = _leavers(case, jobs, month.first, month.last)
                yield Turnover(f"{rule.to}.{month}", month.first, month.last, tuple(left), stayed, rule.note)
        return
    last = case.period.months[-1]
    start = last.before(rule.window - 1).first
    start = max(start, case.owner.term.first or start)
    left, stayed = _leavers(case, jobs, start, last.last)
    yield Turnover(rule.to.removesuffix(".ratio"), start, last.last, tuple(left), stayed, rule.note)


def _turnover(case: Case, rule: Derivation) -> Found:
    for one in _turnovers(case, rule):
        if rule.form == "percent":
            yield one.to, Derived(show(one.percent), list(one.left), rule.note)
        else:
            yield from _ratio(one.to, one)


def _who(case: Case, rule: Derivation) -> list[Span]:
    jobs = case.employments()
    if rule.who != "online":
        return list(jobs)
    online = {one.id: one.online_on for one in case.people()}
    return [one for one in jobs if (day := online.get(one.person)) and day <= min(one.until or case.last, case.last)]


def _leavers(case: Case, jobs: Iterable[Span], first: date, last: date) -> tuple[list[Key], int]:
    """Who left in these days, and how many are still there after the last of them."""
    gone = [one for one in jobs if one.until and first <= one.until <= last and case.counts(one.person, one.until)]
    stayed = {one.person for one in jobs if one.since <= last and (one.until is None or one.until > last)}
    return [Key("person_span", one.id) for one in gone], sum(case.counts(one, last) for one in stayed)


def _ratio(path: str, one: Turnover) -> Found:
    yield f"{path}.hits", Derived(str(len(one.left)), list(one.left), one.note)
    yield f"{path}.total", Derived(str(one.total), [], one.note)


def _vacancies(case: Case, rule: Derivation) -> Found:
    held = [one for one in case.spans(people.POST_OF) if one.meets(case.period.first, case.period.last)]
    if held:
        # A floor that has entered no posts yet is not short of anybody: nothing unticked costs a point.
        found = posts.on(case.connection, case.owner.id, case.last, case.known.sources.posts)
        names = "、".join(f"{one.name}缺 {one.vacant} 人" for one in found if one.vacant)
        yield rule.to, Derived(str(sum(one.vacant for one in found)), [], names)


def _training_hours(case: Case, rule: Derivation) -> Found:
    if not training.sessions(case.connection, case.owner.id, case.period):
        return
    spent = training.hours(case.connection, case.owner.id, case.period)
    there = {one.person for one in case.employments() if one.holds(case.last)}
    for one in case.people():
        if one.id in there:
            yield f"{rule.to}.{one.staff_number}", Derived(show(spent.get(one.id, ZERO)), [Key("person", one.id)])


def _weekly_checks(case: Case, rule: Derivation) -> Found:
    """A week is told only when every check of it is decided."""
    names = {duty: check for check, duty in rule.checks}
    weeks: dict[str, list[obligations.Obligation]] = {}
    for one in case.obligations():
        if one.rule in names and one.status in (obligations.DONE, obligations.MISSED):
            weeks.setdefault(one.key, []).append(one)
    decided = [(week, found) for week, found in sorted(weeks.items()) if len(found) == len(names)]
    for at, (week, found) in enumerate(decided):
        yield f"{rule.to}.{at}.week", Derived(week, [Key("obligation", one.id) for one in found])
        for one in found:
            yield f"{rule.to}.{at}.{names[one.rule]}", Derived(one.status == obligations.DONE, [])


def _poor_sessions(case: Case, rule: Derivation) -> Found:
    found = training.sessions(case.connection, case.owner.id, case.period, rule.session)
    poor = [Key("training_session", one.id) for one in found if one.poor]
    if poor:
        yield rule.to, Derived(str(len(poor)), poor, rule.note)


KINDS: dict[str, Callable[[Case, Derivation], Found]] = {
    "headcount": _headcount,
    "turnover": _turnover,
    "vacancies": _vacancies,
    "training_hours": _training_hours,
    "weekly_checks": _weekly_checks,
    "poor_sessions": _poor_sessions,
}
