"""What a form is before it is paper or a workbook: documents of sheets, sheets of blocks, tables of cells."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from app.exact import show_money
from app.forms.styles import TEXT

Value = str | int | Decimal | date | None

# How a value is written on paper and formatted in Excel. Money is integer fen, everything else is as it is.
PLAIN, MONEY, POINTS, PERCENT, DAY = "plain", "money", "points", "percent", "day"


class Cell(NamedTuple):
    """One cell: what stands in it, how it looks (a name of `styles.STYLES`), how far it spans."""

    value: Value = None
    style: str = TEXT
    rows: int = 1
    columns: int = 1
    format: str = PLAIN

    @property
    def text(self) -> str:
        """The value as it is printed."""
        if self.value is None:
            return ""
        if isinstance(self.value, date):
            return (
                f"{self.value.year}年{self.value.month}月{self.value.day}日" if self.format == DAY else str(self.value)
            )
        if self.format == MONEY and isinstance(self.value, int):
            return show_money(self.value)
        if isinstance(self.value, Decimal):
            return f"{self.value:f}" + ("%" if self.format == PERCENT else "")
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one entry for each column of the table, None where a cell from above or from the left covers it.

    `least` is the smallest height in millimetres (0: as the text needs), for rows that people write into by hand.
    """

    cells: tuple[Cell | None, ...]
    least: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns of so many millimetres (scaled together to the paper's width where `fit`).

    The first `head` rows are repeated on every page. A page never breaks inside a row, nor inside a vertical span
    that fits a page; the last `keep` rows stay on one page together (totals and signatures).
    """

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    head: int = 0
    keep: int = 0
    fit: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph over the whole width, in a style; `indent` sets its first line in by two characters."""

    text: str
    style: str = TEXT
    indent: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """A line of labelled facts over the table (项目, 期间, 编号 …), spread over the width; a blank value is a rule."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign: a label each, in so many columns, with room of so many millimetres and a line for the date."""

    labels: tuple[str, ...]
    columns: int = 2
    height: int = 22
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing from numbers, and the same numbers in Excel.

    `kind`: "trend" (a line over labels, None where nothing is known) or "bars" (one bar a label, as points lost).
    """

    kind: str
    title: str
    labels: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    marks: tuple[tuple[str, Decimal], ...] = ()  # horizontal lines with a name: 80 分
    height: int = 45


@dataclass(frozen=True, slots=True)
class Gap:
    """So many millimetres of nothing."""

    height: int = 4


Block = Text | Table | Pairs | Signatures | Chart | Gap


@dataclass(frozen=True, slots=True)
class Sheet:
    """Begins on a page of its own, and is one sheet of the workbook, called `name` there and in the outline."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    landscape: bool = False
    letter: bool = False  # a letter or report: GB/T 9704 margins (left 28 mm, top 37 mm), serif text


@dataclass(frozen=True, slots=True)
class Stamp:
    """What identifies a print: who printed what of which revision, when. Blank where not known, never invented."""

    number: str = ""  # of the frozen revision; empty for a draft
    digest: str = ""  # of the frozen revision, or of what the draft was made from
    draft: bool = True
    printed_by: str = ""
    printed_at: datetime | None = None
    old: str = ""  # what is to be said of a revision that no longer stands


@dataclass(frozen=True, slots=True)
class Document:
    """A form, ready to be rendered: `form` is its id, `name` the file name it suggests (without ending)."""

    form: str
    title: str
    name: str
    sheets: tuple[Sheet, ...]
    stamp: Stamp = field(default_factory=Stamp)
