"""A table on paper: columns, rows as high as their text, spans, and where pages may part it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from app.forms.paper.boxes import Boxes
from app.forms.paper.cells import LEAST, Laid, column_edges, laid_cells, row_heights
from app.forms.paper.marks import Mark
from app.forms.paper.typeset import Look
from app.forms.sheet import Table

# A head that takes more of a page than this is not repeated: nothing would be left for the rows.
MOST_HEAD = 40


class Grid:
    """A table measured for pages that hold so much: column edges, row heights, cells."""

    def __init__(self, table: Table, room: int, whole: int, look: Look) -> None:
        self.edges = column_edges(table, room)
        self.cells = list(laid_cells(table, self.edges, look))
        self.heights = row_heights(self.cells, table, look)
        self.head, self.keep, self._whole = min(table.head, len(self.heights)), table.keep, whole
        if 100 * self.head_height > MOST_HEAD * whole:
            self.head = 0
        for row in range(len(self.heights) - 1, self.head - 1, -1):
            if self.heights[row] > self.capacity:
                self._open(row)

    @property
    def head_height(self) -> int:
        """How high the repeated rows stand."""
        return sum(self.heights[: self.head])

    @property
    def capacity(self) -> int:
        """What a page holds beside the head."""
        return self._whole - self.head_height

    def high(self, part: range) -> int:
        """How high some rows stand under the head."""
        return self.head_height + sum(self.heights[part.start : part.stop])

    def _open(self, row: int) -> None:
        """Makes of a row that no page can hold many low ones, which its cells span: so it is parted between lines."""
        mine = [one for one in self.cells if one.row <= row < one.end]
        unit = max((one.kind.leading for one in mine), default=LEAST)
        # On every page it loses its rim, and what is left of a line.
        pages = self.heights[row] // self.capacity + 1
        more = -(-self.heights[row] // unit) + 2 * (pages + 1) - 1
        self.heights[row : row + 1] = [unit] * (more + 1)
        if row >= len(self.heights) - more - self.keep:
            self.keep = 0
        self.cells = [_stretched(one, row, more) for one in self.cells]

    @property
    def _spans(self) -> bool:
        return any(one.rows > 1 for one in self.cells)

    def groups(self) -> list[range]:
        """Rows below the head that stay together: those of a span, and the last ones; what no page holds is let go."""
        last = len(self.heights)
        joined = {(one.row, one.end) for one in self.cells if one.rows > 1}
        if self.keep > 1:
            joined.add((max(last - self.keep, self.head), last))
        below = [0, *accumulate(self.heights)]
        starts = set(range(self.head, last + 1))
        for first, end in joined:
            if below[end] - below[first] <= self.capacity:
                starts.difference_update(range(first + 1, end))
        return list(self._bound(sorted(starts | {last}), below))

    def _bound(self, starts: Sequence[int], below: Sequence[int]) -> Iterator[range]:
        """Spans that overlap may join more than a page holds: then each row stands for itself."""
        for first, end in pairwise(starts):
            if below[end] - below[first] <= self.capacity:
                yield range(first, end)
            else:
                yield from (range(row, row + 1) for row in range(first, end))

    def parts(self, left: int) -> list[range]:
        """The rows below the head for each page, of which the first has so much left; it may get none."""
        found, before = self._parts(left), 0
        while before != sum(self.heights):
            before = sum(self.heights)
            for one, height in self._lacking(found):
                for row in range(one.row, one.end):
                    self.heights[row] = min(self.heights[row] - (-height // one.rows), self.capacity)
            found = self._parts(left)
        return found

    def _lacking(self, parts: Sequence[range]) -> list[tuple[Laid, int]]:
        """Cells that pages part so that some lines find no room: each page takes a rim, and what is left of a line."""
        found: list[tuple[Laid, int]] = []
        shown = _shown_whole(self.cells, self.heights, parts)
        for at, one in enumerate(self.cells):
            if one.rows > 1 and at not in shown and one.row >= self.head:
                missing = len(one.lines) - sum(one.holds(height) for height in _pieces(one, self.heights, parts))
                if missing > 0:
                    found.append((one, missing * one.kind.leading))
        return found

    def _parts(self, left: int) -> list[range]:
        found, first, used, room = list[range](), self.head, 0, left - self.head_height
        for group in self.groups():
            height = sum(self.heights[group.start : group.stop])
            if used + height > room:
                found.append(range(first, group.start))
                first, used, room = group.start, 0, self.capacity
            used += height
        return [*found, range(first, len(self.heights))]

    def drawn(self, parts: Sequence[range], left: int, tops: Sequence[int]) -> list[list[Mark]]:
        """The marks for each part, at its own top, under the head."""
        told = dict[int, int]()
        shown = _shown_whole(self.cells, self.heights, parts)
        return [self._part(part, left, top, told, shown) for part, top in zip(parts, tops, strict=True)]

    def _part(self, part: range, left: int, top: int, told: dict[int, int], shown: set[int]) -> list[Mark]:
        rows = [*range(self.head), *part]
        tops = dict(zip(rows, accumulate((self.heights[row] for row in rows), initial=top), strict=False))
        boxes = Boxes([left + edge for edge in self.edges])
        for at, one in self._reaching(part):
            inside = range(self.head) if one.row < self.head else part
            first, last = max(one.row, inside.start), min(one.end, inside.stop)
            bottom = tops[last - 1] + self.heights[last - 1]
            cut = one
            if last - first < one.rows and one.row >= self.head:
                cut = _continued(at, one, bottom - tops[first], told, shown)
            boxes.add(cut, tops[first], bottom)
        return boxes.marks()

    def _reaching(self, part: range) -> Iterator[tuple[int, Laid]]:
        """The cells of the head and those that reach into a part, from above to below."""
        numbers = [bisect_left(self.cells, row, key=_row_of) for row in (self.head, part.start, part.stop)]
        yield from enumerate(self.cells[: numbers[0]])
        for at in range(numbers[0], numbers[1]) if self._spans else ():
            if self.cells[at].end > part.start:
                yield at, self.cells[at]
        for at in range(numbers[1], numbers[2]):
            yield at, self.cells[at]


def _row_of(one: Laid) -> int:
    return one.row


def _continued(at: int, one: Laid, height: int, told: dict[int, int], shown: set[int]) -> Laid:
    """What a parted cell says on one page: all of it wherever that fits, else so many lines more."""
    if at in shown:
        return one if one.needs <= height else replace(one, lines=())
    done = told.get(at, 0)
    told[at] = done + one.holds(height)
    return replace(one, lines=one.lines[done : told[at]], style=one.style._replace(valign="top"))


def _shown_whole(cells: Sequence[Laid], heights: Sequence[int], parts: Sequence[range]) -> set[int]:
    """Which parted cells have a page that shows all their text: there it is repeated, elsewhere left out."""
    found = set[int]()
    for at, one in enumerate(cells):
        if one.rows > 1 and not one.once and any(one.needs <= height for height in _pieces(one, heights, parts)):
            found.add(at)
    return found


def _pieces(one: Laid, heights: Sequence[int], parts: Sequence[range]) -> Iterator[int]:
    """How high a cell stands on each page."""
    for part in parts:
        height = sum(heights[max(one.row, part.start) : min(one.end, part.stop)])
        if height:
            yield height


def _stretched(one: Laid, row: int, more: int) -> Laid:
    if one.row > row:
        return replace(one, row=one.row + more)
    if one.end <= row:
        return one
    return replace(one, rows=one.rows + more, once=one.once or one.rows == 1)
