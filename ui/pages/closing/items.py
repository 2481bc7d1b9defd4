"""The clauses that take something off the settlement: what may be entered on this page, on a day of its period."""

from datetime import date

from app.ledger.incident_needs import KINDS
from app.ledger.incidents import CONTRACT
from app.ledger.quick_line import Clause
from app.periods import Period
from ui.pages.incidents.desk import Desk
from ui.workspace import Workspace


class ItemDesk(Desk):
    """The desk of the page 事件 with nothing but the items of the contract."""

    def __init__(self, workspace: Workspace, period: Period) -> None:
        super().__init__(workspace)
        self._period = period

    def clauses(self) -> tuple[Clause, ...]:
        """Only the contract's own items."""
        return tuple(one for one in super().clauses() if one.kind == CONTRACT)

    def today(self) -> date:
        """Today, or the day of the period that is nearest to it."""
        return max(min(super().today(), self._period.last), self._period.first)

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """There is one kind."""
        return ((CONTRACT, KINDS[CONTRACT]),)
