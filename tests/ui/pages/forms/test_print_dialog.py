"""The question before printing: pages by words, the printer of last time, freed when closed."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.forms.print_dialog import ALL, SOME, THIS, PrintDialog, ask, read_span
from ui.pages.forms.printing import PrintWish

PRINTERS = ("激光一号", "激光二号")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2-5", (2, 5)),
        ("３－４", (3, 4)),
        ("2 — 3", (2, 3)),
        ("1到2", (1, 2)),
        ("4", (4, 4)),
        ("4-", (4, 6)),
        ("5-2", None),
        ("0-2", None),
        ("2-7", None),
        ("", None),
        ("-", None),
        ("一到二", None),
        ("²", None),
    ],
)
def test_pages_are_read_as_they_are_written(text: str, found: tuple[int, int] | None) -> None:
    assert read_span(text, 6) == found


@pytest.fixture
def dialog(qtbot: QtBot) -> PrintDialog:
    made = PrintDialog(None, "考勤表", PRINTERS, PrintWish("激光二号", 1, 6), 3)  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(made)
    made.show()
    return made


def test_at_first_everything_once_on_the_printer_of_last_time(dialog: PrintDialog) -> None:
    assert dialog.wish == PrintWish("激光二号", 1, 6)
    assert dialog.go.isDefault()


def test_the_page_that_is_read(dialog: PrintDialog) -> None:
    dialog.span.button(THIS).click()
    dialog.copies.setValue(4)
    dialog.two_sided.click()
    assert dialog.wish == PrintWish("激光二号", 3, 3, copies=4, two_sided=True)


def test_pages_that_make_no_sense_are_said_beside_the_field(dialog: PrintDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.pages, "7-9")
    assert dialog.span.checkedId() == SOME
    assert dialog.wish is None
    assert "共 6 页" in dialog.error.words
    assert not dialog.go.isEnabled()
    dialog.pages.clear()
    qtbot.keyClicks(dialog.pages, "2-3")
    assert (dialog.wish, dialog.error.words) == (PrintWish("激光二号", 2, 3), "")
    dialog.span.button(ALL).click()
    assert dialog.go.isEnabled()


def answer(press: Callable[[PrintDialog], None]) -> list["weakref.ref[PrintDialog]"]:
    """Presses something in the dialog as soon as it is open."""
    seen: list[weakref.ref[PrintDialog]] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrintDialog)
        seen.append(weakref.ref(dialog))
        press(dialog)

    QTimer.singleShot(50, act)
    return seen


@pytest.mark.parametrize(("yes", "wish"), [(True, PrintWish("激光一号", 1, 2)), (False, None)])
def test_it_answers_and_is_freed(qtbot: QtBot, yes: bool, wish: PrintWish | None) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    seen = answer(lambda one: qtbot.keyClick(one, Qt.Key.Key_Return if yes else Qt.Key.Key_Escape))
    assert ask(parent, "考勤表", PRINTERS, PrintWish("激光一号", 1, 2), 1) == wish
    qtbot.wait(10)
    gc.collect()
    assert seen[0]() is None


def test_one_page_needs_no_choice_of_pages(qtbot: QtBot) -> None:
    made = PrintDialog(None, "一页", PRINTERS, PrintWish("激光一号", 1, 1), 1)  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(made)
    made.show()
    assert not made.pages.isVisible()
    assert made.wish == PrintWish("激光一号", 1, 1)
