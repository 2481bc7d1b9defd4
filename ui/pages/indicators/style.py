"""How the table's fields differ from others: lower, and quiet where nobody has to type."""

from ui.kit.theme import Tokens, scaled


def sheet_of(tokens: Tokens) -> str:
    """Colours come from the theme; sizes are those of a dense table."""
    muted, accent = tokens.muted.name(), tokens.accent.name()
    return f"""
QLineEdit {{ min-height: 0; max-height: {scaled(60)}px; padding: 0 {scaled(4)}px; border-radius: {scaled(4)}px; }}
QLineEdit[origin="computed"] {{ border-color: transparent; background: transparent; }}
QLineEdit[origin="found"] {{ background: {tokens.soft.name()}; border-color: {tokens.line.name()}; }}
QLineEdit[origin="override"] {{ border-color: {tokens.warn.name()}; }}
QLineEdit[origin]:hover {{ border: 1px solid {muted}; }}
QLineEdit[origin]:focus {{ border: 1px solid {accent}; background: {tokens.panel.name()}; }}
QLineEdit[origin][readOnly="true"] {{ border-color: transparent; background: transparent; }}
QLineEdit[state="error"] {{ border: 1px solid {tokens.bad.name()}; background: {tokens.bad_soft.name()}; }}
"""
