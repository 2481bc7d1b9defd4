"""The page 结算: from missing inputs to the seal by keyboard, back again, and the figures beside hand-computed ones."""

import gc
import weakref
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ledger import adjustments, periods, projects
from app.ledger.book import Book
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.periods import Period
from ui.kit.stepper import DONE, NOW
from ui.pages.closing import adjusting, signing, way
from ui.pages.closing.adjusting import Adjusting, AdjustingDialog
from ui.pages.closing.page import Page
from ui.pages.closing.signing import Signing, SigningDialog
from ui.pages.incidents import reason
from ui.pages.incidents.reason import Answer, Question
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
Q3 = Period("quarter", 2025, 3)
QUARTER = 18_480_000  # 14 × 3 × 4400.00
TENTH = 1_848_000


def page_of(window: MainWindow) -> Page:
    page = window.open_page("closing")
    assert isinstance(page, Page)
    return page


def step(page: Page, title: str) -> str:
    """A step's state."""
    return next(one.state for one in page.stepper.rows if one.title == title)


def said(page: Page, title: str) -> str:
    """A step's words."""
    return next(one.words for one in page.stepper.rows if one.title == title)


def press(page: Page, deed: str) -> None:
    """A deed by keyboard: its button is reached by Tab and pressed with Space."""
    button = page.stepper.buttons[deed]
    assert button.isEnabled() and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


class Answers:
    """What a user would type into the short questions, in order; what was asked is kept."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[Question] = []
        self.next: list[Answer] = []
        self.signed: list[Signing] = []
        self.adjusted: list[Adjusting] = []
        monkeypatch.setattr(reason, "ask", self._reason)
        monkeypatch.setattr(signing, "ask", lambda *_: self.signed.pop(0))
        monkeypatch.setattr(adjusting, "ask", lambda *_: self.adjusted.pop(0))

    def _reason(self, _parent: object, asked: Question) -> Answer:
        self.asked.append(asked)
        return self.next.pop(0)

    def because(self, words: str, day: date | None = None) -> None:
        self.next.append(Answer(words, day))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    return Answers(monkeypatch)


def kezhou(book: Book) -> int:
    return projects.find(book, "KZ").id


def test_a_quarter_from_missing_inputs_to_sealed_and_open_again(
    open_window: Open, demo: Book, answers: Answers
) -> None:
    window = open_window(demo, "KZ")
    page, project = page_of(window), kezhou(demo)
    assert step(page, "录入完整") == NOW and step(page, "自评") == NOW
    assert "indicator:monthly_scoring" in said(page, "录入完整") and "incident:" in said(page, "录入完整")
    # The jumps lead where the gap is closed.
    page._link("indicator:monthly_scoring")
    assert window.page == "indicators"
    page = page_of(window)
    press(page, way.SELF)
    press(page, way.REVIEW)
    assert periods.standing(demo, project, CONTRACT, Q3).state == "reviewed"
    # What is missing stops nothing, but asks for a reason and names every item.
    needs = len(page.clerk.needs)
    answers.because("甲方催办，抽查结果后补")
    press(page, way.FREEZE)
    assert f"还有 {needs} 项" in answers.asked[-1].words
    standing = periods.standing(demo, project, CONTRACT, Q3)
    current = standing.current
    assert current is not None and current.reason == "甲方催办，抽查结果后补"
    assert current.number in said(page, "送签") and current.digest[:8] in said(page, "送签")
    # Withdrawn with a reason, sent again; the number goes on.
    answers.because("补录评分")
    press(page, way.WITHDRAW)
    assert periods.standing(demo, project, CONTRACT, Q3).state == "withdrawn"
    assert step(page, "录入完整") == NOW
    answers.because("仍缺一项")
    press(page, way.SELF)
    press(page, way.FREEZE)
    second = periods.standing(demo, project, CONTRACT, Q3).current
    assert second is not None and second.serial == 2
    answers.because("", date(2025, 9, 24))
    press(page, way.DELIVER)
    assert periods.standing(demo, project, CONTRACT, Q3).received_on == date(2025, 9, 24)
    # Only one side: 定稿 asks why; silence is refused while nobody can have been silent long enough.
    answers.signed.append(Signing("乙方", "阿依努尔", date(2025, 9, 24), "ink", ""))
    press(page, way.SIGN)
    assert "甲方" in said(page, "定稿")
    answers.because("异议期满未提异议")
    press(page, way.SEAL)
    assert periods.standing(demo, project, CONTRACT, Q3).state == "frozen" and page._message.isVisible()
    answers.signed.append(Signing("甲方", "张科", date(2025, 9, 24), "seal", ""))
    press(page, way.SIGN)
    press(page, way.SEAL)
    assert periods.standing(demo, project, CONTRACT, Q3).state == "sealed"
    assert step(page, "定稿") == DONE and page._locked.isVisible()
    assert not page.money.add_adjustment.isEnabled()
    # Open again: both revisions stay listed, the old one readable.
    answers.because("甲方更正")
    press(page, way.REOPEN)
    page.open_view("versions")
    assert [one.one.serial for one in page.versions.model.rows] == [2, 1]
    page.versions.table.go_to_key(current.id)
    assert current.number in page.versions.text.words and "当时的结果" in page.versions.text.words


def test_the_settlement_is_what_hand_and_contract_say(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "KZ")
    page = page_of(window)
    reading = page.reading
    assert reading is not None and reading.settled is not None
    found = reading.settled
    assert (found.base, found.deduction, found.payable) == (QUARTER, TENTH, QUARTER - TENTH)
    assert "壹拾陆万陆仟叁佰贰拾元整" in page.money.words.words


def test_a_correction_is_said_apart(open_window: Open, demo: Book, answers: Answers) -> None:
    window = open_window(demo, "DZ")
    page, project = page_of(window), projects.find(demo, "DZ").id
    september = Period("month", 2025, 9)
    answers.adjusted.append(Adjusting(september, None, date(2025, 12, 18), -123_45, "多付的培训费"))
    page.money.add_adjustment.click()
    december = Period("month", 2025, 12)
    assert [one.fen for one in adjustments.listed(demo, project, CONTRACT, december)] == [-123_45]
    assert page.reading is not None and page.reading.settled is not None
    assert (page.reading.settled.payable, page.reading.settled.corrected) == (30_000_000, 30_000_000 - 123_45)
    assert "贰拾玖万玖仟捌佰柒拾陆元伍角伍分" in page.money.words.words
    answers.because("登错了")
    page._link(f"unadjust:{adjustments.listed(demo, project, CONTRACT, december)[0].id}")
    assert page.reading.settled.corrected == 30_000_000


def test_the_term_and_its_promises(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "DZ")
    page = page_of(window)
    page.open_view("term")
    rows = page.term.model.rows
    assert [one.number for one in rows] == list(range(2, 15))  # the first payment comes before anything is assessed
    # 13 of 31 days: 300000 × 13/31 = 125806.45; a missed report costs 5000.00.
    assert (rows[0].base, rows[0].taken, rows[0].corrected) == (12_580_645, 500_000, 12_080_645)
    assert rows[-1].corrected is None and rows[-1].base == 17_419_355  # 18 of 31 days
    promised = {one.name: one for one in page.term.promises.rows}
    first = promised["A 类第 1 名"]
    assert (first.kept, first.cost, first.lost) == ("2 / 6 个月", 400_000, False)
    assert first.remaining == "还差 4 个月，还可计 7 个月"  # December to June
    assert promised["年度流失率"].kept == "3.7037%"
    page.term.table.go_to_key("2025-09")
    QTest.keyClick(page.term.table, Qt.Key.Key_Return)
    assert str(window.workspace.period) == "2025-09" and page._locked.isVisible()


def test_a_month_of_fines_closes_on_its_own(open_window: Open, demo: Book, answers: Answers) -> None:
    window = open_window(demo, "KZ")
    page, project = page_of(window), kezhou(demo)
    month = Period("month", 2025, 9)
    page.sheets.choose("2025-09")
    page._sheet_chosen("2025-09")
    titles = [one.title for one in page.stepper.rows]
    assert titles[1:5] == ["处理建议已决定", "申诉已处理", "考核单已签收", "班组分配"]
    assert page.reading is not None and page.reading.way.month is not None
    found = page.reading.way.month
    assert found.corrected == found.net + sum(one.fen for one in found.later) and found.later
    answers.because("九月先送签")
    press(page, way.FREEZE)
    assert periods.standing(demo, project, CONDUCT_SHEET, month).state == "frozen"
    for role in ("驻场经理", "话务员代表"):
        answers.signed.append(Signing(role, "某人", date(2025, 9, 24), "ink", ""))
        press(page, way.SIGN)
    press(page, way.SEAL)
    assert periods.standing(demo, project, CONDUCT_SHEET, month).state == "sealed"
    assert periods.standing(demo, project, CONTRACT, Q3).state == "open"


def test_a_page_is_checked(open_window: Open, demo: Book) -> None:
    window = open_window(demo, "DZ")
    page, project = page_of(window), projects.find(demo, "DZ").id
    current = periods.standing(demo, project, CONTRACT, Period("month", 2025, 9)).current
    assert current is not None
    page.open_view("versions")
    page.versions.code.setText(f"{current.number} {way.grouped(current.digest)}")
    QTest.keyClick(page.versions.code, Qt.Key.Key_Return)
    assert page.versions.verdict.isVisible() and "相符" in page.versions.verdict.accessibleName()
    page.versions.code.setText("DZ-2025-09-K09 deadbeef")
    QTest.keyClick(page.versions.code, Qt.Key.Key_Return)
    assert "没有这个编号" in page.versions.verdict.accessibleName()


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY", "BS"])
def test_it_opens_on_every_contract(open_window: Open, demo: Book, code: str, qtmodeltester: ModelTester) -> None:
    window = open_window(demo, code)
    page = page_of(window)
    for view in ("term", "versions", "money"):
        page.open_view(view)
    assert page._main.isVisible() and len(page.stepper.rows) in (7, 9)
    for model in (page.term.model, page.term.promises, page.versions.model):
        qtmodeltester.check(model)


def test_an_empty_store_says_what_comes_first(open_window: Open, empty: Book) -> None:
    window = open_window(empty)
    page = page_of(window)
    asked: list[str] = []
    page.go_requested.connect(asked.append)
    page._empty.action_requested.emit()
    assert page._empty.isVisible() and asked == ["do:project"]


def test_a_period_before_anything_is_known(open_window: Open, empty: Book) -> None:
    projects.create(empty, "BS", "白沙", "baisha")
    window = open_window(empty, "BS")
    page = page_of(window)
    assert page._main.isVisible() and "另行约定" in page.money.words.words


def test_the_dialogs_read_what_was_typed_and_are_freed(qtbot: QtBot, open_window: Open, empty: Book) -> None:
    window = open_window(empty)
    first = SigningDialog(window, ("甲方", "乙方"), date(2025, 10, 9))
    first._try()
    assert first.error.words
    first.signer.setText(" 张科 ")
    first.how.setCurrentIndex(1)
    assert first.found() == Signing("甲方", "张科", date(2025, 10, 9), "seal", "")
    second = AdjustingDialog(window, [Q3], [(7, "K02 单明")], date(2025, 10, 9))
    for text, fine in (("", False), ("0", False), ("1.005", False), ("-1,200.50", True)):
        second.amount.setText(text)
        second.reason.setText("多扣")
        assert (second.fault() == "") is fine
    assert second.found() == Adjusting(Q3, 7, date(2025, 10, 9), -120_050, "多扣")
    gone = [weakref.ref(one) for one in (first, second)]
    for one in (first, second):
        one.deleteLater()
    del first, second, one
    qtbot.wait(10)
    gc.collect()
    assert [one() for one in gone] == [None, None]
