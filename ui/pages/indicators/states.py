"""What a row says, as plain data that can be compared: a row is painted anew only when this is another."""

import re
from dataclasses import dataclass

from app.exact import Exact, add, show, show_money
from app.ledger.indicators import REVIEWED, SELF
from app.scoring.assess import Assessment
from app.scoring.explain import trace
from app.scoring.indicator import Indicator, Line
from app.scoring.result import target_of
from app.scoring.shapes.bands import Bands
from ui.pages.indicators.cells import Block, block_of
from ui.pages.indicators.sheet import Sheet

BOTH = "both"
ENDING = re.compile(r"，(?:得(?:满分)? [0-9.−-]+ 分|不扣款|共扣 [0-9.]+ 元)$")
MODES = ((SELF, "自评"), (REVIEWED, "复核"), (BOTH, "并列"))


@dataclass(frozen=True, slots=True)
class Result:
    """What one opinion's line came to."""

    shown: str = "—"
    lost: bool = False
    won: bool = False
    missing: tuple[str, ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True)
class RowState:
    """One indicator's row."""

    id: str
    name: str
    about: str
    target: str
    full: str
    blocks: tuple[Block, ...]
    results: tuple[Result, ...]
    difference: str = ""
    search: str = ""

    @property
    def missing(self) -> bool:
        """Whether something of it is not typed yet."""
        return any(one.missing for one in self.results)

    @property
    def lost(self) -> bool:
        """Whether it lost points or costs money."""
        return any(one.lost for one in self.results)

    @property
    def trace(self) -> str:
        """How the shown points came about; of two opinions the reviewed one."""
        return self.results[-1].trace


@dataclass(frozen=True, slots=True)
class GroupState:
    """A heading with its rows; without a name where the contract has no groups."""

    name: str
    full: str
    rows: tuple[RowState, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands under the last row."""

    results: tuple[Result, ...]
    full: str = ""
    difference: str = ""


def opinions_of(mode: str) -> tuple[str, ...]:
    """Which opinions a mode shows, in order."""
    return (SELF, REVIEWED) if mode == BOTH else (mode,)


def groups_of(sheet: Sheet, mode: str) -> tuple[GroupState, ...]:
    """The whole table: the contract's groups, or one without a name."""
    rows = {one.id: row_of(sheet, one, mode) for one in sheet.rules.indicators}
    found: list[GroupState] = []
    for group in sheet.rules.groups:
        mine = tuple(rows.pop(one.id) for one in sheet.rules.indicators if one.group == group.id)
        found.append(GroupState(group.name, _full_of_group(sheet, group.full, mine), mine))
    if rows:
        found.append(GroupState("其他" if found else "", "", tuple(rows.values())))
    return tuple(found)


def _full_of_group(sheet: Sheet, full: Exact | None, rows: tuple[RowState, ...]) -> str:
    """The stated marks; a group that only adds and takes off says by how much."""
    if full:
        return show(full)
    ranks = [rank_span(sheet.rules.indicator(one.id)) for one in rows]
    most = sum(ranks)
    return f"±{most}" if most else ""


def rank_span(indicator: Indicator) -> int:
    """How much the bands of a rank can give."""
    bands = [band for part in indicator.parts if isinstance(part.shape, Bands) for band in part.shape.bands]
    return max((abs(int(one.worth)) for one in bands), default=0)


def row_of(sheet: Sheet, indicator: Indicator, mode: str) -> RowState:
    """One row."""
    opinions = opinions_of(mode)
    lines = [sheet.line(one, indicator.id) for one in opinions]
    results = tuple(result_of(one) if one else Result() for one in lines)
    said = (indicator.content, f"{indicator.clause} {indicator.words}")
    about = "\n".join(text for text in said if text)
    return RowState(
        indicator.id,
        indicator.name,
        about,
        target_of(indicator) or "",
        "" if indicator.in_money else show(lines[0].full if lines[0] else indicator.full),
        tuple(block_of(sheet, indicator.id, one) for one in opinions),
        results,
        _difference(lines),
        f"{indicator.name} {indicator.clause} {indicator.id}".lower(),
    )


def result_of(line: Line) -> Result:
    """What a line came to, as the row says it; readings that matter are told where there is room."""
    told = short(trace(line))
    if line.indicator.in_money:
        return Result(show_money(line.fen), line.fen > 0, False, line.missing, told)
    lost = add(line.awarded, -line.full)
    return Result(show(line.awarded), lost < 0, lost > 0, line.missing, told)


def short(told: str) -> str:
    """Without the result at the end, which stands in its own column, unless nothing else is said."""
    return ENDING.sub("", told) or told


def _difference(lines: list[Line | None]) -> str:
    if len(lines) < 2 or lines[0] is None or lines[1] is None:
        return ""
    own, reviewed = lines[0], lines[1]
    if own.indicator.in_money:
        return _signed(show_money(reviewed.fen - own.fen))
    return _signed(show(add(reviewed.awarded, -own.awarded)))


def _signed(text: str) -> str:
    if text in ("0", "0.00"):
        return "0"
    return text.replace("-", "−") if text.startswith("-") else f"+{text}"


def totals_of(sheet: Sheet, mode: str) -> Totals:
    """The sums of the table: the score of each shown opinion, or what is taken off."""
    found = [sheet.assessed[one].assessment if one in sheet.assessed else None for one in opinions_of(mode)]
    results = tuple(_total(one) for one in found)
    full = "" if sheet.in_money or sheet.rules.full is None else show(sheet.rules.full)
    difference = ""
    if len(found) == 2 and found[0] and found[1]:
        if sheet.in_money:
            difference = _signed(show_money(found[1].fen - found[0].fen))
        elif found[0].score is not None and found[1].score is not None:
            difference = _signed(show(add(found[1].score, -found[0].score)))
    return Totals(results, full, difference)


def _total(found: Assessment | None) -> Result:
    if found is None:
        return Result()
    if found.score is None:
        return Result(show_money(found.fen), found.fen > 0)
    return Result(show(found.score), trace=found.grade or "")
