"""The one style sheet, built from the templates in resources/styles with the colours and sizes of a theme."""

import re
from dataclasses import fields

from PySide6.QtGui import QColor

from ui.kit.theme.files import STYLES
from ui.kit.theme.sizes import Text, scaled
from ui.kit.theme.tokens import Tokens, faded, mixed

# Qt draws square corners where a radius exceeds half the side by a pixel, so halves are rounded down after scaling.
LENGTHS = {
    "px": scaled,
    "half": lambda pixels: scaled(pixels) // 2,
    "round": lambda pixels: scaled(pixels) // 2 + 1,
}
PLACE = re.compile(r"@(\w+)(?:\((\d+)\))?")


def sheet_of(tokens: Tokens) -> str:
    """`@ink` is a colour, `@px(12)` a length at the user's zoom, `@half(12)` the radius that makes it round
    (`@round(12)` inside a border of one pixel), `@art` the folder of the theme's small pictures."""
    words = {name: _css(colour) for name, colour in _colours(tokens).items()}
    words |= {role.name.lower() + "_text": f"{scaled(role)}px" for role in Text}
    words["art"] = (STYLES / ("dark" if tokens.dark else "light")).as_posix()

    def filled(found: re.Match[str]) -> str:
        return f"{LENGTHS[found[1]](int(found[2]))}px" if found[2] else words[found[1]]

    return PLACE.sub(filled, "\n".join(one.read_text("utf-8") for one in sorted(STYLES.glob("*.qss"))))


def _colours(tokens: Tokens) -> dict[str, QColor]:
    made = {one.name: getattr(tokens, one.name) for one in fields(tokens) if one.name != "dark"}
    return made | {
        "faded": faded(tokens),
        "accent_hover": mixed(tokens.accent, tokens.ink, 88),
        "accent_down": mixed(tokens.accent, tokens.ink, 76),
        "bad_edge": mixed(tokens.bad, tokens.panel, 40),
        "mark_edge": mixed(tokens.muted, tokens.panel, 65),
    }


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
