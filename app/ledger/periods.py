"""Periods on their way: open → self-assessed → reviewed → frozen for signature → sealed, withdrawn or reopened."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.ledger.book import Book, Source, fetch
from app.ledger.chain import digest_of
from app.ledger.change import Change, Changed
from app.ledger.contracts import contract
from app.ledger.freezing import complete, gathered
from app.ledger.history import of_row
from app.ledger.projects import Project
from app.ledger.projects import find as find_project
from app.ledger.readiness import warnings
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT, SHEETS, content_of, revision_digest
from app.ledger.signatures import HOW, Signature, lacking, sign, signatures
from app.ledger.words import needed, refuse
from app.obligation_due import after
from app.periods import EXAMPLES, NAMES, Period
from app.workdays import Calendar
from db.tables.periods import ASSESSMENT, REVISION, REVISION_TEXT

__all__ = [
    "HOW", "LOCKED", "SILENCE", "STATES", "Revision", "Signature", "Standing", "amounts_of", "deliver", "facts_of",
    "freeze", "listed", "locked_since", "object_to", "own_facts_of", "receipt_of", "reopen", "review", "seal",
    "self_assess", "sign", "signatures", "standing", "texts_of", "withdraw",
]  # fmt: skip

OPEN, SELF_ASSESSED, REVIEWED_STATE, FROZEN = "open", "self_assessed", "reviewed", "frozen"
SEALED, WITHDRAWN, REOPENED = "sealed", "withdrawn", "reopened"
STATES = {
    OPEN: "录入中",
    SELF_ASSESSED: "已自评",
    REVIEWED_STATE: "已复核",
    FROZEN: "已送签",
    SEALED: "已定稿",
    WITHDRAWN: "已撤回",
    REOPENED: "重新打开",
}
LOCKED = (FROZEN, SEALED)
EDITABLE = tuple(state for state in STATES if state not in LOCKED)
# A new revision begins its way anew: what was received or objected to concerned the one before.
CLEAN: dict[str, Any] = {"received_on": None, "objection_until": None, "objection": None}
MARKS = {CONTRACT: "K", CONDUCT_SHEET: "X"}
# Whoever seals without both signatures because nobody objected can do so only when the time to object is over.
SILENCE = "异议期"


@dataclass(frozen=True, slots=True)
class Revision:
    """One frozen version of a period's assessment."""

    id: int
    serial: int
    number: str
    state: str
    made_at: datetime
    reason: str
    scheme: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a period has come."""

    id: int | None
    sheet: str
    period: Period
    state: str
    received_on: date | None
    objection_until: date | None
    objection: str
    revisions: tuple[Revision, ...]

    @property
    def locked(self) -> bool:
        """Whether its facts may no longer change."""
        return self.state in LOCKED

    @property
    def current(self) -> Revision | None:
        """The revision that stands, if one was frozen."""
        return self.revisions[-1] if self.revisions else None


def standing(source: Source, project: int, sheet: str, period: Period) -> Standing:
    """How far a period has come; one that nobody touched is open."""
    where = (ASSESSMENT.c.project_id == project, ASSESSMENT.c.sheet == sheet, ASSESSMENT.c.period == str(period))
    rows = fetch(source, select(ASSESSMENT).where(*where, ASSESSMENT.c.voided.is_(None)))
    if not rows:
        return Standing(None, sheet, period, OPEN, None, None, "", ())
    row = rows[0]
    query = select(REVISION).where(REVISION.c.assessment_id == row.id, REVISION.c.voided.is_(None))
    revisions = tuple(_revision(one) for one in fetch(source, query.order_by(REVISION.c.serial)))
    dates = (row.received_on, row.objection_until, row.objection or "")
    return Standing(row.id, sheet, period, row.state, *dates, revisions)


def listed(source: Source, project: int, sheet: str = "") -> tuple[Standing, ...]:
    """Every period that somebody moved on, the earliest first."""
    where = [ASSESSMENT.c.project_id == project, ASSESSMENT.c.voided.is_(None)]
    where += [ASSESSMENT.c.sheet == sheet] if sheet else []
    query = select(ASSESSMENT.c.sheet, ASSESSMENT.c.period).where(*where)
    rows = fetch(source, query.order_by(ASSESSMENT.c.first_day, ASSESSMENT.c.id))
    found = [(row.sheet, Period.parse(row.period)) for row in rows]
    return tuple(standing(source, project, name, period) for name, period in found if period)


def _revision(row: Any) -> Revision:
    head = (row.id, row.serial, row.number, row.state, row.made_at, row.reason or "")
    return Revision(*head, row.scheme, row.version, row.digest)


def self_assess(book: Book, project: int, sheet: str, period: Period) -> Changed:
    """The operator's own assessment is done."""
    return _move(book, project, sheet, period, SELF_ASSESSED, (OPEN, REOPENED, WITHDRAWN), "自评完成")


def review(book: Book, project: int, sheet: str, period: Period) -> Changed:
    """The client's values are in."""
    return _move(book, project, sheet, period, REVIEWED_STATE, (OPEN, SELF_ASSESSED, REOPENED, WITHDRAWN), "复核完成")


def _move(
    book: Book, project: int, sheet: str, period: Period, state: str, allowed: tuple[str, ...], words: str
) -> Changed:
    with book.change("move_period", f"{period} {SHEETS.get(sheet, sheet)}{words}", project) as draft:
        _set(book, draft.change, project, sheet, period, allowed, state=state)
    return draft.done


def _set(
    book: Book, change: Change, project: int, sheet: str, period: Period, allowed: tuple[str, ...], **values: Any
) -> Standing:
    """Moves a period on from one of the allowed states; the row is made on the first move."""
    owner = find_project(change.connection, project)
    _check(book, owner, sheet, period)
    current = standing(change.connection, owner.id, sheet, period)
    if current.state not in allowed:
        names = "、".join(STATES[one] for one in allowed)
        raise refuse(str(period), STATES[current.state], f"只有{names}的期间可以这样处理")
    if current.id is None:
        first, last = period.first, period.last
        given = {"sheet": sheet, "period": str(period), "first_day": first, "last_day": last, "state": OPEN} | values
        change.add(ASSESSMENT, **given)
    else:
        change.set(ASSESSMENT, current.id, **values)
    return standing(change.connection, owner.id, sheet, period)


def _check(book: Book, owner: Project, sheet: str, period: Period) -> None:
    """Whether there is such a period of this contract at all."""
    if sheet not in SHEETS:
        raise refuse("sheet", sheet, f"应为其中之一：{'、'.join(SHEETS)}")
    known = contract(book.shelf, owner.scheme)
    if sheet == CONDUCT_SHEET and known.conduct is None:
        raise refuse("sheet", sheet, "这个合同没有员工行为规范")
    kind = "month" if sheet == CONDUCT_SHEET else known.newest.kind
    if period.kind != kind:
        raise refuse("period", period, f"{SHEETS[sheet]}按{NAMES[kind]}，应写成 {EXAMPLES[kind]} 的样子")
    if not owner.term.days_in(period):
        raise refuse("period", period, f"不在合同期 {owner.term.first} 至 {owner.term.last} 内")


def freeze(book: Book, project: int, sheet: str, period: Period, *, despite: str = "", reason: str = "") -> Changed:
    """送签: freezes facts, rules, readings and result under a number and a digest. Gaps need a reason to go on."""
    with book.change("freeze", f"{period} {SHEETS.get(sheet, sheet)}送签", project, reason or despite) as draft:
        change, connection = draft.change, draft.change.connection
        owner = find_project(connection, project)
        _check(book, owner, sheet, period)
        before = standing(connection, project, sheet, period)
        old = texts_of(connection, before.current.id).get("facts", "") if before.current else ""
        given = gathered(book, connection, owner, sheet, period, old)
        content = content_of(book.shelf, owner.scheme, sheet, period, given)
        doubts = () if despite else warnings(book, connection, project, sheet, period)
        complete(sheet, json.loads(content.texts["result"]), despite, doubts)
        now = _set(book, change, project, sheet, period, EDITABLE, state=FROZEN, **CLEAN)
        serial = len(now.revisions) + 1
        number = f"{owner.code}-{period}-{MARKS[sheet]}{serial:02d}"
        values = {"assessment_id": now.id, "serial": serial, "number": number, "state": FROZEN}
        values |= {"made_at": book.clock(), "reason": reason or despite or None, "scheme": content.scheme}
        digest = revision_digest(number, sheet, str(period), content.version, content.texts)
        revision = change.add(REVISION, **values, version=content.version, digest=digest)
        for name, text in content.texts.items():
            change.add(REVISION_TEXT, revision_id=revision, name=name, content=text, digest=digest_of(text))
    return draft.done


def texts_of(source: Source, revision: int) -> dict[str, str]:
    """What a revision holds, by name."""
    where = (REVISION_TEXT.c.revision_id == revision, REVISION_TEXT.c.voided.is_(None))
    rows = fetch(source, select(REVISION_TEXT.c.name, REVISION_TEXT.c.content).where(*where))
    return {row.name: row.content or "" for row in rows}


def deliver(
    book: Book,
    project: int,
    sheet: str,
    period: Period,
    received_on: date,
    calendar: Calendar,
    *,
    receipt: str = "",
) -> Changed:
    """The result was received, as the receipt says: the objection clock runs, in the contract's working days."""
    if received_on < period.first:
        raise refuse("received_on", received_on, f"早于 {period}，结果不可能已经送达")
    owner = find_project(book, project)
    rules = [one for one in contract(book.shelf, owner.scheme).obligations.obligations if one.on == "result"]
    until = after(rules[0], datetime(received_on.year, received_on.month, received_on.day), calendar) if rules else None
    words = f"{period} 结果送达 {received_on}" + (f"，异议至 {until.due_on}" if until else "")
    if until and not until.announced:
        words += "（该年节假日安排未公布，按周一至周五计）"
    with book.change("deliver", words, project, receipt.strip()) as draft:
        connection = draft.change.connection
        dates = {"received_on": received_on, "objection_until": until.due_on if until else None}
        now = _set(book, draft.change, project, sheet, period, LOCKED, **dates)
        told = receipt.strip()
        if now.id is not None and not draft.change.after and told and told != receipt_of(connection, now):
            draft.change.note(ASSESSMENT, now.id)  # the same day, told differently
    return draft.done


def receipt_of(source: Source, current: Standing) -> str:
    """What was noted of the receipt when the standing revision was delivered, the last time."""
    if current.id is None or current.received_on is None:
        return ""
    undone: set[int | None] = set()
    for one in of_row(source, ASSESSMENT.name, current.id):
        if one.id in undone:
            continue
        if one.action == "deliver":
            return one.reason
        undone.add(one.undoes)
    return ""


def object_to(book: Book, project: int, sheet: str, period: Period, on: date, words: str) -> Changed:
    """An objection to a result, within its time; later it is entered all the same, and says so."""
    current = standing(book, project, sheet, period)
    late = current.objection_until is not None and on > current.objection_until
    told = f"{on} 提出异议{'（已过异议期）' if late else ''}：{needed('objection', words)}"
    with book.change("object", f"{period} 提出异议", project, words) as draft:
        _set(book, draft.change, project, sheet, period, LOCKED, objection=told)
    return draft.done


def seal(
    book: Book, project: int, sheet: str, period: Period, *, unsigned: str = "", today: date | None = None
) -> Changed:
    """定稿: both sides have signed, or the reason why it stands without (silence accepts, once its time is over)."""
    words = f"{period} {SHEETS.get(sheet, sheet)}定稿"
    with book.change("seal", words, project, unsigned) as draft:
        before = standing(draft.change.connection, project, sheet, period)
        now = _set(book, draft.change, project, sheet, period, (FROZEN,), state=SEALED)
        revision = now.current
        if revision is None:
            raise refuse(str(period), "", "没有已送签的版本")
        absent = lacking(sheet, signatures(draft.change.connection, revision.id))
        if absent and not unsigned.strip():
            raise refuse(revision.number, "", f"{absent}；确要定稿，请写明理由（如：异议期满未提异议）")
        if absent and SILENCE in unsigned:
            _silent(before, today or book.clock().date())
        draft.change.set(REVISION, revision.id, state=SEALED)
    return draft.done


def _silent(current: Standing, today: date) -> None:
    """Silence accepts only when the time to object is over and nobody did."""
    if current.objection_until is None:
        raise refuse("unsigned", "", "没有登记送达，异议期还没有开始；请先登记送达，或另写理由")
    if today <= current.objection_until:
        raise refuse("unsigned", "", f"异议期到 {current.objection_until} 为止，还没有届满；请另写理由")
    if current.objection:
        raise refuse("unsigned", "", f"已有异议（{current.objection}），不能以未提异议为由定稿")


def withdraw(book: Book, project: int, sheet: str, period: Period, reason: str) -> Changed:
    """Takes a frozen revision back before it is sealed."""
    return _unlock(
        book, project, sheet, period, reason, action="withdraw", allowed=(FROZEN,), state=WITHDRAWN, words="撤回送签"
    )


def reopen(book: Book, project: int, sheet: str, period: Period, reason: str) -> Changed:
    """Opens a sealed period again; the old revision stays readable, the next one names every difference."""
    return _unlock(
        book, project, sheet, period, reason, action="reopen", allowed=(SEALED,), state=REOPENED, words="重新打开"
    )


def _unlock(
    book: Book,
    project: int,
    sheet: str,
    period: Period,
    reason: str,
    *,
    action: str,
    allowed: tuple[str, ...],
    state: str,
    words: str,
) -> Changed:
    needed("reason", reason)
    with book.change(action, f"{period} {SHEETS.get(sheet, sheet)}{words}", project, reason) as draft:
        now = _set(book, draft.change, project, sheet, period, allowed, state=state, reason=reason)
        if now.current:
            draft.change.set(REVISION, now.current.id, state=state)
    return draft.done


def locked_since(source: Source, project: int, day: date) -> tuple[Standing, ...]:
    """The locked periods that end on or after a day."""
    where = (ASSESSMENT.c.project_id == project, ASSESSMENT.c.last_day >= day, ASSESSMENT.c.state.in_(LOCKED))
    query = select(ASSESSMENT.c.sheet, ASSESSMENT.c.period).where(*where, ASSESSMENT.c.voided.is_(None))
    found = [(row.sheet, Period.parse(row.period)) for row in fetch(source, query.order_by(ASSESSMENT.c.first_day))]
    return tuple(standing(source, project, sheet, period) for sheet, period in found if period)


def facts_of(source: Source, current: Standing) -> dict[str, Any]:
    """The facts a locked period was frozen with."""
    return json.loads(texts_of(source, current.current.id)["facts"]) if current.current else {}


def own_facts_of(source: Source, current: Standing) -> dict[str, Any]:
    """Our own opinion a locked period was frozen with; the same as the reviewed one where nobody differed."""
    texts = texts_of(source, current.current.id) if current.current else {}
    return json.loads(texts.get("self_facts") or texts.get("facts") or "{}")


def amounts_of(source: Source, current: Standing) -> list[dict[str, Any]]:
    """The adjustments a locked period was frozen with."""
    text = texts_of(source, current.current.id).get("adjustments") if current.current else None
    return json.loads(text) if text else []
