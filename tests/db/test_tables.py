"""The tables: the same on both engines, exact, with a name for every constraint, and nothing deleted in passing."""

import pytest
from sqlalchemy import Float, Numeric, Table, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from db.tables import metadata

TABLES = [pytest.param(table, id=table.name) for table in metadata.sorted_tables]
LONGEST_NAME = 63  # PostgreSQL cuts off what is longer


def compiled(statement: object) -> str:
    """A statement as PostgreSQL gets it."""
    return str(statement.compile(dialect=postgresql.dialect()))  # pyright: ignore[reportAttributeAccessIssue]


def test_there_are_tables() -> None:
    assert {"history", "incident", "person_span", "kpi_value"} <= set(metadata.tables)


@pytest.mark.parametrize("table", TABLES)
def test_every_statement_compiles_for_postgresql(table: Table) -> None:
    created = compiled(CreateTable(table))
    for column in table.columns:
        assert column.name in created
    assert f"FROM {table.name}" in compiled(select(table))
    assert compiled(insert(table)).startswith(f"INSERT INTO {table.name} ")
    key = next(iter(table.primary_key.columns))
    assert compiled(update(table).where(key == 1)).startswith(f"UPDATE {table.name} SET ")
    for index in table.indexes:
        assert f"INDEX {index.name} ON" in compiled(CreateIndex(index))


@pytest.mark.parametrize("table", TABLES)
def test_a_name_is_used_once_while_it_is_valid_on_both_engines(table: Table) -> None:
    for index in table.indexes:
        if index.unique:
            assert "WHERE voided IS NULL" in compiled(CreateIndex(index))
            assert index.dialect_options["sqlite"]["where"] is not None


@pytest.mark.parametrize("table", TABLES)
def test_no_column_is_inexact(table: Table) -> None:
    created = compiled(CreateTable(table)).upper()
    for word in ("FLOAT", "REAL", "DOUBLE", "NUMERIC", "DECIMAL"):
        assert word not in created
    for column in table.columns:
        kind = getattr(column.type, "impl", column.type)
        assert not isinstance(kind, Float | Numeric)


@pytest.mark.parametrize("table", TABLES)
def test_every_constraint_and_index_has_a_name_that_fits(table: Table) -> None:
    names = [str(one.name) for one in (*table.constraints, *table.indexes) if one.name is not None]
    assert len(names) == len(table.constraints) + len(table.indexes)
    assert max(map(len, names)) <= LONGEST_NAME
    created = compiled(CreateTable(table))
    clauses = [line for line in created.splitlines() if any(word in line for word in ("KEY (", "UNIQUE (", "CHECK ("))]
    assert clauses and all("CONSTRAINT " in line for line in clauses)


def test_names_are_used_once_in_the_whole_store() -> None:
    names = [one.name for table in metadata.sorted_tables for one in (*table.constraints, *table.indexes)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted_or_changed_in_passing(table: Table) -> None:
    for link in table.foreign_keys:
        assert (link.ondelete, link.onupdate) == (None, None)
    created = compiled(CreateTable(table)).upper()
    assert "ON DELETE" not in created and "CASCADE" not in created


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_voided_and_their_keys_given_out_by_the_ledger(table: Table) -> None:
    assert table.name in ("history", "history_image") or "voided" in table.c
    assert all(column.autoincrement is False for column in table.primary_key.columns)
    assert set(table.info.get("days", ())) <= {column.name for column in table.columns}
    assert set(table.info.get("silent", ())) <= {column.name for column in table.columns}
