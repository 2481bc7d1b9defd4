"""Tokens as a Qt palette, for what paints itself by palette roles."""

from PySide6.QtGui import QColor, QPalette

from ui.kit.theme.tokens import Tokens, faded

Role = QPalette.ColorRole
Group = QPalette.ColorGroup


def palette_of(tokens: Tokens) -> QPalette:
    """Every role that the standard widgets and item views read."""
    made = QPalette()
    for role, colour in _roles(tokens).items():
        made.setColor(role, colour)
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText):
        made.setColor(Group.Disabled, role, faded(tokens))
    made.setColor(Group.Disabled, Role.Highlight, tokens.soft)
    return made


def _roles(tokens: Tokens) -> dict[Role, QColor]:
    return {
        Role.Window: tokens.ground,
        Role.WindowText: tokens.ink,
        Role.Base: tokens.panel,
        Role.AlternateBase: tokens.soft,
        Role.Text: tokens.ink,
        Role.Button: tokens.panel,
        Role.ButtonText: tokens.ink,
        Role.BrightText: tokens.bad,
        Role.PlaceholderText: tokens.muted,
        Role.ToolTipBase: tokens.panel,
        Role.ToolTipText: tokens.ink,
        Role.Highlight: tokens.accent_soft,
        Role.HighlightedText: tokens.ink,
        Role.Accent: tokens.accent,
        Role.Link: tokens.accent,
        Role.LinkVisited: tokens.accent,
        Role.Light: tokens.panel,
        Role.Midlight: tokens.line,
        Role.Mid: tokens.edge,
        Role.Dark: tokens.muted,
        Role.Shadow: tokens.shade,
    }
