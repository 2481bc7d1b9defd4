"""One agent's month as the monthly appraisal prints it: marks, items, attendance, money, proposals, the slip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.conduct.month import Person
from app.conduct.monthly_score import AgentScore, ScoreRules, score_agent
from app.errors import Refused
from app.exact import show
from app.forms.assessment_judged import fen
from app.forms.conduct_month import ConductMonth, from_wanted
from app.forms.registry import Wanted
from app.forms.sheet import Cell
from app.forms.staff_cells import UNRECORDED, points
from app.forms.staff_days import Days, Tally, read_days
from app.forms.staff_people import Member, members
from app.forms.styles import NUMBER
from app.law import USUAL_SHARE, limit
from app.ledger import conduct_months, incidents
from app.ledger.conduct_months import Decision, Slip

MONEY_PARTS = ("fines", "wage_deductions", "reward", "net")


@dataclass(frozen=True)
class Agent:
    """A person's month; what the rules said of it is as it was frozen, once it was."""

    member: Member
    person: Person
    result: Mapping[str, Any]
    marks: Mapping[str, Decimal]
    score: AgentScore | None
    tally: Tally
    decisions: Mapping[str, Decision]
    slip: Slip | None
    deducted: int | None
    corrections: Sequence[Any]
    waiting: int

    def fen(self, what: str) -> int:
        """One of the sums of the month."""
        return fen(self.result[what]) or 0

    @property
    def name(self) -> str:
        """The name as it was frozen."""
        return self.person.name or self.member.name

    @property
    def corrected(self) -> int:
        """What this month gives back (or takes) because of an earlier one."""
        return sum(one.fen for one in self.corrections)


@dataclass(frozen=True)
class AgentMonth:
    """Everybody's month; `recorded` is false while nobody has entered anything that could cost or earn."""

    month: ConductMonth
    days: Days
    agents: tuple[Agent, ...]

    @property
    def recorded(self) -> bool:
        """Whether figures of 0.00 are results."""
        return self.month.recorded or not self.days.empty

    @property
    def score(self) -> ScoreRules:
        """The parts of the monthly score."""
        return self.month.rules.score

    @property
    def due(self) -> date:
        """By when the appraisal is to be done."""
        return self.month.period.last + timedelta(days=self.score.due_day)

    def protected_until(self, one: Agent) -> date | None:
        """The last day of a newcomer's protection, where it reaches into this month."""
        if one.person.online_on is None:
            return None
        until = one.person.online_on + timedelta(days=self.month.rules.protection.number - 1)
        return until if until >= self.month.period.first else None

    def full(self, one: Agent) -> str | None:
        """Full attendance: kept only when every day is known, lost as soon as it is lost."""
        if not self.recorded:
            return None
        if not one.tally.counts:
            return UNRECORDED
        kept = "是" if not one.tally.unmarked else f"缺 {one.tally.unmarked} 天"
        return kept if one.result["full_attendance"] else "否"

    def total(self, one: Agent, style: str = NUMBER) -> Cell:
        """The score; a month that nobody has begun has room for it, one that was begun says that it lacks."""
        if one.score is None:
            return Cell(UNRECORDED if self.recorded else None, style)
        return points(one.score.score, style)

    def limit(self, one: Agent) -> int | None:
        """What may prudently be taken off: a share of the wage, and no more than leaves the least wage there is."""
        given = self.month.month.context
        share = given.get("caution_share", USUAL_SHARE)
        return limit(one.person.monthly_wage, given.get("minimum_wage"), share)


def agents_of(wanted: Wanted) -> AgentMonth:
    """The month of everybody that its facts speak of, by team and number."""
    month = from_wanted(wanted)
    book, project, period = wanted.book, wanted.project.id, wanted.period
    with book.read() as connection:
        found, days = members(connection, project, period), read_days(connection, project, period)
        marks = conduct_months.appraisals(connection, project, period)
        decisions = conduct_months.decisions(connection, project, period)
        slips = {one.person: one for one in conduct_months.slips(connection, project, period)}
        deducted = conduct_months.deducted(connection, project, period)
        logged = incidents.listed(connection, project, period, incidents.CONDUCT)
    results = {one["id"]: one for one in month.result["people"]}
    waiting = [one.person for one in logged if one.status == incidents.RECORDED]
    agents = tuple(
        Agent(
            *(one, month.person(one.number), results[one.number]),
            *(marks.get(one.id, {}), _score(month.rules.score, marks.get(one.id, {})), days.tally(one)),
            {each.consequence: each for each in decisions if each.person == one.id},
            *(slips.get(one.id), deducted.get(one.id)),
            *(month.corrections.get(one.number, ()), waiting.count(one.id)),
        )
        for one in found
        if one.number in results and wanted.subject in (0, one.id)
    )
    return AgentMonth(month, days, agents)


def _score(rules: ScoreRules, marks: Mapping[str, Decimal]) -> AgentScore | None:
    """The score, once every part that it needs has its mark."""
    try:
        return score_agent(rules, {part: show(mark) for part, mark in marks.items()})
    except Refused:
        return None
