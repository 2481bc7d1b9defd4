"""The way from one list of keys to another: what goes, what is moved, what comes; no Qt."""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """Rows next to each other, both ends included."""

    first: int
    last: int


def runs(places: Iterable[int]) -> list[Run]:
    """Rising numbers as runs."""
    found: list[Run] = []
    for place in places:
        if found and found[-1].last == place - 1:
            found[-1] = Run(found[-1].first, place)
        else:
            found.append(Run(place, place))
    return found


def gone(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Runs of the old rows that are not among the new, the last one first so that the others keep their places."""
    kept = set(new)
    return runs(at for at, key in enumerate(old) if key not in kept)[::-1]


def come(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Runs of the new rows that were not among the old, in their final places, the first one first."""
    known = set(old)
    return runs(at for at, key in enumerate(new) if key not in known)
