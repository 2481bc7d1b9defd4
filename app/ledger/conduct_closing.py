"""Closing a month of fines: what has to be decided, answered, acknowledged and shared before it is sealed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.exact import show_money
from app.ledger import incidents, people, periods, readiness
from app.ledger.adjustments import Adjustment
from app.ledger.adjustments import listed as adjustments_in
from app.ledger.book import Book, Source
from app.ledger.conduct_sheet import Row, Sheet, months_of, sheet_in
from app.ledger.contracts import contract
from app.ledger.people import Person
from app.ledger.pools import pools_of
from app.ledger.projects import find as find_project
from app.ledger.sealing import CONDUCT_SHEET
from app.periods import Period

DECIDED, APPEALS, SLIPS, POOL = "decided", "appeals", "slips", "pool"
FINES = "page:fines"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of a month: how much is done, of how much, and what is left in words."""

    id: str
    name: str
    done: int
    total: int
    left: tuple[str, ...]

    @property
    def finished(self) -> bool:
        """Whether nothing is left."""
        return not self.left


@dataclass(frozen=True, slots=True)
class Net:
    """Somebody's month: what the rules say, what was adjusted because of earlier months, and both together."""

    key: int
    number: str
    name: str
    net: int
    adjustments: tuple[Adjustment, ...]

    @property
    def corrected(self) -> int:
        """The net with the adjustments."""
        return self.net + sum(one.fen for one in self.adjustments)


@dataclass(frozen=True, slots=True)
class MonthClosing:
    """How far a month of fines has come."""

    month: Period
    standing: periods.Standing
    steps: tuple[Step, ...]
    unverified: tuple[readiness.Need, ...]
    nets: tuple[Net, ...]
    later: tuple[Adjustment, ...]  # what takes effect in this month because of an earlier one

    @property
    def net(self) -> int:
        """What the month comes to for everybody together."""
        return sum(one.net for one in self.nets)

    @property
    def corrected(self) -> int:
        """The same with the adjustments."""
        return self.net + sum(one.fen for one in self.later)


def months(book: Book, project: int, period: Period) -> tuple[Period, ...]:
    """The months of a period in which the contract's conduct rules hold; none where it has no such rules."""
    conduct = contract(book.shelf, find_project(book, project).scheme).conduct
    return months_of(period, conduct) if conduct is not None else ()


def month_of(book: Book, project: int, month: Period) -> MonthClosing:
    """How far a month of fines has come."""
    with book.read() as connection:
        sheet = sheet_in(book, connection, project, month)
        changed = adjustments_in(connection, project, CONDUCT_SHEET, month)
        steps = steps_of(connection, sheet)
        everybody = people.listed(connection, project)
    nets = [Net(one.key, one.number, one.member.name, one.result.net, one.corrections) for one in sheet.rows]
    nets += _gone(everybody, sheet, changed)
    return MonthClosing(
        month, sheet.standing, steps, readiness.needs(book, project, CONDUCT_SHEET, month), tuple(nets), changed
    )


def _gone(everybody: Iterable[Person], sheet: Sheet, changed: Sequence[Adjustment]) -> Iterator[Net]:
    """Whoever is not there any more and is given something back all the same."""
    for one in everybody:
        mine = tuple(each for each in changed if each.person == one.id)
        if mine and sheet.row(one.id) is None:
            yield Net(one.id, one.staff_number, one.name, 0, mine)


def steps_of(source: Source, sheet: Sheet) -> tuple[Step, ...]:
    """What has to be done before a month is sent for signature."""
    logged = incidents.listed(source, sheet.project, sheet.month, incidents.CONDUCT)
    appealed = [one for one in logged if one.status == incidents.APPEALED]
    names = {one.key: one.member.name for one in sheet.rows}
    open_appeals = tuple(f"{names.get(one.person or 0, '')}：{one.day} 的事项申诉未定" for one in appealed)
    return (_decided(sheet), _appeals(sheet, open_appeals), _slips(sheet), _pool(sheet))


def _decided(sheet: Sheet) -> Step:
    every = [(row, one) for row in sheet.rows for one in row.proposals]
    left = tuple(f"{row.member.name}：{one.name}" for row, one in every if one.decision is None)
    return Step(DECIDED, "处理建议已决定", len(every) - len(left), len(every), left)


def _appeals(sheet: Sheet, open_incidents: tuple[str, ...]) -> Step:
    slips = [row for row in sheet.rows if row.slip and row.slip.appealed_on]
    left = tuple(f"{row.member.name}：考核单申诉未答复" for row in slips if row.slip and not row.slip.outcome)
    total = len(slips) + len(open_incidents)
    return Step(APPEALS, "申诉已处理", len(slips) - len(left), total, (*open_incidents, *left))


def _slips(sheet: Sheet) -> Step:
    due = [row for row in sheet.rows if _concerned(row)]
    left = tuple(_unsigned(due))
    return Step(SLIPS, "考核单已签收", len(due) - len(left), len(due), left)


def _concerned(row: Row) -> bool:
    """Whoever gets a slip anyway, and whoever is fined or rewarded."""
    return row.slip is not None or bool(row.entries) or row.result.net != 0


def _unsigned(due: list[Row]) -> Iterator[str]:
    for row in due:
        if row.slip is None:
            yield f"{row.member.name}：未送达"
        elif row.slip.acknowledged_on is None:
            yield f"{row.member.name}：已送达，未签收"


def _pool(sheet: Sheet) -> Step:
    full = [one for one in pools_of(sheet) if one.fen]
    left = tuple(f"{one.team}：{show_money(one.undistributed)} 元未分配" for one in full if one.undistributed)
    return Step(POOL, "班组分配", len(full) - len(left), len(full), left)
