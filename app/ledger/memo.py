"""What was read and worked out, kept until a write touches what it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from app.ledger.change import Changed
from app.periods import Period

R = TypeVar("R")
MOST = 400

# What decides which record of a period stands, whatever its dates.
DECISIVE = frozenset(("assessment", "revision", "project", "person"))


@dataclass(slots=True)
class Memo:
    """Known values by project and period; `head` is the last history entry they are known to agree with."""

    head: int = 0
    known: dict[tuple[int, Period], Mapping[str, Any]] = field(
        default_factory=dict[tuple[int, Period], Mapping[str, Any]]
    )
    read: dict[tuple[Any, ...], tuple[frozenset[str], Any]] = field(
        default_factory=dict[tuple[Any, ...], tuple[frozenset[str], Any]]
    )

    def recall(self, nouns: str, key: tuple[Any, ...], load: Callable[[], R]) -> R:
        """What was read of some tables, or reads it; `nouns` are the tables, joined by spaces."""
        place = (nouns, *key)
        if place not in self.read:
            if len(self.read) >= MOST:
                self.read.clear()
            self.read[place] = (frozenset(nouns.split()), load())
        return self.read[place][1]

    def agree(self, head: int) -> None:
        """Forgets everything if somebody else has written since."""
        if head != self.head:
            self.known.clear()
            self.read.clear()
            self.head = head

    def heard(self, changed: Changed) -> None:
        """Forgets what a write of ours may have changed."""
        if changed.entry != self.head + 1 or changed.nouns & DECISIVE:
            self.known.clear()
            self.read.clear()
        for project, day in changed.touched.items():
            self._forget(project, day)
        for place in [place for place, (nouns, _) in self.read.items() if nouns & changed.nouns]:
            del self.read[place]
        self.head = changed.entry

    def _forget(self, project: int, day: date) -> None:
        for key in [one for one in self.known if one[0] == project and one[1].last >= day]:
            del self.known[key]
