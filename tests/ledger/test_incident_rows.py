"""The register costs what the rules say: rows add up to the month's fines and to the lines of the score."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from app.exact import add, total
from app.ledger import conduct_facts, facts, incidents, indicators, periods, projects, store
from app.ledger.book import Book
from app.ledger.counting import taken_out
from app.ledger.incident_rows import register
from app.ledger.incident_story import story
from app.ledger.incidents import FINAL, VERIFIED, Draft
from app.ledger.sealing import CONDUCT_SHEET
from app.periods import Period
from app.scoring.assess import assess
from app.scoring.facts import read_facts
from tests.ledger.floor import JULY, Q3, july

PERIODS = {"KZ": "2025-Q3", "DZ": "2025-12", "YZ": "2025-Q4", "JY": "2026-06", "BS": "2025-12"}


@pytest.fixture
def demo_copy(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    found = store.open_book(Path(copy(demo_file, tmp_path / "示例.hotline")), "王经理")
    yield found
    found.engine.dispose()


@pytest.mark.parametrize("code", sorted(PERIODS))
def test_rows_add_up_to_score_and_fines(demo_copy: Book, code: str) -> None:
    """What the rows lose together is what the score gains without them; fines are the month's fines of incidents."""
    owner = projects.find(demo_copy, code)
    period = Period.parse(PERIODS[code])
    assert period is not None
    found = register(demo_copy, owner.id, period)
    assert not found.faults
    assessed = facts.assessed(demo_copy, owner.id, period)
    mine = [one for one in incidents.listed(demo_copy, owner.id, period) if one.kind != "conduct" and one.counted]
    given = taken_out(assessed.collected, [one for one in mine if not one.waived])
    scheme = assessed.assessment.scheme
    bare = assess(scheme, *read_facts(scheme, given))
    lost = [add(now.awarded, -was.awarded) for was, now in zip(bare.lines, assessed.assessment.lines, strict=True)]
    assert found.points == total(lost)
    if scheme.in_money:
        assert found.paid == assessed.assessment.fen - bare.fen
    else:
        assert found.paid == sum(one.fen or 0 for one in mine if one.kind == "contract")


def test_what_is_brought_along_and_the_leaders_share_belong_to_their_row(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    drafts = [
        Draft("shirking", july(5), crew["K02"]),  # 500 and a day's wage of 82.75
        Draft("forbidden_words", july(6), crew["K03"], severe=True, joint_fen=30000),  # 2000 and the leader's 300
        Draft("uniform", july(7), crew["K04"]),  # no price
    ]
    incidents.log(book, kezhou, drafts, status=VERIFIED)
    waiting = incidents.log(book, kezhou, [Draft("late", july(8), crew["K02"])]).id
    found = register(book, kezhou, Q3, JULY)
    assert [one.cost.fen for one in found.rows] == [58275, 230000, 0, 1000]
    assert found.rows[-1].cost.pending and found.fines == 288275
    _, judged = conduct_facts.judged(book, kezhou, JULY)
    assert found.fines == sum(one.fines + one.wage_deductions for one in judged.people)
    incidents.waive(book, kezhou, waiting, "首次")
    incidents.set_status(book, kezhou, [waiting], VERIFIED)
    last = register(book, kezhou, Q3, JULY).rows[-1]
    assert (last.cost.fen, last.note) == (0, "免予追究：首次")


def test_a_new_agent_is_protected_and_the_row_says_until_when(demo_copy: Book) -> None:
    owner = projects.find(demo_copy, "KZ")
    rows = [
        one for month in range(7, 10) for one in register(demo_copy, owner.id, Q3, Period("month", 2025, month)).rows
    ]
    assert len(rows) == len(incidents.listed(demo_copy, owner.id, Q3))


def test_a_typed_figure_stands_before_what_is_logged(book: Book, kezhou: int) -> None:
    incidents.log(book, kezhou, [Draft("ticket_fault", july(4))], status=VERIFIED)
    indicators.record(book, kezhou, "ticket_quality", {"count": 5}, Q3, reason="甲方通报数")
    (row,) = register(book, kezhou, Q3).rows
    assert row.cost.words == "按手填数" and "手填数" in row.cost.told[0]


def test_locks_are_told_by_sheet(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    incidents.log(book, kezhou, [Draft("late", july(4), crew["K02"]), Draft("ticket_fault", july(4))], status=VERIFIED)
    periods.freeze(book, kezhou, CONDUCT_SHEET, JULY, despite="测试")
    found = register(book, kezhou, Q3, JULY)
    assert [bool(one.locked) for one in found.rows] == [True, False]
    assert not found.locked and "7月扣罚已送签" in found.partly


def test_a_story_tells_clause_kin_and_the_way(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    drafts = [Draft("complaint", july(4)), Draft("shirking", july(4), crew["K03"])]
    keys = incidents.log(book, kezhou, drafts, happening="7月4日来电").ids("incident")
    incidents.set_status(book, kezhou, [keys[0]], VERIFIED, "听过录音", july(5))
    incidents.set_status(book, kezhou, [keys[0]], FINAL)
    told = story(book, kezhou, keys[0])
    assert told.happening == "7月4日来电" and [one.id for one in told.kin] == [keys[1]]
    assert [(one.words, one.reason) for one in told.steps][1:] == [("事项改为核实", "听过录音"), ("事项改为定案", "")]
    assert [key for key, _ in told.feeds] == ["complaints"]
    assert told.needs is not None and told.needs.words and told.incident.decided_on is None
