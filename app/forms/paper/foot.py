"""What stands on every page besides the form: 草稿 beneath it, and at its foot number, digest, code, page, printer."""

from typing import Any

from app.forms.paper.fonts import BOLD, SANS, face
from app.forms.paper.marks import POINT, Page, frame_of, mm
from app.forms.paper.typeset import Type
from app.forms.sheet import Document, Sheet, Stamp

SIZE = 7
CODE = mm(14)
DRAFT = "草稿"
DRAFT_SIZE, DRAFT_GREY = 130, 93


def numbered(stamp: Stamp) -> str:
    """What the code says: the number and the whole digest, so that a page can be checked against the ledger."""
    return f"{stamp.number or DRAFT} {stamp.digest}" if stamp.digest else ""


def lines_of(document: Document, at: int, pages: int) -> tuple[tuple[str, str], ...]:
    """The foot's lines, left and middle: what is not known stays open for a pen."""
    stamp = document.stamp
    number = f"编号 {stamp.number}" if stamp.number else DRAFT if stamp.draft else ""
    by = stamp.printed_by or "　　　　"
    when = f"{stamp.printed_at:%Y-%m-%d %H:%M}" if stamp.printed_at else "　　　　　　"
    digest = f"摘要 {grouped(stamp.digest)}" if stamp.digest else ""
    head = "　".join(part for part in (f"表单 {document.form}", number) if part)
    return (head, f"第 {at} 页　共 {pages} 页"), (digest, ""), (f"打印人 {by}　打印时间 {when}", "")


def grouped(digest: str) -> str:
    """The first sixteen signs in fours: enough to compare by eye, the code has them all."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def draw_draft(canvas: Any, page: Page) -> None:
    """Large, light and beneath everything, so that it hides nothing and cannot be overlooked."""
    canvas.saveState()
    canvas.setFillGray(DRAFT_GREY / 100)
    canvas.translate(page.width / POINT / 2, page.height / POINT / 2)
    canvas.rotate(35)
    canvas.setFont(face(BOLD).name, DRAFT_SIZE)
    canvas.drawCentredString(0, -DRAFT_SIZE / 3, DRAFT)
    canvas.restoreState()


def draw_foot(canvas: Any, page: Page, sheet: Sheet, lines: tuple[tuple[str, str], ...], code: Any) -> None:
    """The lines under a rule, the code at the right."""
    frame = frame_of(sheet.landscape, sheet.letter)
    top = page.height - mm(19)
    canvas.setLineWidth(30 / POINT)
    height = page.height / POINT
    canvas.line(frame.left / POINT, height - top / POINT, (page.width - frame.right) / POINT, height - top / POINT)
    kind = Type(face(SANS), SIZE)
    canvas.setFont(kind.face.name, SIZE)
    for at, (left, middle) in enumerate(lines):
        base = (page.height - top - mm(4) - at * mm(4)) / POINT
        canvas.drawString(frame.left / POINT, base, left)
        if middle:
            canvas.drawCentredString(page.width / POINT / 2, base, middle)
    if code is not None:
        corner = (page.width - frame.right - CODE) / POINT, (page.height - top - mm(1) - CODE) / POINT
        code.drawOn(canvas, *corner)


def code_of(stamp: Stamp) -> Any:
    """The square code; None where there is nothing to check."""
    text = numbered(stamp)
    if not text:
        return None
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    widget = QrCodeWidget(text, barLevel="M", barBorder=0)
    left, bottom, right, top = widget.getBounds()
    side = CODE / POINT
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (top - bottom), 0, 0])
    drawing.add(widget)
    return drawing
