"""Requests for leave: which days they take, how they are decided, and what becomes of the days."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.ledger import attendance, conduct_facts, history, leaves, people, roster
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.leaves import APPROVED, ASKED, CANCELLED, REFUSED, Draft
from app.ledger.undo import Undo
from tests.ledger.floor import AUGUST, JULY, Q3, august, head, july, refused


def ask(book: Book, project: int, who: int, first: date, last: date, **given: Any) -> int:
    """A request for personal leave."""
    kind = given.pop("kind", "personal_leave")
    return leaves.ask(book, project, Draft(who, kind, first, last, **given)).id


def days(book: Book, project: int, leave: int) -> Decimal:
    """How many days a request says."""
    return leaves.find(book, project, leave).days


def marked(book: Book, project: int, who: int) -> list[tuple[date, str, str]]:
    """Somebody's marks of the quarter."""
    return [(one.day, one.part, one.code) for one in attendance.month(book, project, Q3).all() if one.person == who]


def test_a_request_takes_no_day_until_it_is_approved(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    key = ask(book, kezhou, crew["K02"], july(3), july(4), asked_at=datetime(2025, 7, 1, 9))
    assert (leaves.find(book, kezhou, key).status, marked(book, kezhou, crew["K02"])) == (ASKED, [])
    leaves.approve(book, kezhou, key, "买买提·艾力", july(2))
    found = leaves.find(book, kezhou, key)
    assert (found.status, found.approver, found.decided_on) == (APPROVED, "买买提·艾力", july(2))
    assert marked(book, kezhou, crew["K02"]) == [(july(day), "day", "personal_leave") for day in (3, 4)]


@pytest.mark.parametrize(
    ("last", "halves", "count", "parts"),
    [
        (july(3), ("day", "day"), "1", ["day"]),
        (july(3), ("am", "day"), "0.5", ["am"]),
        (july(3), ("pm", "day"), "0.5", ["pm"]),
        (july(3), ("day", "am"), "0.5", ["am"]),
        (july(3), ("pm", "pm"), "0.5", ["pm"]),
        (july(5), ("pm", "day"), "2.5", ["pm", "day", "day"]),
        (july(5), ("day", "am"), "2.5", ["day", "day", "am"]),
        (july(4), ("pm", "am"), "1", ["pm", "am"]),
    ],
)
def test_half_days(
    book: Book, kezhou: int, crew: dict[str, int], last: date, halves: tuple[str, str], count: str, parts: list[str]
) -> None:
    key = ask(book, kezhou, crew["K02"], july(3), last, first_half=halves[0], last_half=halves[1])
    assert days(book, kezhou, key) == Decimal(count)
    leaves.approve(book, kezhou, key, "班长", july(1))
    assert [part for _, part, _ in marked(book, kezhou, crew["K02"])] == parts
    assert [one["quantity"] for one in conduct_facts.collect(book, kezhou, JULY).facts["events"]] == [count]


def test_half_a_day_of_leave_leaves_the_other_half_as_it_was(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    attendance.record(book, kezhou, [Entry(who, july(3), "present"), Entry(who, july(3), "late", minutes=5)])
    before, key, undo = marked(book, kezhou, who), ask(book, kezhou, who, july(3), july(3), first_half="pm"), Undo(book)
    leaves.approve(book, kezhou, key, "班长", july(1))
    assert sorted(marked(book, kezhou, who)) == [
        (july(3), "am", "present"), (july(3), "day", "late"), (july(3), "pm", "personal_leave")
    ]  # fmt: skip
    undo.undo()
    assert sorted(marked(book, kezhou, who)) == sorted(before)


@pytest.mark.parametrize(
    ("last", "halves"), [(july(3), ("am", "pm")), (july(5), ("am", "day")), (july(5), ("day", "pm"))]
)
def test_halves_that_leave_a_gap_are_refused(
    book: Book, kezhou: int, crew: dict[str, int], last: date, halves: tuple[str, str]
) -> None:
    with refused(book, "last_half"):
        ask(book, kezhou, crew["K02"], july(3), last, first_half=halves[0], last_half=halves[1])


def test_leave_across_the_end_of_a_month_is_split_between_the_months(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    key = ask(book, kezhou, crew["K02"], july(30), august(2))
    leaves.approve(book, kezhou, key, "班长", july(20))
    events = [conduct_facts.collect(book, kezhou, month).facts["events"] for month in (JULY, AUGUST)]
    assert [[(one["date"], one["quantity"]) for one in found] for found in events] == [
        [("2025-07-30", "2")],
        [("2025-08-01", "2")],
    ]
    assert conduct_facts.collect(book, kezhou, AUGUST).facts["prior"] == {"K02": {"personal_leave": "2"}}


@pytest.fixture
def rostered(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    """July planned for everybody, K02 free on the 5th and 6th; nothing planned for August."""
    roster.add_shift(book, kezhou, "D", "白班", "08:00", "20:00")
    duties = [(who, day, "D") for who in crew.values() for day in JULY.all_days]
    roster.plan(
        book, kezhou, [one for one in duties if one[:2] not in ((crew["K02"], july(5)), (crew["K02"], july(6)))]
    )


def test_days_off_on_the_roster_are_not_taken(book: Book, kezhou: int, crew: dict[str, int], rostered: None) -> None:
    assert days(book, kezhou, ask(book, kezhou, crew["K02"], july(4), july(8))) == 3
    assert days(book, kezhou, ask(book, kezhou, crew["K03"], july(4), july(8))) == 5


def test_days_of_a_month_without_a_roster_are_taken_all_the_same(
    book: Book, kezhou: int, crew: dict[str, int], rostered: None
) -> None:
    assert days(book, kezhou, ask(book, kezhou, crew["K02"], july(30), august(2))) == 4


def test_somebody_who_is_never_rostered_takes_calendar_days(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    roster.add_shift(book, kezhou, "D", "白班", "08:00", "20:00")
    roster.plan(book, kezhou, [(crew["K03"], day, "D") for day in JULY.all_days])
    assert days(book, kezhou, ask(book, kezhou, crew["K02"], july(4), july(8))) == 5


def test_a_roster_made_after_the_request_decides_at_the_approval(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    key = ask(book, kezhou, crew["K02"], july(4), july(8))
    assert days(book, kezhou, key) == 5
    roster.add_shift(book, kezhou, "D", "白班", "08:00", "20:00")
    roster.plan(book, kezhou, [(crew[number], july(day), "D") for number in ("K02", "K03") for day in (4, 7, 8)])
    roster.plan(book, kezhou, [(crew["K03"], july(day), "D") for day in (5, 6)])
    leaves.approve(book, kezhou, key, "班长", july(2))
    assert [day.day for day, _, _ in marked(book, kezhou, crew["K02"])] == [4, 7, 8]
    assert days(book, kezhou, key) == 3


@pytest.mark.parametrize("decide", [True, False])
def test_overlapping_leave_is_refused(book: Book, kezhou: int, crew: dict[str, int], decide: bool) -> None:
    key = ask(book, kezhou, crew["K02"], july(3), july(5))
    if decide:
        leaves.approve(book, kezhou, key, "班长", july(1))
    for first, last in ((july(5), july(6)), (july(1), july(3)), (july(4), july(4)), (july(1), july(9))):
        with refused(book, "first_day", "重叠"):
            ask(book, kezhou, crew["K02"], first, last, kind="sick_leave")
    ask(book, kezhou, crew["K02"], july(6), july(6))
    ask(book, kezhou, crew["K03"], july(3), july(5))


def test_a_morning_and_an_afternoon_do_not_overlap(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    ask(book, kezhou, crew["K02"], july(3), july(3), first_half="am")
    ask(book, kezhou, crew["K02"], july(3), july(4), first_half="pm", last_half="am")
    with refused(book, "first_day", "重叠"):
        ask(book, kezhou, crew["K02"], july(4), july(4), first_half="am")
    ask(book, kezhou, crew["K02"], july(4), july(4), first_half="pm")


def test_what_was_turned_down_or_taken_back_frees_its_days(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    first = ask(book, kezhou, crew["K02"], july(3), july(5))
    leaves.refuse_leave(book, kezhou, first, "班长", july(1), "当班人手不足")
    second = ask(book, kezhou, crew["K02"], july(3), july(5))
    leaves.cancel(book, kezhou, second, "不请了")
    ask(book, kezhou, crew["K02"], july(3), july(5))
    assert [one.status for one in leaves.listed(book, kezhou)] == [REFUSED, CANCELLED, ASKED]


def test_undoing_an_approval_takes_back_the_days_and_the_decision(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    undo = Undo(book)
    key = ask(book, kezhou, crew["K02"], july(3), july(5))
    leaves.approve(book, kezhou, key, "班长", july(1))
    undo.undo()
    found = leaves.find(book, kezhou, key)
    assert (found.status, found.approver, found.decided_on) == (ASKED, "", None)
    assert marked(book, kezhou, crew["K02"]) == []
    undo.redo()
    assert leaves.find(book, kezhou, key).status == APPROVED
    assert len(marked(book, kezhou, crew["K02"])) == 3


def test_cancelling_takes_the_days_back_and_undoing_it_brings_them_again(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    undo = Undo(book)
    attendance.record(book, kezhou, [Entry(crew["K02"], july(6), "present")])
    key = ask(book, kezhou, crew["K02"], july(3), july(5))
    leaves.approve(book, kezhou, key, "班长", july(1))
    leaves.cancel(book, kezhou, key, "提前返岗")
    assert marked(book, kezhou, crew["K02"]) == [(july(6), "day", "present")]
    undo.undo()
    assert len(marked(book, kezhou, crew["K02"])) == 4
    assert leaves.find(book, kezhou, key).status == APPROVED


def test_only_what_waits_can_be_decided(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    key = ask(book, kezhou, crew["K02"], july(3), july(5))
    leaves.approve(book, kezhou, key, "班长", july(1))
    with refused(book, "status"):
        leaves.approve(book, kezhou, key, "班长", july(1))
    with refused(book, "status"):
        leaves.refuse_leave(book, kezhou, key, "班长", july(1), "改主意")
    leaves.cancel(book, kezhou, key, "提前返岗")
    with refused(book, "status"):
        leaves.cancel(book, kezhou, key, "再销一次")
    turned_down = ask(book, kezhou, crew["K02"], july(10), july(10))
    leaves.refuse_leave(book, kezhou, turned_down, "班长", july(1), "人手不足")
    with refused(book, "status"):
        leaves.cancel(book, kezhou, turned_down, "销假")


@pytest.mark.parametrize("typed", ["personal_leave", "absenteeism", "present"])
def test_an_approved_leave_takes_the_place_of_what_was_typed(
    book: Book, kezhou: int, crew: dict[str, int], typed: str
) -> None:
    attendance.record(book, kezhou, [Entry(crew["K02"], july(4), typed), Entry(crew["K02"], july(4), "late")])
    key = ask(book, kezhou, crew["K02"], july(3), july(5))
    leaves.approve(book, kezhou, key, "班长", july(1))
    marks = attendance.month(book, kezhou, JULY).of(crew["K02"], july(4))
    assert [(one.code, one.leave) for one in marks] == [("late", None), ("personal_leave", key)]
    history.revert(book, head(book))
    marks = attendance.month(book, kezhou, JULY).of(crew["K02"], july(4))
    assert sorted(one.code for one in marks) == sorted([typed, "late"])


def test_an_import_does_not_touch_an_approved_leave(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    key = ask(book, kezhou, crew["K02"], july(3), july(4))
    leaves.approve(book, kezhou, key, "班长", july(1))
    days = [Entry(crew["K02"], july(day), "present") for day in (2, 3, 4, 5)]
    changed = attendance.load(book, kezhou, days, "打卡机")
    assert "其中 2 条是已批准的请假，未导入" in changed.words
    month = attendance.month(book, kezhou, JULY)
    codes = [month.of(crew["K02"], july(day))[0].code for day in (2, 3, 4, 5)]
    assert codes == ["present", "personal_leave", "personal_leave", "present"]
    with refused(book, "[0]", "请先销假"):
        attendance.replace(book, kezhou, [Entry(crew["K02"], july(3), "present")])


def test_leave_of_somebody_who_left_meanwhile_is_not_approved(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    key = ask(book, kezhou, crew["K02"], july(9), july(12))
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    with refused(book, "[2].day", "不在职"):
        leaves.approve(book, kezhou, key, "班长", july(1))


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"kind": "present"}, "kind"),
        ({"kind": "holiday_leave"}, "code"),
        ({"first_half": "night"}, "first_half"),
        ({"last_half": ""}, "last_half"),
        ({"last": july(2)}, "last_day"),
        ({"first": date(2024, 12, 30)}, "day"),
    ],
)
def test_nonsense_is_refused(book: Book, kezhou: int, crew: dict[str, int], given: dict[str, Any], place: str) -> None:
    asked = {"first": july(3), "last": july(5)} | given
    with refused(book, place):
        ask(book, kezhou, crew["K02"], asked.pop("first"), asked.pop("last"), **asked)


def test_decisions_are_signed_and_reasoned(book: Book, kezhou: int, danzhou: int, crew: dict[str, int]) -> None:
    key = ask(book, kezhou, crew["K02"], july(3), july(5))
    with refused(book, "approver"):
        leaves.approve(book, kezhou, key, " ", july(1))
    with refused(book, "reason"):
        leaves.refuse_leave(book, kezhou, key, "班长", july(1), "")
    with refused(book, "reason"):
        leaves.cancel(book, kezhou, key, " ")
    with refused(book, "leave"):
        leaves.approve(book, danzhou, key, "班长", july(1))


def test_papers_handed_in_later_reach_the_facts(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    key = ask(book, kezhou, crew["K02"], july(3), july(3), kind="sick_leave", documents=("挂号单",), special="急诊")
    leaves.approve(book, kezhou, key, "班长", july(3))
    leaves.add_documents(book, kezhou, key, ("发票", "检查报告"))
    event = conduct_facts.collect(book, kezhou, JULY).facts["events"][0]
    assert (event["documents"], event["special"]) == (["挂号单", "发票", "检查报告"], "急诊")


def test_requests_are_listed_by_person_and_period(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    across = ask(book, kezhou, crew["K02"], july(30), august(2))
    later = ask(book, kezhou, crew["K03"], august(5), august(5))
    assert [one.id for one in leaves.listed(book, kezhou, period=JULY)] == [across]
    assert [one.id for one in leaves.listed(book, kezhou, period=AUGUST)] == [across, later]
    assert [one.id for one in leaves.listed(book, kezhou, person=crew["K03"])] == [later]
