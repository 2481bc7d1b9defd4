"""The small pictures that a style sheet can only name as files: `python -m ui.kit.theme.art` writes them anew."""

from PySide6.QtGui import QColor

from ui.kit.theme.files import STYLES
from ui.kit.theme.tokens import DARK, LIGHT, Tokens

DOWN, UP = "m6 9.5 6 6 6-6", "m6 14.5 6-6 6 6"
LEFT, RIGHT = "m14.5 6-6 6 6 6", "m9.5 6 6 6-6 6"
CHECK, DASH = "m5.5 12.5 4.5 4.5 8.5-9.5", "M6.5 12h11"
PLUS, MINUS = "M12 6v12M6 12h12", "M6 12h12"


def art_of(tokens: Tokens) -> dict[str, str]:
    """File name → SVG in the colours of a theme."""
    arrows = {"down": DOWN, "up": UP, "left": LEFT, "right": RIGHT, "plus": PLUS, "minus": MINUS}
    made = {f"{name}.svg": _line(path, tokens.muted, "2") for name, path in arrows.items()}
    made |= {"check.svg": _line(CHECK, tokens.on_accent, "3"), "dash.svg": _line(DASH, tokens.on_accent, "3")}
    return made | {"tick.svg": _line(CHECK, tokens.accent, "2.5"), "dot.svg": _dot(tokens.on_accent)}


def write() -> None:
    """Writes both themes' pictures."""
    for tokens in (LIGHT, DARK):
        folder = STYLES / ("dark" if tokens.dark else "light")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in art_of(tokens).items():
            (folder / name).write_text(text, "utf-8", newline="\n")


def _svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{inside}</svg>\n'


def _line(path: str, colour: QColor, width: str) -> str:
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return _svg(f'<path d="{path}" fill="none" stroke="{colour.name()}" stroke-width="{width}" {ends}/>')


def _dot(colour: QColor) -> str:
    return _svg(f'<circle cx="12" cy="12" r="5" fill="{colour.name()}"/>')


if __name__ == "__main__":
    write()
