"""白沙, September 2025: half a year's turnover from people, praise up to its cap, serious complaints."""

from datetime import date

from app.ledger import facts, incidents, indicators, obligations, people, projects, proofs, training
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.incidents import Draft
from app.ledger.people import Newcomer
from app.periods import Term
from app.workdays import Calendar
from tests.journeys.conftest import Figures, Floor, assessed, awarded, day, figures, floor_of, kept, period, sealed

MONTH = "2025-09"
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
# 31 March lies before the six months April … September; 31 May and 30 September, their last day, lie in them.
LEAVERS = {"B02": "03-31", "B05": "05-31", "B09": "09-30", "B14": "07-31"}
LINES = {
    "connect_rate": "21",  # 97 against 95: 20 + 2 × 0.5
    "first_resolution": "14.5",  # 68.5 against 70: one whole below, 15 − 0.5
    "callback_24h": "10",  # 99.2: no whole one below
    "front_satisfaction": "15",  # 96.4: no whole one above
    "complaints": "6",  # two at 1, one that the media told of at 2: 10 − 4
    # Fourteen, one of them (B14) never on line. Left in six months: two; still there: 13 − 3 = 10, B09 not among them.
    # 2 ÷ (2 + 10) = 16.66… %, six whole above 10: 10 − 3.
    "turnover": "7",
    "emergency": "9",  # one
    "maintenance": "10",
    "praise": "5",  # 4 × 0.5 + 4 × 1 = 6, at most 5
}
# 21 + 14.5 + 10 + 15 = 60.5; + 6 + 7 = 73.5; + 9 + 10 = 92.5; + 5 = 97.5. What it pays is left to the final contract.
WHOLE = Figures("97.5", None, None, None, {}, frozenset())


def test_a_month_with_half_a_year_behind_it(book: Book, calendar: Calendar) -> None:
    floor = _floor(book)
    _trainings(floor, calendar)
    _figures(floor)
    assert awarded(assessed(floor, MONTH)) == LINES
    assert figures(assessed(floor, MONTH)) == WHOLE
    assert sealed(floor, MONTH, "10-11") == "BS-2025-09-K01"
    assert (kept(floor, MONTH, "result")["score"], kept(floor, MONTH, "result")["settlement"]) == ("97.5", None)
    # The first one who leaves in October counts in October's half year (May … October): 3 ÷ (3 + 9).
    people.leave_job(book, floor.project, floor.who["B10"], day("10-10"), "个人原因")
    turnover = facts.collect(book, floor.project, period("2025-10")).facts["inputs"]["turnover"]
    assert turnover == {"hits": "3", "total": "12"}


def _floor(book: Book) -> Floor:
    project = projects.create(book, "BS", "白沙12345", "baisha", term=Term(FIRST, LAST)).id
    crew = [Newcomer(f"B{at:02d}", f"话务员{at}", FIRST, online_on=FIRST) for at in range(1, 14)]
    people.add(book, project, [*crew, Newcomer("B14", "学员", date(2025, 7, 1))])
    floor = floor_of(book, project)
    for number, last in LEAVERS.items():
        people.leave_job(book, project, floor.who[number], day(last), "个人原因")
    return floor


def _trainings(floor: Floor, calendar: Calendar) -> None:
    """At least three a year: two were held, so only the third waits, and it costs nothing."""
    book, project = floor.book, floor.project
    changed = obligations.generate(book, project, calendar)
    assert changed is not None
    assert [str(one.due_on) for one in obligations.listed(book, project)] == ["2025-12-31"] * 3
    for on in ("03-12", "06-18"):
        training.hold(book, project, day(on), "业务知识", "routine", "2", [training.Came(floor.who["B01"])])
    rules = proofs.rules_by_id(contract(book.shelf, "baisha"))
    proved = proofs.evident(book, project, obligations.listed(book, project), rules)
    assert len(proved) == 2


def _figures(floor: Floor) -> None:
    book, project, month = floor.book, floor.project, period(MONTH)
    typed = {"connect_rate": "97", "first_resolution": "68.5", "callback_24h": "99.2", "front_satisfaction": "96.4"}
    for name, percent in typed.items():
        indicators.record(book, project, name, {"percent": percent}, month)
    logged = [
        Draft("complaint", day("09-02")),
        Draft("complaint", day("09-08")),
        Draft("complaint", day("09-15"), severe=True, words="媒体曝光"),
        Draft("emergency_fault", day("09-19")),
        Draft("praise_letter", day("09-04"), quantity=4),
        Draft("praise_banner", day("09-25"), quantity=4),
        # Praise of another month stays there.
        Draft("praise_banner", day("08-31")),
    ]
    incidents.log(book, project, logged, status="verified", happening="9月登记")
    found = facts.collect(book, project, month).facts["inputs"]
    assert found["turnover"] == {"hits": "2", "total": "12"}
    assert found["complaints"] == {"count": "2", "serious": "1"}
