"""Chance that falls the same way every time: dice by topic, salts by number."""

from collections.abc import Callable
from hashlib import sha256
from itertools import count
from random import Random


def dice(*topic: object) -> Random:
    """Dice of a topic: what is thrown for one never changes what is thrown for another."""
    return Random("/".join(str(part) for part in topic))


def salts(seed: int) -> Callable[[], str]:
    """The salts of the history, in the place of random ones."""
    numbers = count(1)

    def salt() -> str:
        return sha256(f"{seed}/{next(numbers)}".encode()).hexdigest()[:16]

    return salt
