"""The cells of one row: what each column shows of a line, and what it shows while something is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.exact import show
from app.forms.assessment_judged import Judged, fen
from app.forms.assessment_plan import Column, GroupPlan, RowPlan
from app.forms.sheet import MONEY, POINTS, Cell, Value
from app.forms.styles import CENTRE, MARK, NUMBER, SMALL, TEXT
from app.scoring.scheme import Group
from app.scoring.shapes.bands import Band

# A score's column has no room for more than the score.
NARROW = "\n"
# Where a sentence goes on to what other readings would have given: an explanation has that, a form does not.
SWAYED = "（按读法“"
ABSENT, PROVISIONAL, MARKED, LEFT_OUT = "未录入", "（暂计）", "√", "—"
LEFT = ("content", "words", "clause", "remark")


@dataclass(frozen=True, slots=True)
class Seen:
    """Both opinions of a period; the reviewed one counts, and a table of one score shows that."""

    reviewed: Judged | None
    own: Judged | None = None

    @property
    def main(self) -> Judged:
        """The opinion that everything but the scores is told from."""
        found = self.reviewed or self.own
        assert found is not None, "a table is drawn from at least one opinion"
        return found


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: an indicator, or one listed place of it, with how far its merged cells reach."""

    row: RowPlan
    number: int
    group: GroupPlan | None = None
    of_group: Group | None = None
    in_group: int = 0  # rows the group has, in its first one; else 0
    band: Band | None = None
    listed: int = 1  # rows the ranking has, in its first one; else 0


def cell(column: Column, entry: Entry, seen: Seen) -> Cell | None:
    """What stands in a column, or None where a cell from above covers it."""
    rows = _reach(column, entry)
    if not rows:
        return None
    if entry.band is not None and column.field in PLACED:
        return _placed(column, entry, entry.band, seen)
    value = VALUES[column.field](entry, seen)
    return Cell(value, _style(column, value), rows, format=_format(column, value))


def _reach(column: Column, entry: Entry) -> int:
    if column.by_group:
        return entry.in_group
    apart = entry.band is not None and column.field in (*PLACED, "blank")
    return 1 if apart else entry.listed


def _style(column: Column, value: Value) -> str:
    if column.small:
        return SMALL
    if column.field == "amount" and isinstance(value, int):
        return NUMBER
    return TEXT if column.field in LEFT else CENTRE


def _format(column: Column, value: Value) -> str:
    if isinstance(value, str) or value is None:
        return "plain"
    return MONEY if column.field == "amount" else POINTS if isinstance(value, Decimal) else "plain"


def _wording(key: str) -> Callable[[Entry, Seen], Value]:
    def found(entry: Entry, seen: Seen) -> Value:
        if key in entry.row.wording:
            return entry.row.wording[key]
        indicator = seen.main.worked[entry.row.indicator].indicator
        return str(getattr(indicator, key)) or (indicator.words if key == "content" else "")

    return found


def _number(entry: Entry, _seen: Seen) -> Value:
    return (entry.group.number if entry.group and entry.group.number else None) or entry.number


def _group(entry: Entry, _seen: Seen) -> Value:
    if entry.group is None:
        return ""
    return entry.group.label or group_label(entry.of_group)


def group_label(group: Group | None) -> str:
    """A group as the rules name it, with its points."""
    if group is None:
        return ""
    return group.name if group.full is None else f"{group.name}（{show(group.full)}分）"


def _line(entry: Entry, seen: Seen) -> Mapping[str, Any]:
    return seen.main.lines[entry.row.indicator]


def _target(entry: Entry, seen: Seen) -> Value:
    return entry.row.wording.get("target", _line(entry, seen)["target"] or "")


def _full(entry: Entry, seen: Seen) -> Value:
    return entry.row.wording.get("full") or seen.main.number(entry.row.indicator, "full")


def _achieved(entry: Entry, seen: Seen) -> Value:
    main, name = seen.main, entry.row.indicator
    if main.blank:
        return ""
    if main.lines[name]["waived"]:
        return f"免予考核（{main.lines[name]['waived']}）"
    missing = main.worked[name].missing and not main.provisional(name)
    found = main.achieved(name)
    return "；".join(text for text in (found, ABSENT if missing else "") if text)


def _score(which: str) -> Callable[[Entry, Seen], Value]:
    def found(entry: Entry, seen: Seen) -> Value:
        judged = seen.own if which == "self" else seen.reviewed
        if judged is None or judged.blank:
            return None
        if judged.worked[entry.row.indicator].entry.not_applicable:
            return LEFT_OUT
        return _standing(judged, entry.row.indicator, judged.number(entry.row.indicator, "awarded"))

    return found


def _standing(judged: Judged, name: str, value: Decimal | None) -> Value:
    """A figure that stands; a provisional one says so, and one from nothing is left out."""
    if not judged.lines[name]["missing"] or value is None:
        return value
    return f"{show(value)}{NARROW}{PROVISIONAL}" if judged.provisional(name) else None


def _lost(entry: Entry, seen: Seen) -> Value:
    name = entry.row.indicator
    full, awarded = seen.main.number(name, "full"), seen.main.number(name, "awarded")
    if full is None or awarded is None or seen.main.blank or seen.main.lines[name]["missing"]:
        return None
    return full - awarded


def _amount(entry: Entry, seen: Seen) -> Value:
    name = entry.row.indicator
    if seen.main.blank or seen.main.lines[name]["missing"]:
        return None
    if seen.main.worked[name].entry.not_applicable:
        return LEFT_OUT
    return fen(seen.main.lines[name]["amount"])


def _remark(entry: Entry, seen: Seen) -> Value:
    """Why, wherever the line is not simply whole."""
    line = _line(entry, seen)
    whole = line["awarded"] == line["full"] if line["amount"] is None else line["amount"] == "0.00"
    plain = whole and not line["waived"] and not line["missing"]
    return "" if seen.main.blank or plain else line["trace"].partition(SWAYED)[0]


def _blank(_entry: Entry, _seen: Seen) -> Value:
    return ""


VALUES: dict[str, Callable[[Entry, Seen], Value]] = {
    "number": _number,
    "group": _group,
    "name": _wording("name"),
    "content": _wording("content"),
    "words": _wording("words"),
    "clause": _wording("clause"),
    "target": _target,
    "achieved": _achieved,
    "full": _full,
    "awarded": _score("awarded"),
    "self": _score("self"),
    "reviewed": _score("reviewed"),
    "lost": _lost,
    "amount": _amount,
    "remark": _remark,
    "blank": _blank,
}
# What a listed place has of its own.
PLACED = ("target", "achieved", "full", "awarded", "self", "reviewed", "lost")


def _placed(column: Column, entry: Entry, band: Band, seen: Seen) -> Cell:
    """A listed place: its words and its points; the one that applies is marked and carries the score."""
    style = MARK if applies(band, entry, seen.main) else CENTRE
    if column.field == "target":
        return Cell(place(entry, band), style)
    if column.field == "full":
        return Cell(Decimal(show(band.worth)), style, format=POINTS)
    value: Value = None
    if style == MARK:
        value = VALUES[column.field](entry, seen)
        value = f"{MARKED} {value}" if column.field == "achieved" else value
    return Cell(value, style, format=_format(column, value))


def applies(band: Band, entry: Entry, judged: Judged) -> bool:
    """Whether the period's rank lies in this place."""
    line = judged.worked[entry.row.indicator]
    samples = [one for row in line.entry.samples for one in row]
    return bool(samples) and samples[0].value is not None and band.holds(samples[0].value) and not line.entry.waived


def place(entry: Entry, band: Band) -> str:
    """A place in the contract's words."""
    assert entry.row.listed is not None, "only a listed row has places"
    low, high = show(band.low or 0), show(band.high or 0)
    pattern = entry.row.listed.one if low == high else entry.row.listed.many
    return pattern.replace("{from}", low).replace("{to}", high)
