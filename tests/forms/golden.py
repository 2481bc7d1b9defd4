"""What every form of the demo says on paper and in Excel, as text that can be read and compared: `tests/golden/forms`.

python -m tests.forms.golden      writes them anew; read the difference before you commit it
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from app.errors import Refused
from app.forms import pdf, xlsx
from app.forms.registry import MONTH, Form, Wanted, forms
from app.forms.sheet import Document
from app.ledger import projects, store
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.periods import Period
from tests.forms.geometry import words

FOLDER = Path(__file__).parent.parent / "golden" / "forms"
# One period of each project of the demo, and one that was sealed.
PERIODS = {"DZ": ("2025-12", "2025-09"), "YZ": ("2025-Q4", "2025-Q3"), "JY": ("2026-06",), "KZ": ("2025-Q3",)}
PERIODS |= {"BS": ("2025-12",)}
NOW = datetime(2026, 7, 1, 9, 30).astimezone()


def opened(file: Path) -> Book:
    """The demo, at a moment that does not pass."""
    return store.open_book(file, "王经理", read_only=True, clock=lambda: NOW)


def cases(book: Book) -> Iterator[tuple[str, Form, Wanted]]:
    """Every form of every project, named."""
    for code, periods in PERIODS.items():
        owner = projects.find(book, code)
        known = contract(book.shelf, owner.scheme)
        for text in periods:
            period = Period.parse(text)
            assert period is not None
            for form in forms(book.shelf):
                if form.from_store and form.fits(owner.scheme, known.conduct is not None):
                    span = period.months[-1] if form.span == MONTH else period
                    yield f"{code}-{span}-{form.id}", form, Wanted(book, owner, known, span)


def told(form: Form, wanted: Wanted) -> str:
    """Its pages and its cells; or why it cannot be made."""
    assert form.from_store is not None
    try:
        document = form.from_store(wanted)
    except Refused as refused:
        return "\n".join(f"REFUSED {fault}" for fault in refused.faults) + "\n"
    return f"{on_paper(document)}\n=== XLSX\n{in_excel(document)}\n"


def on_paper(document: Document) -> str:
    """The text of every page."""
    out = io.BytesIO()
    pdf.render([document], out)
    return words(out.getvalue())


def in_excel(document: Document) -> str:
    """Every cell with its format, and what is merged."""
    out = io.BytesIO()
    xlsx.render(document, out)
    lines: list[str] = []
    for sheet in load_workbook(out):
        lines.append(f"--- {sheet.title} {sheet.print_area}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    lines.append(f"{cell.coordinate} {cell.number_format} {str(cell.value)!r}")
        lines += [f"merged {one}" for one in sorted(map(str, sheet.merged_cells.ranges))]
    return "\n".join(lines)


def main() -> int:
    """Writes every golden file; what no form makes any more goes."""
    from app.demo.build import build

    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "示例.hotline"
        build(file, step=lambda _words: None).engine.dispose()
        book = opened(file)
        made = {name: told(form, wanted) for name, form, wanted in cases(book)}
        book.engine.dispose()
    for old in FOLDER.glob("*.txt"):
        if old.stem not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / f"{name}.txt").write_text(text, "utf-8")
    sys.stdout.write(f"{len(made)} forms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
