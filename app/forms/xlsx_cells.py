"""Cells of a worksheet: written once, merged over the columns they cover, framed all round."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from app.forms.styles import Style
from app.forms.xlsx_grid import Grid
from app.forms.xlsx_values import Stored

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

# On every Windows, in Excel and in WPS; the charset lets other systems choose a Chinese face.
FACE, _GB2312 = "宋体", 134
_PLACES = {"left": "left", "centre": "center", "right": "right", "top": "top", "middle": "center"}


class Area(NamedTuple):
    """From a row and an edge to a row and an edge, the last ones left out; rows count from 1, edges from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Frame(NamedTuple):
    """Which sides of an area carry a line."""

    left: bool = True
    right: bool = True
    top: bool = True
    bottom: bool = True


WHOLE, OPEN = Frame(), Frame(False, False, False, False)


@dataclass(slots=True)
class Page:
    """A worksheet being written from above; `row` is the next free one."""

    sheet: "Worksheet"
    grid: Grid
    row: int = 1
    charts: int = 0
    titles: str = ""
    highest: Fraction = Fraction(0)
    _taken: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def down(self, height: Fraction, rows: int = 1) -> int:
        """Takes the next rows, so many points together; the first of them."""
        first = self.row
        for row in range(first, first + rows):
            # A hundredth of a point: more than any printer shows, and the same text in every run.
            self.sheet.row_dimensions[row].height = Fraction(round(height / rows * 100), 100)
        self.row += rows
        return first

    def put(self, area: Area, stored: Stored, style: Style, frame: Frame = WHOLE, shrink: bool = False) -> None:
        """Writes a value into an area."""
        self._take(area)
        first: Any = self.sheet.cell(area.top, area.left + 1)
        first.value = stored.value
        first.number_format = stored.format
        if isinstance(stored.value, str):
            # openpyxl would make a formula of "=1" and an error of "#N/A".
            first.data_type = "s"
            first.quotePrefix = stored.quoted
        if area.bottom - area.top > 1 or area.right - area.left > 1:
            self.sheet.merge_cells(None, area.top, area.left + 1, area.bottom - 1, area.right)
        first.font, first.alignment = font(style), alignment(style, shrink)
        self._dress(area, style, frame)

    def _take(self, area: Area) -> None:
        cells = {(row, at) for row in range(area.top, area.bottom) for at in range(area.left, area.right)}
        if not cells or cells & self._taken:
            raise ValueError(f"表单排版错误：第 {area.top} 行第 {area.left + 1} 列的单元格与其他单元格重叠")
        self._taken |= cells

    def _dress(self, area: Area, style: Style, frame: Frame) -> None:
        for row in range(area.top, area.bottom):
            for at in range(area.left, area.right):
                cell = self.sheet.cell(row, at + 1)
                if style.frame and frame != OPEN:
                    cell.border = border(
                        frame.left and at == area.left,
                        frame.right and at == area.right - 1,
                        frame.top and row == area.top,
                        frame.bottom and row == area.bottom - 1,
                    )
                if style.shade:
                    cell.fill = ground(style.shade)


@cache
def font(style: Style) -> "Font":
    """The letters of a style."""
    from openpyxl.styles import Font

    return Font(name=FACE, charset=_GB2312, size=style.size, bold=style.bold)


@cache
def alignment(style: Style, shrink: bool) -> "Alignment":
    """Where the text stands; what cannot be broken is made smaller instead."""
    from openpyxl.styles import Alignment

    across, down = _PLACES[style.align], _PLACES[style.valign]
    return Alignment(horizontal=across, vertical=down, wrap_text=not shrink, shrink_to_fit=shrink)


@cache
def border(left: bool, right: bool, top: bool, bottom: bool) -> "Border":
    """Thin black lines on some sides."""
    from openpyxl.styles import Border, Side

    line, none = Side(style="thin", color="FF000000"), Side()
    return Border(
        left=line if left else none,
        right=line if right else none,
        top=line if top else none,
        bottom=line if bottom else none,
    )


@cache
def ground(shade: int) -> "PatternFill":
    """So many per cent of black."""
    from openpyxl.styles import PatternFill

    level = f"{255 * (100 - shade) // 100:02X}"
    return PatternFill("solid", fgColor=f"FF{level * 3}")
