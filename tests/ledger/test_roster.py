"""The roster: who is planned, and what somebody should look at."""

from datetime import date

import pytest

from app.ledger import people, roster
from app.ledger.book import Book
from app.ledger.people import PROTECTION
from app.ledger.undo import Undo
from tests.ledger.floor import AUGUST, JULY, august, july, refused


@pytest.fixture(autouse=True)
def shifts(book: Book, kezhou: int) -> None:
    roster.add_shift(book, kezhou, "D", "白班", "08:00", "20:00", least=2)
    roster.add_shift(book, kezhou, "N", "夜班", "20:00", "08:00", night=True)
    roster.add_shift(book, kezhou, "A", "中班", "14:00", "22:00")


def told(book: Book, project: int, which: str = "") -> list[tuple[str, date, int | None]]:
    """What July's roster is warned of."""
    found = roster.warnings(book, project, JULY)
    return [(one.id, one.day, one.person) for one in found if which in ("", one.id)]


def planned(book: Book, project: int) -> list[tuple[int, date, str]]:
    """Who is planned in July."""
    return [(one.person, one.day, one.shift) for one in roster.duties(book, project, JULY)]


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [("08:00", "20:00", 720), ("20:00", "08:00", 720), ("08:00", "08:00", 1440), ("00:00", "08:30", 510)],
)
def test_a_shift_lasts_over_midnight(book: Book, kezhou: int, starts: str, ends: str, minutes: int) -> None:
    roster.add_shift(book, kezhou, "X", "班", starts, ends)
    assert roster.shifts(book, kezhou)["X"].minutes == minutes


@pytest.mark.parametrize("text", ["8:00", "24:00", "08:60", "08.00", "0800", "", "０８:００", "ab:cd"])
def test_a_time_that_is_none_is_refused(book: Book, kezhou: int, text: str) -> None:
    with refused(book, "starts"):
        roster.add_shift(book, kezhou, "X", "班", text, "20:00")


def test_a_shift_has_a_code_of_its_own(book: Book, kezhou: int) -> None:
    with refused(book, "add_shift", "已有相同"):
        roster.add_shift(book, kezhou, "D", "又一个白班", "08:00", "20:00")
    with refused(book, "least"):
        roster.add_shift(book, kezhou, "X", "班", "08:00", "20:00", least=-1)


def test_planning_a_day_again_replaces_it(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    who = crew["K02"]
    roster.plan(book, kezhou, [(who, july(1), "D"), (who, july(2), "D"), (crew["K03"], july(1), "D")])
    roster.plan(book, kezhou, [(who, july(1), "N"), (who, july(2), "")])
    assert planned(book, kezhou) == [(who, july(1), "N"), (crew["K03"], july(1), "D")]


def test_planning_is_one_step_back(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    undo = Undo(book)
    roster.plan(book, kezhou, [(who, july(1), "D") for who in crew.values()])
    before = planned(book, kezhou)
    roster.plan(book, kezhou, [(who, july(day), "A") for who in crew.values() for day in (1, 2)])
    undo.undo()
    assert planned(book, kezhou) == before


def test_what_cannot_be_planned_is_refused(book: Book, kezhou: int, danzhou: int, crew: dict[str, int]) -> None:
    with refused(book, "[1].shift", "没有这个班次"):
        roster.plan(book, kezhou, [(crew["K02"], july(1), "D"), (crew["K02"], july(2), "d")])
    with refused(book, "[1]", "两次"):
        roster.plan(book, kezhou, [(crew["K02"], july(1), "D")] * 2)
    with refused(book, "roster"):
        roster.plan(book, kezhou, [])
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    with refused(book, "[0].day", "不在职"):
        roster.plan(book, kezhou, [(crew["K02"], july(11), "D")])
    assert planned(book, kezhou) == []


def test_a_shift_with_too_few_people_is_told(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    roster.plan(book, kezhou, [(crew["K02"], july(1), "D"), (crew["K03"], july(1), "D"), (crew["K02"], july(2), "D")])
    found = roster.warnings(book, kezhou, JULY)
    assert [(one.id, one.day) for one in found] == [("too_few", july(2))]
    assert "白班 1 人" in found[0].words and "2 人" in found[0].words


def test_a_day_that_nobody_is_planned_for_is_told(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    roster.plan(book, kezhou, [(crew[who], july(day), "D") for who in ("K02", "K03") for day in (1, 3)])
    assert told(book, kezhou) == [("too_few", july(2), None)]


def test_no_roster_is_no_warning(book: Book, kezhou: int) -> None:
    assert told(book, kezhou) == []


def test_somebody_who_left_no_longer_fills_a_shift(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    roster.plan(book, kezhou, [(crew[who], july(day), "D") for who in ("K02", "K03") for day in range(9, 13)])
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    assert told(book, kezhou, "left") == [("left", july(11), crew["K02"])]
    assert told(book, kezhou, "too_few") == [("too_few", july(day), None) for day in (11, 12)]


@pytest.mark.parametrize("word", ["怀孕七个月以上", "哺乳期"])
def test_the_protected_at_night_are_told(book: Book, kezhou: int, crew: dict[str, int], word: str) -> None:
    people.assign(book, kezhou, crew["K02"], PROTECTION, july(10), word=word, until=july(20))
    roster.plan(book, kezhou, [(crew["K02"], july(day), "N") for day in (9, 10, 20, 21)])
    roster.plan(book, kezhou, [(crew["K02"], july(15), "A"), (crew["K03"], july(15), "N")])
    assert told(book, kezhou, "night_protected") == [("night_protected", july(day), crew["K02"]) for day in (10, 20)]


def test_too_many_hours_in_a_month_are_told(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    roster.plan(book, kezhou, [(crew["K02"], july(day), "D") for day in range(1, 19)])
    roster.plan(book, kezhou, [(crew["K03"], july(day), "D") for day in range(1, 18)])
    found = [one for one in roster.warnings(book, kezhou, JULY) if one.id == "too_many_hours"]
    assert [(one.person, "216 小时" in one.words, "210 小时" in one.words) for one in found] == [
        (crew["K02"], True, True)
    ]


def test_a_shift_straight_after_the_night_is_told(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    roster.plan(book, kezhou, [(crew["K02"], july(1), "N"), (crew["K02"], july(2), "D")])
    roster.plan(book, kezhou, [(crew["K03"], july(day), "N") for day in (1, 2, 3)])
    roster.plan(book, kezhou, [(crew["K04"], july(1), "D"), (crew["K04"], july(2), "D")])
    assert told(book, kezhou, "short_rest") == [("short_rest", july(1), crew["K02"])]


def test_two_shifts_on_the_day_of_a_night_do_not_hide_it(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    for shifts in (("N", "A"), ("A", "N")):
        roster.plan(book, kezhou, [(crew["K02"], july(1), shifts[0]), (crew["K02"], july(1), shifts[1])])
        roster.plan(book, kezhou, [(crew["K02"], july(2), "D")])
        assert told(book, kezhou, "short_rest") == [("short_rest", july(1), crew["K02"])]


def test_the_night_of_a_months_last_day_is_looked_at_too(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    roster.plan(book, kezhou, [(crew["K02"], july(31), "N"), (crew["K02"], august(1), "D")])
    assert told(book, kezhou, "short_rest") == [("short_rest", july(31), crew["K02"])]
    assert [one.id for one in roster.warnings(book, kezhou, AUGUST)] == ["too_few"]
