"""What can be seen of a PDF to be wrong: text off the paper, over other text, crossed, unreadable, or no real text.

`check(pdf)` returns the faults as sentences, each with its page. It knows nothing of layouts: text objects, ruling
lines and grounds are taken from the file, as it is drawn.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 72 / 25.4
# No printer reaches the very edge; the left one is bound.
EDGE, BINDING = 7 * MM, 12 * MM
# Letters may touch by this much: the boxes of glyphs are measured, not seen.
SLACK = 0.4
# Larger type is a watermark: it may lie beneath everything, if it is light and comes first.
WATERMARK = 60
LIGHT, DARK = 215, 160
LEAST_SIZE = 5


class Box(NamedTuple):
    """A rectangle on the page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def grown(self, by: float) -> "Box":
        """With a rim around it; without its own, where that is negative."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def meets(self, other: "Box") -> bool:
        """Whether they share an area."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0 and min(self.top, other.top) - max(self.bottom, other.bottom) > 0

    def within(self, other: "Box") -> bool:
        """Whether this lies wholly in the other."""
        across = self.left >= other.left and self.right <= other.right
        return across and self.bottom >= other.bottom and self.top <= other.top

    def __str__(self) -> str:
        return f"{self.left:.0f},{self.bottom:.0f}"


class Piece(NamedTuple):
    """A text object: what it says and where, how large, how grey (0 is black), when it was drawn."""

    text: str
    box: Box
    size: float
    grey: int
    order: int
    embedded: bool

    @property
    def is_watermark(self) -> bool:
        """Whether it lies beneath the form."""
        return self.size >= WATERMARK

    def __str__(self) -> str:
        return f"{self.text[:20]!r} ({self.box})"


@dataclass
class Seen:
    """What one page shows."""

    paper: Box
    pieces: list[Piece] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)  # of no width or of no height
    grounds: list[tuple[Box, int]] = field(default_factory=list)  # filled areas, with their grey
    unmapped: int = 0  # glyphs that stand for no character
    first: int | None = None  # when the first ink that is no watermark was drawn

    @property
    def words(self) -> list[Piece]:
        """Its text, but for what lies beneath."""
        return [piece for piece in self.pieces if not piece.is_watermark]


def check(data: bytes) -> list[str]:
    """Every fault of every page; none: a page that can be signed."""
    return [f"page {at}: {fault}" for at, page in enumerate(pages(data), 1) for fault in _faults(page)]


faults = check


def pages(data: bytes) -> list[Seen]:
    """What every page shows."""
    document = pdfium.PdfDocument(data)
    found = [_seen(page) for page in document]
    document.close()
    return found


def words(data: bytes) -> str:
    """All text of a PDF, page after page, as a reader copies it."""
    document = pdfium.PdfDocument(data)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\n".join(found).replace("\r\n", "\n")


def _seen(page: pdfium.PdfPage) -> Seen:
    found = Seen(Box(0, 0, *page.get_size()))
    reader = page.get_textpage()
    for order, one in enumerate(page.get_objects(max_depth=5, textpage=reader)):
        if isinstance(one, pdfium.PdfTextObj):
            _see_text(found, one, order)
        elif raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_PATH:
            _see_path(found, one, order)
    chars = range(reader.count_chars())
    found.unmapped = sum(raw.FPDFText_HasUnicodeMapError(reader, at) == 1 for at in chars)
    reader.close()
    return found


def _see_text(found: Seen, one: Any, order: int) -> None:
    text = one.extract()
    if not text.strip():
        return
    matrix = one.get_matrix()
    size = one.get_font_size() * (matrix.c**2 + matrix.d**2) ** 0.5
    piece = Piece(text, Box(*one.get_bounds()), size, _fill(one), order, one.get_font().is_embedded)
    found.pieces.append(piece)
    if not piece.is_watermark and found.first is None:
        found.first = order


def _fill(one: Any) -> int:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(one, *parts):
        return 0
    red, green, blue = (part.value for part in parts[:3])
    return (299 * red + 587 * green + 114 * blue) // 1000


def _see_path(found: Seen, one: Any, order: int) -> None:
    found.first = order if found.first is None else found.first
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(one, filled, stroked)
    if stroked.value:
        found.lines += _straight(one)
    if filled.value:
        grey = _fill(one)
        for outline in _outlines(one):
            box = Box(*map(min, *outline), *map(max, *outline))
            thin = min(box.right - box.left, box.top - box.bottom) < 1
            if thin and grey < LIGHT and not _is_square(box):
                found.lines.append(box)
            else:
                found.grounds.append((box, grey))


def _is_square(box: Box) -> bool:
    """A module of a code or a dot, not a rule drawn as a narrow box."""
    return max(box.right - box.left, box.top - box.bottom) < 2


Point = tuple[float, float]


def _outlines(one: Any) -> list[list[Point]]:
    """The points of each closed or open part of a path."""
    matrix = one.get_matrix()
    found: list[list[Point]] = []
    for at in range(raw.FPDFPath_CountSegments(one)):
        segment = raw.FPDFPath_GetPathSegment(one, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not found:
            found.append([])
        found[-1].append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            found[-1].append(found[-1][0])
    return [outline for outline in found if len(outline) > 1]


def _straight(one: Any) -> Iterator[Box]:
    """The level and the upright lines of a path."""
    for outline in _outlines(one):
        for here, there in pairwise(outline):
            yield from _level(here, there)


def _level(one: Point, other: Point) -> Iterator[Box]:
    if min(abs(one[0] - other[0]), abs(one[1] - other[1])) < 0.05 and one != other:
        yield Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _faults(page: Seen) -> Iterator[str]:
    yield from _off_paper(page)
    yield from _crossed(page)
    for one, other in combinations(page.words, 2):
        if one.box.grown(-SLACK).meets(other.box.grown(-SLACK)):
            yield f"{one} and {other} lie over each other"
    yield from _unreadable(page)


def _off_paper(page: Seen) -> Iterator[str]:
    paper = page.paper
    inside = Box(BINDING, EDGE, paper.right - EDGE, paper.top - EDGE)
    for piece in page.words:
        if not piece.box.grown(-SLACK).within(inside):
            yield f"{piece} lies outside the page's margins"
    inks = [*page.lines, *(box for box, _ in page.grounds)]
    lost = [box for box in inks if not box.within(paper.grown(-EDGE))]
    if lost:
        yield f"{len(lost)} lines or grounds lie outside the page's margins, the first at {lost[0]}"


def _crossed(page: Seen) -> Iterator[str]:
    """A line through a text: its cell was too small for it."""
    for piece in page.words:
        box = piece.box.grown(-SLACK)
        for line in page.lines:
            if box.meets(line.grown(0.01)):
                yield f"{piece} is crossed by a line at {line}"
                break
        for ground, grey in page.grounds:
            if box.meets(ground) and (grey < DARK or not box.within(ground)):
                how = "stands on" if grey < DARK else "reaches over the edge of"
                yield f"{piece} {how} a ground at {ground}"
                break


def _unreadable(page: Seen) -> Iterator[str]:
    for piece in page.pieces:
        if piece.size < LEAST_SIZE - 0.01:
            yield f"{piece} is only {piece.size:.1f} points high"
        if not piece.embedded:
            yield f"{piece} is in a font that is not embedded"
        if piece.is_watermark and piece.grey < LIGHT:
            yield f"the watermark {piece} is too dark to write on"
        if piece.is_watermark and page.first is not None and piece.order > page.first:
            yield f"the watermark {piece} covers what it should lie beneath"
    if page.unmapped:
        yield f"{page.unmapped} glyphs stand for no character"
