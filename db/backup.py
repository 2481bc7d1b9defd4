"""Backups: a verified copy with a note beside it, a way back that deletes nothing, and a drill of that way."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db import files
from db.copying import UNWATCHED, Watch, copy_store, examined_digests, held, opened
from db.digests import content_of
from db.errors import StoreRefused, translated
from db.files import clean_leftovers
from db.integrity import journal_left
from db.keyfile import copy_key_file, settle_key_file, widen_key_file
from db.keys import DEFAULT_KEY, Key
from db.manifest import Backup, manifest_path, read_manifest, write_manifest
from db.version import stored_version

__all__ = ["Backup", "Drill", "Restored", "back_up", "clean_leftovers", "drill", "read_manifest", "restore"]


@dataclass(frozen=True, slots=True)
class Restored:
    """A store put back: where the replaced one was kept, and the note that the backup was checked against."""

    kept: Path | None
    manifest: Backup | None


@dataclass(frozen=True, slots=True)
class Drill:
    """What came of restoring into a temporary place: the tables that differ from the note."""

    manifest: Backup | None
    tables: dict[str, str]
    differing: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the backup is worth its name; without a note nothing can be compared."""
        return self.manifest is not None and not self.differing


def back_up(
    source: Path,
    target: Path,
    key: Key = DEFAULT_KEY,
    *,
    program: str = "",
    moment: str = "",
    extra: Mapping[str, str] | None = None,
    watch: Watch = UNWATCHED,
) -> Backup:
    """Copy a store that may be in use, verify the copy, and only then give it its name; nothing is overwritten."""
    _require_free(target)
    with files.temporary(target) as temp:
        tables = copy_store(source, key, temp, key, watch)
        with opened(temp, key) as link:
            version = stored_version(link) or ""
        digest = files.digest_of(temp)
        made = Backup(target, program, moment, version, tables, content_of(tables), digest, dict(extra or {}))
        # The backup comes last: one that has its name has its note and its key file too.
        write_manifest(made)
        copy_key_file(source, target)
        files.place_new(temp, target)
    return made


def restore(backup: Path, store: Path, key: Key = DEFAULT_KEY) -> Restored:
    """Put a verified backup in the place of a store, which is kept; close every engine on the store first."""
    with files.temporary(store) as temp:
        manifest, tables = _fetched(backup, temp, key)
        differing = _differing(manifest, tables)
        if differing:
            raise StoreRefused("damaged", backup, f"与备份说明不一致：{'、'.join(differing)}")
        kept = _set_aside(store, key) if store.exists() else None
        widen_key_file(store, backup)
        files.replace(temp, store)
        settle_key_file(store, backup)
    return Restored(kept, manifest)


def drill(backup: Path, store: Path, key: Key = DEFAULT_KEY) -> Drill:
    """Restore beside the store under a name of our own, compare, and remove it again."""
    with files.temporary(store) as temp:
        manifest, tables = _fetched(backup, temp, key)
    return Drill(manifest, tables, _differing(manifest, tables))


def _require_free(target: Path) -> None:
    """Refuse to overwrite a backup, or a file that only has the name of its note; a note left alone is ours."""
    if target.exists():
        raise StoreRefused("exists", target)
    try:
        read_manifest(target)
    except StoreRefused as refused:
        raise StoreRefused("exists", manifest_path(target)) from refused


def _fetched(backup: Path, temp: Path, key: Key) -> tuple[Backup | None, dict[str, str]]:
    """A copy of the backup that was found sound: the backup itself is never opened, so that it stays as it is."""
    if not backup.is_file():
        raise StoreRefused("missing", backup)
    if journal_left(backup):
        raise StoreRefused("damaged", backup, "旁边有未完成的日志，它不是本程序做的备份")
    manifest = read_manifest(backup)
    digest = files.copy(backup, temp)
    try:
        tables = examined_digests(temp, key)
    except StoreRefused as refused:
        raise StoreRefused(refused.code, backup, refused.detail) from refused
    if manifest is not None and digest != manifest.file:
        raise StoreRefused("damaged", backup, "与备份说明中的摘要不符")
    return manifest, tables


def _differing(manifest: Backup | None, tables: dict[str, str]) -> tuple[str, ...]:
    if manifest is None:
        return ()
    names = sorted(tables.keys() | manifest.tables.keys())
    return tuple(name for name in names if tables.get(name) != manifest.tables.get(name))


def _set_aside(store: Path, key: Key) -> Path:
    """Keep the store that is about to be replaced under another name, its unfinished journal with it."""
    _require_idle(store, key)
    kept = files.free_name(store, "before-restore")
    copy_key_file(store, kept)
    for ending in files.SIDE_FILES:
        # Left in place it would be played back into the restored store.
        left = files.side(store, ending)
        if left.exists():
            files.copy(left, files.side(kept, ending))
    _second_name(store, kept)
    for ending in files.SIDE_FILES:
        files.side(store, ending).unlink(missing_ok=True)
    files.sync_folder(store.parent)
    return kept


def _second_name(store: Path, kept: Path) -> None:
    """The store keeps its place until it is replaced: at no moment is there none."""
    try:
        kept.hardlink_to(store)
    except OSError:
        files.copy(store, kept)


def _require_idle(store: Path, key: Key) -> None:
    """Refuse while another program has the store open; this also takes back a transaction left unfinished."""
    try:
        with opened(store, key) as link, held(link, "EXCLUSIVE"):
            pass
    except StoreRefused as refused:
        # A damaged store, or one under another key, is what a restore is for.
        if refused.code in ("busy", "read_only", "io", "full"):
            raise
    except OSError as error:
        raise translated(error, store) from error
