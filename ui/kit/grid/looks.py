"""How a cell looks, by roles of the theme; and one picture a code, drawn once for each size and screen."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap

from ui.kit.theme import Tokens


@dataclass(frozen=True)
class Look:
    """Fields of `Tokens` for the text and for what is behind it; no ground lets the column's own show."""

    ink: str = "ink"
    ground: str = ""
    bold: bool = False


PLAIN = Look()
MUTED = Look("muted")
GOOD = Look("good")
STRONG = Look(bold=True)
MARKED = Look("ink", "accent_soft")
WARNED = Look("warn", "warn_soft", True)
FAILED = Look("bad", "bad_soft", True)


def sign_picture(text: str, look: Look, tokens: Tokens, font: QFont, size: QSize, ratio: float) -> QPixmap:
    """A short sign in the middle of a cell of this size."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(getattr(tokens, look.ground) if look.ground else Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setFont(with_weight(font, look.bold))
    painter.setPen(getattr(tokens, look.ink))
    painter.drawText(QRect(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture


def with_weight(font: QFont, bold: bool) -> QFont:
    """The same font, bold where asked for."""
    if not bold or font.bold():
        return font
    made = QFont(font)
    made.setBold(True)
    return made
