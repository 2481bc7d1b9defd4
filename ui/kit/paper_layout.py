"""Where the pages of a document lie under a window of a size: one below the other, in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, QSizeF

WIDTH, PAGE = "width", "page"
Zoom = str | int
STEPS = (50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300)
# Points are 72 to an inch, and a window at 100 % has 96 pixels.
PIXELS, POINTS = 96, 72


@dataclass(frozen=True)
class Spread:
    """Places of pages in device-independent pixels; `scale` is pixels a point."""

    places: tuple[QRect, ...]
    size: QSize
    scale: float

    @property
    def percent(self) -> int:
        """The zoom as a number."""
        return round(self.scale * POINTS / PIXELS * 100)

    def page_at(self, y: int) -> int:
        """The page at a height, or the one that ends above it."""
        found = [at for at, place in enumerate(self.places) if place.top() <= y]
        return found[-1] if found else 0


def spread(sizes: Sequence[QSizeF], room: QSize, zoom: Zoom, margin: int, gap: int) -> Spread:
    """Lays out pages (in points) in a room."""
    if not sizes:
        return Spread((), QSize(0, 0), PIXELS / POINTS)
    scale = scale_for(sizes, room, zoom, margin)
    shown = [QSize(max(1, round(one.width() * scale)), max(1, round(one.height() * scale))) for one in sizes]
    width = max(room.width(), max(one.width() for one in shown) + 2 * margin)
    top, places = margin, list[QRect]()
    for one in shown:
        places.append(QRect((width - one.width()) // 2, top, one.width(), one.height()))
        top += one.height() + gap
    # What is lower than its room stands in the middle of it.
    height = top - gap + margin
    lower = max(0, (room.height() - height) // 2)
    return Spread(tuple(one.translated(0, lower) for one in places), QSize(width, max(height, room.height())), scale)


def scale_for(sizes: Sequence[QSizeF], room: QSize, zoom: Zoom, margin: int) -> float:
    """Pixels a point: as asked, or so that the widest page fits, or so that every page fits whole."""
    if isinstance(zoom, int):
        return zoom / 100 * PIXELS / POINTS
    width = max(room.width() - 2 * margin, 50) / max(one.width() for one in sizes)
    if zoom == PAGE:
        width = min(width, max(room.height() - 2 * margin, 50) / max(one.height() for one in sizes))
    largest = STEPS[-1] / 100 * PIXELS / POINTS
    return min(width, largest)
