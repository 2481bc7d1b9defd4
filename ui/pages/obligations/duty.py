"""One obligation as the page shows it: when, how long still, whether proved, what a miss costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ledger import obligations
from app.ledger.contracts import Contract
from app.ledger.obligations import DONE, EXCUSED, MISSED, OPEN, STATUS, Obligation
from app.ledger.proofs import evident, rules_by_id
from app.obligation_rules import CLOCKS
from app.obligation_rules import Obligation as Rule
from app.scoring.load import rules_of
from ui.kit.theme import Tone
from ui.workspace import Workspace

SOON = 7
WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Duty:
    """A row; `state` is what a person would say of it today."""

    id: int
    one: Obligation
    rule: Rule
    proved: str
    costs: str
    days: int

    @property
    def waiting(self) -> bool:
        """Whether somebody still has to do or to prove it."""
        return self.one.status == OPEN and not self.proved

    @property
    def state(self) -> str:
        """待办, 今天到期, 过期 3 天, 已办 …"""
        if self.one.status != OPEN:
            return "补办" if self.one.late and self.one.status == DONE else STATUS[self.one.status]
        if self.proved:
            return "台账已有记录"
        if self.days < 0:
            return f"过期 {-self.days} 天"
        return "今天到期" if self.days == 0 else f"还有 {self.days} 天"

    @property
    def tone(self) -> Tone:
        """How urgent it is."""
        if self.one.status == MISSED or (self.waiting and self.days < 0):
            return Tone.BAD
        if self.waiting and self.days <= SOON:
            return Tone.WARN
        return Tone.GOOD if self.one.status == DONE or self.proved else Tone.NEUTRAL

    @property
    def when(self) -> str:
        """2025-10-15 周三 10:30."""
        day = self.one.due_on
        at = f" {self.one.due_at:%H:%M}" if self.one.due_at else ""
        return f"{day} 周{WEEK[day.weekday()]}{at}"

    @property
    def short(self) -> str:
        """26-10-15 周三."""
        return f"{self.one.due_on:%y-%m-%d} 周{WEEK[self.one.due_on.weekday()]}"

    @property
    def proof(self) -> str:
        """What proves it, or why it need not be proved."""
        if self.one.status == DONE:
            return f"{self.one.done_on}　{self.one.proof}"
        return self.one.reason if self.one.status in (MISSED, EXCUSED) else self.proved


def duties(workspace: Workspace) -> tuple[Duty, ...]:
    """Every obligation of the project, the earliest first."""
    owner, known, today = workspace.project, workspace.contract, workspace.today()
    if owner is None or known is None:
        return ()
    rules = rules_by_id(known)
    with workspace.book.read() as connection:
        every = obligations.listed(connection, owner.id)
        open_ones = tuple(one for one in every if one.status == OPEN)
        proved = evident(connection, owner.id, open_ones, rules)
    costs = {name: costs_of(known, rule) for name, rule in rules.items()}
    return tuple(
        Duty(one.id, one, rules[one.rule], proved.get(one.id, ""), costs[one.rule], (one.due_on - today).days)
        for one in every
        if one.rule in rules
    )


def costs_of(known: Contract, rule: Rule) -> str:
    """What a confirmed miss costs: the line that counts it, or the contract item it proposes."""
    if rule.proposes:
        item = known.sources.item(rule.proposes)
        return f"可按“{item.name if item else rule.proposes}”处理"
    if rule.feeds:
        found = rules_of(known.newest)
        names = dict.fromkeys(found.indicator(target.partition(".")[0]).name for target in rule.feeds)
        return f"计入“{'、'.join(names)}”"
    return "合同没有规定扣分"


def clocks(known: Contract) -> Sequence[tuple[str, str]]:
    """What may be set off by hand: the rule and what happened."""
    return [(one.id, f"{CLOCKS.get(one.on, one.on)}：{one.name}") for one in known.obligations.obligations if one.on]
