"""Undo and redo within a session."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ledger import (
    attendance,
    facts,
    history,
    incidents,
    indicators,
    leaving,
    people,
    periods,
    projects,
    roster,
    training,
)
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.incidents import APPEALED, FINAL, RECORDED, VERIFIED, Draft
from app.ledger.people import TEAM_OF
from app.ledger.undo import Undo
from tests.ledger.floor import JULY, Q3, head, held, july, refused


@pytest.fixture
def undo(book: Book) -> Undo:
    return Undo(book)


def percent(book: Book, project: int) -> Any:
    """What stands at 接通率."""
    return facts.collect(book, project, Q3).facts["inputs"].get("connect_rate", {}).get("percent")


def type_in(book: Book, project: int, *values: str) -> None:
    """Types one value after the other."""
    for value in values:
        indicators.record(book, project, "connect_rate", {"percent": value}, Q3)


def test_a_chain_is_walked_back_and_forth(book: Book, kezhou: int, undo: Undo) -> None:
    type_in(book, kezhou, "94", "95", "96")
    seen = [percent(book, kezhou)]
    for step in (undo.undo, undo.undo, undo.undo, undo.redo, undo.redo, undo.redo, undo.undo):
        step()
        seen.append(percent(book, kezhou))
    assert seen == ["96", "95", "94", None, "94", "95", "96", "95"]


def test_each_step_is_an_entry_and_says_what_it_took_back(book: Book, kezhou: int, undo: Undo) -> None:
    type_in(book, kezhou, "94")
    entry = head(book)
    undo.undo()
    undo.redo()
    undo.undo()
    found = history.entries(book, limit=3)
    assert [one.words for one in found] == ["撤销：接通率 2025-Q3", "重做：接通率 2025-Q3", "撤销：接通率 2025-Q3"]
    assert [one.undoes for one in found] == [entry + 2, entry + 1, entry]


def test_the_next_step_back_is_told_beforehand(book: Book, kezhou: int, undo: Undo) -> None:
    assert undo.next_words == ""
    type_in(book, kezhou, "94")
    assert undo.next_words == "接通率 2025-Q3"
    undo.undo()
    assert undo.next_words == ""


def test_nothing_to_take_back_or_to_do_again_is_refused(book: Book, kezhou: int, undo: Undo) -> None:
    for step, place in ((undo.undo, "undo"), (undo.redo, "redo")):
        with refused(book, place):
            step()
    type_in(book, kezhou, "94")
    with refused(book, "redo"):
        undo.redo()


def test_something_new_ends_what_could_be_done_again(book: Book, kezhou: int, undo: Undo) -> None:
    type_in(book, kezhou, "94", "95")
    undo.undo()
    type_in(book, kezhou, "97")
    with refused(book, "redo"):
        undo.redo()
    undo.undo()
    assert percent(book, kezhou) == "94"


def test_what_was_refused_is_no_step(book: Book, kezhou: int, undo: Undo) -> None:
    type_in(book, kezhou, "94")
    with refused(book, "connect_rate.percent"):
        type_in(book, kezhou, "101")
    undo.undo()
    assert percent(book, kezhou) is None


def test_others_steps_are_not_in_the_chain(book: Book, other: Book, kezhou: int, undo: Undo) -> None:
    type_in(book, kezhou, "94")
    incidents.log(other, kezhou, [Draft("complaint", july(4))], status=VERIFIED)
    undo.undo()
    assert percent(book, kezhou) is None
    assert len(incidents.listed(book, kezhou)) == 1


def test_a_step_that_somebody_changed_since_is_refused_and_stays(
    book: Book, other: Book, kezhou: int, undo: Undo
) -> None:
    type_in(book, kezhou, "94")
    entry = indicators.record(other, kezhou, "connect_rate", {"percent": "95"}, Q3).entry
    with refused(book, "history", "李复核"):
        undo.undo()
    assert percent(book, kezhou) == "95"
    history.revert(other, entry)
    undo.undo()
    assert percent(book, kezhou) is None


def test_redo_of_what_somebody_changed_since_is_refused(book: Book, other: Book, kezhou: int, undo: Undo) -> None:
    type_in(book, kezhou, "94", "95")
    undo.undo()
    type_in(other, kezhou, "80")
    with refused(book, "history", "之后又改过"):
        undo.redo()
    assert percent(book, kezhou) == "80"


CREATIONS: dict[str, Callable[[Book, int, int], Any]] = {
    "incident": lambda book, project, who: incidents.log(book, project, [Draft("misdispatch", july(4), who)]),
    "session": lambda book, project, who: training.hold(
        book, project, july(4), "派单", "routine", "2", [training.Came(who)]
    ),
    "shift": lambda book, project, who: roster.add_shift(book, project, "D", "白班", "08:00", "20:00"),
    "team": lambda book, project, who: people.add_team(book, project, "三班"),
    "person": lambda book, project, who: people.add(book, project, [people.Newcomer("K09", "马丽", july(1), "三班")]),
    "parameter": lambda book, project, who: projects.set_parameter(book, project, "minimum_wage", "1750", july(1)),
    "mark": lambda book, project, who: attendance.record(book, project, [Entry(who, july(4), "late")]),
}


def _state(book: Book, project: int) -> tuple[Any, ...]:
    return (
        incidents.listed(book, project),
        training.hours(book, project, JULY),
        training.sessions(book, project, JULY),
        roster.shifts(book, project),
        people.teams(book, project),
        people.listed(book, project),
        people.spans(book, project),
        projects.parameters_on(book, project, july(31)),
        attendance.month(book, project, JULY).marks,
    )


@pytest.mark.parametrize("what", CREATIONS)
def test_undo_of_a_creation_voids_it_and_redo_brings_it_back(
    book: Book, kezhou: int, crew: dict[str, int], undo: Undo, what: str
) -> None:
    before = _state(book, kezhou)
    CREATIONS[what](book, kezhou, crew["K02"])
    after = _state(book, kezhou)
    assert after != before
    undo.undo()
    assert _state(book, kezhou) == before
    undo.redo()
    assert _state(book, kezhou) == after
    undo.undo()
    assert _state(book, kezhou) == before


def test_undo_of_a_status_change(book: Book, kezhou: int, undo: Undo) -> None:
    key = incidents.log(book, kezhou, [Draft("complaint", july(4))]).id
    for status in (VERIFIED, APPEALED, FINAL):
        incidents.set_status(book, kezhou, [key], status, "复核", july(9))
    seen = []
    for _ in range(3):
        undo.undo()
        seen.append(incidents.find(book, kezhou, key).status)
    assert seen == [APPEALED, VERIFIED, RECORDED]


def test_undo_of_leaving_opens_everything_again(book: Book, kezhou: int, crew: dict[str, int], undo: Undo) -> None:
    before = people.spans(book, kezhou)
    people.assign(book, kezhou, crew["K01"], TEAM_OF, july(20), team="二班")
    people.leave_job(book, kezhou, crew["K01"], july(10), "辞职")
    leaving.rehire(book, kezhou, crew["K01"], july(21), team="二班")
    for _ in range(3):
        undo.undo()
    assert people.spans(book, kezhou) == before
    for _ in range(3):
        undo.redo()
    assert [one.team for one in held(book, kezhou, TEAM_OF, crew["K01"]) if one.holds(july(21))] == ["二班"]


def test_undo_of_a_bulk_write_and_of_single_ones_in_turn(
    book: Book, kezhou: int, crew: dict[str, int], undo: Undo
) -> None:
    states = [_state(book, kezhou)]
    entries = [Entry(who, july(day), "present") for who in crew.values() for day in range(1, 32)]
    attendance.load(book, kezhou, entries, "考勤机.xlsx")
    states.append(_state(book, kezhou))
    attendance.replace(book, kezhou, [Entry(crew["K02"], july(3), "absenteeism")])
    states.append(_state(book, kezhou))
    attendance.load(book, kezhou, entries[:40], "考勤机（补）.xlsx")
    for want in reversed(states):
        undo.undo()
        assert _state(book, kezhou) == want
    for _ in range(3):
        undo.redo()
    for want in reversed(states):
        undo.undo()
        assert _state(book, kezhou) == want


def test_what_was_signed_ends_the_chain(book: Book, kezhou: int, undo: Undo) -> None:
    type_in(book, kezhou, "94")
    periods.freeze(book, kezhou, "contract", Q3, despite="测试")
    with refused(book, "undo"):
        undo.undo()
    incidents.log(book, kezhou, [Draft("praise", july(4))])
    undo.undo()
    assert incidents.listed(book, kezhou) == ()
    assert percent(book, kezhou) == "94"


def test_a_step_of_the_history_page_is_a_step_too(book: Book, kezhou: int, undo: Undo) -> None:
    type_in(book, kezhou, "94", "95")
    history.revert(book, head(book))
    assert percent(book, kezhou) == "94"
    undo.undo()
    assert percent(book, kezhou) == "95"
    undo.undo()
    assert percent(book, kezhou) == "94"


def test_the_listeners_hear_every_step(book: Book, kezhou: int, undo: Undo) -> None:
    heard: list[str] = []
    book.listeners.append(lambda changed: heard.append(changed.action))
    type_in(book, kezhou, "94")
    undo.undo()
    undo.redo()
    assert heard == ["record_value", "undo", "redo"]
