"""Reads a contract's form.toml; every fault at once, each with its key and line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.errors import Fault, Refused
from app.forms.assessment_parts import (
    closing_of,
    column_of,
    group_of,
    head_of,
    id_at,
    note_of,
    pattern_at,
    row_of,
    settlement_of,
    texts_at,
)
from app.forms.assessment_plan import FILE, STATEMENT, TABLE, Plan, Plans
from app.library import placed
from app.reader import Reader
from app.toml_text import read_toml

FORMAT = 1
PLACES = ("year", "month", "quarter", "period")


def read_plans(folder: Path) -> Plans:
    """The tables of a contract's folder; none where it has no such file; refused with every fault."""
    file = folder / FILE
    if not file.is_file():
        return Plans()
    faults: list[Fault] = []
    data = read_toml(file, faults)
    if data is not None:
        inside: list[Fault] = []
        found = load_plans(data, folder.name, inside)
        faults.extend(placed(inside, file))
        if not faults:
            return found
    raise Refused(faults)


def load_plans(data: Mapping[str, Any], scheme: str, faults: list[Fault]) -> Plans:
    """The tables that a file's data describes."""
    reader = Reader(data, "", faults)
    if reader.whole("format") != FORMAT:
        reader.fault("format", f"本程序认识的格式是 {FORMAT}", data.get("format"))
    names: dict[str, str] = {}
    if reader.has("names"):
        nested = reader.table("names")
        names = {key: id_at(nested, key) for key in nested.entries()}
    plans = tuple(_plan(one, scheme) for one in reader.tables("form"))
    reader.close()
    _unique(reader, "names", list(names.values()))
    for at, one in enumerate(plans):
        if one.id in (*names.values(), *(before.id for before in plans[:at])):
            reader.fault(f"form[{at}].id", "编号重复", one.id)
    return Plans(plans, names)


def _plan(reader: Reader, scheme: str) -> Plan:
    columns = tuple(column_of(one) for one in reader.tables("columns"))
    _unique(reader, "columns", [one.id for one in columns])
    known = tuple(one.id for one in columns)
    kind = reader.one_of("kind", (TABLE, STATEMENT), TABLE)
    groups = tuple(group_of(one) for one in reader.tables("groups"))
    rows = tuple(row_of(one) for one in reader.tables("rows"))
    _unique(reader, "rows", [one.indicator for one in rows])
    _unique(reader, "groups", [one.id for one in groups])
    found = Plan(
        *(
            id_at(reader, "id"),
            scheme,
            reader.text("name"),
            pattern_at(reader, "title", PLACES),
            reader.text("words", ""),
        ),
        *(kind, reader.whole("order", 10, high=99), bool(reader.flag("landscape")), bool(reader.flag("opinions"))),
        *(bool(reader.flag("readings", True)), tuple(head_of(one) for one in reader.tables("head")), columns, groups),
        *(rows, tuple(note_of(one, known) for one in reader.tables("notes"))),
        tuple(closing_of(one, known) for one in reader.tables("closing")),
        settlement_of(reader.table("settlement")) if reader.has("settlement") else None,
        *(texts_at(reader, "signatures"), texts_at(reader, "signers"), texts_at(reader, "alerts")),
    )
    _check(reader, found)
    reader.close()
    return found


def _check(reader: Reader, plan: Plan) -> None:
    """A table has columns and rows, a statement has neither but tells of money."""
    is_table = plan.kind == TABLE
    for key in ("columns", "rows"):
        if bool(getattr(plan, key)) != is_table:
            reader.fault(key, "表格要写这一项" if is_table else "结算单不写这一项")
    if not is_table and plan.settlement is None:
        reader.fault("settlement", "结算单要写这一项")
    asked = {one.field for one in plan.columns} & {"self", "reviewed"}
    if bool(asked) != plan.opinions:
        reader.fault("opinions", "opinions 与 self、reviewed 两栏应同时使用")
    if any(one.field == "group" for one in plan.columns) and not plan.groups:
        reader.fault("groups", "有 group 一栏时要写各组")


def _unique(reader: Reader, key: str, ids: list[str]) -> None:
    for one in dict.fromkeys(ids):
        if one and ids.count(one) > 1:
            reader.fault(key, "编号重复", one)
