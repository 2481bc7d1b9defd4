"""What stands on a worksheet, one block below another."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from app.forms.sheet import Block, Cell, Chart, Gap, Pairs, Signatures, Table, Text
from app.forms.styles import PLAIN, SMALL, STYLES, TEXT
from app.forms.xlsx_cells import OPEN, WHOLE, Area, Frame, Page
from app.forms.xlsx_charts import draw
from app.forms.xlsx_grid import table_edges
from app.forms.xlsx_lines import HIGHEST, POINTS_A_MM, one_line, row_heights, text_height
from app.forms.xlsx_values import LONGEST, plain, readable, stored

_INDENT = "　　"
_RULE = "____________"
_DATE_LINE = "　　　　年　　月　　日"
_DATE_MM = 8
_PAIR_HEIGHT = Fraction(20)
# A list this long is worth keeping its head in sight.
_LONG = 20


def put_block(page: Page, at: int, block: Block, paper: int) -> None:
    """Writes a block and moves below it."""
    match block:
        case Table():
            _put_table(page, block, page.grid.places[at], paper)
        case Text():
            put_text(page, block.text, block.style, block.indent)
        case Pairs():
            _put_pairs(page, block, page.grid.places.get(at, ()))
        case Signatures():
            _put_signatures(page, block, page.grid.places[at])
        case Chart():
            _put_chart(page, block)
        case Gap():
            page.down(block.height * POINTS_A_MM)


def put_text(page: Page, text: str, name: str, indent: bool = False) -> None:
    """A paragraph over the whole width; each of its lines is a row, so that pages break between them.

    What stands in a cell by itself has no frame, whatever its style has in a table.
    """
    style, width = STYLES[PLAIN if name == TEXT else name], page.grid.edges[-1]
    for line in readable(text).split("\n"):
        for part in _parts(line):
            shown = _INDENT + part if indent else part
            height = text_height(shown, width, style.size)
            rows = _pieces(height)
            top = page.down(height, rows)
            page.put(Area(top, 0, top + rows, page.grid.columns), plain(shown), style, OPEN)


def _parts(line: str) -> list[str]:
    return [line[at : at + LONGEST // 2] for at in range(0, len(line), LONGEST // 2)] or [""]


def _pieces(height: Fraction) -> int:
    return max(1, -int(-height // HIGHEST))


def _put_table(page: Page, table: Table, places: Sequence[int], paper: int) -> None:
    heights = row_heights(table.rows, table_edges(table, paper))
    pieces = [_pieces(height) for height in heights]
    tops = [page.down(height, rows) for height, rows in zip(heights, pieces, strict=True)]
    ends = [*tops[1:], page.row]
    for at, row in enumerate(table.rows):
        if len(row.cells) != len(table.widths):
            raise ValueError(f"表单排版错误：第 {at + 1} 行有 {len(row.cells)} 格，应有 {len(table.widths)} 格")
        for column, cell in enumerate(row.cells):
            if cell is not None:
                bottom = ends[min(at + cell.rows, len(tops)) - 1]
                right = places[min(column + cell.columns, len(places) - 1)]
                _put_cell(page, Area(tops[at], places[column], bottom, right), cell)
    if table.head and table.rows and sum(heights) > page.highest:
        # Excel repeats the head of one table only: that of the one that is likeliest to need another page.
        page.highest = sum(heights, Fraction(0))
        last = ends[min(table.head, len(tops)) - 1] - 1
        page.titles = f"{tops[0]}:{last}"
        page.sheet.freeze_panes = f"A{last + 1}" if len(table.rows) - table.head > _LONG else None


def _put_cell(page: Page, area: Area, cell: Cell) -> None:
    page.put(area, stored(cell), STYLES[cell.style], WHOLE, one_line(cell))


def _put_pairs(page: Page, block: Pairs, places: Sequence[int]) -> None:
    """A line of labels with their values; a blank one is a rule to write on."""
    style = STYLES[PLAIN]
    texts = [f"{label}：{value or _RULE}" for label, value in block.pairs]
    widths = [page.grid.width(left, right) for left, right in pairwise(places)]
    needs = [text_height(text, width, style.size) for text, width in zip(texts, widths, strict=True)]
    top = page.down(max([_PAIR_HEIGHT, *needs])) if texts else page.row
    for text, (left, right) in zip(texts, pairwise(places), strict=True):
        page.put(Area(top, left, top + 1, right), plain(text), style, OPEN)


def _put_signatures(page: Page, block: Signatures, places: Sequence[int]) -> None:
    """Each place is a label above and, where wanted, a line for the date below, in one frame."""
    columns = len(places) - 1
    for start in range(0, len(block.labels), columns):
        labels = block.labels[start : start + columns]
        widths = [page.grid.width(left, right) for left, right in pairwise(places)]
        needs = [text_height(one, width, 10) for one, width in zip(labels, widths, strict=False)]
        dated = _DATE_MM * POINTS_A_MM if block.dated else Fraction(0)
        room = max([block.height * POINTS_A_MM - dated, *needs])
        top = page.down(room)
        if block.dated:
            page.down(dated)
        for label, (left, right) in zip(labels, pairwise(places), strict=False):
            _put_signature(page, label, Area(top, left, page.row, right), block.dated)


def _put_signature(page: Page, label: str, area: Area, dated: bool) -> None:
    style = STYLES[TEXT]
    above, below = style._replace(valign="top"), style._replace(align="right")
    if not dated:
        page.put(area, plain(f"{label}："), above)
        return
    middle = area.bottom - 1
    page.put(area._replace(bottom=middle), plain(f"{label}："), above, Frame(bottom=False))
    page.put(area._replace(top=middle), plain(_DATE_LINE), below, Frame(top=False))


def _put_chart(page: Page, chart: Chart) -> None:
    """Room for a drawing, and the drawing; nothing known is said, not drawn as an empty frame."""
    if all(value is None for value in chart.values):
        put_text(page, f"{chart.title}：未录入", SMALL)
        return
    height = chart.height * POINTS_A_MM
    rows = _pieces(height)
    top = page.down(height, rows)
    page.put(Area(top, 0, top + rows, page.grid.columns), plain(""), STYLES[SMALL], OPEN)
    draw(page, chart, top)
