"""Printing to a printer that writes PDF: the pages, the order, the sizes, the look; stopping; what is refused."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.errors import Refused
from tests.ui.kit.paper import A4, ACROSS, pdf
from ui.kit.pdf_file import PdfFile
from ui.pages.forms.printing import BROKEN, NO_ANSWER, PrintWish, print_pages
from ui.work import Work


def never() -> bool:
    return False


def quiet(_words: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def on_file(path: Path, dots: int = 200) -> QPrinter:
    """A printer whose paper is a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dots)
    return printer


def printed(tmp_path: Path, data: bytes, wish: PrintWish, dots: int = 200) -> PdfFile:
    path = tmp_path / "papier.pdf"
    print_pages(PdfFile(data), on_file(path, dots), wish, quiet, never)
    return PdfFile(path.read_bytes())


def darkness(file: PdfFile, page: int) -> list[int]:
    """A page as coarse grey fields, to be compared."""
    size = QSize(round(file.sizes[page].width() / 4), round(file.sizes[page].height() / 4))
    image = file.picture(page, size)
    return [image.pixelColor(x, y).lightness() for y in range(2, size.height(), 5) for x in range(2, size.width(), 5)]


def same(one: list[int], other: list[int]) -> bool:
    """Whether two pages look alike but for the edges of what is on them."""
    far = sum(abs(a - b) > 90 for a, b in zip(one, other, strict=True))
    return far <= len(one) // 100


@pytest.mark.parametrize("colour", [False, True])
def test_every_page_arrives_as_it_is(tmp_path: Path, colour: bool) -> None:
    data = pdf((A4, ACROSS, A4))
    wish = PrintWish("", 1, 3, colour=colour)
    paper, source = printed(tmp_path, data, wish), PdfFile(data)
    assert len(paper) == 3
    for at in range(3):
        assert abs(paper.sizes[at].width() - source.sizes[at].width()) < 2
        assert abs(paper.sizes[at].height() - source.sizes[at].height()) < 2
        assert same(darkness(paper, at), darkness(source, at))
    assert not same(darkness(paper, 0), darkness(source, 2))


def test_the_size_is_true_at_any_resolution(tmp_path: Path) -> None:
    source = PdfFile(pdf((A4,)))
    for dots in (96, 300, 1200):
        paper = printed(tmp_path, source.data, PrintWish("", 1, 1), dots)
        assert same(darkness(paper, 0), darkness(source, 0))


def test_only_the_wished_pages_in_whole_sets(tmp_path: Path) -> None:
    source = PdfFile(pdf((A4,) * 4))
    paper = printed(tmp_path, source.data, PrintWish("", 2, 3, copies=3))
    assert len(paper) == 6
    for at, page in enumerate((1, 2, 1, 2, 1, 2)):
        assert same(darkness(paper, at), darkness(source, page))


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    def hear(words: str, done: int, total: int) -> None:
        told.append((words, done, total))

    sides = print_pages(PdfFile(pdf()), on_file(tmp_path / "a.pdf", 72), PrintWish("", 1, 3), hear, never)
    assert sides == 3
    assert told == [(f"正在打印第 {at + 1} 页", at, 3) for at in range(3)]


def test_it_stops_between_two_pages(tmp_path: Path) -> None:
    told: list[int] = []

    def hear(_words: str, done: int, _total: int) -> None:
        told.append(done)

    with pytest.raises(Refused, match="已取消打印"):
        print_pages(
            PdfFile(pdf((A4,) * 9)), on_file(tmp_path / "a.pdf", 72), PrintWish("", 1, 9), hear, lambda: len(told) == 2
        )
    assert told == [0, 1]


def test_it_prints_beside_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    source, path = PdfFile(pdf()), tmp_path / "a.pdf"
    printer = on_file(path)
    work = Work(lambda step, stopped: print_pages(source, printer, PrintWish("", 1, 3), step, stopped))
    with qtbot.waitSignal(work.done, timeout=20_000) as done:
        work.start()
    assert done.args == [3]
    paper = PdfFile(path.read_bytes())
    assert all(same(darkness(paper, at), darkness(source, at)) for at in range(3))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        print_pages(PdfFile(pdf()), on_file(tmp_path / "keins" / "a.pdf"), PrintWish("Laser 1", 1, 3), quiet, never)
    assert [(one.path, one.value, one.reason) for one in refused.value.faults] == [("printer", "Laser 1", NO_ANSWER)]
    assert "第 4 页" in BROKEN.format(4)
