"""Who works on the floor on a day, who came and who went, and how that stands against the contract."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.ledger import people, posts, projects
from app.ledger.book import Book
from app.ledger.contracts import Contract
from app.ledger.derive import Case, Turnover, turnovers
from app.ledger.people import EMPLOYMENT, LEADER, POST_OF, PROTECTION, TEAM_OF, WAGE, Person, Span
from app.ledger.posts import Post
from app.ledger.sources import Asked
from app.periods import Period
from app.scoring.load import rules_of

DAY = timedelta(days=1)
HERE, GONE, COMING = "here", "gone", "coming"


@dataclass(frozen=True, slots=True)
class Member:
    """A person on a day; `protected` are the days still left of a newcomer's protection, that day included."""

    id: int
    person: Person
    team: str
    leader: bool
    post: str
    since: date | None
    until: date | None
    protected: int
    special: str
    wage_fen: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Movement:
    """Somebody who came or went; `faults` say what the contract's notice lacks, None where it asks for none."""

    id: int
    person: Person
    day: date
    came: bool
    team: str
    reason: str
    noticed_on: date | None
    handed_over: bool
    faults: tuple[str, ...] | None

    @property
    def given(self) -> int:
        """How many days before the last one it was announced."""
        return (self.day - self.noticed_on).days if self.noticed_on else 0


@dataclass(frozen=True, slots=True)
class Staffing:
    """The floor on a day against the contract."""

    day: date
    members: tuple[Member, ...]
    movements: tuple[Movement, ...]
    posts: tuple[Post, ...]
    headcount: int
    asked: Asked | None
    turnovers: tuple[Turnover, ...]
    names: dict[int, str]
    protection: int | None

    @property
    def missing(self) -> int | None:
        """How many are missing; None where nobody said how many there should be."""
        return max(0, self.asked.number - self.headcount) if self.asked and self.asked.number else None

    def member(self, person: int) -> Member | None:
        """One of them."""
        return next((one for one in self.members if one.id == person), None)


def staffing(book: Book, known: Contract, project: int, period: Period, day: date) -> Staffing:
    """Everybody of a project on a day of a period."""
    with book.read() as connection:
        owner = projects.find(connection, project)
        everybody = people.listed(connection, project)
        spans = people.spans(connection, project)
        given = projects.parameters_on(connection, project, day)
        options = projects.readings_in(connection, project, period)
        case = Case(connection, owner, known, rules_of(known.scheme(period), options), period, book.memo)
        named = posts.on(connection, project, day, known.sources.posts)
        turned = tuple(turnovers(case))
    protection = protection_days(known)
    held = _by_person(spans)
    members = tuple(member(one, held.get(one.id, ()), day, protection) for one in everybody)
    counted = [one for one in members if one.state == HERE and one.post not in known.sources.leaves_out]
    moved = tuple(_movements(everybody, held, known.sources.notice, period))
    asked = _asked(known.sources.headcount, given.get("contracted", ""))
    names = {one.id: one.name for one in everybody}
    return Staffing(day, members, moved, named, len(counted), asked, turned, names, protection)


def _asked(contract: Asked | None, typed: str) -> Asked | None:
    """What the project says goes before what the contract says."""
    if not typed.isdigit():
        return contract
    if contract and contract.number == int(typed):
        return contract
    return Asked(int(typed), "项目参数", contract.words if contract else "")


def protection_days(known: Contract) -> int | None:
    """How long a newcomer is protected; None where the contract has no conduct rules."""
    if known.conduct is None:
        return None
    from app.conduct.load import rules_of as conduct_rules

    return int(conduct_rules(known.conduct).protection.number)


def _by_person(spans: Iterable[Span]) -> dict[int, tuple[Span, ...]]:
    found: dict[int, list[Span]] = {}
    for one in spans:
        found.setdefault(one.person, []).append(one)
    return {person: tuple(mine) for person, mine in found.items()}


def member(person: Person, spans: tuple[Span, ...], day: date, protection: int | None) -> Member:
    """A person on a day; one who is gone as on the last day there."""
    jobs = [one for one in spans if one.kind == EMPLOYMENT]
    job = next((one for one in jobs if one.holds(day)), None)
    past = [one for one in jobs if one.until and one.until < day]
    state = HERE if job else GONE if past else COMING
    job = job or (past[-1] if past else jobs[0] if jobs else None)
    then = day if state == HERE or job is None else job.until if state == GONE and job.until else job.since
    now = {one.kind: one for one in spans if one.holds(then)}
    team, wage = now.get(TEAM_OF), now.get(WAGE)
    leads = LEADER in now and team is not None and now[LEADER].team == team.team
    special = now[PROTECTION].word if PROTECTION in now and state == HERE else ""
    return Member(
        person.id,
        person,
        team.team if team else "",
        leads,
        now[POST_OF].word if POST_OF in now else "",
        job.since if job else None,
        job.until if job else None,
        _protected(person, day, protection) if state == HERE else 0,
        special,
        wage.fen if wage else None,
        state,
    )


def _protected(person: Person, day: date, days: int | None) -> int:
    if days is None or person.online_on is None or person.online_on > day:
        return 0
    return max(0, days - (day - person.online_on).days)


def _movements(
    everybody: Iterable[Person], held: dict[int, tuple[Span, ...]], asked: Asked | None, period: Period
) -> Iterator[Movement]:
    found: list[Movement] = []
    for person in everybody:
        mine = held.get(person.id, ())
        for one in mine:
            if one.kind == EMPLOYMENT:
                found += _ends(person, one, mine, asked, period)
    yield from sorted(found, key=lambda one: (one.day, one.came, one.person.staff_number))


def _ends(person: Person, job: Span, mine: tuple[Span, ...], asked: Asked | None, period: Period) -> Iterator[Movement]:
    def team(day: date) -> str:
        return next((one.team for one in mine if one.kind == TEAM_OF and one.holds(day)), "")

    if job.since in period:
        yield Movement(job.id * 2, person, job.since, True, team(job.since), "", None, False, None)
    if job.until and job.until in period:
        faults = leaving_faults(asked, job.until, job.noticed_on, job.handed_over)
        said = (job.reason, job.noticed_on, job.handed_over)
        yield Movement(job.id * 2 + 1, person, job.until, False, team(job.until), *said, faults)


def leaving_faults(
    asked: Asked | None, last_day: date, noticed_on: date | None, handed_over: bool
) -> tuple[str, ...] | None:
    """What a departure lacks by the contract; None where the contract says nothing about it."""
    if asked is None or not asked.number:
        return None
    given = (last_day - noticed_on).days if noticed_on else 0
    told = "没有提出日" if noticed_on is None else f"只提前 {given} 天"
    short = (f"{told}，合同要求 {asked.number} 天",) if given < asked.number else ()
    return short + (() if handed_over else ("未办交接",))
