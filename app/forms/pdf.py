"""Documents as one PDF: real text, fonts embedded as far as they are used, an outline; the same bytes each time."""

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from app.forms.files import Stopped
from app.forms.paper.flow import pages_of
from app.forms.paper.fonts import unknown
from app.forms.paper.foot import Place, code, foot
from app.forms.paper.ink import Ink
from app.forms.paper.marks import Page
from app.forms.sheet import Document, Sheet

Step = Callable[[str, int, int], None]
Stop = Callable[[], bool]
PRODUCT = "热线考核台账"
LONGEST_TITLE = 200


def render(documents: Sequence[Document], out: BinaryIO, step: Step | None = None, stopped: Stop | None = None) -> int:
    """Draws documents one after the other; how many pages that made. A stop leaves nothing worth keeping."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    # Bytes as they are: written as text, a file is a quarter larger and takes longer.
    rl_config.useA85 = 0
    canvas: Any = Canvas(out, invariant=1, pageCompression=1)
    canvas.setTitle("、".join(dict.fromkeys(one.title for one in documents))[:LONGEST_TITLE])
    canvas.setAuthor("")
    canvas.setCreator(PRODUCT)
    canvas.setProducer(PRODUCT)
    if len(documents) > 1:
        canvas.showOutline()
    pages, ink = 0, Ink(canvas)
    for at, document in enumerate(documents):
        if step:
            step(document.title, at, len(documents))
        pages += _draw(canvas, ink, document, f"d{at}", stopped)
    canvas.save()
    if step:
        step("", len(documents), len(documents))
    return pages


def laid_out(document: Document, stopped: Stop | None = None) -> list[tuple[Sheet, Page]]:
    """The pages of a document, each with the sheet it belongs to."""
    found: list[tuple[Sheet, Page]] = []
    for sheet in document.sheets:
        _look(stopped)
        found += [(sheet, page) for page in pages_of(sheet)]
    return found


def missing(documents: Sequence[Document]) -> str:
    """The characters of these documents that no font has: they are printed as □, which whoever prints should know."""
    return unknown(words.text for one in documents for _, page in laid_out(one) for words in page.words)


def _draw(canvas: Any, ink: Ink, document: Document, key: str, stopped: Stop | None) -> int:
    """All pages of a document; the outline names it, and its sheets where there are several."""
    laid = laid_out(document, stopped)
    codes = {sheet: code(document.stamp, sheet) for sheet, _ in laid}
    for at, (sheet, page) in enumerate(laid):
        _look(stopped)
        ink.draw(page, list(foot(document, sheet, page, Place(at + 1, len(laid)))), codes[sheet], document.stamp.draft)
        if at == 0:
            _mark(canvas, document.title, key, 0)
        if page.sheet and len(document.sheets) > 1:
            _mark(canvas, page.sheet, f"{key}.{at}", 1)
        canvas.showPage()
    return len(laid)


def _mark(canvas: Any, title: str, key: str, level: int) -> None:
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(title, key, level, closed=level == 0)


def _look(stopped: Stop | None) -> None:
    if stopped and stopped():
        raise Stopped
