"""济源, June 2026, by keyboard alone: thirty days typed and pasted on 指标, two lines on 事件, and what they cost."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ledger import facts, history, projects
from app.ledger.book import Book
from app.periods import Period
from tests.journeys.conftest import Figures, awarded, figures
from tests.ui.journeys.conftest import CTRL, SHIFT, Hand
from ui.pages.incidents.page import Page as Incidents
from ui.pages.indicators.day_chip import DayChip
from ui.pages.indicators.page import Page as Indicators

Key = Qt.Key
Sit = Callable[[Book, str, date, str], Hand]
JUNE = Period("month", 2026, 6)
QUIET = (700, 690, 10, 650)  # offered, answered, agents, within 15 seconds: 98.57 %, and 92.86 % in time
DAYS = {
    # 700 of 800 = 87.5 %, and 700 ÷ 11 = 63.6 calls an agent: fails. Within 15 s 719 of 800 = 89.875 %: fails.
    3: (800, 700, 11, 719),
    # 720 of 800 = 90 %, but 72 calls an agent: passes. Within 15 s 90 % exactly: passes.
    4: (800, 720, 10, 720),
    # No calls: both pass.
    5: (0, 0, 3, 0),
    # 400 of 500, and nobody on duty counts as below 70: fails. 450 of 500 = 90 %: passes.
    10: (500, 400, 0, 450),
    # 665 of 700 = 95 % exactly: passes whatever the workload.
    11: (700, 665, 12, 650),
}
NOTHING = dict.fromkeys(("micro_platform", "turnover", "confidentiality", "inspection", "emergency_delay"), "0.00")
LINES = NOTHING | {
    "connect_rate": "400.00",  # the 3rd and the 10th
    "answer_timely": "200.00",  # the 3rd
    "publish_accuracy": "400.00",  # the 15th: 39 of 40 = 97.5, two whole below 100
    "satisfaction": "200.00",  # 934 of 1000 against 95: one whole below
    "complaints": "500.00",
    "handling_errors": "400.00",  # two passed on late
}
# 400 + 200 + 400 + 200 + 500 + 400 = 2100; April and May are empty: nothing is known of what they took off.
# The contract's 1399680 less 30 %, by three: 326592; less 2100: 324492.
SETTLED = Figures(None, "326592.00", "2100.00", "324492.00", {}, frozenset())


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.clipboard().clear()


def open_days(hand: Hand, page: Indicators, indicator: str) -> None:
    """Down the board by Enter to the indicator's days, and in."""
    for _ in range(40):
        if hand.here is page.board.rows[indicator].days:
            break
        hand.press(Key.Key_Tab if isinstance(hand.here, DayChip) else Key.Key_Return)
    hand.press(Key.Key_Return)
    assert hand.here is page.days.grid and page.days.isVisible()


def figures_of(day: int) -> tuple[int, int, int, int]:
    """A day's."""
    return DAYS.get(day, QUIET)


def type_days(hand: Hand, page: Indicators) -> None:
    """Every cell of the month: Tab to the right, Enter to the next day."""
    open_days(hand, page, "connect_rate")
    for day in range(1, 31):
        offered, answered, agents, _ = figures_of(day)
        hand.write(str(offered), Key.Key_Tab)
        hand.write(str(answered), Key.Key_Tab)
        hand.write(str(agents), Key.Key_Return)
    hand.press(Key.Key_Escape)


def paste_days(hand: Hand, page: Indicators) -> None:
    """Copied from the platform's sheet; the last day by hand."""
    open_days(hand, page, "answer_timely")
    block = [figures_of(day) for day in range(1, 30)]
    QApplication.clipboard().setText("\r\n".join(f"{offered}\t{quick}" for offered, _, _, quick in block))
    before = history.entries(hand.book, limit=1)[0].id
    hand.press(Key.Key_V, held=CTRL)
    assert history.entries(hand.book, limit=1)[0].id == before + 1
    for _ in range(29):
        hand.press(Key.Key_Down)
    hand.write("700", Key.Key_Tab)
    hand.write("650", Key.Key_Return)
    hand.press(Key.Key_Escape)


def one_day(hand: Hand, page: Indicators) -> None:
    """The 15th's publications."""
    open_days(hand, page, "publish_accuracy")
    for _ in range(14):
        hand.press(Key.Key_Down)
    hand.write("39", Key.Key_Tab)
    hand.write("40", Key.Key_Return)
    hand.press(Key.Key_Escape)


def test_a_month_by_day_and_two_incidents(new_book: Book, sit_down: Sit) -> None:
    projects.create(new_book, "JY", "济源12345", "jiyuan-2026")
    hand = sit_down(new_book, "JY", date(2026, 7, 1), "2026-06")
    assert hand.header.startswith("0.00 元")
    page = hand.find("zhibiao", "indicators")
    assert isinstance(page, Indicators)
    type_days(hand, page)
    paste_days(hand, page)
    one_day(hand, page)
    while hand.here is not page.board.rows["satisfaction"].boxes[0][2]:
        hand.press(Key.Key_Backtab, held=SHIFT)  # up the board again
    hand.write("934", Key.Key_Return)
    hand.write("1000", Key.Key_Return)
    events = hand.find("shijian", "incidents")
    assert isinstance(events, Incidents)
    for line in ("查实的投诉 6/8", "转办超时 2 6/9"):
        hand.press(Key.Key_N, held=CTRL)
        hand.write(line)
        hand.press(Key.Key_Return, held=CTRL)
        assert events.quick.edit.text() == "", events.quick._told.words
    found = facts.assessed(hand.book, hand.project, JUNE)
    assert awarded(found.assessment) == LINES
    assert figures(found.assessment)._replace(alerts=frozenset()) == SETTLED
    assert found.collected.missing_days.get("connect_rate", ()) == ()
    hand.until(lambda: hand.header.startswith("2,100.00 元"))
    hand.press(Key.Key_Z, held=CTRL)
    hand.until(lambda: hand.header.startswith("1,700.00 元"))
