"""The note beside a backup: what it holds, digest by digest, and who made it when."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import cast

from db.errors import StoreRefused
from db.files import write

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of a store."""

    path: Path
    program: str
    moment: str
    version: str
    tables: dict[str, str]
    content: str
    file: str
    extra: dict[str, str]


def manifest_path(backup: Path) -> Path:
    """Where the note of a backup lies."""
    return backup.with_name(backup.name + ".json")


def write_manifest(backup: Backup) -> None:
    """Write the note, whole or not at all."""
    members = {"format": FORMAT, **asdict(backup), "path": backup.path.name}
    text = json.dumps(members, ensure_ascii=False, indent=1, sort_keys=True)
    write(manifest_path(backup.path), (text + "\n").encode())


def read_manifest(backup: Path) -> Backup | None:
    """The note of a backup, None where there is none; one that does not read is a refusal."""
    note = manifest_path(backup)
    if not note.exists():
        return None
    try:
        members = cast("dict[str, object]", json.loads(note.read_bytes()))
        return _backup(members, backup)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreRefused("damaged", note, "备份说明读不出来") from error


def _backup(members: dict[str, object], path: Path) -> Backup:
    if members["format"] != FORMAT:
        raise ValueError(members["format"])
    given = {field.name: members[field.name] for field in fields(Backup) if field.name != "path"}
    texts = {name: value for name, value in given.items() if isinstance(value, str)}
    return Backup(path=path, tables=_words(given["tables"]), extra=_words(given["extra"]), **texts)


def _words(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError(value)
    found = cast("dict[object, object]", value)
    return {str(name): str(word) for name, word in found.items()}
