"""The history read, and an entry taken back: one's own, unchanged since, and nothing left hanging."""

from datetime import date

import pytest

from app.ledger import attendance, conduct_facts, history, incidents, indicators, people, periods, projects, roster
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.people import TEAM_OF
from db.engine import path_of
from tests.ledger.floor import JULY, MANAGER, Q3, REVIEWER, head, held, july, opened, refused


def test_entries_say_who_did_what_when_and_why(book: Book, kezhou: int) -> None:
    key = incidents.log(book, kezhou, [Draft("complaint", july(4))]).id
    incidents.void(book, kezhou, key, "误登")
    last, before = history.entries(book, limit=2)
    assert (last.words, last.reason, last.user, last.action, last.project) == (
        "作废事项",
        "误登",
        MANAGER,
        "void_incident",
        kezhou,
    )
    assert (before.words, before.undoes, before.at < last.at) == ("登记 有效投诉 7月4日", None, True)


def test_entries_are_read_by_project_and_in_pages(book: Book, kezhou: int, danzhou: int) -> None:
    for day in (1, 2, 3):
        incidents.log(book, kezhou, [Draft("praise", july(day))])
    incidents.log(book, danzhou, [Draft("praise", july(20))])
    assert {one.project for one in history.entries(book, kezhou)} == {kezhou}
    first = history.entries(book, limit=2)
    rest = history.entries(book, before=first[-1].id)
    assert [one.id for one in (*first, *rest)] == list(range(head(book), 0, -1))
    with refused(book, "history"):
        history.find(book, head(book) + 1)


def test_a_rows_own_history_has_its_bulk_entries_too(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    entries = [Entry(who, july(3), "present") for who in crew.values()]
    attendance.load(book, kezhou, entries, "考勤机.xlsx")
    key = attendance.month(book, kezhou, JULY).of(crew["K02"], july(3))[0].id
    attendance.replace(book, kezhou, [Entry(crew["K02"], july(3), "rest")])
    assert [one.action for one in history.of_row(book, "attendance", key)] == [
        "replace_attendance",
        "import_attendance",
    ]
    assert [one.action for one in history.of_row(book, "person", crew["K02"])] == ["add_people"]


def test_an_entry_is_taken_back_after_the_store_was_closed(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    entry = people.assign(book, kezhou, crew["K02"], TEAM_OF, july(16), team="二班").entry
    book.engine.dispose()
    again = opened(path_of(book.engine))
    changed = history.revert(again, entry, "录错人")
    assert (changed.words, history.find(again, changed.entry).undoes) == ("撤销：班组自 2025-07-16 起变更", entry)
    assert history.find(again, changed.entry).reason == "录错人"
    assert [(one.team, one.until) for one in held(again, kezhou, TEAM_OF, crew["K02"])] == [("一班", None)]
    again.engine.dispose()


def test_only_ones_own_entries_are_taken_back(book: Book, other: Book, kezhou: int) -> None:
    entry = indicators.record(book, kezhou, "connect_rate", {"percent": "94"}, Q3).entry
    with refused(other, "history", f"这是 {MANAGER} 记的"):
        history.revert(other, entry)
    history.revert(book, entry)
    assert indicators.in_period(book, kezhou, Q3) == ()


def test_what_somebody_else_changed_since_is_refused_and_named(book: Book, other: Book, kezhou: int) -> None:
    entry = indicators.record(book, kezhou, "connect_rate", {"percent": "94"}, Q3).entry
    indicators.record(other, kezhou, "connect_rate", {"percent": "95"}, Q3, reason="甲方复核")
    with refused(book, "history", f"{REVIEWER} 接通率 2025-Q3"):
        history.revert(book, entry)
    assert [one.plain for one in indicators.in_period(book, kezhou, Q3)] == ["95"]


def test_a_bulk_entry_changed_since_is_refused_and_named(
    book: Book, other: Book, kezhou: int, crew: dict[str, int]
) -> None:
    entries = [Entry(who, july(3), "present") for who in crew.values()]
    entry = attendance.load(book, kezhou, entries, "考勤机.xlsx").entry
    attendance.replace(other, kezhou, [Entry(crew["K02"], july(3), "absenteeism")])
    with refused(book, "history", f"{REVIEWER} 考勤 7月3日 旷工"):
        history.revert(book, entry)
    assert len(attendance.month(book, kezhou, JULY).marks) == 8


def test_an_entry_is_taken_back_once(book: Book, kezhou: int) -> None:
    entry = indicators.record(book, kezhou, "connect_rate", {"percent": "94"}, Q3).entry
    history.revert(book, entry)
    with refused(book, "history", "撤销：接通率"):
        history.revert(book, entry)


def test_taking_back_the_taking_back_brings_it_again(book: Book, kezhou: int) -> None:
    entry = indicators.record(book, kezhou, "connect_rate", {"percent": "94"}, Q3).entry
    back = history.revert(book, entry)
    history.revert(book, back.entry)
    assert [one.plain for one in indicators.in_period(book, kezhou, Q3)] == ["94"]


def test_an_older_entry_is_taken_back_over_newer_ones_that_left_its_rows_alone(book: Book, kezhou: int) -> None:
    entry = indicators.record(book, kezhou, "connect_rate", {"percent": "94"}, Q3).entry
    indicators.record(book, kezhou, "callback_rate", {"percent": "100"}, Q3)
    history.revert(book, entry)
    assert [one.indicator for one in indicators.in_period(book, kezhou, Q3)] == ["callback_rate"]


def test_people_with_incidents_are_not_taken_back_under_them(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    entry = people.add(book, kezhou, [people.Newcomer("K09", "马丽", july(1))]).entry
    who = people.search(book, kezhou, "K09")[0].id
    log = incidents.log(book, kezhou, [Draft("misdispatch", july(4), who)], status=VERIFIED).entry
    with refused(book, "history", "还有记录用到它"):
        history.revert(book, entry)
    conduct_facts.judged(book, kezhou, JULY)
    history.revert(book, log)
    gone = history.revert(book, entry)
    assert people.search(book, kezhou, "K09") == ()
    with refused(book, "history", "它用到的记录已撤销"):
        history.revert(book, head(book) - 1)
    history.revert(book, gone.entry)
    assert people.search(book, kezhou, "K09")[0].id == who


def test_a_shift_that_somebody_is_planned_for_is_not_taken_back(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    entry = roster.add_shift(book, kezhou, "D", "白班", "08:00", "20:00").entry
    roster.plan(book, kezhou, [(crew["K02"], july(1), "D")])
    with refused(book, "history", "还有记录用到它"):
        history.revert(book, entry)
    assert roster.warnings(book, kezhou, JULY) == ()


def test_a_project_with_people_is_not_taken_back(book: Book, kezhou: int) -> None:
    with refused(book, "history", "还有记录用到它"):
        history.revert(book, 1)
    assert projects.find(book, "KZ").id == kezhou


def test_an_unused_code_is_free_again_and_then_the_old_one_stays_away(book: Book) -> None:
    entry = projects.create(book, "YZ", "扬州12345", "yangzhou-2025").entry
    back = history.revert(book, entry)
    projects.create(book, "YZ", "扬州热线", "yangzhou-2025")
    with refused(book, "revert", "已有相同"):
        history.revert(book, back.entry)
    assert [one.name for one in projects.listed(book) if one.code == "YZ"] == ["扬州热线"]


@pytest.mark.parametrize("step", ["freeze", "sign", "seal", "withdraw", "reopen"])
def test_final_steps_are_not_taken_back(book: Book, kezhou: int, step: str) -> None:
    def revision() -> int:
        found = periods.standing(book, kezhou, "contract", Q3).current
        assert found is not None
        return found.id

    steps = {
        "freeze": lambda: periods.freeze(book, kezhou, "contract", Q3, despite="测试"),
        "sign": lambda: periods.sign(book, kezhou, revision(), "甲方", "张三", date(2025, 10, 9), how="ink"),
        "seal": lambda: periods.seal(book, kezhou, "contract", Q3, unsigned="公函确认"),
        "reopen": lambda: periods.reopen(book, kezhou, "contract", Q3, "漏登一件投诉"),
        "withdraw": lambda: periods.withdraw(book, kezhou, "contract", Q3, "甲方要求"),
    }
    way = ["freeze"] if step == "withdraw" else list(steps)[: list(steps).index(step)]
    for one in way:
        steps[one]()
    entry = steps[step]().entry
    assert not history.find(book, entry).revertible
    with refused(book, "history", "撤回"):
        history.revert(book, entry)
