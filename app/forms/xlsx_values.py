"""What a value is in a workbook: a number that shows the same digits as on paper, a date, or text that stays text."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from app.exact import SAFE_DIGITS
from app.forms.sheet import DAY, MONEY, PERCENT, Cell

GENERAL, MONEY_FORMAT, DAY_FORMAT, DATE_FORMAT, TEXT_FORMAT = (
    "General", "#,##0.00", 'yyyy"年"m"月"d"日"', "yyyy-mm-dd", "@",
)  # fmt: skip
# Excel cuts a cell at 32,767 UTF-16 units without a word.
LONGEST = 32_000
CUT = "……（超出 Excel 单元格的长度，全文见 PDF）"
# Excel's calendar counts a 29 February 1900 that never was.
_FIRST_DAY = date(1900, 3, 1)
# What would turn into a number, a date or a formula as soon as somebody edits the cell.
_LIKE_A_VALUE = re.compile(r"\s*([=+\-@＝＋－＠]|[0-9.,:/%()年月日eE\s-]+$)")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# `_x0041_` in a file is an A to Excel.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Stored(NamedTuple):
    """A value, and the number format it is shown in; text is never anything but text."""

    value: str | int | Decimal | date | None
    format: str = GENERAL

    @property
    def quoted(self) -> bool:
        """Whether Excel must be told that this text is no formula."""
        return isinstance(self.value, str) and self.value.lstrip()[:1] in tuple("=+-@＝＋－＠'")


def stored(cell: Cell) -> Stored:
    """How a cell's value is kept."""
    value = cell.value
    if isinstance(value, int) and cell.format == MONEY and len(str(abs(value))) <= SAFE_DIGITS:
        return Stored(Decimal(value).scaleb(-2), MONEY_FORMAT)
    if isinstance(value, int | Decimal) and cell.format != MONEY and _exact(value):
        return Stored(value, _digits(value, cell.format))
    if isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
        return Stored(value, DAY_FORMAT if cell.format == DAY else DATE_FORMAT)
    return plain(cell.text) if value is not None else Stored(None)


def plain(text: str) -> Stored:
    """Text, whatever it looks like."""
    kept = shortened(readable(text))
    return Stored(kept or None, TEXT_FORMAT if len(kept) < 255 and _LIKE_A_VALUE.match(kept) else GENERAL)


def readable(text: str) -> str:
    """Text as a workbook can hold it; what it cannot is shown by a sign in its place."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPE.sub("_x005F_", _UNREADABLE.sub(_sign, lines))


def shortened(text: str, most: int = LONGEST) -> str:
    """At most so many UTF-16 units; what is missing is said."""
    if len(text) <= most // 2 or len(raw := text.encode("utf-16-le")) <= 2 * most:
        return text
    return raw[: 2 * most].decode("utf-16-le", "ignore") + CUT


def _exact(value: int | Decimal) -> bool:
    """Excel keeps fifteen digits; a longer number is kept as text, whole."""
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return len(f"{abs(value):f}".replace(".", "")) <= SAFE_DIGITS


def _digits(value: int | Decimal, form: str) -> str:
    """A format that shows as many decimals as the value was given."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    places = -min(0, int(exponent))
    shown = f"0.{'0' * places}" if places else "0"
    return f'{shown}"%"' if form == PERCENT and isinstance(value, Decimal) else shown


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"
