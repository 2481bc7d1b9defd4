"""What was typed and is not stored: kept by its place, so that it outlives another look at the table."""

from dataclasses import dataclass

Place = tuple[int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text in a field, and why it is not stored."""

    text: str
    error: str
    passing: bool = False


class Drafts:
    """Every draft of every project and period."""

    def __init__(self) -> None:
        self._kept: dict[Place, Draft] = {}

    def keep(self, place: Place, text: str, error: str, passing: bool = False) -> None:
        """Another text, or another reason."""
        self._kept[place] = Draft(text, error, passing)

    def drop(self, place: Place) -> None:
        """It is stored, or given up."""
        self._kept.pop(place, None)

    def at(self, place: Place) -> Draft | None:
        """What is kept for a field."""
        return self._kept.get(place)

    def drop_passing(self) -> list[Place]:
        """What waited for the store has been stored."""
        gone = [place for place, one in self._kept.items() if one.passing]
        for place in gone:
            del self._kept[place]
        return gone
