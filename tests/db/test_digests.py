"""Digests of tables: equal for equal rows, and for nothing else."""

from pathlib import Path

from db.digests import table_digests
from db.driver import connect
from db.engine import open_engine, reading, writing
from db.migrate import Line
from tests.db.stores import fill


def test_digests_depend_on_rows_alone(tmp_path: Path, one: Line) -> None:
    def digests(path: Path) -> dict[str, str]:
        engine = open_engine(path)
        with reading(engine) as connection:
            found = table_digests(connection)
        engine.dispose()
        return found

    first, second = fill(tmp_path / "a.db", one), fill(tmp_path / "b.db", one)
    link = connect(second)
    link.execute("UPDATE mark SET note = note || 'x' WHERE id = 7")
    assert digests(second)["mark"] != digests(first)["mark"]
    link.execute("UPDATE mark SET note = substr(note, 1, length(note) - 1) WHERE id = 7")
    link.execute("DELETE FROM mark WHERE id = 3")
    link.execute("INSERT INTO mark SELECT id, person_id, note FROM (SELECT 3 AS id, 1 AS person_id, 'n' AS note)")
    link.execute("VACUUM")
    assert digests(second)["mark"] != digests(first)["mark"]
    for path in (first, second):
        link = connect(path)
        link.execute("DELETE FROM mark WHERE id = 3")
        link.close()
    assert digests(second) == digests(first)


def test_digests_follow_the_primary_key_not_the_order_of_writing(tmp_path: Path) -> None:
    seen: set[str] = set()
    for name, values in (("a", "('x', 2), ('x', 1), ('w', 3)"), ("b", "('w', 3), ('x', 1), ('x', 2)")):
        engine = open_engine(tmp_path / f"{name}.db", create=True)
        with writing(engine) as connection:
            connection.exec_driver_sql("CREATE TABLE t(a TEXT, b INTEGER, PRIMARY KEY (a, b))")
            connection.exec_driver_sql(f"INSERT INTO t VALUES {values}")
            seen.add(table_digests(connection)["t"])
        engine.dispose()
    assert len(seen) == 1


def test_digests_tell_types_apart(tmp_path: Path) -> None:
    seen: set[str] = set()
    for number, value in enumerate(("1", "'1'", "x'31'", "NULL", "''", "'null'", "x''", "1.0")):
        path = tmp_path / f"{number}.db"
        engine = open_engine(path, create=True)
        with writing(engine) as connection:
            connection.exec_driver_sql("CREATE TABLE t(a)")
            connection.exec_driver_sql(f"INSERT INTO t VALUES ({value})")
            seen.add(table_digests(connection)["t"])
        engine.dispose()
    assert len(seen) == 8
