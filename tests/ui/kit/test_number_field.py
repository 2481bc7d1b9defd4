"""A number is what was typed: full-width or half, exact, and wrong text is kept and explained."""

from collections.abc import Iterator
from decimal import Decimal as D

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tests.ui.kit.gallery import compose
from ui.kit.messages import FieldError
from ui.kit.number_field import NumberField
from ui.kit.number_text import Format, Wrong, exact, grouped, parsed, tidy

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MONEY = Format(places=2, least=D(0), most=D("9999999.99"), suffix="元")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("  ", None),
        ("0", D(0)),
        ("12.50", D("12.50")),
        ("１２．５", D("12.5")),
        ("１２。５", D("12.5")),
        ("１，２３４", D(1234)),
        ("1,234,567.8", D("1234567.8")),
        ("－3", D(-3)),
        ("−3", D(-3)),
        ("+.5", D("0.5")),
        ("5.", D(5)),
        ("99999999999999999999.123456789", D("99999999999999999999.123456789")),
    ],
)
def test_what_is_a_number(text: str, value: D | None) -> None:
    assert parsed(text, Format()) == value


@pytest.mark.parametrize("text", ["12a", "1e5", "--1", "1.2.3", ".", "NaN", "Infinity", "0x10", "一", "1_000", "٣"])
def test_what_is_none(text: str) -> None:
    assert parsed(text, Format()) == Wrong("number")


@pytest.mark.parametrize("text", ["1,2", "12,34", "1,2345", ",1", "1,,234"])
def test_a_comma_in_the_wrong_place_may_have_been_a_point(text: str) -> None:
    assert parsed(text, Format()) == Wrong("thousands")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12.345", Wrong("places", "2")),
        ("12.3400", D("12.3400")),
        ("-1", Wrong("least", "0")),
        ("10000000", Wrong("most", "9999999.99")),
        ("20 元", D(20)),
    ],
)
def test_limits_and_unit(text: str, found: object) -> None:
    assert parsed(text, MONEY) == found


def test_a_percent_sign_of_either_width_is_a_unit() -> None:
    assert tidy("93.6％", "%") == "93.6"


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (None, MONEY, ""),
        (D("1138.7"), MONEY, "1,138.70元"),
        (-5, Format(places=1), "−5.0"),
        (D("1E+3"), Format(), "1,000"),
        (D("0.10"), Format(), "0.10"),
        (D("12.345"), Format(places=2), "12.345"),
        (2025, Format(thousands=False), "2025"),
    ],
)
def test_how_it_is_read(value: D | int | None, form: Format, text: str) -> None:
    assert grouped(value, form) == text


def test_exact_has_no_exponent() -> None:
    assert (exact(D("1E+3")), exact(D("0E-7")), exact(None)) == ("1000", "0.0000000", "")


@pytest.fixture
def pair(qtbot, light) -> Iterator[tuple[NumberField, FieldError, QLineEdit]]:
    window = QWidget()
    column = QVBoxLayout(window)
    field, error, other = NumberField(MONEY), FieldError(), QLineEdit()
    field.error_changed.connect(error.say)
    for one in (field, error, other):
        column.addWidget(one)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield field, error, other


def test_thousands_are_shown_while_it_is_not_edited(pair) -> None:
    field, _, other = pair
    field.show_value(D("1234567.5"))
    assert (field.hasFocus(), field.text()) == (True, "1234567.5")
    other.setFocus()
    assert field.text() == "1,234,567.50元"
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert (field.text(), field.selectedText()) == ("1234567.5", "1234567.5")


def test_full_width_typing_is_taken_when_the_field_is_left(qtbot, pair) -> None:
    field, error, other = pair
    field.setFocus()
    compose(field, "１２３４．５")
    with qtbot.waitSignal(field.value_changed) as taken:
        other.setFocus()
    assert taken.args == [D("1234.5")]
    assert (field.value, field.text(), error.words) == (D("1234.5"), "1,234.50元", "")


def test_nothing_is_announced_that_did_not_change(qtbot, pair) -> None:
    field, _, other = pair
    field.show_value(D("3"))
    with qtbot.assertNotEmitted(field.value_changed):
        field.setFocus()
        other.setFocus()


def test_wrong_text_stays_and_is_explained(qtbot, pair) -> None:
    field, error, other = pair
    field.show_value(D("3"))
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "12a")
    with qtbot.assertNotEmitted(field.value_changed):
        other.setFocus()
    assert (field.text(), field.value, field.error) == ("12a", D("3"), "请输入数字")
    assert error.words == "请输入数字"
    assert error.isVisible()
    assert field.property("state") == "error"
    field.setFocus()
    assert field.text() == "12a"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert not error.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.value, field.property("state")) == (D("12"), "")


def test_escape_takes_typing_back(qtbot, pair) -> None:
    field, error, _ = pair
    field.show_value(D("3"))
    field.setFocus()
    qtbot.keyClicks(field, "9x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert error.words
    qtbot.keyClicks(field, "y")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.value, error.words) == ("3", D("3"), "")


def test_emptied_is_none(qtbot, pair) -> None:
    field, _, _ = pair
    field.show_value(D("3"))
    field.clear()
    with qtbot.waitSignal(field.value_changed) as taken:
        field.commit()
    assert taken.args == [None]


def test_no_figure_is_cut_off(qtbot, pair) -> None:
    field, _, other = pair
    field.show_value(D("9999999.99"))
    other.setFocus()
    assert field.minimumSizeHint().width() > field.fontMetrics().horizontalAdvance(field.text())
