"""Column types: each stores exactly, none uses REAL; `encode` and `decode` are what history images use too."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, cast, runtime_checkable

from sqlalchemy import BigInteger, Boolean, Column, Dialect, String
from sqlalchemy.types import TypeDecorator

MICRO = 6


@runtime_checkable
class Coded(Protocol):
    """A type that stores something else than it hands out."""

    def encode(self, value: Any) -> Any:
        """The stored form."""
        ...

    def decode(self, value: Any) -> Any:
        """The value."""
        ...


class _Coded(TypeDecorator[Any]):
    """Binds through `encode`, reads through `decode`; None stays None."""

    impl = String
    cache_ok = True

    def encode(self, value: Any) -> Any:
        """The stored form."""
        return value

    def decode(self, value: Any) -> Any:
        """The value."""
        return value

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """SQLAlchemy's name for encoding."""
        return None if value is None else self.encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """SQLAlchemy's name for decoding."""
        return None if value is None else self.decode(value)


class Day(_Coded):
    """A calendar day as ISO text: sorts, compares, and reads well in any tool."""

    impl = String(10)
    cache_ok = True

    def encode(self, value: date) -> str:
        """2025-09-03."""
        return value.isoformat()

    def decode(self, value: str) -> date:
        """The day."""
        return date.fromisoformat(value)


class Moment(_Coded):
    """A local wall-clock moment as ISO text, to the second."""

    impl = String(19)
    cache_ok = True

    def encode(self, value: datetime) -> str:
        """2025-09-03T08:30:00."""
        return value.replace(tzinfo=None).isoformat(timespec="seconds")

    def decode(self, value: str) -> datetime:
        """The moment."""
        return datetime.fromisoformat(value)


class Scaled(_Coded):
    """A decimal with a fixed number of places, as a whole number of its last place."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int = MICRO) -> None:
        super().__init__()
        self.places = places

    def encode(self, value: Decimal | int) -> int:
        """The whole number; a value with more places is a programming error, the ledger refuses it earlier."""
        scaled = Decimal(value).scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimals")
        return int(scaled)

    def decode(self, value: int) -> Decimal:
        """The decimal, without trailing zeros."""
        return plain(Decimal(value).scaleb(-self.places))


def plain(number: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if cast("int", short.as_tuple().exponent) > 0 else short


def encoder(column: "Column[Any]") -> Callable[[Any], Any] | None:
    """How a column's value is stored, or None where it is stored as it is."""
    kind = column.type
    if isinstance(kind, Coded):
        return kind.encode
    return int if isinstance(kind, Boolean) else None


def decoder(column: "Column[Any]") -> Callable[[Any], Any] | None:
    """How a stored value is handed out, or None where it is handed out as it is."""
    kind = column.type
    if isinstance(kind, Coded):
        return kind.decode
    return bool if isinstance(kind, Boolean) else None
