"""Attendance: marks of days, several of them, replaced, imported, taken back."""

from datetime import date

import pytest

from app.errors import Refused
from app.ledger import attendance, conduct_facts, history, incidents, leaving, people
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.codes import codes, typed
from app.ledger.undo import Undo
from tests.ledger.floor import AUGUST, JULY, Q3, august, head, july, refused


def marks(book: Book, project: int, who: int, day: date) -> list[tuple[str, str]]:
    """Part and code of a cell."""
    return [(one.part, one.code) for one in attendance.month(book, project, Q3).of(who, day)]


def month_of(crew: dict[str, int], day: int = 31) -> list[Entry]:
    """Everybody present every day."""
    return [Entry(who, july(at), "present") for who in crew.values() for at in range(1, day + 1)]


def test_a_day_may_have_several_marks(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    attendance.record(book, kezhou, [Entry(who, july(3), "present"), Entry(who, july(3), "late", minutes=12)])
    attendance.record(book, kezhou, [Entry(who, july(3), "early_leave", note="接孩子")])
    found = attendance.month(book, kezhou, JULY).of(who, july(3))
    assert [(one.code, one.minutes) for one in found] == [("present", None), ("late", 12), ("early_leave", None)]


def test_half_days_are_marked_apart(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    attendance.record(book, kezhou, [Entry(who, july(3), "present", "am"), Entry(who, july(3), "personal_leave", "pm")])
    assert marks(book, kezhou, who, july(3)) == [("am", "present"), ("pm", "personal_leave")]
    assert [one["quantity"] for one in conduct_facts.collect(book, kezhou, JULY).facts["events"]] == ["0.5"]


def test_the_same_mark_twice_is_refused_with_its_place(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    attendance.record(book, kezhou, [Entry(who, july(3), "late")])
    with refused(book, "[1]", "迟到已登记过"):
        attendance.record(book, kezhou, [Entry(who, july(4), "late"), Entry(who, july(3), "late")])


def test_the_same_mark_twice_in_one_list_is_refused(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    entries = [Entry(crew["K02"], july(3), "absenteeism")] * 2
    for write in (attendance.record, attendance.replace):
        with refused(book, "[1]", "旷工已登记过"):
            write(book, kezhou, entries)
    with refused(book, "[1]", "旷工已登记过"):
        attendance.load(book, kezhou, entries, "考勤机.xlsx")


def test_a_whole_day_and_its_half_are_not_counted_together(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    attendance.record(book, kezhou, [Entry(who, july(3), "personal_leave", "am")])
    with refused(book, "[0]"):
        attendance.record(book, kezhou, [Entry(who, july(3), "personal_leave")])
    attendance.record(book, kezhou, [Entry(who, july(3), "personal_leave", "pm")])
    with refused(book, "[0]"):
        attendance.record(book, kezhou, [Entry(who, july(3), "personal_leave", "pm")])


def test_somebody_can_be_late_twice_a_day(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    attendance.record(book, kezhou, [Entry(crew["K02"], july(3), "late")])
    attendance.record(book, kezhou, [Entry(crew["K02"], july(3), "late", "pm")])
    person = conduct_facts.judged(book, kezhou, JULY)[1].people[1]
    assert (person.person.id, person.fines) == ("K02", 2000)


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        (("K02", july(3), "holidays", "day", None), "[1].code"),
        (("K02", july(3), "", "day", None), "[1].code"),
        (("K02", july(3), "late", "night", None), "[1].part"),
        (("K02", july(3), "late", "day", -1), "[1].minutes"),
        (("K02", july(3), "late", "day", 1441), "[1].minutes"),
        (("K02", date(2024, 12, 31), "late", "day", None), "[1].day"),
    ],
)
def test_a_faulty_mark_is_refused_at_its_place_and_nothing_is_written(
    book: Book, kezhou: int, crew: dict[str, int], entry: tuple[str, date, str, str, int | None], place: str
) -> None:
    number, day, name, part, minutes = entry
    with refused(book, place):
        attendance.record(
            book, kezhou, [Entry(crew["K03"], july(3), "late"), Entry(crew[number], day, name, part, minutes)]
        )
    assert attendance.month(book, kezhou, JULY).marks == {}


def test_every_faulty_mark_is_named(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    rows = [Entry(crew["K02"], july(3), "lat"), Entry(999, july(3), "late"), Entry(crew["K02"], july(3), "late", "x")]
    with pytest.raises(Refused) as caught:
        attendance.record(book, kezhou, rows)
    assert [fault.path for fault in caught.value.faults] == ["[0].code", "[1].day", "[2].part"]


def test_marks_outside_employment_are_refused(book: Book, kezhou: int, danzhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    leaving.rehire(book, kezhou, crew["K02"], july(21))
    attendance.record(book, kezhou, [Entry(crew["K02"], july(day), "present") for day in (10, 21)])
    for day in (11, 20):
        with refused(book, "[0].day", "不在职"):
            attendance.record(book, kezhou, [Entry(crew["K02"], july(day), "present")])
    with refused(book, "[0].day", "不在职"):
        attendance.record(book, danzhou, [Entry(crew["K03"], july(20), "present")])


def test_nothing_to_write_is_refused(book: Book, kezhou: int) -> None:
    for write in (attendance.record, attendance.replace):
        with refused(book, "attendance"):
            write(book, kezhou, [])
    with refused(book, "attendance"):
        attendance.load(book, kezhou, [], "空表.xlsx")


def test_a_cell_is_replaced_by_what_is_given(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    attendance.record(book, kezhou, [Entry(who, july(3), "present"), Entry(who, july(3), "late")])
    attendance.record(book, kezhou, [Entry(who, july(4), "present")])
    attendance.replace(book, kezhou, [Entry(who, july(3), "rest")])
    assert marks(book, kezhou, who, july(3)) == [("day", "rest")]
    assert marks(book, kezhou, who, july(4)) == [("day", "present")]
    attendance.replace(book, kezhou, [Entry(who, july(3), "")])
    assert marks(book, kezhou, who, july(3)) == []
    with refused(book, "replace_attendance", "没有改变"):
        attendance.replace(book, kezhou, [Entry(who, july(3), "")])


def test_a_faulty_cell_among_emptied_ones_is_named_by_its_own_place(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    with refused(book, "[1].code"):
        attendance.replace(book, kezhou, [Entry(crew["K02"], july(3), ""), Entry(crew["K02"], july(4), "lat")])


def test_cells_of_somebody_who_left_can_still_be_emptied(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    attendance.record(book, kezhou, [Entry(crew["K02"], july(20), "present")])
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    attendance.replace(book, kezhou, [Entry(crew["K02"], july(20), "")])
    assert marks(book, kezhou, crew["K02"], july(20)) == []


def test_an_import_is_one_entry_and_one_undo(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    undo = Undo(book)
    attendance.record(book, kezhou, [Entry(crew["K02"], july(3), "late"), Entry(crew["K03"], AUGUST.first, "late")])
    before = attendance.month(book, kezhou, Q3)
    entry = head(book)
    attendance.load(book, kezhou, month_of(crew), "考勤机 2025-07.xlsx")
    assert head(book) == entry + 1
    assert history.find(book, head(book)).reason == "考勤机 2025-07.xlsx"
    assert len(list(attendance.month(book, kezhou, JULY).all())) == 8 * 31
    assert marks(book, kezhou, crew["K02"], july(3)) == [("day", "present")]
    undo.undo()
    assert attendance.month(book, kezhou, Q3) == before
    undo.redo()
    assert len(list(attendance.month(book, kezhou, JULY).all())) == 8 * 31


def test_the_same_import_again_doubles_nothing(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    for _ in range(2):
        attendance.load(book, kezhou, month_of(crew, 5), "考勤机.xlsx")
    assert len(list(attendance.month(book, kezhou, JULY).all())) == 8 * 5


def test_an_import_larger_than_one_image_comes_back_whole(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    undo = Undo(book)
    entries = [
        Entry(who, day, name) for who in crew.values() for day in Q3.all_days for name in ("present", "overtime")
    ]
    assert len(entries) == 1472
    attendance.load(book, kezhou, entries, "一季度.xlsx")
    assert len(list(attendance.month(book, kezhou, Q3).all())) == 1472
    undo.undo()
    assert attendance.month(book, kezhou, Q3).marks == {}


def test_a_month_holds_its_own_days_and_projects(book: Book, kezhou: int, danzhou: int, crew: dict[str, int]) -> None:
    days = (date(2025, 6, 30), july(1), july(31), august(1))
    attendance.record(book, kezhou, [Entry(crew["K02"], day, "present") for day in days])
    assert [one.day for one in attendance.month(book, kezhou, JULY).all()] == [july(1), july(31)]
    assert attendance.month(book, danzhou, JULY).marks == {}


def test_whoever_is_not_marked_is_not_absent(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    attendance.record(book, kezhou, [Entry(crew["K02"], july(3), "present")])
    assert attendance.month(book, kezhou, JULY).of(crew["K03"], july(3)) == ()
    found = conduct_facts.judged(book, kezhou, JULY)[1]
    assert conduct_facts.collect(book, kezhou, JULY).facts["events"] == []
    assert [one.fines + one.wage_deductions for one in found.people] == [0] * 8


def test_rest_holiday_and_night_cost_nothing(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    names = [name for name, one in codes().items() if one.kind in ("work", "rest")]
    attendance.record(book, kezhou, [Entry(crew["K02"], july(at + 1), name) for at, name in enumerate(names)])
    assert conduct_facts.collect(book, kezhou, JULY).facts["events"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("√", "present"), ("c", "late"), ("C", "late"), ("ｃ", "late"), ("２", "night"), (" 旷 ", "absenteeism")],
)
def test_a_mark_is_known_by_sign_name_and_key(text: str, name: str) -> None:
    found = typed(text)
    assert found is not None and found.id == name


@pytest.mark.parametrize("text", ["", " ", "迟迟", "?"])
def test_anything_else_is_no_mark(text: str) -> None:
    assert typed(text) is None


def test_half_a_day_is_one_thing(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    attendance.record(book, kezhou, [Entry(crew["K02"], july(3), "rest")])
    with refused(book, "[0]", "已登记为休息，不能同时是旷工"):
        attendance.record(book, kezhou, [Entry(crew["K02"], july(3), "absenteeism")])
    attendance.record(book, kezhou, [Entry(crew["K02"], july(4), "present", "am")])
    attendance.record(book, kezhou, [Entry(crew["K02"], july(4), "personal_leave", "pm")])
    with refused(book, "[0]", "已登记为出勤"):
        attendance.record(book, kezhou, [Entry(crew["K02"], july(4), "sick_leave", "am")])


def test_a_mark_and_an_incident_of_the_same_thing_count_once(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    attendance.record(book, kezhou, [Entry(crew["K02"], july(3), "late"), Entry(crew["K02"], july(4), "late")])
    incidents.log(book, kezhou, [incidents.Draft("late", july(3), crew["K02"])], status="verified")
    found, month = conduct_facts.judged(book, kezhou, JULY)
    fined = {one.person.id: one.fines for one in month.people}
    assert fined["K02"] == 2000
    assert [reason for _, reason in found.left_out] == ["当天已登记同一条款的事项，只计一次"]
