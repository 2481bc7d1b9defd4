"""Everything the page shows of one sheet, read at once."""

import json
from dataclasses import dataclass

from app.errors import Refused
from app.forms.floor_opinions import opinions
from app.forms.floor_paths import Difference, Namer
from app.forms.floor_seen import seen
from app.forms.registry import Wanted
from app.ledger import conduct_closing, periods, readiness, settlements
from app.ledger.conduct_closing import MonthClosing
from app.ledger.contracts import Contract
from app.ledger.projects import Project
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.ledger.settlements import Settled
from app.ledger.signatures import signatures
from app.periods import Period
from app.workdays import read_calendar
from ui.pages.closing.versions import Version, version_of
from ui.pages.closing.way import Way
from ui.workspace import Workspace


@dataclass(frozen=True)
class Reading:
    """A sheet of a period, and what it comes to."""

    way: Way
    settled: Settled | None  # of the contract's sheet
    versions: tuple[Version, ...]


class Reader:
    """Reads for one project and period; nothing is kept."""

    def __init__(self, workspace: Workspace, owner: Project, known: Contract) -> None:
        self._workspace, self._book = workspace, workspace.book
        self._owner, self._known = owner, known
        self._wanted = Wanted(self._book, owner, known, workspace.period)

    def months(self) -> tuple[MonthClosing, ...]:
        """The months of fines of the open period."""
        return conduct_closing.months(self._book, self._owner.id, self._workspace.period)

    def sheet(self, month: MonthClosing | None) -> Reading:
        """The contract's sheet, or a month of fines."""
        sheet, period = (CONDUCT_SHEET, month.month) if month else (CONTRACT, self._workspace.period)
        current = periods.standing(self._book, self._owner.id, sheet, period)
        signed = signatures(self._book, current.current.id) if current.locked and current.current else ()
        needs = () if current.locked else self._needs(sheet, period)
        differences = self._opinions() if month is None else ()
        way = Way(current, needs, signed, self._workspace.today(), read_calendar(), differences, month)
        settled = settlements.settled(self._book, self._owner.id, period) if month is None else None
        return Reading(way, settled, self._versions(current, month is None))

    def _needs(self, sheet: str, period: Period) -> tuple[readiness.Need, ...]:
        return readiness.needs(self._book, self._owner.id, sheet, period)

    def _opinions(self) -> tuple[Difference, ...]:
        """The client's values beside our own, where they differ."""
        try:
            pair = opinions(seen(self._wanted))
        except Refused:
            return ()
        return tuple(pair.facts) if pair else ()

    def _versions(self, current: periods.Standing, named: bool) -> tuple[Version, ...]:
        namer = Namer(seen(self._wanted)) if named and len(current.revisions) > 1 else None
        found: list[Version] = []
        for one in current.revisions:
            texts = periods.texts_of(self._book, one.id)
            every = json.loads(texts.get("difference") or "[]")
            found.append(version_of(one, texts, tuple(_told(namer, each) for each in every)))
        return tuple(found)


def _told(namer: Namer | None, one: dict[str, object]) -> str:
    """A difference in a line."""
    if namer is None:
        return f"{one['path']}　{one['was']} → {one['now']}"
    told = namer.told(one)
    return f"{told.what} {told.field}　{told.was} → {told.now}"
