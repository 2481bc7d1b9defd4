"""What a contract obliged to in a period: when it was due, what was done, what proves it, what a miss costs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.forms.assessment_judged import Judged
from app.forms.floor_effects import Worth, one_event, one_more
from app.forms.floor_masked import masked
from app.forms.registry import Wanted
from app.ledger import attachments, obligations
from app.ledger.book import Source
from app.ledger.contracts import Contract
from app.ledger.obligations import DONE, EXCUSED, MISSED, OPEN, Obligation
from app.ledger.projects import Project
from app.ledger.proofs import evident, rules_by_id
from app.obligation_rules import Obligation as Rule
from app.periods import Period

IN_TIME, LATE, PROVED, FAILED, UNPROVEN, AHEAD, SPARED = (
    "按时完成", "逾期完成", "台账可证", "未完成", "未举证", "未到期", "免办"
)  # fmt: skip
FULFILLED = (IN_TIME, LATE, PROVED)


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation of the period, and how it stands."""

    one: Obligation
    rule: Rule | None
    state: str
    proof: str
    files: int

    @property
    def name(self) -> str:
        """What is to be done; one that the contract's file no longer knows keeps its id."""
        return self.rule.name if self.rule else self.one.rule

    @property
    def done_on(self) -> date | None:
        """The day it was done."""
        return self.one.done_on

    @property
    def days_late(self) -> int:
        """How late it was done."""
        return (self.one.done_on - self.one.due_on).days if self.one.done_on and self.one.late else 0


def duties_of(wanted: Wanted, period: Period | None = None) -> tuple[Duty, ...]:
    """What was due in the period; before the service begins belongs to the first, after its end to the last."""
    book, project = wanted.book, wanted.project
    rules = rules_by_id(wanted.contract)
    with book.read() as connection:
        found = obligations.due_between(connection, project.id, *_span(project, period or wanted.period))
        proofs = evident(connection, project.id, found, rules)
        today = book.clock().date()
        return tuple(_duty(connection, one, rules.get(one.rule), proofs.get(one.id, ""), today) for one in found)


def _span(project: Project, period: Period) -> tuple[date, date]:
    term = project.term
    first = date.min if term.first and term.first in period else period.first
    return first, date.max if term.last and term.last in period else period.last


def _duty(source: Source, one: Obligation, rule: Rule | None, proof: str, today: date) -> Duty:
    told = "；".join(masked(text) for text in (one.proof or proof, one.reason) if text)
    return Duty(one, rule, _state(one, proof, today), told, len(attachments.of(source, "obligation", one.id)))


def _state(one: Obligation, proof: str, today: date) -> str:
    if one.status == DONE:
        return LATE if one.late else IN_TIME
    if one.status != OPEN:
        return {MISSED: FAILED, EXCUSED: SPARED}[one.status]
    if proof:
        return PROVED
    return UNPROVEN if one.due_on < today else AHEAD


def counted(found: tuple[Duty, ...]) -> str:
    """How many stand how, in words."""
    many = Counter(one.state for one in found)
    known = (IN_TIME, PROVED, LATE, FAILED, UNPROVEN, AHEAD, SPARED)
    return "，".join(f"{state} {many[state]} 项" for state in known if many[state])


def costs(judged: Judged, known: Contract, rule: Rule | None) -> str:
    """What a confirmed miss costs: the lines it counts into, the contract item it proposes."""
    return "；".join(_costs(judged, known, rule)) if rule else ""


def _costs(judged: Judged, known: Contract, rule: Rule) -> Iterator[str]:
    for target in rule.feeds:
        name = judged.rules.indicator(target.partition(".")[0]).name
        yield f"计入“{name}”" + _each(one_more(judged, target), "每次")
    item = known.sources.item(rule.proposes)
    if item:
        yield f"{item.name}" + (_each(one_event(judged, item.id), "每次") or "：按实际金额")


def _each(worth: Worth | None, word: str) -> str:
    return f"：{word}{worth.words}" if worth and worth.words else ""
