"""儋州 taken over in December 2025: an opening record, alerts over three months, the thirteenth payment."""

from collections.abc import Mapping
from datetime import date

from app.ledger import facts, indicators, obligations, people, periods, projects
from app.ledger.book import Book
from app.ledger.people import Newcomer
from app.ledger.sealing import CONTRACT
from app.workdays import Calendar
from tests.journeys.conftest import Figures, Floor, assessed, figures, floor_of, kept, period, refusal, sealed

# At their targets everywhere: 90 points before the ranks.
TARGETS = {
    "connect_rate": "95",
    "service_satisfaction": "99",
    "callback_on_time": "100",
    "front_inspection": "100",
    "instant_answer": "60",
    "response_rate": "95",
    "return_reasonable": "99",
    "back_inspection": "100",
    "on_time_closure": "98",
    "participation_satisfaction": "95",
    "resolution_rate": "95",
}
# From the client's files: month, score, rank among A, rank in the province.
OPENING = (
    ("2025-07", "88", "1", "5"),
    ("2025-08", "84", "1", "7"),
    ("2025-09", "75", "2", "9"),
    ("2025-10", "65", "3", "16"),
    ("2025-11", "68", "3", "17"),
)
# The ranks of the months in this store; with the opening five months first (07, 08, 01, 02, 06), one short of six.
# First or second: 07, 08, 09, 01, 02, 03, 04, 05, 06 = 9, five of them used up as firsts: 4, two short of six.
# Seventh or better: 07, 08, 01, 02, 06 = 5, one short. 1 + 2 + 1 = 4 months × 1000; three promises × 1000.
RANKS = {
    "2025-12": (3, 16),
    "2026-01": (1, 4),
    "2026-02": (1, 6),
    "2026-03": (2, 8),
    "2026-04": (2, 8),
    "2026-05": (2, 9),
    "2026-06": (1, 5),
}
# 90 and the ranks' points: 1 → +4, 2 → 0, 3 → −4; 4–5 → +4, 6–7 → +2, 8–10 → 0, 16–18 → −6.
# December besides: connection at 87 %, eight whole below, 8 lost; satisfaction at 96 %, three below, 3 lost: 69.
SCORES = {
    "2025-12": "69",
    "2026-01": "98",
    "2026-02": "96",
    "2026-03": "90",
    "2026-04": "90",
    "2026-05": "90",
    "2026-06": "98",
}
FULL = Figures("", "300000.00", "0.00", "300000.00", {}, frozenset())
# 683257.6 ÷ 12 × (80 − 69) × 1 % = 56938.1333… × 0.11 = 6263.1946…: 6263.19; 293736.81 left.
# October 65, November 68, December 69: three below 70, in the province 16th, 17th, 16th; their mean 67.33 is above 60.
DECEMBER = Figures("69", "300000.00", "6263.19", "293736.81", {}, frozenset(("three_below_70", "three_bottom_three")))
JUNE = Figures("98", "300000.00", "0.00", "296000.00", {"rank_promises": "4000.00"}, frozenset())


def test_a_floor_taken_over_in_mid_term(book: Book, calendar: Calendar) -> None:
    floor = _taken_over(book, calendar)
    _december(floor)
    _alerts_look_back(floor)
    _half_a_year(floor)
    _an_open_month_changes(floor)
    _a_sealed_month_does_not(floor)
    _thirteenth_payment(floor)


def _taken_over(book: Book, calendar: Calendar) -> Floor:
    project = projects.create(book, "DZ", "儋州12345", "danzhou-2025").id
    crew = [Newcomer(f"D{number:02d}", f"工作人员{number}", date(2025, 7, 19)) for number in range(1, 53)]
    people.add(book, project, crew)
    rows = [
        (month, "", key, value)
        for month, *values in OPENING
        for key, value in zip(("score", "rank_a", "rank_province"), values, strict=True)
    ]
    projects.record_opening(book, project, rows, "甲方各月考核汇总表（2025年7—11月）", since=date(2025, 7, 19))
    obligations.generate(book, project, calendar)
    # Five months lie behind: what was due in them is neither done nor missed, and costs nothing.
    assert {one.status for one in obligations.listed(book, project)} == {obligations.OPEN}
    floor = floor_of(book, project)
    told = refusal(lambda: projects.record_opening(book, project, rows[:1], "又一份", since=date(2025, 7, 19)))
    assert told.faults[0].path == "opening[0]"
    for month, *_ in OPENING:
        found = facts.collect(book, project, period(month)).facts
        assert (found["inputs"], found["events"]) == ({}, [])
    return floor


def _typed(floor: Floor, month: str, changes: Mapping[str, str] | None = None) -> None:
    given = TARGETS | dict(changes or {})
    for name, percent in given.items():
        values: dict[str, str | bool] = {"percent": percent}
        if name != "participation_satisfaction":
            values["province_deducted"] = True
        indicators.record(floor.book, floor.project, name, values, period(month))
    for name, rank in zip(("rank_a", "rank_province"), RANKS[month], strict=True):
        indicators.record(floor.book, floor.project, name, {"rank": rank}, period(month))


def _history(floor: Floor, month: str) -> dict[str, dict[str, str]]:
    found = facts.collect(floor.book, floor.project, period(month)).facts["history"]
    return {one["period"]: {key: str(value) for key, value in one.items() if key != "period"} for one in found}


def _december(floor: Floor) -> None:
    _typed(floor, "2025-12", {"connect_rate": "87", "service_satisfaction": "96"})
    expected = {month: {"score": score, "rank_a": a, "rank_province": all_} for month, score, a, all_ in OPENING}
    assert _history(floor, "2025-12") == expected
    assert figures(assessed(floor, "2025-12")) == DECEMBER
    assert sealed(floor, "2025-12", "2026-01-12") == "DZ-2025-12-K01"


def _alerts_look_back(floor: Floor) -> None:
    """November 68, December 69 and January: above 70 again, and fourth in the province."""
    _typed(floor, "2026-01")
    assert figures(assessed(floor, "2026-01")) == FULL._replace(score="98")
    # Were it 40: (68 + 69 + 40) ÷ 3 = 59 < 60. At 43 it is 60 and not below.
    # 40: fifty lost of 98 and eight more; 98 − 12 − 12 − 10 − 9 − 8 − 7 = 40.
    lost = (
        "on_time_closure",
        "resolution_rate",
        "response_rate",
        "back_inspection",
        "connect_rate",
        "front_inspection",
    )
    for name in lost:
        indicators.record(floor.book, floor.project, name, {"percent": "50"}, period("2026-01"))
    found = figures(assessed(floor, "2026-01"))
    assert (found.score, found.alerts) == ("40", {"avg3_below_60", "lost_over_40", "three_below_70"})
    # 43: front inspection at 96 loses four of its seven instead of all.
    indicators.record(floor.book, floor.project, "front_inspection", {"percent": "96"}, period("2026-01"))
    found = figures(assessed(floor, "2026-01"))
    assert (found.score, found.alerts) == ("43", {"lost_over_40", "three_below_70"})
    for name in lost:
        indicators.record(floor.book, floor.project, name, {"percent": TARGETS[name]}, period("2026-01"))


def _half_a_year(floor: Floor) -> None:
    for month in list(RANKS)[2:6]:
        _typed(floor, month)
        assert figures(assessed(floor, month)) == FULL._replace(score=SCORES[month])
    told = _history(floor, "2026-06")
    assert {month: told[month]["score"] for month in told if month in SCORES} == {
        month: score for month, score in SCORES.items() if month != "2026-06"
    }


def _an_open_month_changes(floor: Floor) -> None:
    """February is open: what later months remember of it follows each edit."""
    book, project, month = floor.book, floor.project, period("2026-02")
    assert _history(floor, "2026-04")["2026-02"] == {"score": "96", "rank_a": "1", "rank_province": "6"}
    indicators.record(book, project, "rank_a", {"rank": 3}, month)
    # 90 − 4 + 2 = 88.
    assert _history(floor, "2026-04")["2026-02"] == {"score": "88", "rank_a": "3", "rank_province": "6"}
    indicators.record(book, project, "resolution_rate", {"percent": "93.5"}, month)
    # 1.5 below: one whole and the rest, 1.5 lost: 86.5.
    assert _history(floor, "2026-06")["2026-02"]["score"] == "86.5"
    # A figure that is taken back makes the score unknown, not perfect.
    indicators.record(book, project, "resolution_rate", {"percent": None}, month)
    assert _history(floor, "2026-06")["2026-02"] == {"rank_a": "3", "rank_province": "6"}
    indicators.record(book, project, "resolution_rate", {"percent": "95"}, month)
    indicators.record(book, project, "rank_a", {"rank": 1}, month)
    assert _history(floor, "2026-04")["2026-02"]["score"] == "96"


def _a_sealed_month_does_not(floor: Floor) -> None:
    book, project = floor.book, floor.project
    december = period("2025-12")
    told = refusal(lambda: indicators.record(book, project, "connect_rate", {"percent": "95"}, december))
    assert [fault.path for fault in told.faults] == ["2025-12"]
    # Nor may the opening figures that December was judged by be taken back.
    opening = next(one for one in projects.openings(book, project) if (one.period, one.key) == ("2025-11", "score"))
    told = refusal(lambda: projects.void_opening(book, project, opening.id, "填错"))
    assert [fault.path for fault in told.faults] == ["2025-12"]
    # March signed while January and February are open: they can no longer move either.
    periods.freeze(book, project, CONTRACT, period("2026-03"))
    told = refusal(lambda: indicators.record(book, project, "rank_a", {"rank": 3}, period("2026-01")))
    assert [fault.path for fault in told.faults] == ["2026-03"]
    periods.withdraw(book, project, CONTRACT, period("2026-03"), "先定一、二月")
    for month in ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05"):
        sealed(floor, month, "2026-06-12")
    assert kept(floor, "2026-05", "result")["score"] == "90"


def _thirteenth_payment(floor: Floor) -> None:
    _typed(floor, "2026-06")
    assert figures(assessed(floor, "2026-06")) == JUNE
    projects.choose_reading(floor.book, floor.project, "rank_promise_unit", "promise", period("2026-06"))
    three = JUNE._replace(payable="297000.00", items={"rank_promises": "3000.00"})
    assert figures(assessed(floor, "2026-06")) == three
    projects.choose_reading(floor.book, floor.project, "rank_promise_unit", "month", period("2026-06"))
    sealed(floor, "2026-06", "2026-07-13")
    settled = kept(floor, "2026-06", "result")["settlement"]
    assert [(one["id"], one["amount"]) for one in settled["items"]] == [("rank_promises", "4000.00")]
    assert settled["payable"] == "296000.00"
