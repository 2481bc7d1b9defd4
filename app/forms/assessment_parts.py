"""Reads the parts of a table in form.toml: columns, groups, rows, notes, closing rows, amounts."""

import re
from collections.abc import Mapping

from app.forms.assessment_plan import (
    FIELDS,
    HEADS,
    TOTALS,
    WORDINGS,
    Closing,
    Column,
    GroupPlan,
    Listed,
    Note,
    RowPlan,
    SettlementPlan,
)
from app.reader import Reader, near

RANKS = ("from", "to")
_PLACE = re.compile(r"\{([^{}]*)\}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def column_of(reader: Reader) -> Column:
    """A column."""
    field = reader.one_of("field", FIELDS)
    width = reader.whole("width", low=1, high=300)
    by_group = field == "group" or bool(reader.flag("by_group"))
    if by_group and field not in ("group", "number"):
        reader.fault("by_group", "只有 number 一栏可以按组合并", True)
    found = Column(reader.text("id", field), field, reader.text("head"), width, by_group, bool(reader.flag("small")))
    reader.close()
    return found


def group_of(reader: Reader) -> GroupPlan:
    """A group of rows."""
    found = GroupPlan(reader.text("id"), reader.text("label", ""), reader.text("number", ""))
    reader.close()
    return found


def row_of(reader: Reader) -> RowPlan:
    """An indicator's row."""
    wording = {key: _wording(reader, key) for key in WORDINGS if reader.has(key)}
    listed: Listed | None = None
    if reader.has("listed"):
        nested = reader.table("listed")
        listed = Listed(pattern_at(nested, "one", RANKS), pattern_at(nested, "many", RANKS))
        nested.close()
    found = RowPlan(reader.text("indicator"), wording, listed)
    reader.close()
    return found


def _wording(reader: Reader, key: str) -> str:
    """A text that may be blank on purpose: a cell that the contract leaves empty."""
    value = reader.raw(key)
    return value if value == "" else reader.text(key)


def note_of(reader: Reader, columns: tuple[str, ...]) -> Note:
    """A remark over some columns."""
    named = texts_at(reader, "columns")
    places = [columns.index(one) for one in named if one in columns]
    for one in named:
        if one not in columns:
            reader.fault("columns", f"没有这一栏{near(one, columns)}；已有：{'、'.join(columns)}", one)
    if not named or (len(places) == len(named) and places != list(range(places[0], places[0] + len(places)))):
        reader.fault("columns", "应是相邻的几栏，从左到右", reader.data.get("columns"))
    found = Note(reader.text("text"), named)
    reader.close()
    return found


def closing_of(reader: Reader, columns: tuple[str, ...]) -> Closing:
    """A closing row."""
    wide = reader.one_of("wide", ("", *TOTALS), "")
    values: dict[str, str] = {}
    if reader.has("values"):
        nested = reader.table("values")
        for key in nested.entries():
            if key not in columns:
                nested.fault(key, f"没有这一栏{near(key, columns)}；已有：{'、'.join(columns)}", nested.data[key])
            else:
                values[key] = nested.one_of(key, TOTALS)
    if bool(wide) == bool(values):
        reader.fault("values", "values 与 wide 应写且只写一个")
    if values and columns and columns[0] in values:
        reader.fault("values", "第一栏留给标题", columns[0])
    found = Closing(reader.text("label"), values, wide)
    reader.close()
    return found


def settlement_of(reader: Reader) -> SettlementPlan:
    """The words for the amounts."""
    usual = {"heading": "结算", "base": "当期合同金额", "deduction": "考核扣款", "payable": "本期应付"}
    words = {key: reader.text(key, word) for key, word in usual.items()}
    months = bool(reader.flag("months"))
    found = SettlementPlan(**words, months=months, open=reader.text("open", "另行约定"), none=reader.text("none", ""))
    reader.close()
    return found


def head_of(reader: Reader) -> tuple[str, str]:
    """A fact above the table."""
    found = reader.text("label"), reader.one_of("value", HEADS)
    reader.close()
    return found


def texts_at(reader: Reader, key: str) -> tuple[str, ...]:
    """A list of texts."""
    members = reader.items(key)
    for at, one in enumerate(members):
        if not isinstance(one, str) or not one.strip():
            reader.fault(f"{key}[{at}]", "应为非空文字", one)
    return tuple(str(one) for one in members)


def id_at(reader: Reader, key: str) -> str:
    """An id as the command line and file names take it."""
    found = reader.text(key)
    if found and not _ID.fullmatch(found):
        reader.fault(key, "编号只用小写字母、数字和连字符", found)
    return found


def pattern_at(reader: Reader, key: str, places: tuple[str, ...]) -> str:
    """A text with places to fill in."""
    found = reader.text(key)
    for place in _PLACE.findall(found):
        if place not in places:
            known = "、".join(f"{{{one}}}" for one in places)
            reader.fault(key, f"没有 {{{place}}} 这个位置{near(place, places)}；可用：{known}", found)
    return found


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """A pattern with its places filled in."""
    return _PLACE.sub(lambda place: values.get(place[1], ""), pattern)
