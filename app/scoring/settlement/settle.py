"""What a period pays: the base, the deduction, the items, all on the printed figures."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from app.exact import Exact, show_money, to_fen
from app.scoring.settlement.bases import BaseKind
from app.scoring.settlement.deductions import DeductionKind, Result
from app.scoring.settlement.items import ItemKind
from app.scoring.values import Event, Frame, Past


class Item(NamedTuple):
    """A contract item of the scheme."""

    id: str
    name: str
    clause: str
    words: str
    kind: ItemKind


class Settling(NamedTuple):
    """How a scheme settles a period."""

    base: BaseKind
    deduction: DeductionKind
    most_percent: Exact | None
    items: tuple[Item, ...]
    clause: str
    words: str


class Charge(NamedTuple):
    """One item that takes something off this period."""

    item: Item
    fen: int
    how: str


class Settlement(NamedTuple):
    """What a period pays, in fen; base and payable are `None` where they are not due or not known."""

    base: int | None
    deduction: int | None
    payable: int | None
    charges: tuple[Charge, ...]
    base_how: str
    deduction_how: str
    missing: tuple[str, ...]


class Standing(NamedTuple):
    """What a settlement needs of an assessment."""

    frame: Frame
    score: Exact
    fen: int
    events: tuple[Event, ...]
    context: Mapping[str, Any]
    now: Past


def settle(settling: Settling, standing: Standing) -> Settlement:
    """What the period pays."""
    frame = standing.frame
    base = settling.base.of(frame, standing.context)
    fen = None if base.yuan is None else to_fen(base.yuan)
    taken = settling.deduction.take(Result(standing.score, standing.fen, base.yuan), frame, standing.context)
    deduction, how = _capped(settling, taken.fen, fen, taken.how)
    charges, lacking = _charges(settling, standing)
    payable = None if fen is None or deduction is None else fen - deduction - sum(one.fen for one in charges)
    missing = (*base.missing, *taken.missing, *lacking)
    rest = None if payable is None else max(0, payable)
    return Settlement(fen, deduction, rest, charges, base.how, how, missing)


def _capped(settling: Settling, taken: int | None, base: int | None, how: str) -> tuple[int | None, str]:
    if taken is None or base is None or settling.most_percent is None:
        return taken, how
    most = to_fen(Fraction(base, 100) * Fraction(settling.most_percent) / 100)
    return (taken, how) if taken <= most else (most, f"{how}，最多扣 {show_money(most)} 元")


def _charges(settling: Settling, standing: Standing) -> tuple[tuple[Charge, ...], tuple[str, ...]]:
    charges: list[Charge] = []
    missing: list[str] = []
    for item in settling.items:
        events = [event for event in standing.events if event.item == item.id]
        if item.kind.logged and not events:
            continue
        taken = item.kind.take(events, standing.frame, standing.score, standing.now)
        missing.extend(taken.missing)
        if taken.fen:
            charges.append(Charge(item, taken.fen, taken.how))
    return tuple(charges), tuple(missing)
