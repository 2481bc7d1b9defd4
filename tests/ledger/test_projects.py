"""Projects: term, dated parameters, readings, what happened before the store began."""

from datetime import date

import pytest

from app.errors import Refused
from app.ledger import conduct_facts, facts, indicators, people, projects
from app.ledger.book import Book
from app.periods import Period, Term
from tests.ledger.floor import AUGUST, JULY, Q3, head, july, refused


def test_a_project_has_the_term_of_its_scheme_unless_another_is_given(book: Book) -> None:
    found = projects.find(book, "KZ")
    assert found.term == Term(date(2025, 1, 1), date(2025, 12, 31))
    given = Term(july(1), date(2025, 12, 31))
    projects.create(book, "KZ2", "克州二期", "kezhou-2025", term=given, signed_on=date(2025, 6, 1))
    again = projects.find(book, "KZ2")
    assert (again.term, again.signed_on) == (given, date(2025, 6, 1))


def test_a_term_in_the_wrong_order_is_refused(book: Book) -> None:
    with refused(book, "last_day", "2025-08-01"):
        projects.create(book, "X", "某地", "kezhou-2025", term=Term(date(2025, 8, 1), july(1)))


def test_a_code_is_used_once(book: Book) -> None:
    with refused(book, "create_project", "已有相同"):
        projects.create(book, "KZ", "又一个", "kezhou-2025")
    assert [one.code for one in projects.listed(book)] == ["KZ", "DZ"]


@pytest.mark.parametrize(("code", "name", "path"), [(" ", "某地", "code"), ("X", "", "name")])
def test_a_project_has_a_code_and_a_name(book: Book, code: str, name: str, path: str) -> None:
    with refused(book, path):
        projects.create(book, code, name, "kezhou-2025")


def test_an_unknown_scheme_is_refused(book: Book) -> None:
    before = head(book)
    with pytest.raises(Refused, match="kezhou-2024"):
        projects.create(book, "X", "某地", "kezhou-2024")
    assert head(book) == before


def test_an_unknown_project_is_refused_with_those_there_are(book: Book) -> None:
    with refused(book, "project", "KZ、DZ"):
        projects.find(book, "KZZ")
    with refused(book, "project"):
        projects.find(book, 99)


def test_names_are_corrected_and_the_same_names_are_no_change(book: Book, danzhou: int) -> None:
    with refused(book, "rename_project", "没有改变"):
        projects.rename(book, danzhou, name="儋州12345", party_a="", party_b="")
    projects.rename(book, danzhou, name="儋州热线", party_a="儋州市政府", party_b="")
    assert projects.find(book, "DZ").party_a == "儋州市政府"


def test_a_parameter_holds_from_its_day_on(book: Book, kezhou: int, danzhou: int) -> None:
    projects.set_parameter(book, kezhou, "minimum_wage", "1750", date(2025, 1, 1))
    projects.set_parameter(book, kezhou, "minimum_wage", "1850", july(1), "新人社发〔2025〕1号")
    assert projects.parameters_on(book, kezhou, date(2025, 6, 30)) == {"minimum_wage": "1750"}
    assert projects.parameters_on(book, kezhou, july(1)) == {"minimum_wage": "1850"}
    assert projects.parameters_on(book, kezhou, date(2024, 12, 31)) == {}
    assert projects.parameters_on(book, danzhou, july(1)) == {}


def test_a_parameter_of_the_same_day_is_replaced(book: Book, kezhou: int) -> None:
    projects.set_parameter(book, kezhou, "minimum_wage", "1750", july(1))
    projects.set_parameter(book, kezhou, "minimum_wage", "1800", july(1))
    assert projects.parameters_on(book, kezhou, AUGUST.last) == {"minimum_wage": "1800"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("minimum_wage", "一千"),
        ("minimum_wage", "-1"),
        ("minimum_wage", "1,750"),
        ("minimum_wage", "1e3"),
        ("minimum_wage", "17500000000000"),
        ("caution_share", "101"),
    ],
)
def test_a_parameter_that_no_month_could_be_judged_with_is_refused(
    book: Book, kezhou: int, key: str, value: str
) -> None:
    with refused(book, key):
        projects.set_parameter(book, kezhou, key, value, july(1))
    conduct_facts.judged(book, kezhou, JULY)


def test_a_reading_is_taken_from_its_period_on(book: Book, kezhou: int) -> None:
    projects.choose_reading(book, kezhou, "gap_94_95", "full", Q3, agreed_by="甲乙双方", agreed_on=july(2))
    assert projects.readings_in(book, kezhou, Q3) == {"gap_94_95": "full"}
    assert projects.readings_in(book, kezhou, Period("quarter", 2025, 4)) == {"gap_94_95": "full"}
    assert projects.readings_in(book, kezhou, Period("quarter", 2025, 2)) == {}
    projects.choose_reading(book, kezhou, "gap_94_95", "ninety", Q3)
    assert projects.readings_in(book, kezhou, Q3) == {"gap_94_95": "ninety"}


def test_readings_of_the_two_sheets_are_apart(book: Book, kezhou: int) -> None:
    projects.choose_reading(book, kezhou, "severe_words", "added", JULY, sheet="conduct")
    assert projects.readings_in(book, kezhou, JULY, "conduct") == {"severe_words": "added"}
    assert projects.readings_in(book, kezhou, Q3) == {}
    assert facts.assessed(book, kezhou, Q3).collected.facts["options"] == {}


@pytest.mark.parametrize(
    ("sheet", "option", "choice", "path"),
    [
        ("contract", "gap_94", "full", "option"),
        ("contract", "gap_94_95", "half", "gap_94_95"),
        ("contract", "bonus_cap", "许多", "bonus_cap"),
        ("contract", "severe_words", "added", "option"),
        ("conduct", "gap_94_95", "full", "option"),
        ("behaviour", "gap_94_95", "full", "sheet"),
    ],
)
def test_a_reading_that_the_contract_does_not_have_is_refused(
    book: Book, kezhou: int, sheet: str, option: str, choice: str, path: str
) -> None:
    with refused(book, path):
        projects.choose_reading(book, kezhou, option, choice, Q3, sheet=sheet)


def test_a_contract_without_conduct_rules_has_no_readings_of_them(book: Book, danzhou: int) -> None:
    with refused(book, "sheet"):
        projects.choose_reading(book, danzhou, "remainder", "each", AUGUST, sheet="conduct")


def test_a_number_may_be_read_as_none_or_as_a_number(book: Book, kezhou: int) -> None:
    for choice in ("2.5", "none"):
        projects.choose_reading(book, kezhou, "bonus_cap", choice, Q3)
        indicators.record(book, kezhou, "connect_timely", {"percent": f"9{len(choice)}"}, Q3)
        assert facts.assessed(book, kezhou, Q3).assessment.rules.chosen["bonus_cap"] == choice


OPENED = [
    ("2025-07", "", "score", "83.5"),
    ("2025-07", "", "rank_a", "1"),
    ("2025-07", "", "rank_province", "4"),
]


def test_earlier_figures_are_looked_back_at(book: Book, danzhou: int) -> None:
    projects.record_opening(book, danzhou, OPENED, "省平台通报 2025-08-05", since=july(19))
    past = facts.assessed(book, danzhou, Period("month", 2025, 9)).collected.facts["history"]
    assert past == [{"period": "2025-07", "score": "83.5", "rank_a": "1", "rank_province": "4"}]
    opened = projects.openings(book, danzhou)
    assert [one.source for one in opened] == ["省平台通报 2025-08-05"] * 3
    projects.void_opening(book, danzhou, opened[1].id, "抄错")
    assert [one.key for one in projects.openings(book, danzhou)] == ["score", "rank_province"]
    with refused(book, "opening", "已作废"):
        projects.void_opening(book, danzhou, opened[1].id, "再次")


def test_what_somebody_did_before_counts_with_what_follows(book: Book, kezhou: int) -> None:
    rows = [("", "K03", "skip_activity", "1"), ("", "K03", "annual_leave", "2.5")]
    projects.record_opening(book, kezhou, rows, "移交表", since=date(2025, 1, 1))
    assert conduct_facts.collect(book, kezhou, JULY).facts["prior"] == {
        "K03": {"skip_activity": "1", "annual_leave": "2.5"}
    }


def test_what_somebody_did_before_goes_with_a_corrected_staff_number(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    projects.record_opening(book, kezhou, [("", "K03", "skip_activity", "1")], "移交表", since=date(2025, 1, 1))
    people.correct(book, kezhou, crew["K03"], staff_number="K33")
    assert conduct_facts.collect(book, kezhou, JULY).facts["prior"] == {"K33": {"skip_activity": "1"}}


@pytest.mark.parametrize(
    "row",
    [
        ("", "", "score", "83.5"),
        ("2025-13", "", "score", "83.5"),
        ("2025-Q3", "", "score", "83.5"),
        ("2025-06", "", "score", "83.5"),
        ("2025-07", "", "", "83.5"),
        ("2025-07", "", "score", ""),
        ("2025-07", "", "score", "八十"),
        ("2025-07", "", "scroe", "83.5"),
        ("2025-07", "", "rank_a", "4"),
        ("2025-07", "", "rank_a", "{"),
        ("", "D0", "skip_activity", "1"),
    ],
)
def test_an_earlier_figure_that_would_stop_every_later_period_is_refused(
    book: Book, danzhou: int, row: tuple[str, str, str, str]
) -> None:
    with refused(book, "opening[1]"):
        projects.record_opening(book, danzhou, [OPENED[0], row], "移交表", since=july(19))
    facts.assessed(book, danzhou, AUGUST)


@pytest.mark.parametrize("row", [("", "K99", "late", "1"), ("", "K01", "lat", "1"), ("", "K01", "annual_leave", "0.3")])
def test_an_earlier_count_that_no_month_could_be_judged_with_is_refused(
    book: Book, kezhou: int, row: tuple[str, str, str, str]
) -> None:
    with refused(book, "opening[0]"):
        projects.record_opening(book, kezhou, [row], "移交表", since=date(2025, 1, 1))
    conduct_facts.judged(book, kezhou, JULY)


def test_the_same_earlier_figure_is_not_recorded_twice(book: Book, kezhou: int) -> None:
    row = ("", "K03", "annual_leave", "2")
    with refused(book, "opening[1]", "已登记过"):
        projects.record_opening(book, kezhou, [row, row], "移交表", since=date(2025, 1, 1))
    projects.record_opening(book, kezhou, [row], "移交表", since=date(2025, 1, 1))
    with refused(book, "opening[0]", "已登记过"):
        projects.record_opening(book, kezhou, [row], "移交表（再次导入）", since=date(2025, 1, 1))


def test_earlier_figures_name_their_source(book: Book, danzhou: int) -> None:
    with refused(book, "source"):
        projects.record_opening(book, danzhou, OPENED, " ", since=july(19))
    with refused(book, "opening"):
        projects.record_opening(book, danzhou, [], "移交表", since=july(19))
