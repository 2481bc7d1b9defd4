"""The whole dialog: each kind shows what its contract needs, errors stand beside fields, nothing typed is lost."""

import gc
import weakref
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.ledger import incidents
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.words import refuse as refusal
from tests.ui.pages.incidents.conftest import Desk
from ui.pages.incidents.dialog import Filed, IncidentDialog
from ui.pages.incidents.happening import HappeningDialog

Key = Qt.Key
Held = Qt.KeyboardModifier
BASE = {"item", "day", "words"}


def opened(desk: Desk, draft: Draft | None) -> IncidentDialog:
    dialog = IncidentDialog(desk.page, desk.page.desk, Filed(draft) if draft else None, None)
    desk.qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("late", {"person", "quantity", "waived"}),
        ("forbidden_words", {"person", "quantity", "severe", "waived"}),
        ("misdispatched_ticket", {"person", "quantity", "source", "waived"}),
        ("complaint", {"person", "quantity", "source", "waived"}),
        ("praise", {"person", "quantity", "source"}),
        ("emergency", {"person", "times", "source"}),
        ("service_notice", {"person", "quantity", "times", "source", "waived"}),
    ],
)
def test_each_kind_asks_for_what_it_needs_and_nothing_else(desk: Desk, item: str, wanted: set[str]) -> None:
    form = opened(desk, Draft(item, date(2025, 7, 3))).form
    assert set(form.places) == BASE | wanted


def test_a_contract_item_asks_for_its_amount_and_the_ground_of_it(demo_desk: Callable[..., Desk]) -> None:
    dialog = opened(demo_desk("YZ"), Draft("staff_shortage", date(2025, 9, 3)))
    assert {"fen", "reason"} <= set(dialog.form.places) and "person" not in dialog.form.places
    dialog._try(False)
    assert "要写明金额" in dialog.form._rows["fen"].error.words and dialog.isVisible()
    dialog.form.fen.setText("1234.5")
    dialog._try(False)
    assert dialog.form._rows["reason"].error.words == "写明金额的依据"
    dialog.form.reason.setText("缺编一人")
    dialog._try(False)
    assert dialog.filed is not None and dialog.filed.draft.fen == 123450 and not dialog.isVisible()


def test_the_leaders_share_within_its_range_with_a_reason(desk: Desk) -> None:
    dialog = opened(desk, Draft("forbidden_words", date(2025, 7, 3), desk.person("K02")))
    form = dialog.form
    assert "joint" not in form.places
    form.severe.setChecked(True)
    assert {"joint", "reason"} <= set(form.places) and "200.00–500.00" in form.joint_range.text()
    form.joint.setText("600")
    form.joint.commit()
    dialog._try(False)
    assert form._rows["joint"].error.words and dialog.isVisible()
    form.joint.setText("300")
    dialog._try(False)
    assert form._rows["reason"].error.words == "不取下限要写明理由"
    form.reason.setText("上月已提醒")
    dialog._try(False)
    draft = dialog.form.draft()
    assert draft is not None and (draft.joint_fen, draft.amount_reason) == (30000, "上月已提醒")
    assert "班长连带 1 次，300 元" in dialog.told.words


def test_the_clock_of_an_emergency(demo_desk: Callable[..., Desk]) -> None:
    """儋州: ten minutes for an emergency; a fault fifteen to the maintainers, thirty to 甲方 if it is a major one."""
    desk = demo_desk("DZ")
    draft = Draft("urgent_event", date(2025, 12, 17), called_at=datetime(2025, 12, 17, 23, 55))
    form = opened(desk, draft).form
    assert "最迟 00:05" in form.limit.words
    form.reported.setText("0003")
    form.reported.changed.emit()
    assert "用了 8 分钟，未超时" in form.limit.words
    made = form.draft()
    assert made is not None and made.reported_at == datetime(2025, 12, 18, 0, 3)
    form.reported.setText("0:07")
    form.reported.changed.emit()
    assert "超时 2 分钟" in form.limit.words and "**" in form.limit.words
    fault = opened(desk, Draft("system_fault", date(2025, 12, 17), called_at=datetime(2025, 12, 17, 9, 0))).form
    assert "最迟 09:15" in fault.limit.words and "最迟 09:30" in fault.limit.words
    fault.called.setText("25:99")
    assert fault.faults() == {"times": "时间写成 14:05"}


def test_the_list_of_clauses_opens_at_once_and_is_searched_by_initials(desk: Desk) -> None:
    def fill(found: QDialog) -> None:
        assert isinstance(found, IncidentDialog)
        desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and found.form.item._popup is not None)
        line = QApplication.focusWidget()
        assert line is not None
        desk.type("sztg", line)
        QTest.keyClick(line, Key.Key_Return)
        assert found.form.item.text() == "擅自脱岗"
        desk.pick(found.form.person, "xf")
        assert found.form.person.text() == "解放　K06"
        QTest.keyClick(found, Key.Key_Return, Held.ControlModifier)

    desk.answer(fill)
    desk.press(Key.Key_N, held=Held.ControlModifier | Held.ShiftModifier)
    row = desk.row("擅自脱岗")
    assert (row.who, row.status, row.cost.fen) == ("解放", VERIFIED, 5000)


def test_what_is_wrong_stands_beside_its_field(desk: Desk) -> None:
    dialog = opened(desk, Draft("late", date(2026, 3, 3), None, Decimal("1.5")))
    dialog._try(False)
    errors = {place: row.error.words for place, row in dialog.form._rows.items() if row.error.words}
    assert errors["person"] == "这一条要写明是谁" and "不在合同期" in errors["day"]
    assert dialog.isVisible() and dialog.form.item.text() == "迟到"
    dialog.form._picked_person(desk.person("K02"))
    dialog._try(False)
    assert "整数" in dialog.form._rows["quantity"].error.words


def test_a_number_in_the_words_is_cautioned_and_masked_but_never_stops(desk: Desk) -> None:
    dialog = opened(desk, Draft("late", date(2025, 7, 3), desk.person("K02"), words="来电人 13812345678，7月3日"))
    assert not dialog.form.caution.isHidden() and "138" in dialog.form.caution.accessibleName()
    dialog._try(False)
    assert not dialog.isVisible()
    dialog.form._mask()
    assert dialog.form.words.toPlainText() == "来电人 138******78，7月3日" and dialog.form.caution.isHidden()


def test_a_correction_needs_its_reason_and_compares_with_itself(desk: Desk) -> None:
    desk.log("迟到 sm 7/3 2次", verified=True)
    desk.go("迟到")

    def correct(found: QDialog) -> None:
        assert isinstance(found, IncidentDialog)
        assert "当天已登记同一条款" not in found.told.words
        found.form.quantity.setText("3")
        QTest.keyClick(found, Key.Key_Return)
        assert found.isVisible() and found.why_error.words == "更正要写明理由"
        assert "迟到 3 次，每次 10 元，30.00 元" in found.told.words
        found.why.setText("核对签入记录")
        QTest.keyClick(found, Key.Key_Return)

    desk.answer(correct)
    desk.press(Key.Key_F2)
    row = desk.row("迟到")
    assert (row.quantity, row.cost.fen) == (3, 3000) and "核对签入记录" in desk.detail


def test_a_refusal_brings_the_dialog_back_with_what_was_typed(desk: Desk) -> None:
    """The ledger says no after the dialog was closed: a period may be signed meanwhile."""
    seen: list[str] = []

    def second(found: QDialog) -> None:
        assert isinstance(found, IncidentDialog)
        seen.append(found.refusal.accessibleName())
        assert found.form.words.toPlainText() == "说明还在"
        found.reject()

    def first(found: QDialog) -> None:
        assert isinstance(found, IncidentDialog)
        found.form.words.setPlainText("说明还在")
        found.look()
        refuse(desk)
        desk.answer(second)
        found.accept()

    desk.answer(first)
    desk.page.deeds.full(Draft("late", date(2025, 7, 3), desk.person("K02")))
    assert seen and "拒绝" in seen[0] and not desk.page.card.rows


def refuse(desk: Desk) -> None:
    """The ledger takes no more incidents, for a reason in words."""

    def guard(_connection: object, _changed: object) -> None:
        raise refusal("incident", "", "试验：拒绝")

    desk.book.guards.append(guard)


def test_several_of_one_happening_are_logged_together_and_linked(desk: Desk) -> None:
    def fill(found: QDialog) -> None:
        assert isinstance(found, HappeningDialog)
        found.words.setText("同一通录音")
        found.quick.begin()
        for line in ("服务禁语 zl 7/11", "知识库 zl 7/11 2条"):
            desk.type(line, found.quick.edit)
            QTest.keyClick(found.quick.edit, Key.Key_Return)
        assert len(found.drafts) == 2
        QTest.keyClick(found, Key.Key_S, Held.ControlModifier)

    desk.answer(fill)
    desk.press(Key.Key_M, held=Held.ControlModifier)
    assert [one.note for one in desk.page.card.rows] == ["同一事件另有 1 项"] * 2
    desk.go("服务禁语")
    assert "同一通录音" in desk.detail and "incident:" in desk.detail
    desk.workspace.take_back()
    desk.settle()
    assert not desk.page.card.rows


def test_one_more_of_the_same_and_a_link_undone(desk: Desk) -> None:
    desk.log("服务禁语 zl 7/11", verified=True)
    desk.log("派错单 7/14")
    desk.go("服务禁语")

    def fill(found: QDialog) -> None:
        assert isinstance(found, HappeningDialog)
        desk.type("推诿 zl 7/11", found.quick.edit)
        QTest.keyClick(found.quick.edit, Key.Key_Return)
        QTest.keyClick(found, Key.Key_S, Held.ControlModifier)

    desk.answer(fill)
    desk.page.deeds.do("more")
    desk.settle()
    assert {one.name: one.linked for one in desk.page.card.rows}["服务禁语"] == 1
    desk.go("服务禁语")
    desk.reason("")
    desk.page.deeds.do("join")
    popup = desk.page.deeds._popup
    assert popup is not None
    popup.line.setText("派错")
    desk.reason("合并")
    popup.line.taken.emit()
    desk.settle()
    assert all(one.linked == 2 for one in desk.page.card.rows)
    desk.go("派错单")
    desk.reason("另一件事")
    desk.page.deeds.do("part")
    desk.settle()
    assert {one.name: one.linked for one in desk.page.card.rows}["派错单"] == 0
    assert {one.linked for one in desk.page.card.rows if one.name != "派错单"} == {1}


def test_dialogs_are_freed(desk: Desk) -> None:
    gone: list[weakref.ref[QDialog]] = []

    def close(found: QDialog) -> None:
        gone.append(weakref.ref(found))
        found.reject()

    for deed in (desk.page.deeds.begin, desk.page.deeds.several):
        desk.answer(close)
        deed()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert len(gone) == 2 and all(one() is None for one in gone)
    assert not incidents.listed(desk.book, desk.project)
