"""A store under another key: verified beside its place, then replaced in one step; and a plain copy for handover."""

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from db import driver, files
from db.copying import UNWATCHED, Watch, copy_store, opened
from db.digests import digests_of, quoted
from db.errors import StoreRefused, code_of, translated
from db.integrity import journal_left
from db.keyfile import new_entry, read_entries, write_entries
from db.keys import DEFAULT_KEY, Key
from db.pages import key_path

if TYPE_CHECKING:
    from sqlite3 import Connection as Link


def rekey(path: Path, old: Key, new: Key, watch: Watch = UNWATCHED) -> None:
    """Give a store another key; close every engine on it first. A kill leaves the old store or the new one."""
    with opened(path, old) as link:
        _end_journal(link)
    with files.temporary(path) as temp:
        copy_store(path, old, temp, new, watch)
        if journal_left(path):
            raise StoreRefused("busy", path)
        files.replace(temp, path)


def _end_journal(link: "Link") -> None:
    """Have the store alone, and no journal beside it: one of pages under the old key must not meet the new store."""
    link.execute("BEGIN EXCLUSIVE")
    # A write that changes nothing removes what a killed program left.
    link.execute(f"PRAGMA application_id = {driver.APPLICATION_ID}")
    link.execute("COMMIT")


def set_password(path: Path, old: Key, password: str, watch: Watch = UNWATCHED) -> tuple[Key, str]:
    """Put a store under a password; its key, and the recovery code to print."""
    before = read_entries(path)
    entry, key, code = new_entry(password)
    write_entries(path, (*before, entry))
    try:
        rekey(path, old, key, watch)
    except BaseException:
        # The replacement may have come about all the same: an entry is only dropped if the old key still opens.
        if opens(path, old):
            write_entries(path, before)
        raise
    write_entries(path, (entry,))
    return key, code


def remove_password(path: Path, old: Key, watch: Watch = UNWATCHED) -> None:
    """Put a store back under the documented key."""
    rekey(path, old, DEFAULT_KEY, watch)
    write_entries(path, ())


def opens(path: Path, key: Key) -> bool:
    """Whether a key opens a store."""
    try:
        driver.connect(path, key).close()
    except StoreRefused:
        return False
    return True


def needs_password(path: Path) -> bool:
    """Whether to ask for one; a key file alone says little, as a change of key may have been killed half-way."""
    return key_path(path).exists() and not opens(path, DEFAULT_KEY)


def export_plain(path: Path, key: Key, target: Path) -> None:
    """A plain SQLite file of the same tables, for whoever takes over; nothing is overwritten."""
    if target.exists():
        raise StoreRefused("exists", target)
    with files.temporary(target) as temp:
        with opened(path, key) as link:
            try:
                expected = _exported(link, temp)
            except driver.module.Error as error:
                # What cannot be read is the store, what cannot be written is the copy.
                blamed = path if code_of(error, path) in ("damaged", "busy") else target
                raise translated(error, blamed) from error
        try:
            found = _plain_digests(temp)
        except sqlite3.Error as error:
            raise translated(error, target) from error
        if found != expected:
            raise StoreRefused("damaged", target, "导出的文件与原件不一致")
        files.sync(temp)
        files.place_new(temp, target)


def _exported(link: "Link", temp: Path) -> dict[str, str]:
    os.close(os.open(temp, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    link.execute("ATTACH ? AS plain KEY ''", (driver.uri(temp, "rw"),))
    link.execute("BEGIN")
    link.execute("SELECT sqlcipher_export('plain')")
    # The export copies rows only, not what the header says.
    link.execute(f"PRAGMA plain.application_id = {driver.APPLICATION_ID}")
    digests = digests_of(link)
    link.execute("COMMIT")
    link.execute(f"DETACH {quoted('plain')}")
    return digests


def _plain_digests(path: Path) -> dict[str, str]:
    # The standard library's SQLite reads it: what anybody else would use.
    link = sqlite3.connect(path)
    try:
        answer = link.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            raise StoreRefused("damaged", path, str(answer))
        return digests_of(link)
    finally:
        link.close()
