"""KPI values: typed for a period or a day, by ourselves or as reviewed, and refused where the scheme refuses."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.errors import Refused
from app.ledger import facts, incidents, indicators, projects
from app.ledger.book import Book
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.indicators import REVIEWED, SELF
from app.ledger.undo import Undo
from app.periods import Period, Term
from tests.ledger.floor import AUGUST, JULY, Q3, august, july, refused


def inputs(book: Book, project: int, period: Period = Q3, opinion: str = REVIEWED) -> Mapping[str, Any]:
    """The inputs of a period's facts."""
    return facts.collect(book, project, period, opinion).facts["inputs"]


def shown(book: Book, project: int, indicator: str, period: Period = Q3, opinion: str = REVIEWED) -> Any:
    """What one indicator's input is."""
    return inputs(book, project, period, opinion).get(indicator)


@pytest.fixture
def jiyuan(book: Book) -> int:
    return projects.create(book, "JY", "济源12345", "jiyuan-2026").id


@pytest.mark.parametrize("typed", ["94.3", Decimal("94.3"), "94.300000"])
def test_a_percentage_stays_as_it_was_typed(book: Book, kezhou: int, typed: Any) -> None:
    indicators.record(book, kezhou, "connect_rate", {"percent": typed}, Q3)
    assert shown(book, kezhou, "connect_rate") == {"percent": "94.3"}


def test_counts_are_exact(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"hits": 2, "total": "3"}, Q3)
    assert shown(book, kezhou, "connect_rate") == {"hits": "2", "total": "3"}
    line = facts.assessed(book, kezhou, Q3).assessment.lines[0]
    assert (line.indicator.id, line.missing) == ("connect_rate", ())


def test_a_percentage_takes_the_place_of_counts_only_when_these_are_taken_back(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"hits": 95, "total": 100}, Q3)
    with refused(book, "connect_rate.percent"):
        indicators.record(book, kezhou, "connect_rate", {"percent": "94"}, Q3)
    indicators.record(book, kezhou, "connect_rate", {"hits": None, "total": None, "percent": "94"}, Q3)
    assert shown(book, kezhou, "connect_rate") == {"percent": "94"}


def test_days_are_summed_and_missing_days_are_told(book: Book, kezhou: int) -> None:
    for day, (hits, total) in {july(1): (95, 100), july(2): (48, 50), august(5): (10, 10)}.items():
        indicators.record(book, kezhou, "connect_rate", {"hits": hits, "total": total}, day)
    found = facts.collect(book, kezhou, Q3)
    assert found.facts["inputs"]["connect_rate"] == {"hits": "153", "total": "160"}
    missing = found.missing_days["connect_rate"]
    assert (len(missing), july(1) in missing, july(3) in missing) == (92 - 3, False, True)


def test_a_period_goes_before_its_days(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"hits": 95, "total": 100}, july(1))
    indicators.record(book, kezhou, "connect_rate", {"percent": "99"}, Q3, reason="省平台口径")
    assert shown(book, kezhou, "connect_rate") == {"percent": "99"}
    indicators.record(book, kezhou, "connect_rate", {"percent": None}, Q3)
    assert shown(book, kezhou, "connect_rate") == {"hits": "95", "total": "100"}


def test_days_that_are_assessed_are_listed(book: Book, jiyuan: int) -> None:
    march = Period("month", 2026, 3)
    for day in (2, 1):
        given = {"offered": 100 * day, "answered": 90 * day, "agents": 2}
        indicators.record(book, jiyuan, "connect_rate", given, date(2026, 3, day))
    indicators.record(book, jiyuan, "connect_rate", {"offered": 5}, date(2026, 3, 3))
    days = shown(book, jiyuan, "connect_rate", march)["days"]
    assert [(one["date"], one["offered"]) for one in days] == [("2026-03-01", "100"), ("2026-03-02", "200")]


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"percent": "101"}, "connect_rate.percent"),
        ({"percent": "-0.1"}, "connect_rate.percent"),
        ({"percent": "九十"}, "connect_rate.percent"),
        ({"percent": "94,3"}, "connect_rate.percent"),
        ({"percent": 94.3}, "connect_rate.percent"),
        ({"percent": "94.3000001"}, "connect_rate.percent"),
        ({"percent": "9" * 13}, "connect_rate.percent"),
        ({"hits": 101, "total": 100}, "connect_rate.hits"),
        ({"hits": 5, "total": 0}, "connect_rate.hits"),
        ({"hits": "1.5", "total": 2}, "connect_rate.hits"),
        ({"hits": -1, "total": 2}, "connect_rate.hits"),
        ({"hits": 10**14, "total": 10**14}, "connect_rate.hits"),
        ({"prozent": 94}, "connect_rate.prozent"),
    ],
)
def test_a_value_the_scheme_could_not_read_is_refused_by_its_name(
    book: Book, kezhou: int, given: dict[str, Any], place: str
) -> None:
    with refused(book, place):
        indicators.record(book, kezhou, "connect_rate", given, Q3)
    assert shown(book, kezhou, "connect_rate") is None


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"hits": 101, "total": 100}, "connect_rate.hits"),
        ({"hits": -1}, "connect_rate.hits"),
        ({"hits": "1.5"}, "connect_rate.hits"),
        ({"percent": "94"}, "connect_rate.percent"),
    ],
)
def test_a_days_figure_that_could_not_be_summed_is_refused(
    book: Book, kezhou: int, given: dict[str, Any], place: str
) -> None:
    with refused(book, place):
        indicators.record(book, kezhou, "connect_rate", given, july(1))


@pytest.mark.parametrize(
    ("indicator", "at", "opinion", "place"),
    [
        ("connect_rat", Q3, SELF, "indicator"),
        ("connect_rate", JULY, SELF, "period"),
        ("connect_rate", Period("quarter", 2026, 1), SELF, "period"),
        ("connect_rate", date(2026, 1, 1), SELF, "period"),
        ("connect_rate", Q3, "client", "opinion"),
    ],
)
def test_a_place_that_does_not_exist_is_refused(
    book: Book, kezhou: int, indicator: str, at: Period | date, opinion: str, place: str
) -> None:
    with refused(book, place):
        indicators.record(book, kezhou, indicator, {"percent": "94"}, at, opinion=opinion)


def test_a_project_takes_values_of_its_own_term_only(book: Book) -> None:
    term = Term(july(1), date(2025, 12, 31))
    later = projects.create(book, "KZ2", "克州下半年", "kezhou-2025", term=term).id
    with refused(book, "period", "2025-07-01"):
        indicators.record(book, later, "connect_rate", {"percent": "94"}, Period("quarter", 2025, 2))
    with refused(book, "day"):
        indicators.record(book, later, "connect_rate", {"hits": 1, "total": 1}, date(2025, 6, 30))
    indicators.record(book, later, "connect_rate", {"hits": 1, "total": 1}, july(1))


def test_none_takes_a_field_back_and_it_can_be_typed_again(book: Book, kezhou: int) -> None:
    undo = Undo(book)
    indicators.record(book, kezhou, "connect_rate", {"percent": "94"}, Q3)
    indicators.record(book, kezhou, "connect_rate", {"percent": None}, Q3)
    assert shown(book, kezhou, "connect_rate") is None
    with refused(book, "record_value", "没有改变"):
        indicators.record(book, kezhou, "connect_rate", {"percent": None}, Q3)
    indicators.record(book, kezhou, "connect_rate", {"percent": "95"}, Q3)
    undo.undo()
    undo.undo()
    assert shown(book, kezhou, "connect_rate") == {"percent": "94"}


def test_half_of_a_ratio_is_checked_against_the_other_half_and_alone_is_missing(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"hits": 9, "total": 10}, Q3)
    with refused(book, "connect_rate.hits"):
        indicators.record(book, kezhou, "connect_rate", {"hits": 11}, Q3)
    indicators.record(book, kezhou, "connect_rate", {"total": None}, Q3)
    line = facts.assessed(book, kezhou, Q3).assessment.lines[0]
    assert line.missing


def test_the_reviewed_value_stands_beside_our_own(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"hits": 99, "total": 100}, Q3)
    indicators.record(book, kezhou, "callback_rate", {"percent": "100"}, Q3)
    indicators.record(book, kezhou, "connect_rate", {"percent": "97"}, Q3, opinion=REVIEWED)
    assert inputs(book, kezhou, opinion=SELF)["connect_rate"] == {"hits": "99", "total": "100"}
    assert inputs(book, kezhou, opinion=REVIEWED)["connect_rate"] == {"percent": "97"}
    assert inputs(book, kezhou, opinion=REVIEWED)["callback_rate"] == {"percent": "100"}
    indicators.record(book, kezhou, "connect_rate", {"percent": None}, Q3, opinion=REVIEWED)
    assert inputs(book, kezhou, opinion=REVIEWED)["connect_rate"] == {"hits": "99", "total": "100"}


def test_the_vendors_figure_is_kept_and_never_counted(book: Book, kezhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"hits": 90, "total": 100}, Q3, vendor="97.5", source="厂商报表")
    found = indicators.in_period(book, kezhou, Q3)
    assert {(one.field, one.vendor, one.source) for one in found} == {
        ("hits", Decimal("97.5"), "厂商报表"),
        ("total", Decimal("97.5"), "厂商报表"),
    }
    assert shown(book, kezhou, "connect_rate") == {"hits": "90", "total": "100"}
    with refused(book, "vendor"):
        indicators.record(book, kezhou, "connect_rate", {"hits": 91}, Q3, vendor="约97")


def test_flags_waivers_and_ranks(book: Book, danzhou: int) -> None:
    indicators.record(book, danzhou, "connect_rate", {"percent": "94", "province_deducted": False}, AUGUST)
    indicators.record(book, danzhou, "rank_a", {"rank": 2}, AUGUST)
    indicators.record(book, danzhou, "on_time_closure", {"waived": "台风停服"}, AUGUST)
    assert inputs(book, danzhou, AUGUST) == {
        "connect_rate": {"percent": "94", "province_deducted": False},
        "rank_a": {"rank": "2"},
        "on_time_closure": {"waived": "台风停服"},
    }
    with refused(book, "rank_a.rank"):
        indicators.record(book, danzhou, "rank_a", {"rank": 4}, AUGUST)
    indicators.record(book, danzhou, "connect_rate", {"province_deducted": True}, AUGUST)
    assert shown(book, danzhou, "connect_rate", AUGUST)["province_deducted"] is True


def test_months_and_lists_by_their_paths(book: Book, kezhou: int) -> None:
    given = {"months.2025-07": 2, "months.2025-09": 1}
    indicators.record(book, kezhou, "complaints", given, Q3)
    indicators.record(book, kezhou, "ticket_24h", {"overtime_hours.0": "4.5", "overtime_hours.1": 2}, Q3)
    assert shown(book, kezhou, "complaints") == {"months": {"2025-07": "2", "2025-09": "1"}}
    assert shown(book, kezhou, "ticket_24h") == {"overtime_hours": ["4.5", "2"]}
    with refused(book, "complaints.months.2025-10"):
        indicators.record(book, kezhou, "complaints", {"months.2025-10": 1}, Q3)


def test_context_values_are_checked_too(book: Book, danzhou: int) -> None:
    indicators.record(book, danzhou, "context", {"force_majeure": "台风", "assessed_on": "2025-09-05"}, AUGUST)
    found = facts.collect(book, danzhou, AUGUST).facts["context"]
    assert (found["force_majeure"], found["assessed_on"]) == ("台风", "2025-09-05")
    for field, value in (("assessed_on", "九月"), ("turnover_month", "101"), ("staff", 3)):
        with refused(book, f"context.{field}"):
            indicators.record(book, danzhou, "context", {field: value}, AUGUST, reason="改")


def test_what_the_ledger_derives_is_written_over_with_a_reason_only(book: Book, kezhou: int) -> None:
    drafts = [Draft("complaint", july(4)), Draft("complaint", july(5))]
    incidents.log(book, kezhou, drafts, status=VERIFIED)
    with refused(book, "complaints.months.2025-07", "理由"):
        indicators.record(book, kezhou, "complaints", {"months.2025-07": 1}, Q3)
    indicators.record(book, kezhou, "complaints", {"months.2025-07": 1}, Q3, reason="一件已由甲方剔除")
    found = facts.collect(book, kezhou, Q3)
    origin = found.origins["complaints.months.2025-07"]
    assert (found.facts["inputs"]["complaints"], origin.derived, origin.outdated) == (
        {"months": {"2025-07": "1"}},
        "2",
        False,
    )
    incidents.log(book, kezhou, [Draft("complaint", july(6))], status=VERIFIED)
    assert facts.collect(book, kezhou, Q3).outdated == ("complaints.months.2025-07",)


def test_values_of_other_periods_and_projects_are_left_alone(book: Book, kezhou: int, danzhou: int) -> None:
    indicators.record(book, kezhou, "connect_rate", {"percent": "94"}, Period("quarter", 2025, 2))
    indicators.record(book, danzhou, "connect_rate", {"percent": "93"}, AUGUST)
    assert shown(book, kezhou, "connect_rate") is None
    assert shown(book, danzhou, "connect_rate", Period("month", 2025, 9)) is None


def test_a_month_of_days_is_one_entry_and_one_undo(book: Book, jiyuan: int) -> None:
    undo = Undo(book)
    days = {date(2026, 3, day): {"offered": 1000 + day, "answered": 960, "agents": 14} for day in range(1, 32)}
    changed = indicators.load_days(book, jiyuan, "connect_rate", days, "话务日报 3 月")
    assert (changed.words, len(changed.rows)) == ("导入 31 天的接通率", 93)
    march = Period("month", 2026, 3)
    assert len(shown(book, jiyuan, "connect_rate", march)["days"]) == 31
    indicators.load_days(book, jiyuan, "connect_rate", {date(2026, 3, 1): {"offered": 2000}}, "更正")
    assert shown(book, jiyuan, "connect_rate", march)["days"][0]["offered"] == "2000"
    undo.undo()
    undo.undo()
    assert shown(book, jiyuan, "connect_rate", march) is None


def test_every_faulty_day_is_named_and_none_is_kept(book: Book, jiyuan: int) -> None:
    days = {
        date(2026, 3, 1): {"offered": 10, "answered": 11, "agents": 1},
        date(2026, 3, 2): {"offered": 10, "answered": 9, "agents": 1},
        date(2027, 3, 3): {"offered": 10, "answered": 9, "agents": 1},
    }
    with refused(book, "2026-03-01.connect_rate.answered"):
        indicators.load_days(book, jiyuan, "connect_rate", days, "日报")
    with pytest.raises(Refused, match="2027-03-03"):
        indicators.load_days(book, jiyuan, "connect_rate", days, "日报")
    assert shown(book, jiyuan, "connect_rate", Period("month", 2026, 3)) is None
