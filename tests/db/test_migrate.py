"""New stores, older ones, newer ones, and migrations that go wrong."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, inspect

from db.backup import read_manifest
from db.driver import connect
from db.engine import reading
from db.errors import StoreRefused
from db.migrate import CURRENT, SHIPPED, Line, create_store, open_store
from db.new_migration import new_migration
from db.version import version_of
from tests.db.stores import FIRST, SECOND, fill, lay_line, rows, third

ROOT = Path(__file__).parents[2]


def refusal(path: Path, line: Line, read_only: bool = False) -> StoreRefused:
    before = path.read_bytes()
    with pytest.raises(StoreRefused) as caught:
        open_store(path, line=line, read_only=read_only)
    assert path.read_bytes() == before
    return caught.value


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_store_has_the_current_version(tmp_path: Path, two: Line) -> None:
    engine = create_store(tmp_path / "a.db", line=two)
    with reading(engine) as connection:
        assert version_of(connection) == "0002"
        assert [column["name"] for column in inspect(connection).get_columns("person")] == ["id", "name", "team"]
    engine.dispose()
    assert names(tmp_path) == {"a.db"}


def test_creating_never_overwrites(store: Path, one: Line) -> None:
    before = store.read_bytes()
    with pytest.raises(StoreRefused) as caught:
        create_store(store, line=one)
    assert caught.value.code == "exists"
    assert store.read_bytes() == before


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path) -> None:
    line = lay_line(tmp_path / "line", "import sqlalchemy\nrevision = '0001'\ndown_revision = None\ndef upgrade(): 1/0")
    with pytest.raises(StoreRefused) as caught:
        create_store(tmp_path / "a.db", line=line)
    assert caught.value.code == "migration"
    assert names(tmp_path) == {"line"}


def test_the_current_version_opens_without_alembic(store: Path, one: Line) -> None:
    code = (
        "import sys; from pathlib import Path; from db.migrate import Line, open_store\n"
        f"open_store(Path({str(store)!r}), line=Line(Path({str(one.folder)!r}), '0001')).dispose()\n"
        "assert not [name for name in sys.modules if name.startswith(('alembic', 'sqlalchemy.orm', 'argon2'))]"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_an_older_store_is_backed_up_and_brought_up(store: Path, two: Line, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    engine = open_store(store, backup_folder=tmp_path / "backups", line=two)
    with reading(engine) as connection:
        assert version_of(connection) == "0002"
        assert connection.exec_driver_sql("SELECT DISTINCT team FROM person").scalar_one() == "一组"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
    assert rows(store) == 500
    backup = tmp_path / "backups" / "台账.db.before-0002-from-0001-1"
    manifest = read_manifest(backup)
    assert manifest and manifest.version == "0001"
    assert names(tmp_path) == {"台账.db", "backups"}


def test_a_rebuilt_parent_keeps_its_children(tmp_path: Path, two: Line) -> None:
    cascade = FIRST.replace('name="fk_mark_person_id_person"', 'name="fk_mark_person_id_person", ondelete="CASCADE"')
    path = fill(tmp_path / "a.db", lay_line(tmp_path / "line", cascade))
    open_store(path, line=two).dispose()
    assert rows(path) == 500


def test_a_newer_store_is_refused(tmp_path: Path, two: Line, one: Line) -> None:
    path = fill(tmp_path / "a.db", two)
    assert refusal(path, one).code == "newer"
    assert names(tmp_path) == {"a.db"}


def test_an_older_store_opened_for_reading_is_refused(store: Path, two: Line) -> None:
    assert refusal(store, two, read_only=True).code == "older"


@pytest.mark.parametrize("version", ["'0000'", "'abc'", "NULL"])
def test_an_unknown_version_is_refused(store: Path, two: Line, version: str) -> None:
    link = connect(store)
    link.execute("DROP TABLE alembic_version")
    link.execute("CREATE TABLE alembic_version(version_num TEXT)")
    link.execute(f"INSERT INTO alembic_version VALUES ({version})")
    link.close()
    assert refusal(store, two).code == "foreign"


def test_a_store_without_a_version_is_refused(store: Path, two: Line) -> None:
    link = connect(store)
    link.execute("DROP TABLE alembic_version")
    link.close()
    assert refusal(store, two).code == "foreign"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM mark WHERE id < 5", "500 to 496"),
        ("DELETE FROM person WHERE id = 1", "without a parent"),
        ("DROP TABLE mark", "500 to 0"),
        ("INSERT INTO nowhere VALUES (1)", "nowhere"),
    ],
)
def test_a_migration_that_goes_wrong_is_taken_back(store: Path, tmp_path: Path, statement: str, words: str) -> None:
    line = lay_line(tmp_path / "line", FIRST, SECOND, third(statement))
    before = store.read_bytes()
    with pytest.raises(StoreRefused) as caught:
        open_store(store, line=line)
    assert caught.value.code == "migration"
    assert words in caught.value.detail
    assert rows(store) == 500
    assert len(before) == store.stat().st_size
    assert refusal(store, Line(tmp_path / "line", "0000")).code == "newer"
    open_store(store, line=Line(tmp_path / "line", "0001")).dispose()


def test_a_migration_may_say_that_it_changes_rows(store: Path, tmp_path: Path) -> None:
    line = lay_line(
        tmp_path / "line", FIRST, SECOND, third("DELETE FROM mark WHERE id < 5", 'CHANGES_ROWS = ("mark",)')
    )
    open_store(store, line=line).dispose()
    assert rows(store) == 496


def test_a_new_migration_is_written_for_developers(tmp_path: Path, two: Line) -> None:
    line = lay_line(tmp_path / "line", FIRST, SECOND)
    metadata = MetaData()
    Table("person", metadata, Column("id", Integer, primary_key=True), Column("name", Text, nullable=False))
    Table("extra", metadata, Column("id", Integer, primary_key=True), info={"days": ("day",)})
    file = new_migration("extra", metadata, line)
    assert file.name == "0003_extra.py"
    text = file.read_text("utf-8")
    assert "create_table('extra'" in text and "drop_table('mark'" in text and "info=" not in text
    create_store(tmp_path / "a.db", line=Line(line.folder, "0003")).dispose()


def test_the_shipped_line_makes_the_tables_of_the_program(tmp_path: Path) -> None:
    from db.tables import metadata

    versions = sorted(file.name[:4] for file in (SHIPPED.folder / "versions").glob("[0-9]*_*.py"))
    assert versions[-1] == CURRENT
    line = lay_line(
        tmp_path / "line", *(next(SHIPPED.folder.glob(f"versions/{one}_*")).read_text() for one in versions)
    )
    # A migration written now would have nothing to do.
    assert "    pass\n" in new_migration("nothing", metadata, line).read_text("utf-8")
    create_store(tmp_path / "a.db").dispose()
    open_store(tmp_path / "a.db").dispose()
