"""What is asked before something is written: leave with what the contract says, decisions, papers, shifts."""

import gc
import weakref
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.ledger import attachments, leaves, roster
from app.ledger.leaves import Draft, Leave
from tests.ui.pages.attendance.conftest import OCTOBER, Hand, activate
from tests.ui.pages.people.acting import during
from ui.pages.attendance.leave_dialog import LeaveDialog
from ui.pages.attendance.shift_dialog import ShiftDialog
from ui.pages.incidents.reason import ReasonDialog

Key, Mod = Qt.Key, Qt.KeyboardModifier


def asked(hand: Hand, number: str = "K02", kind: str = "sick_leave", first: int = 20, last: int = 21) -> Leave:
    """A request that waits, in the list."""
    days = date(2025, 10, first), date(2025, 10, last)
    draft = Draft(hand.person(number), kind, *days)
    hand.workspace.commit(lambda: leaves.ask(hand.book, hand.project, draft))
    hand.page.open_view("leaves")
    hand.quiet()
    found = leaves.listed(hand.book, hand.project, person=draft.person, period=OCTOBER)[-1]
    hand.page.leaves.go_to(found.id)
    return found


def state(hand: Hand, leave: int) -> str:
    return leaves.find(hand.book, hand.project, leave).status


@pytest.mark.parametrize(
    ("kind", "first", "last", "says"),
    [
        ("s", 20, 20, ("共 **1 天**", "班长", "82.75")),
        ("s", 20, 25, ("共 **6 天**", "上级部门", "应至少提前 7 天")),
        ("b", 20, 20, ("50.00", "挂号单")),
        ("m", 20, 24, ("共 **5 天**", "超出额度 2 天", "按事假计", "165.50")),
        ("n", 20, 20, ("超出额度 1 天", "82.75", "上线未满 1 年", "不足提前 1 个月")),
    ],
)
def test_what_the_contract_says_while_one_types(
    hand: Hand, kind: str, first: int, last: int, says: tuple[str, ...]
) -> None:
    seen: list[str] = []

    def fill(dialog: LeaveDialog) -> None:
        activate(dialog)
        dialog.person.picked.emit(hand.person("K02"))
        dialog.kind.open(kind)
        popup = dialog.kind._popup
        assert popup is not None
        QTest.keyClick(popup.line, Key.Key_Return)
        dialog.first.setDate(QDate(2025, 10, first))
        dialog.last.setDate(QDate(2025, 10, last))
        dialog.asked_on.setDate(QDate(2025, 10, 18))
        dialog.look()
        seen.append(dialog.told.words)
        QTest.keyClick(dialog, Key.Key_Escape)

    before = hand.entry
    during(LeaveDialog, fill)
    hand.press(Key.Key_N, Mod.ControlModifier)
    assert hand.entry == before
    assert [one for one in says if one not in seen[0]] == [], seen[0]


def test_faults_stand_beside_their_fields(hand: Hand) -> None:
    asked(hand, "K02", first=20, last=21)

    def fill(dialog: LeaveDialog) -> None:
        activate(dialog)
        dialog.accept()
        assert dialog.errors["kind"].words == "请选择假别"
        dialog.person.picked.emit(hand.person("K02"))
        dialog.kind.picked.emit("personal_leave")
        dialog.first.setDate(QDate(2025, 10, 21))
        dialog.last.setDate(QDate(2025, 10, 22))
        dialog.accept()  # what is refused comes back with everything that was filled in

    def again(dialog: LeaveDialog) -> None:
        activate(dialog)
        assert "重叠" in dialog.trouble.accessibleName() and dialog.first.date() == QDate(2025, 10, 21)
        assert dialog.kind.key == "personal_leave" and dialog.person.key == hand.person("K02")
        dialog.reject()

    before = hand.entry
    during(LeaveDialog, lambda dialog: (fill(dialog), during(LeaveDialog, again)))
    hand.press(Key.Key_N, Mod.ControlModifier)
    assert hand.entry == before


def test_approved_written_cancelled_unmarked_again(hand: Hand) -> None:
    """病假 20–21: two days at 50 from K02's wage; taken back, nothing is left of it."""
    one = asked(hand)
    during(ReasonDialog, lambda dialog: QTest.keyClick(dialog.reason, Key.Key_Return))
    hand.press(Key.Key_Return)
    hand.quiet()
    assert state(hand, one.id) == "approved" and hand.row("K02", 19, 22) == ". 病 病 ."
    assert hand.fines()["K02"] == (0, 10000, 0, -10000)

    def cancel(dialog: ReasonDialog) -> None:
        QTest.keyClick(dialog.go, Key.Key_Space)
        assert dialog.isVisible() and "请写明理由" in dialog.error.words
        dialog.reason.setText("提前返岗")
        QTest.keyClick(dialog.reason, Key.Key_Return)

    during(ReasonDialog, cancel)
    hand.press(Key.Key_Delete)
    hand.quiet()
    assert state(hand, one.id) == "cancelled" and hand.row("K02", 19, 22) == ". . . ." and hand.fines() == {}


def test_refused_with_a_reason(hand: Hand) -> None:
    one = asked(hand)
    button = hand.page.leaves.deeds["refuse"]
    during(ReasonDialog, lambda dialog: (dialog.reason.setText("人手不足"), dialog._try()))
    QTest.keyClick(button, Key.Key_Space)
    hand.quiet()
    assert state(hand, one.id) == "refused" and hand.row("K02", 20, 21) == ". ." and button.isHidden()


def test_papers_are_attached_shown_and_detached(hand: Hand, tmp_path: Path) -> None:
    one = asked(hand)
    paper = tmp_path / "挂号单.txt"
    paper.write_text("挂号", encoding="utf-8")
    hand.page.leaves.shelf.dropped.emit([paper])
    hand.quiet()
    files = attachments.of(hand.book, "leave", one.id)
    assert [each.name for each in files] == ["挂号单.txt"]
    assert leaves.find(hand.book, hand.project, one.id).documents == ("挂号单",)
    assert "挂号单" in hand.page.leaves.lines.words
    during(ReasonDialog, lambda dialog: (dialog.reason.setText("附错了"), dialog._try()))
    hand.page.leaves.shelf.removing.emit(files[0].id)
    assert attachments.of(hand.book, "leave", one.id) == ()


def test_a_kind_of_shift(hand: Hand) -> None:
    hand.press(Key.Key_2, Mod.ControlModifier)
    hand.quiet()

    def fill(dialog: ShiftDialog) -> None:
        dialog.accept()
        assert "代号" in dialog.error.words
        dialog.code.setText("中")
        dialog.name.setText("中班")
        dialog.starts.setText("1200")
        dialog.ends.setText("20:00")
        dialog.least.show_value(2)
        dialog.accept()

    during(ShiftDialog, fill)
    QTest.keyClick(hand.page.head.shift, Key.Key_Space)
    hand.quiet()
    found = roster.shifts(hand.book, hand.project)["中"]
    assert (found.starts, found.ends, found.minutes, found.least, found.night) == ("12:00", "20:00", 480, 2, False)
    hand.go("K01", 14)
    hand.type("4")
    assert [one.shift for one in roster.duties(hand.book, hand.project, OCTOBER)] == ["中"]
    assert "**4 中** 中班 12:00–20:00" in hand.page.legend.words


@pytest.mark.parametrize("kind", [LeaveDialog, ShiftDialog, ReasonDialog])
def test_dialogs_are_freed(hand: Hand, qtbot: QtBot, kind: type[QDialog]) -> None:
    known: list[weakref.ref[QDialog]] = []
    opening: dict[type, Callable[[], None]] = {
        LeaveDialog: hand.page.ask_leave,
        ShiftDialog: hand.page.deeds.add_shift,
        ReasonDialog: lambda: hand.press(Key.Key_Return),
    }
    if kind is ReasonDialog:
        asked(hand)
    during(kind, lambda dialog: (known.append(weakref.ref(dialog)), dialog.reject()))
    opening[kind]()

    def gone() -> bool:
        gc.collect()
        return known[0]() is None

    qtbot.waitUntil(gone)
