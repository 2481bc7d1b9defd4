"""Cells being drawn: grounds beneath, rules that neighbours share, words."""

from collections.abc import Iterator, Sequence

from app.forms.paper.cells import Laid
from app.forms.paper.marks import Ground, Mark, Rule, Words
from app.forms.paper.typeset import PAD, TIGHT, set_lines


class Boxes:
    """Cells being drawn: grounds below, rules that neighbours share, words."""

    def __init__(self, edges: Sequence[int]) -> None:
        self._edges = edges
        self._grounds: list[Ground] = []
        self._words: list[Words] = []
        self._level: dict[int, list[tuple[int, int]]] = {}
        self._upright: dict[int, list[tuple[int, int]]] = {}

    def add(self, one: Laid, top: int, bottom: int) -> None:
        """A cell between two heights."""
        first, last = self._edges[one.column], self._edges[one.column + one.columns]
        if one.style.shade:
            self._grounds.append(Ground(first, top, last - first, bottom - top, 100 - one.style.shade))
        if one.style.frame:
            for y in (top, bottom):
                self._level.setdefault(y, []).append((first, last))
            for x in (first, last):
                self._upright.setdefault(x, []).append((top, bottom))
        pad = TIGHT if one.style.tight else PAD
        spare = bottom - top - len(one.lines) * one.kind.leading
        begins = top + (one.rim if one.style.valign == "top" else max(spare // 2, 0))
        self._words += set_lines(one.lines, one.kind, one.style, first + pad, begins, last - first - 2 * pad)

    def marks(self) -> list[Mark]:
        """Everything, in the order in which it is to be drawn."""
        level = [Rule(first, y, last, y) for y, ends in self._level.items() for first, last in _united(ends)]
        upright = [Rule(x, first, x, last) for x, ends in self._upright.items() for first, last in _united(ends)]
        return [*self._grounds, *level, *upright, *self._words]


def _united(ends: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches that touch or overlap, as one."""
    ends.sort()
    first, last = ends[0]
    for start, stop in ends:
        if start > last:
            yield first, last
            first = start
        last = max(last, stop)
    yield first, last
