"""The rows behind a figure, each in a few words a manager knows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from app.exact import show
from app.ledger.book import Source, fetch
from app.ledger.change import Key
from app.ledger.codes import codes
from app.ledger.contracts import Contract
from app.ledger.images import table_of
from app.ledger.incidents import STATUS as INCIDENT_STATUS
from app.ledger.incidents import name_of
from app.ledger.obligations import STATUS as OBLIGATION_STATUS
from app.ledger.people import KINDS
from app.ledger.words import shown_day
from db.tables.people import PERSON

SHOWN = 12


def described(source: Source, known: Contract, rows: tuple[Key, ...]) -> tuple[str, ...]:
    """The rows in words; of many the first, and how many more."""
    names = _names(source, rows)
    found = [_one(source, known, key, names) for key in rows[:SHOWN]]
    return (*found, f"……共 {len(rows)} 条") if len(rows) > SHOWN else tuple(found)


def _names(source: Source, rows: tuple[Key, ...]) -> dict[int, str]:
    if not any(key.noun in WORDS for key in rows):
        return {}
    return {row.id: row.name for row in fetch(source, select(PERSON.c.id, PERSON.c.name))}


def _one(source: Source, known: Contract, key: Key, names: dict[int, str]) -> str:
    table = table_of(key.noun)
    found = fetch(source, select(table).where(table.c.id == key.id))
    if not found or key.noun not in WORDS:
        return f"{key.noun} {key.id}"
    return WORDS[key.noun](known, found[0], names)


def _incident(known: Contract, row: Any, names: dict[int, str]) -> str:
    who = f" {names.get(row.person_id, '')}" if row.person_id else ""
    many = f" ×{show(row.quantity)}" if row.quantity != 1 else ""
    return f"{shown_day(row.day)}{who} {name_of(known, row.item)}{many}（{INCIDENT_STATUS[row.status]}）"


def _obligation(known: Contract, row: Any, _names: dict[int, str]) -> str:
    name = next((one.name for one in known.obligations.obligations if one.id == row.rule), row.rule)
    return f"义务“{name}” {row.key}，{shown_day(row.due_on)}到期（{OBLIGATION_STATUS[row.status]}）"


def _value(_known: Contract, row: Any, _names: dict[int, str]) -> str:
    value = row.word if row.kind == "word" else show(row.number)
    when = row.period or shown_day(row.since)
    opinion = "复核" if row.opinion == "reviewed" else "自填"
    source = f"，来源 {row.source}" if row.source else ""
    vendor = f"，厂商口径 {show(row.vendor)}（仅对照）" if row.vendor is not None else ""
    return f"{when} {value}（{opinion}{source}{vendor}）"


def _span(_known: Contract, row: Any, names: dict[int, str]) -> str:
    until = f" 至 {row.until}" if row.until else " 起"
    return f"{names.get(row.person_id, '')} {KINDS[row.kind]} {row.since}{until}"


def _session(_known: Contract, row: Any, _names: dict[int, str]) -> str:
    return f"{shown_day(row.day)} 培训 {row.topic}"


def _mark(_known: Contract, row: Any, names: dict[int, str]) -> str:
    return f"{shown_day(row.day)} {names.get(row.person_id, '')} {codes()[row.code].name}"


def _leave(_known: Contract, row: Any, names: dict[int, str]) -> str:
    first: date = row.first_day
    return f"{names.get(row.person_id, '')} {codes()[row.kind].name}申请 {shown_day(first)}起 {show(row.days)} 天"


WORDS: dict[str, Callable[[Contract, Any, dict[int, str]], str]] = {
    "incident": _incident,
    "obligation": _obligation,
    "kpi_value": _value,
    "person_span": _span,
    "training_session": _session,
    "attendance": _mark,
    "leave": _leave,
}
