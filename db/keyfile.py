"""The key file beside a store with a password: salt, cost, a check, and the key wrapped for the recovery code.

While a key is being changed the file holds the old entry and the new one, so that a kill between the two
files leaves a store that one of the two passwords opens.
"""

import base64
import hashlib
import hmac
import json
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db import files
from db.errors import StoreRefused
from db.keys import Cost, Key, key_from_password, new_salt
from db.pages import key_path

FORMAT = 1
_CODE_BYTES = 20
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What turns one password, or the recovery code printed with it, into the key; all texts are hex."""

    salt: str
    cost: Cost
    check: str
    code_salt: str
    sealed: str
    tag: str


def new_entry(password: str) -> tuple[Entry, Key, str]:
    """An entry for a password, the key it makes, and the recovery code to be printed and locked away."""
    salt, cost = new_salt(), Cost()
    key = key_from_password(password, salt, cost)
    code = _grouped(base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode())
    code_salt = new_salt()
    sealed = _mixed(key.raw, code, code_salt)
    tag = _keyed(code, b"tag", code_salt + sealed)
    return Entry(salt.hex(), cost, _check(key), code_salt.hex(), sealed.hex(), tag.hex()), key, code


def unlock(store: Path, password: str) -> Key:
    """The key of a store's password; refused if it is another password, before the store is touched."""
    for entry in _required(store):
        key = key_from_password(password, bytes.fromhex(entry.salt), entry.cost)
        if hmac.compare_digest(_check(key), entry.check):
            return key
    raise StoreRefused("wrong_key", store)


def recover(store: Path, code: str) -> Key:
    """The key of a store's recovery code; spaces, hyphens and small letters do not matter."""
    plain = _plain(code)
    for entry in _required(store):
        salt, sealed = bytes.fromhex(entry.code_salt), bytes.fromhex(entry.sealed)
        if hmac.compare_digest(_keyed(plain, b"tag", salt + sealed).hex(), entry.tag):
            return Key(_mixed(sealed, plain, salt))
    raise StoreRefused("wrong_key", store, "恢复码不对")


def read_entries(store: Path) -> tuple[Entry, ...]:
    """The entries of a store's key file; none where there is no file, a refusal where it does not read."""
    path = key_path(store)
    if not path.exists():
        return ()
    try:
        members = json.loads(path.read_bytes())
        if members["format"] != FORMAT or members["sum"] != _sum(members["entries"]):
            raise ValueError("not as it was written")
        return tuple(map(_entry, members["entries"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreRefused("key_damaged", path) from error


def write_entries(store: Path, entries: tuple[Entry, ...]) -> None:
    """Write the key file; without entries there is none."""
    path = key_path(store)
    if not entries:
        path.unlink(missing_ok=True)
        return
    written = [asdict(entry) for entry in entries]
    members = {"format": FORMAT, "entries": written, "sum": _sum(written)}
    files.write(path, (json.dumps(members, indent=1) + "\n").encode())


def copy_key_file(store: Path, other: Path) -> None:
    """A copy of a store's key file beside a copy of the store: without it no password opens that."""
    if key_path(store).exists():
        with files.temporary(key_path(other)) as temp:
            shutil.copyfile(key_path(store), temp)
            files.sync(temp)
            files.replace(temp, key_path(other))


def widen_key_file(store: Path, other: Path) -> None:
    """Let the store's key file open another store too, which is about to take its place."""
    wider = tuple(dict.fromkeys((*_readable(store), *read_entries(other))))
    if wider:
        write_entries(store, wider)


def settle_key_file(store: Path, other: Path) -> None:
    """Leave only what opens the store that has taken the place."""
    write_entries(store, read_entries(other))


def _entry(members: dict[str, Any]) -> Entry:
    rest = {name: value for name, value in members.items() if name != "cost"}
    return Entry(cost=Cost(**members["cost"]), **rest)


def _readable(store: Path) -> tuple[Entry, ...]:
    try:
        return read_entries(store)
    except StoreRefused:
        # The damaged file was kept with the store that is set aside.
        return ()


def _required(store: Path) -> tuple[Entry, ...]:
    entries = read_entries(store)
    if not entries:
        raise StoreRefused("key_damaged", key_path(store))
    return entries


def _check(key: Key) -> str:
    return hmac.digest(key.raw, b"hotline-ledger password check", "sha256").hex()


def _keyed(code: str, purpose: bytes, text: bytes) -> bytes:
    # The code has 160 random bits: nothing is won by a slow derivation.
    return hmac.digest(hmac.digest(_plain(code).encode(), purpose, "sha256"), text, "sha256")


def _mixed(raw: bytes, code: str, salt: bytes) -> bytes:
    """Wrap a key, or unwrap it: one block of a keyed stream that is used once."""
    return bytes(left ^ right for left, right in zip(raw, _keyed(code, b"stream", salt), strict=True))


def _plain(code: str) -> str:
    return "".join(code.upper().split()).replace("-", "")


def _grouped(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _sum(entries: object) -> str:
    return hashlib.sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()
