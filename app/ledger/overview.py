"""The first page as data: score, money, what was lost, what is missing, what waits, what is due, the trend."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.exact import Exact, add, exact_or_none, show
from app.ledger import facts, incidents, obligations, periods
from app.ledger.book import Book
from app.ledger.change import Key
from app.ledger.contracts import Contract, contract
from app.ledger.describe import described
from app.ledger.facts import Assessed
from app.ledger.past import history
from app.ledger.projects import Project, find
from app.ledger.proofs import proposals
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
class Overview:
    """Everything the first page shows."""

    owner: Project
    period: Period
    found: Assessed
    standing: periods.Standing
    losses: tuple[Loss, ...]
    gaps: tuple[Gap, ...]
    tasks: tuple[Task, ...]
    waiting: tuple[Waiting, ...]
    trend: tuple[Trend, ...]
    distance: Distance

    @property
    def filled(self) -> tuple[int, int]:
        """How many indicators are filled in, of how many."""
        total = len(self.found.assessment.lines)
        return total - len(self.gaps), total


def overview(book: Book, project: int, period: Period, today: date) -> Overview:
    """The first page of a project's period."""
    owner = find(book, project)
    known = contract(book.shelf, owner.scheme)
    found = facts.assessed(book, project, period)
    assessment = found.assessment
    return Overview(
        owner,
        period,
        found,
        periods.standing(book, project, CONTRACT, period),
        _losses(assessment),
        _gaps(assessment),
        _tasks(book, project, known, today),
        _waiting(book, project, known),
        _trend(book, owner, period, assessment),
        distance(assessment),
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


def _tasks(book: Book, project: int, known: Contract, today: date) -> tuple[Task, ...]:
    rules = {rule.id: rule for rule in known.obligations.obligations}
    past = [one for one, _ in proposals(book, project, today)]
    coming = obligations.upcoming(book, project, today, today + SOON)
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


def _waiting(book: Book, project: int, known: Contract) -> tuple[Waiting, ...]:
    found = incidents.waiting(book, project)
    with book.read() as connection:
        return tuple(
            Waiting(
                one.id,
                described(connection, known, (Key("incident", one.id),))[0],
                incidents.STATUS[one.status],
                one.day,
            )
            for one in found
        )


def _trend(book: Book, owner: Project, period: Period, assessment: Assessment) -> tuple[Trend, ...]:
    """The periods that are known, up to this one."""
    with book.read() as connection:
        known = {row["period"]: row for row in history(book, connection, owner, period, book.memo)}
    found = [Trend(one, _value(known[str(one)])) for one in period.earlier(12) if str(one) in known]
    return (*found, Trend(period, assessment.score if assessment.score is not None else _yuan(assessment.fen)))


def _value(row: dict[str, object]) -> Exact | None:
    return exact_or_none(row.get("score", row.get("deduction")))


def _yuan(fen: int) -> Exact:
    return Decimal(fen).scaleb(-2)


def shown(value: Exact | None) -> str:
    """A trend's value as it is written."""
    return "" if value is None else show(value)
