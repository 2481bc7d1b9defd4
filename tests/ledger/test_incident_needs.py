"""What each clause asks for, read from the contracts themselves."""

from datetime import datetime

import pytest

from app.ledger.contracts import contract
from app.ledger.incident_needs import KINDS, NEEDED, NO, Needs, needs_of, price_told
from app.ledger.quick_line import clauses_of
from app.library import SCHEMES, scheme_ids


@pytest.mark.parametrize("name", scheme_ids())
def test_every_clause_of_every_contract_has_its_needs(name: str) -> None:
    known = contract(SCHEMES, name)
    for clause in clauses_of(known):
        found = needs_of(known, clause.id)
        assert found is not None and found.kind in KINDS and (found.name, found.kind) == (clause.name, clause.kind)
        assert (found.person == NEEDED) == (clause.kind == "conduct") and (found.person == NO) == (
            clause.kind == "contract"
        )
    assert needs_of(known, "nothing_of_the_sort") is None


def needs(scheme: str, item: str) -> Needs:
    found = needs_of(contract(SCHEMES, scheme), item)
    assert found is not None
    return found


def test_the_range_of_a_leaders_share() -> None:
    joint = needs("kezhou-2025", "forbidden_words").joint
    assert joint is not None and (joint.low, joint.high, joint.usual) == (20000, 50000, 20000)
    assert needs_of(contract(SCHEMES, "kezhou-2025"), "leader_joint") is None
    assert (
        price_told(needs("kezhou-2025", "late")) == "每次 10 元"
        and price_told(needs("kezhou-2025", "uniform")) == "不扣款"
    )
    assert needs("kezhou-2025", "forbidden_words").proofs == ("该通录音",)


def test_the_clocks_of_danzhou() -> None:
    (clock,) = needs("danzhou-2025", "urgent_event").clocks
    called = datetime(2025, 12, 17, 14, 5)
    assert clock.minutes == 10 and clock.told(None, None)[1] is False
    assert "最迟 14:15" in clock.told(called, None)[0]
    assert clock.told(called, datetime(2025, 12, 17, 14, 15)) == (
        "紧急事件报责任单位：最迟 14:15；14:15 上报，用了 10 分钟，未超时（三(二)19）",
        False,
    )
    words, late = clock.told(called, datetime(2025, 12, 17, 14, 16))
    assert late and "超时 1 分钟" in words
    assert [one.minutes for one in needs("danzhou-2025", "system_fault").clocks] == [15, 30]


def test_a_contract_that_names_no_minutes_never_says_late() -> None:
    (clock,) = needs("jiyuan-2026", "emergency").clocks
    words, late = clock.told(datetime(2026, 6, 1, 8, 0), datetime(2026, 6, 1, 9, 0))
    assert not late and "没有写分钟数" in words and "60 分钟" in words
    assert needs("kezhou-2025", "emergency").clocks == () and needs("kezhou-2025", "emergency").timed


def test_amounts_and_hours() -> None:
    assert needs("yangzhou-2025", "staff_shortage").amount and not needs("danzhou-2025", "breach_clause").amount
    assert needs("kezhou-2025", "late_ticket").step < 1 and needs("kezhou-2025", "ticket_fault").step == 1
    assert not needs("danzhou-2025", "complaint").waiver and needs("baisha", "complaint").severe
