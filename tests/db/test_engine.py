"""The engine on real files: pragmas, transactions, locks, refusals."""

import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from db import driver
from db.driver import APPLICATION_ID, connect
from db.engine import open_engine, path_of, reading, writing
from db.errors import REASONS, StoreRefused, code_of, translated
from db.keys import DEFAULT_KEY, Key
from db.rekey import rekey
from tests.db.stores import PAGE, rows

OTHER = Key(b"\x07" * 32)


@pytest.fixture
def engine(store: Path) -> Iterator[Engine]:
    engine = open_engine(store, busy_ms=100)
    yield engine
    engine.dispose()


def refusal(path: Path, key: Key = DEFAULT_KEY) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreRefused) as caught:
        open_engine(path, key)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path.name in caught.value.reason
    assert {name.name for name in path.parent.iterdir()} <= {path.name, "台账.db"}
    return caught.value.code


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 100),
        ("trusted_schema", 0),
        ("application_id", APPLICATION_ID),
        ("cipher_log_level", "NONE"),
        ("user_version", 0),
    ],
)
def test_pragmas_took(engine: Engine, pragma: str, value: object) -> None:
    with reading(engine) as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_pragma_that_does_not_take_is_refused(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        driver, "_settle", lambda link, path, *_: driver._demand(link, path, "synchronous", "FULL", "3")
    )
    assert refusal(store) == "pragma"


def test_foreign_keys_can_be_off_for_migrations(store: Path) -> None:
    engine = open_engine(store, foreign_keys=False)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    engine.dispose()


def test_rollback_undoes_ddl_and_savepoints(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE extra(a)")
        with connection.begin_nested():
            connection.exec_driver_sql("DELETE FROM mark")
        raise ZeroDivisionError
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM mark").scalar() == 500
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'extra'").all()


def test_a_savepoint_can_be_rolled_back_alone(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM mark WHERE id = 1")
        inner = connection.begin_nested()
        connection.exec_driver_sql("DELETE FROM mark")
        inner.rollback()
    assert rows(path_of(engine)) == 499


def test_what_is_written_while_reading_is_dropped(engine: Engine) -> None:
    with reading(engine) as connection:
        connection.exec_driver_sql("DELETE FROM mark")
    assert rows(path_of(engine)) == 500


def test_a_broken_constraint_is_the_programs_own_error(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO mark(id, person_id) VALUES (9999, 9999)")


def test_an_error_of_the_caller_passes_unchanged(engine: Engine) -> None:
    with pytest.raises(FileNotFoundError), writing(engine):
        raise FileNotFoundError


def test_a_second_writer_is_refused_as_busy_and_goes_on_later(engine: Engine, store: Path) -> None:
    second = open_engine(store, busy_ms=50)
    with writing(engine), pytest.raises(StoreRefused) as caught, writing(second):
        pass
    assert caught.value.code == "busy"
    with writing(second) as connection:
        connection.exec_driver_sql("DELETE FROM mark WHERE id = 1")
    second.dispose()
    assert rows(store) == 499


def test_a_commit_that_a_reader_blocks_is_rolled_back(engine: Engine, store: Path) -> None:
    second = open_engine(store, busy_ms=50)
    with reading(engine) as reader:
        reader.exec_driver_sql("SELECT * FROM mark").fetchone()
        with pytest.raises(StoreRefused) as caught, writing(second) as connection:
            connection.exec_driver_sql("DELETE FROM mark")
    assert caught.value.code == "busy"
    assert rows(store) == 500
    with writing(second) as connection:
        connection.exec_driver_sql("DELETE FROM mark WHERE id = 1")
    second.dispose()


def test_two_writers_wait_for_each_other(store: Path) -> None:
    def write(start: int) -> None:
        engine = open_engine(store)
        for number in range(start, start + 50):
            with writing(engine) as connection:
                connection.exec_driver_sql("INSERT INTO mark(id, person_id) VALUES (?, 1)", (number,))
        engine.dispose()

    threads = [threading.Thread(target=write, args=(start,)) for start in (1000, 2000, 3000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(store) == 650


def test_a_full_store_keeps_what_it_has_and_goes_on(engine: Engine, store: Path) -> None:
    with reading(engine) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreRefused) as caught, writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO mark(id, person_id, note) SELECT id + 5000, person_id, note FROM mark")
    assert caught.value.code == "full"
    assert rows(store) == 500
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM mark WHERE id = 1")
    assert rows(store) == 499


def test_a_store_opened_for_reading_refuses_to_write(store: Path) -> None:
    before = store.read_bytes()
    engine = open_engine(store, read_only=True)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM mark").scalar() == 500
    with pytest.raises(StoreRefused) as caught, writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM mark")
    engine.dispose()
    assert caught.value.code == "read_only"
    assert store.read_bytes() == before


def test_the_closed_engine_releases_the_file(store: Path, tmp_path: Path) -> None:
    engine = open_engine(store)
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM mark WHERE id = 1")
    engine.dispose()
    if sys.platform == "linux":
        opened = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        assert str(store) not in opened
    store.rename(tmp_path / "moved.db")


def test_creating_never_overwrites(store: Path) -> None:
    before = store.read_bytes()
    with pytest.raises(StoreRefused) as caught:
        open_engine(store, create=True)
    assert caught.value.code == "exists"
    assert store.read_bytes() == before


def test_creating_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused) as caught:
        open_engine(tmp_path / "none" / "a.db", create=True)
    assert caught.value.code == "missing"


def test_a_name_with_signs_of_a_uri(tmp_path: Path) -> None:
    path = tmp_path / "a#b?c%20d&mode=ro.db"
    open_engine(path, create=True).dispose()
    open_engine(path).dispose()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_missing_is_named_and_not_created(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.db") == "missing"


def test_a_folder_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "a.db").mkdir()
    assert refusal(tmp_path / "a.db") == "foreign"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "damaged"),
        (b"\0" * 8192, "foreign"),
        ("一份普通的文字".encode() * 1000, "foreign"),
        (b"PK\x03\x04" + bytes(range(256)) * 40, "foreign"),
        (b"short", "foreign"),
    ],
)
def test_other_files_are_named(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.db").write_bytes(content)
    assert refusal(tmp_path / "a.db") == code


def test_a_plain_database_is_foreign(tmp_path: Path) -> None:
    link = sqlite3.connect(tmp_path / "a.db")
    link.execute("CREATE TABLE t(a)")
    link.close()
    assert refusal(tmp_path / "a.db") == "foreign"


def test_another_programs_sqlcipher_file_is_foreign(store: Path) -> None:
    link = connect(store)
    link.execute("PRAGMA application_id = 5")
    link.close()
    assert refusal(store) == "foreign"


@pytest.mark.parametrize("left", [100, PAGE, 3 * PAGE, 5 * PAGE + 77])
def test_a_truncated_store_is_damaged(store: Path, left: int) -> None:
    store.write_bytes(store.read_bytes()[:left])
    assert refusal(store) == "damaged"


def test_a_wrong_key_is_named(store: Path) -> None:
    assert refusal(store, OTHER) == "wrong_key"


@pytest.mark.parametrize("place", [0, 5, 16, 100, 4000, 4090])
def test_a_damaged_first_page_is_not_taken_for_a_wrong_key(store: Path, place: int) -> None:
    raw = bytearray(store.read_bytes())
    raw[place] ^= 4
    store.write_bytes(raw)
    assert refusal(store) == "damaged"


def test_a_damaged_first_page_is_told_from_a_wrong_password(store: Path) -> None:
    rekey(store, DEFAULT_KEY, OTHER)
    raw = bytearray(store.read_bytes())
    raw[2000] ^= 4
    store.write_bytes(raw)
    assert refusal(store, OTHER) == "damaged"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no write bit for folders")
def test_a_folder_that_may_not_be_written(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    store.parent.chmod(0o500)
    try:
        engine = open_engine(store)
        with pytest.raises(StoreRefused) as caught, writing(engine) as connection:
            connection.exec_driver_sql("DELETE FROM mark")
        engine.dispose()
        assert caught.value.code == "read_only"
    finally:
        store.parent.chmod(0o700)


def test_errors_of_the_system_are_translated(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert translated(OSError(28, "No space left on device"), path).code == "full"
    assert translated(OSError(30, "Read-only file system"), path).code == "read_only"
    assert translated(OSError(5, "Input/output error"), path).code == "io"
    windows = OSError(13, "used by another process")
    windows.winerror = 32  # type: ignore[attr-defined]
    assert translated(windows, path).code == "busy"
    assert code_of(ValueError(), path) is None


def test_every_reason_says_what_is_unchanged_and_what_to_do() -> None:
    for code, reason in REASONS.items():
        assert "{name}" in reason, code
        assert "改动" in reason, code
        assert reason.count("。") >= 2, code
