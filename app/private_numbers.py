"""Numbers that tell who somebody is, telephones and identity cards, found in free text and masked."""

import re

# Eleven digits of a mobile, a land line with its area code, eighteen of an identity card.
_APART = r"[ -]?"
NUMBERS = re.compile(
    rf"(?<![0-9A-Za-z])(?:"
    rf"[1-9][0-9]{{5}}(?:18|19|20)[0-9]{{2}}[01][0-9][0-3][0-9][0-9]{{3}}[0-9Xx]"
    rf"|(?:\+?86{_APART})?1[3-9][0-9]{_APART}[0-9]{{4}}{_APART}[0-9]{{4}}"
    rf"|0[1-9][0-9]{{1,2}}-?[2-9][0-9]{{6,7}}"
    rf")(?![0-9A-Za-z])"
)
KEPT_HEAD, KEPT_TAIL = 3, 2


def numbers_in(text: str) -> tuple[str, ...]:
    """Whatever looks like somebody's number, masked as it would be shown."""
    return tuple(_hidden(found[0]) for found in NUMBERS.finditer(text))


def masked(text: str) -> str:
    """The same text with such numbers masked."""
    return NUMBERS.sub(_replaced, text)


def _replaced(found: re.Match[str]) -> str:
    return _hidden(found[0])


def _hidden(number: str) -> str:
    plain = re.sub(r"[^0-9Xx]", "", number)
    return f"{plain[:KEPT_HEAD]}{'*' * (len(plain) - KEPT_HEAD - KEPT_TAIL)}{plain[-KEPT_TAIL:]}"
