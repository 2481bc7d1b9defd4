"""Due dates of the five contracts, counted by hand."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from app.ledger.contracts import contract
from app.library import SCHEMES
from app.obligation_due import Due, after, scheduled
from app.obligation_rules import Obligation, read_obligations
from app.periods import Term
from app.workdays import read_calendar
from tests.support import CONTRACTS

CALENDAR = read_calendar()


def due(scheme: str, term: Term | None = None, **chosen: str) -> list[Due]:
    known = contract(SCHEMES, scheme)
    return list(scheduled(known.obligations, term or known.newest.term, CALENDAR, {}, chosen))


def rule(scheme: str, name: str) -> Obligation:
    return next(one for one in contract(SCHEMES, scheme).obligations.obligations if one.id == name)


def dates(found: list[Due], name: str) -> list[str]:
    return [str(one.due_on) for one in found if one.rule_id == name]


def test_a_roster_within_thirty_working_days() -> None:
    # From Friday 27 June 2025: 30 June is 1, each full week five more; week of 4 August ends with 30 on the 8th.
    assert dates(due("danzhou-2025"), "roster_filed") == ["2025-08-08"]
    # From Saturday 19 July: six full weeks from Monday the 21st end on Friday 29 August.
    assert dates(due("danzhou-2025", roster_from="start"), "roster_filed") == ["2025-08-29"]


def test_once_within_a_week_or_thirty_days() -> None:
    found = due("danzhou-2025")
    assert dates(found, "managers_in_post") == dates(found, "pay_scheme") == ["2025-07-04"]
    assert dates(found, "system_works") == ["2025-07-27"]
    assert dates(found, "final_handover") == ["2026-07-18"]


def test_each_month_by_the_twentieth() -> None:
    found = dates(due("danzhou-2025"), "payroll_report")
    # The term begins on 19 July 2025, so the 20th of July is the first; 20 July 2026 comes after its end.
    assert found[0] == "2025-07-20" and found[1] == "2025-08-20" and len(found) == 13
    assert found[-1] == "2026-07-20"


def test_each_month_by_its_end_and_the_last_one_by_the_end_of_the_term() -> None:
    found = dates(due("danzhou-2025"), "data_backup")
    assert found[0] == "2025-07-31" and found[7] == "2026-02-28" and found[-1] == "2026-07-18"
    assert len(found) == 13


def test_twice_a_year_of_the_contract() -> None:
    found = [one for one in due("danzhou-2025") if one.rule_id == "team_activity"]
    assert [(one.key, str(one.first_day), str(one.due_on)) for one in found] == [
        ("2025-07-19#1", "2025-07-19", "2026-07-18"),
        ("2025-07-19#2", "2025-07-19", "2026-07-18"),
    ]


def test_by_the_fifteenth_of_the_next_month() -> None:
    found = dates(due("kezhou-2025"), "agents_appraisal")
    assert found[0] == "2025-02-15" and found[-1] == "2026-01-15" and len(found) == 12


def test_every_week_of_the_year() -> None:
    found = [one for one in due("jiyuan-2026") if one.rule_id == "safety"]
    # 2026 begins on a Thursday and ends on one: 53 ISO weeks, the last cut by the term.
    assert len(found) == 53
    assert (found[0].key, str(found[0].first_day), str(found[0].due_on)) == ("2026-W01", "2026-01-01", "2026-01-04")
    assert (found[-1].key, str(found[-1].due_on)) == ("2026-W53", "2026-12-31")


def test_every_month_and_quarter_of_half_a_year() -> None:
    found = due("yangzhou-2025")
    assert dates(found, "staff_hired") == ["2025-07-15"]
    assert len(dates(found, "targeted_training")) == 6
    assert dates(found, "self_assessment") == ["2025-09-30", "2025-12-31"]


def test_a_contract_without_an_end_waits_for_one() -> None:
    assert due("baisha") == []
    found = due("baisha", Term(date(2025, 7, 1), date(2026, 6, 30)))
    assert [one.key for one in found] == ["2025-07-01#1", "2025-07-01#2", "2025-07-01#3"]
    assert {str(one.due_on) for one in found} == {"2026-06-30"}


@pytest.mark.parametrize(
    ("scheme", "name", "happened", "day", "at"),
    [
        ("danzhou-2025", "urgent_reported", "2025-09-01T23:55", "2025-09-02", "00:05"),
        ("danzhou-2025", "fault_reported", "2025-09-01T08:00", "2025-09-01", "08:15"),
        ("danzhou-2025", "major_fault_reported", "2025-09-01T08:00", "2025-09-01", "08:30"),
        ("danzhou-2025", "maintenance_announced", "2025-10-02T02:00", "2025-10-01", "02:00"),
        ("danzhou-2025", "staff_change_reported", "2025-09-30T10:00", "2025-10-11", None),  # 9 1, 10 2, 11 (made up) 3
        ("danzhou-2025", "objection", "2025-09-26T10:00", "2025-10-10", None),
        ("danzhou-2025", "rectification_answer", "2025-09-26T10:00", "2025-10-03", None),
        ("danzhou-2025", "dismissed_recruited", "2025-09-26T10:00", "2025-09-26", None),
        ("kezhou-2025", "callback_feedback", "2025-09-26T10:00", "2025-09-27", "10:00"),
        ("jiyuan-2026", "order_passed_on", "2026-02-14T10:00", "2026-02-24", None),
        ("jiyuan-2026", "returned_order_handled", "2026-02-14T10:00", "2026-02-16", None),
    ],
)
def test_a_clock_that_something_starts(scheme: str, name: str, happened: str, day: str, at: str | None) -> None:
    found = after(rule(scheme, name), datetime.fromisoformat(happened), CALENDAR)
    assert (str(found.due_on), found.due_at) == (day, time.fromisoformat(at) if at else None)


def test_a_clock_over_a_year_not_announced() -> None:
    found = after(rule("danzhou-2025", "objection"), datetime(2026, 12, 30), CALENDAR)
    assert not found.announced


def made(folder: Path, when: str, first: date, last: date) -> list[tuple[str, str, str]]:
    head = 'format = 1\n[[obligation]]\nid = "a"\nname = "名"\nclause = "一"\nwords = "报送"\n'
    (folder / "obligations.toml").write_text(head + when, "utf-8")
    found = scheduled(read_obligations(folder), Term(first, last), CALENDAR)
    return [(one.key, str(one.first_day), str(one.due_on)) for one in found]


def test_half_years_come_back_to_the_day_they_began_on(tmp_path: Path) -> None:
    assert made(tmp_path, 'every = "half_year"', date(2025, 8, 31), date(2026, 8, 30)) == [
        ("2025-08-31", "2025-08-31", "2026-02-27"),  # the next half begins on 28 February, there being no 31st
        ("2026-02-28", "2026-02-28", "2026-08-30"),
    ]


def test_days_before_the_end_of_a_quarter(tmp_path: Path) -> None:
    assert made(tmp_path, 'every = "quarter"\nbefore_end = 3', date(2025, 5, 10), date(2025, 7, 2)) == [
        ("2025-Q2", "2025-05-10", "2025-06-27"),
        ("2025-Q3", "2025-06-29", "2025-06-29"),  # three days before 2 July; it cannot begin after it is due
    ]


def test_twice_a_quarter_by_the_tenth_of_the_next_month(tmp_path: Path) -> None:
    when = 'every = "quarter"\ntimes = 2\nday = 10\nnext_month = true'
    assert made(tmp_path, when, date(2025, 10, 1), date(2025, 12, 31)) == [
        ("2025-Q4#1", "2025-10-01", "2026-01-10"),
        ("2025-Q4#2", "2025-10-01", "2026-01-10"),
    ]


def test_a_date_that_nobody_knows_waits_for_the_project(tmp_path: Path) -> None:
    when = 'every = "once"\nanchor = "signed"\nworking_days = 3'
    assert made(tmp_path, when, date(2025, 1, 1), date(2025, 12, 31)) == []
    rules = read_obligations(tmp_path)
    # Signed on Wednesday 24 September: 25 1, 26 2, Sunday 28 (made up) 3.
    found = scheduled(rules, Term(date(2025, 1, 1), date(2025, 12, 31)), CALENDAR, {"signed": date(2025, 9, 24)})
    assert [(one.key, str(one.due_on), one.announced) for one in found] == [("signed", "2025-09-28", True)]
    far = scheduled(rules, Term(date(2028, 1, 1), date(2028, 12, 31)), CALENDAR, {"signed": date(2028, 1, 5)})
    assert [(str(one.due_on), one.announced) for one in far] == [("2028-01-10", False)]


@pytest.mark.parametrize("scheme", CONTRACTS)
def test_every_obligation_has_its_clause_and_comes_once(scheme: str) -> None:
    found = read_obligations(SCHEMES / scheme).obligations
    assert found and all(one.clause and one.words and one.name for one in found)
    keys = [(one.rule_id, one.key) for one in due(scheme)]
    assert len(keys) == len(set(keys))
