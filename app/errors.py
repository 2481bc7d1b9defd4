"""Faults are values with a place; refusals are exceptions that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at one place: `path: value: reason`."""

    path: str
    value: str
    reason: str
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return where + ": ".join(" ".join(part.split()) for part in (self.path, self.value, self.reason))


class Refused(Exception):
    """What was asked cannot be done as given; every fault is named, nothing was changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
