"""The guard of signed periods: a write that would change their facts is refused, and what to do instead is said."""

from sqlalchemy import Connection

from app.errors import Fault, Refused
from app.ledger import facts, periods
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.contracts import contract
from app.ledger.fact_words import fact_word
from app.ledger.freezing import amounts, compared
from app.ledger.indicators import SELF
from app.ledger.memo import Memo
from app.ledger.projects import find as find_project
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT, SHEETS

SHOWN = 3


def guard(book: Book) -> None:
    """Puts the guard before every write of a book."""

    def check(connection: Connection, changed: Changed) -> None:
        faults = [
            fault
            for project, day in changed.touched.items()
            for locked in periods.locked_since(connection, project, day)
            for fault in _changed(book, connection, project, locked)
        ]
        if faults:
            raise Refused(faults)

    book.guards.append(check)


def _changed(book: Book, connection: Connection, project: int, locked: periods.Standing) -> list[Fault]:
    """The facts collected again, inside the transaction, against those that were signed."""
    if locked.sheet == CONDUCT_SHEET:
        from app.ledger import conduct_facts

        now = conduct_facts.collect_in(book, connection, project, locked.period).facts
    else:
        now = facts.collect_in(book, connection, project, locked.period, memo=Memo()).facts
    found = compared(periods.facts_of(connection, locked), now)
    if locked.sheet == CONTRACT and not found:
        own = facts.collect_in(book, connection, project, locked.period, SELF, Memo()).facts
        found = compared(periods.own_facts_of(connection, locked), own)
    now_due = amounts(book, connection, find_project(connection, project), locked.sheet, locked.period)
    if now_due != periods.amounts_of(connection, locked):
        found.append({"path": "adjustments"})
    if not found:
        return []
    known = contract(book.shelf, find_project(connection, project).scheme)
    words = list(dict.fromkeys(fact_word(known, locked.period, str(one["path"])) for one in found))
    places = "、".join(words[:SHOWN]) + ("等" if len(words) > SHOWN else "")
    way = "撤回送签" if locked.state == periods.FROZEN else "重新打开"
    reason = (
        f"{SHEETS[locked.sheet]}{periods.STATES[locked.state]}（{locked.current.number if locked.current else ''}），"
        f"这一改动会改变其中的 {places}。请先{way}该期并写明理由，或在以后的期间登记一笔更正"
    )
    return [Fault(str(locked.period), places, reason)]
