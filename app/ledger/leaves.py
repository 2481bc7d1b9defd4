"""Requests for leave: asked, advised on by the contract's own rules, decided, and written into the days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.ledger.attendance import Entry, clear_leave, write_leave
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.codes import code
from app.ledger.images import to_json
from app.ledger.people import EMPLOYMENT, spans
from app.ledger.roster import duties
from app.ledger.words import in_order, needed, refuse, shown_day
from app.periods import Period
from db.tables.attendance import LEAVE

ASKED, APPROVED, REFUSED, CANCELLED = "asked", "approved", "refused", "cancelled"
STATUS = {ASKED: "待批", APPROVED: "已批准", REFUSED: "未批准", CANCELLED: "已销假"}
HALF, DAY = Decimal("0.5"), timedelta(days=1)
File = tuple[str, bytes]  # a name and what is in it


@dataclass(frozen=True, slots=True)
class Leave:
    """A request: from a day (or its afternoon) to a day (or its morning), so many days of a kind."""

    id: int
    person: int
    kind: str
    first_day: date
    first_half: str
    last_day: date
    last_half: str
    days: Decimal
    asked_at: datetime | None
    special: str
    documents: tuple[str, ...]
    approver: str
    status: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody asks for."""

    person: int
    kind: str
    first_day: date
    last_day: date
    first_half: str = "day"
    last_half: str = "day"
    asked_at: datetime | None = None
    special: str = ""
    documents: tuple[str, ...] = ()


def days_of(source: Source, project: int, draft: Draft) -> tuple[tuple[date, str], ...]:
    """Which days and halves a request takes: the rostered ones where a roster exists, else every calendar day."""
    in_order("last_day", draft.first_day, draft.last_day)
    every, free = _span(draft), _days_off(source, project, draft)
    return tuple((day, _half(draft, day)) for day in [day for day in every if day not in free] or every)


def _span(draft: Draft) -> list[date]:
    return [draft.first_day + DAY * at for at in range((draft.last_day - draft.first_day).days + 1)]


def _days_off(source: Source, project: int, draft: Draft) -> set[date]:
    """Days that are rostered, but not for this person; next month's roster may not be there yet."""
    found: set[date] = set()
    for month in _months(draft.first_day, draft.last_day):
        planned = duties(source, project, month)
        mine = {one.day for one in planned if one.person == draft.person}
        found |= {one.day for one in planned} - mine if mine else set()
    return found


def _months(first: date, last: date) -> Iterator[Period]:
    month = Period("month", first.year, first.month)
    while month.first <= last:
        yield month
        month = month.before(-1)


def _half(draft: Draft, day: date) -> str:
    """An afternoon at the beginning, a morning at the end; a whole day otherwise."""
    if day == draft.first_day and draft.first_half != "day":
        return draft.first_half
    return draft.last_half if day == draft.last_day else "day"


def counted(days: tuple[tuple[date, str], ...]) -> Decimal:
    """How many days that is."""
    return sum((Decimal(1) if half == "day" else HALF for _, half in days), Decimal(0))


def ask(book: Book, project: int, draft: Draft, files: Sequence[File] = ()) -> Changed:
    """Enters a request, with the papers that came with it; it takes no day until it is approved."""
    kind = code(draft.kind)
    with book.change("ask_leave", f"{kind.name}申请 {shown_day(draft.first_day)}起", project) as change:
        days = _checked(change.change.connection, project, draft)
        values: dict[str, Any] = {"person_id": draft.person, "kind": draft.kind, "days": counted(days)}
        values |= {"first_day": draft.first_day, "first_half": draft.first_half}
        values |= {"last_day": draft.last_day, "last_half": draft.last_half, "asked_at": draft.asked_at}
        values |= {"special": draft.special or None, "documents": to_json(draft.documents), "status": ASKED}
        key = change.change.add(LEAVE, **values)
        _attach(change.change, project, key, files)
    return change.done


def _attach(change: Change, project: int, leave: int, files: Sequence[File]) -> None:
    from app.ledger.attachments import put

    for name, content in files:
        put(change, project, "leave", leave, name, content)


def _checked(source: Source, project: int, draft: Draft) -> tuple[tuple[date, str], ...]:
    if code(draft.kind).kind != "leave":
        raise refuse("kind", draft.kind, "不是假别")
    for key, half in (("first_half", draft.first_half), ("last_half", draft.last_half)):
        if half not in ("day", "am", "pm"):
            raise refuse(key, half, "应为 day、am、pm 之一")
    _fitting_halves(draft)
    days = days_of(source, project, draft)
    jobs = spans(source, project, EMPLOYMENT, draft.person)
    for day, _ in days:
        if not any(one.holds(day) for one in jobs):
            raise refuse("day", day, "这一天不在职")
    for one in listed(source, project, person=draft.person):
        if one.status in (ASKED, APPROVED) and _taken(one) & _taken(draft):
            raise refuse("first_day", draft.first_day, f"与 {one.first_day} 起的{code(one.kind).name}重叠")
    return days


def _fitting_halves(draft: Draft) -> None:
    """Several days begin with a whole day or an afternoon and end with a whole day or a morning."""
    if draft.first_day == draft.last_day:
        wrong = "day" not in (draft.first_half, draft.last_half) and draft.first_half != draft.last_half
    else:
        wrong = draft.first_half == "am" or draft.last_half == "pm"
    if wrong:
        raise refuse("last_half", f"{draft.first_half} 至 {draft.last_half}", "起止的半天对不上，请分开申请")


def _taken(one: Leave | Draft) -> set[tuple[date, str]]:
    """The mornings and afternoons between the ends of a request."""
    asked = Draft(one.person, one.kind, one.first_day, one.last_day, one.first_half, one.last_half)
    return {(day, part) for day in _span(asked) for part in ("am", "pm") if _half(asked, day) in ("day", part)}


def approve(book: Book, project: int, leave: int, approver: str, on: date) -> Changed:
    """Approves a request and writes its days, in one transaction; undoing it takes both back."""
    asked = find(book, project, leave)
    draft = Draft(asked.person, asked.kind, asked.first_day, asked.last_day, asked.first_half, asked.last_half)
    with book.change("approve_leave", f"批准{code(asked.kind).name} {shown_day(asked.first_day)}起", project) as change:
        _only(find(change.change.connection, project, leave), ASKED)
        days = days_of(change.change.connection, project, draft)
        values: dict[str, Any] = {"status": APPROVED, "approver": needed("approver", approver), "decided_on": on}
        change.change.set(LEAVE, leave, **values, days=counted(days))
        write_leave(change.change, project, [Entry(asked.person, day, asked.kind, half) for day, half in days], leave)
    return change.done


def refuse_leave(book: Book, project: int, leave: int, approver: str, on: date, reason: str) -> Changed:
    """Turns a request down."""
    with book.change("refuse_leave", "不批准请假", project, needed("reason", reason)) as change:
        _only(find(change.change.connection, project, leave), ASKED)
        change.change.set(LEAVE, leave, status=REFUSED, approver=approver, decided_on=on, note=reason)
    return change.done


def cancel(book: Book, project: int, leave: int, reason: str) -> Changed:
    """Takes a request back, approved or not, together with the days it wrote."""
    with book.change("cancel_leave", "销假", project, needed("reason", reason)) as change:
        _only(find(change.change.connection, project, leave), ASKED, APPROVED)
        change.change.set(LEAVE, leave, status=CANCELLED, note=reason)
        clear_leave(change.change, leave, reason)
    return change.done


def _only(asked: Leave, *statuses: str) -> None:
    if asked.status not in statuses:
        names = "、".join(STATUS[status] for status in statuses)
        raise refuse("status", STATUS[asked.status], f"只有{names}的申请可以这样处理")


def add_documents(
    book: Book, project: int, leave: int, names: Sequence[str] = (), files: Sequence[File] = ()
) -> Changed:
    """Papers handed in later, named, perhaps with their files."""
    asked = find(book, project, leave)
    with book.change("add_documents", "补交请假材料", project) as change:
        new = [one for one in dict.fromkeys(names) if one not in asked.documents]
        change.change.set(LEAVE, leave, documents=to_json([*asked.documents, *new]))
        _attach(change.change, project, leave, files)
    return change.done


def find(source: Source, project: int, leave: int) -> Leave:
    """A request; refused where there is none."""
    found = [one for one in listed(source, project) if one.id == leave]
    if not found:
        raise refuse("leave", leave, "没有这份请假申请")
    return found[0]


def listed(
    source: Source, project: int, *, person: int | None = None, period: Period | None = None
) -> tuple[Leave, ...]:
    """The requests, the latest last."""
    import json

    where = [LEAVE.c.project_id == project, LEAVE.c.voided.is_(None)]
    where += [LEAVE.c.person_id == person] if person is not None else []
    where += [LEAVE.c.first_day <= period.last, LEAVE.c.last_day >= period.first] if period else []
    rows = fetch(source, select(LEAVE).where(*where).order_by(LEAVE.c.first_day, LEAVE.c.id))
    return tuple(
        Leave(
            *(row.id, row.person_id, row.kind, row.first_day, row.first_half, row.last_day, row.last_half, row.days),
            *(row.asked_at, row.special or "", tuple(json.loads(row.documents or "[]"))),
            *(row.approver or "", row.status, row.decided_on),
        )
        for row in rows
    )
