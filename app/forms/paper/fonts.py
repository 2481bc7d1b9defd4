"""The fonts that travel with the program: registered on first use, measured by table, a face for each rare sign."""

import re
import struct
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Fault, Refused
from app.library import RESOURCES

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

SANS, BOLD, SERIF = "ledger-sans", "ledger-bold", "ledger-serif"
FILES = {SANS: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf", SERIF: "NotoSerifSC-Regular.ttf"}
FOLDER = RESOURCES / "fonts"
# What no face has is printed as a box: a gap on a signed form would look as if nothing had been there.
BOX = "□"
THOUSAND = 1000
# A character beyond the first 65,536 must be written as two units; reportlab writes its bare number.
_BEYOND = re.compile(r"(?<= )<([0-9A-F]{5,6})>")
_CMAP = "toUnicodeCMap:"


class _Widths(dict[str, int]):
    """Widths by character, measured on first use."""

    def __init__(self, face: "Face") -> None:
        super().__init__()
        self._face = face

    def __missing__(self, sign: str) -> int:
        found = self[sign] = self._face.measured(sign)
        return found


class Face:
    """One font: how wide its characters are, in thousandths of its size, and which it has."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._font = _registered(name, folder / FILES[name])
        self._widths = _Widths(self)
        self._own: set[str] = set()
        self.wide = self._widths.__getitem__

    def has(self, sign: str) -> bool:
        """Whether the font has a character."""
        return ord(sign) in self._font.face.charToGlyph

    def has_all(self, text: str) -> bool:
        """Whether the whole text can be drawn in this face."""
        if self._own.issuperset(text):
            return True
        self._own.update(sign for sign in text if self.has(sign) and not is_unseen(sign))
        return self._own.issuperset(text)

    def width(self, text: str) -> int:
        """A text's width; what this face lacks is measured in the face that will draw it."""
        return sum(map(self.wide, text))

    def encoded(self, text: str, document: Any) -> list[tuple[str, bytes]]:
        """A text as it is written in one PDF document: codes, and the name of the font that has their glyphs."""
        font: Any = self._font
        return [
            (font.getSubsetInternalName(subset, document), codes) for subset, codes in font.splitString(text, document)
        ]

    def measured(self, sign: str) -> int:
        """A character's width, looked up in the font."""
        if is_unseen(sign):
            return 0
        drawn, one = face_for(sign, self)
        known: Any = one._font.face
        return round(known.charWidths.get(ord(drawn), known.defaultWidth))


@cache
def face(name: str, folder: Path = FOLDER) -> Face:
    """A font by name; read once."""
    return Face(name, folder)


@cache
def face_for(sign: str, wanted: Face) -> tuple[str, Face]:
    """The face that draws a character, and what it draws: a box where nobody has it."""
    if wanted.has(sign):
        return sign, wanted
    for one in (face(name) for name in FILES if name != wanted.name):
        if one.has(sign):
            return sign, one
    return BOX, wanted


@lru_cache(maxsize=16_384)
def runs(text: str, wanted: Face) -> tuple[tuple[str, Face], ...]:
    """A text in pieces of one face each; nearly always one. What has no look of its own is left out."""
    if wanted.has_all(text):
        return ((text, wanted),)
    found: list[tuple[str, Face]] = []
    for sign in text:
        if is_unseen(sign):
            continue
        drawn, one = face_for(sign, wanted)
        if found and found[-1][1] is one:
            found[-1] = found[-1][0] + drawn, one
        else:
            found.append((drawn, one))
    return tuple(found)


def unknown(texts: Iterable[str]) -> str:
    """The characters that no font has, each once: they are printed as boxes, and whoever prints must be told."""
    signs = dict.fromkeys(sign for text in texts if not face(SANS).has_all(text) for sign in text)
    return "".join(sign for sign in signs if not is_unseen(sign) and face_for(sign, face(SANS))[0] != sign)


@cache
def is_unseen(sign: str) -> bool:
    """Joiners, direction marks and variation selectors: they say how to draw others and are not drawn."""
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _registered(name: str, file: Path) -> "TTFont":
    """A font that reportlab knows; refused by its file's name where it is missing or damaged."""
    from reportlab.pdfbase.pdfmetrics import registerFont  # pyright: ignore[reportUnknownVariableType]
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        found = _font_class()(name, str(file))
    except (TTFError, OSError, ValueError, LookupError, TypeError, struct.error) as error:
        reason = "已损坏" if file.is_file() else "不在了"
        raise Refused([Fault("字体", file.name, f"打印用的字体文件{reason}，请重新安装本程序")]) from error
    registerFont(found)  # pyright: ignore[reportUnknownMemberType]
    return found


@cache
def _font_class() -> "type[TTFont]":
    from reportlab.pdfbase.ttfonts import TTFont

    class Font(TTFont):
        """A font whose rare characters can be copied out of the PDF."""

        def addObjects(self, doc: Any) -> None:
            super().addObjects(doc)  # pyright: ignore[reportUnknownMemberType]
            for key, made in doc.idToObject.items():
                if key.startswith(_CMAP):
                    made.content = _BEYOND.sub(_units, made.content)

    return Font


def _units(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"
