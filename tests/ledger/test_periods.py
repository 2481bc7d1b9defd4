"""Periods: states, revisions with number and digest, the guard of what was signed, difference, objection clock."""

from collections.abc import Callable
from datetime import date

import pytest

from app.errors import Refused
from app.ledger import adjustments, history, incidents, indicators, obligations, people, periods, projects
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT, recheck
from app.ledger.undo import Undo
from app.ledger.verify import revisions
from app.periods import Period
from app.workdays import read_calendar
from tests.ledger.floor import AUGUST, JULY, Q3, august, july, refused

DESPITE = "测试：资料不全"
SEPTEMBER = Period("month", 2025, 9)


def frozen(book: Book, project: int, sheet: str = CONTRACT, period: Period = Q3) -> periods.Revision:
    periods.freeze(book, project, sheet, period, despite=DESPITE)
    current = periods.standing(book, project, sheet, period).current
    assert current is not None
    return current


def complaint(book: Book, project: int) -> Changed:
    return incidents.log(book, project, [incidents.Draft("complaint", july(3))], status="verified")


def test_from_open_to_sealed(book: Book, kezhou: int) -> None:
    assert periods.standing(book, kezhou, CONTRACT, Q3).state == "open"
    periods.self_assess(book, kezhou, CONTRACT, Q3)
    periods.review(book, kezhou, CONTRACT, Q3)
    revision = frozen(book, kezhou)
    assert revision.number == "KZ-2025-Q3-K01" and len(revision.digest) == 64
    periods.sign(book, kezhou, revision.id, "甲方", "张三", date(2025, 10, 9), how="ink")
    with refused(book, revision.number, "乙方"):
        periods.seal(book, kezhou, CONTRACT, Q3)
    periods.sign(book, kezhou, revision.id, "乙方", "李四", date(2025, 10, 9), how="seal")
    periods.seal(book, kezhou, CONTRACT, Q3)
    now = periods.standing(book, kezhou, CONTRACT, Q3)
    assert (now.state, now.current and now.current.state) == ("sealed", "sealed")
    assert [one.signer for one in periods.signatures(book, revision.id)] == ["张三", "李四"]


@pytest.mark.parametrize(
    "step",
    [
        lambda book, project: periods.seal(book, project, CONTRACT, Q3),
        lambda book, project: periods.withdraw(book, project, CONTRACT, Q3, "错"),
        lambda book, project: periods.reopen(book, project, CONTRACT, Q3, "错"),
        lambda book, project: periods.deliver(book, project, CONTRACT, Q3, july(1), read_calendar()),
    ],
)
def test_what_an_open_period_does_not_know(book: Book, kezhou: int, step: Callable[[Book, int], Changed]) -> None:
    with refused(book, "2025-Q3"):
        step(book, kezhou)


def test_gaps_stop_the_freezing_and_are_named(book: Book, kezhou: int) -> None:
    with pytest.raises(Refused) as caught:
        periods.freeze(book, kezhou, CONTRACT, Q3)
    told = {fault.path for fault in caught.value.faults}
    assert {"connect_rate", "appraisal_method", "freeze"} <= told
    assert periods.standing(book, kezhou, CONTRACT, Q3).state == "open"


def test_sealing_needs_a_signature_or_a_reason(book: Book, kezhou: int) -> None:
    revision = frozen(book, kezhou)
    with refused(book, revision.number):
        periods.seal(book, kezhou, CONTRACT, Q3)
    periods.seal(book, kezhou, CONTRACT, Q3, unsigned="甲方以公函确认")


@pytest.mark.parametrize("sheet", [CONTRACT, CONDUCT_SHEET])
@pytest.mark.parametrize("sealed", [False, True])
def test_what_would_change_a_signed_period_is_refused(
    book: Book, kezhou: int, crew: dict[str, int], sheet: str, sealed: bool
) -> None:
    period = Q3 if sheet == CONTRACT else JULY
    frozen(book, kezhou, sheet, period)
    if sealed:
        periods.seal(book, kezhou, sheet, period, unsigned="测试")
    with refused(book, str(period), "重新打开" if sealed else "撤回送签"):
        if sheet == CONTRACT:
            complaint(book, kezhou)
        else:
            incidents.log(book, kezhou, [incidents.Draft("late", july(3), crew["K02"])], status="verified")


def test_what_does_not_change_its_facts_goes_on(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    frozen(book, kezhou)
    frozen(book, kezhou, CONDUCT_SHEET, JULY)
    incidents.log(book, kezhou, [incidents.Draft("complaint", july(3))])  # only recorded: it does not count
    incidents.log(book, kezhou, [incidents.Draft("late", august(3), crew["K02"])], status="verified")
    people.correct(book, kezhou, crew["K02"], name="单明明")
    indicators.record(book, kezhou, "connect_rate", {"hits": 1, "total": 1}, Period("quarter", 2025, 4))


def test_dated_facts_reach_back_only_as_far_as_they_say(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    frozen(book, kezhou)
    with refused(book, "2025-Q3", "实际在岗"):
        people.leave_job(book, kezhou, crew["K08"], date(2025, 9, 10), "辞职")
    people.leave_job(
        book, kezhou, crew["K08"], date(2025, 10, 10), "辞职", noticed_on=date(2025, 9, 1), handed_over=True
    )


def test_an_earlier_month_that_a_signed_one_looks_back_at(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    """Twice missing an activity is counted over the term: July's figure stands in August's prior."""
    incidents.log(book, kezhou, [incidents.Draft("skip_activity", august(5), crew["K02"])], status="verified")
    frozen(book, kezhou, CONDUCT_SHEET, AUGUST)
    with refused(book, "2025-08", "以前各月的次数"):
        incidents.log(book, kezhou, [incidents.Draft("skip_activity", july(5), crew["K02"])], status="verified")


def test_undo_does_not_reach_into_a_signed_period(book: Book, kezhou: int) -> None:
    undo = Undo(book)
    entry = complaint(book, kezhou).entry
    frozen(book, kezhou)
    with pytest.raises(Refused, match="没有可撤销"):
        undo.undo()
    with refused(book, "2025-Q3"):
        history.revert(book, entry)


def test_freezing_itself_is_not_undone_but_withdrawn(book: Book, kezhou: int) -> None:
    frozen(book, kezhou)
    latest = history.entries(book, limit=1)[0]
    with refused(book, "history", "撤回"):
        history.revert(book, latest.id)
    with refused(book, "reason"):
        periods.withdraw(book, kezhou, CONTRACT, Q3, " ")
    periods.withdraw(book, kezhou, CONTRACT, Q3, "漏记投诉")
    complaint(book, kezhou)


def test_the_next_revision_names_every_difference(book: Book, kezhou: int) -> None:
    first = frozen(book, kezhou)
    periods.seal(book, kezhou, CONTRACT, Q3, unsigned="测试")
    periods.reopen(book, kezhou, CONTRACT, Q3, "漏记投诉")
    complaint(book, kezhou)
    second = frozen(book, kezhou)
    assert (second.serial, second.number) == (2, "KZ-2025-Q3-K02")
    import json

    found = json.loads(periods.texts_of(book, second.id)["difference"])
    assert {"path": "inputs.complaints", "was": None, "now": {"months": {"2025-07": "1"}}} in found
    states = [one.state for one in periods.standing(book, kezhou, CONTRACT, Q3).revisions]
    assert states == ["reopened", "frozen"]
    assert periods.texts_of(book, first.id)["facts"] != periods.texts_of(book, second.id)["facts"]


def test_a_revision_recomputes_whatever_the_program_says_today(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    complaint(book, kezhou)
    incidents.log(book, kezhou, [incidents.Draft("late", july(3), crew["K02"], 3)], status="verified")
    for sheet, period in ((CONTRACT, Q3), (CONDUCT_SHEET, JULY)):
        revision = frozen(book, kezhou, sheet, period)
        assert recheck(sheet, periods.texts_of(book, revision.id)) == ()
    with book.read() as connection:
        assert list(revisions(connection)) == []


def test_both_opinions_are_frozen(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"percent": "100"}, Q3)
    indicators.record(book, kezhou, "connect_rate", {"percent": "99.5"}, Q3, opinion="reviewed")
    texts = periods.texts_of(book, frozen(book, kezhou).id)
    assert '"connect_rate":{"percent":"99.5"}' in texts["facts"]
    assert '"connect_rate":{"percent":"100"}' in texts["self_facts"]


def test_the_objection_clock_runs_in_working_days(book: Book, danzhou: int) -> None:
    september = Period("month", 2025, 9)
    frozen(book, danzhou, CONTRACT, september)
    changed = periods.deliver(book, danzhou, CONTRACT, september, date(2025, 9, 26), read_calendar())
    now = periods.standing(book, danzhou, CONTRACT, september)
    # Sunday 28 made up 1, 29 2, 30 3, off to the 8th, 9 October 4, 10 October 5.
    assert now.objection_until == date(2025, 10, 10) and "未公布" not in changed.words
    periods.object_to(book, danzhou, CONTRACT, september, date(2025, 10, 11), "接通率口径")
    assert "已过异议期" in periods.standing(book, danzhou, CONTRACT, september).objection


def test_a_year_not_announced_is_said(book: Book) -> None:
    from app.periods import Term

    project = projects.create(book, "DN", "续签", "danzhou-2025", term=Term(date(2025, 7, 19), date(2026, 7, 18))).id
    june = Period("month", 2026, 6)
    frozen(book, project, CONTRACT, june)
    changed = periods.deliver(book, project, CONTRACT, june, date(2026, 12, 30), read_calendar())
    assert "未公布" in changed.words


def test_adjustments_are_part_of_what_is_signed(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    frozen(book, kezhou, CONDUCT_SHEET, JULY)
    adjustments.adjust(book, kezhou, CONDUCT_SHEET, august(10), JULY, 2000, "申诉成立，退还扣罚", person=crew["K02"])
    texts = periods.texts_of(book, frozen(book, kezhou, CONDUCT_SHEET, AUGUST).id)
    assert "申诉成立，退还扣罚" in texts["adjustments"]
    with refused(book, "day", "送签或定稿"):
        adjustments.adjust(book, kezhou, CONDUCT_SHEET, august(20), JULY, 100, "又一笔")


def test_an_obligation_confirmed_as_missed_in_a_signed_period(book: Book, kezhou: int) -> None:
    obligations.generate(book, kezhou, read_calendar())
    frozen(book, kezhou)
    found = next(one for one in obligations.due_in(book, kezhou, Q3) if one.rule == "attendance_sheet")
    with refused(book, "2025-Q3", "考勤表备案"):
        obligations.confirm_missed(book, kezhou, found.id, "甲方核实未报")
