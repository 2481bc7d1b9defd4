"""The scripts of the demo: what its projects are called, who works there and what happens, all of it data."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from app.errors import Fault, Refused
from app.library import RESOURCES
from app.toml_text import read_toml

FOLDER = RESOURCES / "demo"
DAY = timedelta(days=1)
Script: TypeAlias = Mapping[str, Any]


def read_script(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """A script's data; refused where it cannot be read."""
    faults: list[Fault] = []
    data = read_toml(folder / name, faults)
    if data is None:
        raise Refused(faults)
    return data


def rows(script: Script, key: str) -> list[Script]:
    """A list of tables, empty where there is none."""
    return list(script.get(key, ()))


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    for at in range((last - first).days + 1):
        yield first + DAY * at


def fen(yuan: str) -> int:
    """Fen of whole yuan."""
    return int(yuan) * 100
