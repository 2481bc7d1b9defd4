"""A document as a workbook: one worksheet a sheet, to be opened in Excel or WPS and worked on."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, BinaryIO

from app.forms.files import Stopped
from app.forms.sheet import Document, Sheet, Stamp
from app.forms.styles import FAINT, STYLES, SUBTITLE, TITLE
from app.forms.xlsx_blocks import put_block, put_text
from app.forms.xlsx_cells import OPEN, Area, Page
from app.forms.xlsx_grid import grid_of
from app.forms.xlsx_page import mark, paper_of, set_up, sheet_name
from app.forms.xlsx_values import plain, readable

if TYPE_CHECKING:
    from openpyxl import Workbook

PRODUCT = "热线考核台账"
# A column is measured in digits of the workbook's own font. Those of Arial 10 are seven pixels at 96 dots an inch,
# on Windows and, by a face of the same widths, elsewhere.
_FACE, _SIZE = "Arial", 10
_DIGITS_A_MM = Fraction(960, 254 * 7)
# Excel mends a file whose column is wider, and says that it was damaged.
_WIDEST = Fraction(255)
# A workbook that nobody printed has a date all the same.
_UNDATED = datetime(2000, 1, 1)
_MARK_HEIGHT = Fraction(18)


def render(document: Document, out: BinaryIO) -> None:
    """Writes a document as a workbook."""
    render_all((document,), out)


def render_all(
    documents: Sequence[Document],
    out: BinaryIO,
    step: Callable[[str, int, int], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> int:
    """Writes documents as one workbook; how many sheets it has."""
    from openpyxl import Workbook

    book, taken = Workbook(), set[str]()
    _set_up(book)
    total = sum(len(one.sheets) for one in documents)
    for document in documents:
        for sheet in document.sheets:
            if stopped and stopped():
                raise Stopped
            if step:
                step(document.title, len(taken), total)
            _add_sheet(book, document, sheet, sheet_name(sheet.name, taken))
    _describe(book, documents)
    _save(book, out)
    return total


def _set_up(book: "Workbook") -> None:
    from openpyxl.styles import Font

    if book.active is not None:
        book.remove(book.active)
    inside: Any = book
    inside._named_styles["Normal"].font = Font(name=_FACE, size=_SIZE)


def _add_sheet(book: "Workbook", document: Document, sheet: Sheet, name: str) -> None:
    from openpyxl.utils import get_column_letter

    paper = paper_of(sheet)
    page = Page(book.create_sheet(name), grid_of(sheet, paper.room))
    for at, width in enumerate(page.grid.widths, 1):
        digits = min(_WIDEST, round(width * _DIGITS_A_MM, 2))
        page.sheet.column_dimensions[get_column_letter(at)].width = Decimal(digits.numerator) / digits.denominator
    first = _put_heading(page, document.stamp, sheet)
    for at, block in enumerate(sheet.blocks):
        put_block(page, at, block, paper.room)
    last = f"{get_column_letter(page.grid.columns)}{max(first, page.row - 1)}"
    # A letter has many tables: the head of one would stand over the rows of another.
    set_up(page.sheet, document, sheet, f"A{first}:{last}", "" if sheet.letter else page.titles)


def _put_heading(page: Page, stamp: Stamp, sheet: Sheet) -> int:
    """Title and subtitle; the first printed row.

    Above it stands on the screen what the head and the foot say on paper: a draft, or which revision.
    """
    if shown := mark(stamp):
        top = page.down(_MARK_HEIGHT)
        style = STYLES[FAINT]._replace(align="right", bold=stamp.draft, size=12 if stamp.draft else 8)
        page.put(Area(top, 0, top + 1, page.grid.columns), plain(shown), style, OPEN)
    first = page.row
    if sheet.title:
        put_text(page, sheet.title, TITLE)
    if sheet.subtitle:
        put_text(page, sheet.subtitle, SUBTITLE)
    return first


def _describe(book: "Workbook", documents: Sequence[Document]) -> None:
    """What the file says of itself: no machine, no account of the system, no clock of its own."""
    stamps = [one.stamp.printed_at for one in documents if one.stamp.printed_at]
    made = stamps[0].astimezone(UTC).replace(tzinfo=None, microsecond=0) if stamps else _UNDATED
    book.properties.creator = PRODUCT
    book.properties.title = readable("、".join(one.title for one in documents))[:200]
    book.properties.created = book.properties.modified = made


def _save(book: "Workbook", out: BinaryIO) -> None:
    """As openpyxl saves, but for the time, which it would take from the clock."""
    from zipfile import ZIP_DEFLATED, ZipFile

    from openpyxl.writer.excel import ExcelWriter

    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
