"""Pages to a printer: drawn at its own resolution, one at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.errors import Fault, Refused
from ui.kit.pdf_file import PdfFile

# Sharper than any office printer lays down toner; a page in grey is 35 million bytes, in colour at 300 as many.
FINEST, FINEST_IN_COLOUR, POINTS = 600, 300, 72
NEAR = 3  # points by which A4 is rounded
NO_ANSWER = "打印机没有响应，没有打印。请检查它已开机、连线且有纸，或换一台打印机。"
BROKEN = "打印机中途报错，打印没有完成。请检查打印机后从第 {} 页起重新打印。"
CANCELLED = "已取消打印；已经送出的页可能仍会打印。"
Step: TypeAlias = Callable[[str, int, int], None]
Stopped: TypeAlias = Callable[[], bool]


@dataclass(frozen=True)
class PrintWish:
    """What the user wants on paper: pages from 1, both ends included."""

    printer: str
    first: int
    last: int
    copies: int = 1
    colour: bool = False
    two_sided: bool = False

    @property
    def pages(self) -> range:
        """The pages, counted from 0."""
        return range(self.first - 1, self.last)


def printers() -> tuple[str, ...]:
    """The printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name)))


def printer_for(wish: PrintWish, title: str) -> QPrinter:
    """The printer of a wish, set up as its owner has it."""
    printer = QPrinter(QPrinterInfo.printerInfo(wish.printer), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setColorMode(QPrinter.ColorMode.Color if wish.colour else QPrinter.ColorMode.GrayScale)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if wish.two_sided else QPrinter.DuplexMode.DuplexNone)
    return printer


def print_pages(file: PdfFile, printer: QPrinter, wish: PrintWish, step: Step, stopped: Stopped) -> int:
    """Draws the wished pages; how many sheets' sides were sent. Stops between two pages when asked to."""
    order = list(_order(printer, wish))
    printer.setFullPage(True)
    _lay_paper(printer, file.sizes[wish.first - 1])
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused([Fault("printer", wish.printer, NO_ANSWER)])
    try:
        for at, page in enumerate(order):
            if stopped():
                printer.abort()
                raise Refused([Fault("printer", wish.printer, CANCELLED)])
            step(f"正在打印第 {page + 1} 页", at, len(order))
            if at and not _next_sheet(printer, file.sizes[page]):
                raise Refused([Fault("printer", wish.printer, BROKEN.format(page + 1))])
            _draw(painter, printer, file, page, wish.colour)
    finally:
        painter.end()
    return len(order)


def _order(printer: QPrinter, wish: PrintWish) -> Iterator[int]:
    """Copies are the printer's own business where it can do them; else set after set."""
    own = printer.supportsMultipleCopies()
    if own:
        printer.setCopyCount(wish.copies)
        printer.setCollateCopies(True)
    for _ in range(1 if own else wish.copies):
        yield from wish.pages


def _next_sheet(printer: QPrinter, size: QSizeF) -> bool:
    _lay_paper(printer, size)
    return printer.newPage()


def _lay_paper(printer: QPrinter, size: QSizeF) -> None:
    """The paper of a page: A4 where it is A4, upright or across as the page is."""
    across = size.width() > size.height()
    upright = size.transposed() if across else size
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    exact = a4.size(QPageSize.Unit.Point)
    is_a4 = abs(exact.width() - upright.width()) < NEAR and abs(exact.height() - upright.height()) < NEAR
    paper = a4 if is_a4 else QPageSize(upright, QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _draw(painter: QPainter, printer: QPrinter, file: PdfFile, page: int, colour: bool) -> None:
    """The page in its own size: a form that is measured with a ruler measures what it says."""
    dots = printer.resolution()
    fine = min(dots, FINEST_IN_COLOUR if colour else FINEST)
    size = file.sizes[page]
    picture = file.picture(page, _pixels(size, fine), grey=not colour)
    painter.drawImage(QRect(0, 0, _pixels(size, dots).width(), _pixels(size, dots).height()), picture)


def _pixels(size: QSizeF, dots: int) -> QSize:
    return QSize(round(size.width() * dots / POINTS), round(size.height() * dots / POINTS))
