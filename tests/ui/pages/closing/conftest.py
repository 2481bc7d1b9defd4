"""The page in a window, and somebody who uses nothing but the keyboard, in the questions too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ledger import periods
from app.ledger.book import Book
from app.ledger.periods import Standing
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.periods import Period
from ui.kit.labels import LINK, RichLabel
from ui.kit.switches import SegmentedControl
from ui.pages.closing.page import Page
from ui.pages.closing.signing import SigningDialog
from ui.pages.forms.page import Page as Forms
from ui.pages.incidents.reason import ReasonDialog
from ui.pages.indicators.box import Box
from ui.pages.indicators.gate import Gate
from ui.shell.window import MainWindow

Key, Mod = Qt.Key, Qt.KeyboardModifier
STOPS = 120
SLOW_MS = 20_000


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Any) -> None:
    """What the user did last is remembered in a folder of the test."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    QSettings().setValue("forms/folder", str(tmp_path))


def type_into(target: QWidget, text: str) -> None:
    """Characters, as an input method's arrive."""
    for sign in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Mod.NoModifier, sign))


class Hand:
    """Somebody at the keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        page = window.open_page("closing")
        assert isinstance(page, Page)
        self.page = page
        self.met: list[str] = []  # the words of what was asked
        self.settle()

    @property
    def book(self) -> Book:
        return self.window.workspace.book

    @property
    def project(self) -> int:
        assert self.window.workspace.project is not None
        return self.window.workspace.project.id

    @property
    def here(self) -> QWidget:
        """Where the keyboard is."""
        return self.window.focusWidget() or self.window

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.page.is_quiet or not self.page.isVisible(), timeout=SLOW_MS)

    def standing(self, period: Period | None = None, sheet: str = CONTRACT) -> Standing:
        return periods.standing(self.book, self.project, sheet, period or self.window.workspace.period)

    def month(self, number: int) -> Standing:
        """How far a month of fines has come."""
        return self.standing(Period("month", self.window.workspace.period.year, number), CONDUCT_SHEET)

    def step(self, title: str) -> str:
        """A step's state."""
        return next(one.state for one in self.page.stepper.rows if one.title == title)

    def said(self, title: str) -> str:
        """A step's words."""
        return next(one.words for one in self.page.stepper.rows if one.title == title)

    # --- keys

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        """A key, where the keyboard is; after a question the window is the active one again."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.here, key, held)

    def type(self, text: str) -> None:
        for sign in text:
            type_into(self.here, sign)

    def tab_to(self, target: QWidget) -> None:
        """Tab until the keyboard is there."""
        self.qtbot.waitUntil(target.isVisible)
        for _ in range(STOPS):
            if self.here is target:
                return
            self.key(Key.Key_Tab)
        raise AssertionError(f"{target} is not reached by Tab")

    def go(self, key: str) -> None:
        """To a page, by the palette."""
        from ui.pages import entry

        self.key(Key.Key_K, Mod.ControlModifier)
        finder = self.window._finder
        assert finder is not None and finder.popup is not None
        popup = finder.popup
        self.qtbot.waitUntil(popup.isVisible)
        type_into(popup.focusWidget() or popup, entry(key).title)
        self.qtbot.keyClick(popup.focusWidget() or popup, Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.page == key, timeout=SLOW_MS)
        if key == "closing":
            self.settle()

    def follow(self, target: str) -> None:
        """A link of the walk: Tab to its words, Tab to the link, Enter."""
        found: list[RichLabel] = []

        def shown() -> bool:
            every = self.page.stepper.findChildren(RichLabel)
            found[:] = [one for one in every if f"]({target})" in one.words and one.isVisible()]
            return bool(found)

        self.qtbot.waitUntil(shown)
        label = found[0]
        self.tab_to(label)
        links = [found[1] for found in LINK.findall(label.words)]
        for _ in range(links.index(target)):
            self.key(Key.Key_Tab)
        self.key(Key.Key_Return)

    def enter(self, indicator: str, path: str, text: str, opinion: str = "self") -> None:
        """A value of an indicator, on its page: Enter to its field, then what is typed."""
        assert self.window.page == "indicators"
        for _ in range(STOPS):
            found = self.here
            if isinstance(found, Box | Gate) and found.cell.key == (indicator, opinion, path):
                break
            self.key(Key.Key_Return)
        else:
            raise AssertionError(f"{indicator}.{path} is not reached by Enter")
        self.type(text)
        self.key(Key.Key_Return)

    def choose(self, control: SegmentedControl, key: str) -> None:
        """Another choice by the arrow keys."""
        checked = control._group.checkedButton()
        assert checked is not None
        self.tab_to(checked)
        self.turn(control, key)

    def turn(self, control: SegmentedControl, key: str) -> None:
        """The arrow keys, from wherever the choice stands."""
        for arrow in (Key.Key_Left, Key.Key_Right):
            for _ in range(control.count):
                if control.current != key:
                    self.key(arrow)
        assert control.current == key
        self.settle()

    def save(self, name: str) -> str:
        """Ctrl+S on the page 表单; the words of the PDF."""
        page = self.window.open_page("forms")
        assert isinstance(page, Forms)
        self.qtbot.waitUntil(lambda: page.is_quiet and page.preview.view.pages > 0, timeout=SLOW_MS)
        target = Path(QSettings().value("forms/folder")) / name
        with self.answering(file_at(target)):
            self.key(Key.Key_S, Mod.ControlModifier)
        self.qtbot.waitUntil(lambda: page.is_quiet and target.exists(), timeout=SLOW_MS)
        return pdf_text(target)

    def press(self, deed: str, *answers: Callable[[Any], None]) -> None:
        """A deed by its button; questions are answered as they come."""
        button = self.page.stepper.buttons[deed]
        self.push(button, *answers)

    def push(self, button: QWidget, *answers: Callable[[Any], None]) -> None:
        """Tab to a button and Space, with the answers to what it asks."""
        self.tab_to(button)
        with self.answering(*answers):
            self.qtbot.keyClick(button, Key.Key_Space)
        self.settle()

    @contextmanager
    def answering(self, *steps: Callable[[Any], None]) -> Iterator[None]:
        """Each step is done to the dialog that comes; whatever is still open in the end is given up."""
        left, tries = list(steps), iter(range(250))

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                if left and next(tries, None) is not None:
                    QTimer.singleShot(20, look)
                return
            try:
                left.pop(0)(dialog)
            finally:
                if left:
                    QTimer.singleShot(20, look)
                elif dialog.isVisible():
                    dialog.reject()

        if left:
            QTimer.singleShot(0, look)
        yield
        assert not left

    # --- answers

    def because(self, words: str, day: str = "") -> Callable[[ReasonDialog], None]:
        """A reason, and perhaps a day."""

        def fill(dialog: ReasonDialog) -> None:
            self.met.append(dialog._asked.words)
            if day:
                dialog.day.setFocus()
                dialog.day.setCurrentSectionIndex(0)
                QTest.keyClicks(dialog.day, day)
            dialog.reason.setFocus()
            type_into(dialog.reason, words)
            QTest.keyClick(dialog.reason, Key.Key_Return)

        return fill

    def signed(self, role: str, name: str, *, seal: bool = False) -> Callable[[SigningDialog], None]:
        """Who signed in what role."""

        def fill(dialog: SigningDialog) -> None:
            assert dialog.focusWidget() is dialog.signer
            type_into(dialog.signer, name)
            dialog.role.setFocus()
            for _ in range(dialog.role.count()):
                if dialog.role.currentText() != role:
                    QTest.keyClick(dialog.role, Key.Key_Down)
            if seal:
                dialog.how.setFocus()
                QTest.keyClick(dialog.how, Key.Key_Down)
            dialog.note.setFocus()
            QTest.keyClick(dialog.note, Key.Key_Return)

        return fill


def pdf_text(file: Path) -> str:
    """All that a PDF says."""
    document = PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def file_at(path: object) -> Callable[[QFileDialog], None]:
    """A file by its path, typed."""

    def fill(dialog: QFileDialog) -> None:
        def take() -> None:
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            field.setText(str(path))
            dialog.accept()

        QTimer.singleShot(200, take)
        loop = QTimer(dialog)
        loop.start(10)
        while dialog.isVisible():
            QTest.qWait(20)

    return fill


@pytest.fixture
def hand(qtbot: QtBot, open_window: Callable[..., MainWindow]) -> Callable[..., Hand]:
    """The page on a project of a book."""

    def opened(book: Book, code: str = "", period: str = "") -> Hand:
        window = open_window(book, code)
        found = Period.parse(period)
        if found is not None:
            window.workspace.open_period(found)
        return Hand(qtbot, window)

    return opened
