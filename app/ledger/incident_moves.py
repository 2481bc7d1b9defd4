"""What comes after an incident was logged: the answer to an appeal, more of the same happening, a link undone."""

from collections.abc import Sequence
from datetime import date

from app.errors import Fault, Refused
from app.ledger.attachments import put
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.contracts import contract
from app.ledger.incident_checks import check
from app.ledger.incidents import (
    APPEALED,
    FINAL,
    RECORDED,
    STATUS,
    VERIFIED,
    WITHDRAWN,
    Draft,
    find,
    linked,
    name_of,
    values_of,
)
from app.ledger.projects import find as find_project
from app.ledger.words import needed, own, refuse, shown_day
from db.tables.incidents import HAPPENING, INCIDENT

UPHELD, SPARED, OVERTURNED = "upheld", "spared", "overturned"
OUTCOMES = {UPHELD: "维持", SPARED: "成立，免予扣罚", OVERTURNED: "成立，撤销"}


def answer_appeal(book: Book, project: int, incident: int, outcome: str, reason: str, on: date) -> Changed:
    """What came of an appeal: it stands, it stands at nothing, or it is withdrawn; one step either way."""
    if outcome not in OUTCOMES:
        raise refuse("outcome", outcome, f"应为其中之一：{'、'.join(OUTCOMES)}")
    with book.change("answer_appeal", f"申诉{OUTCOMES[outcome]}", project, needed("reason", reason)) as draft:
        row = own(draft.change, INCIDENT, incident, project)
        if row["status"] != APPEALED:
            raise refuse("status", STATUS[row["status"]], "没有在申诉")
        status = WITHDRAWN if outcome == OVERTURNED else FINAL
        waived = reason.strip() if outcome == SPARED else row["waived"]
        draft.change.set_from(INCIDENT, row, status=status, status_reason=reason.strip(), decided_on=on, waived=waived)
    return draft.done


def file(
    book: Book, project: int, draft: Draft, files: Sequence[tuple[str, bytes]], *, status: str = RECORDED
) -> Changed:
    """Logs an incident together with what proves it: one step."""
    owner = find_project(book, project)
    known = contract(book.shelf, owner.scheme)
    faults: list[Fault] = []
    kind = check(book, owner, known, draft, "incident", faults)
    if status not in (RECORDED, VERIFIED):
        faults.append(Fault("status", status, "新登记的只能是 记录 或 核实"))
    if faults:
        raise Refused(faults)
    words = f"登记 {name_of(known, draft.item)} {shown_day(draft.day)}" + (f"，附 {len(files)} 份" if files else "")
    with book.change("log_incident", words, project) as change:
        row = change.change.add(INCIDENT, kind=kind, status=status, **values_of(draft))
        for name, content in files:
            put(change.change, project, "incident", row, name, content)
    return change.done


def attach_all(book: Book, project: int, incident: int, files: Sequence[tuple[str, bytes]]) -> Changed:
    """Several files beside an incident: one step, all or none."""
    words = f"附文件 {files[0][0]}" if len(files) == 1 else f"附文件 {len(files)} 份"
    with book.change("attach", words, project) as change:
        for name, content in files:
            put(change.change, project, "incident", incident, name, content)
    return change.done


def add_to(
    book: Book, project: int, incident: int, drafts: Sequence[Draft], *, status: str = RECORDED, happening: str = ""
) -> Changed:
    """Logs more that came of the same happening as an incident that is there already; all are linked."""
    if status not in (RECORDED, VERIFIED) or not drafts:
        raise refuse("status", status, "新登记的只能是 记录 或 核实，且至少一项")
    owner = find_project(book, project)
    known = contract(book.shelf, owner.scheme)
    faults: list[Fault] = []
    kinds = [check(book, owner, known, one, f"[{at}]", faults) for at, one in enumerate(drafts)]
    if faults:
        raise Refused(faults)
    words = f"登记 {name_of(known, drafts[0].item)} {shown_day(drafts[0].day)}（同一事件）"
    with book.change("log_incident", words, project) as change:
        first = find(change.change.connection, project, incident)
        joined = first.happening
        if joined is None:
            joined = change.change.add(HAPPENING, day=first.day, words=happening or None)
            change.change.set(INCIDENT, incident, happening_id=joined)
        for one, kind in zip(drafts, kinds, strict=True):
            change.change.add(INCIDENT, happening_id=joined, kind=kind, status=status, **values_of(one))
    return change.done


def part(book: Book, project: int, incident: int, reason: str) -> Changed:
    """Says that an incident has nothing to do with the happening it was linked to."""
    with book.change("part_incident", "解除关联", project, needed("reason", reason)) as draft:
        row = own(draft.change, INCIDENT, incident, project)
        others = linked(draft.change.connection, project, incident)
        draft.change.set_from(INCIDENT, row, happening_id=None)
        for one in others if len(others) == 1 else ():
            draft.change.set(INCIDENT, one.id, happening_id=None)
    return draft.done
