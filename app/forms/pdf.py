"""Documents as one PDF: real text, fonts embedded as far as they are used, an outline; the same bytes each time."""

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from app.errors import Fault, Refused
from app.forms.paper.charts import draw_chart
from app.forms.paper.flow import Flow
from app.forms.paper.fonts import face, runs
from app.forms.paper.foot import code_of, draw_draft, draw_foot, lines_of
from app.forms.paper.marks import POINT, Drawing, Ground, Mark, Page, Rule, Words
from app.forms.sheet import Document, Sheet

Step = Callable[[str, int, int], None]
PRODUCT = "热线考核台账"


def render(
    documents: Sequence[Document],
    out: BinaryIO,
    step: Step | None = None,
    stopped: Callable[[], bool] | None = None,
) -> int:
    """Draws documents one after the other; how many pages that made. A stop leaves nothing worth keeping."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(out, invariant=1, pageCompression=1)
    canvas.setTitle("、".join(dict.fromkeys(one.title for one in documents)))
    canvas.setCreator(PRODUCT)
    canvas.setProducer(PRODUCT)
    pages = 0
    for at, document in enumerate(documents):
        if stopped and stopped():
            raise Refused([Fault("pdf", document.title, "已取消")])
        if step:
            step(document.title, at, len(documents))
        pages += _Drawn(canvas, document, f"d{at}").draw()
    canvas.save()
    if step:
        step("", len(documents), len(documents))
    return pages


class _Drawn:
    """One document on the canvas."""

    def __init__(self, canvas: Any, document: Document, key: str) -> None:
        self._canvas, self._document, self._key = canvas, document, key
        self._code = code_of(document.stamp)

    def draw(self) -> int:
        """All pages; the outline names the document, and its sheets where there are several."""
        laid = [(sheet, page) for sheet in self._document.sheets for page in Flow(sheet).run()]
        for at, (sheet, page) in enumerate(laid):
            self._canvas.setPageSize((page.width / POINT, page.height / POINT))
            self._outline(page, at)
            self._page(page, sheet, at + 1, len(laid))
            self._canvas.showPage()
        return len(laid)

    def _outline(self, page: Page, at: int) -> None:
        if at == 0:
            self._canvas.bookmarkPage(self._key)
            self._canvas.addOutlineEntry(self._document.title, self._key, 0, closed=True)
        if page.sheet and len(self._document.sheets) > 1:
            self._canvas.bookmarkPage(f"{self._key}.{at}")
            self._canvas.addOutlineEntry(page.sheet, f"{self._key}.{at}", 1)

    def _page(self, page: Page, sheet: Sheet, at: int, pages: int) -> None:
        if self._document.stamp.draft:
            draw_draft(self._canvas, page)
        self._canvas.setFillGray(0)
        self._canvas.setStrokeGray(0)
        for mark in page.marks:
            self._mark(mark, page.height)
        draw_foot(self._canvas, page, sheet, lines_of(self._document, at, pages), self._code)

    def _mark(self, mark: Mark, height: int) -> None:
        if isinstance(mark, Words):
            self._words(mark, height)
        elif isinstance(mark, Rule):
            self._canvas.setLineWidth(mark.weight / POINT)
            points = mark.x, height - mark.y, mark.to_x, height - mark.to_y
            self._canvas.line(*(one / POINT for one in points))
        elif isinstance(mark, Ground):
            self._ground(mark, height)
        else:
            self._drawing(mark, height)

    def _words(self, mark: Words, height: int) -> None:
        """Nearly always in one face; a rare character in another one beside."""
        x = mark.x
        for text, one in runs(mark.text, face(mark.face)):
            self._canvas.setFont(one.name, mark.size)
            self._canvas.drawString(x / POINT, (height - mark.y) / POINT, text)
            x += sum(one.wide(sign) for sign in text) * mark.size * POINT // 1000

    def _ground(self, mark: Ground, height: int) -> None:
        self._canvas.setFillGray(mark.grey / 100)
        box = mark.x, height - mark.y - mark.height, mark.width, mark.height
        self._canvas.rect(*(one / POINT for one in box), stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def _drawing(self, mark: Drawing, height: int) -> None:
        self._canvas.saveState()
        draw_chart(self._canvas, mark, height)
        self._canvas.restoreState()
