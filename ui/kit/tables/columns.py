"""What a column of a list shows of a row: its value, its words, its look, and how it is sorted and found."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from ui.kit.grid.looks import Look
from ui.kit.number_text import Format, grouped
from ui.kit.theme import Tone

Kind = Literal["text", "number", "money", "day", "chip"]
RIGHT: frozenset[Kind] = frozenset(("number", "money"))
# One name is written with many dots; they are one when somebody looks for it.
DOTS = str.maketrans(dict.fromkeys("•・‧∙･⋅", "·"))


@dataclass(frozen=True)
class Column:
    """`value` is int, Decimal, date or str (money: int fen); None shows nothing and is sorted last."""

    key: str
    title: str
    kind: Kind
    value: Callable[[Any], Any]
    words: Callable[[Any], str] | None = None  # of the value, where the kind's own words will not do
    tone: Callable[[Any], Tone | str] | None = None  # of the row, for a chip
    look: Callable[[Any], Look | None] | None = None  # of the row, for words and figures
    keys: Callable[[Any], Iterable[str]] | None = None  # of the row: pinyin and initials; the first one sorts
    order: Callable[[Any], Any] | None = None  # of the row, where the value does not sort as it should
    tip: Callable[[Any], str] | None = None  # of the row
    places: int | None = None  # of a number: how many figures after the point, so that they stand under each other
    width: int = 0  # at 100 %; 0 samples the rows; the least of a column that stretches
    stretches: bool = False
    searched: bool = True

    def text(self, row: Any) -> str:
        """What the cell says."""
        value = self.value(row)
        if self.words is not None:
            return self.words(value)
        return "" if value is None else said(value, self.kind, self.places)

    def shown(self, row: Any) -> tuple[Any, ...]:
        """All that a cell's picture depends on."""
        return self.text(row), self.tone and self.tone(row), self.look and self.look(row)

    def sort_value(self, row: Any) -> Any:
        """A value that sorts: figures as figures, days as days, names by their pinyin."""
        if self.order is not None:
            return self.order(row)
        if self.kind not in ("text", "chip"):
            return self.value(row)
        first = next(iter(self.keys(row)), None) if self.keys is not None else None
        return folded(first or self.text(row)) or None


def said(value: Any, kind: Kind, places: int | None = None) -> str:
    """A value in the words of its kind."""
    if kind == "money":
        fen = int(value)
        return f"{'−' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02}"
    if kind == "number" and isinstance(value, int | Decimal):
        return grouped(value, Format(places))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def folded(text: str) -> str:
    """As texts are compared: width, case and the kind of dot make no difference."""
    return unicodedata.normalize("NFKC", text).translate(DOTS).casefold()


def haystack(columns: Sequence[Column], row: Any) -> str:
    """All that a filter looks into: words of the searched columns, and their keys."""
    found = []
    for column in columns:
        if column.searched:
            found.append(column.text(row))
            found.extend(column.keys(row) if column.keys is not None else ())
    return folded("\n".join(found))
