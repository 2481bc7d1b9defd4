"""What every table shares: one metadata with named constraints, and the columns of a noun.

`info` tells the ledger two things no schema can: `days`, the columns that say which dates a row bears on, and
`silent`, the columns that never reach a fact.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex, SchemaItem
from sqlalchemy.sql.compiler import DDLCompiler

from db.types import Day, Moment, Scaled

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def noun(
    name: str,
    *columns: SchemaItem,
    days: tuple[str, ...] = (),
    silent: tuple[str, ...] = (),
    by: str = "project_id",
) -> Table:
    """A table of one noun: its rows are never deleted, only voided with a reason."""
    owner = (link("project", optional=name in ("attachment",)),) if by == "project_id" else ()
    info = {"days": days, "silent": frozenset(silent)}
    return Table(name, metadata, key(), *owner, *columns, Column("voided", Text), info=info)


def key() -> "Column[int]":
    """The primary key; given out by the ledger, never used twice."""
    return Column("id", Integer, primary_key=True, autoincrement=False)


def link(table: str, name: str = "", *, optional: bool = False) -> "Column[int]":
    """A reference to a row of another table."""
    return Column(name or f"{table}_id", Integer, ForeignKey(f"{table}.id"), nullable=optional)


def word(name: str, *, optional: bool = False) -> "Column[str]":
    """A short text that is compared or looked up."""
    return Column(name, String(200), nullable=optional)


def text(name: str) -> "Column[str]":
    """A text for people; absent where nobody wrote one."""
    return Column(name, Text)


def day(name: str, *, optional: bool = False) -> "Column[Any]":
    """A calendar day."""
    return Column(name, Day, nullable=optional)


def moment(name: str) -> "Column[Any]":
    """A moment, where known."""
    return Column(name, Moment)


def number(name: str, places: int = 6, *, optional: bool = True) -> "Column[Any]":
    """An exact number."""
    return Column(name, Scaled(places), nullable=optional)


def fen(name: str) -> "Column[int]":
    """An amount of money in fen, where there is one."""
    return Column(name, BigInteger)


def whole(name: str) -> "Column[int]":
    """A whole number, where there is one."""
    return Column(name, Integer)


def flag(name: str) -> "Column[bool]":
    """Yes or no; always known."""
    return Column(name, Boolean, nullable=False)


def unique_while_valid(table: Table, *names: str) -> None:
    """One row of a name at a time; a voided row frees the name."""
    columns = [table.c[name] for name in names]
    valid = table.c.voided.is_(None)
    Index(f"uq_{table.name}_{'_'.join(names)}", *columns, unique=True, sqlite_where=valid)


@compiles(CreateIndex, "postgresql")
def _valid_on_postgresql(made: CreateIndex, compiler: DDLCompiler, **options: Any) -> str:
    """The same condition there: naming it above would import that dialect at every start, for nothing."""
    given = made.element.dialect_options
    if given["postgresql"]["where"] is None:
        given["postgresql"]["where"] = given["sqlite"]["where"]
    return compiler.visit_create_index(made, **options)  # pyright: ignore[reportUnknownMemberType]


def looked_up(table: Table, *names: str) -> None:
    """An index for the ways a table is read."""
    Index(f"ix_{table.name}_{'_'.join(names)}", *[table.c[name] for name in names])
