"""One person at a glance, for whoever found them by name: post and team, the month's events, fines and attendance."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from app.conduct.judge import PersonResult
from app.errors import Refused
from app.exact import show, told_money
from app.ledger import attendance, conduct_facts, incidents, people
from app.ledger.book import Book
from app.ledger.codes import codes
from app.ledger.contracts import Contract
from app.ledger.incidents import STATUS, Incident
from app.ledger.people import EMPLOYMENT, LEADER, POST_OF, PROTECTION, TEAM_OF, Person, Span
from app.ledger.why import Section, Why
from app.ledger.words import shown_day
from app.periods import Period


def card_of(book: Book, known: Contract, project: int, person: int, day: date) -> Why:
    """What is known of a person on a day, and of that day's month."""
    with book.read() as connection:
        found = next(one for one in people.listed(connection, project) if one.id == person)
        spans = people.spans(connection, project, person=person)
        month = Period("month", day.year, day.month)
        logged = [one for one in incidents.listed(connection, project, month) if one.person == person]
        marks = Counter(one.code for one in attendance.month(connection, project, month).all() if one.person == person)
    sections = [
        Section("在职", tuple(_standing(found, spans, day))),
        Section(f"{month.number} 月的事件", tuple(_told(known, one) for one in logged) or ("没有登记",)),
        Section(f"{month.number} 月的考勤", tuple(_marked(marks)) or ("还没有记录",)),
    ]
    if known.conduct is not None:
        sections.insert(2, Section(f"{month.number} 月的扣罚", tuple(_fined(book, project, month, found))))
    return Why(found.name, found.staff_number, tuple(sections))


def _standing(person: Person, spans: tuple[Span, ...], day: date) -> Iterator[str]:
    now = {one.kind: one for one in spans if one.holds(day)}
    employed = now.get(EMPLOYMENT)
    if employed is None:
        gone = [one.until for one in spans if one.kind == EMPLOYMENT and one.until and one.until < day]
        yield f"{max(gone)} 离职" if gone else "尚未入职"
        return
    yield f"{employed.since} 入职" + (f"，{employed.until} 离职" if employed.until else "")
    if TEAM_OF in now:
        yield f"班组：{now[TEAM_OF].team}{'（班长）' if LEADER in now else ''}"
    if POST_OF in now:
        yield f"岗位：{now[POST_OF].word}"
    yield f"上线：{person.online_on}" if person.online_on else "尚未上线"
    if PROTECTION in now:
        yield f"特殊保护：{now[PROTECTION].word}"


def _told(known: Contract, one: Incident) -> str:
    many = f" ×{show(one.quantity)}" if one.quantity != 1 else ""
    waived = f"，不予追究：{one.waived}" if one.waived else ""
    return f"{shown_day(one.day)} {incidents.name_of(known, one.item)}{many}（{STATUS[one.status]}{waived}）"


def _fined(book: Book, project: int, month: Period, person: Person) -> Iterator[str]:
    try:
        _, result = conduct_facts.judged(book, project, month)
    except Refused as refused:
        yield from (fault.reason for fault in refused.faults[:3])
        return
    mine = next((one for one in result.people if one.person.id == person.staff_number), None)
    yield from _sums(mine) if mine else ("不在本月名单内",)


def _sums(mine: PersonResult) -> Iterator[str]:
    yield f"扣罚 {told_money(mine.fines)} 元，扣薪 {told_money(mine.wage_deductions)} 元"
    if mine.reward:
        yield f"分得 {told_money(mine.reward)} 元"
    yield f"合计 {told_money(mine.net)} 元" + ("，全勤" if mine.full_attendance else "，非全勤")


def _marked(marks: Counter[str]) -> Iterator[str]:
    known = codes()
    for code, many in sorted(marks.items(), key=lambda pair: list(known).index(pair[0])):
        yield f"{known[code].name} {many} 次"
