"""What a period pays: the base, the deduction, the items, all on the printed figures."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from app.exact import Exact, to_fen
from app.scoring.settlement.bases import BaseKind
from app.scoring.settlement.deductions import DeductionKind, Result
from app.scoring.settlement.items import ItemKind, Log
from app.scoring.values import Event, Frame, Past


class Item(NamedTuple):
    """A contract item of the scheme."""

    id: str
    name: str
    clause: str
    words: str
    kind: ItemKind


class Ahead(NamedTuple):
    """A payment before the first period that is assessed: nothing can be taken off it."""

    name: str
    yuan: Exact


class Settling(NamedTuple):
    """How a scheme settles a period."""

    base: BaseKind
    deduction: DeductionKind
    most_percent: Exact | None
    items: tuple[Item, ...]
    clause: str
    words: str
    ahead: tuple[Ahead, ...] = ()


class Charge(NamedTuple):
    """One item that takes something off this period, and the log it was worked out from."""

    item: Item
    fen: int
    log: Log


class Standing(NamedTuple):
    """What a settlement needs of an assessment."""

    frame: Frame
    score: Exact
    fen: int
    events: tuple[Event, ...]
    context: Mapping[str, Any]
    now: Past


class Settlement(NamedTuple):
    """What a period pays, in fen; base and payable are `None` where they are not due or not known."""

    base: int | None
    deduction: int | None
    payable: int | None
    charges: tuple[Charge, ...]
    missing: tuple[str, ...]
    result: Result
    standing: Standing


def settle(settling: Settling, standing: Standing) -> Settlement:
    """What the period pays."""
    base = settling.base.of(standing.frame, standing.context)
    fen = None if base.yuan is None else to_fen(base.yuan)
    result = Result(standing.score, standing.fen, fen)
    taken = settling.deduction.take(result, standing.frame, standing.context)
    deduction = _capped(settling, taken.fen, fen)
    charges, lacking = _charges(settling, standing)
    payable = None if fen is None or deduction is None else fen - deduction - sum([one.fen for one in charges])
    rest = None if payable is None else max(0, payable)
    return Settlement(fen, deduction, rest, charges, base.missing + taken.missing + lacking, result, standing)


def _capped(settling: Settling, taken: int | None, base: int | None) -> int | None:
    if taken is None or base is None or settling.most_percent is None:
        return taken
    return min(taken, to_fen(Fraction(base, 100) * Fraction(settling.most_percent) / 100))


def _charges(settling: Settling, standing: Standing) -> tuple[tuple[Charge, ...], tuple[str, ...]]:
    charges: list[Charge] = []
    missing: tuple[str, ...] = ()
    for item in settling.items:
        events = tuple([event for event in standing.events if event.item == item.id])
        if item.kind.logged and not events:
            continue
        log = Log(events, standing.frame, standing.score, standing.now)
        taken = item.kind.take(log)
        missing += taken.missing
        if taken.fen:
            charges.append(Charge(item, taken.fen, log))
    return tuple(charges), missing
