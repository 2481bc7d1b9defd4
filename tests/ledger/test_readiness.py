"""What is missing before a period is sent for signature: gaps, unverified incidents, overtaken overrides."""

import pytest

from app.errors import Refused
from app.ledger import adjustments, conduct_closing, incidents, indicators, paper, periods, readiness, settlements
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.periods import Period
from tests.ledger.floor import AUGUST, JULY, Q3, august, july


def test_every_need_names_its_place(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    one = incidents.log(book, kezhou, [Draft("complaint", july(3), words="话务员答错")]).id
    found = readiness.needs(book, kezhou, CONTRACT, Q3)
    targets = {each.target: each for each in found}
    assert targets["indicator:connect_rate"].kind == readiness.GAP
    assert (
        targets[f"incident:{one}"].told == "待核实：查实投诉（7月3日，话务员答错）"
        or "7月3日，话务员答错" in targets[f"incident:{one}"].told
    )
    assert readiness.needs(book, kezhou, CONDUCT_SHEET, JULY) == ()
    incidents.log(book, kezhou, [Draft("late", july(3), crew["K02"])])
    assert [each.kind for each in readiness.needs(book, kezhou, CONDUCT_SHEET, JULY)] == [readiness.PENDING]


def test_what_is_only_recorded_needs_a_reason(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    one = incidents.log(book, kezhou, [Draft("late", july(3), crew["K02"])]).id
    with pytest.raises(Refused) as caught:
        periods.freeze(book, kezhou, CONDUCT_SHEET, JULY)
    assert {fault.path for fault in caught.value.faults} == {f"incident:{one}", "freeze"}
    periods.freeze(book, kezhou, CONDUCT_SHEET, JULY, despite="核实要等到下月")
    current = periods.standing(book, kezhou, CONDUCT_SHEET, JULY).current
    assert current is not None and current.reason == "核实要等到下月"


def test_an_override_that_the_ledger_overtook(book: Book, kezhou: int) -> None:
    incidents.log(book, kezhou, [Draft("complaint", july(3))], status="verified")
    indicators.record(book, kezhou, "complaints", {"months.2025-07": "0"}, Q3, reason="不属本中心")
    assert not [one for one in readiness.needs(book, kezhou, CONTRACT, Q3) if one.kind == readiness.OUTDATED]
    incidents.log(book, kezhou, [Draft("complaint", july(4))], status="verified")
    found = [one for one in readiness.needs(book, kezhou, CONTRACT, Q3) if one.kind == readiness.OUTDATED]
    assert [(one.words, one.target) for one in found] == [("改写时台账为 1，现在为 2", "indicator:complaints")]


def test_adjustments_are_summed_apart(book: Book, danzhou: int) -> None:
    january, september = Period("month", 2026, 1), Period("month", 2025, 9)
    before = settlements.settled(book, danzhou, january)
    adjustments.adjust(book, danzhou, CONTRACT, january.first, september, -50_000, "多付")
    adjustments.adjust(book, danzhou, CONTRACT, january.last, september, 20_000, "少付")
    found = settlements.settled(book, danzhou, january)
    assert (found.payable, found.adjusted) == (before.payable, -30_000)
    assert (found.base, found.corrected) == (30_000_000, None)  # nothing is known of January yet
    indicators.record(book, danzhou, "rank_a", {"rank": 1}, january)
    found = settlements.settled(book, danzhou, january)
    assert found.payable is not None and found.corrected == max(0, found.payable - 30_000)


def test_a_person_is_given_back_in_a_later_month(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    incidents.log(book, kezhou, [Draft("late", july(3), crew["K02"])], status="verified")
    adjustments.adjust(book, kezhou, CONDUCT_SHEET, august(10), JULY, 2000, "申诉成立", person=crew["K02"])
    july_, august_, _ = (
        conduct_closing.month_of(book, kezhou, one) for one in conduct_closing.months(book, kezhou, Q3)
    )
    fined = next(one for one in july_.nets if one.number == "K02")
    given = next(one for one in august_.nets if one.number == "K02")
    assert fined.net < 0 and fined.corrected == fined.net
    assert (given.net, given.corrected) == (0, 2000) and august_.corrected == august_.net + 2000
    assert august_.month == AUGUST and august_.later[0].person == crew["K02"]


def test_a_printed_page_is_known_superseded_altered_or_unknown(book: Book, kezhou: int) -> None:
    def frozen() -> periods.Revision:
        periods.freeze(book, kezhou, CONTRACT, Q3, despite="测试")
        found = periods.standing(book, kezhou, CONTRACT, Q3).current
        assert found is not None
        return found

    one = frozen()
    groups = " ".join(one.digest[at : at + 8] for at in range(0, 64, 8))
    for text in (
        f"{one.number} {one.digest}",
        f" {one.number.lower()}　{groups.upper()} ",
        f"{one.number} {one.digest[:8]}",
    ):
        assert paper.check(book, kezhou, text).kind == paper.MATCHES, text
    assert paper.check(book, kezhou, f"{one.number} {'0' * 64}").kind == paper.ALTERED
    assert paper.check(book, kezhou, f"KZ-2025-Q3-K09 {one.digest}").kind == paper.ALTERED
    assert paper.check(book, kezhou, f"KZ-2025-Q3-K09 {'0' * 64}").kind == paper.UNKNOWN
    for text in ("", one.number, f"{one.number} abc", f"{one.number} {'z' * 64}"):
        assert paper.check(book, kezhou, text).kind == paper.UNREADABLE, text
    periods.withdraw(book, kezhou, CONTRACT, Q3, "改")
    assert paper.check(book, kezhou, f"{one.number} {groups}").kind == paper.SUPERSEDED
    two = frozen()
    old = paper.check(book, kezhou, f"{one.number} {groups}")
    assert old.kind == paper.SUPERSEDED and two.number in old.words
    assert paper.check(book, kezhou, f"{two.number} {two.digest}").good


def test_a_page_of_another_project_is_unknown_here(book: Book, kezhou: int, danzhou: int) -> None:
    periods.freeze(book, kezhou, CONTRACT, Q3, despite="测试")
    one = periods.standing(book, kezhou, CONTRACT, Q3).current
    assert one is not None
    assert paper.check(book, danzhou, f"{one.number} {one.digest}").kind == paper.UNKNOWN
