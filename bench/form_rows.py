"""Forms: 60 one-page forms in one PDF against the same strings and rules on a bare canvas, and LibreOffice."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from app.forms.paper.fonts import runs
from app.forms.paper.foot import Place, foot
from app.forms.paper.marks import POINT, Ground, Mark, Page, Rule, Words
from app.forms.paper.typeset import fitted
from app.forms.pdf import laid_out, render
from app.forms.sheet import Cell, Document, Pairs, Row, Sheet, Signatures, Stamp, Table
from app.forms.styles import CENTRE, HEAD, LABEL, NUMBER, TEXT
from app.forms.xlsx import render as render_xlsx
from bench.table import Row as Measured
from bench.table import at_most

FORMS, ROUNDS = 60, 7
_STAMP = Stamp("", "ab12" * 16, True, "王经理")


def form_rows(notes: list[str]) -> Iterator[Measured]:
    """In turn, so that a noisy moment is everybody's."""
    document = Document("bench", "话务员月度绩效考核表", "bench", tuple(_sheet(at) for at in range(FORMS)), _STAMP)
    pages = laid_out(document)
    assert len(pages) == FORMS
    feet = [list(foot(document, sheet, page, Place(at, FORMS))) for at, (sheet, page) in enumerate(pages, 1)]
    bare = [(page, [*page.marks, *marks]) for (_, page), marks in zip(pages, feet, strict=True)]
    ours: list[int] = []
    theirs: list[int] = []
    for _ in range(ROUNDS):
        _forget()
        ours.append(_timed(lambda: render([document], io.BytesIO())))
        theirs.append(_timed(lambda: _bare(bare)))
    yield at_most(1.5, "60 one-page forms, one PDF", "bare canvas", median(ours) / 1000, median(theirs) / 1000)
    office = shutil.which("soffice")
    if office is None:
        notes.append("LibreOffice: not compared, not installed")
        return
    other = _office(office, document)
    yield at_most(0.0667, "60 one-page forms, one PDF", "LibreOffice", median(ours) / 1000, other / 1000)


def _forget() -> None:
    """Every round is the first one of its forms: what was measured of the last ones is no help."""
    fitted.cache_clear()
    runs.cache_clear()


def _timed(work: Callable[[], object]) -> int:
    begun = perf_counter_ns()
    work()
    return perf_counter_ns() - begun


def _bare(pages: Sequence[tuple[Page, Sequence[Mark]]]) -> None:
    """What a program would do that knows where everything stands."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(io.BytesIO(), pageCompression=1)
    for page, marks in pages:
        canvas.setPageSize((page.width / POINT, page.height / POINT))
        for mark in marks:
            if isinstance(mark, Words):
                canvas.setFont(mark.face, mark.size)
                canvas.drawString(mark.x / POINT, (page.height - mark.y) / POINT, mark.text)
            elif isinstance(mark, Rule):
                canvas.setLineWidth(mark.weight / POINT)
                ends = mark.x, page.height - mark.y, mark.to_x, page.height - mark.to_y
                canvas.line(*(one / POINT for one in ends))
            elif isinstance(mark, Ground) and mark.grey:
                canvas.setFillGray(mark.grey / 100)
                box = mark.x, page.height - mark.y - mark.height, mark.width, mark.height
                canvas.rect(*(one / POINT for one in box), stroke=0, fill=1)
                canvas.setFillGray(0)
        canvas.showPage()
    canvas.save()


def _office(office: str, document: Document) -> int:
    """The same forms as a workbook, converted by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "forms.xlsx"
        with book.open("wb") as out:
            render_xlsx(document, out)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(book)]
        subprocess.run(command, check=True, capture_output=True)
        return _timed(lambda: subprocess.run(command, check=True, capture_output=True))


def _sheet(at: int) -> Sheet:
    """A form as an agent signs it: a head, the parts of the score, the month's items, places to sign."""
    head = Row(tuple(Cell(words, HEAD) for words in ("日期", "条款", "事项与原文", "计扣说明", "扣罚（元）")))
    items = [
        Row(
            (
                Cell(f"2025-09-{day:02d}", CENTRE),
                Cell("附件二 四(一)1", TEXT),
                Cell("迟到、早退：每次扣除 10 元，当月累计三次以上无全勤。", TEXT),
                Cell(f"迟到 1 次，每次 10 元；第 {day} 条，工号 K{at:02d}", TEXT),
                Cell(1000 + day, NUMBER, format="money"),
            )
        )
        for day in range(1, 16)
    ]
    parts = [
        Row((Cell(name, LABEL), Cell(Decimal(full), NUMBER), Cell(None), Cell(None)))
        for name, full in (("作风纪律", 30), ("语音质检评估", 40), ("业务技能", 30), ("奖励加分", 10))
    ]
    scores = Table(
        (40, 20, 20, 94), (Row(tuple(Cell(one, HEAD) for one in ("考核项目", "分值", "得分", "说明"))), *parts)
    )
    pairs = Pairs((("姓名", f"买买提江·吐尔逊 {at}"), ("工号", f"K{at:02d}"), ("月份", "2025年9月")))
    signing = Signatures(("被考核人（签字）", "班组长（签字）", "考核人（签字）"), columns=3)
    table = Table((22, 28, 60, 44, 20), (head, *items), head=1)
    return Sheet(f"K{at:02d}", "话务员月度绩效考核表", (pairs, scores, table, signing))
