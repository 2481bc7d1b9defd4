"""Colours can be read, pictures fit their theme, and the program can change clothes while it runs."""

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ui.kit.labels import RichLabel, label
from ui.kit.theme import DARK, LIGHT, Text, Theme, Tokens, Tone, font, install, scaled, tokens_of
from ui.kit.theme.art import art_of
from ui.kit.theme.files import STYLES
from ui.kit.theme.sheet import sheet_of
from ui.kit.theme.tokens import mixed

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: QColor) -> float:
    """As WCAG defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@THEMES
@pytest.mark.parametrize("role", ["ink", "muted", "accent", "good", "warn", "bad"])
@pytest.mark.parametrize("ground", ["ground", "panel", "soft"])
def test_words_can_be_read(tokens: Tokens, role: str, ground: str) -> None:
    assert contrast(getattr(tokens, role), getattr(tokens, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_a_chip_can_be_read(tokens: Tokens, tone: Tone) -> None:
    assert contrast(tokens.strong(tone), tokens.gentle(tone)) >= 4.5
    assert contrast(tokens.ink, tokens.gentle(tone)) >= 4.5


@THEMES
@pytest.mark.parametrize("filled", ["accent", "bad"])
def test_words_on_a_filled_button_can_be_read(tokens: Tokens, filled: str) -> None:
    assert contrast(tokens.on_accent, getattr(tokens, filled)) >= 4.5


@THEMES
def test_a_selected_row_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.muted, tokens.accent_soft) >= 4.5


@THEMES
def test_pictures_of_the_sheet_are_of_this_theme(tokens: Tokens) -> None:
    folder = STYLES / ("dark" if tokens.dark else "light")
    assert {one.name: one.read_text("utf-8") for one in folder.iterdir()} == art_of(tokens)


@THEMES
def test_the_sheet_has_every_place_filled_and_every_picture(tokens: Tokens, qapp: QApplication) -> None:
    sheet = sheet_of(tokens)
    assert "@" not in sheet
    for part in sheet.split("url(")[1:]:
        assert (STYLES / part.split(")")[0]).is_file()


def test_every_role_differs_between_the_themes() -> None:
    assert all(getattr(LIGHT, one.name) != getattr(DARK, one.name) for one in fields(Tokens))


def test_mixed_colours_lie_between() -> None:
    assert mixed(QColor(0, 100, 200), QColor(100, 0, 200), 25) == QColor(75, 25, 200)


@pytest.mark.parametrize("dark", [False, True])
def test_tokens_are_found_from_any_widget_and_palette(qtbot, qapp: QApplication, dark: bool) -> None:
    install(qapp, dark)
    window, button = QWidget(), QPushButton("x")
    button.setProperty("tone", "primary")
    button.setParent(window)
    qtbot.addWidget(window)
    window.show()
    assert tokens_of(window).dark is tokens_of(button).dark is tokens_of(QPalette(qapp.palette())).dark is dark


def test_a_shown_window_changes_clothes(qtbot, qapp: QApplication) -> None:
    theme = install(qapp, False, 100)
    words = RichLabel("[看](a)")
    qtbot.addWidget(words)
    words.show()
    assert LIGHT.accent.name() in words.text()
    with qtbot.waitSignal(theme.changed):
        install(qapp, True, 150)
    assert tokens_of(words).dark
    assert DARK.accent.name() in words.text()
    assert scaled(100) == 154  # 13 px at 150 % is 20 px, and lengths go with the words
    assert font(Text.BIG, True).pixelSize() == 46
    install(qapp, False, 100)
    assert (scaled(31), font().pixelSize()) == (31, 13)


def test_there_is_one_theme(qapp: QApplication) -> None:
    assert install(qapp) is install(qapp, True) is install(qapp, False)
    assert len(qapp.findChildren(Theme)) == 1


def test_the_system_is_followed_until_the_user_chooses(qapp: QApplication, monkeypatch) -> None:
    theme = install(qapp, None)
    assert theme.is_dark is (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    monkeypatch.setattr(Theme, "is_dark", property(lambda _: True))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert tokens_of(qapp.palette()) is DARK
    monkeypatch.undo()
    install(qapp, False)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert tokens_of(qapp.palette()) is LIGHT


def test_figures_are_tabular_also_where_the_sheet_sets_a_size(qtbot, light) -> None:
    tag = QFont.Tag("tnum")
    for role in ("", "small", "figure", "big"):
        shown = label("1", role)
        qtbot.addWidget(shown)
        shown.ensurePolished()
        assert shown.font().featureValue(tag) == 1
        assert len({shown.fontMetrics().horizontalAdvance(one) for one in "0123456789"}) == 1


@pytest.mark.parametrize(("role", "size"), [("small", 12), ("", 13), ("figure", 20), ("big", 30)])
def test_text_sizes(qtbot, light, role: str, size: int) -> None:
    shown: QLabel = label("1", role)
    qtbot.addWidget(shown)
    shown.ensurePolished()
    assert shown.font().pixelSize() == size
