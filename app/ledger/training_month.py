"""A month of training as its page shows it: plan, sessions, everybody's hours against the contract, who is new."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import case, func, select

from app.ledger import attachments, line_access, people, projects, training
from app.ledger.book import Book, Source, fetch
from app.ledger.contracts import Contract
from app.ledger.line_access import Newcomer
from app.ledger.people import EMPLOYMENT, TEAM_OF, Person
from app.ledger.sources import Step
from app.ledger.training import CANCELLED, HELD, Plan, Session
from app.periods import Period
from app.scoring.alerts import AnyoneBelow
from app.scoring.load import rules_of
from app.team_order import team_order
from db.tables.training import TRAINING_ATTENDANCE, TRAINING_SESSION

NOUN = "training_session"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Held:
    """A session with how many came of how many, and how many files prove it."""

    id: int
    session: Session
    came: int
    expected: int
    marked: int
    files: int

    @property
    def cancelled(self) -> bool:
        """Whether it fell through."""
        return self.session.status == CANCELLED


@dataclass(frozen=True, slots=True)
class HoursAsked:
    """What the contract asks of everybody in a month."""

    number: Decimal
    clause: str
    words: str
    alert: str


@dataclass(frozen=True, slots=True)
class Learner:
    """A person's month; without a figure in the contract nothing is missing."""

    id: int
    person: Person
    team: str
    hours: Decimal
    asked: Decimal | None
    marks: tuple[Decimal, ...]
    sessions: int
    absent: int

    @property
    def missing(self) -> Decimal:
        """Hours still to come."""
        return max(ZERO, (self.asked or ZERO) - self.hours)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody of the floor on a day, with the team."""

    id: int
    person: Person
    team: str


@dataclass(frozen=True, slots=True)
class Fed:
    """A line of the score that training counts into, and from sessions of which kind; "" is any."""

    indicator: str
    name: str
    session: str
    judged: bool


@dataclass(frozen=True, slots=True)
class TrainingMonth:
    """Everything of a month, as of a day of it."""

    month: Period
    day: date
    plans: tuple[Plan, ...]
    sessions: tuple[Held, ...]
    learners: tuple[Learner, ...]
    asked: HoursAsked | None
    steps: tuple[Step, ...]
    newcomers: tuple[Newcomer, ...]
    fed: tuple[Fed, ...]

    def held_from(self, plan: int) -> Held | None:
        """The session of a line of the plan."""
        return next((one for one in self.sessions if one.session.plan == plan and not one.cancelled), None)

    @property
    def below(self) -> tuple[Learner, ...]:
        """Who still lacks hours."""
        return tuple(one for one in self.learners if one.missing)


def training_month(book: Book, known: Contract, project: int, month: Period, today: date) -> TrainingMonth:
    """A month, its people as of its last day in the term, what is new as of today if that is earlier."""
    with book.read() as connection:
        owner = projects.find(connection, project)
        last = min(month.last, owner.term.last or month.last)
        day = max(month.first, min(last, today))
        asked = hours_asked(known, month)
        sessions = training.sessions(connection, project, month, cancelled=True)
        return TrainingMonth(
            month,
            day,
            training.plans(connection, project, month),
            tuple(_held(connection, project, sessions, month)),
            tuple(_learners(connection, project, sessions, month, last, asked)),
            asked,
            known.sources.before_line,
            line_access.newcomers(connection, project, known.sources.before_line, day),
            tuple(fed_lines(known, month)),
        )


def hours_asked(known: Contract, month: Period) -> HoursAsked | None:
    """The alert that looks at everybody's hours, or else the obligation that everybody's hours prove."""
    to = {one.to.partition(".")[2] for one in known.sources.derivations if one.kind == "training_hours"}
    for alert in rules_of(known.scheme(month)).alerts:
        if isinstance(alert.kind, AnyoneBelow) and alert.kind.context in to:
            return HoursAsked(Decimal(str(alert.kind.below)), alert.clause, alert.words, alert.text)
    for rule in known.obligations.obligations:
        kind, _, number = rule.proved_by.partition(":")
        if kind == "training_hours":
            return HoursAsked(Decimal(number), rule.clause, rule.words, rule.name)
    return None


def fed_lines(known: Contract, month: Period) -> Iterator[Fed]:
    """The lines that a poor session, or an obligation that training proves, takes points from."""
    rules, found = rules_of(known.scheme(month)), dict[str, Fed]()
    for one in known.sources.derivations:
        if one.kind == "poor_sessions":
            name = one.to.partition(".")[0]
            found[name] = Fed(name, rules.indicator(name).name, one.session, True)
    for rule in known.obligations.obligations:
        for target in rule.feeds if rule.proved_by else ():
            name = target.partition(".")[0]
            found.setdefault(name, Fed(name, rules.indicator(name).name, "", False))
    yield from found.values()


def floor(source: Source, project: int, day: date) -> tuple[Seat, ...]:
    """Everybody employed on a day, by team, then by staff number."""
    spans = [one for one in people.spans(source, project) if one.holds(day)]
    there = {one.person for one in spans if one.kind == EMPLOYMENT}
    team = {one.person: one.team for one in spans if one.kind == TEAM_OF}
    seats = [Seat(one.id, one, team.get(one.id, "")) for one in people.listed(source, project) if one.id in there]
    return tuple(sorted(seats, key=lambda one: (team_order(one.team), one.person.staff_number)))


def held_between(source: Source, project: int, first: date, last: date, kind: str = "") -> int:
    """How many sessions were held in a span, of one kind or of any."""
    table = TRAINING_SESSION
    where = [table.c.project_id == project, table.c.voided.is_(None), table.c.status == HELD]
    where += [table.c.day.between(first, last)] + ([table.c.kind == kind] if kind else [])
    return len(fetch(source, select(table.c.id).where(*where)))


def _held(source: Source, project: int, sessions: Sequence[Session], month: Period) -> Iterator[Held]:
    """Counted by the store: on a floor of hundreds a month has thousands of rows."""
    came = TRAINING_ATTENDANCE
    where = (came.c.project_id == project, came.c.voided.is_(None), came.c.day.between(month.first, month.last))
    there = func.sum(case((came.c.came.is_(True), 1), else_=0)).label("there")
    counted = (there, func.count().label("expected"), func.count(came.c.mark).label("marked"))
    query = select(came.c.training_session_id, *counted).where(*where).group_by(came.c.training_session_id)
    counts: dict[int, tuple[int, int, int]] = {
        row.training_session_id: (row.there, row.expected, row.marked) for row in fetch(source, query)
    }
    files = attachments.counts(source, project, NOUN)
    for one in sessions:
        signed, expected, marked = counts.get(one.id, (0, 0, 0))
        yield Held(one.id, one, signed, expected, marked, files.get(one.id, 0))


def _learners(
    source: Source, project: int, sessions: Sequence[Session], month: Period, last: date, asked: HoursAsked | None
) -> Iterator[Learner]:
    """Everybody of the month's last day in the term, with what the month's sessions gave them."""
    parts = _parts(source, project, sessions, month)
    for seat in floor(source, project, last):
        mine = parts.get(seat.id, [])
        yield Learner(
            seat.id,
            seat.person,
            seat.team,
            sum((one.hours for one in mine if one.came), ZERO),
            asked.number if asked else None,
            tuple(one.mark for one in mine if one.mark is not None),
            sum(one.came for one in mine),
            sum(not one.came for one in mine),
        )


class _Part(NamedTuple):
    """Somebody's part in a session: the session's hours count where there are none of one's own."""

    came: bool
    hours: Decimal
    mark: Decimal | None


def _parts(source: Source, project: int, sessions: Sequence[Session], month: Period) -> Mapping[int, list[_Part]]:
    """Everybody's parts in the sessions that were held, in the order of their days."""
    usual = {one.id: one.hours for one in sessions if one.status != CANCELLED}
    came = TRAINING_ATTENDANCE
    where = (came.c.project_id == project, came.c.voided.is_(None), came.c.day.between(month.first, month.last))
    columns = (came.c.person_id, came.c.training_session_id, came.c.came, came.c.hours, came.c.mark)
    found: dict[int, list[_Part]] = {}
    query = select(*columns).where(*where).order_by(came.c.day, came.c.id)
    for row in fetch(source, query):
        whole = usual.get(row.training_session_id)
        if whole is not None:
            part = _Part(row.came, whole if row.hours is None else row.hours, row.mark)
            found.setdefault(row.person_id, []).append(part)
    return found
