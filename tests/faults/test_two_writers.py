"""Two programs on one store: nobody's entry is lost, whoever cannot write waits or is told so."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from app.errors import Refused
from app.ledger import attendance, facts, history, incidents, indicators, leaves, people, periods
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.change import Change
from app.ledger.incidents import FINAL, VERIFIED, Draft
from app.ledger.memo import Memo
from app.ledger.people import Newcomer
from app.ledger.refusals import is_passing
from app.ledger.verify import verify
from db.tables.attendance import LEAVE
from db.tables.incidents import INCIDENT
from db.tables.people import PERSON_SPAN
from tests.faults.conftest import Copied
from tests.faults.nursery import Nursery
from tests.faults.scene import JULY, Q3, REVIEWER, ROOT, chinese, crew, july, kezhou, trials, using

WRITES = int(os.environ.get("HOTLINE_WRITES", "150"))


def started(store: Path, user: str, busy_ms: int, told: Path) -> "subprocess.Popen[str]":
    """A writer that waits for the word to begin; what it tells goes to a file, which never fills up."""
    command = [sys.executable, "-m", "tests.faults.writer", str(store), user, str(WRITES), str(busy_ms)]
    with told.open("w") as out:
        found = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=out, text=True)
    while not told.read_text("utf-8").startswith("ready\n"):
        assert found.poll() is None
        time.sleep(0.01)
    return found


def scored(book: Book) -> tuple[str, str]:
    """The score by what the book remembers, and by what the store says."""
    with book.read() as connection:
        known = facts.assessed_in(book, connection, kezhou(book), Q3)
        fresh = facts.assessed_in(book, connection, kezhou(book), Q3, memo=Memo())
    assert known == fresh
    return str(known.assessment.score), str(known.collected.facts["inputs"].get("callback_rate"))


@pytest.mark.parametrize("busy_ms", [5000, 1], ids=["patient", "impatient"])
def test_no_write_of_either_is_lost(copied: Copied, tmp_path: Path, busy_ms: int) -> None:
    for trial in range(trials(1)):
        file = copied(f"{trial}")
        outs = {user: tmp_path / f"{trial}" / user for user in ("甲", "乙")}
        with using(file) as book:
            before = history.entries(book, limit=1)[0].id
            writers = {user: started(file, user, busy_ms, out) for user, out in outs.items()}
            for one in writers.values():
                assert one.stdin
                one.stdin.close()
            while any(one.poll() is None for one in writers.values()):
                # A third program reads meanwhile: what it remembers is never older than what it sees.
                scored(book)
                time.sleep(0.02)
            told = {user: out.read_text("utf-8").splitlines() for user, out in outs.items()}
            assert [one.returncode for one in writers.values()] == [0, 0]
            check_lines(book, before, told)
            assert verify(book) == ()


def check_lines(book: Book, before: int, told: dict[str, list[str]]) -> None:
    """Every write is told once and there, in one order; every refusal says in Chinese that it may be tried again."""
    refused = [one for lines in told.values() for one in lines if one.startswith("refused")]
    assert all(one.startswith("refused True") and "占用" in one for one in refused), refused[:3]
    saved = {user: [int(one.split()[1]) for one in lines if one.startswith("saved")] for user, lines in told.items()}
    assert all(len(lines) == WRITES and lines == sorted(lines) for lines in saved.values())
    assert sorted(saved["甲"] + saved["乙"]) == list(range(before + 1, before + 1 + 2 * WRITES))
    entries = {one.id: one for one in history.entries(book, before=before + 2 * WRITES + 1, limit=2 * WRITES)}
    assert all(entries[at].user == user for user, mine in saved.items() for at in mine)
    turns = sum(entries[at].user != entries[at + 1].user for at in range(before + 1, before + 2 * WRITES))
    assert turns > 1, "they took turns once: nothing was tried"
    words = [one.words for one in incidents.listed(book, kezhou(book)) if one.words]
    assert sorted(words) == sorted(f"{user}{at}" for user in saved for at in range(1, WRITES + 1) if at % 3)


def test_what_a_book_remembers_gives_way_to_the_others_writes(file: Path) -> None:
    with using(file) as book, using(file, REVIEWER) as other:
        project, who = kezhou(book), crew(book)
        steps: list[Callable[[], object]] = [
            lambda: incidents.log(other, project, [Draft("complaint", july(5), quantity=3)], status=VERIFIED),
            lambda: incidents.log(other, project, [Draft("complaint", date(2025, 2, 5), quantity=3)], status=VERIFIED),
            lambda: people.leave_job(other, project, who[2], july(20), "辞职", noticed_on=july(1), handed_over=True),
            lambda: people.add(other, project, [Newcomer("K09", "马丽", july(15), "一班")]),
            lambda: periods.freeze(other, project, "contract", Q3, despite="测试"),
            lambda: periods.withdraw(other, project, "contract", Q3, "改"),
            lambda: indicators.record(other, project, "callback_rate", {"percent": 97}, Q3),
            lambda: history.revert(other, other.mine[-1]),
        ]
        for step in steps:
            scored(book)
            step()
            scored(book)
            # Its own write in between must not make it believe that it knows the other's.
            step_of_its_own = incidents.log(book, project, [Draft("praise", july(6))])
            scored(book)
            history.revert(book, step_of_its_own.entry)
            scored(book)
        assert verify(book) == ()


def test_a_busy_store_is_waited_for_or_refused_in_chinese(nursery: Nursery, file: Path) -> None:
    nursery.start("holding", file)
    assert nursery.line() == "held"
    with using(file, busy_ms=100) as hasty, using(file, REVIEWER) as patient:
        project = kezhou(hasty)
        with pytest.raises(Refused) as caught:
            incidents.log(hasty, project, [Draft("praise", july(5), words="急")])
        assert is_passing(caught.value) and chinese(caught.value.faults[0].reason)
        assert caught.value.faults[0].path == "busy" and hasty.mine == []
        # Reading goes on while somebody else is writing.
        assert len(scored(hasty)) > 0
        late: list[int] = []
        waiting = Thread(
            target=lambda: late.append(incidents.log(patient, project, [Draft("praise", july(5), words="等")]).entry)
        )
        waiting.start()
        time.sleep(0.3)
        assert late == []
        nursery.kill()
        waiting.join(timeout=10)
        assert len(late) == 1
        incidents.log(hasty, project, [Draft("praise", july(5), words="再试")])
        assert [one.words for one in incidents.listed(hasty, project) if one.words] == ["等", "再试"]
        assert verify(hasty) == ()


def meanwhile(first: Book, written: Callable[[Change], object], second: Callable[[], object]) -> str:
    """What is refused to somebody who asks while another's write is under way, and who must wait for it."""
    refused: list[str] = []

    def ask() -> None:
        try:
            second()
        except Refused as error:
            refused.append(str(error))

    with first.change("meanwhile", "另一人同时在改", kezhou(first)) as draft:
        written(draft.change)
        waiting = Thread(target=ask)
        waiting.start()
        time.sleep(0.2)
    waiting.join(timeout=10)
    return "；".join(refused)


STALE = "reads before its transaction begins what it decides by, so that it writes over what another did meanwhile"


def test_a_leave_that_is_cancelled_meanwhile_is_not_approved(file: Path) -> None:
    with using(file) as book, using(file, REVIEWER) as other:
        project, who = kezhou(book), crew(book)[2]
        key = leaves.ask(book, project, leaves.Draft(who, "personal_leave", july(20), july(21))).id
        told = meanwhile(
            other,
            lambda change: change.set(LEAVE, key, status=leaves.CANCELLED, note="不去了"),
            lambda: leaves.approve(book, project, key, "班长", july(19)),
        )
        assert leaves.find(book, project, key).status == leaves.CANCELLED
        assert told and attendance.month(book, project, JULY).of(who, july(20)) == ()


def test_an_incident_that_is_decided_meanwhile_is_not_amended(file: Path) -> None:
    with using(file) as book, using(file, REVIEWER) as other:
        project = kezhou(book)
        key = incidents.log(book, project, [Draft("complaint", july(5))], status=VERIFIED).id
        told = meanwhile(
            other,
            lambda change: change.set(INCIDENT, key, status=FINAL),
            lambda: incidents.amend(book, project, key, Draft("complaint", july(5), quantity=9), "记错"),
        )
        assert told and incidents.find(book, project, key).quantity == 1


def test_nobody_is_marked_present_who_leaves_meanwhile(file: Path) -> None:
    with using(file) as book, using(file, REVIEWER) as other:
        project, who = kezhou(book), crew(book)[2]
        job = people.spans(book, project, people.EMPLOYMENT, who)[0]
        told = meanwhile(
            other,
            lambda change: change.set(PERSON_SPAN, job.id, until=july(10)),
            lambda: attendance.record(book, project, [Entry(who, july(20), "present")]),
        )
        assert told and attendance.month(book, project, JULY).of(who, july(20)) == ()


def test_a_team_does_not_get_two_leaders_at_once(file: Path) -> None:
    with using(file) as book, using(file, REVIEWER) as other:
        project = kezhou(book)
        people.add_team(book, project, "三班")
        team = people.teams(book, project)["三班"]
        first = {"person_id": crew(book)[1], "kind": people.LEADER, "since": july(1), "team_id": team}
        meanwhile(
            other,
            lambda change: change.add(PERSON_SPAN, **first, handed_over=False),
            lambda: people.add(book, project, [Newcomer("K10", "马二", july(1), "三班", leader=True)]),
        )
        leading = [one for one in people.spans(book, project, people.LEADER) if one.team == "三班"]
        assert len(leading) == 1
