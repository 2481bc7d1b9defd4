"""A month's fines as people look at them: who, how much, from which rows, what was decided since, who shares."""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from app.conduct.facts import read_month
from app.conduct.items import Excess, Item
from app.conduct.judge import MonthResult, PersonResult, judge
from app.conduct.load import load_conduct
from app.conduct.month import Person as Member
from app.conduct.monthly_score import AgentScore, ScoreRules
from app.conduct.rulebook import Conduct
from app.conduct.rules import FINE
from app.conduct.sentences import trace
from app.exact import Exact
from app.law import USUAL_SHARE, Case, Law, Light, light_of, read_law
from app.ledger import attendance, conduct_facts, conduct_months, incidents, people, periods
from app.ledger.adjustments import Adjustment
from app.ledger.adjustments import listed as adjustments_in
from app.ledger.book import Book
from app.ledger.change import Key
from app.ledger.codes import codes
from app.ledger.conduct_facts import Conducted
from app.ledger.conduct_months import Decision, Deduction, Slip
from app.ledger.incidents import Incident
from app.ledger.people import EMPLOYMENT, Span
from app.ledger.sealing import CONDUCT_SHEET
from app.periods import Period
from app.team_order import Order, team_order

MARKS = ("extra", "absence")  # incidents that are marks of the attendance too


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of somebody's month, with the rows that it was made from."""

    at: int
    item: Item
    trace: str
    rows: tuple[Key, ...]

    @property
    def incident(self) -> int | None:
        """The incident it came from, if it was one and not a mark of the attendance."""
        return next((key.id for key in self.rows if key.noun == "incident"), None)

    @property
    def name(self) -> str:
        """What the rule is called."""
        return self.item.rule.name

    def proposes(self, consequence: str) -> bool:
        """Whether it is one of the reasons for a consequence."""
        return any(one.consequence.id == consequence for one in self.item.proposals)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A consequence that the rules propose, and what a person decided."""

    id: str
    name: str
    clause: str
    words: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Row:
    """A person's month."""

    key: int
    result: PersonResult
    entries: tuple[Entry, ...]
    proposals: tuple[Proposal, ...]
    marks: Mapping[str, Decimal]
    score: AgentScore | None
    unmarked: int | None  # days in employment that nobody marked; None where nothing at all was marked
    case: Case
    light: Light
    deductions: tuple[Deduction, ...]
    slip: Slip | None
    corrections: tuple[Adjustment, ...]
    waiting: tuple[int, ...]  # incidents that nobody has verified: they cost nothing yet

    @property
    def member(self) -> Member:
        """Who it is."""
        return self.result.person

    @property
    def number(self) -> str:
        """The staff number."""
        return self.member.id

    @property
    def full(self) -> str:
        """Full attendance: kept only when every day is known, lost as soon as it is lost."""
        if self.result.losses:
            return "否"
        if self.unmarked is None:
            return "未登记"
        return f"缺 {self.unmarked} 天" if self.unmarked else "是"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A month of everybody."""

    project: int
    month: Period
    standing: periods.Standing
    result: MonthResult
    rows: tuple[Row, ...]
    law: Law
    share: Exact
    floor: Exact | None
    left_out: tuple[tuple[Key, str], ...]
    leavers: tuple[tuple[int, str], ...]

    @property
    def locked(self) -> bool:
        """Whether its facts may no longer change."""
        return self.standing.locked

    @property
    def score(self) -> ScoreRules:
        """The parts of the monthly score."""
        return self.result.rules.score

    @property
    def due(self) -> date:
        """By when the monthly score is to be done."""
        return self.month.last + timedelta(days=self.score.due_day)

    @property
    def recorded(self) -> bool:
        """Whether anybody entered anything of this month: only then 0.00 is a result."""
        return bool(self.result.month.events) or any(one.unmarked is not None for one in self.rows)

    def row(self, key: int) -> Row | None:
        """Somebody's row."""
        return next((one for one in self.rows if one.key == key), None)

    def numbered(self, number: str) -> Row | None:
        """The row of a staff number."""
        return next((one for one in self.rows if one.number == number), None)


def sheet_of(book: Book, project: int, month: Period) -> Sheet:
    """A month as it stands; a locked one as it was frozen."""
    with book.read() as connection:
        return sheet_in(book, connection, project, month)


def sheet_in(book: Book, connection: Connection, project: int, month: Period) -> Sheet:
    """The same, inside a transaction."""
    return _Reader(book, connection, project, month).sheet()


class _Reader:
    """Everything of a month, read in one transaction."""

    def __init__(self, book: Book, connection: Connection, project: int, month: Period) -> None:
        self.book, self.connection, self.project, self.month = book, connection, project, month
        place = (connection, project, month)
        self.standing = periods.standing(connection, project, CONDUCT_SHEET, month)
        self.found, self.result = conduct_facts.judged_in(book, connection, project, month)
        if self.standing.locked:
            self.result = _frozen(connection, self.standing) or self.result
        self.keys = {one.staff_number: one.id for one in people.listed(connection, project)}
        self.marks, self.slips = conduct_months.appraisals(*place), conduct_months.slips(*place)
        self.decisions, self.deductions = conduct_months.decisions(*place), conduct_months.deductions(*place)
        self.logged: dict[int, list[Incident]] = {}
        for one in incidents.listed(connection, project, month, incidents.CONDUCT):
            self.logged.setdefault(one.person or 0, []).append(one)
        self.corrections = adjustments_in(connection, project, CONDUCT_SHEET, month)
        self.days = attendance.month(connection, project, month)
        self.jobs: dict[int, list[Span]] = {}
        for job in people.spans(connection, project, EMPLOYMENT):
            self.jobs.setdefault(job.person, []).append(job)
        self.law = read_law()
        context = self.result.month.context
        self.floor, self.share = context.get("minimum_wage"), context.get("caution_share", USUAL_SHARE)

    def sheet(self) -> Sheet:
        rows = _rows_of(self.found, self.result)
        every = tuple(self._row(one, rows) for one in sorted(self.result.people, key=self._place))
        head = (self.project, self.month, self.standing, self.result, every, self.law, self.share, self.floor)
        return Sheet(*head, self.found.left_out, self.found.proposals)

    def _place(self, one: PersonResult) -> tuple[Order, str]:
        """By team, then by staff number; whoever has no team comes last."""
        return team_order(one.person.team), one.person.id

    def _row(self, one: PersonResult, rows: Mapping[int, tuple[Key, ...]]) -> Row:
        key = self.keys.get(one.person.id, 0)
        entries = tuple(Entry(at, item, trace(item), rows.get(id(item.event), ())) for at, item in enumerate(one.items))
        mine = tuple(each for each in self.deductions if each.person == key)
        case = case_of(one, self.floor, self.share, mine)
        marks = self.marks.get(key, {})
        return Row(
            *(key, one, entries, tuple(self._proposal(key, name) for name in one.consequences)),
            *(marks, conduct_months.scored(self.result.rules.score, marks), self._unmarked(key)),
            *(case, light_of(self.law, case), mine),
            next((each for each in self.slips if each.person == key), None),
            tuple(each for each in self.corrections if each.person == key),
            tuple(each.id for each in self.logged.get(key, ()) if each.status == incidents.RECORDED),
        )

    def _proposal(self, person: int, name: str) -> Proposal:
        known = self.result.rules.consequences[name]
        decided = (one for one in self.decisions if (one.person, one.consequence) == (person, name))
        return Proposal(name, known.name, known.clause, known.words, next(decided, None))

    def _unmarked(self, person: int) -> int | None:
        """As the printed appraisal counts them."""
        jobs, known = self.jobs.get(person, ()), codes()
        there = [day for day in self.month.all_days if any(one.holds(day) for one in jobs)]
        open_ = sum(not self.days.of(person, day) for day in there)
        told = any(
            one.counted and not one.waived and one.item in known and known[one.item].kind in MARKS
            for one in self.logged.get(person, ())
        )
        return None if open_ == len(there) and not told else open_


def _frozen(connection: Connection, standing: periods.Standing) -> MonthResult | None:
    """What was judged when the month was frozen: its facts under its rules as they were."""
    if standing.current is None:
        return None
    texts = periods.texts_of(connection, standing.current.id)
    conduct = load_conduct(tomllib.loads(texts["scheme"], parse_float=Decimal), [])
    rules, month = read_month(conduct, json.loads(texts["facts"]))
    return judge(conduct, rules, month)


def _rows_of(found: Conducted, result: MonthResult) -> dict[int, tuple[Key, ...]]:
    """The rows behind each event, by the event itself: two equal events are two. Facts do not change while locked."""
    events = result.month.events
    return {id(one): rows for one, rows in zip(events, found.origins, strict=False)}


def case_of(one: PersonResult, floor: Exact | None, share: Exact, mine: Sequence[Deduction]) -> Case:
    """A month as the law looks at it."""
    costly = [item for item in one.items if item.counts and item.amount]
    rules = {item.rule.id for item in costly} | {item.why.beyond.id for item in costly if isinstance(item.why, Excess)}
    return Case(
        *(one.fines, one.wage_deductions, sum(each.fen for each in mine)),
        *(one.person.monthly_wage, floor, share),
        frozenset(rules | {each.caution.id for each in one.cautions}),
        frozenset(one.consequences),
        max((_once(item) for item in costly if item.rule.kind == FINE), default=0),
    )


def _once(item: Item) -> int:
    """What one such thing costs: two that were logged together are not one large fine."""
    return int(Decimal(item.amount) / item.quantity) if item.quantity > 1 else item.amount


def months_of(period: Period, conduct: Conduct) -> tuple[Period, ...]:
    """The months of a period in which the conduct rules hold."""
    return tuple(one for one in period.months if not conduct.period_fault(one))


def totals(rows: Iterable[Row]) -> tuple[int, int, int, int]:
    """Fines, wage deductions, rewards and net of some people."""
    found = [(one.result.fines, one.result.wage_deductions, one.result.reward, one.result.net) for one in rows]
    return tuple(sum(column) for column in zip(*found, strict=True)) if found else (0, 0, 0, 0)  # pyright: ignore[reportReturnType]
