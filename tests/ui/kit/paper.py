"""PDFs to be looked at: pages of known sizes with a black square where the page number says."""

from collections.abc import Sequence
from io import BytesIO

A4, ACROSS = (595, 842), (842, 595)


def pdf(sizes: Sequence[tuple[int, int]] = (A4, A4, A4)) -> bytes:
    """One page a size; on page n a black square of 100 points, n × 20 points from the left and from the top."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for number, (width, height) in enumerate(sizes, 1):
        canvas.setPageSize((width, height))
        canvas.rect(number * 20, height - number * 20 - 100, 100, 100, stroke=0, fill=1)
        canvas.drawString(200, height - 100, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()
