"""A month's read facts as plain values: what one would hand to a function written for one contract alone."""

from decimal import Decimal
from typing import Any, NamedTuple

from app.periods import Period
from app.scoring.assess import Assessment
from bench.month import TARGETS


class Known(NamedTuple):
    """What is known of a month: its score and ranks."""

    period: str
    score: Any
    rank_a: int | None
    rank_province: int | None


class Plain(NamedTuple):
    """A month. A rate is a percentage (`None`: nothing was due) and whether the province deducted."""

    period: str
    rates: dict[str, tuple[Any, bool | None]]
    orders: int | None
    rank_a: int | None
    rank_province: int | None
    waived: set[str]
    events: list[tuple[str, int]]
    earlier: list[Known]
    context: dict[str, Any]
    options: dict[str, str]
    days: int
    of_days: int


def plain(ours: Assessment) -> Plain:
    """The facts of an assessment as plain values; the months of the term before it, the last one first."""
    facts, frame = ours.facts, ours.facts.frame
    inputs = facts.inputs
    value = {name: entry.samples[0][0].value for name, entry in inputs.items() if entry.samples}
    known = {past.period: past.known for past in frame.past}
    first = Period("month", 2025, 7)
    count = (frame.period.year - first.year) * 12 + frame.period.number - first.number
    return Plain(
        str(frame.period),
        {name: (value[name], inputs[name].extras.get("province_deducted")) for name in TARGETS if name in value},
        inputs["participation_satisfaction"].extras.get("orders"),
        _rank(value.get("rank_a")),
        _rank(value.get("rank_province")),
        {name for name, entry in inputs.items() if entry.waived},
        [(event.item, event.quantity) for event in facts.events],
        [_known(period, known.get(period, {})) for period in reversed(frame.period.earlier(count))],
        dict(facts.context),
        dict(ours.rules.chosen),
        frame.days,
        frame.of_days,
    )


def _known(period: Period, known: Any) -> Known:
    ranks = [_rank(known[key].value) if key in known else None for key in ("rank_a", "rank_province")]
    return Known(str(period), known.get("score"), ranks[0], ranks[1])


def _rank(value: Any) -> int | None:
    return None if value is None else int(value)


def binary(value: Any) -> float:
    """A number for engines that know only binary ones."""
    return float(value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator))
