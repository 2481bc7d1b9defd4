"""The fonts that travel with the program: registered on first use, measured by table, a face for each rare sign."""

from functools import cache
from pathlib import Path
from typing import Any

from app.errors import Fault, Refused
from app.library import RESOURCES

SANS, BOLD, SERIF = "ledger-sans", "ledger-bold", "ledger-serif"
FILES = {SANS: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf", SERIF: "NotoSerifSC-Regular.ttf"}
FOLDER = RESOURCES / "fonts"
# What no face has is printed as a box: a gap on a signed form would look as if nothing had been there.
BOX = "□"
THOUSAND = 1000


class Face:
    """One font: how wide its characters are, in thousandths of its size, and which it has."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._font = _registered(name, folder / FILES[name])
        self._known: dict[str, int] = {}

    def has(self, sign: str) -> bool:
        """Whether the font has a character."""
        return ord(sign) in self._font.face.charToGlyph

    def wide(self, sign: str) -> int:
        """A character's width; one that this face lacks is measured in the face that will draw it."""
        found = self._known.get(sign)
        if found is None:
            found = self._known[sign] = self._measured(sign)
        return found

    def _measured(self, sign: str) -> int:
        drawn, face = face_for(sign, self)
        return round(face._font.face.charWidths.get(ord(drawn), face._font.face.defaultWidth))


@cache
def face(name: str, folder: Path = FOLDER) -> Face:
    """A font by name; read once."""
    return Face(name, folder)


@cache
def face_for(sign: str, wanted: Face) -> tuple[str, Face]:
    """The face that draws a character, and what it draws: a box where nobody has it."""
    for one in (wanted, *(face(name) for name in FILES if name != wanted.name)):
        if one.has(sign):
            return sign, one
    return BOX, wanted


def runs(text: str, wanted: Face) -> list[tuple[str, Face]]:
    """A text in pieces of one face each; nearly always one."""
    if all(map(wanted.has, text)):
        return [(text, wanted)]
    found: list[tuple[str, Face]] = []
    for sign in text:
        drawn, one = face_for(sign, wanted)
        if found and found[-1][1] is one:
            found[-1] = found[-1][0] + drawn, one
        else:
            found.append((drawn, one))
    return found


def unknown(text: str) -> str:
    """The characters that no font has."""
    return "".join(dict.fromkeys(sign for sign in text if face_for(sign, face(SANS))[0] != sign))


def _registered(name: str, file: Path) -> Any:
    """A font that reportlab knows; refused by its file's name where it is missing or damaged."""
    from reportlab.pdfbase.pdfmetrics import registerFont  # pyright: ignore[reportUnknownVariableType]
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        found = TTFont(name, str(file))
    except (TTFError, OSError, ValueError) as error:
        reason = "不在了" if not file.is_file() else "已损坏"
        raise Refused([Fault("字体", file.name, f"打印用的字体文件{reason}，请重新安装本程序")]) from error
    registerFont(found)  # pyright: ignore[reportUnknownMemberType]
    return found
