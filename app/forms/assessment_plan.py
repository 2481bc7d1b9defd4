"""What a contract's form.toml says: the columns, groups, rows, notes, closing rows and signatures of its tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

FILE = "form.toml"

# What a column may show; `opinions` asks for both `self` and `reviewed`, one table of two scores.
FIELDS = (
    "number", "group", "name", "content", "words", "clause", "target", "achieved", "full",
    "awarded", "self", "reviewed", "lost", "amount", "remark", "blank",
)  # fmt: skip
SCORES = ("awarded", "self", "reviewed")
# What a contract's own wording may replace in a row.
WORDINGS = ("name", "content", "words", "target", "full")
# What a closing row may show.
TOTALS = ("score", "self_score", "grade", "self_grade", "full", "lost", "amount", "amount_capitals")
# What the line above the table may tell.
HEADS = ("assessed_on", "period", "party_a", "party_b", "blank")
TABLE, STATEMENT = "table", "statement"


class Column(NamedTuple):
    """A column: `id` is how notes and closing rows name it, `by_group` merges its cells over each group."""

    id: str
    field: str
    head: str
    width: int
    by_group: bool
    small: bool


class GroupPlan(NamedTuple):
    """A group of rows as the contract prints it; a blank label is made from the scheme."""

    id: str
    label: str
    number: str


class Listed(NamedTuple):
    """The places of a ranking, listed one row each: the words for a single place and for several."""

    one: str
    many: str


class RowPlan(NamedTuple):
    """An indicator's row, with wording of its own where the contract's differs from the scheme's."""

    indicator: str
    wording: Mapping[str, str]
    listed: Listed | None


class Note(NamedTuple):
    """A remark that fills its columns over all rows."""

    text: str
    columns: tuple[str, ...]


class Closing(NamedTuple):
    """A row under the table: totals by column, or one of them over all columns after the label."""

    label: str
    values: Mapping[str, str]
    wide: str


class SettlementPlan(NamedTuple):
    """The amounts under a table: what the parties call them, and what stands there where there are none."""

    heading: str
    base: str
    deduction: str
    payable: str
    months: bool
    open: str
    none: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One table of a contract."""

    id: str
    scheme: str
    name: str
    title: str
    words: str
    kind: str = TABLE
    order: int = 10
    landscape: bool = False
    opinions: bool = False
    readings: bool = True
    head: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    groups: tuple[GroupPlan, ...] = ()
    rows: tuple[RowPlan, ...] = ()
    notes: tuple[Note, ...] = ()
    closing: tuple[Closing, ...] = ()
    settlement: SettlementPlan | None = None
    signatures: tuple[str, ...] = ()  # rows of the table
    signers: tuple[str, ...] = ()  # places to sign under it
    alerts: tuple[str, ...] = ()  # those that belong on the form

    def at(self, column: str) -> int:
        """Where a column stands."""
        return [one.id for one in self.columns].index(column)


@dataclass(frozen=True, slots=True)
class Plans:
    """A contract's tables, and the ids its parties use for forms that every contract has."""

    plans: tuple[Plan, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
