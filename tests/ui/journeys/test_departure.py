"""Somebody leaves, typed on 人员: headcount, turnover, score, settlement and pool follow, and undo brings them back."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.exact import show_money
from app.ledger import conduct_facts, facts, incidents, indicators, people, projects
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.people import Newcomer
from app.periods import Period
from tests.journeys import kezhou_floor
from tests.journeys.conftest import Figures, awarded, figures, floor_of
from tests.ui.journeys.conftest import CTRL, SHIFT, Hand
from ui.pages.fines.lines import Line
from ui.pages.fines.page import Page as Fines
from ui.pages.people.dialog import DeedDialog
from ui.pages.people.page import Page as People

Key = Qt.Key
Sit = Callable[[Book, str, date, str], Hand]
SEPTEMBER, Q3 = Period("month", 2025, 9), Period("quarter", 2025, 3)

# 克州: 9200 of 10000 calls, 8 below 100: eighty steps of 0.1, 10 − 8 = 2; everything else is full: 92, 90 % is paid.
# July 14, August 14, September 14: 42 × 4400 = 184800; 10 % off 18480; 166320.
KEZHOU = Figures("92", "184800.00", "18480.00", "166320.00", {}, frozenset())
# K05 is gone on the 20th: 14 + 14 + 13 = 41 × 4400 = 180400; 18040; 162360.
KEZHOU_AFTER = Figures("92", "180400.00", "18040.00", "162360.00", {}, frozenset())
# 一班: K03's 200 is shared by the four others; without K05 by three: 66.66 each, two fen over, to K01 and K02.
POOL = {"K01": "50.00", "K02": "50.00", "K03": "0.00", "K04": "50.00", "K05": "50.00"}
POOL_AFTER = {"K01": "66.67", "K02": "66.67", "K03": "0.00", "K04": "66.66", "K05": "0.00"}

POSTS = ("呼叫中心主任", "呼叫中心副主任", "数据分析主管", "人事主管", "系统支撑主管",
         "人力资源管理员", "后勤保障员", "数据标注员")  # fmt: skip
# 扬州: satisfied 97 against 99, four steps of 0.5: 10 − 4; everything else is full: 96, 优秀, nothing off.
YANGZHOU = Figures("96", "3725000.00", "0.00", "3725000.00", {}, frozenset())
# One leaves, 23 stay: 1 ÷ 24 = 4.1666… %, two whole above 2: 5 − 2. 94, 良好: 1 % of 3725000 = 37250.
YANGZHOU_AFTER = Figures("94", "3725000.00", "37250.00", "3687750.00", {}, frozenset())


def leaves(hand: Hand, number: str, last: str, noticed: str) -> list[str]:
    """Ctrl+F, the number, Enter, Delete; then the dialog by Tab. What it foretold."""
    foretold: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, DeedDialog)
        hand.write("个人原因")  # the keyboard stands where nothing is given yet
        hand.press(Key.Key_Backtab, held=SHIFT)
        hand.write(last)  # back from the reason, the day of today's date is what is typed over
        while hand.here is dialog.entries["last_day"].line:
            hand.press(Key.Key_Tab)  # year, month and day are places of their own
        hand.press(Key.Key_Tab)
        hand.write(noticed, Key.Key_Tab)
        hand.press(Key.Key_Space)
        dialog.look()
        foretold.extend(dialog.told.words.splitlines())
        hand.press(Key.Key_Return)

    hand.press(Key.Key_F, held=CTRL)
    hand.write(number, Key.Key_Return)
    hand.press(Key.Key_Home)
    hand.answering(DeedDialog, fill)
    hand.press(Key.Key_Delete)
    hand.front()
    return foretold


def shares(hand: Hand) -> dict[str, str]:
    """What 一班's members get of the pool."""
    _, found = conduct_facts.judged(hand.book, hand.project, SEPTEMBER)
    return {one.person.id: show_money(one.reward) for one in found.people if one.person.id <= "K05"}


def shown(page: Fines) -> dict[str, str]:
    """The same as the page 扣罚 shows it: fines, wages, share, what comes of it."""
    lines = [one for one in page.people.model.rows if isinstance(one, Line) and one.row]
    return {one.number: show_money(one.sums[2]) for one in lines if one.number <= "K05"}


def kezhou(book: Book) -> None:
    """Fourteen, one who looked at a telephone, and a quarter's calls."""
    floor = kezhou_floor.open_floor(book)
    off_task = Draft("off_task", date(2025, 9, 5), floor.who["K03"])
    incidents.log(book, floor.project, [off_task], status="verified")
    indicators.record(book, floor.project, "connect_rate", {"hits": 9200, "total": 10000}, Q3)


def test_a_departure_moves_headcount_settlement_and_pool(new_book: Book, sit_down: Sit) -> None:
    kezhou(new_book)
    hand = sit_down(new_book, "KZ", date(2025, 9, 24), "2025-Q3")
    assessed = partial(facts.assessed, hand.book, hand.project, Q3)
    assert figures(assessed().assessment) == KEZHOU and shares(hand) == POOL
    page = hand.find("renyuan", "people")
    assert isinstance(page, People) and page._floor is not None and page._floor.headcount == 14
    foretold = leaves(hand, "K05", "20", "2025-08-15")  # thirty-six days before: the notice is kept
    assert foretold == [
        "**在岗人数 14 → 13**",
        "**应付 166,320.00 → 162,360.00 元**",
        "一班班组池 200.00 元：由 4 → 3 人分得，每人 50.00 元 → 66.67 元",
    ]
    ended = [one for one in people.spans(hand.book, hand.project, people.EMPLOYMENT) if one.until]
    assert [(one.until, one.noticed_on, one.handed_over) for one in ended] == [
        (date(2025, 9, 20), date(2025, 8, 15), True)
    ]
    hand.until(lambda: page._floor is not None and page._floor.headcount == 13)
    headcount = {"2025-07": "14", "2025-08": "14", "2025-09": "13"}
    assert assessed().collected.facts["context"]["headcount"] == headcount
    assert figures(assessed().assessment) == KEZHOU_AFTER and shares(hand) == POOL_AFTER
    fines = hand.find("kf", "fines")
    assert isinstance(fines, Fines)
    hand.until(lambda: shown(fines) == POOL_AFTER)
    hand.press(Key.Key_Z, held=CTRL)
    assert figures(assessed().assessment) == KEZHOU and shares(hand) == POOL
    hand.until(lambda: shown(fines) == POOL)


def yangzhou(book: Book) -> None:
    """Eight in named posts, sixteen at the telephones, and a satisfaction two points short."""
    project = projects.create(book, "YZ", "扬州12345", "yangzhou-2025").id
    first = date(2025, 7, 1)
    crew = [Newcomer(f"Y{at:02d}", f"驻场{at}", first, post=post) for at, post in enumerate(POSTS, 1)]
    crew += [Newcomer(f"Y{at:02d}", f"接听员{at}", first, "一组", first) for at in range(9, 25)]
    people.add(book, project, crew)
    indicators.record(book, project, "satisfaction", {"percent": "97"}, Q3)


def test_a_departure_moves_turnover_grade_and_settlement(new_book: Book, sit_down: Sit) -> None:
    yangzhou(new_book)
    hand = sit_down(new_book, "YZ", date(2025, 9, 26), "2025-Q3")
    assessed = partial(facts.assessed, hand.book, hand.project, Q3)
    before = assessed()
    assert figures(before.assessment) == YANGZHOU and awarded(before.assessment)["turnover"] == "5"
    assert hand.header == "96 分"
    page = hand.find("renyuan", "people")
    assert isinstance(page, People)
    leaves(hand, "Y09", "24", "2025-08-20")
    hand.until(lambda: hand.header == "94 分")
    after = assessed()
    months = after.collected.facts["inputs"]["turnover"]["months"]
    assert {month: one for month, one in months.items() if month == "2025-09"} == {
        "2025-09": {"hits": "1", "total": "24"}
    }
    assert figures(after.assessment) == YANGZHOU_AFTER and awarded(after.assessment)["turnover"] == "3"
    assert after.assessment.grade == "良好"
    hand.press(Key.Key_Z, held=CTRL)
    assert figures(assessed().assessment) == YANGZHOU and hand.header == "96 分"
    assert floor_of(hand.book, hand.project).who["Y09"] in people.employed(hand.book, hand.project, date(2025, 9, 30))
