"""What is foretold of an incident is what happens when it is logged."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from app.conduct.result import as_json as conduct_json
from app.ledger import conduct_facts, facts, incidents, indicators, people, projects, store
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.effects import effect_of
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.indicator_checks import period_of
from app.periods import Period
from tests.ledger.floor import Q3, july

SEPTEMBER = Period("month", 2025, 9)
DAYS = {"JY": date(2026, 6, 20), "YZ": date(2025, 11, 10), "KZ": date(2025, 9, 20)}


@pytest.fixture
def demo_copy(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """The demo, to be written into."""
    found = store.open_book(Path(copy(demo_file, tmp_path / "示例.hotline")), "王经理")
    yield found
    found.engine.dispose()


def test_a_fine_its_pool_and_full_attendance(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    first = effect_of(book, kezhou, Draft("late", july(3), crew["K02"]))
    assert first.lines == ("迟到 1 次，每次 10 元，10.00 元（附件二 四(一)1）", "一班班组池 0.00 → 10.00 元")
    assert first.costs and not first.faults and not first.similar
    incidents.log(book, kezhou, [Draft("late", july(3), crew["K02"], 2)], status=VERIFIED)
    third = effect_of(book, kezhou, Draft("late", july(3), crew["K02"]))
    assert "本月不再全勤" in third.lines and len(third.similar) == 1


def test_a_leader_is_fined_with_a_severe_case(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    found = effect_of(book, kezhou, Draft("forbidden_words", july(3), crew["K02"], severe=True))
    assert any("班长连带" in one and "买买提" in one for one in found.lines)
    assert any("须由人确认" in one for one in found.lines)


def test_what_is_wrong_is_said_and_nothing_foretold(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    found = effect_of(book, kezhou, Draft("late", july(3)))
    assert found.faults == ("要写明是谁",) and found.lines == ()
    outside = effect_of(book, kezhou, Draft("late", date(2026, 3, 3), crew["K02"]))
    assert any("不在合同期" in one for one in outside.faults)


def told_lines(before: facts.Assessed, after: facts.Assessed) -> set[str]:
    """Which lines a logged incident moved."""
    pairs = zip(before.assessment.lines, after.assessment.lines, strict=True)
    return {now.indicator.name for was, now in pairs if (was.awarded, was.fen) != (now.awarded, now.fen)}


@pytest.mark.parametrize("code", ["KZ", "DZ", "YZ", "JY", "BS"])
def test_every_item_of_every_contract_does_what_was_foretold(demo_copy: Book, code: str) -> None:
    owner = projects.find(demo_copy, code)
    known = contract(demo_copy.shelf, owner.scheme)
    day = DAYS.get(code, date(2025, 12, 10))
    period = period_of(known, day)
    for item in known.sources.items:
        draft = Draft(item.id, day, quantity=2, fen=100000 if item.id == "staff_shortage" else None)
        told = effect_of(demo_copy, owner.id, draft)
        assert not told.faults, (item.id, told.faults)
        before = facts.assessed(demo_copy, owner.id, period)
        incidents.log(demo_copy, owner.id, [draft], status=VERIFIED)
        after = facts.assessed(demo_copy, owner.id, period)
        moved = told_lines(before, after)
        assert {one for one in moved if any(line.startswith(f"{one}：") for line in told.lines)} == moved, item.id
        settled = [one.assessment.settlement for one in (before, after)]
        paid = [one.payable if one else None for one in settled]
        assert (paid[0] != paid[1]) == any(line.startswith("应付") for line in told.lines), item.id
        silent = any(word in one for word in ("不改变", "不计分", "不影响") for one in told.lines)
        assert bool(moved or paid[0] != paid[1]) != silent, item.id


def test_every_rule_of_conduct_does_what_was_foretold(demo_copy: Book) -> None:
    owner = projects.find(demo_copy, "KZ")
    known = contract(demo_copy.shelf, owner.scheme)
    assert known.conduct is not None
    who = {one.staff_number: one.id for one in people.listed(demo_copy, owner.id)}
    for rule in known.conduct.data["rule"]:
        if rule.get("derived"):
            continue
        draft = Draft(str(rule["id"]), date(2025, 9, 17), who["K09"])
        told = effect_of(demo_copy, owner.id, draft)
        before = result(demo_copy, owner.id)
        incidents.log(demo_copy, owner.id, [draft], status=VERIFIED)
        after = result(demo_copy, owner.id)
        fresh = [one["trace"] for one in after["items"] if one not in before["items"]]
        assert not told.faults and fresh, rule["id"]
        assert all(any(one in line for line in told.lines) for one in fresh), (fresh, told.lines)


def result(book: Book, project: int) -> dict[str, Any]:
    """K09's September."""
    found = conduct_json(conduct_facts.judged(book, project, SEPTEMBER)[1])
    return next(one for one in found["people"] if one["id"] == "K09")


def test_a_written_over_count_is_not_moved(book: Book, kezhou: int) -> None:
    incidents.log(book, kezhou, [Draft("complaint", july(3))], status=VERIFIED)
    indicators.record(book, kezhou, "complaints", {"months.2025-07": 1}, Q3, reason="一件已由甲方剔除")
    told = effect_of(book, kezhou, Draft("complaint", july(4)))
    assert told.lines == ("“投诉”本期用的是手填数，登记不影响得分",) and not told.costs
