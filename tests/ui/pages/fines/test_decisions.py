"""Proposals until somebody decides, the three figures, the slip's way, parameters; every dialog freed."""

import gc
import weakref
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtTest import QTest

from app.ledger import adjustments, conduct_months, incidents, people, projects
from app.ledger.book import Book
from app.ledger.conduct_months import CONFIRMED, DECLINED
from app.ledger.people import Newcomer
from app.periods import Period
from tests.ui.pages.fines.conftest import Clerk, type_into
from ui.pages.fines.asking import AskDialog, Draft, Question

Key = Qt.Key
AUGUST = Period("month", 2025, 8)


def answer(day: str = "", **texts: str) -> Callable[[AskDialog], None]:
    """Fills the fields by keyboard and takes it."""

    def fill(dialog: AskDialog) -> None:
        if day:
            dialog.day.setDate(QDate.fromString(day, "yyyy-MM-dd"))
        for name, text in texts.items():
            field = getattr(dialog, name)
            field.setFocus()
            field.selectAll()
            type_into(field, text)
        QTest.keyClick(dialog.focusWidget() or dialog, Key.Key_Return)

    return fill


def test_a_proposal_stays_one_until_somebody_decides(clerk: Clerk) -> None:
    row = clerk.choose("K08", 8)
    assert [(one.name, one.decision) for one in row.proposals] == [("予以辞退", None)]
    lines = {one.number: one for one in clerk.page.people.model.rows}
    column = next(one for one in clerk.page.people.model.columns if one.key == "consequences")
    assert column.text(lines["K08"]) == "予以辞退·待定"
    assert "**1 项处理建议待定**" in clerk.page.head.sums.words
    with clerk.answering(answer("2025-09-20", words="首次发生，谈话并培训")):
        clerk.page.people.card.buttons["dismissal", DECLINED].click()
    decision = clerk.row("K08").proposals[0].decision
    assert decision is not None
    assert (decision.outcome, decision.decided_by, decision.decided_on) == (DECLINED, "王经理", date(2025, 9, 20))
    lines = {one.number: one for one in clerk.page.people.model.rows}
    assert column.text(lines["K08"]) == "予以辞退·不作"
    shown = [
        one.accessibleName() or one.words for one in clerk.page.people.card.findChildren(type(clerk.page.head.sums))
    ]
    assert any("已决定不作此处理：首次发生，谈话并培训（王经理，2025-09-20）" in one for one in shown)
    assert ("dismissal", DECLINED) not in clerk.page.people.card.buttons
    with clerk.answering(answer(words="再次发生", by="李主任")):
        clerk.page.people.card.buttons["dismissal", CONFIRMED].click()
    decision = clerk.row("K08").proposals[0].decision
    assert decision is not None and (decision.outcome, decision.decided_by) == (CONFIRMED, "李主任")


def test_confirming_under_a_red_light_is_warned_of(clerk: Clerk) -> None:
    clerk.choose("K08", 8)
    cautions: list[str] = []

    def look(dialog: AskDialog) -> None:
        cautions.append(dialog._question.caution)
        dialog.reject()

    with clerk.answering(look):
        clerk.page.people.card.buttons["dismissal", CONFIRMED].click()
    assert cautions == ["建议先不要从工资中扣发，请主管与律师核对"]
    assert clerk.row("K08").proposals[0].decision is None


def test_recorded_is_not_deducted(clerk: Clerk) -> None:
    """500 + 82.75 by the rule; a fifth of 3,600 is 720.00, which leaves more than 1,750."""
    clerk.choose("K11")
    card = clerk.page.people.card
    assert [one.accessibleName() for one in (card.taken, card.limit, card.deducted)] == [
        *("582.75 元", "720.00 元", "0.00 元"),
    ]

    def twice(dialog: AskDialog) -> None:
        QTest.keyClick(dialog.number, Key.Key_Return)
        assert dialog.isVisible() and dialog.errors["number"].words == "请填写"
        answer("2025-10-20", number="300", words="九月工资")(dialog)

    with clerk.answering(twice):
        clerk.page._deduct()
    assert card.deducted.accessibleName() == "300.00 元"
    (one,) = clerk.row("K11").deductions
    assert (one.fen, one.on, one.note) == (30000, date(2025, 10, 20), "九月工资")
    assert clerk.row("K11").result.fines == 50000
    with clerk.answering(answer("2025-10-21", number="420.01")):
        clerk.page._deduct()
    assert "deducted_over_limit" in [hit.id for hit in clerk.row("K11").light.hits]
    card.deducted.press()
    assert clerk.why[-1] == "本月已扣累计 720.01 元"
    with clerk.answering(answer(words="录错")):
        card.undeduct.click()
    assert clerk.row("K11").case.deducted == 30000


def test_a_refused_amount_is_asked_again_with_the_reason(clerk: Clerk) -> None:
    clerk.choose("K11")
    said: list[str] = []

    def again(dialog: AskDialog) -> None:
        said.append(dialog.errors["number"].words)
        assert dialog.words.text() == "先不扣" and dialog.number.value == 0
        dialog.reject()

    with clerk.answering(answer(number="0", words="先不扣"), again) as met:
        clerk.page._deduct()
    assert said == ["应大于 0"] and len(met) == 2
    assert clerk.row("K11").deductions == ()


@pytest.mark.parametrize(
    ("wage", "floor", "limit", "tone"),
    [
        (None, "1750", "—", "amber"),
        (360000, "", "—", "amber"),
        (360000, "1750", "720.00 元", "amber"),
        (30000, "100", "60.00 元", "red"),
        (180000, "1750", "50.00 元", "red"),
    ],
    ids=["wage empty", "minimum wage empty", "within", "above 20 %", "below the minimum"],
)
def test_the_light_of_a_person(
    open_fines: Callable[..., Clerk], empty: Book, wage: int | None, floor: str, limit: str, tone: str
) -> None:
    """Eight times late: 80.00, which is 20 % of 400 and leaves 1,720 of 1,800."""
    project, first = projects.create(empty, "KZ", "克州12345", "kezhou-2025").id, date(2025, 1, 1)
    people.add(
        empty, project, [Newcomer("A1", "甲", first, "一班", wage_fen=wage), Newcomer("A2", "乙", first, "一班")]
    )
    if floor:
        projects.set_parameter(empty, project, "minimum_wage", floor, first, "文件")
    key = people.listed(empty, project)[0].id
    incidents.log(empty, project, [incidents.Draft("late", date(2025, 9, 5), key, 8)], status="verified")
    clerk = open_fines("KZ", empty)
    row, card = clerk.choose("A1"), clerk.page.people.card
    assert (row.case.taken, row.light.tone) == (8000, tone)
    assert card.limit.accessibleName() == limit
    assert card.unknown.isVisible() == (limit == "—")
    assert limit != "—" or card.unknown.text() == "未填写，无法校验"
    card.light.press()
    assert clerk.why[-1] == f"法律提示：{'红' if tone == 'red' else '黄'}"
    assert clerk.row("A2").light.tone == "green"


def test_the_slip_is_given_signed_appealed_and_answered(clerk: Clerk) -> None:
    clerk.choose("K11")
    card = clerk.page.people.card

    def offered() -> list[str]:
        return [name for name, button in card.steps.items() if button.isVisible()]

    assert offered() == ["give"] and card.told.words == "考核单：未送达"
    with clerk.answering(answer("2025-10-09")):
        card.steps["give"].click()
    assert offered() == ["sign", "appeal"]

    def too_early(dialog: AskDialog) -> None:
        assert dialog.errors["day"].words == "早于起始日 2025-10-09"
        answer("2025-10-10")(dialog)

    with clerk.answering(answer("2025-10-01"), too_early):
        card.steps["sign"].click()
    assert offered() == ["appeal"]
    with clerk.answering(answer("2025-10-11", words="当时系统故障")):
        card.steps["appeal"].click()
    assert offered() == ["answer"]

    def decide(dialog: AskDialog) -> None:
        dialog.choice.choose("成立")
        answer(words="听录音属实，免予扣罚")(dialog)

    with clerk.answering(decide):
        card.steps["answer"].click()
    assert offered() == []
    assert card.told.words == (
        "考核单：2025-10-09 送达；2025-10-10 签收；2025-10-11 申诉：当时系统故障；结果：成立：听录音属实，免予扣罚"
    )


def test_a_signed_month_is_corrected_in_a_later_one(clerk: Clerk) -> None:
    clerk.choose("K08", 7)
    card = clerk.page.people.card
    assert clerk.sheet.locked and card.adjust.isVisible() and not clerk.page.people.waive.isEnabled()
    with clerk.answering(answer("2025-09-24", number="60", words="标题规则当时未通知")):
        card.adjust.click()
    found = adjustments.listed(clerk.window.workspace.book, clerk.sheet.project, "conduct", Period("month", 2025, 9))
    assert ("2025-07", 6000, clerk.row("K08").key) in [(one.about, one.fen, one.person) for one in found]
    clerk.choose("K08", 9)
    assert [one.fen for one in clerk.row("K08").corrections] == [6000]


def test_earlier_counts_stand_beside_the_items(clerk: Clerk) -> None:
    clerk.choose("K12", 9)
    told = clerk.page.people.before.words
    assert told == "此前累计（年内请假、合同期内次数）：无故不参加培训、测试、会议或集体活动 1 次"


def test_parameters_are_dated_and_have_a_source(clerk: Clerk) -> None:
    book, project = clerk.window.workspace.book, clerk.sheet.project

    def wrong(dialog: AskDialog) -> None:
        dialog.choice.choose("caution_share")
        answer(number="120", by="内部规定")(dialog)

    def mend(dialog: AskDialog) -> None:
        assert dialog.errors["number"].words == "不能大于 100"
        assert (dialog.choice.current, dialog.by.text()) == ("caution_share", "内部规定")
        answer("2025-09-01", number="10")(dialog)

    with clerk.answering(wrong, mend):
        clerk.page.head.parameters.click()
    assert projects.parameters(book, project)[-1] == projects.Parameter(
        "caution_share", date(2025, 9, 1), "10", "内部规定"
    )
    assert clerk.sheet.share == Decimal(10) and clerk.row("K11").case.limit == 36000
    assert "over_share" in [hit.id for hit in clerk.row("K11").light.hits]


def test_dialogs_are_freed(clerk: Clerk) -> None:
    clerk.choose("K11")
    with clerk.answering(lambda dialog: dialog.reject()) as met:
        clerk.page._deduct()
    refs = [weakref.ref(one) for one in met]
    met.clear()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    assert refs and all(ref() is None for ref in refs)


def test_a_question_shows_only_what_it_asks(clerk: Clerk) -> None:
    asked = Question("问", ("话",), "好", words="理由")
    dialog = AskDialog(clerk.page, asked, Draft())
    dialog.show()
    shown = [name for name in ("day", "number", "words", "by") if getattr(dialog, name).isVisible()]
    assert shown == ["words"] and dialog.focusWidget() is dialog.words
    dialog.close()
    dialog.deleteLater()


def test_the_months_are_kept_apart(clerk: Clerk) -> None:
    book, project, key = clerk.window.workspace.book, clerk.sheet.project, clerk.row("K11").key
    conduct_months.deduct(book, project, key, AUGUST, 100, date(2025, 9, 20))
    clerk.window.workspace.look_again()
    assert clerk.row("K11").case.deducted == 0
    assert clerk.choose("K11", 8).case.deducted == 100
