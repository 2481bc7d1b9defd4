"""One thing looked at: a name and a job that says what it found, or raises `Wrong` with everything that is wrong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.errors import Refused
from app.self_check.manifest import Manifest

USER = "自检"
DEMO = "示例 台账.hotline"
MOST = 6


class Wrong(Exception):
    """A check has found something; every line names one thing."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the checks stand on: the source's list, where the data files lie, a folder to write in."""

    manifest: Manifest
    root: Path
    folder: Path

    @property
    def demo(self) -> Path:
        """The demo's store, which one of the first checks builds."""
        path = self.folder / DEMO
        if not path.is_file():
            raise Wrong(["示例台账没有建成，无从检查"])
        return path


class Item(NamedTuple):
    """A check by name."""

    name: str
    job: Callable[[Ground], str]


def compared(wanted: Iterable[str], found: Iterable[str]) -> str:
    """How many there are; wrong where one of the source's is missing or there is one more."""
    source, here = set(wanted), set(found)
    faults = [f"缺 {name}" for name in sorted(source - here)] + [f"多出 {name}" for name in sorted(here - source)]
    if faults:
        raise Wrong(faults)
    return f"{len(source)} 个"


def told(error: Exception) -> tuple[str, ...]:
    """What an error says, a line for each thing wrong; the first ones where there are many."""
    if isinstance(error, Wrong):
        return error.faults
    if isinstance(error, Refused):
        lines = [str(fault) for fault in error.faults]
        return (*lines[:MOST], f"……共 {len(lines)} 处") if len(lines) > MOST else tuple(lines)
    return (f"{type(error).__name__}：{' '.join(str(error).split())}",)


def required(faults: Iterable[str]) -> None:
    """Nothing, if nothing is wrong."""
    found = list(faults)
    if found:
        raise Wrong(found)
