"""Who was there in a month, in the order in which the staff forms list people: by team, then by staff number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.errors import Fault, Refused
from app.ledger import people
from app.ledger.book import Source
from app.ledger.people import Span
from app.periods import Period
from app.team_order import NO_TEAM, team_order


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a month, with the team and the post of their last day in it."""

    id: int
    number: str
    name: str
    team: str
    post: str
    leader: bool
    online_on: date | None
    jobs: tuple[Span, ...]

    def there(self, day: date) -> bool:
        """Whether the person was in employment on a day."""
        return any(job.holds(day) for job in self.jobs)

    @property
    def role(self) -> str:
        """The post, or what leading a team is called where none was named."""
        return self.post or ("班长" if self.leader else "")

    @property
    def left_on(self) -> date | None:
        """The last day in post, if there is one."""
        return self.jobs[-1].until


def members(source: Source, project: int, period: Period) -> tuple[Member, ...]:
    """Everybody in employment on any day of a month."""
    spans: dict[tuple[int, str], list[Span]] = {}
    for one in people.spans(source, project):
        spans.setdefault((one.person, one.kind), []).append(one)
    found: list[Member] = []
    for one in people.listed(source, project):
        jobs = tuple(job for job in spans.get((one.id, people.EMPLOYMENT), []) if job.meets(period.first, period.last))
        if jobs:
            found.append(_member(one, jobs, spans, min(jobs[-1].until or period.last, period.last)))
    return tuple(sorted(found, key=lambda one: (team_order(one.team), one.number)))


def _member(one: people.Person, jobs: tuple[Span, ...], spans: dict[tuple[int, str], list[Span]], last: date) -> Member:
    def held(kind: str) -> Span | None:
        return next((span for span in reversed(spans.get((one.id, kind), [])) if span.holds(last)), None)

    team, post, leads = held(people.TEAM_OF), held(people.POST_OF), held(people.LEADER)
    leader = bool(team and leads and leads.team == team.team)
    words = (team.team if team else NO_TEAM, post.word if post else "")
    return Member(one.id, one.staff_number, one.name, *words, leader, one.online_on, jobs)


def by_team(found: Iterable[Member]) -> Iterator[tuple[str, tuple[Member, ...]]]:
    """Each team with its members."""
    for team, rows in groupby(found, key=lambda one: one.team):
        yield team, tuple(rows)


def monthly(period: Period) -> None:
    """Refuses what is not a month: these forms have a column a day."""
    if period.kind != "month":
        raise Refused([Fault("period", str(period), "这种表单按月，期间应写成 2025-09 的样子")])
