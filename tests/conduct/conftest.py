"""The rulebook of 克州, and short ways to run a month through it."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.load import load_conduct
from app.conduct.result import as_json
from app.conduct.rulebook import Conduct
from app.errors import Fault, Refused
from app.toml_text import read_toml

FILE = Path(__file__).parents[2] / "resources" / "conduct" / "kezhou-2025.toml"
Data = dict[str, Any]


@pytest.fixture(scope="session")
def original() -> Data:
    """The rule file's data; do not change it."""
    faults: list[Fault] = []
    data = read_toml(FILE, faults)
    assert data and not faults
    return data


@pytest.fixture
def data(original: Data) -> Data:
    """A copy of the rule file's data to spoil."""
    return copy.deepcopy(original)


@pytest.fixture(scope="session")
def conduct(original: Data) -> Conduct:
    """The rulebook."""
    faults: list[Fault] = []
    found = load_conduct(original, faults)
    assert not faults
    return found


@pytest.fixture
def run(conduct: Conduct) -> Callable[..., Data]:
    """Facts in, the command line's JSON out."""

    def _run(facts: Data, explain: bool = False) -> Data:
        return as_json(judge(conduct, *read_month(conduct, facts)), explain)

    return _run


@pytest.fixture
def one(run: Callable[..., Data]) -> Callable[..., Data]:
    """One agent's events in, the agent's result out."""

    def _one(*events: Data, person: Data | None = None, explain: bool = False, **top: Any) -> Data:
        facts = {
            "period": "2025-09",
            "people": [{"id": "K1", "team": "一班"} | (person or {})],
            "events": [{"person": "K1", "date": "2025-09-03"} | event for event in events],
        }
        return run(facts | top, explain)["people"][0]

    return _one


@pytest.fixture
def faults(conduct: Conduct) -> Callable[..., dict[str, str]]:
    """Facts in, the faults out: path → reason."""

    def _faults(**facts: Any) -> dict[str, str]:
        usual: Data = {"period": "2025-09", "people": [{"id": "K1", "team": "一班"}]}
        with pytest.raises(Refused) as refused:
            read_month(conduct, usual | facts)
        return {fault.path: fault.reason for fault in refused.value.faults}

    return _faults
