"""Drawings of a worksheet: Excel's own charts over cells that hold their numbers, beside the printed area."""

from decimal import Decimal
from typing import Any

from app.forms.sheet import Cell, Chart
from app.forms.styles import SMALL, STYLES
from app.forms.xlsx_cells import OPEN, Area, Page
from app.forms.xlsx_values import Stored, plain, readable, stored

# openpyxl says nothing of the types of its charts.
_BLACK, _GREY = "000000", "808080"
_MM_A_CM = 10
TREND = "trend"


def draw(page: Page, chart: Chart, row: int) -> None:
    """A chart on a row that is high enough for it."""
    from openpyxl.utils import get_column_letter

    # One empty column after the paper, then a block of columns for each chart.
    first = page.grid.columns + 2 + page.charts
    page.charts += len(chart.marks) + 3
    _write_numbers(page, chart, row, first)
    drawn = _trend(page, chart, row, first) if chart.kind == TREND else _bars(page, chart, row, first)
    drawn.title = _title(readable(chart.title))
    if chart.marks:
        drawn.legend.position = "b"
    else:
        drawn.legend = None
    drawn.width = Decimal(int(page.grid.edges[-1])) / _MM_A_CM
    drawn.height = Decimal(chart.height) / _MM_A_CM
    drawn.x_axis.delete = drawn.y_axis.delete = False
    page.sheet.add_chart(drawn, f"{get_column_letter(1)}{row}")


def _write_numbers(page: Page, chart: Chart, row: int, column: int) -> None:
    """A head and a row for each label, from the chart's own row downwards."""
    head = [plain("项目"), plain(chart.title), *(plain(name) for name, _ in chart.marks)]
    rows = [head]
    for label, value in zip(chart.labels, chart.values, strict=True):
        rows.append([plain(label), stored(Cell(value)), *(stored(Cell(level)) for _, level in chart.marks)])
    for down, cells in enumerate(rows):
        for across, one in enumerate(cells):
            _put(page, row + down, column + across, one)


def _put(page: Page, row: int, column: int, value: Stored) -> None:
    page.put(Area(row, column - 1, row + 1, column), value, STYLES[SMALL], OPEN, shrink=True)


def _trend(page: Page, chart: Chart, row: int, first: int) -> Any:
    from openpyxl.chart import LineChart

    drawn: Any = LineChart()
    _add(page, drawn, chart, row, first, range(1 + len(chart.marks)))
    for at, series in enumerate(drawn.series):
        _ink(series, _GREY if at else _BLACK, at > 0)
    _dot(drawn.series[0])
    return drawn


def _bars(page: Page, chart: Chart, row: int, first: int) -> Any:
    from openpyxl.chart import BarChart, LineChart
    from openpyxl.chart.label import DataLabelList

    drawn: Any = BarChart()
    _add(page, drawn, chart, row, first, range(1))
    drawn.series[0].graphicalProperties.solidFill = _GREY
    drawn.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    drawn.gapWidth = 60
    if chart.marks:
        levels: Any = LineChart()
        _add(page, levels, chart, row, first, range(1, 1 + len(chart.marks)))
        for series in levels.series:
            _ink(series, _BLACK, True)
        drawn += levels
        return drawn
    # Long names read better beside their bars, the first one on top.
    drawn.type = "bar"
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.crosses = "max"
    drawn.x_axis.tickLblSkip = 1  # every bar has its name
    return drawn


def _add(page: Page, drawn: Any, chart: Chart, row: int, first: int, which: range) -> None:
    from openpyxl.chart import Reference

    last = row + len(chart.labels)
    for at in which:
        column = first + 1 + at
        drawn.add_data(Reference(page.sheet, column, row, column, last), titles_from_data=True)
    drawn.set_categories(Reference(page.sheet, first, row + 1, first, last))


def _ink(series: Any, colour: str, dashed: bool) -> None:
    line = series.graphicalProperties.line
    line.solidFill = colour
    line.width = 12_700 if dashed else 19_050
    line.dashStyle = "dash" if dashed else None
    series.smooth = False


def _dot(series: Any) -> None:
    from openpyxl.chart.marker import Marker
    from openpyxl.chart.shapes import GraphicalProperties

    dot: Any = Marker(symbol="circle", size=5)
    dot.graphicalProperties = GraphicalProperties(solidFill=_BLACK)
    series.marker = dot


def _title(text: str) -> Any:
    """A title of the size of a heading: Excel's own would take half of so low a chart."""
    from openpyxl.chart import title
    from openpyxl.drawing.text import CharacterProperties

    maker: Any = title
    made = maker.title_maker(text)
    for paragraph in made.tx.rich.p:
        for run in paragraph.r or ():
            run.rPr = CharacterProperties(sz=1000, b=True)
    made.overlay = False
    return made
