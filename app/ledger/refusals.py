"""What the store refuses, said as a refusal of the program: one kind of exception reaches whoever shows it."""

from collections.abc import Generator
from contextlib import contextmanager

from app.errors import Fault, Refused
from db.errors import StoreRefused


class Unchanged(Refused):
    """What was asked is so already: nothing was written, and nothing is wrong."""


# The store cannot take it now but may in a while: what was typed is kept and tried again.
PASSING = ("busy", "full", "read_only", "io")


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
