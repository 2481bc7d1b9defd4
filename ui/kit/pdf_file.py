"""A PDF as pages to be drawn: sizes, and pictures of a page or of a part of it."""

import atexit
import ctypes
from functools import cache
from threading import RLock
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QRect, QSize, QSizeF
from PySide6.QtGui import QImage

# pdfium serves one thread at a time, in the whole program. Re-entrant, as a collected file closes itself anywhere.
_TURN = RLock()
# Closed by whoever has the next turn: the window must not wait for a page that is being drawn for a printer.
_LEFT: list[Any] = []
_ALIVE: "WeakSet[PdfFile]" = WeakSet()


class Unreadable(ValueError):
    """The bytes are not a PDF that can be shown."""


class PdfFile:
    """An open PDF. Any thread may ask; they wait for each other."""

    def __init__(self, data: bytes) -> None:
        self._document: Any = None
        self._opened: tuple[int, Any] | None = None
        self.data = data
        with _TURN:
            self._document, found = _opened(data)
        _ALIVE.add(self)
        self.sizes = tuple(QSizeF(width, height) for width, height in found)

    def __len__(self) -> int:
        return len(self.sizes)

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Gives it back, at once or soon; what is asked for afterwards is an empty picture."""
        if self._document is not None:
            _LEFT.append(self._document)
            self._document = self._opened = None
        if _TURN.acquire(blocking=False):
            try:
                _sweep()
            finally:
                _TURN.release()

    def picture(self, page: int, whole: QSize, part: QRect | None = None, grey: bool = False) -> QImage:
        """A page drawn so many pixels large, or a part of that; an empty picture once the file is closed."""
        place = part or QRect(0, 0, whole.width(), whole.height())
        image = QImage(place.size(), QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32)
        if image.isNull():
            raise MemoryError(f"{place.width()} × {place.height()}")
        with _TURN:
            _sweep()
            document = self._document
            if document is None:
                return QImage()
            _draw(self._page(document, page), image, whole, place)
        return image

    def _page(self, document: Any, at: int) -> Any:
        """The page drawn last stays open: its parts are asked for one after the other."""
        opened = self._opened
        if opened is None or opened[0] != at:
            if opened is not None:
                opened[1].close()
            opened = self._opened = (at, document[at])
        return opened[1]


def _opened(data: bytes) -> tuple[Any, list[tuple[float, float]]]:
    pdfium = _pdfium()
    _sweep()
    try:
        document = pdfium.PdfDocument(data)
        return document, [document.get_page_size(at) for at in range(len(document))]
    except pdfium.PdfiumError as error:
        raise Unreadable(str(error)) from error


@cache
def _pdfium() -> Any:
    import pypdfium2

    # After its own, so that ours is called before.
    atexit.register(_close_all)
    return pypdfium2


def _close_all() -> None:
    """What a window still shows when the program ends; pdfium would complain of it."""
    for one in list(_ALIVE):
        one.close()


def _sweep() -> None:
    while _LEFT:
        _LEFT.pop().close()  # and its pages


def _draw(page: Any, image: QImage, whole: QSize, place: QRect) -> None:
    from pypdfium2 import PdfBitmap, raw

    grey = image.format() == QImage.Format.Format_Grayscale8
    kind = raw.FPDFBitmap_Gray if grey else raw.FPDFBitmap_BGRx
    # Straight into the picture's own bytes: a page for a printer is too large to be copied for nothing.
    buffer = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
    width, height = image.width(), image.height()
    bitmap = PdfBitmap.new_native(width, height, kind, buffer=buffer, stride=image.bytesPerLine())
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        flags = raw.FPDF_ANNOT | (raw.FPDF_GRAYSCALE if grey else 0)
        raw.FPDF_RenderPageBitmap(bitmap, page, -place.x(), -place.y(), whole.width(), whole.height(), 0, flags)
    finally:
        bitmap.close()
