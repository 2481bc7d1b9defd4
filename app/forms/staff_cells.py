"""Cells and rows that the staff forms are put together from; what is not recorded stays a blank to write into."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.exact import Exact, show
from app.forms.registry import Wanted
from app.forms.sheet import MONEY, POINTS, Cell, Pairs, Row, Text
from app.forms.styles import CENTRE, HEAD, LABEL, NUMBER, SMALL, TEXT
from app.periods import Period

UNRECORDED = "未录入"
NOT_YET = f"（本月尚{UNRECORDED}，空格供手工填写）"
TO_SIGN = "签字：　　　　　　　　日期：　　　年　　月　　日"
CHOSEN, OPEN = "■", "□"


def label(text: str, rows: int = 1, columns: int = 1) -> Cell:
    """What the cell beside it is."""
    return Cell(text, LABEL, rows, columns)


def text(value: str | date | None, columns: int = 1) -> Cell:
    """Words, or a blank."""
    return Cell(value or None, TEXT, columns=columns)


def small(value: str | None, columns: int = 1) -> Cell:
    """Long words in small letters."""
    return Cell(value or None, SMALL, columns=columns)


def centre(value: str | int | date | None, columns: int = 1) -> Cell:
    """A short value in the middle."""
    return Cell(value, CENTRE, columns=columns)


def money(fen: int | None, style: str = NUMBER) -> Cell:
    """An amount; nothing where nothing is known."""
    return Cell(fen, style, format=MONEY)


def points(value: Exact | None, style: str = NUMBER) -> Cell:
    """A mark; nothing where none was given."""
    return Cell(None if value is None else plain(value), style, format=POINTS)


def plain(value: Exact) -> Decimal:
    """A stored number without the zeros that its column adds."""
    return Decimal(show(value))


def counted(value: Decimal | int) -> Decimal | int | None:
    """A count of a day sheet: nothing is left blank, whole numbers are whole."""
    if not value:
        return None
    return int(value) if value == int(value) else plain(Decimal(value))


def heads(names: Iterable[str]) -> Row:
    """A row of column heads."""
    return Row(tuple(Cell(name, HEAD) for name in names))


def line(*cells: Cell, least: int = 0) -> Row:
    """A row from its cells: each is followed by the places that it covers."""
    found: list[Cell | None] = []
    for cell in cells:
        found += [cell, *[None] * (cell.columns - 1)]
    return Row(tuple(found), least)


def blank(columns: int, number: int | None = None, least: int = 8) -> Row:
    """An empty row of a list, to be filled in by hand."""
    return Row((centre(number), *[Cell() for _ in range(columns - 1)]), least)


def box(chosen: bool, words: str) -> str:
    """A choice that is ticked or not."""
    return f"{CHOSEN if chosen else OPEN} {words}"


def month_words(period: Period) -> str:
    """2025年9月."""
    return f"{period.year}年{period.number}月"


def day_words(day: date | None) -> str:
    """2025年9月3日; nothing where there is no day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def top(wanted: Wanted, *pairs: tuple[str, str]) -> Pairs:
    """The line above a form: whose, of which month, and what else belongs there."""
    return Pairs((("项目", wanted.project.name), ("月份", month_words(wanted.period)), *pairs))


def unrecorded() -> Text:
    """Says that a form is blank because nothing was entered, not because there was nothing."""
    return Text(NOT_YET, SMALL)
