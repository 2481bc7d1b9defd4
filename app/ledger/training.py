"""Training: the month's plan, the sessions held, who came, for how long and with what mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select

from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.people import EMPLOYMENT, spans
from app.ledger.words import exact, needed, own, refuse, shown_day
from app.periods import Period
from db.tables.people import PERSON
from db.tables.training import TRAINING_ATTENDANCE, TRAINING_PLAN, TRAINING_SESSION

KINDS = {"routine": "业务培训", "targeted": "靶向培训", "induction": "岗前培训", "practice": "上机实习"}
HELD, CANCELLED = "held", "cancelled"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a month's plan promises."""

    id: int
    month: str
    topic: str
    kind: str
    hours: Decimal | None
    planned_on: date | None
    filed_on: date | None
    filed_by: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that was held, or fell through."""

    id: int
    plan: int | None
    day: date
    topic: str
    kind: str
    hours: Decimal
    status: str
    poor: bool
    trainer: str = ""
    place: str = ""
    note: str = ""


class Came(NamedTuple):
    """Somebody's part in a session; without hours of their own the session's count."""

    person: int
    came: bool = True
    hours: Decimal | None = None
    mark: Decimal | None = None
    excuse: str = ""


def plan(
    book: Book, project: int, month: Period, topic: str, kind: str, *, hours: str = "", planned_on: date | None = None
) -> Changed:
    """A line of a month's training plan."""
    _known_kind(kind)
    if month.kind != "month":
        raise refuse("month", month, "培训计划按月，如 2025-09")
    amount = exact("hours", hours, 2) if hours else None
    with book.change("plan_training", f"{month} 培训计划：{topic}", project) as draft:
        values: dict[str, Any] = {"month": str(month), "topic": needed("topic", topic), "kind": kind, "hours": amount}
        draft.change.add(TRAINING_PLAN, **values, planned_on=planned_on)
    return draft.done


def file_plan(book: Book, project: int, month: Period, on: date, by: str = "") -> Changed:
    """The month's plan was filed with the client, and by whom: a plan's note."""
    with book.change("file_training_plan", f"{month} 培训计划已报送", project) as draft:
        found = plans(draft.change.connection, project, month)
        if not found:
            raise refuse("month", month, "这个月还没有培训计划")
        for one in found:
            draft.change.set(TRAINING_PLAN, one.id, filed_on=on, note=by.strip() or None)
    return draft.done


def plans(source: Source, project: int, month: Period | None = None) -> tuple[Plan, ...]:
    """The plan's lines."""
    where = [TRAINING_PLAN.c.project_id == project, TRAINING_PLAN.c.voided.is_(None)]
    where += [TRAINING_PLAN.c.month == str(month)] if month else []
    rows = fetch(source, select(TRAINING_PLAN).where(*where).order_by(TRAINING_PLAN.c.month, TRAINING_PLAN.c.id))
    return tuple(
        Plan(one.id, one.month, one.topic, one.kind, one.hours, one.planned_on, one.filed_on, one.note or "")
        for one in rows
    )


def hold(
    book: Book,
    project: int,
    day: date,
    topic: str,
    kind: str,
    hours: str,
    attended: Sequence[Came] = (),
    *,
    plan: int | None = None,
    trainer: str = "",
    place: str = "",
) -> Changed:
    """A session that took place, with the people who came or should have."""
    _known_kind(kind)
    amount = exact("hours", hours, 2)
    values: dict[str, Any] = {"training_plan_id": plan, "day": day, "topic": needed("topic", topic), "kind": kind}
    with book.change("hold_session", f"培训 {shown_day(day)} {topic}", project) as draft:
        if plan is not None:
            own(draft.change, TRAINING_PLAN, plan, project)
        session = draft.change.add(
            TRAINING_SESSION,
            **values,
            hours=amount,
            trainer=trainer or None,
            place=place or None,
            status=HELD,
            poor=False,
        )
        put_attendance(draft.change, project, session, day, attended)
    return draft.done


def attend(book: Book, project: int, session: int, attended: Sequence[Came]) -> Changed:
    """Who came: replaces what was noted of these people."""
    with book.change("record_training_attendance", f"培训签到 {len(attended)} 人", project) as draft:
        day = own(draft.change, TRAINING_SESSION, session, project)["day"]
        names = {one.person for one in attended}
        where = (TRAINING_ATTENDANCE.c.training_session_id == session, TRAINING_ATTENDANCE.c.voided.is_(None))
        for row in fetch(draft.change.connection, select(TRAINING_ATTENDANCE).where(*where)):
            if row.person_id in names:
                draft.change.void(TRAINING_ATTENDANCE, row.id, "改写")
        put_attendance(draft.change, project, session, day, attended)
    return draft.done


def put_attendance(change: Change, project: int, session: int, day: date, attended: Sequence[Came]) -> None:
    """Writes who came, as a part of a greater change; each once, and employed on the day."""
    jobs = spans(change.connection, project, EMPLOYMENT)
    seen: set[int] = set()
    for at, one in enumerate(attended):
        if not any(span.person == one.person and span.holds(day) for span in jobs):
            raise refuse(f"[{at}].person", one.person, f"{day} 不在职")
        if one.person in seen:
            raise refuse(f"[{at}].person", one.person, "同一人列了两次，课时会算两遍")
        seen.add(one.person)
        for name in ("hours", "mark"):
            if getattr(one, name) is not None:
                exact(f"[{at}].{name}", getattr(one, name), 2)
        values: dict[str, Any] = {"came": one.came, "hours": one.hours, "mark": one.mark, "excuse": one.excuse or None}
        change.add(TRAINING_ATTENDANCE, training_session_id=session, person_id=one.person, day=day, **values)


def judge(book: Book, project: int, session: int, poor: bool, reason: str) -> Changed:
    """The client's opinion of a session: judged poor, or no longer."""
    with book.change("judge_session", "培训评为不到位" if poor else "撤销培训评价", project, reason) as draft:
        row = own(draft.change, TRAINING_SESSION, session, project)
        draft.change.set_from(TRAINING_SESSION, row, poor=poor, note=reason or None)
    return draft.done


def call_off(book: Book, project: int, session: int, reason: str) -> Changed:
    """A session that did not take place after all."""
    with book.change("call_off_session", "取消培训", project, needed("reason", reason)) as draft:
        row = own(draft.change, TRAINING_SESSION, session, project)
        draft.change.set_from(TRAINING_SESSION, row, status=CANCELLED, note=reason)
    return draft.done


def sessions(
    source: Source, project: int, period: Period, kind: str = "", *, cancelled: bool = False
) -> tuple[Session, ...]:
    """The sessions held in a period; with `cancelled` those too that fell through."""
    table = TRAINING_SESSION
    where = [table.c.project_id == project, table.c.voided.is_(None)]
    where += [] if cancelled else [table.c.status == HELD]
    where += [table.c.day.between(period.first, period.last)]
    where += [table.c.kind == kind] if kind else []
    rows = fetch(source, select(table).where(*where).order_by(table.c.day, table.c.id))
    return tuple(
        Session(
            *(one.id, one.training_plan_id, one.day, one.topic, one.kind, one.hours, one.status, one.poor),
            *(one.trainer or "", one.place or "", one.note or ""),
        )
        for one in rows
    )


def attended(source: Source, project: int, session: int) -> tuple[Came, ...]:
    """Who came to a session, and who should have, in order of staff number."""
    came = TRAINING_ATTENDANCE
    where = (came.c.project_id == project, came.c.training_session_id == session, came.c.voided.is_(None))
    joined = came.join(PERSON, came.c.person_id == PERSON.c.id)
    columns = (came.c.person_id, came.c.came, came.c.hours, came.c.mark, came.c.excuse)
    query = select(*columns).select_from(joined).where(*where).order_by(PERSON.c.staff_number)
    rows = fetch(source, query)
    return tuple(Came(one.person_id, one.came, one.hours, one.mark, one.excuse or "") for one in rows)


def hours(source: Source, project: int, period: Period) -> dict[int, Decimal]:
    """Each person's class hours in a period; whoever came to nothing is not in it."""
    session, came = TRAINING_SESSION, TRAINING_ATTENDANCE
    joined = came.join(session, came.c.training_session_id == session.c.id)
    where = [came.c.project_id == project, came.c.voided.is_(None), came.c.came.is_(True), session.c.status == HELD]
    where += [session.c.voided.is_(None), came.c.day.between(period.first, period.last)]
    spent = func.coalesce(came.c.hours, session.c.hours, type_=session.c.hours.type)
    query = select(came.c.person_id, spent.label("hours")).select_from(joined).where(*where)
    found: dict[int, Decimal] = {}
    for row in fetch(source, query):
        found[row.person_id] = found.get(row.person_id, Decimal(0)) + row.hours
    return found


def _known_kind(kind: str) -> None:
    if kind not in KINDS:
        raise refuse("kind", kind, f"应为其中之一：{'、'.join(KINDS)}")
