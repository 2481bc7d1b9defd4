"""Workbooks opened again: what stands where, how wide and high it is, how it prints."""

import hashlib
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from app.forms import xlsx
from app.forms.sheet import Block, Cell, Chart, Document, Gap, Pairs, Row, Sheet, Signatures, Stamp, Table, Text
from tests.forms.everything import LONG, days, everything

SEALED = Stamp("K-2025-09-1", "c0ffee" * 10 + "c0de", False, "王经理", datetime(2025, 10, 8, 9, 30, tzinfo=UTC))


def opened(document: Document) -> Any:
    out = BytesIO()
    xlsx.render(document, out)
    return load_workbook(BytesIO(out.getvalue()))


def of(*blocks: Block, **more: Any) -> Any:
    """The worksheet of these blocks alone, under no title."""
    name = more.pop("name", "表")
    return opened(Document("x", "x", "x", (Sheet(name, "", blocks, **more),), Stamp(draft=False))).active


def merges(sheet: Any) -> set[str]:
    return {str(one) for one in sheet.merged_cells.ranges}


def millimetres(sheet: Any) -> list[Decimal]:
    letters = [get_column_letter(at + 1) for at in range(sheet.max_column)]
    return [Decimal(str(sheet.column_dimensions[one].width)) * 7 / 96 * Decimal("25.4") for one in letters]


def test_a_table_stands_as_it_was_laid_out() -> None:
    head = Row((Cell("甲", "head", rows=2), Cell("乙", "head", columns=2), None))
    rows = (head, Row((None, Cell("丙", "head"), Cell("丁", "head"))), Row((Cell(1), Cell(2), Cell(3))))
    sheet = of(Table((40, 60, 74), rows, head=2))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["甲", "乙", None],
        [None, "丙", "丁"],
        [1, 2, 3],
    ]
    assert merges(sheet) == {"A1:A2", "B1:C1"}
    assert all(abs(got - want) < Decimal("0.2") for got, want in zip(millimetres(sheet), (40, 60, 74), strict=True))
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.print_area == "'表'!$A$1:$C$3"


def test_merged_cells_are_framed_all_round() -> None:
    table = Table((40, 60, 74), (Row((Cell("x", rows=2, columns=2), None, Cell(1))), Row((None, None, Cell(2)))))
    out = BytesIO()
    xlsx.render(Document("x", "x", "x", (Sheet("表", "", (table,)),), Stamp(draft=False)), out)
    # Read as it is written: otherwise openpyxl frames merged cells by itself.
    sheet: Any = load_workbook(BytesIO(out.getvalue()), read_only=True).active
    sides = {
        cell.coordinate: "".join(
            side[0] for side in ("left", "right", "top", "bottom") if getattr(cell.border, side).style
        )
        for row in sheet["A1:B2"]
        for cell in row
    }
    assert sides == {"A1": "lt", "B1": "rt", "A2": "lb", "B2": "rb"}


def test_tables_share_their_columns() -> None:
    upper = Table((85, 85), (Row((Cell("左"), Cell("右"))),))
    lower = Table((35, 52, 87), (Row((Cell(1), Cell(2), Cell(3))),))
    sheet = of(upper, Gap(), lower)
    assert merges(sheet) == {"A1:B1"}
    assert [sheet.cell(1, at).value for at in (1, 3)] == ["左", "右"]
    assert [sheet.cell(3, at).value for at in (1, 2, 3)] == [1, 2, 3]


def test_a_table_that_does_not_fit_keeps_its_widths_and_almost_equal_edges_are_one() -> None:
    narrow = Table((30, 40), (Row((Cell(1), Cell(2))),), fit=False)
    other = Table((300, 406, 1030), (Row((Cell(3), Cell(4), Cell(5))),))
    sheet = of(narrow, other)
    assert sheet.max_column == 3 and merges(sheet) == set()
    assert [round(one) for one in millimetres(sheet)] == [30, 40, 104]


def test_columns_narrower_than_the_tolerance_never_melt_together() -> None:
    fine = Table((1,) * 30, (Row((Cell("x"),) * 30),), fit=False)
    coarse = Table((29, 29), (Row((Cell("a"), Cell("b"))),))
    sheet = of(coarse, fine)
    found = [[cell.value for cell in row if cell.value] for row in sheet.iter_rows()]
    assert found == [["a", "b"], ["x"] * 30]


def test_everything_is_there_and_nothing_is_a_formula() -> None:
    book = opened(everything())
    assert book.sheetnames == ["考核表", "考勤／九月", "运行报告"]
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")]
    values = [cell.value for row in book["考核表"].iter_rows() for cell in row if cell.value is not None]
    for wanted in (
        "月度考核评分表",
        "（2025年9月）",
        "项目：热线外包服务",
        "编号：____________",
        1234.56,
        98.125,
        "合计",
        "附注二",
    ):
        assert wanted in values
    assert f"　　{LONG * 2}" in values
    assert values.count("　　　　年　　月　　日") == 3


def test_paper_of_a_portrait_a_landscape_and_a_letter() -> None:
    portrait, landscape, letter = opened(everything())
    assert [one.page_setup.orientation for one in (portrait, landscape, letter)] == [
        "portrait",
        "landscape",
        "portrait",
    ]
    for sheet in (portrait, landscape, letter):
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_options.horizontalCentered
    assert [round(one.page_margins.left * 25.4) for one in (portrait, landscape, letter)] == [22, 15, 28]
    assert [round(one.page_margins.top * 25.4) for one in (portrait, landscape, letter)] == [16, 20, 37]
    for sheet, room in ((portrait, 174), (landscape, 270)):
        assert abs(sum(millimetres(sheet)) - room) < 1
    assert (landscape.print_title_rows, landscape.freeze_panes) == ("$3:$3", "A4")
    assert (portrait.print_title_rows, portrait.freeze_panes) == ("$5:$6", None)


def test_a_draft_says_so_on_the_screen_and_on_every_page() -> None:
    for sheet in opened(everything()):
        assert sheet["A1"].value == "草稿" and sheet.oddHeader.right.text == "草稿"
        # On paper the head says it; the row above is for the screen.
        assert str(sheet.print_area).split("!")[1].startswith("$A$2:")
        assert sheet.oddFooter.left.text == "表单 monthly_sheet\n草稿\n打印 王经理＆李 2025-10-08 09:30"
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
        assert "".join(str(sheet.oddFooter.right.text).split("\n")) == "摘要 " + "ab12" * 16


def test_a_revision_shows_its_number() -> None:
    for sheet in opened(everything(SEALED)):
        assert sheet["A1"].value == "编号 K-2025-09-1"
        assert not sheet.oddHeader.right.text
        assert "编号 K-2025-09-1" in sheet.oddFooter.left.text and "草稿" not in sheet.oddFooter.left.text


def test_a_foot_is_never_longer_than_excel_takes() -> None:
    stamp = replace(SEALED, printed_by="名" * 400, number="&9" * 90)
    out = BytesIO()
    xlsx.render(everything(stamp), out)
    raw = ZipFile(BytesIO(out.getvalue())).read("xl/worksheets/sheet1.xml").decode()
    foot = raw.split("<oddFooter>")[1].split("</oddFooter>")[0].replace("&amp;", "&")
    assert len(foot) <= 255 and "_x000a_" not in foot
    assert "第 &P 页 共 &N 页" in foot and "摘要" in foot


def test_rows_are_as_high_as_their_text() -> None:
    text = "字" * 100
    rows = (Row((Cell("x", rows=2), Cell(text))), Row((None, Cell("短"))), Row((Cell(text, rows=2), Cell("y"))))
    sheet = of(Table((50, 50), (*rows, Row((None, Cell("z"))))), Text(text), Table((9,), (Row((Cell(""),), least=20),)))
    heights = [sheet.row_dimensions[row].height for row in range(1, 7)]
    # 87 mm hold 23 characters of 10 points at the most: five lines.
    assert heights[0] >= 5 * 13 and heights[1] < 20
    assert heights[2] + heights[3] >= 5 * 13
    assert heights[4] >= 3 * 13 and heights[4] < 4 * 16
    assert heights[5] >= 56


def test_a_text_higher_than_a_row_may_be_gets_several() -> None:
    text = "字" * 2000
    sheet = of(Table((50, 120), (Row((Cell("长", "label"), Cell(text))), Row((Cell("后"), Cell("文"))))))
    assert sheet["B1"].value == text
    last = sheet.max_row
    assert merges(sheet) == {f"A1:A{last - 1}", f"B1:B{last - 1}"} and last > 2
    heights = [sheet.row_dimensions[row].height for row in range(1, last)]
    assert max(heights) <= 400 and sum(heights) > 2000 / 31 * 13
    assert sheet.cell(last, 2).value == "文"


def test_a_very_long_paragraph_is_split_and_a_very_long_cell_says_that_it_is_cut() -> None:
    sheet = of(Text("字" * 40_000), Table((9,), (Row((Cell("🎧" * 20_000),)),)))
    values = [row[0].value for row in sheet.iter_rows() if row[0].value]
    assert "".join(values[:-1]) == "字" * 40_000
    assert values[-1].endswith("全文见 PDF）") and len(values[-1].encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    ("labels", "columns", "dated", "rows"),
    [(("甲", "乙"), 2, True, 2), (("甲", "乙", "丙"), 2, True, 4), (("甲", "乙", "丙"), 3, False, 1)],
)
def test_places_to_sign(labels: tuple[str, ...], columns: int, dated: bool, rows: int) -> None:
    sheet = of(Signatures(labels, columns, 22, dated))
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert [one for one in values if "：" in one] == [f"{one}：" for one in labels]
    assert sheet.max_row == rows
    assert abs(sum(sheet.row_dimensions[row].height for row in range(1, rows + 1)) - (rows // (1 + dated)) * 62) < 2
    assert sheet["A1"].border.top.style == "thin" and sheet.cell(rows, 1).border.bottom.style == "thin"


def test_labels_spread_and_a_blank_one_is_a_rule() -> None:
    sheet = of(Pairs((("项目", "热线"), ("期间", ""), ("编号", "1"))))
    assert [cell.value for cell in sheet[1]] == ["项目：热线", "期间：____________", "编号：1"]
    assert all(abs(right - left) < 1 for left, right in pairwise(millimetres(sheet)))


def test_a_chart_is_excels_own_over_its_numbers() -> None:
    sheet: Any = opened(everything())["运行报告"]
    trend, bars, both = sheet._charts
    assert [type(one).__name__ for one in (trend, bars, both)] == ["LineChart", "BarChart", "BarChart"]
    assert [one.val.numRef.f for one in trend.series] == ["'运行报告'!$D$5:$D$13", "'运行报告'!$E$5:$E$13"]
    assert trend.series[0].cat.numRef.f == "'运行报告'!$C$5:$C$13"
    assert [sheet.cell(4, at).value for at in (3, 4, 5)] == ["项目", "近九个月得分", "合格线"]
    assert [sheet.cell(row, 4).value for row in range(5, 14)] == [81.5, 82.5, 83.5, None, 85.5, 86.5, 87.5, 88.5, 89.5]
    assert [sheet.cell(row, 5).value for row in range(5, 14)] == [80] * 9
    # The numbers stand beside the paper, not on it.
    assert sheet.print_area == "'运行报告'!$A$2:$A$7"
    assert bars.barDir == "bar" and both.barDir == "col"
    for chart in (trend, bars, both):
        assert chart.anchor.ext.width == 156 * 36_000 and chart.anchor.ext.height == 45 * 36_000


def test_what_is_not_known_is_said_and_not_drawn() -> None:
    sheet = of(Chart("trend", "走势", ("1月",), (None,)), Chart("bars", "失分", (), ()), Pairs(()), Signatures(()))
    assert [row[0].value for row in sheet.iter_rows()] == ["走势：未录入", "失分：未录入"] and not sheet._charts


def test_a_layout_that_overlaps_is_a_mistake_that_is_named() -> None:
    with pytest.raises(ValueError, match="重叠"):
        of(Table((50, 50), (Row((Cell("x", rows=2), Cell(1))), Row((Cell("y"), Cell(2))))))
    with pytest.raises(ValueError, match="第 1 行有 1 格，应有 2 格"):
        of(Table((50, 50), (Row((Cell("x"),)),)))


def test_a_span_beyond_the_table_ends_with_it() -> None:
    sheet = of(Table((50, 50), (Row((Cell("x", rows=9, columns=9), None)), Row((None, None)))), Text("后"))
    assert merges(sheet) == {"A1:B2", "A3:B3"}


def test_the_head_of_the_longest_table_is_repeated() -> None:
    def table(rows: int, head: int = 1) -> Table:
        return Table((50,), tuple(Row((Cell(at),)) for at in range(rows)), head=head)

    sheet = of(table(3), table(30), table(2), table(60, 0))
    assert sheet.print_title_rows == "$4:$4" and sheet.freeze_panes == "A5"
    assert of(table(3), table(9, 0)).freeze_panes is None


def test_no_column_is_wider_than_excel_takes() -> None:
    sheet = of(Table((900, 10), (Row((Cell(1), Cell(2))),), fit=False))
    assert sheet.column_dimensions["A"].width == 255 and sheet.max_column == 2


def test_an_empty_sheet_and_an_empty_table_are_sheets_all_the_same() -> None:
    assert of().print_area == "'表'!$A$1"
    assert of(Table((50,), (), head=1)).max_row == 1


def test_sheet_names_are_legal_and_of_one_sheet_each() -> None:
    names = ["a/b:c*d?[e]\\f'", "同名", "同名", "长" * 40, "长" * 40, "", "History", "Abc", "aBC", "🎧" * 20]
    sheets = tuple(Sheet(name, "题", (Table((9,), (Row((Cell(1, "head"),)),), head=1),)) for name in names)
    book = opened(Document("x", "x", "x", sheets))
    found = book.sheetnames
    assert found[0] == "a／b：c＊d？［e］＼f’" and found[1:3] == ["同名", "同名 (2)"]
    assert len({one.casefold() for one in found}) == len(names)
    for one in book:
        assert len(one.title.encode("utf-16-le")) <= 62 and not set(one.title) & set("[]:*?/\\'")
        assert one.title.casefold() != "history"
        assert one.print_area and one.print_title_rows == "$3:$3"


def parts(document: Document) -> dict[str, str]:
    out = BytesIO()
    xlsx.render(document, out)
    with ZipFile(BytesIO(out.getvalue())) as archive:
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def test_the_same_document_gives_the_same_workbook_and_no_trace_of_the_machine() -> None:
    assert parts(everything()) == parts(everything())
    book = opened(everything())
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("热线考核台账", None)
    assert book.properties.modified == book.properties.created == datetime(2025, 10, 8, 9, 30)
    assert opened(everything(Stamp())).properties.modified == datetime(2000, 1, 1)


def test_a_month_of_sixty_people_has_its_rows_and_heads() -> None:
    sheet: Any = opened(Document("x", "x", "x", (days(),), SEALED)).active
    assert (sheet.max_row, sheet.max_column) == (63, 33)
    assert [sheet.cell(3, at).value for at in range(2, 33)] == list(range(1, 32))
    assert sheet.cell(63, 1).value == "员工59" and sheet.cell(3, 2).alignment.shrink_to_fit


def test_dates_stay_dates() -> None:
    sheet = of(Table((9, 9), (Row((Cell(date(2025, 9, 1)), Cell(date(1899, 1, 1)))),)))
    assert sheet["A1"].value == datetime(2025, 9, 1) and sheet["A1"].is_date
    assert sheet["B1"].value == "1899-01-01"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_it_and_prints_every_page(tmp_path: Path) -> None:
    import pypdfium2

    path = tmp_path / "全部.xlsx"
    with path.open("wb") as out:
        xlsx.render(everything(), out)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    with pypdfium2.PdfDocument(tmp_path / "全部.pdf") as made:
        texts = [page.get_textpage().get_text_bounded() for page in made]
        sizes = [tuple(round(side) for side in page.get_size()) for page in made]
    assert len(texts) == 5 and sizes[0] == (595, 842) and sizes[1] == (842, 595)
    assert all("草稿" in text and "共 5 页" in text for text in texts)
    assert all("姓名" in text for text in texts[1:4])
    assert "=1+1" in texts[0] and "1,234.56" in texts[0] and "98.125%" in texts[0]
