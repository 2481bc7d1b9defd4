"""A month-end and a quarter, typed without a mouse, against the scores of the same facts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.ledger import facts
from app.ledger.indicators import REVIEWED, SELF
from app.scoring.result import as_json
from tests.support import lines, scored
from tests.ui.gaps import watched
from tests.ui.pages.indicators.conftest import Desk
from ui.pages.indicators.board import Input
from ui.pages.indicators.states import BOTH

Open = Callable[..., Desk]


@pytest.fixture(autouse=True)
def answering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever is typed, the window answers within a tenth of a second; the first key may still import something."""
    gaps = watched(monkeypatch)
    yield
    assert len(gaps.found) > 20 and gaps.long[1:] == []


Key = Qt.Key
# What is typed into each row in the order of its fields; flags as 1, 0 or nothing.
MONTH: dict[str, tuple[str, ...]] = {
    "connect_rate": ("18720", "20000", "1"),
    "service_satisfaction": ("9,840", "10,000", "1"),
    "callback_on_time": ("1204", "1204", "0"),
    "front_inspection": ("99", "100", "1"),
    "instant_answer": ("７２３", "１０００", "0"),
    "response_rate": ("2931", "3050", "0"),
    "return_reasonable": ("987", "1000", "0"),
    "back_inspection": ("60", "60", "0"),
    "on_time_closure": ("2928", "3050", "1"),
    "participation_satisfaction": ("9480", "10000", "11"),
    "resolution_rate": ("937", "1000", ""),
    "rank_a": ("2",),
    "rank_province": ("9",),
}
COUNTED = ("hits", "total", "province_deducted")
QUARTER: dict[str, dict[str, str]] = {
    "connect_rate": {"hits": "961", "total": "1000"},
    "on_time_closure": {"hits": "9954", "total": "10000"},
    "satisfaction": {"hits": "986", "total": "1000"},
    "dispatch_accuracy": {"hits": "98", "total": "100"},
    "missed_callback": {"hits": "100", "total": "100"},
    "callback_coverage": {"hits": "99", "total": "100"},
    "handling_time": {"consult_hours": "17.5", "other_hours": "31"},
    "knowledge_citation": {"hits": "82", "total": "100"},
    "answer_quality": {"hits": "97", "total": "100"},
    "system_safety": {"count": "0"},
    "info_reports": {"faults": "2", "missed_signoff": "0"},
    "clue_work": {"count": "1"},
    "training": {"count": "0"},
    "service_complaints": {"concealed": "0", "total": "4"},
    "online_evaluation": {"hits": "100", "total": "100"},
    "dedicated_posts": {"count": "1"},
    "turnover": {f"months.2025-{month}.{name}": text for month, pair in
                 {"07": ("1", "80"), "08": ("3", "80"), "09": ("0", "80")}.items()
                 for name, text in zip(("hits", "total"), pair, strict=True)},
    "rules_system": {"count": "0"},
    "appraisal_system": {"count": "0"},
    "other": {"points": "4.5"},
}  # fmt: skip


def test_a_danzhou_month_end_is_typed_without_a_mouse(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    assert desk.path() == ("connect_rate", "self", "hits")
    for indicator, texts in MONTH.items():
        for text in texts:
            assert desk.path()[0] == indicator
            desk.type(text)
    found = facts.assessed(desk.book, desk.project, desk.workspace.period)
    wanted = scored("danzhou-2025", _month(), period="2025-12")
    assert as_json(found.assessment)["score"] == wanted["score"]
    for name, line in lines(wanted).items():
        assert desk.page.board.rows[name].state.results[0].shown == line["awarded"], name
    assert desk.page.board.total._totals.results[0].shown == wanted["score"]


def _month() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for indicator, texts in MONTH.items():
        plain = [text.translate(str.maketrans("０１２３４５６７８９", "0123456789", ",")) for text in texts]
        if len(plain) == 1:
            found[indicator] = {"rank": plain[0]}
        elif indicator == "participation_satisfaction":
            found[indicator] = dict(zip(("hits", "total", "orders"), plain, strict=True))
        else:
            given: dict[str, Any] = dict(zip(COUNTED, plain, strict=True))
            flag = given.pop("province_deducted")
            found[indicator] = given | ({"province_deducted": flag == "1"} if flag else {})
    return found


@pytest.mark.parametrize("mode", ["one after the other", BOTH])
def test_a_yangzhou_quarter_is_typed_by_both(open_page: Open, mode: str) -> None:
    desk = open_page("yangzhou-2025", "2025-Q3")
    reviewed = QUARTER | {"connect_rate": {"hits": "945", "total": "1000"}, "other": {"points": "5"}}
    if mode == BOTH:
        desk.page._choose_mode(BOTH)
        desk.go("connect_rate", "hits")
        _type_both(desk, QUARTER, reviewed)
    else:
        desk.go("connect_rate", "hits")
        _type_all(desk, QUARTER)
        desk.page._choose_mode(REVIEWED)
        desk.go("connect_rate", "hits", REVIEWED)
        _type_all(desk, reviewed)
        desk.page._choose_mode(BOTH)
    wanted = [scored("yangzhou-2025", _nested(one))["score"] for one in (QUARTER, reviewed)]
    got = [as_json(facts.assessed(desk.book, desk.project, desk.workspace.period, one).assessment)["score"]
           for one in (SELF, REVIEWED)]  # fmt: skip
    totals = desk.page.board.total._totals
    assert got == wanted
    assert [one.shown for one in totals.results] == wanted
    row = desk.page.board.rows["connect_rate"].state
    assert ([one.shown for one in row.results], row.difference) == (["10", "9"], "−1")


def _type_all(desk: Desk, given: dict[str, dict[str, str]]) -> None:
    for indicator, fields in given.items():
        for path, text in fields.items():
            assert (desk.path()[0], desk.path()[2]) == (indicator, path)
            desk.type(text)


def _type_both(desk: Desk, own: dict[str, dict[str, str]], reviewed: dict[str, dict[str, str]]) -> None:
    """Line by line, our own fields before the reviewed ones."""
    while isinstance(desk.here, Input):
        indicator, opinion, path = desk.path()
        desk.type((own if opinion == SELF else reviewed)[indicator][path])


def _nested(given: dict[str, dict[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for indicator, fields in given.items():
        for path, text in fields.items():
            *above, last = path.replace("months.", "months/").replace(".", "/").split("/")
            table = found.setdefault(indicator, {})
            for name in above:
                table = table.setdefault(name, {})
            table[last] = text
    return found
