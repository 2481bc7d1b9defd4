"""Whether an incident can be logged as it is told: by the conduct rules' own reader, or by the contract's items."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.errors import Fault, Refused
from app.exact import show, show_money
from app.ledger.book import Source
from app.ledger.contracts import Contract
from app.ledger.people import EMPLOYMENT, listed, spans
from app.ledger.projects import Project
from app.ledger.words import exact
from app.periods import Period
from app.reader import near

if TYPE_CHECKING:
    from app.ledger.incidents import Draft

QUANTITY_PLACES = 4


def check(source: Source, owner: Project, known: Contract, one: Draft, path: str, faults: list[Fault]) -> str:
    """The kind of the incident; every fault is added to `faults`."""
    if not owner.term.holds(one.day):
        faults.append(Fault(f"{path}.day", str(one.day), f"不在合同期 {owner.term.first} 至 {owner.term.last} 内"))
    item = known.sources.item(one.item)
    if item is not None:
        _check_item(one, path, faults, listy=is_list(known, item.feeds))
        if needs_amount(known, item.id) and one.fen is None:
            faults.append(Fault(f"{path}.fen", "", "这一项按实际金额结算，要写明金额"))
        if one.person is not None:
            _in_post(source, owner, one, path, faults)
        return item.kind
    if known.conduct and any(rule["id"] == one.item for rule in conduct_rules(known)):
        _check_conduct(source, owner, known, one, path, faults)
        return "conduct"
    names = (*(found.id for found in known.sources.items), *(str(rule["id"]) for rule in conduct_rules(known)))
    faults.append(Fault(f"{path}.item", one.item, f"合同没有这一项{near(one.item, names)}"))
    return "contract"


def conduct_rules(known: Contract) -> list[dict[str, Any]]:
    """The conduct rules of a contract as their file has them."""
    return list(known.conduct.data.get("rule", [])) if known.conduct else []


def needs_amount(known: Contract, name: str) -> bool:
    """Whether a settlement item carries an amount of its own."""
    given: list[Mapping[str, Any]] = known.newest.data.get("settlement", {}).get("item", [])
    return any(one["id"] == name and one["kind"] == "stated" for one in given)


def is_list(known: Contract, target: str) -> bool:
    """Whether the input is a list of amounts (hours of each late order) rather than a count."""
    owner, _, field = target.partition(".")
    parts = [part for one in _indicators(known) if one["id"] == owner for part in one["parts"]]
    return any(part.get("measure") == "items" and part.get("field") == field for part in parts)


def _indicators(known: Contract) -> list[Mapping[str, Any]]:
    return list(known.newest.data.get("indicator", []))


def _check_item(one: Draft, path: str, faults: list[Fault], *, listy: bool) -> None:
    try:
        quantity = exact(f"{path}.quantity", one.quantity, QUANTITY_PLACES)
        if quantity == 0:
            faults.append(Fault(f"{path}.quantity", show(quantity), "应大于 0"))
        elif not listy and quantity != int(quantity):
            faults.append(Fault(f"{path}.quantity", show(quantity), "应为整数"))
    except Refused as refused:
        faults.extend(refused.faults)
    if one.fen is not None and one.fen < 0:
        faults.append(Fault(f"{path}.fen", show_money(one.fen), "金额不能为负"))
    if one.called_at and one.reported_at and one.reported_at < one.called_at:
        faults.append(Fault(f"{path}.reported_at", str(one.reported_at), "早于来电时间"))


def _in_post(source: Source, owner: Project, one: Draft, path: str, faults: list[Fault]) -> None:
    if not any(span.holds(one.day) for span in spans(source, owner.id, EMPLOYMENT, one.person)):
        faults.append(Fault(f"{path}.person", str(one.person), f"{one.day} 不在职"))


def _check_conduct(source: Source, owner: Project, known: Contract, one: Draft, path: str, faults: list[Fault]) -> None:
    """The month's facts with this one event, read by the reader that will read them all."""
    from app.conduct.facts import read_month

    person = next((found for found in listed(source, owner.id) if found.id == one.person), None)
    if person is None or known.conduct is None:
        faults.append(Fault(f"{path}.person", str(one.person), "要写明是谁"))
        return
    _in_post(source, owner, one, path, faults)
    if one.fen is not None:
        faults.append(Fault(f"{path}.fen", show_money(one.fen), "这一条的金额由条款定，不另填"))
    month = str(Period("month", one.day.year, one.day.month))
    event = event_of(one, person.staff_number)
    member: dict[str, Any] = {"id": person.staff_number, "team": "-"}
    if person.online_on:
        member["online_on"] = str(person.online_on)
    facts = {"scheme": known.conduct.id, "period": month, "people": [member], "events": [event]}
    try:
        read_month(known.conduct, facts)
    except Refused as refused:
        faults.extend(
            Fault(f"{path}.{fault.path.removeprefix('events[0].')}", fault.value, fault.reason)
            for fault in refused.faults
        )


def event_of(one: Any, staff_number: str) -> dict[str, Any]:
    """An incident as an event of the conduct facts."""
    event: dict[str, Any] = {"person": staff_number, "rule": one.item, "date": str(one.day)}
    event |= {"quantity": show(Decimal(one.quantity)), "severe": one.severe}
    if one.waived:
        event["waived"] = one.waived
    if one.joint_fen is not None:
        event["leader_amount"] = show_money(one.joint_fen)
    return event
