"""Dated adjustments: what is decided after its period was sealed takes effect in a later one, and says of what."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.ledger.book import Book, Source, fetch
from app.ledger.change import Changed
from app.ledger.projects import Project
from app.ledger.projects import find as find_project
from app.ledger.sealing import CONTRACT
from app.ledger.words import needed, own, refuse
from app.periods import Period
from app.scoring.settlement.bases import ByPeriod
from app.scoring.settlement.settle import Settling
from app.scoring.values import LOOK_BACK
from db.tables.incidents import ADJUSTMENT, INCIDENT
from db.tables.people import PERSON
from db.tables.periods import ASSESSMENT

SHEETS = {"contract": "合同考核", "conduct": "人员扣罚"}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount given back (positive) or taken (negative) in one period because of an earlier one."""

    id: int
    sheet: str
    day: date
    about: str
    person: int | None
    incident: int | None
    fen: int
    reason: str


def adjust(
    book: Book,
    project: int,
    sheet: str,
    day: date,
    about: Period,
    fen: int,
    reason: str,
    *,
    person: int | None = None,
    incident: int | None = None,
) -> Changed:
    """Enters an adjustment on a day after the period it is about."""
    if sheet not in SHEETS:
        raise refuse("sheet", sheet, f"应为其中之一：{'、'.join(SHEETS)}")
    if day <= about.last:
        raise refuse("day", day, f"更正应登记在 {about} 之后")
    owner = find_project(book, project)
    if not owner.term.holds(day):
        raise refuse("day", day, f"不在合同期 {owner.term.first} 至 {owner.term.last} 内")
    if fen == 0:
        raise refuse("fen", "0.00", "更正的金额不能为 0")
    _still_open(book, project, sheet, day)
    words = f"更正 {about} {SHEETS[sheet]}"
    with book.change("adjust", words, project, needed("reason", reason)) as draft:
        for table, row in ((PERSON, person), (INCIDENT, incident)):
            if row is not None:
                own(draft.change, table, row, project)
        values = {"sheet": sheet, "day": day, "about": str(about), "person_id": person, "incident_id": incident}
        draft.change.add(ADJUSTMENT, **values, fen=fen, reason=reason.strip())
    return draft.done


def _still_open(source: Source, project: int, sheet: str, day: date) -> None:
    """An adjustment takes effect in a period that is not signed yet."""
    table = ASSESSMENT
    where = (table.c.project_id == project, table.c.sheet == sheet, table.c.state.in_(("frozen", "sealed")))
    inside = (table.c.first_day <= day, table.c.last_day >= day, table.c.voided.is_(None))
    found = fetch(source, select(table.c.period).where(*where, *inside))
    if found:
        raise refuse("day", day, f"{found[0].period} 已送签或定稿，更正请登记在以后的期间")


def void(book: Book, project: int, adjustment: int, reason: str) -> Changed:
    """Takes an adjustment back."""
    with book.change("void_adjustment", "作废更正", project, reason) as draft:
        row = own(draft.change, ADJUSTMENT, adjustment, project)
        _still_open(draft.change.connection, project, row["sheet"], row["day"])
        draft.change.void(ADJUSTMENT, adjustment, reason)
    return draft.done


def due(source: Source, owner: Project, settling: Settling | None, period: Period) -> tuple[Adjustment, ...]:
    """The adjustments of the contract that are paid with a period: its own, and those of the periods before it that
    pay nothing themselves; there they are only shown, as the deductions are."""
    found = [listed(source, owner.id, CONTRACT, period)]
    base = settling.base if settling else None
    if isinstance(base, ByPeriod) and period in base.amounts:
        for one in reversed(period.earlier(LOOK_BACK)):
            if one in base.amounts or not owner.term.days_in(one):
                break
            found.insert(0, listed(source, owner.id, CONTRACT, one))
    return tuple(each for some in found for each in some)


def listed(source: Source, project: int, sheet: str, period: Period) -> tuple[Adjustment, ...]:
    """The adjustments that take effect in a period."""
    where = (ADJUSTMENT.c.project_id == project, ADJUSTMENT.c.sheet == sheet, ADJUSTMENT.c.voided.is_(None))
    between = ADJUSTMENT.c.day.between(period.first, period.last)
    rows = fetch(source, select(ADJUSTMENT).where(*where, between).order_by(ADJUSTMENT.c.day, ADJUSTMENT.c.id))
    return tuple(
        Adjustment(one.id, one.sheet, one.day, one.about, one.person_id, one.incident_id, one.fen, one.reason)
        for one in rows
    )
