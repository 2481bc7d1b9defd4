"""The page 结算: steps, figures beside hand-computed ones, items, receipts, pictures, versions, paper, backups."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ledger import adjustments, attachments, incidents, projects, safety, signatures
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.sealing import CONTRACT
from app.periods import Period
from tests.ui.pages.closing.conftest import Hand, file_at, type_into
from ui.kit.stepper import DONE, NOW
from ui.pages.closing import way
from ui.pages.closing.adjusting import AdjustingDialog
from ui.pages.closing.signing import SigningDialog
from ui.pages.incidents.dialog import IncidentDialog
from ui.shell.window import MainWindow

Key = Qt.Key
Opened = Callable[..., Hand]
Open = Callable[..., MainWindow]
QUARTER = 18_480_000  # 14 × 3 × 4400.00
TENTH = 1_848_000
SEPTEMBER, DECEMBER = Period("month", 2025, 9), Period("month", 2025, 12)


def test_the_settlement_is_what_hand_and_contract_say(hand: Opened, demo: Book) -> None:
    one = hand(demo, "KZ")
    page = one.page
    assert page.reading is not None and page.reading.settled is not None
    found = page.reading.settled
    assert (found.base, found.deduction, found.payable) == (QUARTER, TENTH, QUARTER - TENTH)
    # The keyboard stands on the next step; this contract has no items to be logged.
    one.qtbot.waitUntil(lambda: one.here is page.stepper.buttons[way.SELF])
    assert not page.aside.money.add_item.isVisible()
    assert "壹拾陆万陆仟叁佰贰拾元整" in page.aside.money.words.words


def test_a_correction_is_said_apart(hand: Opened, demo: Book) -> None:
    one = hand(demo, "DZ")

    def fill(dialog: AdjustingDialog) -> None:
        type_into(dialog.amount, "-123.45")
        dialog.reason.setFocus()
        type_into(dialog.reason, "多付的培训费")
        one.qtbot.keyClick(dialog.reason, Key.Key_Return)

    one.push(one.page.aside.money.add_adjustment, fill)
    listed = adjustments.listed(demo, one.project, CONTRACT, DECEMBER)
    assert [(each.fen, each.about) for each in listed] == [(-123_45, "2025-11")]
    reading = one.page.reading
    assert reading is not None and reading.settled is not None
    assert (reading.settled.payable, reading.settled.corrected) == (30_000_000, 30_000_000 - 123_45)
    assert "贰拾玖万玖仟捌佰柒拾陆元伍角伍分" in one.page.aside.money.words.words
    with one.answering(one.because("登错了")):
        one.page._link(f"unadjust:{listed[0].id}")
    one.settle()
    assert one.page.reading is not None and one.page.reading.settled is not None
    assert one.page.reading.settled.corrected == 30_000_000


def test_an_item_of_the_contract_is_entered_here(hand: Opened, demo: Book) -> None:
    one = hand(demo, "DZ")

    def fill(dialog: IncidentDialog) -> None:
        assert {row.kind for row in dialog._desk.clauses()} == {"contract"}
        dialog.form.show_draft(Draft("late_ops_manager", dialog._desk.today(), quantity=2))
        dialog.verify.setFocus()
        one.qtbot.keyClick(dialog.verify, Key.Key_Space)
        assert not dialog.isVisible(), dialog.refusal.accessibleName()

    one.push(one.page.aside.money.add_item, fill)
    (logged,) = incidents.listed(demo, one.project, DECEMBER, incidents.CONTRACT)
    assert (logged.item, logged.day, logged.status) == ("late_ops_manager", date(2025, 12, 18), "verified")
    found = one.page.reading.settled if one.page.reading else None
    assert found is not None and found.taken == 2 * 5_000_00 and found.payable == 30_000_000 - 10_000_00
    went: list[str] = []
    one.page.go_requested.connect(went.append)
    one.page.aside.money.link_activated.emit(f"incident:{logged.id}")
    assert went == [f"incident:{logged.id}"] and one.window.page == "incidents"


def test_the_term_and_its_promises(hand: Opened, demo: Book) -> None:
    one = hand(demo, "DZ")
    one.page.open_view("term")
    one.settle()
    term = one.page.aside.term
    rows = term.model.rows
    assert [row.number for row in rows] == list(range(1, 15))
    assert (rows[0].period, rows[0].base, rows[0].corrected) == (None, 124_970_000, 124_970_000)
    # 13 of 31 days: 300000 × 13/31 = 125806.45; a missed report costs 5000.00.
    assert (rows[1].base, rows[1].taken, rows[1].corrected) == (12_580_645, 500_000, 12_080_645)
    assert rows[-1].corrected is None and rows[-1].base == 17_419_355  # 18 of 31 days
    promised = {row.name: row for row in term.promises.rows}
    first = promised["A 类第 1 名"]
    assert (first.kept, first.cost, first.lost) == ("2 / 6 个月", 400_000, False)
    assert first.remaining == "还差 4 个月，还可计 7 个月"  # December to June
    assert promised["年度流失率"].kept == "3.7037%"
    term.table.go_to_key("2025-09")
    one.tab_to(term.table)
    one.key(Key.Key_Return)
    one.settle()
    assert str(one.window.workspace.period) == "2025-09" and one.page._locked.isVisible()


def test_the_first_payment_of_yangzhou_is_listed(hand: Opened, demo: Book) -> None:
    one = hand(demo, "YZ")
    one.page.open_view("term")
    one.settle()
    rows = one.page.aside.term.model.rows
    assert [(row.number, row.base) for row in rows] == [(1, 223_500_000), (2, 372_500_000), (3, 149_000_000)]
    assert sum(row.base for row in rows) == 745_000_000  # 30 %, 50 % and the remaining 20 %


def test_both_opinions_stand_side_by_side(hand: Opened, demo: Book) -> None:
    one = hand(demo, "YZ")
    one.page.open_view("review")
    one.settle()
    review = one.page.aside.review
    rows = {(row.line, row.field): row for row in review.model.rows}
    other = rows["other", "给分"]
    assert (other.was, other.now, other.was_points, other.now_points, other.change) == ("5", "4.5", "5", "4.5", "−0.5")
    assert other.reason and "95 → **92.5**（−2.5）" in review.sums.words
    # 1 % of 3,725,000.
    assert "**37,250.00**" in review.sums.words and "**3,687,750.00**" in review.sums.words
    went: list[str] = []
    one.page.go_requested.connect(went.append)
    one.tab_to(review.table)
    one.key(Key.Key_Return)
    assert went[0].startswith("indicator:") and one.window.page == "indicators"


def test_a_page_is_checked(hand: Opened, demo: Book) -> None:
    one = hand(demo, "DZ")
    current = one.standing(SEPTEMBER).current
    assert current is not None
    one.page.open_view("versions")
    paper = one.page.aside.versions.paper
    one.tab_to(paper.code)
    one.type(f"{current.number} {way.grouped(current.digest)}")
    one.key(Key.Key_Return)
    assert paper.verdict.isVisible() and "相符" in paper.verdict.accessibleName()
    paper.code.selectAll()
    one.type("DZ-2025-09-K09 deadbeef")
    one.key(Key.Key_Return)
    assert "没有这个编号" in paper.verdict.accessibleName()


def test_the_ledger_is_checked_against_a_backup(hand: Opened, demo: Book, tmp_path: Path) -> None:
    safety.save_copy(demo, tmp_path / "早.hotline")
    one = hand(demo, "DZ", "2025-12")
    one.press(way.SELF)
    one.press(way.FREEZE, one.because("试送"))
    current = one.standing().current
    assert current is not None
    safety.save_copy(demo, tmp_path / "晚.hotline")
    one.page.open_view("versions")
    paper = one.page.aside.versions.paper
    one.push(paper.backup, file_at(tmp_path / "晚.hotline"))
    assert "一一相符" in paper.verdict.accessibleName()
    one.window.close()
    # The older one is put back: what was signed in between is missed, by name.
    shutil.copy(tmp_path / "早.hotline", tmp_path / "退回.hotline")
    from app.ledger import store

    back = store.open_book(tmp_path / "退回.hotline", "王经理")
    two = hand(back, "DZ", "2025-12")
    two.page.open_view("versions")
    paper = two.page.aside.versions.paper
    two.push(paper.backup, file_at(tmp_path / "晚.hotline"))
    words = paper.verdict.accessibleName()
    assert "被退回到更早，或历史被改写过" in words and current.number in words
    back.engine.dispose()


def test_a_receipt_and_a_picture_are_kept(hand: Opened, demo: Book, tmp_path: Path) -> None:
    one = hand(demo, "DZ", "2025-12")
    one.press(way.SELF)
    one.press(way.FREEZE, one.because("试送"))
    one.press(way.DELIVER, one.because("张科当面签收", "2025-12-18"))
    # Five working days from the next: 19, 22, 23, 24, 25 December.
    assert one.standing().objection_until == date(2025, 12, 25)
    assert "回执：张科当面签收" in one.said("送达与异议") and "还剩 5 个工作日" in one.said("送达与异议")
    scan = tmp_path / "回执.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    one.press(way.RECEIPT, file_at(scan))
    assert "[看 回执.pdf](show:" in one.said("送达与异议")

    def draw(dialog: SigningDialog) -> None:
        type_into(dialog.signer, "符雅宁")
        dialog.how.setFocus()
        for _ in range(2):
            one.qtbot.keyClick(dialog.how, Key.Key_Down)
        assert dialog.drawing.isVisible() and "图片" in dialog.how.currentText()
        one.qtbot.keyClick(dialog.note, Key.Key_Return)
        assert dialog.isVisible() and "选一张图片" in dialog.error.words
        pad = dialog.pad
        one.qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center() / 2)
        for at in (3, 2):
            one.qtbot.mouseMove(pad, pad.rect().bottomRight() / at)
        one.qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
        one.qtbot.keyClick(dialog.note, Key.Key_Return)

    one.press(way.SIGN, draw)
    current = one.standing().current
    assert current is not None
    (signed,) = signatures.signatures(demo, current.id)
    assert signed.how == "picture" and signed.scan is not None
    assert attachments.content(demo, signed.scan).startswith(b"\x89PNG")
    assert "签名图片（不是可靠的电子签名）" in one.said("签认") and "[看图片](show:" in one.said("签认")


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY", "BS"])
def test_it_opens_on_every_contract(hand: Opened, demo: Book, code: str, qtmodeltester: ModelTester) -> None:
    one = hand(demo, code)
    page = one.page
    for view in ("review", "term", "versions", "money"):
        page.open_view(view)
        one.settle()
    assert page._main.isVisible() and len(page.stepper.rows) in (7, 9)
    aside = page.aside
    for model in (
        aside.term.model, aside.term.promises, aside.versions.model, aside.versions.lines, aside.review.model,
    ):  # fmt: skip
        qtmodeltester.check(model)


def test_an_empty_store_says_what_comes_first(hand: Opened, empty: Book) -> None:
    one = hand(empty)
    page = one.page
    asked: list[str] = []
    page.go_requested.connect(asked.append)
    page._empty.action_requested.emit()
    assert page._empty.isVisible() and asked == ["do:project"]


def test_a_period_before_anything_is_known(hand: Opened, empty: Book) -> None:
    projects.create(empty, "BS", "白沙", "baisha")
    one = hand(empty, "BS")
    page = one.page
    assert page._main.isVisible() and "另行约定" in page.aside.money.words.words
    assert not page.aside.money.add_item.isVisible()


def test_a_month_of_fines_has_its_own_steps_and_one_opinion(hand: Opened, demo: Book) -> None:
    one = hand(demo, "KZ")
    one.page.open_view("review")
    one.page.sheets.choose("2025-09")
    one.page._sheet_chosen("2025-09")
    one.settle()
    titles = [row.title for row in one.page.stepper.rows]
    assert titles[1:5] == ["处理建议已决定", "申诉已处理", "考核单已签收", "班组分配"]
    assert one.page.views.count == 3 and one.page.aside.currentWidget() is one.page.aside.money
    found = one.page.reading.way.month if one.page.reading else None
    assert found is not None and found.later and found.corrected == found.net + sum(each.fen for each in found.later)
    assert one.step("班组分配") == DONE and one.step("申诉已处理") == NOW


def test_dialogs_are_freed(hand: Opened, demo: Book, qtbot: QtBot) -> None:
    import gc
    import weakref

    one = hand(demo, "DZ", "2025-12")
    gone: list[weakref.ref[object]] = []

    def give_up(dialog: SigningDialog | AdjustingDialog | IncidentDialog) -> None:
        gone.append(weakref.ref(dialog))
        dialog.reject()

    one.press(way.SELF)
    one.push(one.page.aside.money.add_adjustment, give_up)
    one.push(one.page.aside.money.add_item, give_up)
    one.press(way.FREEZE, one.because("试送"))
    one.press(way.SIGN, give_up)
    one.press(way.DELIVER, give_up)

    def all_gone() -> bool:
        gc.collect()
        return [each() for each in gone] == [None] * 4

    qtbot.waitUntil(all_gone)


def test_what_was_typed_is_read_and_faults_are_said(open_window: Open, empty: Book) -> None:
    window = open_window(empty)
    dialog = AdjustingDialog(window, [Period("quarter", 2025, 3)], [(7, "K02 单明")], date(2025, 10, 9))
    for text, fine in (("", False), ("0", False), ("1.005", False), ("-1,200.50", True)):
        dialog.amount.setText(text)
        dialog.reason.setText("多扣")
        assert (dialog.fault() == "") is fine
    assert dialog.found().fen == -120_050
    dialog.deleteLater()
