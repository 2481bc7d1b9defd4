"""What the store refuses, said as a refusal of the program: one kind of exception reaches whoever shows it."""

from collections.abc import Generator
from contextlib import contextmanager

from app.errors import Fault, Refused
from db.errors import StoreRefused


class Unchanged(Refused):
    """What was asked is so already: nothing was written, and nothing is wrong."""


# The store cannot take it now but may in a while: what was typed is kept and tried again.
PASSING = {
    "busy": "台账正被占用",
    "full": "磁盘空间不足",
    "read_only": "台账现在只读，写不进去",
    "io": "读写磁盘出错",
}


@contextmanager
def told() -> Generator[None]:
    """Turns the store's refusals into the program's."""
    try:
        yield
    except StoreRefused as refused:
        raise Refused([Fault(refused.code, str(refused.path), refused.reason)]) from refused


def is_passing(refused: Refused) -> bool:
    """Whether the same write may succeed later."""
    return any(fault.path in PASSING for fault in refused.faults)


def passing_words(refused: Refused) -> str:
    """Why the store does not take it now, in a few words; for somewhere narrow."""
    return next((PASSING[fault.path] for fault in refused.faults if fault.path in PASSING), "")
