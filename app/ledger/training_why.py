"""Why somebody's month of training, or somebody's way to the line, stands as it does: clause, figures, rows behind."""

from datetime import date
from typing import Any

from sqlalchemy import select

from app.exact import show
from app.ledger.book import Source, fetch
from app.ledger.line_access import EXAM, INDUCTION, Newcomer, Progress
from app.ledger.training import HELD
from app.ledger.training_month import HoursAsked, Learner
from app.ledger.why import Section, Why
from app.ledger.words import shown_day
from app.periods import Period
from db.tables.training import TRAINING_ATTENDANCE, TRAINING_SESSION


def why_hours(source: Source, project: int, month: Period, one: Learner, asked: HoursAsked | None) -> Why:
    """Every session that counts into somebody's hours, and those that were missed."""
    rows = _rows(source, project, one.id, month.first, month.last)
    came, absent = [row for row in rows if row.came], [row for row in rows if not row.came]
    spent = [show(_hours(row)) for row in came]
    told = [f"{' + '.join(spent)} = {show(one.hours)} 课时" if spent else "本月没有到场的培训"]
    if asked is not None:
        told.append(f"应达 {show(asked.number)} 课时" + (f"，还差 {show(one.missing)} 课时" if one.missing else ""))
    sections = [Section("怎样得出", tuple(told))]
    sections += [Section(f"到场 {len(came)} 场", tuple(map(_came, came)))] if came else []
    sections += [Section(f"缺席 {len(absent)} 场，不计课时", tuple(map(_absent, absent)))] if absent else []
    sections += [Section(f"条款 {asked.clause}", (), asked.words)] if asked is not None else []
    return Why(one.person.name, f"{show(one.hours)} 课时", tuple(sections))


def why_access(source: Source, project: int, one: Newcomer) -> Why:
    """Each condition of the line, how far it is met, and the sessions that show it."""
    rows = _rows(source, project, one.id, one.since, one.day)
    state = "还缺：" + "；".join(one.missing) if one.missing else "条件齐全"
    told = [f"{one.since} 入职", f"{one.person.online_on} 登记上线" if one.person.online_on else "还没有登记上线日"]
    told += [f"最早可在 {one.earliest} 上岗，按“今天就开始下一步”推算"] if one.missing and not one.on_line else []
    sections = [Section(state, tuple(told))]
    sections += [_step(step, rows) for step in one.steps]
    return Why(one.person.name, "上岗资格", tuple(sections))


def _step(one: Progress, rows: list[Any]) -> Section:
    step = one.step
    if step.kind == EXAM:
        best = "还没有成绩" if one.mark is None else f"最好成绩 {show(one.mark)} 分"
        told = [f"应达 {show(step.number)} 分，{best}"]
        told += [_came(row) for row in rows if row.came and row.kind == INDUCTION and row.mark is not None]
    else:
        told = [f"应达 {show(step.number)} 天，已 {one.days} 天"]
        told += [f"{one.begun} 起，签到 {one.signed} 天，满期 {one.until}"] if one.begun else ["还没有签到"]
        told += [_came(row) for row in rows if row.came and row.kind == step.kind]
    told += [step.note] if step.note else []
    return Section(f"{step.name}（{step.clause}）", tuple(told), step.words)


def _rows(source: Source, project: int, person: int, first: date, last: date) -> list[Any]:
    came, session = TRAINING_ATTENDANCE, TRAINING_SESSION
    where = [came.c.project_id == project, came.c.person_id == person, came.c.voided.is_(None)]
    where += [session.c.voided.is_(None), session.c.status == HELD, came.c.day.between(first, last)]
    columns = (came.c.day, came.c.came, came.c.hours, came.c.mark, came.c.excuse)
    columns += (session.c.topic, session.c.kind, session.c.hours.label("whole"))
    joined = came.join(session, came.c.training_session_id == session.c.id)
    query = select(*columns).select_from(joined).where(*where).order_by(came.c.day, came.c.id)
    return list(fetch(source, query))


def _hours(row: Any) -> Any:
    return row.whole if row.hours is None else row.hours


def _came(row: Any) -> str:
    own = "" if row.hours is None or row.hours == row.whole else f"（该场 {show(row.whole)}）"
    mark = "" if row.mark is None else f"，{show(row.mark)} 分"
    return f"{shown_day(row.day)} {row.topic}，{show(_hours(row))} 课时{own}{mark}"


def _absent(row: Any) -> str:
    return f"{shown_day(row.day)} {row.topic}" + (f"：{row.excuse}" if row.excuse else "")
