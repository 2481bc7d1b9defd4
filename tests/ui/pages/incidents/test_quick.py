"""The quick line by keyboard: understood, foretold, logged; what is not understood is not logged."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ledger import incidents, people, projects, store
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.effects import Effect, effect_of
from app.ledger.incidents import Draft
from app.ledger.quick_line import Line, clauses_of, understood
from ui.kit.chip import Chip
from ui.pages.incidents.quick import QuickEntry

TODAY = date(2025, 9, 24)
Key = Qt.Key
Held = Qt.KeyboardModifier


class Desk:
    """A quick line over a real floor."""

    def __init__(self, book: Book, qtbot: QtBot) -> None:
        self.book, self.owner = book, projects.find(book, "KZ")
        self.clauses = clauses_of(contract(book.shelf, self.owner.scheme))
        self.quick = QuickEntry(self.read, self.foretell, lambda: TODAY)
        qtbot.addWidget(self.quick)
        self.quick.logged.connect(self.log)
        self.quick.show()
        self.quick.begin()
        self.taken: list[tuple[Draft, bool]] = []

    def read(self, text: str) -> Line:
        return understood(text, self.clauses, people.listed(self.book, self.owner.id), TODAY, self.owner.term)

    def foretell(self, draft: Draft) -> Effect:
        return effect_of(self.book, self.owner.id, draft)

    def log(self, draft: Draft, verified: bool) -> None:
        self.taken.append((draft, verified))
        incidents.log(self.book, self.owner.id, [draft], status="verified" if verified else "recorded")
        self.quick.clear()

    def type(self, text: str) -> None:
        self.quick.edit.setText(text)
        self.quick.edit.textEdited.emit(text)

    def press(self, key: Key, held: Held = Held.NoModifier) -> None:
        QTest.keyClick(self.quick.edit, key, held)

    @property
    def chips(self) -> list[str]:
        self.quick.look()
        return [one.text for one in self.quick.findChildren(Chip) if not one.isHidden()]

    @property
    def told(self) -> str:
        self.quick.look()
        return self.quick._told._words


@pytest.fixture
def desk(demo_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    book = store.open_book(Path(copy(demo_file, tmp_path / "示例.hotline")), "王经理")
    yield Desk(book, qtbot)
    book.engine.dispose()


def test_a_line_is_understood_foretold_and_logged(desk: Desk, qtbot: QtBot) -> None:
    desk.type("迟到 mmt 9/23")
    qtbot.waitUntil(lambda: desk.quick.found.effect is not None)
    assert desk.chips == ["迟到", "买买提江·吐尔逊 K02", "9月23日 周二"]
    assert "迟到 1 次，每次 10 元，10.00 元" in desk.told
    desk.press(Key.Key_Return)
    ((draft, verified),) = desk.taken
    assert (draft.item, draft.day, verified) == ("late", date(2025, 9, 23), False)
    assert desk.quick.edit.text() == "" and desk.chips == []


def test_control_enter_verifies_at_once(desk: Desk) -> None:
    desk.type("派错单 3 昨天")
    desk.press(Key.Key_Return, Held.ControlModifier)
    ((draft, verified),) = desk.taken
    assert (draft.quantity, verified) == (3, True)


def test_another_person_is_chosen_by_arrow(desk: Desk) -> None:
    desk.type("迟到 买买提 昨天")
    assert "买买提江·吐尔逊 K02　1/2" in desk.chips
    desk.press(Key.Key_Down, Held.AltModifier)
    assert "阿依古丽·买买提 K03　2/2" in desk.chips
    desk.press(Key.Key_Return)
    assert people.listed(desk.book, desk.owner.id)[2].id == desk.taken[0][0].person


def test_a_duplicate_is_shown_before_it_is_logged(desk: Desk) -> None:
    told = ""
    for _ in range(2):
        desk.type("擅自脱岗 cj 昨天")
        told = desk.told
        desk.press(Key.Key_Return)
    assert "当天已登记同一条款" in told and len(desk.taken) == 2


@pytest.mark.parametrize("text", ["xyzq mmt", "迟到", "迟到 mmt 9/31", "迟到 mmt 2024-01-03", "#只有说明"])
def test_what_is_not_clear_is_not_logged_and_stays(desk: Desk, text: str) -> None:
    desk.type(text)
    desk.press(Key.Key_Return)
    assert not desk.taken and desk.quick.edit.text() == text
    assert desk.told or any("没看懂" in one or "？" in one for one in desk.chips)
    desk.press(Key.Key_Escape)
    assert desk.quick.edit.text() == ""


def test_the_whole_dialog_takes_over_what_is_understood(desk: Desk, qtbot: QtBot) -> None:
    desk.type("旷工 k05 2天 昨天")
    with qtbot.waitSignal(desk.quick.full_requested) as caught:
        desk.press(Key.Key_F4)
    (draft,) = caught.args or [None]
    assert isinstance(draft, Draft) and (draft.item, draft.quantity) == ("absenteeism", 2)


def test_what_was_written_is_no_mark_up(desk: Desk) -> None:
    desk.type("擅自脱岗 cj 昨天：**[点](http://x)**")
    desk.press(Key.Key_Return)
    desk.type("擅自脱岗 cj 昨天")
    assert "](" not in desk.told
