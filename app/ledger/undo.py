"""Undo and redo of a session: each is an entry of the history of its own, and says in words what it took back."""

from dataclasses import dataclass, field

from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.history import FINAL, find, revert
from app.ledger.words import refuse

STEPS = ("undo", "redo")


@dataclass(slots=True)
class Undo:
    """What this session can take back, and what it can do again."""

    book: Book
    done: list[int] = field(default_factory=list[int])
    undone: list[int] = field(default_factory=list[int])

    def __post_init__(self) -> None:
        self.book.listeners.append(self._heard)

    def _heard(self, changed: Changed) -> None:
        if changed.action in STEPS:
            return
        self.undone.clear()
        if changed.action in FINAL:
            self.done.clear()
        else:
            self.done.append(changed.entry)

    @property
    def next_words(self) -> str:
        """What the next undo would take back; empty if there is nothing."""
        return find(self.book, self.done[-1]).words if self.done else ""

    def undo(self) -> Changed:
        """Takes the last step back."""
        if not self.done:
            raise refuse("undo", "", "没有可撤销的操作")
        changed = revert(self.book, self.done[-1], action="undo")
        self.done.pop()
        self.undone.append(changed.entry)
        return changed

    def redo(self) -> Changed:
        """Does it again."""
        if not self.undone:
            raise refuse("redo", "", "没有可重做的操作")
        changed = revert(self.book, self.undone[-1], action="redo")
        self.undone.pop()
        self.done.append(changed.entry)
        return changed
