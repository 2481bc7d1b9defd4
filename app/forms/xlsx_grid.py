"""The common columns of a worksheet: the union of the column edges of everything that stands on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from app.forms.sheet import Block, Pairs, Sheet, Signatures, Table

# Edges nearer than this many millimetres are one; a table's own columns never melt together.
_NEAR = Fraction(1)
# What only shares the width out (labels, signatures) moves this much of its column to an edge that is there.
_SOFT, _HARD = Fraction(1, 5), Fraction(2, 5)


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns by their edges in millimetres; where each block's own edges lie, as numbers of edges."""

    edges: tuple[Fraction, ...]
    places: Mapping[int, tuple[int, ...]]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1

    @property
    def widths(self) -> tuple[Fraction, ...]:
        """Their widths in millimetres."""
        return tuple(right - left for left, right in pairwise(self.edges))

    def width(self, first: int, last: int) -> Fraction:
        """Millimetres between two edges."""
        return self.edges[last] - self.edges[first]


def grid_of(sheet: Sheet, paper: int) -> Grid:
    """The columns of a sheet on so many millimetres."""
    hard = {at: table_edges(block, paper) for at, block in enumerate(sheet.blocks) if isinstance(block, Table)}
    soft = {at: _shared(parts, paper) for at, block in enumerate(sheet.blocks) if (parts := _parts(block))}
    edges: list[Fraction] = [Fraction(0), max([Fraction(paper), *(one[-1] for one in hard.values())])]
    placed = {at: _joined(edges, wanted, min(_NEAR, _narrowest(wanted) * _HARD)) for at, wanted in hard.items()}
    placed |= {at: _joined(edges, wanted, _narrowest(wanted) * _SOFT) for at, wanted in soft.items()}
    edges.sort()
    number = {edge: at for at, edge in enumerate(edges)}
    return Grid(tuple(edges), {at: tuple(number[edge] for edge in one) for at, one in placed.items()})


def table_edges(table: Table, paper: int) -> tuple[Fraction, ...]:
    """Where a table's columns begin and end."""
    widths = [max(1, width) for width in table.widths]
    scale = Fraction(paper, sum(widths)) if table.fit and widths else Fraction(1)
    edges = [Fraction(0)]
    for width in widths:
        edges.append(edges[-1] + width * scale)
    return tuple(edges)


def _parts(block: Block) -> int:
    if isinstance(block, Pairs):
        return len(block.pairs)
    return max(1, block.columns) if isinstance(block, Signatures) else 0


def _shared(parts: int, paper: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(paper * at, parts) for at in range(parts + 1))


def _narrowest(edges: Sequence[Fraction]) -> Fraction:
    return min((right - left for left, right in pairwise(edges)), default=Fraction(0))


def _joined(edges: list[Fraction], wanted: Sequence[Fraction], reach: Fraction) -> tuple[Fraction, ...]:
    """The wanted edges, each at the nearest one within reach or added.

    As the reach is less than half of the narrowest column, their order stays and no two become one.
    """
    found: list[Fraction] = []
    for edge in wanted:
        nearest = min(edges, key=lambda one: abs(one - edge))
        if abs(nearest - edge) > reach:
            edges.append(edge)
            nearest = edge
        found.append(nearest)
    return tuple(found)
