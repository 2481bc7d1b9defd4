"""A month's result as the plain data that the command line prints; sentences are rendered here, on reading."""

from typing import Any

from app.conduct.explain import explained
from app.conduct.items import Item
from app.conduct.judge import MonthResult, PersonResult, TeamResult
from app.conduct.rules import told
from app.conduct.sentences import trace
from app.exact import show_money


def as_json(result: MonthResult, explain: bool = False) -> dict[str, Any]:
    """The result as JSON data."""
    return {
        "scheme": result.conduct.id,
        "version": result.conduct.version,
        "period": str(result.month.period),
        "people": [_person(result, one, explain) for one in result.people],
        "teams": [_team(one) for one in result.teams],
        "readings": dict(result.rules.chosen),
    }


def _person(result: MonthResult, one: PersonResult, explain: bool) -> dict[str, Any]:
    return {
        "id": one.person.id,
        "fines": show_money(one.fines),
        "wage_deductions": show_money(one.wage_deductions),
        "reward": show_money(one.reward),
        "net": show_money(one.net),
        "full_attendance": one.full_attendance,
        "consequences": list(one.consequences),
        "items": [_item(result, item, explain) for item in one.items],
        "cautions": [{"id": raised.caution.id, "text": raised.text} for raised in one.cautions],
    }


def _item(result: MonthResult, item: Item, explain: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": item.rule.id,
        "date": str(item.event.day),
        "kind": item.rule.kind,
        "quantity": told(item.quantity),
        "amount": show_money(item.amount),
        "waived": item.waived,
        "clause": item.rule.clause,
        "trace": trace(item),
    }
    return found | ({"explain": explained(result, item)} if explain else {})


def _team(one: TeamResult) -> dict[str, Any]:
    return {
        "team": one.team,
        "pool": show_money(one.pool),
        "shared_by": list(one.shared_by),
        "undistributed": show_money(one.undistributed),
    }
