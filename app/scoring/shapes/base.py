"""What every shape answers, with the answers of one to which assessors add nothing by hand."""

from typing import Any

from app.reader import Reader


class Shape:
    """The common answers; a kind overrides what it has more to say about."""

    __slots__ = ()

    def fields(self) -> tuple[str, ...]:
        """The fields an assessor adds to the input."""
        return ()

    def read(self, _reader: Reader) -> dict[str, Any]:
        """Those fields, from the facts."""
        return {}
