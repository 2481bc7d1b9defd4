"""What follows a conduct month: agents' marks, decisions on proposed consequences, real deductions, slips."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, select

from app.conduct.load import rules_of
from app.conduct.monthly_score import AgentScore, ScoreRules, score_agent
from app.errors import Fault, Refused
from app.exact import show, show_money
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.contracts import contract
from app.ledger.projects import find, readings_in
from app.ledger.words import exact, in_order, needed, own, refuse
from app.periods import Period
from app.reader import near
from db.tables.conduct import APPRAISAL, DECISION, DEDUCTED, SLIP
from db.tables.people import PERSON

CONFIRMED, DECLINED = "confirmed", "declined"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a proposed consequence."""

    person: int
    consequence: str
    outcome: str
    decided_on: date
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Slip:
    """An agent's monthly slip: handed out, acknowledged, appealed against."""

    person: int
    given_on: date
    acknowledged_on: date | None
    appealed_on: date | None
    appeal: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Deduction:
    """An amount that was really taken off a wage."""

    id: int
    person: int
    fen: int
    on: date
    note: str


def appraise(book: Book, project: int, person: int, month: Period, marks: Mapping[str, str]) -> Changed:
    """An agent's marks of a month; all parts are checked together by the contract's own score."""
    _scored(book, project, month, marks)
    with book.change("appraise", f"{month} 月度评分", project) as draft:
        own(draft.change, PERSON, person, project)
        for part, mark in marks.items():
            place = {"person_id": person, "month": str(month), "part": part}
            _put(draft.change, APPRAISAL, place, mark=exact(part, mark, 2))
    return draft.done


def mark(book: Book, project: int, month: Period, given: Mapping[int, Mapping[str, str]]) -> Changed:
    """Some marks of some agents in one step, each within its part; an empty one is taken back. The rest may follow."""
    parts = {part.id: part for part in score_rules(book, project, month).parts}
    faults: list[Fault] = []
    for person, marks in given.items():
        for name, text in marks.items():
            faults += _mark_faults(parts, f"{person}.{name}", name, text)
    if faults:
        raise Refused(faults)
    with book.change("appraise", f"{month} 月度评分", project) as draft:
        for person, marks in given.items():
            own(draft.change, PERSON, person, project)
            for part, text in marks.items():
                _mark(draft.change, person, month, part, text.strip())
    return draft.done


def _mark_faults(parts: Mapping[str, Any], path: str, name: str, text: str) -> list[Fault]:
    part = parts.get(name)
    if part is None:
        return [Fault(path, name, f"没有这一项{near(name, tuple(parts))}")]
    if not text.strip():
        return []
    try:
        number = exact(path, text.strip(), 2)
    except Refused as refused:
        return list(refused.faults)
    return [Fault(path, text, f"{part.name}最多 {show(part.weight)} 分")] if number > part.weight else []


def _mark(change: Change, person: int, month: Period, part: str, text: str) -> None:
    if text:
        place = {"person_id": person, "month": str(month), "part": part}
        _put(change, APPRAISAL, place, mark=exact(part, text, 2))
        return
    for row in _rows(change.connection, APPRAISAL, change.project or 0, month):
        if (row.person_id, row.part) == (person, part):
            change.void(APPRAISAL, row.id, "清空评分")


def appraisals(source: Source, project: int, month: Period) -> dict[int, dict[str, Decimal]]:
    """Everybody's marks of a month, by person and part."""
    found: dict[int, dict[str, Decimal]] = {}
    for row in _rows(source, APPRAISAL, project, month):
        found.setdefault(row.person_id, {})[row.part] = row.mark
    return found


def score_of(book: Book, project: int, month: Period, person: int) -> AgentScore | None:
    """An agent's monthly score; None while a mark is missing."""
    return scored(score_rules(book, project, month), appraisals(book, project, month).get(person, {}))


def scored(rules: ScoreRules, marks: Mapping[str, Decimal]) -> AgentScore | None:
    """The score of these marks; None while one that it needs is missing."""
    missing = any(part.id not in marks for part in rules.parts if not part.bonus)
    return None if missing else score_agent(rules, {part: f"{mark:f}" for part, mark in marks.items()})


def score_rules(source: Book, project: int, month: Period) -> ScoreRules:
    """The parts of the monthly score, as the readings of the month have them."""
    conduct = contract(source.shelf, find(source, project).scheme).conduct
    if conduct is None:
        raise refuse("project", project, "这个合同没有员工行为规范")
    return rules_of(conduct, readings_in(source, project, month, "conduct")).score


def _scored(book: Book, project: int, month: Period, marks: Mapping[str, str]) -> AgentScore:
    return score_agent(score_rules(book, project, month), marks)


def decide(
    book: Book,
    project: int,
    person: int,
    month: Period,
    consequence: str,
    outcome: str,
    reason: str,
    *,
    on: date,
    by: str,
) -> Changed:
    """Confirms or declines what the rules propose; a person does, and says why."""
    conduct = contract(book.shelf, find(book, project).scheme).conduct
    known = tuple(str(one["id"]) for one in conduct.data["consequence"]) if conduct else ()
    if consequence not in known:
        raise refuse("consequence", consequence, f"没有这种处理{near(consequence, known)}")
    if outcome not in (CONFIRMED, DECLINED):
        raise refuse("outcome", outcome, f"应为 {CONFIRMED} 或 {DECLINED}")
    values: dict[str, Any] = {"outcome": outcome, "decided_on": on, "decided_by": needed("by", by)}
    with book.change("decide_consequence", f"{month} 处理建议决定", project, needed("reason", reason)) as draft:
        own(draft.change, PERSON, person, project)
        place = {"person_id": person, "month": str(month), "consequence": consequence}
        _put(draft.change, DECISION, place, **values, reason=reason.strip())
    return draft.done


def decisions(source: Source, project: int, month: Period) -> tuple[Decision, ...]:
    """What was decided of a month's proposals."""
    return tuple(
        Decision(row.person_id, row.consequence, row.outcome, row.decided_on, row.decided_by, row.reason or "")
        for row in _rows(source, DECISION, project, month)
    )


def deduct(book: Book, project: int, person: int, month: Period, fen: int, on: date, note: str = "") -> Changed:
    """What was really taken off a wage: recorded is not deducted."""
    if fen <= 0:
        raise refuse("fen", show_money(fen), "应大于 0")
    with book.change("deduct", f"{month} 实际扣发 {show_money(fen)} 元", project, note) as draft:
        own(draft.change, PERSON, person, project)
        draft.change.add(DEDUCTED, person_id=person, month=str(month), fen=fen, deducted_on=on, note=note or None)
    return draft.done


def deductions(source: Source, project: int, month: Period) -> tuple[Deduction, ...]:
    """What was taken off, each with its day."""
    rows = _rows(source, DEDUCTED, project, month)
    return tuple(Deduction(row.id, row.person_id, row.fen or 0, row.deducted_on, row.note or "") for row in rows)


def deducted(source: Source, project: int, month: Period) -> dict[int, int]:
    """What was taken off in all, in fen, by person."""
    found: dict[int, int] = {}
    for one in deductions(source, project, month):
        found[one.person] = found.get(one.person, 0) + one.fen
    return found


def void_deduction(book: Book, project: int, deduction: int, reason: str) -> Changed:
    """It was not taken off, or was paid back before the wage was."""
    with book.change("void_deduction", "作废实际扣发", project, needed("reason", reason)) as draft:
        own(draft.change, DEDUCTED, deduction, project)
        draft.change.void(DEDUCTED, deduction, reason.strip())
    return draft.done


def hand_out(book: Book, project: int, person: int, month: Period, on: date) -> Changed:
    """The slip was handed out."""
    with book.change("hand_out_slip", f"{month} 考核单已送达本人", project) as draft:
        own(draft.change, PERSON, person, project)
        _put(draft.change, SLIP, {"person_id": person, "month": str(month)}, given_on=on)
    return draft.done


def acknowledge(book: Book, project: int, person: int, month: Period, on: date) -> Changed:
    """The agent signed for it."""
    with book.change("acknowledge_slip", f"{month} 考核单已签收", project) as draft:
        _given(draft.change, project, person, month, acknowledged_on=on)
    return draft.done


def appeal(book: Book, project: int, person: int, month: Period, on: date, words: str) -> Changed:
    """The agent objects."""
    with book.change("appeal_slip", f"{month} 考核单申诉", project, needed("appeal", words)) as draft:
        _given(draft.change, project, person, month, appealed_on=on, appeal=words.strip())
    return draft.done


def answer_appeal(book: Book, project: int, person: int, month: Period, outcome: str) -> Changed:
    """What came of the appeal; its effect on a sealed month is a dated adjustment in a later one."""
    with book.change("answer_appeal", f"{month} 申诉处理", project, needed("outcome", outcome)) as draft:
        _given(draft.change, project, person, month, outcome=outcome.strip())
    return draft.done


def slips(source: Source, project: int, month: Period) -> tuple[Slip, ...]:
    """The slips of a month."""
    return tuple(
        Slip(row.person_id, row.given_on, row.acknowledged_on, row.appealed_on, row.appeal or "", row.outcome or "")
        for row in _rows(source, SLIP, project, month)
    )


def _given(change: Change, project: int, person: int, month: Period, **values: Any) -> None:
    found = [row for row in _rows(change.connection, SLIP, project, month) if row.person_id == person]
    if not found:
        raise refuse("slip", str(month), "考核单还没有送达本人")
    for name, day in values.items():
        if isinstance(day, date):
            in_order(name, found[0].given_on, day)
    if "outcome" in values and found[0].appealed_on is None:
        raise refuse("outcome", values["outcome"], "本人没有提出申诉")
    change.set(SLIP, found[0].id, **values)


def _put(change: Change, table: Table, place: Mapping[str, Any], **values: Any) -> None:
    """The row of a place, changed or made."""
    where = [table.c[name] == value for name, value in place.items()]
    query = select(table.c.id).where(table.c.project_id == change.project, table.c.voided.is_(None), *where)
    found = fetch(change.connection, query)
    if found:
        change.set(table, found[0].id, **values)
    else:
        change.add(table, **place, **values)


def _rows(source: Source, table: Table, project: int, month: Period) -> Any:
    where = (table.c.project_id == project, table.c.month == str(month), table.c.voided.is_(None))
    return fetch(source, select(table).where(*where).order_by(table.c.id))
