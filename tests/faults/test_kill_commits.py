"""Killed at any moment, a run loses nothing that was acknowledged and leaves nothing half done."""

import random
from pathlib import Path

import pytest

from app.ledger import attachments, attendance, incidents, periods, signatures
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.verify import head, holds, verify
from app.periods import Period
from db.integrity import journal_left
from tests.faults.conftest import Copied
from tests.faults.nursery import Nursery
from tests.faults.scene import JULY, Q3, july, kezhou, print_of, trials, using

YEAR = Period("year", 2025, 1)
# What a period's state may become by the one step that was not told.
NEXT = {"open": "frozen", "frozen": "sealed", "sealed": "reopened", "reopened": "reopened"}


def goes_on(book: Book) -> None:
    """The next write finds everything as it should be."""
    incidents.log(book, kezhou(book), [Draft("praise", july(30))])
    assert verify(book) == ()


def test_no_acknowledged_entry_is_lost_and_none_is_half(nursery: Nursery, copied: Copied) -> None:
    torn = 0
    for trial in range(trials(40)):
        store = copied(f"{trial}")
        pause = random.Random(trial).randrange(5_000, 60_000)
        told = nursery.killed("commits", store, trial, pause, after=1)
        torn += journal_left(store)
        with using(store) as book:
            assert verify(book) == (), trial
            with book.read() as connection:
                for one in told:
                    entry, digest = one.split()
                    assert holds(connection, int(entry), digest), (trial, one)
                # One more may have been saved before it could be told; two of the joined step.
                assert 0 <= head(connection)[0] - int(told[-1].split()[0]) <= 2
            goes_on(book)
    # Kills that fall between two transactions prove nothing.
    assert torn or trials(40) < 40


def test_a_killed_import_is_there_whole_or_not_at_all(nursery: Nursery, copied: Copied) -> None:
    whole = nursery.undisturbed("loading", copied("whole"))
    seen: set[int] = set()
    for trial in range(trials(10)):
        store = copied(f"{trial}")
        nursery.killed("loading", store, trial, random.Random(trial).randrange(whole // 3, whole * 11 // 10))
        with using(store) as book:
            assert verify(book) == (), trial
            marks = [one.code for one in attendance.month(book, kezhou(book), YEAR).all()]
            assert marks in (["present"] * 56, ["night"] * 8 * 360)
            seen.add(len(marks))
            goes_on(book)
    assert 56 in seen


def state_of(book: Book) -> str:
    """A period's state, in which its last revision must agree."""
    found = periods.standing(book, kezhou(book), "contract", Q3)
    if found.state == "open":
        assert found.revisions == ()
        return "open"
    assert found.current and found.current.state == found.state
    texts = periods.texts_of(book, found.current.id)
    assert {"scheme", "facts", "result", "readings"} <= texts.keys()
    assert [one.serial for one in found.revisions] == list(range(1, len(found.revisions) + 1))
    return found.state


def test_a_killed_freeze_or_seal_leaves_the_old_or_the_new_state(nursery: Nursery, copied: Copied) -> None:
    seen: set[str] = set()
    for trial in range(trials(10)):
        store = copied(f"{trial}")
        told = nursery.killed("sealing", store, trial, random.Random(trial).randrange(60_000), after=1 + trial % 6)
        with using(store) as book:
            assert verify(book) == (), trial
            state, last = state_of(book), told[-1].split()[0]
            # The new value of a further round leaves a reopened period reopened.
            last = "reopened" if last == "open" and len(told) > 1 else last
            assert state in (last, NEXT[last]) or (last, state) == ("reopened", "frozen"), (trial, told[-1], state)
            seen.add(state)
            if state in periods.LOCKED:
                back = periods.withdraw if state == periods.FROZEN else periods.reopen
                back(book, kezhou(book), "contract", Q3, "断电之后重来")
            periods.freeze(book, kezhou(book), "contract", Q3, despite="资料未齐")
            assert verify(book) == ()
    assert len(seen) > 1


AFTER = {"begin": ("frozen",), "frozen": ("withdrawn", "frozen"), "signed": ("sealed",), "sealed": ("reopened",)}


def test_a_killed_closing_leaves_every_sheet_in_its_old_or_its_new_state(nursery: Nursery, copied: Copied) -> None:
    seen: set[tuple[str, str]] = set()
    for trial in range(trials(10)):
        store = copied(f"{trial}")
        told = nursery.killed("closing", store, trial, random.Random(trial).randrange(150_000), after=1 + trial * 2)
        sheet, last, _ = told[-1].split()
        before = next((one.split()[1] for one in reversed(told[:-1]) if one.startswith(sheet)), "open")
        with using(store) as book:
            assert verify(book) == (), trial
            period = JULY if sheet == "conduct" else Q3
            now = periods.standing(book, kezhou(book), sheet, period)
            old = before if last == "begin" else "frozen" if last == "signed" else last
            assert now.state in (old, *AFTER.get(last, ())), (trial, told[-2:], now.state)
            assert [one.serial for one in now.revisions] == list(range(1, len(now.revisions) + 1))
            signed = signatures.signatures(book, now.current.id) if now.current else ()
            # A scan is there whole or not at all.
            sizes = {len(attachments.content(book, one.scan)) for one in signed if one.scan is not None}
            assert sizes <= {60_000} and (last != "signed" or len(signed) == 2)
            seen.add((sheet, now.state))
            goes_on(book)
    assert len(seen) > 2 and len({sheet for sheet, _ in seen}) == 2


@pytest.mark.parametrize("pause", [0, 3_000, 12_000])
def test_a_killed_writer_that_held_the_store_holds_it_no_longer(nursery: Nursery, file: Path, pause: int) -> None:
    before = print_of(file)
    nursery.killed("holding", file, 0, pause, after=1)
    with using(file, busy_ms=100) as book:
        assert verify(book) == ()
        assert print_of(file) == before
        assert len(attendance.month(book, kezhou(book), JULY).marks) == 56
        goes_on(book)
