"""Pictures of pages, drawn one at a time beside the window and kept while there is room for them."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Thread
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QSize, Signal
from PySide6.QtGui import QImage

from ui.kit.pdf_file import PdfFile

ROOM = 96 * 1024 * 1024
# A page larger than this is drawn in bands, so that what is seen comes first and the rest perhaps never.
LARGE, BAND = 5_000_000, 1024


class Part(NamedTuple):
    """A band of a page that is `width` × `height` pixels large."""

    page: int
    width: int
    height: int
    band: int

    @property
    def place(self) -> QRect:
        """Where it lies on its page."""
        if self.width * self.height <= LARGE:
            return QRect(0, 0, self.width, self.height)
        return QRect(0, self.band * BAND, self.width, min(BAND, self.height - self.band * BAND))

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole page."""
        return self.width * self.height <= LARGE


def parts_of(page: int, width: int, height: int) -> tuple[Part, ...]:
    """The bands of a page, from above."""
    count = 1 if width * height <= LARGE else -(-height // BAND)
    return tuple(Part(page, width, height, band) for band in range(count))


class _Errand(QObject):
    """One picture under way. It belongs to its thread alone, so a view that is closed meanwhile is not missed."""

    drawn = Signal(object, object, object)
    failed = Signal(object)

    def __init__(self, file: PdfFile, part: Part) -> None:
        super().__init__()
        self._file, self._part = file, part

    def run(self) -> None:
        part = self._part
        try:
            image = self._file.picture(part.page, QSize(part.width, part.height), part.place)
        except Exception as error:  # a bug is raised where somebody sees it
            self.failed.emit(error)
        else:
            self.drawn.emit(self._file, part, image)


class PaperInk(QObject):
    """Asks `wanted` what to draw next whenever it is free: what is no longer seen is never begun."""

    arrived = Signal(int)  # a page that looks better now

    def __init__(self, wanted: Callable[[], Iterable[Part]], parent: QObject) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._file: PdfFile | None = None
        self._kept: OrderedDict[Part, QImage] = OrderedDict()
        self._faded: dict[int, QImage] = {}
        self._size = 0
        self._errand: _Errand | None = None

    @property
    def is_idle(self) -> bool:
        """Whether everything that is wanted is there."""
        return self._errand is None

    def take(self, file: PdfFile | None, alike: bool) -> None:
        """Another file; one that is `alike` shows the old pages until its own are drawn."""
        self._faded = {part.page: image for part, image in self._kept.items() if part.is_whole} if alike else {}
        self._kept.clear()
        self._file, self._size = file, 0

    def find(self, part: Part) -> QImage | None:
        """The picture, if it is there."""
        image = self._kept.get(part)
        if image is not None:
            self._kept.move_to_end(part)
        return image

    def likeness(self, page: int) -> QImage | None:
        """The page at another size or from the file before, until the right picture comes."""
        found = [image for part, image in self._kept.items() if part.page == page and part.is_whole]
        return max(found, key=QImage.width) if found else self._faded.get(page)

    def go_on(self) -> None:
        """Begins what is wanted next, unless something is under way."""
        if self._errand is not None or self._file is None:
            return
        part = next((one for one in self._wanted() if one not in self._kept), None)
        if part is not None:
            self._errand = _Errand(self._file, part)
            self._errand.drawn.connect(self._take)
            self._errand.failed.connect(self._failed)
            # Not in the pool of the long jobs: scrolling must not wait for sixty forms that are being made.
            Thread(target=self._errand.run, name="paper", daemon=True).start()

    def _take(self, file: PdfFile, part: Part, image: QImage) -> None:
        self._errand = None
        if file is self._file and not image.isNull():
            self._kept[part] = image
            self._faded.pop(part.page, None)
            self._size += image.sizeInBytes()
            while self._size > ROOM and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1].sizeInBytes()
            self.arrived.emit(part.page)
        self.go_on()

    def _failed(self, error: Exception) -> None:
        self._errand = None
        raise error
