"""What is put into a revision: facts of both opinions, origins, adjustments, the difference to the one before."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from app.errors import Fault, Refused
from app.ledger import adjustments, facts
from app.ledger.book import Book, Source
from app.ledger.contracts import contract
from app.ledger.images import to_json
from app.ledger.indicators import REVIEWED, SELF
from app.ledger.projects import Project
from app.ledger.readiness import KINDS, Need
from app.ledger.sealing import CONDUCT_SHEET, differences
from app.periods import Period
from app.scoring.load import rules_of


def gathered(
    book: Book, connection: Connection, owner: Project, sheet: str, period: Period, old_facts: str
) -> dict[str, Any]:
    """Everything a revision of this period holds besides the rules; the difference to the facts frozen before."""
    found: dict[str, Any] = {"adjustments": amounts(book, connection, owner, sheet, period)}
    if sheet == CONDUCT_SHEET:
        from app.ledger import conduct_facts

        found["facts"] = conduct_facts.collect_in(book, connection, owner.id, period).facts
    else:
        collected = facts.collect_in(book, connection, owner.id, period, REVIEWED)
        own = facts.collect_in(book, connection, owner.id, period, SELF)
        found |= {"facts": collected.facts, "origins": _told_origins(collected.origins)}
        if own.facts != collected.facts:
            found["self"] = own.facts
    if old_facts:
        found["difference"] = list(differences(json.loads(old_facts), json.loads(to_json(found["facts"]))))
    return found


def amounts(book: Book, source: Source, owner: Project, sheet: str, period: Period) -> list[dict[str, Any]]:
    """The adjustments that take effect in a period, as its revision holds them."""
    if sheet == CONDUCT_SHEET:
        found = adjustments.listed(source, owner.id, sheet, period)
    else:
        settling = rules_of(contract(book.shelf, owner.scheme).scheme(period)).settling
        found = adjustments.due(source, owner, settling, period)
    return [{"about": one.about, "person": one.person, "fen": one.fen, "reason": one.reason} for one in found]


def _told_origins(origins: Mapping[str, Any]) -> dict[str, Any]:
    return {
        path: {"kind": one.kind, "rows": [list(row) for row in one.rows], "reason": one.reason, "derived": one.derived}
        for path, one in origins.items()
    }


def complete(sheet: str, result: Mapping[str, Any], despite: str, warned: Iterable[Need] = ()) -> None:
    """Refused with every gap and doubt, unless somebody says why it is to be signed despite them."""
    if despite.strip():
        return
    lines: list[Any] = [] if sheet == CONDUCT_SHEET or result["complete"] else result["lines"]
    found = [Fault(line["id"], "、".join(line["missing"]), "尚缺") for line in lines if line["missing"]]
    found += [Fault(one.target, one.name, f"{KINDS[one.kind]}：{one.words}") for one in warned]
    if found or (sheet != CONDUCT_SHEET and not result["complete"]):
        raise Refused([*found, Fault("freeze", "", "资料不全或有待核实；确要送签，请写明理由")])


def compared(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Where facts differ, names of people aside: nothing else in facts is mere words, least of all a waiver."""
    return list(differences(_nameless(was), _nameless(json.loads(to_json(now)))))


def _nameless(given: Mapping[str, Any]) -> dict[str, Any]:
    people = [{key: value for key, value in one.items() if key != "name"} for one in given.get("people", [])]
    return {**given, "people": people} if "people" in given else dict(given)
