"""The floor against the contract, a change foreseen without being kept, and a pasted list taken over in one write."""

from datetime import date
from functools import partial

import pytest

from app.errors import Refused
from app.ledger import people, people_import
from app.ledger.book import Book, last_entry
from app.ledger.contracts import contract
from app.ledger.people import EMPLOYMENT, TEAM_OF, Newcomer
from app.ledger.people_import import NEW, SAME, UPDATED, WRONG
from app.ledger.projects import find, set_parameter
from app.ledger.rehearsal import foresee
from app.ledger.staffing import HERE, leaving_faults, staffing
from app.ledger.staffing_costs import costs_of
from app.periods import Period

QUARTER, SEPTEMBER = Period("quarter", 2025, 3), Period("month", 2025, 9)
DAY = date(2025, 9, 24)


def entries(book: Book) -> int:
    with book.read() as connection:
        found = last_entry(connection)
    return found.id if found else 0


def test_the_project_says_how_many_before_the_contract_does(book: Book, kezhou: int) -> None:
    known = contract(book.shelf, find(book, kezhou).scheme)
    floor = staffing(book, known, kezhou, QUARTER, DAY)
    there = [one for one in floor.members if one.state == HERE]
    assert floor.asked is not None and (floor.asked.number, floor.asked.clause) == (14, "第三条 3")
    assert (floor.headcount, floor.missing) == (len(there), 14 - len(there))
    set_parameter(book, kezhou, "contracted", "3", date(2025, 9, 1))
    asked = staffing(book, known, kezhou, QUARTER, DAY).asked
    assert asked is not None and (asked.number, asked.clause) == (3, "项目参数")


def test_a_departure_is_foreseen_and_not_kept(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    person, before = next(iter(crew.values())), entries(book)
    headcount = len(people.employed(book, kezhou, DAY))
    leaving = partial(people.leave_job, project=kezhou, person=person, last_day=date(2025, 9, 10), reason="走")
    told = foresee(book, kezhou, QUARTER, SEPTEMBER, DAY, leaving)
    assert told.lines[0] == (f"在岗人数 {headcount} → {headcount - 1}", True) and not told.faults
    assert entries(book) == before and not [one for one in people.spans(book, kezhou, EMPLOYMENT, person) if one.until]


def test_what_cannot_be_is_said_as_the_ledger_says_it(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    person = next(iter(crew.values()))
    leaving = partial(people.leave_job, project=kezhou, person=person, last_day=date(1999, 1, 1), reason="走")
    told = foresee(book, kezhou, QUARTER, SEPTEMBER, DAY, leaving)
    assert [one.path for one in told.faults] == ["last_day"] and not told.lines


def test_a_contract_without_notice_finds_no_fault(book: Book, kezhou: int, danzhou: int) -> None:
    asked = contract(book.shelf, find(book, kezhou).scheme).sources.notice
    last = date(2025, 9, 30)
    assert leaving_faults(asked, last, date(2025, 8, 31), True) == ()
    assert leaving_faults(asked, last, date(2025, 9, 1), True) == ("只提前 29 天，合同要求 30 天",)
    assert leaving_faults(asked, last, None, False) == ("没有提出日，合同要求 30 天", "未办交接")
    none = contract(book.shelf, find(book, danzhou).scheme).sources.notice
    assert leaving_faults(none, last, None, False) is None


def test_a_vacancy_costs_a_head_each_month(book: Book, kezhou: int) -> None:
    known = contract(book.shelf, find(book, kezhou).scheme)
    costs = costs_of(book, known, kezhou, QUARTER)
    assert costs.vacancy.costs and ("应付" in costs.vacancy.told or "结算基数" in costs.vacancy.told)
    assert costs.leaver.told == "合同没有规定"


def test_a_list_adds_and_updates_in_one_step(book: Book, kezhou: int) -> None:
    one = people.listed(book, kezhou)[0]
    rows = [
        Newcomer("N1", "新人", date(2025, 9, 20), "夜班"),
        Newcomer(one.staff_number, one.name, DAY, "夜班"),
        Newcomer(people.listed(book, kezhou)[1].staff_number, people.listed(book, kezhou)[1].name, DAY),
    ]
    assert [step.kind for step in people_import.plan(book, kezhou, rows, DAY)] == [NEW, UPDATED, SAME]
    before = entries(book)
    changed = people_import.take(book, kezhou, rows, DAY)
    assert entries(book) == before + 1 and changed.words == "粘贴人员名单：新增 1 人、更新 1 人"
    now = [span for span in people.spans(book, kezhou, TEAM_OF, one.id) if span.holds(DAY)]
    assert [(span.team, span.since) for span in now] == [("夜班", DAY)]


def test_one_wrong_row_and_nothing_is_written(book: Book, kezhou: int) -> None:
    one, before = people.listed(book, kezhou)[0], entries(book)
    rows = [Newcomer("N1", "新人", DAY), Newcomer(one.staff_number, "别人", DAY)]
    assert [step.kind for step in people_import.plan(book, kezhou, rows, None)] == [NEW, WRONG]
    assert [step.kind for step in people_import.plan(book, kezhou, rows, DAY)] == [NEW, WRONG]
    for since in (None, DAY):
        with pytest.raises(Refused) as refused:
            people_import.take(book, kezhou, rows, since)
        assert refused.value.faults[0].path == "第 2 人" and "工号已属于" in refused.value.faults[0].reason
    with pytest.raises(Refused):
        people_import.take(book, kezhou, [], DAY)
    assert entries(book) == before
