"""Reads a list of texts."""

from app.reader import Reader


def texts(reader: Reader, key: str) -> tuple[str, ...]:
    """The members of a list, none of them blank; an absent list is empty."""
    found: list[str] = []
    for at, member in enumerate(reader.items(key)):
        one = Reader({f"{key}[{at}]": member}, reader.path, reader.faults)
        found.append(one.text(f"{key}[{at}]"))
    return tuple(found)
