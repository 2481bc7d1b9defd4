"""Keys, passwords, recovery codes, and the plain copy."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db import keyfile
from db.backup import back_up, restore
from db.driver import APPLICATION_ID, connect
from db.errors import StoreRefused
from db.integrity import check
from db.keyfile import read_entries, recover, unlock, write_entries
from db.keys import DEFAULT_KEY, Cost, Key, key_from_password
from db.pages import key_path
from db.rekey import export_plain, needs_password, opens, rekey, remove_password, set_password
from tests.db.stores import rows

OTHER = Key(b"\x07" * 32)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyfile, "Cost", lambda **given: Cost(**(given or {"passes": 1, "kibibytes": 64, "lanes": 1})))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def code(action: Callable[..., object], *given: object) -> str:
    with pytest.raises(StoreRefused) as caught:
        action(*given)
    return caught.value.code


def test_a_key_hides_itself_and_knows_its_size() -> None:
    assert DEFAULT_KEY.raw.hex() not in repr(DEFAULT_KEY)
    with pytest.raises(ValueError, match="32 bytes"):
        Key(b"short")


def test_a_password_makes_the_same_key_again() -> None:
    cheap = Cost(1, 64, 1)
    key = key_from_password("密码 abc", b"s" * 16, cheap)
    assert key == key_from_password("密码 abc", b"s" * 16, cheap)
    assert key != key_from_password("密码 abd", b"s" * 16, cheap)
    assert key != key_from_password("密码 abc", b"t" * 16, cheap)


def test_rekeying(store: Path) -> None:
    rekey(store, DEFAULT_KEY, OTHER)
    assert code(connect, store) == "damaged"
    assert rows(store, OTHER) == 500
    assert check(store, OTHER) == ()
    rekey(store, OTHER, DEFAULT_KEY)
    assert rows(store) == 500
    assert names(store.parent) == {store.name}


def test_rekeying_with_a_wrong_key_changes_nothing(store: Path) -> None:
    before = store.read_bytes()
    assert code(rekey, store, OTHER, DEFAULT_KEY) == "wrong_key"
    assert store.read_bytes() == before


def test_rekeying_a_store_in_use_is_refused(store: Path, impatient: None) -> None:
    holder = connect(store)
    holder.execute("BEGIN")
    holder.execute("SELECT * FROM mark").fetchone()
    assert code(rekey, store, DEFAULT_KEY, OTHER) == "busy"
    holder.close()
    assert rows(store) == 500


@pytest.mark.parametrize("left", [b"\0" * 512, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", b"garbage"])
def test_a_journal_left_behind_does_not_meet_the_new_key(store: Path, left: bytes) -> None:
    journal = store.with_name(store.name + "-journal")
    journal.write_bytes(left)
    rekey(store, DEFAULT_KEY, OTHER)
    assert not journal.exists()
    assert rows(store, OTHER) == 500


def test_a_password_its_recovery_and_its_end(store: Path) -> None:
    assert not needs_password(store)
    key, recovery = set_password(store, DEFAULT_KEY, "旧密码")
    assert needs_password(store) and not opens(store, DEFAULT_KEY)
    assert unlock(store, "旧密码") == key
    assert recover(store, recovery) == recover(store, recovery.lower().replace("-", " ")) == key
    before = store.read_bytes()
    assert code(unlock, store, "错") == "wrong_key"
    assert code(recover, store, recovery[:-1] + ("A" if recovery[-1] != "A" else "B")) == "wrong_key"
    assert store.read_bytes() == before
    newer, _ = set_password(store, key, "新密码")
    assert unlock(store, "新密码") == newer
    assert code(unlock, store, "旧密码") == "wrong_key"
    assert code(recover, store, recovery) == "wrong_key"
    assert rows(store, newer) == 500
    remove_password(store, newer)
    assert not needs_password(store)
    assert rows(store) == 500
    assert names(store.parent) == {store.name}


def test_the_key_file_never_holds_the_key(store: Path) -> None:
    key, recovery = set_password(store, DEFAULT_KEY, "密码")
    text = key_path(store).read_text()
    assert key.raw.hex() not in text and recovery not in text and recovery.replace("-", "") not in text


@pytest.mark.parametrize("harm", ["gone", "empty", "text", "bit", "format"])
def test_a_damaged_key_file_is_named(store: Path, harm: str) -> None:
    set_password(store, DEFAULT_KEY, "密码")
    path = key_path(store)
    members = json.loads(path.read_bytes())
    if harm == "gone":
        path.unlink()
    elif harm == "bit":
        members["entries"][0]["salt"] = members["entries"][0]["salt"][::-1]
        path.write_text(json.dumps(members))
    else:
        path.write_text({"empty": "", "text": "[]", "format": json.dumps({**members, "format": 9})}[harm])
    assert code(unlock, store, "密码") == "key_damaged"
    assert code(recover, store, "A") == "key_damaged"


def test_a_change_of_password_cut_off_before_the_store_was_replaced(store: Path) -> None:
    key, _ = set_password(store, DEFAULT_KEY, "旧")
    entry, _, _ = keyfile.new_entry("新")
    write_entries(store, (*read_entries(store), entry))
    assert unlock(store, "旧") == key and opens(store, key)


def test_a_first_password_cut_off_asks_for_none(store: Path) -> None:
    entry, _, _ = keyfile.new_entry("新")
    write_entries(store, (entry,))
    assert not needs_password(store)


def test_a_change_that_fails_leaves_the_old_password(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, _ = set_password(store, DEFAULT_KEY, "旧")

    def fails(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("db.files.replace", fails)
    monkeypatch.setattr("db.keyfile.files.write", lambda target, raw: target.write_bytes(raw))
    assert code(set_password, store, key, "新") == "full"
    assert unlock(store, "旧") == key and rows(store, key) == 500
    assert len(read_entries(store)) == 1


def test_a_failure_after_the_replacement_keeps_both_entries(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, _ = set_password(store, DEFAULT_KEY, "旧")
    from db import rekey as module

    real = module.rekey

    def late(*given: object) -> None:
        real(*given)  # type: ignore[arg-type]
        raise OSError(5, "late")

    monkeypatch.setattr(module, "rekey", late)
    with pytest.raises(OSError, match="late"):
        set_password(store, key, "新")
    assert opens(store, unlock(store, "新"))


def test_a_backup_under_an_older_password_is_restored_with_its_key_file(store: Path, tmp_path: Path) -> None:
    old, _ = set_password(store, DEFAULT_KEY, "旧")
    back_up(store, tmp_path / "b.db", old)
    assert unlock(tmp_path / "b.db", "旧") == old
    new, _ = set_password(store, old, "新")
    done = restore(tmp_path / "b.db", store, unlock(tmp_path / "b.db", "旧"))
    assert opens(store, unlock(store, "旧"))
    assert code(unlock, store, "新") == "wrong_key"
    assert done.kept and unlock(done.kept, "新") == new and opens(done.kept, new)


def test_a_backup_without_a_password_restored_over_one_with(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b.db")
    set_password(store, DEFAULT_KEY, "新")
    restore(tmp_path / "b.db", store)
    assert not needs_password(store) and not key_path(store).exists()


def test_a_plain_export_opens_anywhere(store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    export_plain(store, DEFAULT_KEY, tmp_path / "plain.db")
    link = sqlite3.connect(tmp_path / "plain.db")
    assert link.execute("SELECT count(*) FROM mark").fetchone() == (500,)
    assert link.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert link.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert link.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    link.close()
    assert store.read_bytes() == before
    assert names(tmp_path) == {store.name, "plain.db"}
    assert code(export_plain, store, DEFAULT_KEY, tmp_path / "plain.db") == "exists"
