"""What the tests of the floor's forms share: a project of nothing, what a sheet says, whether it prints."""

import io
from pathlib import Path

from openpyxl import load_workbook

from app.forms import pdf, xlsx
from app.forms.registry import Wanted
from app.forms.sheet import Document
from app.ledger import projects, store
from app.ledger.contracts import contract
from app.periods import Period
from tests.forms.geometry import faults
from tests.forms.geometry import words as on_paper
from tests.forms.grid import covered, tables, texts, words

SCHEMES = {
    "danzhou-2025": "2025-09", "yangzhou-2025": "2025-Q3", "jiyuan-2026": "2026-03", "kezhou-2025": "2025-Q3",
    "baisha": "2025-09",
}  # fmt: skip
# Not the first period of each contract, sealed or not.
PERIODS = {"DZ": "2025-09", "YZ": "2025-Q4", "JY": "2026-02", "KZ": "2025-Q3", "BS": "2025-12"}


def empty(folder: Path, scheme: str, period: str = "") -> Wanted:
    """A project that was only just set up."""
    book = store.create(folder / f"{scheme}.hotline", "王经理")
    owner = projects.find(book, projects.create(book, "E", "空项目", scheme).id)
    found = Period.parse(period or SCHEMES[scheme])
    assert found is not None
    return Wanted(book, owner, contract(book.shelf, scheme), found)


def printed(document: Document) -> str:
    """The text on paper; nothing lies outside the page, over something else or is cut off, and Excel opens it."""
    out, book = io.BytesIO(), io.BytesIO()
    pdf.render([document], out)
    assert faults(out.getvalue()) == []
    xlsx.render(document, book)
    assert len(load_workbook(book).worksheets) >= len(document.sheets)
    assert all(covered(table) for sheet in document.sheets for table in tables(sheet))
    return on_paper(out.getvalue())


def said(document: Document) -> str:
    """Everything it says: paragraphs and cells."""
    cells = [text or "" for table in tables(document.sheets[0]) for row in texts(table) for text in row]
    return "\n".join((words(document.sheets[0]), *cells))
