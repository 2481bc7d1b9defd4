"""Every worked case of every contract, computed by hand, one test each."""

import pytest

from app.cases import Case, read_cases, run_case
from app.errors import Fault
from app.library import scheme_ids
from tests.support import CONTRACTS, INVENTED, SHIPPED


def cases() -> list[tuple[str, Case]]:
    found: list[tuple[str, Case]] = []
    for shelf in (SHIPPED, INVENTED):
        for name in scheme_ids(shelf):
            faults: list[Fault] = []
            found += [(name, case) for case in read_cases(shelf / name, faults)]
            assert not faults, faults
    return found


ALL = cases()


@pytest.mark.parametrize(("name", "case"), ALL, ids=[f"{name}: {case.name}" for name, case in ALL])
def test_the_program_agrees_with_the_hand(name: str, case: Case) -> None:
    shelf = INVENTED if (INVENTED / name).exists() else SHIPPED
    assert run_case(name, shelf, case) == []


@pytest.mark.parametrize("name", CONTRACTS)
def test_each_contract_has_at_least_ten(name: str) -> None:
    assert sum(1 for scheme, case in ALL if scheme == name and len(case.why) > 5) >= 10


def test_a_case_that_expects_a_refusal_or_none_is_held_to_it() -> None:
    refusal = Case("x", "y", {"period": "2027-Q2", "inputs": {"speed": {"percent": 101}}}, {"error": ["period"]}, "")
    assert "没有指出 period" in run_case("yunpu-2027", INVENTED, refusal)[0]
    fine = Case("x", "y", {"period": "2027-Q2"}, {"error": ["period"]}, "")
    assert "应当拒绝" in run_case("yunpu-2027", INVENTED, fine)[0]
    bad = Case("x", "y", {"period": "2028-Q2"}, {"score": "1"}, "")
    assert "被拒绝" in run_case("yunpu-2027", INVENTED, bad)[0]
    wrong = Case("x", "y", {"period": "2027-Q2"}, {"score": "1", "no_items": True, "items": {"damage": "1.00"}}, "")
    assert len(run_case("yunpu-2027", INVENTED, wrong)) == 2
