"""A day is typed as a whole, however the cursor stands; what is no day changes nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.date_field import DateField
from ui.kit.day_text import day_of

SHOWN = QDate(2026, 6, 23)
Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[DateField]:
    """Two days side by side, the first one focused."""
    both = QWidget()
    row, made = QHBoxLayout(both), DateField(SHOWN)
    row.addWidget(made)
    row.addWidget(DateField(SHOWN))
    qtbot.addWidget(both)
    both.show()
    both.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    both.close()


@pytest.mark.parametrize("typed", ["2025-12-03", "20251203", "2025/12/3", "2025.12.3"])
@pytest.mark.parametrize("before", [(), (Key.Key_Home,), (Key.Key_End,), (Key.Key_Right, Key.Key_Right)])
def test_a_whole_day(field: DateField, typed: str, before: tuple[Key, ...]) -> None:
    for key in before:
        QTest.keyClick(field, key)
    QTest.keyClicks(field, typed)
    assert field.date() == QDate(2025, 12, 3) and field.text() == typed
    QTest.keyClick(field, Key.Key_Tab)
    assert field.text() == "2025-12-03"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("3", QDate(2026, 6, 3)),
        ("12-3", QDate(2026, 12, 3)),
        ("２０２５－１２－０３", QDate(2025, 12, 3)),
        ("2025年12月3日", QDate(2025, 12, 3)),
        ("31", None),
        ("2025-13-01", None),
        ("2025", None),
        ("1-2-3", None),
        ("", None),
    ],
)
def test_what_a_text_stands_for(typed: str, wanted: QDate | None) -> None:
    assert day_of(typed, SHOWN) == wanted


def test_what_is_no_day_changes_nothing(field: DateField) -> None:
    QTest.keyClicks(field, "2025-13-01")
    QTest.keyClick(field, Key.Key_Tab)
    assert field.date() == SHOWN and field.text() == "2026-06-23"


def test_it_can_be_taken_back_while_typing(field: DateField) -> None:
    QTest.keyClicks(field, "2025-12-039")
    QTest.keyClick(field, Key.Key_Backspace)
    assert field.date() == QDate(2025, 12, 3)
    QTest.keyClick(field, Key.Key_Escape)
    assert field.date() == SHOWN and field.text() == "2026-06-23"


def test_a_month_alone_where_the_month_is_marked(field: DateField) -> None:
    field.setSelectedSection(DateField.Section.MonthSection)
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Key.Key_Tab)
    assert field.date() == QDate(2026, 2, 23)


def test_arrows_go_on_from_what_was_typed(field: DateField) -> None:
    QTest.keyClicks(field, "2025-12-03")
    field.setSelectedSection(DateField.Section.DaySection)
    QTest.keyClick(field, Key.Key_Up)
    assert field.date().year() == 2025 and field.date() != QDate(2025, 12, 3)


def test_a_day_from_the_clipboard_and_from_an_input_method(field: DateField) -> None:
    QGuiApplication.clipboard().setText(" 2025年12月3日 ")
    QTest.keyClick(field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.date() == QDate(2025, 12, 3)
    QGuiApplication.clipboard().clear()
    QTest.keyClick(field, Key.Key_Escape)
    event = QInputMethodEvent()
    event.setCommitString("2025年11月4日")
    QApplication.sendEvent(field, event)
    assert field.date() == QDate(2025, 11, 4)
