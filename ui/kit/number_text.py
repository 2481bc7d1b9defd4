"""Numbers as people type them, and as they are read: full-width digits, thousands; exact both ways."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

# A Chinese input method gives 。 for the decimal point, and there are many minus signs.
ALIKE = str.maketrans({"。": ".", "−": "-", "–": "-", "—": "-", "，": ","})
PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
SUM = re.compile(r"(?<![\d.,])([0-9]{4,15})(\.[0-9]{2}(?![0-9])|(?= 元))")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")


@dataclass(frozen=True)
class Format:
    """What a number may be: `places` after the point (None: any), and between which limits."""

    places: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    suffix: str = ""
    thousands: bool = True


@dataclass(frozen=True)
class Wrong:
    """Why a text is no number, as a key for the words and what they name."""

    reason: str
    named: str = ""


def tidy(text: str, suffix: str = "") -> str:
    """Half-width, without blanks and without the unit that may have been typed along."""
    plain = unicodedata.normalize("NFKC", text).translate(ALIKE)
    plain = re.sub(r"\s", "", plain)
    unit = unicodedata.normalize("NFKC", suffix)
    return plain.removesuffix(unit) if unit else plain


def parsed(text: str, form: Format) -> Decimal | Wrong | None:
    """The number, None for nothing, or what is wrong."""
    plain = tidy(text, form.suffix)
    if not plain:
        return None
    if GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif not PLAIN.fullmatch(plain):
        return Wrong("thousands" if PLAIN.fullmatch(plain.replace(",", "")) else "number")
    return _within(Decimal(plain), plain, form)


def _within(value: Decimal, plain: str, form: Format) -> Decimal | Wrong:
    after = plain.partition(".")[2]
    if form.places is not None and len(after.rstrip("0")) > form.places:
        return Wrong("places", str(form.places))
    if form.least is not None and value < form.least:
        return Wrong("least", str(form.least))
    if form.most is not None and value > form.most:
        return Wrong("most", str(form.most))
    return value


def exact(value: Decimal | int | None) -> str:
    """The digits of a number and no exponent, as one edits them."""
    return "" if value is None else f"{Decimal(value):f}"


def grouped(value: Decimal | int | None, form: Format) -> str:
    """As one reads it: thousands, a real minus, the unit; places are filled up with zeros, never rounded."""
    if value is None:
        return ""
    plain = exact(value)
    if form.places is not None:
        whole, _, after = plain.partition(".")
        after = after.rstrip("0").ljust(form.places, "0")
        plain = f"{whole}.{after}" if after else whole
    shown = f"{Decimal(plain):,f}" if form.thousands else plain
    return shown.replace("-", "−") + form.suffix


def money(fen: int) -> str:
    """Yuan with thousands, two places, a real minus: 18,480.00."""
    return grouped(Decimal(fen).scaleb(-2), Format(places=2))


def with_thousands(text: str) -> str:
    """Sums of money inside a sentence, as tables show them: 共 18480.00 元 is 共 18,480.00 元."""
    return SUM.sub(_parted, text)


def _parted(hit: re.Match[str]) -> str:
    return f"{int(hit[1]):,}{hit[2]}"
