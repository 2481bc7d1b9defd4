"""What a third reader of the ledger found, one test each: the closing, pasted people, filled days, notices."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from app.errors import Refused
from app.exchange.pasted_people import read_people
from app.ledger import (
    adjustments,
    conduct_closing,
    conduct_facts,
    conduct_months,
    incidents,
    indicators,
    leaves,
    paper,
    people,
    people_import,
    periods,
    projects,
    safety,
    settlements,
)
from app.ledger.book import Book
from app.ledger.conduct_closing import FINES
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.leave_advice import advise
from app.ledger.people import Newcomer
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.ledger.undo import Undo
from app.periods import Period
from app.workdays import read_calendar
from tests.ledger.floor import AUGUST, JULY, Q3, august, july, refused

APRIL, MAY, JUNE = (Period("month", 2026, number) for number in (4, 5, 6))


@pytest.fixture
def jiyuan(book: Book) -> int:
    return projects.create(book, "JY", "济源", "jiyuan-2026").id


def test_what_is_corrected_in_a_month_that_pays_nothing_is_paid_with_the_quarter(book: Book, jiyuan: int) -> None:
    march = Period("month", 2026, 3)
    adjustments.adjust(book, jiyuan, CONTRACT, date(2026, 3, 31), Period("month", 2026, 2), 700, "上季")
    adjustments.adjust(book, jiyuan, CONTRACT, date(2026, 4, 10), march, 20_000, "申诉成立")
    adjustments.adjust(book, jiyuan, CONTRACT, date(2026, 6, 10), march, -5_000, "多退")
    incidents.log(book, jiyuan, [Draft("complaint", date(2026, 6, 2))], status=VERIFIED)
    found = settlements.settled(book, jiyuan, JUNE)
    assert (found.payable, found.adjusted, found.corrected) == (32_609_200, 15_000, 32_624_200)
    shown = settlements.settled(book, jiyuan, APRIL)
    assert (shown.corrected, shown.adjusted) == (None, 20_000)
    assert settlements.settled(book, jiyuan, MAY).adjusted == 0
    periods.freeze(book, jiyuan, CONTRACT, JUNE, despite="测试")
    current = periods.standing(book, jiyuan, CONTRACT, JUNE).current
    assert current is not None
    kept = json.loads(periods.texts_of(book, current.id)["adjustments"])
    assert [one["fen"] for one in kept] == [20_000, -5_000]
    with refused(book, "2026-06", "撤回送签"):
        adjustments.adjust(book, jiyuan, CONTRACT, date(2026, 5, 10), march, 100, "漏补")


def test_an_item_of_the_contract_alone_is_something_known(book: Book, danzhou: int) -> None:
    september = Period("month", 2025, 9)
    assert not settlements.settled(book, danzhou, september).logged
    incidents.log(book, danzhou, [Draft("late_ops_manager", date(2025, 9, 3), quantity=2)], status=VERIFIED)
    found = settlements.settled(book, danzhou, september)
    assert found.logged and not found.complete
    assert [(one.id, one.fen) for one in found.charges] == [("late_ops_manager", 1_000_000)]


def test_a_rank_after_the_settlement_keeps_no_promise(book: Book, danzhou: int) -> None:
    last = Period("month", 2026, 7)
    indicators.record(book, danzhou, "rank_a", {"rank": 1}, last)
    found = {one.name: one for one in settlements.promises(book, danzhou, last)}
    assert found["A 类第 1 名"].kept == "0 / 6 个月" and found["A 类第 1 名"].cost == 600_000


def test_months_that_nobody_entered_are_not_lost(book: Book, danzhou: int) -> None:
    for at in range(7, 13):
        indicators.record(book, danzhou, "rank_a", {"rank": 3}, Period("month", 2025, at))
    may = Period("month", 2026, 5)
    found = {one.name: one for one in settlements.promises(book, danzhou, may)}
    first, seventh = found["A 类第 1 名"], found["全省前 7 名"]
    # January to May are not entered, June is to come; of the province nothing is known since July.
    assert (first.remaining, first.lost) == ("还差 6 个月，还可计 6 个月", False)
    assert (seventh.remaining, seventh.lost) == ("还差 6 个月，还可计 12 个月", False)
    indicators.record(book, danzhou, "rank_a", {"rank": 2}, may)
    assert settlements.promises(book, danzhou, may)[0].lost


def test_the_same_day_is_received_again_with_a_receipt(book: Book, kezhou: int) -> None:
    periods.freeze(book, kezhou, CONTRACT, Q3, despite="测试")
    day, calendar, undo = date(2025, 10, 9), read_calendar(), Undo(book)

    def deliver(on: date, receipt: str) -> None:
        periods.deliver(book, kezhou, CONTRACT, Q3, on, calendar, receipt=receipt)

    def told() -> str:
        return periods.receipt_of(book, periods.standing(book, kezhou, CONTRACT, Q3))

    deliver(day, "")
    deliver(day, "张科当面签收")
    assert told() == "张科当面签收"
    for same in ("", "张科当面签收"):
        with pytest.raises(Refused, match="没有改变任何内容"):
            deliver(day, same)
    deliver(date(2025, 10, 10), "邮寄")
    undo.undo()
    assert told() == "张科当面签收"
    undo.undo()
    assert told() == ""
    undo.redo()
    assert told() == "张科当面签收"


def test_nothing_is_received_before_its_period(book: Book, kezhou: int) -> None:
    periods.freeze(book, kezhou, CONTRACT, Q3, despite="测试")
    with refused(book, "received_on", "早于 2025-Q3"):
        periods.deliver(book, kezhou, CONTRACT, Q3, date(2024, 10, 9), read_calendar())


@pytest.mark.parametrize(
    "typed",
    [
        lambda number, digest: f"编号 {number} 摘要 {digest[:4]} {digest[4:8]} {digest[8:12]}",
        lambda number, digest: f"编号：{number}　摘要：{digest[:16]}",
        lambda number, digest: f"{number.replace('-', '—')}，{digest[:16]}",
        lambda number, digest: f"{number.replace('-', '－').translate({48: '０', 49: '１', 75: 'Ｋ'})} {digest}",
    ],
)
def test_the_foot_is_typed_as_it_stands(book: Book, kezhou: int, typed: Callable[[str, str], str]) -> None:
    periods.freeze(book, kezhou, CONTRACT, Q3, despite="测试")
    one = periods.standing(book, kezhou, CONTRACT, Q3).current
    assert one is not None
    assert paper.check(book, kezhou, typed(one.number, one.digest)).kind == paper.MATCHES


def test_the_foot_of_an_old_version_is_typed_as_it_stands(book: Book, kezhou: int) -> None:
    periods.freeze(book, kezhou, CONTRACT, Q3, despite="测试")
    one = periods.standing(book, kezhou, CONTRACT, Q3).current
    assert one is not None
    periods.withdraw(book, kezhou, CONTRACT, Q3, "漏记")
    typed = f"编号 {one.number}（旧版本，已撤回） 摘要 {one.digest[:16]}"
    assert paper.check(book, kezhou, typed).kind == paper.SUPERSEDED


def test_a_note_without_the_history_proves_nothing(
    book: Book, kezhou: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = safety.save_copy(book, tmp_path_factory.mktemp("backup") / "备份.hotline")
    note = made.path.with_name(f"{made.path.name}.json")
    assert note.is_file(), sorted(made.path.parent.iterdir())
    given = json.loads(note.read_text("utf-8"))
    assert safety.noted(made.path).extra[safety.ENTRY]
    given["extra"] = {}
    note.write_text(json.dumps(given), "utf-8")
    with pytest.raises(Refused, match="无从核对"):
        safety.noted(made.path)


def test_the_notice_is_the_contracts(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    for number, noticed in (("K07", july(1)), ("K08", july(2))):
        people.leave_job(book, kezhou, crew[number], july(31), "辞职", noticed_on=noticed, handed_over=True)
    assert conduct_facts.collect(book, kezhou, JULY).proposals == ((crew["K08"], "提前 29 天提出"),)


def pasted(**given: object) -> Newcomer:
    return Newcomer("K02", "单明", july(1), **given)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (pasted(online_on=date(2024, 12, 31)), "早于入职日 2025-01-01"),
        (pasted(wage_fen=-1), "不能为负"),
    ],
)
def test_somebody_known_is_checked_like_a_newcomer(
    book: Book, kezhou: int, crew: dict[str, int], one: Newcomer, words: str
) -> None:
    (step,) = people_import.plan(book, kezhou, [one], july(10))
    assert step.kind == people_import.WRONG and words in step.told[0]
    with refused(book, "第 1 人", words):
        people_import.take(book, kezhou, [one], july(10))


def test_a_leave_beyond_the_rules_is_asked_without_advice(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    draft = leaves.Draft(crew["K02"], "personal_leave", date(2026, 1, 5), date(2026, 1, 6))
    found = advise(book, kezhou, draft)
    assert (found.days, found.approver, found.cautions) == (2, "", ())


def test_a_month_of_fines_is_closed_before_it_is_frozen(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    drafts = [Draft("skip_activity", july(at), crew["K02"]) for at in (3, 4)]
    incidents.log(book, kezhou, drafts, status=VERIFIED)

    def left() -> set[str]:
        with pytest.raises(Refused) as caught:
            periods.freeze(book, kezhou, CONDUCT_SHEET, JULY)
        return {fault.value for fault in caught.value.faults if fault.path == FINES}

    assert left() == {"处理建议已决定", "考核单已签收"}
    conduct_months.decide(book, kezhou, crew["K02"], JULY, "dismissal", "declined", "初犯", on=august(1), by="主管")
    assert left() == {"考核单已签收"}
    for one in (crew["K02"], crew["K01"], crew["K03"], crew["K04"]):  # who is fined, and who shares the pool
        conduct_months.hand_out(book, kezhou, one, JULY, august(2))
        conduct_months.acknowledge(book, kezhou, one, JULY, august(3))
    conduct_months.appeal(book, kezhou, crew["K02"], JULY, august(3), "有事请过假")
    assert left() == {"申诉已处理"}
    conduct_months.answer_appeal(book, kezhou, crew["K02"], JULY, "不成立")
    periods.freeze(book, kezhou, CONDUCT_SHEET, JULY)
    current = periods.standing(book, kezhou, CONDUCT_SHEET, JULY).current
    assert current is not None and current.reason == ""


def test_a_staff_number_in_wide_figures_is_the_same(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    found = read_people("工号\t姓名\t月工资\nＫ０２\t单明\t４，２００", july(1))
    assert not found.faults
    (step,) = people_import.plan(book, kezhou, found.people, july(10))
    assert (step.kind, step.person) == (people_import.UPDATED, crew["K02"])


def test_whoever_left_is_given_back_all_the_same(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    incidents.log(book, kezhou, [Draft("late", july(3), crew["K08"])], status=VERIFIED)
    people.leave_job(book, kezhou, crew["K08"], july(31), "辞职", noticed_on=july(1), handed_over=True)
    adjustments.adjust(book, kezhou, CONDUCT_SHEET, august(5), JULY, 1000, "申诉成立", person=crew["K08"])
    found = conduct_closing.month_of(book, kezhou, AUGUST)
    (given,) = [one for one in found.nets if one.adjustments]
    assert (given.number, given.net, given.corrected, found.corrected) == ("K08", 0, 1000, found.net + 1000)
