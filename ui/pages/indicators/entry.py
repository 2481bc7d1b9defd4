"""What a typed field means for the ledger: which fields are written together, where a refusal belongs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.errors import Fault, Refused
from app.ledger import indicators
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.facts import paths
from app.ledger.fields import nested
from app.ledger.indicators import REVIEWED, Typed
from app.ledger.inputs import HITS, LIST, PERCENT, TOTAL
from app.ledger.origins import group_of
from app.scoring.assess import assess
from app.scoring.facts import read_facts
from app.scoring.indicator import Line
from ui.pages.indicators.cells import Cell
from ui.pages.indicators.sheet import Sheet

RATIO = {HITS: "hits", TOTAL: "total", PERCENT: "percent"}
PLACE = re.compile(r"\[(\d+)\]")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """Fields of one indicator that are written in one go; None takes a field back."""

    indicator: str
    opinion: str
    given: Mapping[str, Typed]
    reason: str = ""
    source: str = ""
    vendor: str = ""
    cleared: frozenset[str] = field(default_factory=frozenset[str])

    def write(self, book: Book, sheet: Sheet) -> Changed:
        """The one transaction."""
        about = {"source": self.source, "vendor": self.vendor, "reason": self.reason}
        return indicators.record(
            book, sheet.owner.id, self.indicator, self.given, sheet.period, opinion=self.opinion, **about
        )


def entry_of(sheet: Sheet, cells: Mapping[Key, Cell], typed: Mapping[Cell, Any], reason: str = "") -> Entry:
    """The entry for values typed into cells of one row; source and vendor's figure stay as they are."""
    first = next(iter(typed))
    given: dict[str, Typed] = {}
    for cell, value in typed.items():
        for path, one in _given(sheet, cells, cell, value).items():
            if path not in given or one is not None:
                given[path] = one
    kept = sheet.typed(first.indicator, first.opinion).values()
    source = next((one.source for one in kept if one.source), "")
    vendor = next((f"{one.vendor:f}" for one in kept if one.vendor is not None), "")
    reason = reason or next((cell.reason for cell in typed if cell.reason), "")
    cleared = frozenset(cell.group for cell in typed)
    return Entry(first.indicator, first.opinion, given, reason, source, vendor, cleared)


def _given(sheet: Sheet, cells: Mapping[Key, Cell], cell: Cell, value: Any) -> dict[str, Typed]:
    if cell.field.kind == LIST:
        return _given_list(sheet, cell, value or ())
    if cell.field.kind in RATIO:
        return _given_ratio(sheet, cells, cell, value)
    return {cell.field.path: value}


def _given_list(sheet: Sheet, cell: Cell, values: tuple[Decimal, ...]) -> dict[str, Typed]:
    """The numbers by their places; places beyond the end are taken back."""
    head = f"{cell.field.path}."
    typed = sheet.typed(cell.indicator, cell.opinion)
    given: dict[str, Typed] = {path: None for path in typed if path.startswith(head)}
    return given | {f"{head}{at}": one for at, one in enumerate(values)}


def _given_ratio(sheet: Sheet, cells: Mapping[Key, Cell], cell: Cell, value: Any) -> dict[str, Typed]:
    """Counts take the percentage's place and the other way round; the other count comes along where it was found."""
    head = cell.field.path.rpartition(".")[0]
    names = {kind: f"{head}.{name}" if head else name for kind, name in RATIO.items()}
    typed = sheet.typed(cell.indicator, cell.opinion)
    gone: dict[str, Typed] = {path: None for path in (*names.values(), head) if path in typed}
    if value is None:
        whole = cell.overrides or cell.opinion == REVIEWED
        return gone if whole and gone else {cell.field.path: None}
    if cell.field.kind == PERCENT:
        return gone | {cell.field.path: value}
    other = names[TOTAL if cell.field.kind == HITS else HITS]
    partner = cells.get((cell.indicator, cell.opinion, other))
    given = {path: one for path, one in gone.items() if path != other} | {cell.field.path: value}
    if partner is not None and partner.text and not partner.own:
        given[other] = Decimal(partner.text)
    return given


def needs_reason(cells: Iterable[Cell], entry: Entry) -> Cell | None:
    """The first cell whose value would stand over a derived one."""
    return next((one for one in cells if one.derived and _gives(entry, one)), None)


def _gives(entry: Entry, cell: Cell) -> bool:
    path = cell.field.path
    return any(
        value is not None and (name == path or name.startswith(f"{path}.")) for name, value in entry.given.items()
    )


def taken_back(sheet: Sheet, cells: Iterable[Cell]) -> Entry | None:
    """Everything typed in the groups of these cells goes; what the ledger derives stands again."""
    mine = [one for one in cells if one.overrides]
    if not mine:
        return None
    groups = {one.group for one in mine}
    first = mine[0]
    typed = sheet.typed(first.indicator, first.opinion)
    given: dict[str, Typed] = {path: None for path in typed if _group(first.indicator, path) in groups}
    return Entry(first.indicator, first.opinion, given)


def _group(indicator: str, path: str) -> str:
    return group_of(f"{indicator}.{path}")


# --- refusals


def placed(refused: Refused, cells: Iterable[Cell], fallback: Key) -> dict[Key, str]:
    """The words of each fault by the cell they belong to; what belongs to none goes to the one that was typed."""
    known = list(cells)
    labels = {one.field.path.rpartition(".")[2]: one.field.label for one in known}
    found: dict[Key, list[str]] = {}
    for fault in refused.faults:
        cell = _cell_at(fault, known)
        name = f"{cell.prefix}{cell.field.label}" if cell else ""
        found.setdefault(cell.key if cell else fallback, []).append(_said(fault, labels, name))
    return {key: "；".join(dict.fromkeys(said)) for key, said in found.items()}


def _cell_at(fault: Fault, cells: list[Cell]) -> Cell | None:
    path = PLACE.sub(r".\1", fault.path).removeprefix("inputs.")
    mine = [one for one in cells if _holds(f"{one.indicator}.{one.field.path}", path)]
    return max(mine, key=lambda one: len(one.field.path), default=None)


def _holds(cell: str, path: str) -> bool:
    return path == cell or path.startswith(f"{cell}.")


def _said(fault: Fault, labels: Mapping[str, str], name: str) -> str:
    """The reason with the contract's names in place of the files' keys."""
    words = fault.reason
    for key, label in labels.items():
        words = re.sub(rf"\b{re.escape(key)}\b(?=[（(])", label, words)
    bare = words.startswith(("不能", "应为", "最多", "数"))
    return f"{name}{words}" if name and bare else words


# --- as one types


def previewed(sheet: Sheet, entry: Entry) -> Line | None:
    """The line as it would be with this entry, worked out without writing; None where it could not be read."""
    found, collected = sheet.assessed.get(entry.opinion), sheet.collected[entry.opinion]
    if found is None:
        return None
    head = f"{entry.indicator}."
    kept = {
        path.removeprefix(head): value
        for path, value in paths(collected.facts).items()
        if path.startswith(head) and group_of(path) not in entry.cleared and f"{path}.[]" not in entry.cleared
    }
    for path, value in entry.given.items():
        kept.pop(path, None)
        if value is not None:
            kept[path] = value if isinstance(value, bool) else _text(value)
    inputs = {**collected.facts["inputs"], entry.indicator: nested(kept.items())}
    scheme = found.assessment.scheme
    try:
        result = assess(scheme, *read_facts(scheme, {**collected.facts, "inputs": inputs}))
    except Refused:
        return None
    return next(one for one in result.lines if one.indicator.id == entry.indicator)


def _text(value: Typed) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
