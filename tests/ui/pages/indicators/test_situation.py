"""What a period says beside its indicators: typed in a line over the table, in the facts at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ledger import facts, people
from app.ledger.indicator_checks import CONTEXT
from app.ledger.people import Newcomer
from tests.ui.pages.indicators.conftest import Desk
from ui.pages.indicators.situation import SituationField

Key = Qt.Key


def typed(desk: Desk, name: str, text: str, key: Key = Key.Key_Return) -> SituationField:
    """A field with this text, and a key after it."""
    field = desk.page.situation.fields[name]
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClick(field.line, Key.Key_Delete)
    field.line.insert(text)
    field.line.setModified(True)
    QTest.keyClick(field.line, key)
    return field


def context(desk: Desk) -> dict[str, object]:
    return facts.collect(desk.book, desk.project, desk.workspace.period).facts[CONTEXT]


def test_force_majeure_takes_the_deduction_away(open_page: Callable[..., Desk]) -> None:
    desk = open_page("danzhou-2025", "2025-09")
    typed(desk, "force_majeure", "台风，全市停工两日")
    assert context(desk)["force_majeure"] == "台风，全市停工两日"
    found = facts.assessed(desk.book, desk.project, desk.workspace.period).assessment
    assert [one.alert.id for one in found.alerts] == ["force_majeure"]
    typed(desk, "force_majeure", "")
    assert "force_majeure" not in context(desk)


def test_the_day_of_assessment_is_read_as_people_write_it(open_page: Callable[..., Desk]) -> None:
    desk = open_page("yangzhou-2025", "2025-Q3")
    assert list(desk.page.situation.fields) == ["assessed_on"]
    typed(desk, "assessed_on", "2025年10月9日")
    assert context(desk)["assessed_on"] == "2025-10-09"
    field = typed(desk, "assessed_on", "2025/2/30")
    assert desk.page.situation.strip.words == "考核时间：没有这一天"
    assert field.line.text() == "2025/2/30"
    assert context(desk)["assessed_on"] == "2025-10-09"
    typed(desk, "assessed_on", "昨天")
    assert desk.page.situation.strip.words == "考核时间：应为日期，如 2025-10-08"


def test_a_counted_headcount_is_written_over_with_a_reason_only(open_page: Callable[..., Desk]) -> None:
    desk = open_page("kezhou-2025", "2025-Q3")
    first = desk.workspace.period.first
    newcomer = Newcomer("K01", "甲", first, team="一班", online_on=first)
    desk.workspace.commit(lambda: people.add(desk.book, desk.project, [newcomer]))
    assert context(desk)["headcount"] == {"2025-07": "1", "2025-08": "1", "2025-09": "1"}
    field = typed(desk, "headcount.2025-08", "14")
    strip = desk.page.situation.strip
    assert strip.is_asking
    QTest.keyClicks(strip.reason, "x")
    QTest.keyClick(strip.reason, Key.Key_Escape)
    assert field.line.text() == "1"
    typed(desk, "headcount.2025-08", "14")
    strip.reason.setText("甲方确认按 14 人")
    QTest.keyClick(strip.reason, Key.Key_Return)
    assert context(desk)["headcount"] == {"2025-07": "1", "2025-08": "14", "2025-09": "1"}
    assert "甲方确认按 14 人" in field.line.toolTip()


def test_a_refused_number_stays_and_says_why(open_page: Callable[..., Desk]) -> None:
    desk = open_page("danzhou-2025", "2025-09")
    field = typed(desk, "turnover_month", "101")
    assert "100" in desk.page.situation.strip.words
    assert field.line.text() == "101"
    typed(desk, "turnover_month", "１．５％")
    assert context(desk)["turnover_month"] == "1.5"
    assert field.line.text() == "1.5%"


def test_lists_by_person_or_week_are_not_typed(open_page: Callable[..., Desk]) -> None:
    desk = open_page("jiyuan-2026", "2026-03")
    assert list(desk.page.situation.fields) == ["assessed_on"]
