"""Corrections of training: a session amended or voided, the whole sign-in sheet at once, a plan's line changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.ledger import attachments
from app.ledger.book import Book, fetch
from app.ledger.change import Change, Changed
from app.ledger.people import EMPLOYMENT, spans
from app.ledger.training import HELD, KINDS, Came, put_attendance
from app.ledger.words import exact, needed, own, refuse, shown_day
from app.periods import Period
from app.reader import near
from db.tables.training import TRAINING_ATTENDANCE, TRAINING_PLAN, TRAINING_SESSION


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """What is said of a session besides who came."""

    day: date
    topic: str
    kind: str
    hours: str
    trainer: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A line of a month's plan."""

    topic: str
    kind: str
    hours: str = ""
    planned_on: date | None = None


def amend(book: Book, project: int, session: int, draft: SessionDraft, reason: str) -> Changed:
    """Corrects a session; who came goes along to another day, if they were employed then."""
    values = _session_values(draft)
    with book.change("amend_session", f"更正培训 {shown_day(draft.day)} {draft.topic}", project, reason) as entry:
        row = own(entry.change, TRAINING_SESSION, session, project)
        needed("reason", reason)
        if row["day"] != draft.day:
            _move(entry.change, project, session, draft.day)
        entry.change.set_from(TRAINING_SESSION, row, **values)
    return entry.done


def void(book: Book, project: int, session: int, reason: str) -> Changed:
    """Takes back a session that never was, with everybody's part in it."""
    with book.change("void_session", "作废培训", project, needed("reason", reason)) as entry:
        own(entry.change, TRAINING_SESSION, session, project)
        for row in _attendance(entry.change, session):
            entry.change.void(TRAINING_ATTENDANCE, row.id, reason)
        entry.change.void(TRAINING_SESSION, session, reason)
    return entry.done


def reinstate(book: Book, project: int, session: int) -> Changed:
    """A session that was called off took place after all."""
    with book.change("reinstate_session", "恢复培训", project) as entry:
        row = own(entry.change, TRAINING_SESSION, session, project)
        entry.change.set_from(TRAINING_SESSION, row, status=HELD, note=None)
    return entry.done


def sign_in(book: Book, project: int, session: int, sheet: Sequence[Came]) -> Changed:
    """The whole sign-in sheet: whoever is not on it is no longer noted; what stayed the same is not touched."""
    there = sum(one.came for one in sheet)
    with book.change("sign_in", f"培训签到 {there}/{len(sheet)} 人", project) as entry:
        day = own(entry.change, TRAINING_SESSION, session, project)["day"]
        noted = {row.person_id: row for row in _attendance(entry.change, session)}
        wanted = {one.person: one for one in sheet}
        fresh = [one for one in sheet if one.person not in noted or one != _came(noted[one.person])]
        again = {one.person for one in fresh}
        for person, row in noted.items():
            if person not in wanted or person in again:
                entry.change.void(TRAINING_ATTENDANCE, row.id, "改写")
        put_attendance(entry.change, project, session, day, fresh)
    return entry.done


def amend_plan(book: Book, project: int, plan: int, draft: PlanDraft) -> Changed:
    """Corrects a line of the plan."""
    _known(draft.kind)
    hours = exact("hours", draft.hours, 2) if draft.hours else None
    with book.change("amend_training_plan", f"更正培训计划：{draft.topic}", project) as entry:
        row = own(entry.change, TRAINING_PLAN, plan, project)
        in_month(draft.planned_on, row["month"])
        values: dict[str, Any] = {"topic": needed("topic", draft.topic), "kind": draft.kind, "hours": hours}
        entry.change.set_from(TRAINING_PLAN, row, **values, planned_on=draft.planned_on)
    return entry.done


def void_plan(book: Book, project: int, plan: int, reason: str) -> Changed:
    """Takes a line out of the plan; a session held from it stays."""
    with book.change("void_training_plan", "作废培训计划", project, needed("reason", reason)) as entry:
        own(entry.change, TRAINING_PLAN, plan, project)
        where = (TRAINING_SESSION.c.training_plan_id == plan, TRAINING_SESSION.c.voided.is_(None))
        for row in fetch(entry.change.connection, select(TRAINING_SESSION.c.id).where(*where)):
            entry.change.set(TRAINING_SESSION, row.id, training_plan_id=None)
        entry.change.void(TRAINING_PLAN, plan, reason)
    return entry.done


def take_back_filing(book: Book, project: int, month: Period, reason: str) -> Changed:
    """The month's plan was not filed after all."""
    words = f"撤销 {month} 培训计划报送"
    with book.change("unfile_training_plan", words, project, needed("reason", reason)) as entry:
        where = (TRAINING_PLAN.c.project_id == project, TRAINING_PLAN.c.month == str(month))
        query = select(TRAINING_PLAN.c.id).where(*where, TRAINING_PLAN.c.voided.is_(None))
        for row in fetch(entry.change.connection, query):
            entry.change.set(TRAINING_PLAN, row.id, filed_on=None, note=None)
    return entry.done


def attach(book: Book, project: int, session: int, files: Sequence[tuple[str, bytes]]) -> Changed:
    """Sign-in sheets and photos beside a session, all in one change."""
    words = f"附文件 {files[0][0]}" if len(files) == 1 else f"附文件 {len(files)} 份"
    with book.change("attach", words, project) as entry:
        for name, content in files:
            attachments.put(entry.change, project, TRAINING_SESSION.name, session, name, content)
    return entry.done


def in_month(day: date | None, month: str) -> None:
    """A plan's day lies in the plan's month."""
    if day is not None and f"{day:%Y-%m}" != month:
        raise refuse("planned_on", day, f"不在 {month} 内")


def _session_values(draft: SessionDraft) -> dict[str, Any]:
    _known(draft.kind)
    return {
        "day": draft.day,
        "topic": needed("topic", draft.topic),
        "kind": draft.kind,
        "hours": exact("hours", draft.hours, 2),
        "trainer": draft.trainer.strip() or None,
        "place": draft.place.strip() or None,
    }


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise refuse("kind", kind, f"没有这种培训{near(kind, tuple(KINDS))}")


def _move(change: Change, project: int, session: int, day: date) -> None:
    jobs = spans(change.connection, project, EMPLOYMENT)
    for row in _attendance(change, session):
        if not any(one.person == row.person_id and one.holds(day) for one in jobs):
            raise refuse("day", day, "签到的人里有人这一天不在职，请先改签到表")
        change.set(TRAINING_ATTENDANCE, row.id, day=day)


def _attendance(change: Change, session: int) -> Sequence[Any]:
    where = (TRAINING_ATTENDANCE.c.training_session_id == session, TRAINING_ATTENDANCE.c.voided.is_(None))
    return fetch(change.connection, select(TRAINING_ATTENDANCE).where(*where))


def _came(row: Any) -> Came:
    hours, mark = (None if one is None else Decimal(one) for one in (row.hours, row.mark))
    return Came(row.person_id, row.came, hours, mark, row.excuse or "")
