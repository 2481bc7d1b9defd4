"""The facts of a period without what some incidents put into them: to say what each of them costs."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from app.exact import add, show
from app.ledger.facts import paths
from app.ledger.fields import nested
from app.ledger.incidents import Incident
from app.ledger.origins import DERIVED, Collected, Origin

EVENTS = "events."


def taken_out(collected: Collected, gone: Sequence[Incident]) -> dict[str, Any]:
    """The facts as they were without these incidents: counts less, members of lists and contract items out."""
    known = {one.id: one for one in gone}
    flat = {name: value for name, value in paths(collected.facts).items() if not name.startswith("context.")}
    lists: dict[str, set[int]] = {}
    for path, origin in collected.origins.items():
        mine = _mine(origin, known)
        above, _, last = path.rpartition(".")
        if not mine or path.startswith(EVENTS):
            continue
        if isinstance(flat.get(above), list):
            lists.setdefault(above, set()).add(int(last))
        elif path in flat:
            less = sum((Decimal(one.quantity) for one in mine), Decimal(0))
            flat[path] = show(add(Decimal(str(flat[path])), -less))
    for path, places in lists.items():
        members = cast("list[Any]", flat[path])
        flat[path] = [one for at, one in enumerate(members) if at not in places]
    return {**collected.facts, "inputs": nested(flat.items()), "events": _events(collected, known)}


def _mine(origin: Origin, known: Mapping[int, Incident]) -> list[Incident]:
    """Which of the incidents stand behind an input that the ledger worked out."""
    if origin.kind != DERIVED:
        return []
    return [known[key.id] for key in origin.rows if key.noun == "incident" and key.id in known]


def _events(collected: Collected, known: Mapping[int, Incident]) -> list[Any]:
    given: Sequence[Any] = collected.facts["events"]
    out = {
        int(path.removeprefix(EVENTS))
        for path, origin in collected.origins.items()
        if path.startswith(EVENTS) and _mine(origin, known)
    }
    return [one for at, one in enumerate(given) if at not in out]
