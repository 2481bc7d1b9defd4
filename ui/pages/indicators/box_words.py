"""Figures of a field as they are typed, read and shown."""

import re
from decimal import Decimal

from app.ledger.inputs import COUNT, HITS, LIST, PERCENT, RANK, TOTAL, Field
from ui.kit.number_text import Format, Wrong, exact, grouped, parsed
from ui.pages.indicators.cells import Cell

WHOLE = (HITS, TOTAL, COUNT, RANK)
PARTED = re.compile(r"[、;；\s]+|,(?!\d{3}(?:\D|$))|，")
NUMBERS = {
    "number": "请输入数字",
    "thousands": "千位逗号的位置不对",
    "places": "最多 {} 位小数",
    "least": "不能小于 {}",
    "most": "不能大于 {}",
    "whole": "应为整数",
}


def read(text: str, field: Field) -> Decimal | tuple[Decimal, ...] | Wrong | None:
    """What a text stands for in a field; full-width digits, units and thousands are understood."""
    if field.kind == LIST:
        return _read_list(text, field)
    plain = text.strip()
    if field.kind == RANK:
        plain = plain.removeprefix("第").strip()
    return parsed(plain, _format(field))


def _format(field: Field) -> Format:
    least = None if field.low is None else Decimal(str(field.low))
    most = None if field.high is None else Decimal(str(field.high))
    return Format(0 if field.kind in WHOLE else 6, least, most, field.unit)


def _read_list(text: str, field: Field) -> tuple[Decimal, ...] | Wrong:
    found: list[Decimal] = []
    for part in PARTED.split(text.strip()):
        one = parsed(part, Format(6, Decimal(0), None, field.unit))
        if isinstance(one, Wrong):
            return one
        if one is not None:
            found.append(one)
    return tuple(found)


def wrong_words(wrong: Wrong) -> str:
    """Why a text was not taken."""
    if wrong.reason == "places" and wrong.named == "0":
        return NUMBERS["whole"]
    return NUMBERS[wrong.reason].format(wrong.named)


def shown(cell: Cell) -> str:
    """As it is read: thousands, the rank's words, a percentage with two decimals at least."""
    kind = cell.field.kind
    if kind == LIST or not cell.text:
        return cell.text
    number = parsed(cell.text, Format())
    if not isinstance(number, Decimal):
        return cell.text
    if kind == RANK:
        return f"第 {exact(number)} 名"
    if kind == PERCENT:
        return _percent(number)
    return grouped(number, Format())


def _percent(number: Decimal) -> str:
    """Never rounded, filled up to two decimals."""
    after = len(exact(number).partition(".")[2].rstrip("0"))
    return grouped(number, Format(max(after, 2), thousands=False)) + "%"
