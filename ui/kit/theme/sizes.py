"""Text sizes by role and lengths, both in device-independent pixels times the user's own zoom."""

from enum import IntEnum

from PySide6.QtGui import QFont, QGuiApplication


class Text(IntEnum):
    """The size of a text at 100 %, by what it is."""

    SMALL = 12
    BASE = 13
    FIGURE = 20
    BIG = 30


ROW = 31
CONTROL = 30
RADIUS = 8
PAD = 14
GAP = 12


def scaled(pixels: int) -> int:
    """A length at the user's zoom, which is the size of the program's font against the base of 13."""
    return (pixels * max(QGuiApplication.font().pixelSize(), 0) + Text.BASE // 2) // Text.BASE or pixels


def font(role: Text = Text.BASE, bold: bool = False) -> QFont:
    """The program's font in the size of a role."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(scaled(role))
    made.setBold(bold)
    return made
