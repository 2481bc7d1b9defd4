"""Who may go on the line: newcomers against what the contract asks before it, and the earliest day it can be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from app.ledger import people
from app.ledger.book import Source, fetch
from app.ledger.people import EMPLOYMENT, POST_OF, TEAM_OF, Person, Span
from app.ledger.sources import Step
from app.ledger.training import HELD
from db.tables.training import TRAINING_ATTENDANCE, TRAINING_SESSION

DAY = timedelta(days=1)
INDUCTION, EXAM, PRACTICE = "induction", "exam", "practice"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in a session of induction or practice."""

    kind: str
    day: date
    mark: Decimal | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come with one step: calendar days since its first sign-in, or the best mark."""

    step: Step
    begun: date | None
    days: int
    signed: int
    mark: Decimal | None
    until: date | None  # the last day of the step, as things stand

    @property
    def done(self) -> bool:
        """Whether nothing is missing."""
        if self.step.kind == EXAM:
            return self.mark is not None and self.mark >= self.step.number
        return self.days >= self.step.number

    @property
    def missing(self) -> str:
        """What is still to be done, in words; nothing if all is done."""
        if self.done:
            return ""
        if self.step.kind != EXAM:
            return f"{self.step.name.split()[0]}还差 {self.step.number - self.days} 天"
        return "考试无成绩" if self.mark is None else f"考试 {self.mark} 分，未到 {self.step.number} 分"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody on the way to the line, or on it without everything that the contract asks."""

    id: int
    person: Person
    team: str
    since: date
    day: date
    steps: tuple[Progress, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """All that is still to be done."""
        return tuple(one.missing for one in self.steps if one.missing)

    @property
    def on_line(self) -> bool:
        """Whether the person is on the line already."""
        return self.person.online_on is not None and self.person.online_on <= self.day

    @property
    def earliest(self) -> date | None:
        """The first day on the line as things stand: after the last step; None where the contract asks nothing."""
        ends = [one.until for one in self.steps if one.until]
        return max(ends) + DAY if ends else None


def newcomers(source: Source, project: int, steps: tuple[Step, ...], day: date) -> tuple[Newcomer, ...]:
    """Everybody who is not on the line on a day, then those who went there too early; managers are neither."""
    every: dict[int, list[Span]] = {}
    for span in people.spans(source, project):
        every.setdefault(span.person, []).append(span)
    parts = _parts(source, project, day)
    found: list[Newcomer] = []
    for person in people.listed(source, project):
        mine = every.get(person.id, [])
        job = next((one for one in mine if one.kind == EMPLOYMENT and one.holds(day)), None)
        if job is None or any(one.kind == POST_OF and one.holds(day) for one in mine):
            continue
        if person.online_on is not None and person.online_on <= job.since:
            continue  # came along trained, with the floor
        one = _newcomer(person, job, mine, steps, parts.get(person.id, []), day)
        if not one.on_line or one.missing:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.on_line, one.since, one.person.staff_number)))


def _newcomer(
    person: Person, job: Span, spans: Iterable[Span], steps: tuple[Step, ...], parts: list[Part], day: date
) -> Newcomer:
    team = next((one.team for one in spans if one.kind == TEAM_OF and one.holds(day)), "")
    # Whoever is on the line already learned until the day before it.
    until = min(day, person.online_on - DAY) if person.online_on else day
    mine = [one for one in parts if job.since <= one.day <= until]
    return Newcomer(person.id, person, team, job.since, day, tuple(_progress(steps, mine, until)))


def _progress(steps: tuple[Step, ...], parts: list[Part], day: date) -> Iterator[Progress]:
    before: date | None = None
    for step in sorted(steps, key=lambda one: one.kind == PRACTICE):
        if step.kind == EXAM:
            mark = max((one.mark for one in parts if one.kind == INDUCTION and one.mark is not None), default=None)
            passed = mark is not None and mark >= step.number
            yield Progress(step, None, 0, 0, mark, None if passed else day)
            continue
        signed = sorted({one.day for one in parts if one.kind == step.kind})
        # Practice follows induction: days that overlap with it do not count twice.
        begun = max(signed[0], before + DAY) if signed and before else signed[0] if signed else None
        start = begun or max(day, before + DAY if before else day)
        days = min(max((day - begun).days + 1, 0), step.number) if begun else 0
        until = start + DAY * (step.number - 1)
        yield Progress(step, begun, days, len(signed), None, until)
        before = until if step.kind == INDUCTION else before


def _parts(source: Source, project: int, day: date) -> dict[int, list[Part]]:
    came, session = TRAINING_ATTENDANCE, TRAINING_SESSION
    joined = came.join(session, came.c.training_session_id == session.c.id)
    where = [came.c.project_id == project, came.c.voided.is_(None), came.c.came.is_(True), session.c.voided.is_(None)]
    where += [session.c.status == HELD, session.c.kind.in_((INDUCTION, PRACTICE)), came.c.day <= day]
    query = select(came.c.person_id, came.c.day, came.c.mark, session.c.kind).select_from(joined).where(*where)
    found: dict[int, list[Part]] = {}
    for row in fetch(source, query):
        found.setdefault(row.person_id, []).append(Part(row.kind, row.day, row.mark))
    return found
