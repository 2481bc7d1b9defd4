"""The paper of a worksheet: its size and margins, what is repeated on every page, what stands in the foot."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from app.forms.sheet import Document, Sheet, Stamp
from app.forms.xlsx_values import readable

if TYPE_CHECKING:
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

DRAFT = "草稿"
_A4 = "9"
_MM_AN_INCH = Decimal("25.4")
# What Excel takes for a foot, and then some codes.
_LONGEST_FOOT = 230
_PAGES = "第 &P 页 共 &N 页"
_LONGEST_NAME = 31
_POISON = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")


class Paper(NamedTuple):
    """Margins and the room between left and right, in millimetres."""

    left: int
    right: int
    top: int
    bottom: int
    room: int


# As on paper, so that both break their lines at about the same places.
PORTRAIT, LANDSCAPE, LETTER = Paper(22, 14, 16, 24, 174), Paper(15, 12, 20, 22, 270), Paper(28, 26, 37, 30, 156)


def paper_of(sheet: Sheet) -> Paper:
    """The paper a sheet is printed on."""
    return LANDSCAPE if sheet.landscape else LETTER if sheet.letter else PORTRAIT


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has; it is taken from now on."""
    lines = " ".join(readable(name).translate(_POISON).split()) or "表"
    # Excel keeps this one for itself.
    stem = f"{lines} " if lines.lower() == "history" else lines
    found, number = _units(stem, _LONGEST_NAME), 1
    while found.casefold() in taken:
        number += 1
        found = _units(stem, _LONGEST_NAME - len(f" ({number})")) + f" ({number})"
    taken.add(found.casefold())
    return found


def _units(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def set_up(worksheet: "Worksheet", document: Document, sheet: Sheet, area: str, titles: str) -> None:
    """Everything that concerns printing; `area` and `titles` are ranges, the latter may be empty."""
    from openpyxl.worksheet.properties import PageSetupProperties

    worksheet.print_area = area
    worksheet.print_title_rows = titles or None
    worksheet.page_setup.paperSize = _A4
    worksheet.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    worksheet.sheet_view.showGridLines = False
    _set_margins(worksheet, paper_of(sheet))
    _set_foot(worksheet, document)


def _set_margins(worksheet: "Worksheet", paper: Paper) -> None:
    margins = worksheet.page_margins
    margins.left, margins.right = _inches(paper.left), _inches(paper.right)
    margins.top, margins.bottom = _inches(paper.top), _inches(paper.bottom)
    margins.header, margins.footer = _inches(8), _inches(7)


def _inches(millimetres: int) -> Decimal:
    return (millimetres / _MM_AN_INCH).quantize(Decimal("0.01"))


def mark(stamp: Stamp) -> str:
    """What must be seen at once: that this is a draft, or which revision it is."""
    if stamp.draft:
        return DRAFT
    return f"编号 {stamp.number}{stamp.old}" if stamp.number else ""


def _set_foot(worksheet: "Worksheet", document: Document) -> None:
    stamp, half = document.stamp, 32
    printed = f"{stamp.printed_at:%Y-%m-%d %H:%M}" if stamp.printed_at else ""
    by = " ".join(part for part in (stamp.printed_by, printed) if part)
    right = [f"摘要 {stamp.digest[:half]}", stamp.digest[half:]]
    spare = _LONGEST_FOOT - sum(map(len, (_PAGES, *right)))
    left = _units("\n".join(_lines(f"表单 {document.form}", mark(stamp), f"打印 {by}" if by else "")), spare)
    worksheet.HeaderFooter.oddFooter = _printed(left, _PAGES, "\n".join(_lines(*right)) if stamp.digest else "")
    worksheet.HeaderFooter.oddHeader = _printed("", "", DRAFT if stamp.draft else "", 14)


def _printed(left: str, centre: str, right: str, size: int = 7) -> "HeaderFooterItem":
    """A head or foot. openpyxl writes a new line as a code that not every program reads; Excel itself as what it is."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.xml.functions import Element

    class Lines(HeaderFooterItem):
        def to_tree(self, tagname: str) -> Any:
            made = Element(tagname)
            made.text = str(self).replace("_x000a_", "\n")
            return made

    found = Lines()
    for place, text in (("left", left), ("center", centre), ("right", right)):
        part: Any = getattr(found, place)
        part.text, part.size = text or None, size
    return found


def _lines(*lines: str) -> list[str]:
    return [_quoted(line) for line in lines if line]


def _quoted(line: str) -> str:
    """A lone & would begin a code."""
    return readable(line).replace("&", "＆")
