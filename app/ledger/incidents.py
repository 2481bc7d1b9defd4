"""Incidents: what happened, whose it is, under which clause, and how far it has been settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from app.errors import Fault, Refused
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.contracts import Contract, contract
from app.ledger.incident_checks import check, conduct_rules
from app.ledger.projects import Project
from app.ledger.projects import find as find_project
from app.ledger.words import needed, own, refuse, shown_day
from app.periods import Period
from db.tables.incidents import HAPPENING, INCIDENT

CONDUCT, CONTRACT = "conduct", "contract"
RECORDED, VERIFIED, APPEALED, FINAL, WITHDRAWN = "recorded", "verified", "appealed", "final", "withdrawn"
STATUS = {RECORDED: "记录", VERIFIED: "核实", APPEALED: "申诉", FINAL: "定案", WITHDRAWN: "撤销"}
# What is only recorded waits for somebody to verify it; what is under appeal stands until that is decided.
COUNTED = (VERIFIED, APPEALED, FINAL)
NEXT = {
    RECORDED: (VERIFIED, WITHDRAWN),
    VERIFIED: (APPEALED, FINAL, WITHDRAWN),
    APPEALED: (FINAL, WITHDRAWN),
    FINAL: (APPEALED,),
    WITHDRAWN: (),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be logged: a conduct rule or an item of the contract, on a day, perhaps somebody's."""

    item: str
    day: date
    person: int | None = None
    quantity: Decimal | int = 1
    severe: bool = False
    fen: int | None = None
    amount_reason: str = ""
    joint_fen: int | None = None
    waived: str = ""
    called_at: datetime | None = None
    reported_at: datetime | None = None
    source: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """A logged incident."""

    id: int
    happening: int | None
    kind: str
    item: str
    person: int | None
    day: date
    quantity: Decimal
    severe: bool
    fen: int | None
    joint_fen: int | None
    waived: str
    status: str
    called_at: datetime | None
    reported_at: datetime | None
    source: str
    words: str
    amount_reason: str = ""
    status_reason: str = ""
    decided_on: date | None = None
    obligation: int | None = None

    @property
    def counted(self) -> bool:
        """Whether it counts in facts."""
        return self.status in COUNTED

    @property
    def draft(self) -> Draft:
        """The same, to be corrected."""
        first = (self.item, self.day, self.person, self.quantity, self.severe, self.fen, self.amount_reason)
        return Draft(*(*first, self.joint_fen, self.waived, self.called_at, self.reported_at, self.source, self.words))

    @property
    def minutes_to_report(self) -> int | None:
        """From the call to the report, where both are known."""
        if self.called_at is None or self.reported_at is None:
            return None
        return int((self.reported_at - self.called_at).total_seconds()) // 60


def log(book: Book, project: int, drafts: Sequence[Draft], *, status: str = RECORDED, happening: str = "") -> Changed:
    """Logs incidents; several at once come from one happening and are linked."""
    if not drafts:
        raise refuse("incident", "", "没有要登记的事项")
    owner = find_project(book, project)
    known = contract(book.shelf, owner.scheme)
    checked = [_checked(book, owner, known, one, f"[{at}]") for at, one in enumerate(drafts)]
    faults = [fault for one in checked for fault in one[1]]
    if status not in (RECORDED, VERIFIED):
        faults.append(Fault("status", status, "新登记的只能是 记录 或 核实"))
    if faults:
        raise Refused(faults)
    with book.change("log_incident", _words(known, drafts), project) as draft:
        joined = _happening(draft.change, drafts, happening)
        for one, (kind, _) in zip(drafts, checked, strict=True):
            draft.change.add(INCIDENT, happening_id=joined, kind=kind, status=status, **values_of(one))
    return draft.done


def _happening(change: Change, drafts: Sequence[Draft], words: str) -> int | None:
    if len(drafts) < 2 and not words:
        return None
    return change.add(HAPPENING, day=min(one.day for one in drafts), words=words or None)


def _words(known: Contract, drafts: Sequence[Draft]) -> str:
    first = f"{name_of(known, drafts[0].item)} {shown_day(drafts[0].day)}"
    return f"登记 {first}" if len(drafts) == 1 else f"登记 {first} 等 {len(drafts)} 项"


def name_of(known: Contract, item: str) -> str:
    """What an item or a rule is called."""
    found = known.sources.item(item)
    if found:
        return found.name
    return next((str(one["name"]) for one in conduct_rules(known) if one.get("id") == item), item)


def _checked(source: Source, owner: Project, known: Contract, one: Draft, path: str) -> tuple[str, list[Fault]]:
    faults: list[Fault] = []
    kind = check(source, owner, known, one, path, faults)
    return kind, faults


def values_of(one: Draft) -> dict[str, Any]:
    """The columns of a row as a draft gives them."""
    return {
        "item": one.item,
        "person_id": one.person,
        "day": one.day,
        "quantity": Decimal(one.quantity),
        "severe": one.severe,
        "fen": one.fen,
        "amount_reason": one.amount_reason or None,
        "joint_fen": one.joint_fen,
        "waived": one.waived or None,
        "called_at": one.called_at,
        "reported_at": one.reported_at,
        "source": one.source or None,
        "words": one.words or None,
    }


def amend(book: Book, project: int, incident: int, draft: Draft, reason: str) -> Changed:
    """Corrects an incident that is not yet decided."""
    owner = find_project(book, project)
    known = contract(book.shelf, owner.scheme)
    words = f"更正 {name_of(known, draft.item)}"
    with book.change("amend_incident", words, project, needed("reason", reason)) as change:
        connection = change.change.connection
        current = find(connection, project, incident)
        if current.status in (FINAL, WITHDRAWN):
            raise refuse("status", STATUS[current.status], "已定案或撤销的不能改；请申诉，或另登记一笔更正")
        kind, faults = _checked(connection, owner, known, draft, "incident")
        if faults:
            raise Refused(faults)
        change.change.set(INCIDENT, incident, kind=kind, **values_of(draft))
    return change.done


def set_status(
    book: Book, project: int, incidents: Sequence[int], status: str, reason: str = "", on: date | None = None
) -> Changed:
    """Moves incidents on: 记录 → 核实 → 申诉 → 定案, or withdrawn with a reason."""
    if status not in STATUS:
        raise refuse("status", status, f"应为其中之一：{'、'.join(STATUS)}")
    if status in (APPEALED, WITHDRAWN):
        needed("reason", reason)
    words = f"{len(incidents)} 件事项改为{STATUS[status]}" if len(incidents) > 1 else f"事项改为{STATUS[status]}"
    with book.change("set_incident_status", words, project, reason) as draft:
        for one in incidents:
            row = own(draft.change, INCIDENT, one, project)
            if status not in NEXT[row["status"]]:
                raise refuse("status", STATUS[row["status"]], f"不能改为{STATUS[status]}")
            draft.change.set_from(INCIDENT, row, status=status, status_reason=reason or None, decided_on=on)
    return draft.done


def waive(book: Book, project: int, incident: int, reason: str) -> Changed:
    """Lets somebody off, with the reason; the incident stays listed at nothing."""
    with book.change("waive_incident", "免予扣罚", project, needed("reason", reason)) as draft:
        row = own(draft.change, INCIDENT, incident, project)
        if row["status"] == WITHDRAWN:
            raise refuse("status", STATUS[WITHDRAWN], "已撤销，不必免扣")
        draft.change.set_from(INCIDENT, row, waived=reason.strip())
    return draft.done


def void(book: Book, project: int, incident: int, reason: str) -> Changed:
    """Takes out an incident that was logged by mistake."""
    with book.change("void_incident", "作废事项", project, reason) as draft:
        own(draft.change, INCIDENT, incident, project)
        draft.change.void(INCIDENT, incident, reason)
    return draft.done


def join(book: Book, project: int, incidents: Sequence[int], words: str) -> Changed:
    """Says that several incidents come from one happening."""
    with book.change("join_incidents", f"关联 {len(incidents)} 件事项", project) as draft:
        rows = [own(draft.change, INCIDENT, one, project) for one in dict.fromkeys(incidents)]
        if len(rows) < 2:
            raise refuse("incident", len(rows), "至少要两件事项才能关联")
        joined = draft.change.add(HAPPENING, day=min(row["day"] for row in rows), words=words or None)
        for one in incidents:
            draft.change.set(INCIDENT, one, happening_id=joined)
    return draft.done


def find(source: Source, project: int, incident: int) -> Incident:
    """An incident; refused where there is none."""
    where = (INCIDENT.c.project_id == project, INCIDENT.c.id == incident, INCIDENT.c.voided.is_(None))
    rows = fetch(source, select(INCIDENT).where(*where))
    if not rows:
        raise refuse("incident", incident, "没有这件事项")
    return _incident(rows[0])


def listed(source: Source, project: int, period: Period | None = None, kind: str = "") -> tuple[Incident, ...]:
    """Incidents in order of day."""
    where = [INCIDENT.c.project_id == project, INCIDENT.c.voided.is_(None)]
    where += [INCIDENT.c.day.between(period.first, period.last)] if period else []
    where += [INCIDENT.c.kind == kind] if kind else []
    rows = fetch(source, select(INCIDENT).where(*where).order_by(INCIDENT.c.day, INCIDENT.c.id))
    return tuple(_incident(row) for row in rows)


def linked(source: Source, project: int, incident: int) -> tuple[Incident, ...]:
    """The other consequences of the same happening."""
    found = find(source, project, incident)
    if found.happening is None:
        return ()
    where = (INCIDENT.c.happening_id == found.happening, INCIDENT.c.id != incident, INCIDENT.c.voided.is_(None))
    return tuple(_incident(row) for row in fetch(source, select(INCIDENT).where(*where).order_by(INCIDENT.c.id)))


def similar(source: Source, project: int, draft: Draft) -> tuple[Incident, ...]:
    """What is already logged of the same person, clause and day: shown before it is logged twice."""
    person = INCIDENT.c.person_id == draft.person if draft.person is not None else INCIDENT.c.person_id.is_(None)
    where = (INCIDENT.c.project_id == project, INCIDENT.c.item == draft.item, INCIDENT.c.day == draft.day, person)
    query = select(INCIDENT).where(*where, INCIDENT.c.voided.is_(None), INCIDENT.c.status != WITHDRAWN)
    return tuple(_incident(row) for row in fetch(source, query.order_by(INCIDENT.c.id)))


def waiting(source: Source, project: int) -> tuple[Incident, ...]:
    """What nobody has verified yet, and what is under appeal."""
    statuses = or_(INCIDENT.c.status == RECORDED, INCIDENT.c.status == APPEALED)
    query = select(INCIDENT).where(INCIDENT.c.project_id == project, INCIDENT.c.voided.is_(None), statuses)
    return tuple(_incident(row) for row in fetch(source, query.order_by(INCIDENT.c.day)))


def _incident(row: Any) -> Incident:
    return Incident(
        *(row.id, row.happening_id, row.kind, row.item, row.person_id, row.day, row.quantity, row.severe),
        *(row.fen, row.joint_fen, row.waived or "", row.status, row.called_at, row.reported_at),
        *(row.source or "", row.words or "", row.amount_reason or "", row.status_reason or ""),
        *(row.decided_on, row.obligation_id),
    )
