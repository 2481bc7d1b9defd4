"""Reads one indicator of a scheme: its parts, its limits, its clause."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from app.exact import Exact
from app.reader import Reader, near
from app.scoring.indicator import FullWhen, Gate, Indicator, Part
from app.scoring.measures import MEASURES
from app.scoring.readings import mentioned
from app.scoring.shapes import SHAPES

ZERO = Decimal(0)
# Which shapes make sense of what a measure yields.
LISTS = ("months", "items", "day_ratio")
FITS: dict[str, tuple[str, ...]] = {
    "ratio": ("steps", "bands", "anchors"),
    "value": ("steps", "bands", "anchors"),
    "mean": ("steps", "bands", "anchors"),
    "change": ("steps",),
    "count": ("per_unit", "bands", "fatal"),
    "rank": ("bands",),
    "award": ("direct",),
    "extra": ("direct",),
    "months": ("steps", "per_unit"),
    "items": ("steps", "per_unit"),
    "day_ratio": ("steps",),
    "day_fails": ("per_unit",),
}


def load_indicator(reader: Reader, source: Any, in_money: bool, gates: Mapping[str, Gate]) -> Indicator:
    """One indicator."""
    full = ZERO if in_money else reader.number("full", low=0)
    name = reader.text("id")
    extra = {"id": name, "full": full}
    parts = tuple(_part(reader, at, raw, extra, gates) for at, raw in enumerate(reader.items("parts", None)))
    found = Indicator(
        name,
        reader.text("name"),
        reader.text("group", ""),
        full,
        reader.text("clause"),
        reader.text("words"),
        reader.text("content", ""),
        parts,
        None if reader.flag("unfloored") else ZERO,
        reader.number("bonus_cap", None, low=0),
        reader.number("marks", None, low=0),
        in_money,
        bool(reader.flag("optional")),
        reader.one_of("empty", ("met", "not_applicable"), "met") == "not_applicable",
        tuple(int(number) for number in reader.numbers("due")),
        tuple(_full_when(one) for one in reader.tables("full_when")),
        tuple(dict.fromkeys(mentioned(source))),
        any(part.shape.awards for part in parts),
    )
    _check(reader, found)
    reader.close()
    return found


def _part(reader: Reader, at: int, raw: object, extra: Mapping[str, Any], gates: Mapping[str, Gate]) -> Part:
    table: Mapping[str, object] = cast("Mapping[str, object]", raw) if isinstance(raw, Mapping) else {}
    nested = Reader({**table, **extra}, reader.at(f"parts[{at}]"), reader.faults)
    nested.ignore(*extra)
    measure, shape = nested.one_of("measure", tuple(MEASURES)), nested.one_of("shape", tuple(SHAPES))
    if shape not in FITS[measure]:
        nested.fault("shape", f"计量 {measure} 可配：{'、'.join(FITS[measure])}", shape)
    found = Part(MEASURES[measure].parse(nested), SHAPES[shape].parse(nested), _gate_of(nested, gates))
    nested.close()
    return found


def _gate_of(reader: Reader, gates: Mapping[str, Gate]) -> Gate | None:
    name = reader.text("gate", "")
    if name and name not in gates:
        reader.fault("gate", f"没有定义 [gate.{name}]{near(name, tuple(gates))}", name)
    return gates.get(name)


def load_gates(reader: Reader) -> dict[str, Gate]:
    """The gates a scheme defines, by name."""
    if not reader.has("gate"):
        return {}
    nested = reader.table("gate")
    return {name: _gate(nested.table(name)) for name in nested.entries()}


def _gate(reader: Reader) -> Gate:
    found = Gate(reader.text("flag"), reader.text("yes"), reader.text("no"), reader.text("unknown"))
    reader.close()
    return found


def _full_when(reader: Reader) -> FullWhen:
    full: Exact = reader.number("full", low=0)
    if reader.has("context"):
        found = FullWhen(full, "", ZERO, reader.text("context"), reader.text("is"))
    else:
        found = FullWhen(full, reader.text("indicator"), reader.number("below"), "", "")
    reader.close()
    return found


def _check(reader: Reader, found: Indicator) -> None:
    awards = [part.shape.awards for part in found.parts]
    if not found.parts:
        reader.fault("parts", "至少要有一个计分部分")
    elif any(awards) and not awards[0]:
        reader.fault("parts", "直接给分的部分应写在最前", len(awards))
    elif awards.count(True) > 1:
        reader.fault("parts", "一项只能有一个直接给分的部分", len(awards))
    if found.in_money and any(awards):
        reader.fault("parts", "按金额考核的方案不能直接给分", len(awards))
