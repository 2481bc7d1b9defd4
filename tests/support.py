"""What tests share: facts in, an assessment or its JSON out, through the real loader and reader."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import Refused
from app.library import scheme_for
from app.periods import Period
from app.reader import Number, Pairs
from app.scoring.assess import Assessment, assess
from app.scoring.facts import read_facts
from app.scoring.result import as_json
from app.scoring.scheme import Scheme

HERE = Path(__file__).parent
ROOT = HERE.parent
INVENTED = HERE / "contracts"
SHIPPED = ROOT / "resources" / "schemes"
CONTRACTS = ("danzhou-2025", "yangzhou-2025", "jiyuan-2026", "kezhou-2025", "baisha")
PERIODS = {
    "danzhou-2025": "2025-09",
    "yangzhou-2025": "2025-Q3",
    "jiyuan-2026": "2026-03",
    "kezhou-2025": "2025-Q3",
    "baisha": "2025-09",
    "linzhou-2027": "2027-01",
    "yunpu-2027": "2027-Q2",
}


def shelf_of(scheme: str) -> Path:
    """Where a scheme of the tests or of the program lies."""
    return INVENTED if (INVENTED / scheme).exists() else SHIPPED


@cache
def shelved(scheme: str, period: str) -> Scheme:
    """A scheme read once a run."""
    return scheme_for(scheme, Period.parse(period), shelf_of(scheme))


def assessed(scheme: str, inputs: Any = None, **rest: Any) -> Assessment:
    """The assessment of facts; the period is the scheme's usual one unless given."""
    period = str(rest.pop("period", PERIODS[scheme]))
    facts = as_read({"scheme": scheme, "period": period, "inputs": {} if inputs is None else inputs, **rest})
    found = shelved(scheme, period)
    return assess(found, *read_facts(found, facts))


def scored(scheme: str, inputs: Mapping[str, Any] | None = None, **rest: Any) -> dict[str, Any]:
    """The JSON of an assessment."""
    return as_json(assessed(scheme, inputs, **rest))


def lines(result: Mapping[str, Any]) -> dict[str, Any]:
    """The lines of a result by id."""
    return {line["id"]: line for line in result["lines"]}


def faults(scheme: str, inputs: Any = None, **rest: Any) -> list[str]:
    """The paths that a refusal names."""
    try:
        assessed(scheme, inputs, **rest)
    except Refused as refused:
        return [fault.path for fault in refused.faults]
    return []


def as_read(value: Any) -> Any:
    """A value as the JSON reader would hand it over."""
    return json.loads(
        json.dumps(value), parse_int=Number, parse_float=Number, parse_constant=Number, object_pairs_hook=Pairs
    )
