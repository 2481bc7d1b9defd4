"""What the five projects show: people, statuses, scores that an expert would believe, periods as far as they came."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from app.ledger import conduct_facts, facts, incidents, leaves, obligations, people, periods, roster, training
from app.ledger.attendance import month
from app.ledger.book import Book
from app.ledger.freezing import compared
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT, recheck
from app.periods import Period
from app.scoring.assess import Assessment

Keys = dict[str, int]
LATEST = {"KZ": "2025-Q3", "DZ": "2025-12", "YZ": "2025-Q4", "JY": "2026-06", "BS": "2025-12"}
STATES = {
    ("KZ", CONDUCT_SHEET): {"2025-07": "sealed", "2025-08": "frozen", "2025-09": "open"},
    ("KZ", CONTRACT): {"2025-Q3": "open"},
    ("DZ", CONTRACT): {f"2025-{at:02d}": "sealed" for at in range(7, 11)} | {"2025-11": "frozen", "2025-12": "open"},
    ("YZ", CONTRACT): {"2025-Q3": "sealed", "2025-Q4": "open"},
    ("JY", CONTRACT): {f"2026-{at:02d}": "sealed" for at in range(1, 4)} | {"2026-05": "open", "2026-06": "open"},
    ("BS", CONTRACT): {"2025-10": "sealed", "2025-11": "frozen", "2025-12": "open"},
}
PLACES = [(code, sheet, text, state) for (code, sheet), found in STATES.items() for text, state in found.items()]
LOCKED = [place[:3] for place in PLACES if place[3] != "open"]


def period(text: str) -> Period:
    found = Period.parse(text)
    assert found
    return found


def assessed(book: Book, key: int, text: str) -> Assessment:
    return facts.assessed(book, key, period(text)).assessment


@pytest.mark.parametrize(("code", "sheet", "text", "state"), PLACES)
def test_each_period_came_as_far_as_told(book: Book, keys: Keys, code: str, sheet: str, text: str, state: str) -> None:
    assert periods.standing(book, keys[code], sheet, period(text)).state == state


@pytest.mark.parametrize(("code", "sheet", "text"), LOCKED)
def test_what_was_signed_comes_out_again_and_still_agrees(
    book: Book, keys: Keys, code: str, sheet: str, text: str
) -> None:
    current = periods.standing(book, keys[code], sheet, period(text))
    assert current.current
    assert recheck(sheet, periods.texts_of(book, current.current.id)) == ()
    if sheet == CONTRACT:
        now = facts.collect(book, keys[code], period(text)).facts
    else:
        now = conduct_facts.collect(book, keys[code], period(text)).facts
    assert compared(periods.facts_of(book, current), now) == []


@pytest.mark.parametrize(("code", "text"), LATEST.items())
def test_the_latest_period_can_be_assessed_and_is_not_complete(book: Book, keys: Keys, code: str, text: str) -> None:
    assert not assessed(book, keys[code], text).complete


@pytest.mark.parametrize(("code", "bad"), [("DZ", "2025-09"), ("BS", "2025-09")])
def test_scores_are_good_but_for_one_month(book: Book, keys: Keys, code: str, bad: str) -> None:
    months = [f"2025-{at:02d}" for at in range(7, 13)]
    scores = {text: assessed(book, keys[code], text).score or Decimal(0) for text in months}
    assert Decimal(70) < scores.pop(bad) < Decimal(88)
    assert all(Decimal(85) <= score <= Decimal(101) for score in scores.values())


def test_the_quarters_fall_into_telling_bands(book: Book, keys: Keys) -> None:
    """One is paid differently under another reading of the gap; in the other the client's own score decides."""
    gap = assessed(book, keys["KZ"], "2025-Q3").score
    assert gap is not None
    assert Decimal(94) < gap < Decimal(95)
    own = facts.assessed(book, keys["YZ"], period("2025-Q3"), "self").assessment
    reviewed = assessed(book, keys["YZ"], "2025-Q3")
    assert (own.score, reviewed.score) == (Decimal("95"), Decimal("92.5"))
    assert reviewed.complete
    lines = {line.indicator.id: line.awarded for line in reviewed.lines}
    assert lines["dedicated_posts"] == 4


def test_the_money_contract_takes_off_most_in_the_bad_month(book: Book, keys: Keys) -> None:
    taken = {at: assessed(book, keys["JY"], f"2026-{at:02d}").fen for at in range(1, 7)}
    assert max(taken, key=lambda at: taken[at] or 0) == 2
    settled = assessed(book, keys["JY"], "2026-03").settlement
    assert settled
    assert settled.base == 41990400


def test_crews_are_as_large_as_the_contracts_ask(book: Book, keys: Keys) -> None:
    days = (date(2025, 7, 31), date(2025, 12, 31))
    assert [len(people.employed(book, keys["DZ"], day)) for day in days] == [53, 53]
    assert facts.collect(book, keys["DZ"], period("2025-08")).facts["context"]["headcount"] == "52"
    heads = facts.collect(book, keys["KZ"], period("2025-Q3")).facts["context"]["headcount"]
    assert set(heads.values()) == {"14"}
    leaders = [one.person for one in people.spans(book, keys["KZ"], people.LEADER)]
    assert len(leaders) == len(people.teams(book, keys["KZ"])) == 3


def test_names_are_told_apart_and_two_are_rare(book: Book, keys: Keys) -> None:
    for key in keys.values():
        names = Counter(one.name for one in people.listed(book, key))
        assert max(names.values()) == 1
    names = " ".join(one.name for one in people.listed(book, keys["KZ"]))
    assert "·" in names
    assert "䶮" in names
    assert "㛃" in names
    assert people.search(book, keys["KZ"], "mmtj")[0].name.startswith("买买提江")


def test_incidents_stand_in_every_status(book: Book, keys: Keys) -> None:
    found = incidents.listed(book, keys["KZ"], kind=incidents.CONDUCT)
    assert {one.status for one in found} == set(incidents.STATUS)
    severe = next(one for one in found if one.severe)
    assert (severe.item, severe.joint_fen) == ("forbidden_words", 30000)
    assert [one.item for one in incidents.linked(book, keys["KZ"], severe.id)] == ["complaint"]


def test_the_conduct_month_has_a_joint_fine_a_protected_newcomer_and_cautions(book: Book, keys: Keys) -> None:
    _, result = conduct_facts.judged(book, keys["KZ"], period("2025-08"))
    found = {one.person.id: one for one in result.people}
    assert [item.rule.id for item in found["K06"].items] == ["leader_joint"]
    newcomer = {item.rule.id: item.amount for item in found["K14"].items}
    assert newcomer == {"misdispatch": 0, "title_format": 2000}
    assert "over_20_percent" in [one.caution.id for one in found["K08"].cautions]
    assert found["K05"].person.team == "三班"


def test_leave_is_granted_refused_and_goes_over_the_end_of_a_month(book: Book, keys: Keys) -> None:
    found = leaves.listed(book, keys["KZ"])
    assert {one.status for one in found} == {leaves.APPROVED, leaves.REFUSED, leaves.ASKED}
    over = next(one for one in found if one.first_day.month != one.last_day.month)
    marks = [
        mark.day.month
        for text in ("2025-07", "2025-08")
        for mark in month(book, keys["KZ"], period(text)).all()
        if mark.leave == over.id
    ]
    assert marks == [7, 8]
    assert len(marks) == over.days


def test_attendance_says_one_thing_a_day_of_everybody(book: Book, keys: Keys) -> None:
    marks = month(book, keys["KZ"], period("2025-Q3")).marks
    for cell in marks.values():
        whole = [one for one in cell if one.code not in ("late", "early_leave", "absent_post", "unauthorised_swap")]
        assert sorted(one.part for one in whole) in (["day"], ["am", "pm"])
    assert len(marks) == 13 * 92 + (date(2025, 9, 30) - date(2025, 7, 14)).days + 1
    assert any(one.code == "night" for cell in marks.values() for one in cell)
    assert {one.shift for one in roster.duties(book, keys["KZ"], period("2025-08"))} == {"早", "晚", "夜"}


def test_approved_leave_is_in_the_attendance_alone(book: Book, keys: Keys) -> None:
    for key in keys.values():
        for year in (2025, 2026):
            for cell in month(book, key, Period("year", year, 1)).marks.values():
                whole = [one for one in cell if one.part == "day" and one.code != "late"]
                assert len(whole) <= 1 or all(one.leave is None for one in whole), cell


def test_obligations_are_mostly_proved(book: Book, keys: Keys) -> None:
    due = [one for one in obligations.listed(book, keys["DZ"]) if one.due_on <= date(2025, 12, 31)]
    done = [one for one in due if one.status == obligations.DONE]
    assert len(due) > 25
    assert len(done) * 10 > len(due) * 8
    assert any(one.unproven(date(2026, 1, 1)) for one in due)
    checks = Counter(one.status for one in obligations.listed(book, keys["JY"]) if one.rule in ("safety", "cleaning"))
    assert checks[obligations.MISSED] == 2


def test_training_reaches_the_hours_in_most_months(book: Book, keys: Keys) -> None:
    for text in ("2026-01", "2026-04", "2026-06"):
        assert min(training.hours(book, keys["JY"], period(text)).values()) >= 16
    assert any(one.poor for one in training.sessions(book, keys["YZ"], period("2025-Q3")))
