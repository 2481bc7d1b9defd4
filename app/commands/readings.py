"""`readings SCHEME`: the ambiguous clauses of a contract, how each is read, how else it could be."""

from argparse import Namespace
from typing import Any

from app.commands.common import OK, write
from app.library import versions
from app.scoring.readings import Reading


def run(arguments: Namespace) -> int:
    """The command."""
    scheme = versions(arguments.scheme)[-1]
    write([described(reading) for reading in scheme.readings.values()])
    return OK


def described(reading: Reading) -> dict[str, Any]:
    """A reading in one object."""
    known = (choice.means for choice in reading.choices if choice.id == reading.default)
    chosen = next(known, reading.means(reading.default))
    found: dict[str, Any] = {
        "id": reading.id,
        "clause": reading.clause,
        "words": reading.words,
        "question": reading.question,
        "chosen": {"id": reading.default, "means": chosen},
        "alternatives": [{"id": one.id, "means": one.means} for one in reading.others(reading.default)],
    }
    if reading.number:
        high = None if reading.high is None else str(reading.high)
        found["range"] = {"low": str(reading.low or 0), "high": high, "none": reading.may_be_none}
    return found
