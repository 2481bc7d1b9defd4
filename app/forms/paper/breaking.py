"""Breaks text into lines as Chinese is set: between characters, never before 。 nor after （, numbers whole."""

import re
from collections.abc import Callable, Iterator

# What must not begin a line, and what must not end one.
CLOSING = frozenset("，。、；：！？）》」』】〕〉”’％‰℃…—～·,.;:!?)]}%")
OPENING = frozenset("（《「『【〔〈“‘￥¥([{")
# A word, a number with its sign and unit, or any one character.
PIECE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:/%+\-_@#&'′]*|\s|.", re.DOTALL)

Width = Callable[[str], int]


def broken(text: str, room: int, width: Width) -> list[str]:
    """The lines of a text in so much room; a line break in the text is one on paper."""
    return [line for part in text.split("\n") for line in _lines(part, room, width)]


def _lines(text: str, room: int, width: Width) -> list[str]:
    if sum(map(width, text)) <= room:
        return [text]
    found: list[str] = []
    line, used = "", 0
    for piece, size in _fitting(text, room, width):
        if used + size > room and line:
            found.append(line.rstrip())
            line, used = "", 0
            if piece.isspace():
                continue
        line += piece
        used += size
    return [*found, line.rstrip()] if line.strip() or not found else found


def _fitting(text: str, room: int, width: Width) -> Iterator[tuple[str, int]]:
    """What stays together with its width; what is wider than the room is cut between characters."""
    for piece in _bound(text):
        size = sum(map(width, piece))
        if size <= room:
            yield piece, size
        else:
            yield from ((sign, width(sign)) for sign in piece)


def _bound(text: str) -> Iterator[str]:
    """Characters and words, each with the signs that hang on it before and after."""
    held = ""
    for piece in PIECE.findall(text):
        if held and _hangs(held[-1], piece):
            held += piece
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _hangs(before: str, piece: str) -> bool:
    """Whether no line may end between a sign and what follows it."""
    return (piece in CLOSING and not before.isspace()) or (before in OPENING and not piece.isspace())
