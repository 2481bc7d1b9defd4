"""The first page as data: the headline that the window always shows, and what stands around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from app.exact import Exact, add, exact_or_none, show
from app.ledger import facts, incidents, obligations, periods
from app.ledger.book import Book, last_entry
from app.ledger.change import Key
from app.ledger.contracts import Contract, contract
from app.ledger.describe import described
from app.ledger.facts import Assessed
from app.ledger.past import history
from app.ledger.projects import Project, find
from app.ledger.proofs import TABLES, proposed
from app.ledger.sealing import CONTRACT
from app.periods import Period
from app.scoring.assess import Assessment, settle_at
from app.scoring.distance import Distance, distance
from app.scoring.explain import field_name
from app.scoring.result import achieved_of, target_of
from app.scoring.what_if import Chance

SOON = timedelta(days=14)
CHEAPEST = 3


@dataclass(frozen=True, slots=True)
class Loss:
    """A line that lost (or won) something: points, and what they are worth in fen where that is known."""

    id: str
    name: str
    achieved: str
    target: str
    points: Exact
    fen: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """An input that is not there yet."""

    id: str
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Something due: in how many days, and what it is about; `unproven` if that day has passed."""

    id: int
    name: str
    due_on: date
    days: int
    unproven: bool
    clause: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An incident nobody has confirmed yet."""

    id: int
    words: str
    status: str
    day: date


@dataclass(frozen=True, slots=True)
class Trend:
    """A period's score, or what it lost in yuan where the contract counts in money."""

    period: Period
    value: Exact | None


@dataclass(frozen=True, slots=True)
class Headline:
    """What the header always shows: the assessment of this moment, how far the period has come, what is missing."""

    owner: Project
    period: Period
    entry: int  # the last of the history that it agrees with
    found: Assessed
    standing: periods.Standing
    gaps: tuple[Gap, ...]
    distance: Distance

    @property
    def filled(self) -> tuple[int, int]:
        """How many indicators are filled in, of how many."""
        total = len(self.found.assessment.lines)
        return total - len(self.gaps), total


@dataclass(frozen=True, slots=True)
class Overview(Headline):
    """Everything the first page shows."""

    losses: tuple[Loss, ...]
    tasks: tuple[Task, ...]
    waiting: tuple[Waiting, ...]
    trend: tuple[Trend, ...]


def headline(book: Book, project: int, period: Period) -> Headline:
    """The header of a project's period: one look at the store, of which only what a write touched is read again."""
    with book.read() as connection:
        return _headline(book, connection, project, period)


def _headline(book: Book, connection: Connection, project: int, period: Period) -> Headline:
    found = facts.assessed_in(book, connection, project, period)  # the memo agrees with the store's last entry now
    memo = book.memo
    owner = memo.recall("project", (project,), lambda: find(connection, project))
    standing = memo.recall(
        "assessment revision", (project, period), lambda: periods.standing(connection, project, CONTRACT, period)
    )
    gaps = _gaps(found.assessment)
    return Headline(owner, period, memo.head, found, standing, gaps, distance(found.assessment))


def overview(book: Book, project: int, period: Period, today: date) -> Overview:
    """The first page of a project's period."""
    return around(book, headline(book, project, period), today)


def around(book: Book, head: Headline, today: date) -> Overview:
    """The rest of the first page; if somebody else has written since the headline, that is worked out again, too."""
    owner, known = head.owner, contract(book.shelf, head.owner.scheme)
    with book.read() as connection:
        last = last_entry(connection)
        if head.entry != book.memo.head or head.entry != (last.id if last else 0):
            head = _headline(book, connection, owner.id, head.period)
        recall, place = book.memo.recall, ("overview", owner.id)
        tasks = recall(f"obligation {TABLES}", (*place, today), lambda: _tasks(connection, owner.id, known, today))
        waiting = recall("incident person", place, lambda: _waiting(connection, owner.id, known))
        trend = _trend(book, connection, head)
    return Overview(
        *(head.owner, head.period, head.entry, head.found, head.standing, head.gaps, head.distance),
        *(_losses(head.found.assessment), tasks, waiting, trend),
    )


def cheapest(found: Iterable[Chance]) -> tuple[Chance, ...]:
    """The improvements that are worth most for the least; working them all out takes longer than a key press."""
    better = [one for one in found if one.move.better and not one.reverses]
    return tuple(sorted(better, key=_effort))[:CHEAPEST]


def _effort(chance: Chance) -> tuple[int, int]:
    """What pays most first; where nothing pays, what needs the fewest cases."""
    return (-(chance.fen or 0), chance.far)


def _losses(assessment: Assessment) -> tuple[Loss, ...]:
    """Every line that is not at its full marks, the dearest first."""
    found: list[Loss] = []
    for line in assessment.lines:
        lost = add(line.awarded, -line.full)
        texts = (achieved_of(line) or "", target_of(line.indicator) or "")
        if line.indicator.in_money and line.fen:
            found.append(Loss(line.indicator.id, line.indicator.name, *texts, lost, -line.fen))
        elif not line.indicator.in_money and lost:
            found.append(Loss(line.indicator.id, line.indicator.name, *texts, lost, _worth(assessment, lost)))
    return tuple(sorted(found, key=lambda one: (one.fen or 0, one.points)))


def _worth(assessment: Assessment, lost: Exact) -> int | None:
    """What the period would pay more without this loss (less, for a gain)."""
    if assessment.score is None or assessment.settlement is None or assessment.settlement.payable is None:
        return None
    without = settle_at(assessment, add(assessment.score, -lost))
    return None if without is None or without.payable is None else assessment.settlement.payable - without.payable


def _gaps(assessment: Assessment) -> tuple[Gap, ...]:
    return tuple(
        Gap(line.indicator.id, line.indicator.name, tuple(field_name(line.indicator, one) for one in line.missing))
        for line in assessment.lines
        if line.missing
    )


def _tasks(connection: Connection, project: int, known: Contract, today: date) -> tuple[Task, ...]:
    rules = {rule.id: rule for rule in known.obligations.obligations}
    past = [one for one, _ in proposed(connection, project, known, today)]
    coming = obligations.upcoming(connection, project, today, today + SOON)
    return tuple(
        Task(
            one.id,
            rules[one.rule].name if one.rule in rules else one.rule,
            one.due_on,
            (one.due_on - today).days,
            one.due_on < today,
            rules[one.rule].clause if one.rule in rules else "",
        )
        for one in (*past, *coming)
    )


def _waiting(connection: Connection, project: int, known: Contract) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(
            one.id, described(connection, known, (Key("incident", one.id),))[0], incidents.STATUS[one.status], one.day
        )
        for one in incidents.waiting(connection, project)
    )


def _trend(book: Book, connection: Connection, head: Headline) -> tuple[Trend, ...]:
    """The periods that are known, up to this one."""
    period, assessment = head.period, head.found.assessment
    known = {row["period"]: row for row in history(book, connection, head.owner, period, book.memo)}
    found = [Trend(one, _value(known[str(one)])) for one in period.earlier(12) if str(one) in known]
    return (*found, Trend(period, assessment.score if assessment.score is not None else _yuan(assessment.fen)))


def _value(row: dict[str, object]) -> Exact | None:
    return exact_or_none(row.get("score", row.get("deduction")))


def _yuan(fen: int) -> Exact:
    return Decimal(fen).scaleb(-2)


def shown(value: Exact | None) -> str:
    """A trend's value as it is written."""
    return "" if value is None else show(value)
