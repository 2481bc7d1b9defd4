"""Every form of the demo as a workbook: what was laid out is there, to the digit."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.forms import xlsx
from app.forms.bundle import Item, plan
from app.forms.sheet import Cell, Document, Sheet, Table
from app.forms.xlsx_values import stored
from app.ledger import projects
from app.ledger.book import Book
from app.periods import Period

PERIODS = {"DZ": "2025-09", "YZ": "2025-Q3", "JY": "2026-03", "KZ": "2025-Q3", "BS": "2025-09"}


def documents(book: Book, code: str) -> Iterator[tuple[Item, Document]]:
    period = Period.parse(PERIODS[code])
    assert period is not None
    for item in plan(book, projects.find(book, code), period):
        if not item.reason and item.form.from_store:
            yield item, item.form.from_store(item.wanted)


def cells(sheet: Sheet) -> Iterator[Cell]:
    for block in sheet.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells if cell is not None)


def known(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return Decimal(repr(value)) if isinstance(value, int | Decimal) or type(value).__name__ == "float" else value


def given(cell: Cell) -> Any:
    value = stored(cell).value
    return Decimal(value) if isinstance(value, int | Decimal) else value


@pytest.mark.parametrize("code", PERIODS)
def test_every_cell_of_every_form_is_in_its_workbook(demo_book: Book, code: str) -> None:
    found = 0
    for item, document in documents(demo_book, code):
        out = BytesIO()
        xlsx.render(document, out)
        book = load_workbook(BytesIO(out.getvalue()))
        assert len(book.sheetnames) == len(document.sheets), item.id
        for sheet, made in zip(document.sheets, book, strict=True):
            found += 1
            there = [cell for row in made.iter_rows() for cell in row if cell.value is not None]
            assert not [cell for cell in there if cell.data_type in ("f", "e")]
            wanted = Counter(given(cell) for cell in cells(sheet) if given(cell) is not None)
            assert wanted <= Counter(known(cell.value) for cell in there), item.id
            spans = Counter(given(cell) for cell in cells(sheet) if cell.rows > 1 or cell.columns > 1)
            tops = Counter(known(made.cell(one.min_row, one.min_col).value) for one in made.merged_cells.ranges)
            assert spans <= tops, item.id
            assert made.print_area and made.page_setup.paperSize == 9
            assert max(made.row_dimensions[row].height or 0 for row in range(1, made.max_row + 1)) <= 409
    assert found


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_every_form(demo_book: Book, tmp_path: Path) -> None:
    import pypdfium2

    # Each form once: opening the same layout for every contract would take minutes and show nothing more.
    every = list({document.form: document for code in PERIODS for _, document in documents(demo_book, code)}.values())
    path = tmp_path / "全部.xlsx"
    with path.open("wb") as out:
        count = xlsx.render_all(every, out)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    with pypdfium2.PdfDocument(tmp_path / "全部.pdf") as made:
        text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in made)
        assert len(made) >= count
    for document in every:
        for sheet in document.sheets:
            for line in sheet.title.splitlines():
                assert "".join(line.split()) in text, document.form
