"""The colours of the window by role, light and dark; the only place that knows a literal colour."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget


class Tone(StrEnum):
    """What a coloured thing says."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Tokens:
    """One theme. Every text role reads at 4.5 : 1 or better on ground, panel, soft and its own soft tone."""

    dark: bool
    ground: QColor
    panel: QColor
    ink: QColor
    muted: QColor
    line: QColor
    soft: QColor
    accent: QColor
    accent_soft: QColor
    good: QColor
    good_soft: QColor
    warn: QColor
    warn_soft: QColor
    bad: QColor
    bad_soft: QColor
    on_accent: QColor
    edge: QColor  # the border of what can be typed in or pressed, stronger than a line between rows
    shade: QColor  # the shadow under what floats

    def strong(self, tone: str) -> QColor:
        """The colour of a tone's words, marks and bars."""
        return self.muted if tone == Tone.NEUTRAL else getattr(self, Tone(tone).value)

    def gentle(self, tone: str) -> QColor:
        """The colour behind a tone's words."""
        return self.soft if tone == Tone.NEUTRAL else getattr(self, f"{Tone(tone).value}_soft")


def _theme(dark: bool, **hexes: str) -> Tokens:
    return Tokens(dark=dark, **{role: QColor(text) for role, text in hexes.items()})


# muted, good and warn are a shade darker than first drawn, to be read at 12 px on ground and on their soft tones.
LIGHT = _theme(
    dark=False,
    ground="#f4f6f8",
    panel="#ffffff",
    ink="#1c2733",
    muted="#5f6c7a",
    line="#e2e7ec",
    soft="#eef2f6",
    accent="#1f63c2",
    accent_soft="#e6effb",
    good="#197a4f",
    good_soft="#e3f4ec",
    warn="#966010",
    warn_soft="#fdf3e1",
    bad="#c13c32",
    bad_soft="#fcebea",
    on_accent="#ffffff",
    edge="#cfd7df",
    shade="#18101820",
)
DARK = _theme(
    dark=True,
    ground="#15191e",
    panel="#1d2329",
    ink="#e6ebf0",
    muted="#95a2af",
    line="#2d353d",
    soft="#262d35",
    accent="#6aa5f5",
    accent_soft="#22354f",
    good="#4fc08d",
    good_soft="#1d3a2d",
    warn="#e0a84b",
    warn_soft="#3a301d",
    bad="#f0837a",
    bad_soft="#3d2523",
    on_accent="#10151b",
    edge="#3d4751",
    shade="#60000000",
)


def mixed(first: QColor, second: QColor, percent: int) -> QColor:
    """So many percent of the first over the second, both opaque."""
    pairs = (
        (first.red(), second.red()),
        (first.green(), second.green()),
        (first.blue(), second.blue()),
    )
    return QColor.fromRgb(*((a * percent + b * (100 - percent)) // 100 for a, b in pairs))


def faded(tokens: Tokens) -> QColor:
    """The words of what cannot be used now."""
    return mixed(tokens.muted, tokens.panel, 60)


def tokens_of(source: QWidget | QPalette) -> Tokens:
    """The theme that a widget stands in.

    Midlight decides, because no style sheet rule touches it: the background of a filled button changes Window.
    """
    palette = source if isinstance(source, QPalette) else source.palette()
    return LIGHT if palette.color(QPalette.ColorRole.Midlight).lightness() > 128 else DARK
