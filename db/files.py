"""Files written beside their place and then moved into it, so that a kill leaves the old one or the new one."""

import hashlib
import os
import re
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from db.errors import StoreRefused, translated

SIDE_FILES = ("-journal", "-wal", "-shm")
_OURS = re.compile(r"\..+\.[0-9a-f]{12}\.hotline-tmp(?:-journal)?")
_PATIENCE = 20
_PAUSE_MS = 50
_BLOCK = 1 << 20


@contextmanager
def temporary(target: Path) -> Generator[Path]:
    """A name of ours beside a target; whatever still has it at the end is removed."""
    temp = target.with_name(f".{target.name}.{os.urandom(6).hex()}.hotline-tmp")
    try:
        yield temp
    except StoreRefused as refused:
        # Nobody knows the temporary name: what is refused is the file that was asked for.
        if refused.path != temp:
            raise
        raise StoreRefused(refused.code, target, refused.detail) from refused
    except OSError as error:
        raise translated(error, target) from error
    finally:
        for name in (temp, side(temp, "-journal")):
            # What is held by a virus scanner now is removed at the next start.
            with suppress(OSError):
                name.unlink()


def clean_leftovers(folder: Path) -> tuple[Path, ...]:
    """Remove what killed runs left behind in a folder, nothing else; for a start, when no other instance runs."""
    removed: list[Path] = []
    for path in sorted(folder.iterdir()):
        if _OURS.fullmatch(path.name) and path.is_file():
            with suppress(OSError):
                path.unlink()
                removed.append(path)
    return tuple(removed)


def place_new(temp: Path, target: Path) -> None:
    """Give a finished file its name, without ever overwriting one."""
    try:
        os.link(temp, target)
    except FileExistsError as error:
        raise StoreRefused("exists", target) from error
    except OSError:
        # USB sticks (FAT) know no second name for a file.
        if target.exists():
            raise StoreRefused("exists", target) from None
        replace(temp, target)
    sync_folder(target.parent)


def replace(temp: Path, target: Path) -> None:
    """Put a finished file in another's place in one step."""
    for tried in range(_PATIENCE):
        try:
            temp.replace(target)
            break
        except PermissionError as error:
            # On Windows a virus scanner holds a new file for a moment.
            if os.name != "nt" or tried == _PATIENCE - 1:
                raise translated(error, target) from error
            time.sleep(_PAUSE_MS / 1000)
    sync_folder(target.parent)


def write(target: Path, raw: bytes) -> None:
    """A small file, whole or not at all."""
    with temporary(target) as temp:
        temp.write_bytes(raw)
        sync(temp)
        replace(temp, target)


def copy(source: Path, target: Path) -> str:
    """Copy a file that no connection has open, to the medium; the SHA-256 of what was read."""
    digest = hashlib.sha256()
    with source.open("rb") as old, target.open("xb") as new:
        while block := old.read(_BLOCK):
            digest.update(block)
            new.write(block)
    sync(target)
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """The SHA-256 of a file that no connection has open."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def free_name(path: Path, word: str) -> Path:
    """The first name of `<name>.<word>-<n>` that is not taken."""
    names = (path.with_name(f"{path.name}.{word}-{number}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def side(path: Path, ending: str) -> Path:
    """A file that SQLite keeps beside a store."""
    return path.with_name(path.name + ending)


def sync(path: Path) -> None:
    """Through to the medium."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """The names in a folder through to the medium; Windows does this by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
