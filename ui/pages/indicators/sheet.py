"""What the page knows of the open period: both opinions' facts and assessments, and every value as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Refused
from app.ledger import facts, indicators, projects
from app.ledger.book import Book
from app.ledger.contracts import Contract
from app.ledger.facts import Assessed
from app.ledger.indicators import REVIEWED, SELF, Value
from app.ledger.inputs import Inputs, inputs_of
from app.ledger.origins import Collected
from app.ledger.projects import Project
from app.periods import Period
from app.scoring.indicator import Line
from app.scoring.load import rules_of
from app.scoring.scheme import Rules
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Sheet:
    """One period of one project. Without an assessment of an opinion its facts cannot be assessed as they are."""

    owner: Project
    period: Period
    known: Contract
    rules: Rules
    collected: Mapping[str, Collected]
    assessed: Mapping[str, Assessed]
    values: tuple[Value, ...]
    inputs: Mapping[str, Inputs]
    refused: Refused | None

    @property
    def in_money(self) -> bool:
        """Whether the contract counts in money."""
        return self.known.scheme(self.period).in_money

    @property
    def reviewing(self) -> bool:
        """Whether somebody has typed reviewed values."""
        return any(one.opinion == REVIEWED for one in self.values)

    def line(self, opinion: str, indicator: str) -> Line | None:
        """An indicator's line in an opinion's assessment."""
        found = self.assessed.get(opinion)
        lines = found.assessment.lines if found else ()
        return next((one for one in lines if one.indicator.id == indicator), None)

    def typed(self, indicator: str, opinion: str) -> dict[str, Value]:
        """What was typed for the whole period, by field."""
        wanted = (indicator, opinion, str(self.period))
        return {one.field: one for one in self.values if (one.indicator, one.opinion, one.period) == wanted}


def read_sheet(workspace: Workspace) -> Sheet | Refused | None:
    """The open period; None without a project, a refusal where the contract has no rules for the period."""
    owner, known = workspace.project, workspace.contract
    if owner is None or known is None:
        return None
    try:
        return _read(workspace, owner, known)
    except Refused as refused:
        return refused


def _read(workspace: Workspace, owner: Project, known: Contract) -> Sheet:
    book, period = workspace.book, workspace.period
    scheme = known.scheme(period)
    rules = rules_of(scheme, projects.readings_in(book, owner.id, period))
    values = indicators.in_period(book, owner.id, period)
    assessed, collected, refused = _opinions(workspace, owner, values)
    inputs = {one.id: inputs_of(known, one, period, owner.term) for one in rules.indicators}
    return Sheet(owner, period, known, rules, collected, assessed, values, inputs, refused)


def _opinions(
    workspace: Workspace, owner: Project, values: tuple[Value, ...]
) -> tuple[dict[str, Assessed], dict[str, Collected], Refused | None]:
    """Our own opinion is worked out only where a reviewed value makes it another one."""
    book, period, found = workspace.book, workspace.period, workspace.headline()
    if found is None or isinstance(found, Refused):
        collected = {one: facts.collect(book, owner.id, period, one) for one in (SELF, REVIEWED)}
        return {}, collected, found
    assessed = {REVIEWED: found.found, SELF: found.found}
    if any(one.opinion == REVIEWED for one in values):
        assessed[SELF] = _own(book, owner, period) or found.found
    return assessed, {name: one.collected for name, one in assessed.items()}, None


def _own(book: Book, owner: Project, period: Period) -> Assessed | None:
    try:
        return facts.assessed(book, owner.id, period, SELF)
    except Refused:
        return None
