"""Draws a contract's table: head, rows with their merges, the notes beside them, totals and signature rows."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from app.capitals import capitals
from app.errors import Refused
from app.exact import show
from app.forms.assessment_cells import NARROW, PROVISIONAL, Entry, Seen, cell
from app.forms.assessment_check import missing_faults, ranked
from app.forms.assessment_judged import Judged, decimal, fen
from app.forms.assessment_plan import Closing, Plan
from app.forms.sheet import MONEY, POINTS, Cell, Row, Table, Value
from app.forms.styles import HEAD, NOTE, TEXT, TOTAL, TOTAL_LABEL
from app.scoring.shapes.bands import Band

SIGNING = 12


def table(plan: Plan, seen: Seen) -> Table:
    """The table of a period; refused where the rules have an indicator that the table does not show."""
    if faults := missing_faults(plan, seen.main.rules, plan.id):
        raise Refused(faults)
    body = [_row(plan, seen, entry) for entry in entries(plan, seen.main)]
    closing = [_closing(plan, one, seen) for one in plan.closing]
    signing = [_signing(plan, label) for label in plan.signatures]
    head = Row(tuple(Cell(one.head, HEAD) for one in plan.columns))
    rows = (head, *_noted(plan, body), *closing, *signing)
    return Table(tuple(one.width for one in plan.columns), rows, head=1, keep=len(closing) + len(signing))


def entries(plan: Plan, judged: Judged) -> list[Entry]:
    """The rows in order: each indicator that these rules have, a ranking listed place by place."""
    found = [entry for at, row in enumerate(_numbered(plan, judged)) for entry in _listed(row, at + 1, judged)]
    return list(_grouped(plan, judged, found))


def _numbered(plan: Plan, judged: Judged) -> list[Entry]:
    known = [row for row in plan.rows if row.indicator in judged.worked]
    return [Entry(row, at + 1) for at, row in enumerate(known)]


def _listed(entry: Entry, number: int, judged: Judged) -> Iterator[Entry]:
    shape = ranked(judged.worked[entry.row.indicator].indicator) if entry.row.listed else None
    bands: tuple[Band | None, ...] = shape.bands if shape else (None,)
    for at, band in enumerate(bands):
        yield replace(entry, number=number, band=band, listed=0 if at else len(bands))


def _grouped(plan: Plan, judged: Judged, found: list[Entry]) -> Iterator[Entry]:
    plans = {one.id: one for one in plan.groups}
    known = {one.id: one for one in judged.rules.groups}
    ordered = {name: at + 1 for at, name in enumerate(plans)}
    for name, members in groupby(found, key=lambda one: judged.worked[one.row.indicator].indicator.group):
        rows = list(members)
        for at, one in enumerate(rows):
            reach = 0 if at else len(rows)
            number = ordered[name] if plan.groups and _by_group(plan) else one.number
            yield replace(one, number=number, group=plans.get(name), of_group=known.get(name), in_group=reach)


def _by_group(plan: Plan) -> bool:
    return any(one.field == "number" and one.by_group for one in plan.columns)


def _row(plan: Plan, seen: Seen, entry: Entry) -> list[Cell | None]:
    return [cell(column, entry, seen) for column in plan.columns]


def _noted(plan: Plan, body: list[list[Cell | None]]) -> Iterator[Row]:
    """The rows with each note over its columns from the first to the last."""
    covered = {plan.at(name) for note in plan.notes for name in note.columns}
    for at, cells in enumerate(body):
        kept = [None if place in covered else one for place, one in enumerate(cells)]
        for note in plan.notes if at == 0 else ():
            kept[plan.at(note.columns[0])] = Cell(note.text, NOTE, len(body), len(note.columns))
        yield Row(tuple(kept))


def _closing(plan: Plan, closing: Closing, seen: Seen) -> Row:
    width = len(plan.columns)
    if closing.wide:
        first = min(2, width - 1)
        told = Cell(total(closing.wide, seen), TEXT, columns=width - first)
        return Row(
            (
                Cell(closing.label, TOTAL_LABEL, columns=first),
                *(None,) * (first - 1),
                told,
                *(None,) * (width - first - 1),
            )
        )
    first = min(plan.at(name) for name in closing.values)
    cells: list[Cell | None] = [Cell(closing.label, TOTAL_LABEL, columns=first), *(None,) * (first - 1)]
    for column in plan.columns[first:]:
        value = total(closing.values[column.id], seen) if column.id in closing.values else None
        is_money = isinstance(value, int)
        style = TOTAL if is_money else TOTAL_LABEL
        cells.append(Cell(value, style, format=MONEY if is_money else "plain" if isinstance(value, str) else POINTS))
    return Row(tuple(cells))


def total(name: str, seen: Seen) -> Value:
    """A figure of a closing row; blank while nothing was entered, marked while something is missing."""
    own = name.startswith("self_")
    if name == "full":
        full = seen.main.rules.full
        return None if full is None else decimal(show(full))
    judged = seen.own if own else seen.reviewed
    if judged is None or judged.blank:
        return None
    found = _total(name.removeprefix("self_"), judged)
    if judged.scored or found is None:
        return found
    return f"{_shown(found)}{'' if name.endswith('capitals') else NARROW}{PROVISIONAL}"


def _total(name: str, judged: Judged) -> Value:
    if name == "score":
        return decimal(judged.result["score"])
    if name == "grade":
        return judged.result["grade"]
    if name == "lost":
        full, score = judged.rules.full, decimal(judged.result["score"])
        whole = None if full is None else decimal(show(full))
        return None if whole is None or score is None else whole - score
    taken = amount(judged)
    return capitals(taken) if name == "amount_capitals" else taken


def amount(judged: Judged) -> int:
    """What the lines of the period itself take off, in fen."""
    return sum(fen(line["amount"]) or 0 for line in judged.result["lines"])


def _shown(value: Value) -> str:
    return Cell(value, format=MONEY).text


def _signing(plan: Plan, label: str) -> Row:
    return Row((Cell(label, TEXT, columns=len(plan.columns)), *(None,) * (len(plan.columns) - 1)), SIGNING)
