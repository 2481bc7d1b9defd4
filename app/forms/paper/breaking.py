"""Breaks text into lines as Chinese is set: between characters, never before 。 nor after （, figures whole."""

import re
import unicodedata
from collections.abc import Callable, Iterator

# What must not begin a line, and what must not end one.
CLOSING = frozenset("，。、；：！？）》」』】〕〉”’％‰℃°…—～·•,.;:!?)]}%′″々ー／｜﹞﹚〞")
OPENING = frozenset("（《「『【〔〈“‘￥¥＄$€£([{﹝﹙〝№")
BLANKS = " \t\u3000"
# Where a line may end: anywhere; inside a word or a figure, if nothing else is left; against the rules, if not even
# that is; never inside a character that is written with several signs.
FREE, WORD, RULE, NEVER = range(4)
_LETTER = "0-9A-Za-z\u00c0-\u024f\u0370-\u04ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_BETWEEN = ".,:/+\\-−_@#&'’=?~～．：×·"
_UNIT = "%％‰℃元分天次人件个月日年时"
# Words, addresses, figures with their sign and with the unit right after them.
_WHOLE = re.compile(rf"[+\-−±≥≤<>=~#@]{{0,3}}[{_LETTER}](?:[{_BETWEEN}]*[{_LETTER}])*(?: ?[{_UNIT}])?")
_FIGURE = re.compile(r"[+\-−±≥≤<>=]*[0-9]")
_NEW_LINE = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_GLUE = frozenset("\u00a0\u2060\u202f")
_JOINER = "\u200d"

Width = Callable[[str], int]


def broken(text: str, room: int, width: Width) -> list[str]:
    """The lines of a text in so much room; a line break in the text is one on paper.

    Blanks at a break vanish. A line is wider than the room only where a single character is.
    """
    return [line for part in _NEW_LINE.split(text) for line in _lines(part, room, width)]


def _lines(text: str, room: int, width: Width) -> list[str]:
    widths = list(map(width, text))
    if sum(widths) <= room:
        return [text]
    found: list[str] = []
    start = 0
    for end in _ends(text, widths, room):
        found.append(text[start:end].rstrip(BLANKS))
        start = end
    # Blanks alone are no line of their own.
    return [line for line in found if line] or [""]


def _ends(text: str, widths: list[int], room: int) -> Iterator[int]:
    """Where each line ends: as late as it costs least. Blanks hang over the edge, they are not printed there."""
    cost = costs(text)
    start, used, last = 0, 0, _last(cost, 0, 0)
    for at, size in enumerate(widths):
        if at > start and cost[at] < NEVER:
            last[cost[at]] = at
        while used + size > room and text[at] not in BLANKS:
            end = next((one for one in last if one > start), 0)
            if not end:
                break
            yield end
            start, used, last = end, sum(widths[end:at]), _last(cost, end, at)
        used += size
    yield len(text)


def _last(cost: list[int], start: int, at: int) -> list[int]:
    """The last place of each cost after the start of a line, as far as it was read."""
    found = [0, 0, 0]
    for place in range(start + 1, at + 1):
        if cost[place] < NEVER:
            found[cost[place]] = place
    return found


def costs(text: str) -> list[int]:
    """What it costs to end a line before each character."""
    cost = [FREE] * len(text)
    for found in _WHOLE.finditer(text):
        cost[found.start() + 1 : found.end()] = [WORD] * (found.end() - found.start() - 1)
    before, ink = "", ""
    for at, sign in enumerate(text):
        if before == _JOINER or _hangs_on(sign):
            cost[at] = NEVER
        elif sign in CLOSING or sign in BLANKS or ink in OPENING or sign in _GLUE or before in _GLUE:
            cost[at] = RULE
        before = sign
        ink = ink if sign in BLANKS else sign
    return cost


def _hangs_on(sign: str) -> bool:
    """Whether a sign is written on the character before it: accents, variation selectors, joiners."""
    return sign > "\u02ff" and (sign == _JOINER or unicodedata.category(sign) in ("Mn", "Me", "Mc"))


def figures(text: str) -> list[str]:
    """The figures in a text with what belongs to them, by which a table is read: they are never cut in two."""
    return [found[0] for found in _WHOLE.finditer(text) if _FIGURE.match(found[0])]
