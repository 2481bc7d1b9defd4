"""Colours, sizes, font and style sheet of the window; everything else names roles."""

from ui.kit.theme.install import Theme, install
from ui.kit.theme.sizes import CONTROL, GAP, PAD, RADIUS, ROW, Text, font, scaled
from ui.kit.theme.tokens import DARK, LIGHT, Tokens, Tone, tokens_of

__all__ = [
    "CONTROL",
    "DARK",
    "GAP",
    "LIGHT",
    "PAD",
    "RADIUS",
    "ROW",
    "Text",
    "Theme",
    "Tokens",
    "Tone",
    "font",
    "install",
    "scaled",
    "tokens_of",
]
