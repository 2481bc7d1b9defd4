"""The chip beside a line of fields: what the ledger derives there, and whether somebody typed over it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ledger.inputs import LIST
from ui.kit.theme import Tone
from ui.pages.indicators.cells import Cell, CellLine


@dataclass(frozen=True, slots=True)
class ChipState:
    """Words, tone, tool tip; `typed_over` offers the way back."""

    words: str = ""
    tone: Tone = Tone.NEUTRAL
    about: str = ""
    typed_over: bool = False


def chip_of(lines: Sequence[CellLine | None]) -> ChipState:
    """What to say of a line of each opinion; the ledger derives the same for both."""
    cells = [cell for line in lines if line for cell in line.cells if cell.derived]
    if not cells:
        return ChipState()
    over = [cell for cell in cells if cell.overrides]
    stale = any(cell.outdated for cell in cells)
    tone = Tone.BAD if stale else Tone.WARN if over else Tone.ACCENT
    return ChipState(f"台账 {_figures(cells)}".strip(), tone, "\n".join(map(_about, over or cells[:1])), bool(over))


def _figures(cells: Sequence[Cell]) -> str:
    """One figure, or the two of a ratio; of several months the word alone is enough."""
    if cells[0].field.kind == LIST:
        return f"{len(cells[0].derived.split('、'))} 项"
    groups = {cell.group for cell in cells}
    if len(groups) > 1:
        return ""
    found = list(dict.fromkeys(cell.derived for cell in cells if cell.field.kind != "percent"))
    if len(found) == 2:
        return "/".join(found)
    return found[0].replace("、", "/") if found and len(found[0]) <= 9 else ""


def _about(cell: Cell) -> str:
    named = f"{cell.prefix}{cell.field.label}"
    if cell.outdated:
        return f"{named}：改写时台账统计为 {cell.derived_then}，现在为 {cell.derived}，请核对"
    if cell.overrides:
        return f"{named}：台账统计为 {cell.derived}，已改写（{cell.reason}）"
    return "由台账登记的事项统计；可以改写，须写明理由"
