"""Everything the page shows of one sheet, read when it is asked for; nothing is kept."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.errors import Refused
from app.forms.floor_paths import Namer
from app.forms.floor_seen import seen
from app.forms.registry import Wanted
from app.ledger import attachments, conduct_closing, incidents, indicators, periods, readiness, settlements
from app.ledger.attachments import Attachment
from app.ledger.contracts import Contract
from app.ledger.incidents import Incident
from app.ledger.indicators import REVIEWED
from app.ledger.projects import Project
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.ledger.settlements import Settled
from app.ledger.signatures import signatures
from app.periods import Period
from app.workdays import read_calendar
from ui.pages.closing.opinions import Opinions, opinions_of
from ui.pages.closing.versions import Version
from ui.pages.closing.way import Way
from ui.workspace import Workspace


@dataclass(frozen=True)
class Reading:
    """A sheet of a period, and what it comes to."""

    way: Way
    settled: Settled | None  # of the contract's sheet
    items: Mapping[str, tuple[Incident, ...]]  # what was logged, by the item of the contract
    loggable: bool  # whether the contract has items that somebody logs


class Reader:
    """Reads for one project and period."""

    def __init__(self, workspace: Workspace, owner: Project, known: Contract) -> None:
        self._workspace, self._book = workspace, workspace.book
        self._owner, self._known = owner, known
        self._wanted = Wanted(self._book, owner, known, workspace.period)

    def months(self) -> tuple[Period, ...]:
        """The months of fines of the open period."""
        return conduct_closing.months(self._book, self._owner.id, self._workspace.period)

    def sheet(self, month: Period | None) -> Reading:
        """The contract's sheet, or a month of fines."""
        sheet, period = (CONDUCT_SHEET, month) if month else (CONTRACT, self._workspace.period)
        book, project = self._book, self._owner.id
        closing = conduct_closing.month_of(book, project, month) if month else None
        current = closing.standing if closing else periods.standing(book, project, sheet, period)
        signed = signatures(book, current.current.id) if current.locked and current.current else ()
        needs = () if current.locked else self._needs(sheet, period)
        receipt, scans = periods.receipt_of(book, current), self._receipts(current)
        way = Way(current, needs, signed, self._workspace.today(), read_calendar(), (), closing, receipt, scans)
        if month:
            return Reading(way, None, {}, False)
        loggable = any(one.kind == incidents.CONTRACT for one in self._known.sources.items)
        return Reading(way, settlements.settled(book, project, period), self._items(), loggable)

    def opinions(self) -> Opinions:
        """The client's values beside our own, where they differ; asked for only where the client gave any."""
        if not self._reviewed():
            return Opinions()
        try:
            return opinions_of(seen(self._wanted))
        except Refused:
            return Opinions()

    def _reviewed(self) -> bool:
        book, project, period = self._book, self._owner.id, self._workspace.period
        current = periods.standing(book, project, CONTRACT, period)
        if current.locked and current.current:
            return "self_facts" in periods.texts_of(book, current.current.id)
        return any(one.opinion == REVIEWED for one in indicators.in_period(book, project, period))

    def versions(self, current: periods.Standing) -> tuple[Version, ...]:
        """Every revision that there was, as it was frozen."""
        named = current.sheet == CONTRACT and len(current.revisions) > 1
        namer = Namer(seen(self._wanted)) if named else None
        return tuple(self._version(one, namer) for one in current.revisions)

    def _version(self, one: periods.Revision, namer: Namer | None) -> Version:
        texts = periods.texts_of(self._book, one.id)
        every = json.loads(texts.get("difference") or "[]")
        facts, result = json.loads(texts["facts"]), json.loads(texts["result"])
        return Version(one, facts, result, tuple(_told(namer, each) for each in every))

    def _needs(self, sheet: str, period: Period) -> tuple[readiness.Need, ...]:
        return readiness.needs(self._book, self._owner.id, sheet, period)

    def _receipts(self, current: periods.Standing) -> tuple[Attachment, ...]:
        if current.id is None or current.current is None:
            return ()
        number = current.current.number
        found = attachments.of(self._book, "assessment", current.id)
        return tuple(one for one in found if one.note.endswith(number))

    def _items(self) -> dict[str, tuple[Incident, ...]]:
        found = incidents.listed(self._book, self._owner.id, self._workspace.period, incidents.CONTRACT)
        counted = [one for one in found if one.counted]
        return {item: tuple(_of(counted, item)) for item in dict.fromkeys(one.item for one in counted)}


def _of(rows: Iterable[Incident], item: str) -> Iterator[Incident]:
    return (one for one in rows if one.item == item)


def _told(namer: Namer | None, one: Mapping[str, object]) -> str:
    """A difference in a line."""
    if namer is None:
        return f"{one['path']}　{one['was']} → {one['now']}"
    told = namer.told(one)
    return f"{told.what} {told.field}　{told.was} → {told.now}"
