"""What every measure answers, with the answers of one that has no figure of its own in the table."""

from typing import Any, ClassVar

from app.reader import Reader
from app.scoring.values import Sample


class Measure:
    """The common answers; a kind overrides what it has more to say about."""

    __slots__ = ()
    remembers: ClassVar[bool] = False

    def achieved(self, _samples: tuple[Sample, ...]) -> str | None:
        """As it stands in the assessment table."""
        return None

    def aim(self, _target: str) -> str:
        """The target as it stands in the table."""
        return ""

    def remember(self, _reader: Reader, _key: str) -> Any:
        """An earlier period's value from the history, where `remembers`."""
        return None
