"""A rectangle of cells as text, the way Excel and WPS write and read it on the clipboard."""

import csv
import html
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from io import StringIO

Block = list[list[str]]
QUOTED = frozenset('"\t\r\n')
AS_TEXT = """ style='mso-number-format:"\\@"'"""


def to_tsv(block: Sequence[Sequence[str]]) -> str:
    """Tabs and line ends; a cell with a tab, a quote or a line end stands in quotes."""
    text = "\r\n".join("\t".join(map(_quoted, row)) for row in block)
    # One word alone is often pasted into a chat or a search box, where a line end disturbs.
    alone = len(block) == 1 and len(block[0]) == 1 and text
    return text if alone else text + "\r\n"


def read_tsv(text: str) -> Block:
    """The rectangle in a text; short rows are filled up with empty cells."""
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        # Excel does not quote a cell that merely begins with a quote: then no quote means anything.
        rows = [line.split("\t") for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n")]
    width = max((len(row) or 1 for row in rows), default=0)
    return [[_line_ends(one) for one in row] + [""] * (width - len(row)) for row in rows]


def to_html(block: Sequence[Sequence[str]], numeric: Sequence[bool]) -> str:
    """A table in which numbers are numbers and everything else is a text: 0012 stays 0012, and =1+1 is no formula."""
    rows = "".join(f"<tr>{''.join(map(_cell, row, numeric))}</tr>" for row in block)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _quoted(text: str) -> str:
    if QUOTED.isdisjoint(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _cell(text: str, numeric: bool) -> str:
    shown = html.escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f"<td{'' if numeric and is_number(text) else AS_TEXT}>{shown}</td>"


def is_number(text: str) -> bool:
    """Whether a spreadsheet may read this as a number; an empty cell may be anything."""
    try:
        return not text or Decimal(text.replace(",", "").removesuffix("%")).is_finite()
    except InvalidOperation:
        return False
