"""Damage of every kind is found; what is sound is not accused."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db.driver import connect
from db.errors import StoreRefused
from db.integrity import check, journal_left
from db.keys import Key
from db.migrate import Line
from tests.db.stores import PAGE, fill, rows


def codes(path: Path) -> list[str]:
    return [finding.code for finding in check(path)]


def flipped(raw: bytearray, drawn: random.Random) -> None:
    raw[drawn.randrange(len(raw))] ^= 1 << drawn.randrange(8)


def zeroed(raw: bytearray, drawn: random.Random) -> None:
    start = drawn.randrange(len(raw) // 512) * 512
    raw[start : start + 512] = bytes(512)


def swapped(raw: bytearray, drawn: random.Random) -> None:
    one, other = (number * PAGE for number in drawn.sample(range(len(raw) // PAGE), 2))
    raw[one : one + PAGE], raw[other : other + PAGE] = raw[other : other + PAGE], raw[one : one + PAGE]


def cut(raw: bytearray, drawn: random.Random) -> None:
    del raw[drawn.randrange(1, len(raw)) :]


def grown(raw: bytearray, drawn: random.Random) -> None:
    raw.extend(drawn.randbytes(drawn.choice([1, 512, PAGE])))


def test_a_sound_store_is_not_accused(store: Path) -> None:
    before = store.read_bytes()
    assert check(store) == ()
    assert check(store, deep=False) == ()
    assert store.read_bytes() == before


@pytest.mark.parametrize("harm", [flipped, zeroed, swapped, cut, grown])
def test_damage_is_found_and_the_file_kept(store: Path, harm: Callable[[bytearray, random.Random], None]) -> None:
    sound = store.read_bytes()
    for seed in range(20):
        raw = bytearray(sound)
        harm(raw, random.Random(seed))
        store.write_bytes(raw)
        assert codes(store), seed
        # All of it is found in the pages alone, without a look at what they mean.
        assert check(store, deep=False), seed
        assert store.read_bytes() == bytes(raw)
    assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_bytes_behind_the_end_are_found(store: Path) -> None:
    store.write_bytes(store.read_bytes() + b"more")
    assert "size" in codes(store)


def test_a_hanging_row_is_found(store: Path) -> None:
    link = connect(store, foreign_keys=False)
    link.execute("INSERT INTO mark(id, person_id) VALUES (9999, 9999)")
    link.close()
    assert codes(store) == ["reference"]
    assert codes(store) and check(store, deep=False) == ()


def test_a_structure_that_contradicts_itself_is_found(store: Path) -> None:
    link = connect(store)
    link.execute("CREATE INDEX ix_note ON mark(note)")
    link.execute("PRAGMA writable_schema = ON")
    link.execute("UPDATE sqlite_master SET sql = 'CREATE INDEX ix_note ON mark(person_id)' WHERE name = 'ix_note'")
    link.close()
    assert "structure" in codes(store)


def test_files_of_another_program_are_named(store: Path) -> None:
    store.with_name(store.name + "-wal").write_bytes(b"")
    assert codes(store) == ["stray"]


def test_a_missing_store_is_a_finding(tmp_path: Path) -> None:
    assert codes(tmp_path / "none.db") == ["missing"]


def test_a_wrong_key_is_a_finding(store: Path) -> None:
    assert [finding.code for finding in check(store, Key(b"\1" * 32))] == ["wrong_key"]


def test_a_busy_store_is_not_called_damaged(store: Path, impatient: None) -> None:
    holder = connect(store)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreRefused) as caught:
        check(store)
    holder.close()
    assert caught.value.code == "busy"


def halfway(store: Path) -> tuple[bytes, bytes]:
    """A store and its journal as they lie on the disk in the middle of a transaction."""
    link = connect(store)
    link.execute("PRAGMA cache_size = 1")
    link.execute("BEGIN")
    link.execute("UPDATE mark SET note = note || 'x'")
    torn = store.read_bytes(), store.with_name(store.name + "-journal").read_bytes()
    link.execute("ROLLBACK")
    link.close()
    return torn


def test_a_transaction_cut_off_is_taken_back(store: Path) -> None:
    raw, journal = halfway(store)
    store.write_bytes(raw)
    store.with_name(store.name + "-journal").write_bytes(journal)
    assert journal_left(store)
    assert check(store) == ()
    assert not journal_left(store)
    link = connect(store)
    assert link.execute("SELECT count(*) FROM mark WHERE note LIKE '%x'").fetchone() == (0,)
    link.close()


def test_a_deleted_journal_is_found(store: Path) -> None:
    raw, _ = halfway(store)
    store.write_bytes(raw)
    found = codes(store)
    link = connect(store) if not found else None
    # Pages of a transaction that changed one column in place are each sound: the history finds what this cannot.
    assert found or (link and link.execute("SELECT count(*) FROM mark").fetchone() == (500,))
    if link:
        link.close()


def test_a_journal_of_another_store_is_found_or_harmless(store: Path, tmp_path: Path, one: Line) -> None:
    _, journal = halfway(fill(tmp_path / "other.db", one, rows=900))
    for seed in range(5):
        raw = bytearray(journal)
        if seed:
            flipped(raw, random.Random(seed))
        sound = store.read_bytes()
        store.with_name(store.name + "-journal").write_bytes(raw)
        found = codes(store)
        assert found or rows(store) == 500
        store.with_name(store.name + "-journal").unlink(missing_ok=True)
        store.write_bytes(sound)


def test_garbage_as_a_journal_is_harmless_or_named(store: Path) -> None:
    for garbage in (b"\0" * 600, b"text", random.Random(1).randbytes(5000)):
        store.with_name(store.name + "-journal").write_bytes(garbage)
        found = codes(store)
        assert found == []
        assert rows(store) == 500
        store.with_name(store.name + "-journal").unlink(missing_ok=True)


def test_a_plain_database_is_a_finding(tmp_path: Path) -> None:
    link = sqlite3.connect(tmp_path / "a.db")
    link.execute("CREATE TABLE t(a)")
    link.close()
    assert codes(tmp_path / "a.db") == ["foreign"]
