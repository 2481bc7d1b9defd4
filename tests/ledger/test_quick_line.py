"""A line typed in a hurry: days, times, amounts, clauses and people by name, pinyin, initials, number."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ledger import people
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.quick_line import Line, clauses_of, understood
from app.library import SCHEMES
from app.periods import Term

TODAY = date(2025, 9, 24)  # a Wednesday
TERM = Term(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(scope="module")
def clauses() -> tuple[object, ...]:
    return clauses_of(contract(SCHEMES, "kezhou-2025"))


def read(book: Book, project: int, clauses: object, text: str) -> Line:
    return understood(text, clauses, people.listed(book, project), TODAY, TERM)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("text", "rule", "number", "said"),
    [
        ("迟到 mmt 9/3", "late", "K01", (date(2025, 9, 3), "1")),
        ("迟到mmt9/3", "late", "K01", (date(2025, 9, 3), "1")),
        ("迟到买买提9月3日", "late", "K01", (date(2025, 9, 3), "1")),
        ("cd 王芳 昨天", "late", "K08", (date(2025, 9, 23), "1")),
        ("下派错误 3 zl 昨天", "misdispatch", "K03", (date(2025, 9, 23), "3")),
        ("K05 旷工 2天 上周三", "absenteeism", "K05", (date(2025, 9, 17), "2")),
        ("ｍｍｔ　迟到　２次", "late", "K01", (None, "2")),
        ("mmt 迟到 ×2", "late", "K01", (None, "2")),
        ("事假 shanming 半天 周一", "personal_leave", "K02", (date(2025, 9, 22), "0.5")),
        ("病假 单明 周五", "sick_leave", "K02", (date(2025, 9, 19), "1")),
        ("脱岗 k06 31日", "absent_post", "K06", (date(2025, 8, 31), "1")),
    ],
)
def test_a_line_is_understood(
    book: Book, kezhou: int, clauses: object, text: str, rule: str, number: str, said: tuple[date | None, str]
) -> None:
    found = read(book, kezhou, clauses, text)
    assert (found.clauses[0].id, found.people[0].staff_number) == (rule, number)
    assert (found.day, found.quantity, found.unknown, found.faults) == (said[0], Decimal(said[1]), (), ())


def test_times_amounts_severity_and_words(book: Book, kezhou: int, clauses: object) -> None:
    found = read(book, kezhou, clauses, "突发事件 今天 14:05 14:20：化工路燃气泄漏，3 次来电")
    assert found.times == (time(14, 5), time(14, 20)) and found.words == "化工路燃气泄漏，3 次来电"
    assert found.quantity == 1
    draft = found.draft(TODAY)
    assert draft and draft.called_at and draft.called_at.hour == 14 and draft.reported_at
    severe = read(book, kezhou, clauses, "禁语 zl 严重 200元 # 用户听到")
    assert (severe.severe, severe.fen, severe.words) == (True, 20000, "用户听到")


def test_alike_names_are_offered_the_likeliest_first(book: Book, kezhou: int, clauses: object) -> None:
    people.add(
        book, kezhou, [people.Newcomer("K10", "王方", date(2025, 7, 1)), people.Newcomer("K11", "王芳芳", TODAY)]
    )
    assert [one.staff_number for one in read(book, kezhou, clauses, "迟到 wf").people] == ["K08", "K10", "K11"]
    assert [one.id for one in read(book, kezhou, clauses, "假 wf").clauses][:2] == ["personal_leave", "sick_leave"]


@pytest.mark.parametrize(
    ("text", "unknown", "fault"),
    [
        ("迟到 mmt 9/31", (), "没有 9 月 31 日"),
        ("迟到 mmt 25:10", (), "25:10"),
        ("xyzq mmt", ("xyzq",), ""),
        ("迟到 mmt 王芳", ("mmt",), ""),
    ],
)
def test_what_is_not_understood_is_named(
    book: Book, kezhou: int, clauses: object, text: str, unknown: tuple[str, ...], fault: str
) -> None:
    found = read(book, kezhou, clauses, text)
    assert found.unknown == unknown
    assert any(fault in one for one in found.faults) == bool(fault)


def test_a_bare_number_is_a_staff_number_only_where_somebody_has_it(book: Book, kezhou: int, clauses: object) -> None:
    people.add(book, kezhou, [people.Newcomer("7", "七号", date(2025, 7, 1))])
    assert read(book, kezhou, clauses, "迟到 7").people[0].name == "七号"
    assert read(book, kezhou, clauses, "迟到 mmt 6").quantity == 6


def test_a_day_without_a_year_lies_in_the_past_and_in_the_term() -> None:
    found = understood("12/30", [], [], date(2026, 1, 4), Term(date(2025, 7, 1), date(2026, 6, 30)))
    assert found.day == date(2025, 12, 30)
    assert understood("2025-02-29", [], [], TODAY, TERM).faults == ("没有 2 月 29 日这一天",)


@given(st.text(max_size=60))
def test_no_line_breaks_it(text: str) -> None:
    found = understood(text, clauses_of(contract(SCHEMES, "jiyuan-2026")), [], TODAY, TERM)
    assert found.quantity >= 0
