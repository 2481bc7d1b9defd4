"""Every kind that a registry offers is used by some contract with a case computed by hand."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.scoring.alerts import ALERTS
from app.scoring.context import KINDS as CONTEXTS
from app.scoring.load import rules_of
from app.scoring.load_indicator import FITS
from app.scoring.measures import MEASURES
from app.scoring.scheme import Rules
from app.scoring.settlement.bases import BASES
from app.scoring.settlement.deductions import DEDUCTIONS
from app.scoring.settlement.items import ITEMS
from app.scoring.shapes import SHAPES
from tests.support import CONTRACTS, PERIODS, shelved

INVENTED = ("linzhou-2027", "yunpu-2027")
PROMISED = ("anchors", "bands", "steps", "per_unit", "direct", "fatal")


def rules(names: tuple[str, ...]) -> Iterator[Rules]:
    for name in names:
        yield rules_of(shelved(name, PERIODS[name]))


def used(names: tuple[str, ...]) -> set[type[Any]]:
    found: set[type[Any]] = set()
    for one in rules(names):
        found |= {type(part.measure) for row in one.indicators for part in row.parts}
        found |= {type(part.shape) for row in one.indicators for part in row.parts}
        found |= {type(alert.kind) for alert in one.alerts}
        if one.settling:
            found |= {type(one.settling.base), type(one.settling.deduction)}
            found |= {type(item.kind) for item in one.settling.items}
    return found


@pytest.mark.parametrize("registry", [MEASURES, SHAPES, ALERTS, BASES, DEDUCTIONS, ITEMS])
def test_every_kind_is_used(registry: dict[str, type[Any]]) -> None:
    assert not {name for name, kind in registry.items() if kind not in used((*CONTRACTS, *INVENTED))}


def test_every_context_field_is_used() -> None:
    fields = {kind for one in rules((*CONTRACTS, *INVENTED)) for kind in one.context.values()}
    assert set(CONTEXTS) - fields == {"day"}, "a day is the date of assessment, which every scheme has"


def test_the_invented_contracts_use_every_shape_and_every_modifier() -> None:
    invented = used(INVENTED)
    assert not {name for name in PROMISED if SHAPES[name] not in invented}
    rows = [row for one in rules(INVENTED) for row in one.indicators]
    assert any(row.marks for row in rows), "weights"
    assert any(row.full_when for row in rows), "conditional full marks"
    assert any(row.optional for row in rows) and any(row.empty_counts for row in rows), "not applicable"
    assert any(row.due for row in rows), "items of some periods only"
    assert any(row.bonus_cap == 0 for row in rows), "earn-back"
    assert any(part.gate for row in rows for part in row.parts), "gate"
    assert any(one.settling and one.settling.most_percent for one in rules(INVENTED)), "cap in all"


def test_every_measure_knows_its_shapes() -> None:
    assert set(FITS) == set(MEASURES)
    assert {shape for shapes in FITS.values() for shape in shapes} == set(SHAPES)


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_row_item_alert_and_reading_carries_its_clause_and_words(name: str) -> None:
    scheme = shelved(name, PERIODS[name])
    one = rules_of(scheme)
    rows: list[Any] = [*one.indicators, *one.alerts, *scheme.readings.values()]
    rows += [one.settling, *one.settling.items] if one.settling else []
    assert all(row.clause.strip() and row.words.strip() for row in rows)
