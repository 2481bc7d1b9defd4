"""Backups, the way back, and the drill of it."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from db import driver, files
from db.backup import back_up, clean_leftovers, drill, read_manifest, restore
from db.copying import Watch
from db.digests import table_digests
from db.driver import connect
from db.engine import open_engine, reading, writing
from db.errors import StoreRefused
from db.integrity import check
from db.keys import DEFAULT_KEY, Key
from db.migrate import Line
from db.rekey import rekey
from tests.db.stores import fill, rows

OTHER = Key(b"\x07" * 32)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def change(path: Path) -> None:
    link = connect(path)
    link.execute("DELETE FROM mark WHERE id <= 100")
    link.close()


def test_a_backup_holds_the_same_and_says_what(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    made = back_up(store, target, program="0.1.0", moment="2026-11-21T08:00:00", extra={"head": "abc"})
    assert rows(target) == 500
    assert check(target) == ()
    assert made.version == "0001"
    assert set(made.tables) == {"alembic_version", "mark", "person"}
    assert read_manifest(target) == made
    assert json.loads((tmp_path / "b.db.json").read_bytes())["extra"] == {"head": "abc"}
    assert names(tmp_path) == {"台账.db", "b.db", "b.db.json"}


def test_a_backup_while_the_store_is_open(store: Path, tmp_path: Path) -> None:
    engine = open_engine(store)
    with reading(engine) as connection:
        digests = table_digests(connection)
        assert back_up(store, tmp_path / "b.db").tables == digests
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM mark WHERE id = 1")
    engine.dispose()
    assert rows(tmp_path / "b.db") == 500


def test_a_backup_holds_only_what_was_committed(store: Path, tmp_path: Path) -> None:
    engine = open_engine(store)
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM mark WHERE id = 1")
        back_up(store, tmp_path / "b.db")
    engine.dispose()
    assert rows(tmp_path / "b.db") == 500


def test_a_backup_never_overwrites(store: Path, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("mine")
    with pytest.raises(StoreRefused) as caught:
        back_up(store, tmp_path / "b.db")
    assert caught.value.code == "exists"
    assert (tmp_path / "b.db").read_text() == "mine"


def test_a_file_that_has_the_name_of_the_note_is_kept(store: Path, tmp_path: Path) -> None:
    (tmp_path / "b.db.json").write_text("mine")
    with pytest.raises(StoreRefused) as caught:
        back_up(store, tmp_path / "b.db")
    assert (caught.value.code, caught.value.path.name) == ("exists", "b.db.json")
    assert (tmp_path / "b.db.json").read_text() == "mine"


@pytest.mark.parametrize("stop", [1, 2, 3])
def test_a_cancelled_backup_leaves_nothing(store: Path, tmp_path: Path, stop: int) -> None:
    asked = iter(range(1, 100))
    seen: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: seen.append((done, total)), lambda: next(asked) >= stop)
    with pytest.raises(StoreRefused) as caught:
        back_up(store, tmp_path / "b.db", watch=watch)
    assert caught.value.code == "cancelled"
    assert seen and seen[-1][0] == seen[-1][1]
    assert names(tmp_path) == {"台账.db"}


def test_a_damaged_store_makes_no_backup(store: Path, tmp_path: Path) -> None:
    raw = bytearray(store.read_bytes())
    raw[5 * 4096 + 9] ^= 1
    store.write_bytes(raw)
    with pytest.raises(StoreRefused) as caught:
        back_up(store, tmp_path / "b.db")
    assert (caught.value.code, caught.value.path) == ("damaged", store)
    assert names(tmp_path) == {"台账.db"}


def test_a_store_with_a_hanging_row_makes_no_backup(store: Path, tmp_path: Path) -> None:
    link = connect(store, foreign_keys=False)
    link.execute("INSERT INTO mark(id, person_id) VALUES (9999, 9999)")
    link.close()
    with pytest.raises(StoreRefused) as caught:
        back_up(store, tmp_path / "b.db")
    assert caught.value.code == "damaged"
    assert names(tmp_path) == {"台账.db"}


def test_a_copy_that_differs_is_no_backup(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.copying.examined_digests", lambda *_: {"mark": "another"})
    with pytest.raises(StoreRefused) as caught:
        back_up(store, tmp_path / "b.db")
    assert caught.value.code == "damaged"
    assert names(tmp_path) == {"台账.db"}


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_a_name_that_is_used(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "no links on this medium")

    if not links:
        monkeypatch.setattr("os.link", refused)
    for name in ("temp", "target"):
        (tmp_path / name).write_text(name)
    with pytest.raises(StoreRefused) as caught:
        files.place_new(tmp_path / "temp", tmp_path / "target")
    assert caught.value.code == "exists"
    assert (tmp_path / "target").read_text() == "target"
    files.place_new(tmp_path / "temp", tmp_path / "free")
    assert (tmp_path / "free").read_text() == "temp"


def test_a_restore_on_a_medium_without_links_keeps_a_copy(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "no links on this medium")

    back_up(store, tmp_path / "b.db")
    change(store)
    monkeypatch.setattr("os.link", refused)
    kept = restore(tmp_path / "b.db", store).kept
    assert kept and rows(kept) == 400 and rows(store) == 500


def test_a_backup_on_a_full_disk_names_the_target(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = driver.connect

    def cramped(path: Path, *given: Any, **rest: Any) -> Any:
        link = real(path, *given, **rest)
        link.execute(f"PRAGMA max_page_count = {10 if path != store else 1000}")
        return link

    monkeypatch.setattr(driver, "connect", cramped)
    with pytest.raises(StoreRefused) as caught:
        back_up(store, tmp_path / "b.db")
    assert (caught.value.code, caught.value.path) == ("full", tmp_path / "b.db")
    assert names(tmp_path) == {"台账.db"}


def test_a_missing_folder_is_named(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreRefused) as caught:
        back_up(store, tmp_path / "none" / "b.db")
    assert caught.value.code == "missing"


def test_a_restore_keeps_what_it_replaces(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.db")
    raw = (tmp_path / "b.db").read_bytes()
    for number, expected in ((1, 400), (2, 500)):
        if number == 1:
            change(store)
        done = restore(tmp_path / "b.db", store)
        assert done.manifest and done.kept
        assert done.kept.name == f"台账.db.before-restore-{number}"
        assert rows(done.kept) == expected
        assert rows(store) == 500
    assert (tmp_path / "b.db").read_bytes() == raw
    assert drill(tmp_path / "b.db", store).passed


def test_a_restore_where_no_store_is(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.db")
    assert restore(tmp_path / "b.db", tmp_path / "new.db").kept is None
    assert rows(tmp_path / "new.db") == 500


def test_a_restore_over_a_damaged_store(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.db")
    harmed = bytearray(store.read_bytes())
    harmed[100:600] = bytes(500)
    store.write_bytes(harmed)
    done = restore(tmp_path / "b.db", store)
    assert rows(store) == 500
    assert done.kept and done.kept.read_bytes() == bytes(harmed)


def halfway(store: Path, key: Key) -> tuple[bytes, bytes]:
    """A store and its journal as they lie on the disk in the middle of a transaction."""
    link = connect(store, key)
    link.execute("PRAGMA cache_size = 1")
    link.execute("BEGIN")
    link.execute("UPDATE mark SET note = note || 'x'")
    torn = store.read_bytes(), files.side(store, "-journal").read_bytes()
    link.execute("ROLLBACK")
    link.close()
    return torn


def test_an_unfinished_journal_never_reaches_the_restored_store(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.db")
    _, log = halfway(store, DEFAULT_KEY)
    store.write_bytes(b"")
    files.side(store, "-journal").write_bytes(log)
    kept = restore(tmp_path / "b.db", store).kept
    assert kept and files.side(kept, "-journal").read_bytes() == log
    assert not files.side(store, "-journal").exists()
    assert check(store) == () and rows(store) == 500


def test_the_kept_store_is_whole_though_another_key_was_tried_on_its_journal(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.db")
    rekey(store, DEFAULT_KEY, OTHER)
    torn, log = halfway(store, OTHER)
    store.write_bytes(torn)
    files.side(store, "-journal").write_bytes(log)
    kept = restore(tmp_path / "b.db", store).kept
    assert kept and check(kept, OTHER) == () and rows(kept, OTHER) == 500
    assert check(store) == () and not files.side(store, "-journal").exists()


def test_a_store_in_use_is_not_replaced(store: Path, tmp_path: Path, impatient: None) -> None:
    back_up(store, tmp_path / "b.db")
    holder = connect(store)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreRefused) as caught:
        restore(tmp_path / "b.db", store)
    holder.close()
    assert caught.value.code == "busy"
    assert names(tmp_path) == {"台账.db", "b.db", "b.db.json"}


@pytest.mark.parametrize("harm", ["bit", "cut", "note", "tables", "file", "other", "journal", "missing"])
def test_a_bad_backup_is_refused_and_kept(store: Path, tmp_path: Path, one: Line, harm: str) -> None:
    backup, note = tmp_path / "b.db", tmp_path / "b.db.json"
    back_up(store, backup)
    raw = bytearray(backup.read_bytes())
    if harm == "bit":
        raw[9000] ^= 1
        backup.write_bytes(raw)
    elif harm == "cut":
        backup.write_bytes(raw[: 4096 * 5])
    elif harm == "note":
        note.write_text("{}")
    elif harm in ("tables", "file"):
        members = json.loads(note.read_bytes())
        note.write_text(json.dumps({**members, harm: {**members["tables"], "mark": ""} if harm == "tables" else ""}))
    elif harm == "other":
        shutil.copy(fill(tmp_path / "other.db", one, rows=30), backup)
    elif harm == "journal":
        (tmp_path / "b.db-journal").write_bytes(b"x")
    else:
        backup.unlink()
    before, files = store.read_bytes(), names(tmp_path)
    with pytest.raises(StoreRefused) as caught:
        restore(backup, store)
    assert caught.value.code == ("missing" if harm == "missing" else "damaged")
    assert store.read_bytes() == before
    assert names(tmp_path) == files


def test_a_drill_names_the_tables_that_differ(store: Path, tmp_path: Path) -> None:
    backup, note = tmp_path / "b.db", tmp_path / "b.db.json"
    back_up(store, backup)
    members = json.loads(note.read_bytes())
    members["tables"]["mark"] = "0" * 64
    note.write_text(json.dumps(members))
    before = names(tmp_path)
    found = drill(backup, store)
    assert found.differing == ("mark",) and not found.passed
    note.unlink()
    assert not drill(backup, store).passed
    assert names(tmp_path) == before - {"b.db.json"}


def test_only_our_own_leftovers_are_removed(tmp_path: Path) -> None:
    ours = [".a.db.0123456789ab.hotline-tmp", ".a.db.0123456789ab.hotline-tmp-journal"]
    theirs = [".a.db.hotline-tmp", "a.db.0123456789ab.hotline-tmp", ".a.db.0123456789AB.hotline-tmp", "x.tmp", "a.db"]
    for name in ours + theirs:
        (tmp_path / name).write_text("")
    (tmp_path / ".d.0123456789ab.hotline-tmp").mkdir()
    assert [path.name for path in clean_leftovers(tmp_path)] == sorted(ours)
    assert names(tmp_path) == {*theirs, ".d.0123456789ab.hotline-tmp"}


def test_a_backup_is_no_plain_file(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.db")
    with pytest.raises(sqlite3.DatabaseError):
        link = sqlite3.connect(tmp_path / "b.db")
        try:
            link.execute("SELECT * FROM mark")
        finally:
            link.close()
