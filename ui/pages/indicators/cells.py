"""What can be typed into a row, as plain data: cells with their value and where it comes from, set out in lines."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from app.exact import half_up, show, show_money
from app.ledger.facts import paths
from app.ledger.inputs import COUNT, FLAG, HITS, LIST, NUMBER, PERCENT, POINTS, RANK, TOTAL, WORD, Field
from app.ledger.origins import DAYS, DERIVED, TYPED, Collected, Origin, group_of
from app.scoring.words import spoken
from ui.pages.indicators.sheet import Sheet

WIDE, FIRST, SECOND, THIRD = "wide", "first", "second", "third"
ACROSS = (FIRST, SECOND, THIRD)
LINE_KEY = "line"
NAMELESS = ("名次", "给分", "次数")
RATIO_PARTS = (("hits", HITS, "分子", FIRST), ("total", TOTAL, "分母", SECOND), ("percent", PERCENT, "百分比", THIRD))


@dataclass(frozen=True, slots=True)
class Cell:
    """One field with what stands in it. `text` is a number's digits; a list's numbers are joined."""

    indicator: str
    opinion: str
    field: Field
    place: str
    prefix: str = ""
    text: str = ""
    origin: str = ""
    own: bool = False
    derived: str = ""
    derived_then: str = ""
    reason: str = ""
    hint: str = ""
    computed: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What names it on the page."""
        return self.indicator, self.opinion, self.field.path

    @property
    def group(self) -> str:
        """What is replaced together."""
        path = f"{self.indicator}.{self.field.path}"
        return f"{path}.[]" if self.field.kind == LIST else group_of(path)

    @property
    def overrides(self) -> bool:
        """Whether it stands over what the ledger derives."""
        return self.own and bool(self.derived)

    @property
    def outdated(self) -> bool:
        """Whether the ledger derives something else now than when it was typed over."""
        return self.overrides and bool(self.derived_then) and self.derived_then not in self.derived.split("、")


@dataclass(frozen=True, slots=True)
class CellLine:
    """Cells side by side, and words before them where one stands alone."""

    cells: tuple[Cell, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Everything one opinion types into a row: its lines, its flags, what belongs to the details, its days."""

    opinion: str
    lines: tuple[CellLine, ...]
    gates: tuple[Cell, ...]
    asides: tuple[Cell, ...]
    daily: str = ""
    days_missing: int = 0


def block_of(sheet: Sheet, indicator: str, opinion: str) -> Block:
    """What an opinion types into an indicator's row."""
    reader = _Reader(sheet, indicator, opinion)
    inputs = sheet.inputs[indicator]
    gates = tuple(reader.cell(one, THIRD) for one in inputs.fields if one.kind == FLAG and one.path != "not_applicable")
    asides = tuple(reader.cell(one, WIDE) for one in inputs.fields if one.kind == WORD or one.path == "not_applicable")
    plain = [one for one in inputs.fields if one.kind not in (FLAG, WORD)]
    missing = sheet.collected[opinion].missing_days.get(indicator)
    return Block(
        opinion, tuple(_lines(reader, plain)), gates, asides, _daily(sheet, indicator, opinion), len(missing or ())
    )


def _daily(sheet: Sheet, indicator: str, opinion: str) -> str:
    """How many days there are figures for; empty where nothing is said by days."""
    days = {one.since for one in sheet.values if one.indicator == indicator and not one.period}
    if sheet.inputs[indicator].days or days:
        lacking = sheet.collected[opinion].missing_days.get(indicator)
        total = sheet.owner.term.days_in(sheet.period)
        return f"{total - len(lacking) if lacking is not None else 0}/{total} 天"
    return ""


def _lines(reader: "_Reader", fields: list[Field]) -> list[CellLine]:
    """Ratios three in a line, months of counts three in a line, everything else a line of its own."""
    found: list[CellLine] = []
    months: list[Cell] = []
    name = reader.sheet.rules.indicator(reader.indicator).name
    for one in fields:
        if one.kind in (HITS, TOTAL):
            continue
        if one.kind == PERCENT:
            found.append(CellLine(reader.ratio(one)))
        elif one.kind == COUNT and one.path.startswith("months."):
            months.append(reader.cell(one, ACROSS[len(months) % 3], spoken(one.path.partition(".")[2])))
        elif one.kind == LIST:
            found.append(CellLine((reader.listed(one),)))
        else:
            found.append(CellLine((replace(reader.cell(one, THIRD), hint=_hint(one)),), _label(one, name)))
    rows = [CellLine(tuple(months[at : at + 3])) for at in range(0, len(months), 3)]
    return [*rows, *found] if months and fields[0].path.startswith("months.") else [*found, *rows]


def _label(field: Field, name: str) -> str:
    """What stands before a single field: nothing where the row's name says it."""
    if field.label in (*NAMELESS, name):
        return ""
    bracketed = field.kind == NUMBER and not field.label.endswith("）")
    return f"{field.label}（{field.unit}）" if bracketed else field.label


def _hint(field: Field) -> str:
    """What can be typed, shown while nothing is."""
    if field.kind == RANK:
        return f"1–{field.high}"
    return f"0–{show(field.high)}" if field.kind == POINTS and field.high is not None else ""


class _Reader:
    """Finds what stands in each field of an indicator."""

    def __init__(self, sheet: Sheet, indicator: str, opinion: str) -> None:
        self.sheet, self.indicator, self.opinion = sheet, indicator, opinion
        self._collected: Collected = sheet.collected[opinion]
        self._values: dict[str, Any] = paths(self._collected.facts)
        self._typed = sheet.typed(indicator, opinion)

    def cell(self, field: Field, place: str, prefix: str = "") -> Cell:
        """A field that holds one value."""
        path = f"{self.indicator}.{field.path}"
        value, origin = self._values.get(path), self._collected.origins.get(path)
        text = "" if value is None or isinstance(value, list) else _plain(value)
        return self._with(Cell(self.indicator, self.opinion, field, place, prefix, text), origin, field.path)

    def ratio(self, percent: Field) -> tuple[Cell, ...]:
        """Numerator, denominator, percentage; of a month by its own path, where the same three can stand."""
        above, _, last = percent.path.rpartition(".")
        month = percent.path if last != "percent" else above
        head = f"{month}." if month else ""
        prefix = spoken(month.partition(".")[2]) if month else ""
        units = {HITS: "件", TOTAL: "件"} | {one.kind: one.unit for one in self.sheet.inputs[self.indicator].fields}
        made = [
            self.cell(
                Field(f"{head}{name}", kind, label, units[kind], 0, 100 if kind == PERCENT else None), place,
                prefix if kind == HITS else "",
            )
            for name, kind, label, place in RATIO_PARTS
        ]  # fmt: skip
        if month and (whole := self._values.get(f"{self.indicator}.{month}")) is not None and not made[2].text:
            made[2] = self._with(replace(made[2], text=_plain(whole)), None, month)
        return (*made[:2], _computed(made))

    def listed(self, field: Field) -> Cell:
        """A list of numbers, written in one line."""
        found = self._collected.facts["inputs"].get(self.indicator, {}).get(field.path) or []
        members = found.values() if isinstance(found, dict) else found
        text = "、".join(_plain(one) for one in members)
        origins = list(self._collected.behind(f"{self.indicator}.{field.path}"))
        made = Cell(self.indicator, self.opinion, field, WIDE, "", text)
        own = any(one.startswith(f"{field.path}.") for one in self._typed)
        derived = next((one.derived for one in origins if one.derived), "")
        if origins and origins[0].kind == DERIVED:
            derived = text
        reason = next((one.reason for one in origins if one.reason), "")
        kind = origins[0].kind if origins else ""
        hint = f"每{field.label}的{field.unit}数，用顿号分开"
        return replace(made, own=own, derived=derived, reason=reason, origin=kind, hint=hint)

    def _with(self, cell: Cell, origin: Origin | None, path: str) -> Cell:
        """Where it comes from; a typed value remembers what was derived."""
        own = path in self._typed
        if origin is None:
            return replace(cell, own=own, origin=TYPED if own else "", derived=self._group_derived(cell))
        derived = origin.derived
        if origin.kind == DERIVED:
            derived = cell.text
        return replace(
            cell, own=own, origin=origin.kind, derived=derived, derived_then=origin.derived_then, reason=origin.reason
        )

    def _group_derived(self, cell: Cell) -> str:
        """An empty field of a ratio belongs to what is derived for the other two."""
        for path, one in self._collected.origins.items():
            if group_of(path) == cell.group and (one.kind == DERIVED or one.derived):
                return one.derived or _plain(self._values[path])
        return ""


def _computed(cells: list[Cell]) -> Cell:
    """The percentage that two counts make, shown where it could be typed."""
    hits, total, percent = cells
    if percent.text or not (hits.text and total.text) or not total.text.isdigit() or not int(total.text):
        return percent
    if not hits.text.isdigit():
        return percent
    value = Fraction(100 * int(hits.text), int(total.text))
    return replace(percent, text=percent_text(value), computed=True, origin=hits.origin)


def percent_text(value: Fraction) -> str:
    """Two decimals, four where two would make it look whole."""
    two = half_up(value, 2)
    if two % 100 == 0 and Fraction(two, 100) != value:
        return show(value)
    return show_money(two)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def from_days(cell: Cell) -> bool:
    """Whether it is the sum of days."""
    return cell.origin == DAYS
