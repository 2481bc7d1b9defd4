"""Obligations: generated for the term, set off by what happens, proved, or confirmed as missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.ledger import incidents
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.contracts import contract
from app.ledger.incident_checks import needs_amount
from app.ledger.projects import Project, readings_in
from app.ledger.projects import find as find_project
from app.ledger.words import needed, refuse
from app.obligation_due import Due, after, scheduled
from app.obligation_rules import Obligation as Rule
from app.periods import Period, Term
from app.reader import near
from app.workdays import Calendar
from db.tables.incidents import INCIDENT
from db.tables.obligations import OBLIGATION

OPEN, DONE, MISSED, EXCUSED = "open", "done", "missed", "excused"
STATUS = {OPEN: "待办", DONE: "已办", MISSED: "确认未办", EXCUSED: "免办"}


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something due by a day, perhaps by an hour."""

    id: int
    rule: str
    key: str
    happened_at: datetime | None
    from_day: date
    due_on: date
    due_at: datetime | None
    announced: bool
    status: str
    done_on: date | None
    proof: str
    reason: str

    def unproven(self, today: date) -> bool:
        """Past due and nobody has said that it was done: to be asked about, not to be counted."""
        return self.status == OPEN and self.due_on < today

    @property
    def late(self) -> bool:
        """Done, but after it was due."""
        return self.done_on is not None and self.done_on > self.due_on


def generate(book: Book, project: int, calendar: Calendar, until: date | None = None) -> Changed | None:
    """Writes every dated obligation of the term that is not there yet; nothing to write is no error."""
    owner = find_project(book, project)
    known = contract(book.shelf, owner.scheme).obligations
    there = {(one.rule, one.key) for one in listed(book, project)}
    term = Term(owner.term.first, owner.term.last or until)
    chosen = readings_in(book, project, _first(owner, until), "obligations")
    due = scheduled(known, term, calendar, _dates(owner), chosen)
    fresh = [one for one in due if (one.rule_id, one.key) not in there]
    rows = [_row(one) for one in fresh] + _from_incidents(book, owner, known.obligations, there, calendar)
    if not rows:
        return None
    with book.change("generate_obligations", f"生成义务 {len(rows)} 项", project) as draft:
        draft.change.add_many(OBLIGATION, rows)
    return draft.done


def _from_incidents(
    book: Book, owner: Project, rules: Sequence[Rule], there: set[tuple[str, str]], calendar: Calendar
) -> list[dict[str, Any]]:
    """Logged emergencies and faults start their clocks themselves: reported in time is done, later or not is open."""
    found: list[dict[str, Any]] = []
    for one in incidents.listed(book, owner.id):
        for rule in rules:
            if rule.on != one.kind or one.called_at is None or one.status == incidents.WITHDRAWN:
                continue
            due = after(rule, one.called_at, calendar)
            row = _row(due, one.called_at)
            row["key"] = f"{due.key}#{one.id}"
            if (rule.id, row["key"]) in there:
                continue
            if one.reported_at and row["due_at"] and one.reported_at <= row["due_at"]:
                proof = f"{one.reported_at:%H:%M} 已报"
                row |= {"status": DONE, "done_on": one.reported_at.date(), "proof": proof}
            found.append(row)
    return found


def _first(owner: Project, until: date | None) -> Period:
    day = owner.term.first or until or date(2025, 1, 1)
    return Period("month", day.year, day.month)


def _dates(owner: Project) -> dict[str, date]:
    """The project's own dates go before those of the contract's file."""
    given = {"signed": owner.signed_on, "effective": owner.effective_on}
    return {name: day for name, day in given.items() if day}


def _row(due: Due, happened: datetime | None = None) -> dict[str, Any]:
    at = datetime.combine(due.due_on, due.due_at) if due.due_at else None
    return {
        "rule": due.rule_id,
        "key": due.key,
        "happened_at": happened,
        "from_day": due.first_day,
        "due_on": due.due_on,
        "due_at": at,
        "announced": due.announced,
        "status": OPEN,
    }


def set_off(book: Book, project: int, rule: str, happened: datetime, calendar: Calendar, note: str = "") -> Changed:
    """Something happened that starts a clock: a leaver, an emergency, a demand, a result received."""
    owner = find_project(book, project)
    found = rule_of(book, owner, rule)
    if not found.on:
        raise refuse("rule", rule, "这项义务定期到期，不由事件触发")
    due = after(found, happened, calendar)
    with book.change("set_off_obligation", f"{found.name}：{due.due_on} 前", project, note) as draft:
        row = _row(due, happened)
        same = [
            one for one in listed(draft.change.connection, project) if one.rule == rule and one.key.startswith(due.key)
        ]
        row["key"] = f"{due.key}#{len(same) + 1}" if same else due.key
        draft.change.add(OBLIGATION, **row, proof=None, reason=note or None)
    return draft.done


def rule_of(book: Book, owner: Project, rule: str) -> Rule:
    """A contract's obligation by id; refused where there is none."""
    known = {one.id: one for one in contract(book.shelf, owner.scheme).obligations.obligations}
    if rule not in known:
        raise refuse("rule", rule, f"合同没有这项义务{near(rule, tuple(known))}")
    return known[rule]


def prove(book: Book, project: int, obligation: int, on: date, proof: str) -> Changed:
    """Done on a day, with what proves it."""
    with book.change("prove_obligation", _titled(book, project, obligation, "已办"), project) as draft:
        _move(draft.change, obligation, DONE, done_on=on, proof=needed("proof", proof), reason=None)
    return draft.done


def confirm_missed(
    book: Book,
    project: int,
    obligation: int,
    reason: str,
    *,
    quantity: int = 1,
    fen: int | None = None,
    charge: bool = True,
) -> Changed:
    """A person confirms that it was not done: only now may it cost anything, by a count or by a contract item.

    Without `charge` no contract item is logged: it is logged already, or the client lets it pass.
    """
    owner = find_project(book, project)
    words = f"确认未办：{_told(book, owner, obligation)}"
    with book.change("confirm_missed", words, project, needed("reason", reason)) as draft:
        row = draft.change.row(OBLIGATION, obligation)
        rule = rule_of(book, owner, row["rule"])
        _move(draft.change, obligation, MISSED, reason=reason)
        if rule.proposes and charge:
            _charge(book, draft.change, owner, rule, row, quantity, fen)
    return draft.done


def _charge(
    book: Book, change: Change, owner: Project, rule: Rule, row: dict[str, Any], quantity: int, fen: int | None
) -> None:
    """The contract item that the miss proposes, bound to the obligation."""
    known = contract(book.shelf, owner.scheme)
    if fen is None and needs_amount(known, rule.proposes):
        raise refuse("fen", "", "这一项按实际金额结算，要写明金额")
    # An obligation may fall due before the service begins or after it ends; what it costs belongs to the term.
    day = max(min(row["due_on"], owner.term.last or row["due_on"]), owner.term.first or row["due_on"])
    values: dict[str, Any] = {"kind": "contract", "item": rule.proposes, "day": day, "status": "verified"}
    words = f"{rule.name}（{row['key']}）未办"
    change.add(INCIDENT, **values, obligation_id=row["id"], quantity=quantity, severe=False, fen=fen, words=words)


def excuse(book: Book, project: int, obligation: int, reason: str) -> Changed:
    """It need not be done, and why."""
    with book.change(
        "excuse_obligation",
        _titled(book, project, obligation, "免办"),
        project,
        needed("reason", reason),
    ) as draft:
        _move(draft.change, obligation, EXCUSED, done_on=None, reason=reason)
    return draft.done


def reopen(book: Book, project: int, obligation: int, reason: str) -> Changed:
    """Back to waiting for proof."""
    with book.change(
        "reopen_obligation",
        _titled(book, project, obligation, "恢复待办"),
        project,
        needed("reason", reason),
    ) as draft:
        _move(draft.change, obligation, OPEN, done_on=None, reason=reason)
    return draft.done


def _titled(book: Book, project: int, obligation: int, word: str) -> str:
    return f"{word}：{_told(book, find_project(book, project), obligation)}"


def _told(book: Book, owner: Project, obligation: int) -> str:
    """What the history calls an obligation: its name and its span."""
    found = [one for one in listed(book, owner.id) if one.id == obligation]
    if not found:
        raise refuse("obligation", obligation, "没有这项义务")
    return f"{rule_of(book, owner, found[0].rule).name} {found[0].key}"


def _move(change: Change, obligation: int, status: str, **values: Any) -> None:
    """Another status; what an earlier confirmation charged goes with it."""
    where = (INCIDENT.c.obligation_id == obligation, INCIDENT.c.voided.is_(None))
    for one in fetch(change.connection, select(INCIDENT.c.id).where(*where)):
        change.void(INCIDENT, one.id, f"义务改为{STATUS[status]}")
    change.set(OBLIGATION, obligation, status=status, **values)


def due_in(source: Source, project: int, period: Period) -> tuple[Obligation, ...]:
    """What is due in a period."""
    return _rows(source, project, OBLIGATION.c.due_on.between(period.first, period.last))


def due_between(source: Source, project: int, first: date, last: date) -> tuple[Obligation, ...]:
    """What is due in some days."""
    return _rows(source, project, OBLIGATION.c.due_on.between(first, last))


def listed(source: Source, project: int) -> tuple[Obligation, ...]:
    """All obligations, the earliest due first."""
    return _rows(source, project)


def unproven(source: Source, project: int, today: date) -> tuple[Obligation, ...]:
    """What is past due without proof: each proposes an event, none counts."""
    return _rows(source, project, OBLIGATION.c.status == OPEN, OBLIGATION.c.due_on < today)


def upcoming(source: Source, project: int, today: date, until: date) -> tuple[Obligation, ...]:
    """What is to be done in the next days."""
    return _rows(source, project, OBLIGATION.c.status == OPEN, OBLIGATION.c.due_on.between(today, until))


def _rows(source: Source, project: int, *where: Any) -> tuple[Obligation, ...]:
    query = select(OBLIGATION).where(OBLIGATION.c.project_id == project, OBLIGATION.c.voided.is_(None), *where)
    return tuple(
        Obligation(
            *(row.id, row.rule, row.key, row.happened_at, row.from_day, row.due_on, row.due_at, row.announced),
            *(row.status, row.done_on, row.proof or "", row.reason or ""),
        )
        for row in fetch(source, query.order_by(OBLIGATION.c.due_on, OBLIGATION.c.id))
    )
