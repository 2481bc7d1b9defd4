"""A month of fines as people look at it: rows behind items, pools to the fen, what was frozen, what is inconsistent."""

from datetime import date
from decimal import Decimal

import pytest

from app.ledger import attendance, conduct_months, incidents, people, periods, projects
from app.ledger.book import Book
from app.ledger.conduct_sheet import Sheet, months_of, sheet_of, totals
from app.ledger.conduct_why import COLUMNS, before, why_entry, why_figure
from app.ledger.consistency import AMOUNT, DECIDED, JOINT, SEVERITY, WAIVED, differences
from app.ledger.contracts import contract
from app.ledger.incidents import Draft
from app.ledger.pools import pools_of
from app.periods import Period
from tests.ledger.floor import AUGUST, JULY, Q3, august, july, refused

Crew = dict[str, int]


def log(book: Book, project: int, *drafts: Draft) -> tuple[int, ...]:
    return tuple(incidents.log(book, project, drafts, status="verified").ids("incident"))


def test_a_mark_and_an_incident_are_told_apart(book: Book, kezhou: int, crew: Crew) -> None:
    (first,) = log(book, kezhou, Draft("off_task", july(3), crew["K02"]))
    attendance.record(book, kezhou, [attendance.Entry(crew["K02"], july(4), "late")])
    row = sheet_of(book, kezhou, JULY).numbered("K02")
    assert row is not None
    assert [(one.name, one.incident, [key.noun for key in one.rows]) for one in row.entries] == [
        ("工作时间做与工作无关的事", first, ["incident"]),
        ("迟到", None, ["attendance"]),
    ]
    assert (row.result.fines, row.full, row.unmarked) == (21000, "缺 30 天", 30)


def test_two_equal_incidents_keep_their_own_rows(book: Book, kezhou: int, crew: Crew) -> None:
    given = log(book, kezhou, Draft("misdispatch", july(3), crew["K02"]), Draft("misdispatch", july(3), crew["K02"]))
    row = sheet_of(book, kezhou, JULY).numbered("K02")
    assert row is not None and tuple(one.incident for one in row.entries) == given


def test_the_pool_to_the_fen(book: Book, kezhou: int, crew: Crew) -> None:
    """班组 of K01–K04: 100.00 over three; the odd fen goes to the lowest staff number."""
    log(book, kezhou, Draft("absent_post", july(3), crew["K04"], 2))
    sheet = sheet_of(book, kezhou, JULY)
    pool = next(one for one in pools_of(sheet) if any(each.number == "K04" for each in one.shares))
    assert (pool.fen, pool.sharing, pool.each, pool.odd, pool.undistributed) == (10000, 3, 3333, 1, 0)
    assert [(one.number, one.fen, one.odd) for one in pool.shares] == [
        ("K01", 3334, True),
        ("K02", 3333, False),
        ("K03", 3333, False),
        ("K04", 0, False),
    ]
    assert pool.adds_up and pool.shares[-1].why == "不参加：本月有扣罚"
    assert totals(sheet.rows) == (10000, 0, 10000, 0)


def test_nobody_to_share_and_somebody_who_left(book: Book, kezhou: int, crew: Crew) -> None:
    log(book, kezhou, *(Draft("late", july(3), crew[number]) for number in ("K01", "K02", "K03")))
    people.leave_job(book, kezhou, crew["K04"], july(20), "辞职", noticed_on=date(2025, 6, 1), handed_over=True)
    pool = pools_of(sheet_of(book, kezhou, JULY))[0]
    assert (pool.fen, pool.sharing, pool.undistributed, pool.given) == (3000, 0, 3000, 0)
    assert pool.adds_up and pool.words.startswith("未分配 30.00 元")
    assert pool.shares[3].why == "不参加：7月20日离职"


def test_every_figure_answers_why(book: Book, kezhou: int, crew: Crew) -> None:
    log(book, kezhou, Draft("forbidden_words", july(3), crew["K02"], severe=True, joint_fen=30000))
    sheet, known = sheet_of(book, kezhou, JULY), contract(book.shelf, "kezhou-2025")
    rows = {one.number: one for one in sheet.rows}
    agent, leader = rows["K02"], rows["K01"]
    found = why_entry(book, known, sheet, agent, agent.entries[0])
    assert found.title == "为什么是 2,000.00 元"
    told = [line for one in found.sections for line in (*one.lines, one.quote)]
    assert any("7月3日 单明 服务禁语（核实）" in one for one in told)
    assert any(one.startswith("若录音中出现服务禁语者扣费 1000 元") for one in told)
    assert why_figure(book, known, sheet, leader, "fines").title == "为什么是 300.00 元"
    for row in sheet.rows:
        for column in (*COLUMNS, "name"):
            why = why_figure(book, known, sheet, row, column)
            assert why.title and why.sections, column
    wanted = why_figure(book, known, sheet, rows["K03"], "reward")
    assert "2,300.00 ÷ 2 = 每人 1,150.00 元，余 0 分" in wanted.sections[0].lines


def test_what_was_frozen_is_shown(book: Book, kezhou: int, crew: Crew) -> None:
    log(book, kezhou, Draft("late", july(3), crew["K02"]))
    periods.freeze(book, kezhou, "conduct", JULY, despite="测试")
    sheet = sheet_of(book, kezhou, JULY)
    row = sheet.numbered("K02")
    assert sheet.locked and row is not None
    assert (row.result.fines, row.entries[0].incident is not None) == (1000, True)
    with refused(book, "2025-07"):
        incidents.waive(book, kezhou, row.entries[0].incident or 0, "不该扣")
    conduct_months.deduct(book, kezhou, row.key, JULY, 1000, august(10), "八月工资")
    row = sheet_of(book, kezhou, JULY).numbered("K02")
    assert row is not None and row.case.deducted == 1000


def test_earlier_counts_and_openings_are_told(book: Book, kezhou: int, crew: Crew) -> None:
    projects.record_opening(book, kezhou, [("", "K02", "skip_activity", "1")], "接手清单", since=date(2025, 3, 1))
    attendance.record(book, kezhou, [attendance.Entry(crew["K02"], july(4), "personal_leave")])
    sheet = sheet_of(book, kezhou, AUGUST)
    row = sheet.numbered("K02")
    assert row is not None
    assert before(sheet, row) == ("事假 1 天", "无故不参加培训、测试、会议或集体活动 1 次")


def test_the_limit_follows_wage_and_parameters(book: Book, kezhou: int, crew: Crew) -> None:
    def limit(sheet: Sheet) -> int | None:
        row = sheet.numbered("K02")
        assert row is not None
        return row.case.limit

    assert limit(sheet_of(book, kezhou, JULY)) is None
    people.assign(book, kezhou, crew["K02"], people.WAGE, july(1), fen=200000)
    assert limit(sheet_of(book, kezhou, JULY)) is None
    projects.set_parameter(book, kezhou, "minimum_wage", "1700", july(1), "新政发〔2024〕1号")
    assert limit(sheet_of(book, kezhou, JULY)) == 30000
    projects.set_parameter(book, kezhou, "caution_share", "10", august(1))
    assert limit(sheet_of(book, kezhou, JULY)) == 30000
    assert limit(sheet_of(book, kezhou, AUGUST)) == 20000
    found = [(one.key, one.since, one.word, one.source) for one in projects.parameters(book, kezhou)]
    assert found == [
        ("minimum_wage", july(1), "1700", "新政发〔2024〕1号"),
        ("caution_share", august(1), "10", ""),
    ]


def test_the_months_are_those_of_the_rules(book: Book) -> None:
    conduct = contract(book.shelf, "kezhou-2025").conduct
    assert conduct is not None
    assert months_of(Q3, conduct) == Q3.months
    assert months_of(Period("quarter", 2026, 1), conduct) == ()


# --- the same clause, different treatment


def test_waived_for_one_and_not_for_another(book: Book, kezhou: int, crew: Crew) -> None:
    one, other, far = log(
        *(book, kezhou, Draft("late", july(3), crew["K02"]), Draft("late", july(5), crew["K03"])),
        Draft("late", july(30), crew["K04"]),
    )
    assert differences(book, kezhou, july(31)) == ()
    incidents.waive(book, kezhou, one, "班车晚点")
    (found,) = differences(book, kezhou, july(31))
    assert (found.kind, found.clause, found.one.incident, found.other.incident) == (WAIVED, "迟到", one, other)
    assert found.one.words == "2025年7月3日 K02 单明：免予扣罚（班车晚点）" and far != found.other.incident
    assert differences(book, kezhou, july(4)) == ()


def test_different_joint_amounts_and_severity(book: Book, kezhou: int, crew: Crew) -> None:
    log(book, kezhou, Draft("forbidden_words", july(3), crew["K02"], severe=True, joint_fen=30000))
    log(book, kezhou, Draft("forbidden_words", july(9), crew["K06"], severe=True, joint_fen=20000))
    log(book, kezhou, Draft("forbidden_words", july(10), crew["K03"]))
    found = differences(book, kezhou, july(31))
    assert [one.kind for one in found] == [SEVERITY, JOINT]
    assert {found[1].one.words[-13:], found[1].other.words[-13:]} == {
        "班长连带 200.00 元"[-13:],
        "班长连带 300.00 元"[-13:],
    }


def test_decided_differently(book: Book, kezhou: int, crew: Crew) -> None:
    for number, outcome in (("K02", "confirmed"), ("K03", "declined")):
        log(book, kezhou, Draft("private_call", july(3), crew[number]))
        conduct_months.decide(
            *(book, kezhou, crew[number], JULY, "dismissal", outcome, "会议决定"), on=july(20), by="主管"
        )
    (found,) = differences(book, kezhou, july(31))
    assert (found.kind, found.one.person, found.other.person) == (DECIDED, crew["K03"], crew["K02"])
    assert AMOUNT not in found.kind


# --- marks, one by one


def test_marks_come_one_by_one(book: Book, kezhou: int, crew: Crew) -> None:
    k02, k03 = crew["K02"], crew["K03"]
    conduct_months.mark(book, kezhou, JULY, {k02: {"discipline": "28"}, k03: {"quality": "36.5"}})
    assert conduct_months.score_of(book, kezhou, JULY, k02) is None
    conduct_months.mark(book, kezhou, JULY, {k02: {"quality": "40", "skill": "30"}})
    found = conduct_months.score_of(book, kezhou, JULY, k02)
    assert found is not None and found.score == Decimal(98)
    conduct_months.mark(book, kezhou, JULY, {k02: {"skill": ""}})
    assert conduct_months.appraisals(book, kezhou, JULY)[k02] == {"discipline": Decimal(28), "quality": Decimal(40)}
    conduct_months.mark(book, kezhou, JULY, {k02: {"skill": "29"}})
    assert conduct_months.appraisals(book, kezhou, JULY)[k02]["skill"] == 29


@pytest.mark.parametrize(("part", "text"), [("discipline", "30.01"), ("discipline", "-1"), ("skill", "好"), ("x", "1")])
def test_a_wrong_mark_is_refused_and_none_is_stored(book: Book, kezhou: int, crew: Crew, part: str, text: str) -> None:
    with refused(book, f"{crew['K03']}.{part}"):
        conduct_months.mark(book, kezhou, JULY, {crew["K02"]: {"discipline": "28"}, crew["K03"]: {part: text}})
    assert conduct_months.appraisals(book, kezhou, JULY) == {}


def test_a_slip_goes_forward_in_time(book: Book, kezhou: int, crew: Crew) -> None:
    k02 = crew["K02"]
    conduct_months.hand_out(book, kezhou, k02, JULY, august(10))
    with refused(book, "acknowledged_on"):
        conduct_months.acknowledge(book, kezhou, k02, JULY, august(9))
    with refused(book, "appealed_on"):
        conduct_months.appeal(book, kezhou, k02, JULY, august(9), "不服")
    with refused(book, "outcome"):
        conduct_months.answer_appeal(book, kezhou, k02, JULY, "维持")


def test_a_deduction_is_taken_back_with_its_reason(book: Book, kezhou: int, crew: Crew) -> None:
    conduct_months.deduct(book, kezhou, crew["K02"], JULY, 1000, august(10), "工资表")
    (one,) = conduct_months.deductions(book, kezhou, JULY)
    assert (one.fen, one.on, one.note) == (1000, august(10), "工资表")
    with refused(book, "reason"):
        conduct_months.void_deduction(book, kezhou, one.id, " ")
    conduct_months.void_deduction(book, kezhou, one.id, "录错人")
    assert conduct_months.deducted(book, kezhou, JULY) == {}
