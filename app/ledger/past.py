"""What is known of earlier periods: from the opening record, from a signed revision, or worked out again."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from app.errors import Refused
from app.exact import exact_or_none, show, show_money
from app.ledger import facts
from app.ledger.book import Book, Source, fetch
from app.ledger.contracts import contract
from app.ledger.memo import Memo
from app.ledger.projects import Project, openings
from app.periods import Period
from app.scoring.load import rules_of
from app.scoring.measures.single import Rank
from app.scoring.scheme import Rules
from app.scoring.values import LOOK_BACK
from db.tables.incidents import INCIDENT
from db.tables.indicators import KPI_VALUE
from db.tables.periods import ASSESSMENT, REVISION, REVISION_TEXT

SIGNED = ("frozen", "sealed")


def history(book: Book, connection: Connection, owner: Project, period: Period, memo: Memo) -> list[dict[str, Any]]:
    """The facts' `history`: what is known of each earlier period of the term, the oldest first."""
    earlier = list(_earlier(owner, period))
    if any((owner.id, one) not in memo.known for one in earlier):
        _learn(book, connection, owner, earlier, memo)
    known = [(one, memo.known[owner.id, one]) for one in earlier]
    return [{"period": str(one), **values} for one, values in known if values]


def _learn(book: Book, connection: Connection, owner: Project, earlier: list[Period], memo: Memo) -> None:
    """Fills the memo with what is known of these periods; a period before the store began is not worked out."""
    given, begun = _opened(connection, owner.id), _begun(connection, owner.id)
    for one in earlier:
        key = (owner.id, one)
        if key not in memo.known:
            logged = begun is not None and one.last >= begun
            worked_out = _known(book, connection, owner, one, memo) if logged else {}
            # What the store itself knows goes first: an opening only fills in.
            memo.known[key] = given.get(one, {}) | worked_out


def _earlier(owner: Project, period: Period) -> Iterator[Period]:
    """The periods of the term before this one; where the term has no beginning, a year of them."""
    for one in period.earlier(24 if owner.term.first else LOOK_BACK):
        if owner.term.days_in(one):
            yield one


def _begun(connection: Connection, project: int) -> date | None:
    """The first day this store knows a figure of: what lies before is unknown, not perfect."""
    firsts = [
        connection.execute(select(func.min(column)).where(table.c.project_id == project, table.c.voided.is_(None)))
        for table, column in ((KPI_VALUE, KPI_VALUE.c.since), (INCIDENT, INCIDENT.c.day))
    ]
    return min((day for found in firsts if (day := found.scalar())), default=None)


def last_logged(source: Source, project: int) -> date | None:
    """The last day this store knows an indicator's figure of."""
    where = (KPI_VALUE.c.project_id == project, KPI_VALUE.c.voided.is_(None))
    return fetch(source, select(func.max(KPI_VALUE.c.since).label("day")).where(*where))[0].day


def _opened(connection: Connection, project: int) -> dict[Period, dict[str, Any]]:
    found: dict[Period, dict[str, Any]] = {}
    for one in openings(connection, project):
        period = Period.parse(one.period)
        if period and not one.person:
            found.setdefault(period, {})[one.key] = json.loads(one.word) if one.word.startswith("{") else one.word
    return found


def _known(book: Book, connection: Connection, owner: Project, period: Period, memo: Memo) -> dict[str, Any]:
    signed = _signed(connection, owner.id, period)
    rules = rules_of(contract(book.shelf, owner.scheme).scheme(period))
    if signed:
        texts, result = signed
        return _remembered(rules, texts) | _told(rules, result)
    try:
        again = facts.assessed_in(book, connection, owner.id, period, memo=memo)
    except Refused:
        return {}
    if not again.collected.origins:
        return {}
    found = _remembered(rules, again.collected.facts)
    if any(line.missing for line in again.assessment.lines):
        return found
    if rules.full is not None and again.assessment.score is not None:
        return found | {"score": show(again.assessment.score)}
    return found | ({} if rules.full is not None else {"deduction": show_money(again.assessment.fen)})


def _signed(connection: Connection, project: int, period: Period) -> tuple[dict[str, Any], dict[str, Any]] | None:
    joined = ASSESSMENT.join(REVISION, REVISION.c.assessment_id == ASSESSMENT.c.id)
    where = (ASSESSMENT.c.project_id == project, ASSESSMENT.c.sheet == "contract", ASSESSMENT.c.voided.is_(None))
    standing = (ASSESSMENT.c.period == str(period), REVISION.c.state.in_(SIGNED), REVISION.c.voided.is_(None))
    query = select(REVISION.c.id).select_from(joined).where(*where, *standing).order_by(REVISION.c.serial.desc())
    revision = connection.execute(query.limit(1)).scalar()
    if revision is None:
        return None
    query_texts = select(REVISION_TEXT.c.name, REVISION_TEXT.c.content).where(REVISION_TEXT.c.revision_id == revision)
    texts = {row.name: row.content for row in connection.execute(query_texts)}
    return json.loads(texts["facts"]), json.loads(texts["result"])


def _told(rules: Rules, result: Mapping[str, Any]) -> dict[str, Any]:
    if rules.full is not None:
        return {"score": result["score"]}
    fen = sum(int(str(line["amount"]).replace(".", "")) for line in result["lines"])
    return {"deduction": show_money(fen)}


def _remembered(rules: Rules, given: Mapping[str, Any]) -> dict[str, Any]:
    """Ranks and percentages that later periods look back at."""
    found: dict[str, Any] = {}
    for one in rules.indicators:
        entry = given["inputs"].get(one.id, {})
        for part in one.parts:
            if part.measure.remembers and isinstance(part.measure, Rank):
                found |= {one.id: entry["rank"]} if "rank" in entry else {}
            elif part.measure.remembers:
                ratio = {key: entry[key] for key in ("percent", "hits", "total") if key in entry}
                found |= {one.id: ratio} if _whole(ratio) else {}
    return found


def _whole(ratio: Mapping[str, Any]) -> bool:
    return "percent" in ratio or ("hits" in ratio and exact_or_none(ratio.get("total")) is not None)
