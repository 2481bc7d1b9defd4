"""Cells of attendance as a grid writes them: exactly what was typed, all or none, approved leave kept."""

from datetime import date

import pytest

from app.ledger import attachments, attendance, leaves, roster
from app.ledger.attendance import Entry
from app.ledger.attendance_typed import Day, fill, set_days
from app.ledger.attendance_why import why_day
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.day_text import Said, read_day, write_day
from app.ledger.leaves import Draft
from app.ledger.projects import find
from app.ledger.refusals import Unchanged
from app.ledger.undo import Undo
from app.workdays import read_calendar
from tests.ledger.floor import AUGUST, JULY, head, july, refused

CALENDAR = read_calendar()


def day(who: int, on: date, text: str) -> Day:
    said = read_day(text)
    assert isinstance(said, tuple)
    return Day(who, on, said)


def text(book: Book, project: int, who: int, on: date) -> str:
    marks = attendance.month(book, project, JULY, who).of(who, on)
    return write_day(Said(one.part, one.code, one.minutes) for one in marks)


def granted(book: Book, project: int, who: int, on: date, half: str = "day") -> int:
    leave = leaves.ask(book, project, Draft(who, "personal_leave", on, on, half, half)).id
    leaves.approve(book, project, leave, "班长", on)
    return leave


def test_a_cell_says_exactly_what_was_typed(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    set_days(book, kezhou, [day(who, july(3), "√迟30分")])
    before = {one.code: one.id for one in attendance.month(book, kezhou, JULY).of(who, july(3))}
    set_days(book, kezhou, [day(who, july(3), "√迟45分")])
    after = {one.code: one.id for one in attendance.month(book, kezhou, JULY).of(who, july(3))}
    assert text(book, kezhou, who, july(3)) == "√迟45分"
    assert before["present"] == after["present"]
    assert before["late"] != after["late"]
    set_days(book, kezhou, [day(who, july(3), "")])
    assert text(book, kezhou, who, july(3)) == ""


def test_the_same_again_is_no_entry(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    set_days(book, kezhou, [day(crew["K02"], july(3), "√迟30分")])
    before = head(book)
    with pytest.raises(Unchanged):
        set_days(book, kezhou, [day(crew["K02"], july(3), "迟30分√")])
    assert head(book) == before


def test_many_cells_are_one_entry_and_one_undo(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    undo = Undo(book)
    set_days(book, kezhou, [day(who, july(3), "√") for who in crew.values()])
    before = head(book)
    changed = set_days(book, kezhou, [day(who, july(3), "夜迟") for who in crew.values()])
    assert changed.words == "考勤 8 格"
    assert head(book) == before + 1
    undo.undo()
    assert {text(book, kezhou, who, july(3)) for who in crew.values()} == {"√"}


def test_faults_name_the_cell(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    with refused(book, "[1]", "不能同时是休息"):
        set_days(book, kezhou, [day(who, july(3), "√迟退"), day(who, july(4), "√休"), day(who, july(5), "√")])
    with refused(book, "[1].day", "不在职"):
        set_days(book, kezhou, [day(who, july(3), "√"), day(who, date(2024, 12, 31), "√")])
    with refused(book, "attendance", "没有要登记的考勤"):
        set_days(book, kezhou, [])


def test_approved_leave_is_not_typed_over(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    granted(book, kezhou, who, july(3))
    for typed in ("√", "", "病", "√/事"):
        with refused(book, "[1]", "已批准的事假"):
            set_days(book, kezhou, [day(who, july(4), "√"), day(who, july(3), typed)])
    set_days(book, kezhou, [day(who, july(4), "√"), day(who, july(3), "事")])
    assert text(book, kezhou, who, july(3)) == "事"


def test_the_other_half_of_a_granted_day_is_free(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    leave = granted(book, kezhou, who, july(3), "pm")
    set_days(book, kezhou, [day(who, july(3), "√/事")])
    assert text(book, kezhou, who, july(3)) == "√/事"
    marks = attendance.month(book, kezhou, JULY).of(who, july(3))
    assert {one.code: one.leave for one in marks} == {"present": None, "personal_leave": leave}
    with refused(book, "[0]", "已批准的事假"):
        set_days(book, kezhou, [day(who, july(3), "√/病")])


def test_filling_follows_the_roster_and_leaves_alone_what_is_there(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    first, second = crew["K01"], crew["K02"]
    roster.add_shift(book, kezhou, "早", "早班", "08:00", "16:00")
    roster.add_shift(book, kezhou, "夜", "夜班", "22:00", "08:00", night=True)
    roster.plan(book, kezhou, [(first, july(1), "早"), (first, july(2), "夜")])
    attendance.record(book, kezhou, [Entry(first, july(3), "absenteeism")])
    undo = Undo(book)
    changed = fill(book, kezhou, JULY, july(5), CALENDAR)
    # Eight people and five days, one of them marked: by the roster for the one who has one, by working days else.
    assert changed.words == "标记出勤 2025年7月 39 格"
    assert [text(book, kezhou, first, july(at)) for at in range(1, 7)] == ["√", "夜", "旷", "休", "休", ""]
    assert [text(book, kezhou, second, july(at)) for at in range(1, 7)] == ["√", "√", "√", "√", "休", ""]
    with refused(book, "attendance", "没有要补的"):
        fill(book, kezhou, JULY, july(5), CALENDAR)
    undo.undo()
    assert [text(book, kezhou, first, july(at)) for at in range(1, 5)] == ["", "", "旷", ""]


def test_filling_knows_public_holidays(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    from app.periods import Period

    october = Period("month", 2025, 10)
    fill(book, kezhou, october, date(2025, 10, 11), CALENDAR)
    found = attendance.month(book, kezhou, october, crew["K05"])
    codes = [found.of(crew["K05"], date(2025, 10, at))[0].code for at in (1, 8, 9, 11)]
    assert codes == ["holiday", "holiday", "present", "present"]  # the 11th is a Saturday that is worked


def test_a_day_is_explained(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    roster.add_shift(book, kezhou, "夜", "夜班", "22:00", "08:00", night=True)
    roster.plan(book, kezhou, [(who, july(3), "夜")])
    set_days(book, kezhou, [day(who, july(3), "夜迟30分")])
    set_days(book, kezhou, [day(who, july(3), "夜迟20分")])
    known = contract(book.shelf, find(book, kezhou).scheme)
    why = why_day(book, known, kezhou, who, july(3), CALENDAR)
    told = {one.heading: one.lines for one in why.sections}
    assert why.title == "7月3日 周四"
    assert why.about == "K02 单明"
    assert told["当天"] == ("登记：夜班、迟到 20 分钟", "排班：夜班 22:00–08:00（次日）", "夜班记在开始的这一天")
    assert told["带来"][0].startswith("迟到　10.00 元")
    assert [line.partition("　")[2] for line in told["经过"]] == [
        "考勤 7月3日 夜班、迟到 20 分钟", "考勤 7月3日 夜班、迟到 30 分钟", "排班 1 条"
    ]  # fmt: skip
    empty = why_day(book, known, kezhou, who, july(4), CALENDAR)
    assert {one.heading: one.lines for one in empty.sections}["当天"] == ("还没有登记；空着不等于缺勤",)


def test_a_leave_of_several_days_is_told_on_each_of_them(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K03"]
    leave = leaves.ask(book, kezhou, Draft(who, "personal_leave", july(7), july(8))).id
    leaves.approve(book, kezhou, leave, "班长", july(4))
    known = contract(book.shelf, find(book, kezhou).scheme)
    told = {one.heading: one.lines for one in why_day(book, known, kezhou, who, july(8), CALENDAR).sections}
    assert told["带来"][0].startswith("7月7日起的事假　165.50 元")
    assert told["请假"] == ("事假 7月7日至7月8日 2 天（已批准，班长）",)


def test_papers_come_with_their_files_in_one_entry(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    draft = Draft(crew["K02"], "sick_leave", july(3), july(3), documents=("挂号单",))
    before = head(book)
    leave = leaves.ask(book, kezhou, draft, [("挂号单.png", b"paper")]).id
    assert head(book) == before + 1
    leaves.add_documents(book, kezhou, leave, ["药发票", "挂号单"], [("药发票.png", b"bill")])
    assert head(book) == before + 2
    assert leaves.find(book, kezhou, leave).documents == ("挂号单", "药发票")
    assert [one.name for one in attachments.of(book, "leave", leave)] == ["挂号单.png", "药发票.png"]


def test_one_person_is_read_alone(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    set_days(book, kezhou, [day(who, july(3), "√") for who in crew.values()])
    assert list(attendance.month(book, kezhou, JULY, crew["K02"]).marks) == [(crew["K02"], july(3))]
    assert not attendance.month(book, kezhou, AUGUST, crew["K02"]).marks
