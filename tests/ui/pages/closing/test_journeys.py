"""A quarter or a month from its missing inputs to the seal and the print, by keyboard; figures worked out by hand."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.capitals import capitals
from app.ledger import incidents, indicators, projects
from app.ledger.book import Book
from app.ledger.indicators import REVIEWED
from app.ledger.sealing import CONDUCT_SHEET
from app.ledger.verify import verify
from app.periods import Period
from tests.ui.pages.closing.conftest import Hand, pdf_text
from ui.kit.stepper import DONE, NOW
from ui.pages.closing import way
from ui.pages.closing.page import CONTRACT_KEY
from ui.pages.indicators.states import BOTH

Key, Mod = Qt.Key, Qt.KeyboardModifier
Opened = Callable[..., Hand]


def amounts(one: Hand) -> tuple[int | None, int | None, int | None]:
    """Base, deduction and what is to be paid, in fen."""
    assert one.page.reading is not None and one.page.reading.settled is not None
    found = one.page.reading.settled
    return found.base, found.deduction, found.payable


def sign_and_seal(one: Hand, first: str = "甲方", second: str = "乙方") -> None:
    """Both sides sign, then it is sealed without any question."""
    one.press(way.SIGN, one.signed(first, "张科", seal=True))
    one.press(way.SIGN, one.signed(second, "王经理"))
    assert one.step("签认") == DONE and one.step("定稿") == NOW
    one.press(way.SEAL)
    assert one.step("定稿") == DONE


def test_a_kezhou_quarter_with_its_three_months_of_fines(hand: Opened, demo: Book) -> None:
    one = hand(demo, "KZ")
    assert one.step("录入完整") == NOW
    # The gap: the award that nobody gave yet. 2.5 of 3.
    one.follow("indicator:monthly_scoring")
    one.enter("monthly_scoring", "points", "2.5")
    one.go("closing")
    # The incident that nobody verified: 0.5 off.
    pending = next(need for need in one.page.clerk.needs if need.kind == "pending")
    one.follow(pending.target)
    assert one.window.page == "incidents"
    one.key(Key.Key_Space)
    one.qtbot.waitUntil(
        lambda: incidents.find(demo, one.project, int(pending.target.partition(":")[2])).status == "verified"
    )
    one.go("closing")
    assert one.step("录入完整") == DONE and one.page.clerk.needs == ()
    # 94.1 − 0.5 − 0.5 = 93.1: below 95, so 90 % of 14 × 3 × 4,400.
    assert one.page.reading is not None and one.page.reading.settled is not None
    assert str(one.page.reading.settled.score) == "93.1"
    assert amounts(one) == (184_800_00, 18_480_00, 166_320_00)
    close_the_months(one)
    one.choose(one.page.sheets, CONTRACT_KEY)
    one.press(way.SELF)
    one.press(way.REVIEW)
    one.press(way.FREEZE)
    current = one.standing().current
    assert current is not None and current.reason == "" and current.number in one.said("送签")
    one.press(way.DELIVER, one.because("当面签收", "2025-09-24"))
    sign_and_seal(one)
    assert one.standing().state == "sealed" and verify(demo) == ()
    one.press(way.PRINT)
    words = one.save("季度.pdf")
    for told in (current.number, "93.1", "166320.00", "壹拾陆万陆仟叁佰贰拾元整"):
        assert told in words.replace(",", ""), told


def close_the_months(one: Hand) -> None:
    """July is sealed, August waits for signatures or is sealed, September goes the whole way."""
    assert one.month(7).state == "sealed"
    one.choose(one.page.sheets, "2025-08")
    if one.month(8).state == "frozen":
        signed = {each.role for each in one.page.reading.way.signed} if one.page.reading else set[str]()
        for role in ("驻场经理", "话务员代表"):
            if role not in signed:
                one.press(way.SIGN, one.signed(role, "某人"))
        one.press(way.SEAL)
    assert one.month(8).state == "sealed"
    one.choose(one.page.sheets, "2025-09")
    # Whatever is open has to be named; one thing at least is: slips are not signed for yet.
    assert one.step("考核单已签收") == NOW and "到“扣罚”页处理" in one.said("考核单已签收")
    one.press(way.FREEZE, one.because("签收单月底统一补"))
    assert "考核单已签收：0 / 14" in one.met[-1]
    sign_and_seal(one, "驻场经理", "话务员代表")
    assert one.standing(Period("month", 2025, 9), CONDUCT_SHEET).state == "sealed"
    assert one.standing().state == "open"


def test_a_danzhou_month_withdrawn_and_reopened(hand: Opened, demo: Book) -> None:
    one = hand(demo, "DZ")
    one.press(way.SELF)
    # Six things are missing: it may be sent all the same, with a reason, and is taken back.
    one.press(way.FREEZE, one.because("先送初稿"))
    first = one.standing().current
    assert first is not None and "还有 6 项" in one.met[-1]
    one.press(way.WITHDRAW, one.because("省里结果到了"))
    assert one.standing().state == "withdrawn" and "照样可查可印" in one.said("送签")
    for target, path, text in (
        ("callback_on_time", "province_deducted", "1"), ("front_inspection", "province_deducted", "1"),
        ("back_inspection", "province_deducted", "1"), ("resolution_rate", "province_deducted", "1"),
        ("rank_a", "rank", "3"), ("rank_province", "rank", "18"),
    ):  # fmt: skip
        one.follow(f"indicator:{target}")
        one.enter(target, path, text)
        one.go("closing")
    assert one.step("录入完整") == DONE
    # 87.55 with the ranks unknown; A 3 is −4, 18th of the province is −6: 77.55.
    # 683257.6 ÷ 12 × (80 − 77.55) × 1 % = 1394.984…
    assert amounts(one) == (300_000_00, 1_394_98, 298_605_02)
    assert capitals(298_605_02) in one.page.aside.money.words.words == "大写　**贰拾玖万捌仟陆佰零伍元零贰分**"
    one.press(way.SELF)
    one.press(way.FREEZE, one.because("补齐省考核结果"))
    second = one.standing().current
    assert second is not None and (second.serial, second.number) == (2, "DZ-2025-12-K02")
    one.press(way.DELIVER, one.because("", "2025-12-18"))
    one.press(way.SIGN, one.signed("乙方", "符雅宁"))
    # Silence cannot be claimed before its time is over.
    one.press(way.SEAL, one.because("异议期满未提异议"))
    assert one.standing().state == "frozen" and one.page._message.isVisible()
    one.press(way.SIGN, one.signed("甲方", "林科", seal=True))
    one.press(way.SEAL)
    assert one.standing().state == "sealed"
    # The rank was read wrongly: opened again, corrected, a third version that names the difference.
    one.press(way.REOPEN, one.because("省排名应为第 6"))
    one.go("indicators")
    one.window.go_to("indicator:rank_province")
    one.enter("rank_province", "rank", "6")
    one.go("closing")
    one.press(way.SELF)
    one.press(way.FREEZE, one.because("更正省排名"))
    # −4 and +2: 85.55, nothing off.
    assert amounts(one) == (300_000_00, 0, 300_000_00)
    one.choose(one.page.views, "versions")
    versions = one.page.aside.versions
    assert [row.one.serial for row in versions.model.rows] == [3, 2, 1]
    assert "差异" in versions.text.words and "18 → 6" in versions.text.words
    sealed_version_prints(one, second.id, second.number)
    one.go("closing")
    one.press(way.COMPARE)
    assert "DZ-2025-12-K03" in one.save("差异.pdf") and verify(demo) == ()


def sealed_version_prints(one: Hand, revision: int, number: str) -> None:
    """An old version, from the list: readable, printable, and said to be old."""
    versions = one.page.aside.versions
    versions.table.go_to_key(revision)
    assert number in versions.text.words
    one.tab_to(versions.table)
    one.key(Key.Key_Return)
    words = one.save("旧版.pdf")
    assert number in words and "77.55" in words and "旧版本，已重新打开" in words


QUARTER: dict[str, dict[str, Any]] = {
    "connect_rate": {"hits": 961, "total": 1000},  # 10
    "on_time_closure": {"hits": 9954, "total": 10000},  # 0.46 below, two steps of 0.2: 8
    "satisfaction": {"hits": 986, "total": 1000},  # 0.4 below, no whole step: 10
    "dispatch_accuracy": {"hits": 98, "total": 100},  # 5
    "missed_callback": {"hits": 100, "total": 100},  # 2
    "callback_coverage": {"hits": 99, "total": 100},  # 1
    "handling_time": {"consult_hours": "17.5", "other_hours": "31"},  # a whole hour over: 1
    "knowledge_citation": {"hits": 82, "total": 100},  # 2
    "answer_quality": {"hits": 97, "total": 100},  # 1
    "system_safety": {"count": 0},  # 5
    "info_reports": {"faults": 2, "missed_signoff": 0},  # 8
    "clue_work": {"count": 1},  # 4
    "training": {"count": 0},  # 3
    "service_complaints": {"concealed": 0, "total": 4},  # 4
    "online_evaluation": {"hits": 100, "total": 100},  # 2
    "dedicated_posts": {"count": 1},  # 4
    "turnover": {"months": {"2025-07": "1.25", "2025-08": "3.75", "2025-09": "0"}},  # 4
    "rules_system": {"count": 0},  # 5
    "appraisal_system": {"count": 0},  # 5
}
Q3 = Period("quarter", 2025, 3)


def flat(given: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """months.2025-07 instead of tables in tables."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        path = f"{above}{name}"
        found |= flat(value, f"{path}.") if isinstance(value, Mapping) else {path: value}
    return found


@pytest.fixture
def yangzhou(empty: Book) -> Book:
    """A quarter in which everything is entered but the last line; the client sees one value otherwise."""
    project = projects.create(empty, "YZ", "扬州12345", "yangzhou-2025", party_a="甲方", party_b="乙方").id
    for name, given in QUARTER.items():
        indicators.record(empty, project, name, flat(given), Q3)
    reviewed = {"hits": 945, "total": 1000}  # 0.5 below 95: one off
    indicators.record(empty, project, "connect_rate", reviewed, Q3, opinion=REVIEWED, reason="按省平台口径")
    return empty


def test_a_yangzhou_quarter_with_both_scores(hand: Opened, yangzhou: Book) -> None:
    one = hand(yangzhou, "YZ", "2025-Q3")
    one.follow("indicator:other")
    one.enter("other", "points", "4.5")
    one.go("closing")
    assert one.step("录入完整") == DONE
    one.press(way.SELF)
    assert "1 处差异" in next(row.aside for row in one.page.stepper.rows if row.title == "复核")
    assert "按省平台口径" in one.said("复核")
    # The client's own view of the last line: 5.
    one.go("indicators")
    filters = one.window.open_page("indicators").filters  # pyright: ignore[reportAttributeAccessIssue]
    filters.modes._group.checkedButton().setFocus()
    one.turn(filters.modes, BOTH)
    one.window.go_to("indicator:other")
    one.enter("other", "points", "5", "reviewed")
    one.go("closing")
    one.choose(one.page.views, "review")
    rows = {row.line: row for row in one.page.aside.review.model.rows}
    assert (rows["connect_rate"].change, rows["other"].change) == ("−1", "+0.5")
    # Ours: 10+8+10+5+2+1+1+2+1 +5+8+4+3+4+2+4+4+5+5+4.5 = 88.5; the client's: 88.5 − 1 + 0.5 = 88.
    assert "88.5 → **88**（−0.5）" in one.page.aside.review.sums.words
    one.press(way.REVIEW)
    one.press(way.FREEZE)
    one.choose(one.page.views, "money")
    # 合格, 3 % of 3,725,000.
    assert amounts(one) == (3_725_000_00, 111_750_00, 3_613_250_00)
    assert "叁佰陆拾壹万叁仟贰佰伍拾元整" in one.page.aside.money.words.words
    one.press(way.DELIVER, one.because("邮寄签收", "2025-09-26"))
    sign_and_seal(one)
    current = one.standing().current
    assert current is not None
    one.press(way.PRINT)
    words = one.save("评分表.pdf")
    for told in (current.number, "88.5", "88", "自评分", "综合评分"):
        assert told in words, told
    assert verify(yangzhou) == ()


def test_a_jiyuan_quarter_and_its_bundle(hand: Opened, empty: Book) -> None:
    project = projects.create(empty, "JY", "济源12345", "jiyuan-2026", party_a="甲方", party_b="乙方").id
    may = Period("month", 2026, 5)
    # One day below 95 % with fewer than 70 answers a head: 200.
    day = {"offered": 500, "answered": 450, "agents": 10}
    indicators.record(empty, project, "connect_rate", day, date(2026, 5, 6))
    indicators.record(empty, project, "complaints", {"count": 2}, Period("month", 2026, 4))  # 1,000
    one = hand(empty, "JY", "2026-04")
    # 93.4 is 1.6 below 95: one whole point, 200.
    for at, (hits, off) in enumerate((("467", 1_200_00), ("475", 200_00), ("467", 200_00))):
        if at:
            one.key(Key.Key_Right, Mod.AltModifier)
            one.settle()
        one.follow("indicator:satisfaction")
        one.enter("satisfaction", "hits", hits)
        one.enter("satisfaction", "total", "500")
        one.go("closing")
        assert one.step("录入完整") == DONE, one.page.clerk.needs
        one.press(way.SELF)
        one.press(way.REVIEW)
        one.press(way.FREEZE)
        assert one.page.reading is not None and one.page.reading.settled is not None
        version = one.standing().current
        assert version is not None and version.number == f"JY-2026-{at + 4:02d}-K01"
        if at < 2:
            # Only the quarter's last month pays.
            assert amounts(one) == (None, off, None)
        one.press(way.DELIVER, one.because("", f"2026-{at + 5:02d}-06"))
        sign_and_seal(one)
    # 1,200 + 200 + 200 off 326,592.
    assert amounts(one) == (326_592_00, 1_600_00, 324_992_00)
    assert capitals(324_992_00) == "叁拾贰万肆仟玖佰玖拾贰元整"
    assert str(one.window.workspace.period) == "2026-06" and one.standing(may).state == "sealed"
    assert one.page.bundle.text() == "月结包（正式）"
    one.push(one.page.bundle)
    forms = one.window.open_page("forms")
    panel = forms.bundle  # pyright: ignore[reportAttributeAccessIssue]
    one.qtbot.waitUntil(lambda: panel.made is not None and not panel.is_busy, timeout=120_000)
    made = panel.made
    assert made.failures == () and "JY-2026-06-K01" in made.folder.name
    words = pdf_text(made.pdf).replace(",", "")
    for told in ("JY-2026-06-K01", "324992.00", "叁拾贰万肆仟玖佰玖拾贰元整", "1600.00"):
        assert told in words, told
    assert verify(empty) == ()
