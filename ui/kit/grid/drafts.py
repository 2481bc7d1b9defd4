"""What was typed and could not be stored yet: kept at its cell with the reason, until it is corrected or given up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex

from ui.kit.grid.cells import Cell, Problem

Place = tuple[int, int]


@dataclass(frozen=True)
class Draft:
    """A text in its place. `words` is what is wrong here; the cells of one batch are stored together or not at all."""

    index: QPersistentModelIndex
    text: str | None  # None where the model complains of a cell that nobody typed into
    words: str
    batch: int  # 0 while the text is just on its way into the store


class Drafts:
    """All drafts of a view, found by place; rows may move under them."""

    def __init__(self) -> None:
        self._by_place: dict[Place, Draft] = {}
        self._batches = 0

    def __bool__(self) -> bool:
        return bool(self._by_place)

    def __iter__(self) -> Iterator[Draft]:
        return iter(tuple(self._by_place.values()))

    def at(self, row: int, column: int) -> Draft | None:
        """The draft of a cell."""
        return self._by_place.get((row, column))

    def hold(self, model: QAbstractItemModel, cell: Cell) -> None:
        """Shows a text that is on its way into the store."""
        place = cell.row, cell.column
        before = self._by_place.get(place)
        index = QPersistentModelIndex(model.index(*place))
        self._by_place[place] = Draft(index, cell.text, "", before.batch if before else 0)

    def joined(self, cells: Sequence[Cell]) -> list[Cell]:
        """The cells, and the rest of every batch that they belong to: a paste goes in whole once it is corrected."""
        new = {(one.row, one.column): one for one in cells}
        batches = {self._by_place[place].batch for place in new if place in self._by_place} - {0}
        for (row, column), draft in self._by_place.items():
            if draft.batch in batches and draft.text is not None:
                new.setdefault((row, column), Cell(row, column, draft.text))
        return list(new.values())

    def settle(self, model: QAbstractItemModel, cells: Sequence[Cell], problems: Sequence[Problem]) -> bool:
        """After an attempt: nothing is left of what was stored, everything of what was refused; whether it shows."""
        before = bool(self)
        self._forget({(one.row, one.column) for one in cells})
        if not problems:
            return before
        self._batches += 1
        words = {(one.row, one.column): one.words for one in problems}
        texts: dict[Place, str | None] = dict.fromkeys(words)
        texts.update({(one.row, one.column): one.text for one in cells})
        for place, text in texts.items():
            index = QPersistentModelIndex(model.index(*place))
            self._by_place[place] = Draft(index, text, words.get(place, ""), self._batches)
        return True

    def give_up(self, row: int, column: int) -> bool:
        """Drops the batch of a cell; whether there was one."""
        found = (row, column) in self._by_place
        self._forget({(row, column)})
        return found

    def follow(self) -> None:
        """Rows or columns came, went or moved."""
        valid = [one for one in self._by_place.values() if one.index.isValid()]
        self._by_place = {(one.index.row(), one.index.column()): one for one in valid}

    def _forget(self, places: set[Place]) -> None:
        batches = {self._by_place[place].batch for place in places if place in self._by_place} - {0}
        kept = {place: one for place, one in self._by_place.items() if place not in places and one.batch not in batches}
        self._by_place = kept
