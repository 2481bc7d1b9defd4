"""What was typed into a numeric cell, as plain figures: full-width digits, Chinese marks and thousands apart."""

import re
import unicodedata

from ui.kit.number_text import GROUPED, tidy

NUMERIC = re.compile(r"[+-]?[0-9.,]+%?")


def plain_number(text: str) -> str:
    """`１８，７２０` becomes 18720; what is no number is left as typed, for its error to quote it."""
    found = tidy(text)
    if GROUPED.fullmatch(found.removesuffix("%")):
        return found.replace(",", "")
    return found if NUMERIC.fullmatch(found) else text.strip()


def plain_key(text: str) -> str:
    """A key as it is compared: `ｂ`, `b` and `B` are one."""
    return unicodedata.normalize("NFKC", text).casefold()
