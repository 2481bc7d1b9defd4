"""Why a person's day says what it says: its marks, what was planned, what it costs, and everything done to it."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Table, select

from app.errors import Refused
from app.exact import show, told_money
from app.ledger import attendance, incidents, leaves, roster
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Key
from app.ledger.codes import code
from app.ledger.conduct_sheet import Entry, sheet_of
from app.ledger.contracts import Contract
from app.ledger.day_text import Said, spoken_day
from app.ledger.history import of_row
from app.ledger.leaves import STATUS, Leave
from app.ledger.people import PROTECTION, listed, spans
from app.ledger.why import Section, Why
from app.ledger.words import shown_day
from app.periods import Period
from app.workdays import Calendar
from db.tables.attendance import ATTENDANCE, ROSTER

WEEK = "一二三四五六日"
SHOWN = 8


def why_day(book: Book, known: Contract, project: int, person: int, day: date, calendar: Calendar) -> Why:
    """Everything about one cell of the month."""
    month = Period("month", day.year, day.month)
    one = next(one for one in listed(book, project) if one.id == person)
    marks = attendance.month(book, project, month, person).of(person, day)
    asked = [
        leave for leave in leaves.listed(book, project, person=person, period=month)
        if leave.first_day <= day <= leave.last_day
    ]  # fmt: skip
    sections = [Section("当天", tuple(_day(book, project, person, day, calendar, marks)))]
    if known.conduct is not None and not known.conduct.period_fault(month):
        sections += _costs(book, project, month, person, day)
    sections += [Section("请假", tuple(_asked(leave) for leave in asked))] if asked else []
    sections.append(Section("经过", tuple(_history(book, project, person, day)) or ("没有登记过",)))
    return Why(f"{shown_day(day)} 周{WEEK[day.weekday()]}", f"{one.staff_number} {one.name}", tuple(sections))


def _day(
    book: Book, project: int, person: int, day: date, calendar: Calendar, marks: Sequence[attendance.Mark]
) -> Iterator[str]:
    said = spoken_day(Said(one.part, one.code, one.minutes) for one in marks)
    yield f"登记：{said}" if said else "还没有登记；空着不等于缺勤"
    known = roster.shifts(book, project)
    shifts = [known[one.shift] for one in roster.duties(book, project, Period("month", day.year, day.month))
              if (one.person, one.day) == (person, day)]  # fmt: skip
    for one in shifts:
        yield f"排班：{one.name} {one.starts}–{one.ends}{'（次日）' if one.ends <= one.starts else ''}"
    if any(one.night for one in shifts) or any(one.code == "night" for one in marks):
        yield "夜班记在开始的这一天"
    if calendar.name_of(day):
        yield calendar.name_of(day)
    for span in spans(book, project, PROTECTION, person):
        if span.holds(day):
            yield f"特殊保护：{span.word}"


def _costs(book: Book, project: int, month: Period, person: int, day: date) -> list[Section]:
    """What the conduct rules make of the day."""
    try:
        sheet = sheet_of(book, project, month)
    except Refused as refused:
        return [Section("带来", tuple(one.reason for one in refused.faults[:3]))]
    row = sheet.row(person)
    if row is None:
        return []
    lines = [_cost(one) for one in row.entries if one.item.event.day == day]
    lines += [f"{shown_day(one.item.event.day)}起的{_cost(one)}" for one in row.entries if _reaches(book, one, day)]
    lines.append(f"本月全勤：{row.full}" + ("" if not row.result.losses else f"（{row.result.losses[0].words}）"))
    found = [Section("带来", tuple(lines) if len(lines) > 1 else ("没有扣罚", *lines))]
    words = {one.item.rule.clause: one.item.rule.words for one in row.entries if one.item.event.day == day}
    return found + [Section(f"条款 {clause}", (), text) for clause, text in words.items()]


def _cost(entry: Entry) -> str:
    return f"{entry.name}　{told_money(entry.item.amount)} 元　{entry.trace}"


def _reaches(source: Source, entry: Entry, day: date) -> bool:
    """Whether a leave that began on another day reaches this one."""
    keys = [key.id for key in entry.rows if key.noun == "attendance"]
    if entry.item.event.day == day or len(keys) < 2:
        return False
    return bool(fetch(source, select(ATTENDANCE.c.id).where(ATTENDANCE.c.id.in_(keys), ATTENDANCE.c.day == day)))


def _asked(leave: Leave) -> str:
    span = shown_day(leave.first_day)
    if leave.last_day != leave.first_day:
        span += f"至{shown_day(leave.last_day)}"
    by = f"，{leave.approver}" if leave.approver else ""
    papers = f"，材料：{'、'.join(leave.documents)}" if leave.documents else ""
    return f"{code(leave.kind).name} {span} {show(leave.days)} 天（{STATUS[leave.status]}{by}）{papers}"


def _history(book: Book, project: int, person: int, day: date) -> Iterator[str]:
    """Who wrote what into this cell, the latest first; planning counts too."""
    with book.read() as connection:
        rows = [Key("attendance", one) for one in _ever(connection, ATTENDANCE, project, person, day)]
        rows += [Key("roster", one) for one in _ever(connection, ROSTER, project, person, day)]
        logged = incidents.listed(connection, project, Period("month", day.year, day.month))
        rows += [Key("incident", one.id) for one in logged if (one.person, one.day) == (person, day)]
        entries = {one.id: one for key in rows for one in of_row(connection, key.noun, key.id)}
    for one in sorted(entries.values(), key=lambda entry: -entry.id)[:SHOWN]:
        why = f"（{one.reason}）" if one.reason else ""
        yield f"{one.at:%m-%d %H:%M} {one.user}　{one.words}{why}"


def _ever(source: Source, table: Table, project: int, person: int, day: date) -> list[int]:
    """The rows of a cell, those that were taken out too."""
    where = (table.c.project_id == project, table.c.person_id == person, table.c.day == day)
    return [row.id for row in fetch(source, select(table.c.id).where(*where))]
