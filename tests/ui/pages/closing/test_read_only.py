"""Where a period was sent or sealed every page that could change it says so, and what one may do instead."""

from collections.abc import Callable
from functools import partial

import pytest

from app.ledger import indicators, people, projects
from app.ledger.book import Book
from app.periods import Period
from tests.ui.pages.closing.conftest import Hand
from ui.kit.messages import InlineMessage
from ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


def told(window: MainWindow, key: str) -> str:
    """What the messages of a page say."""
    page = window.open_page(key)
    return "\n".join(one.accessibleName() for one in page.findChildren(InlineMessage) if one.isVisible())


@pytest.mark.parametrize("key", ["indicators", "incidents", "closing"])
@pytest.mark.parametrize(("period", "way"), [("2025-09", "重新打开"), ("2025-11", "撤回")])
def test_a_locked_period_says_what_may_be_done(
    open_window: Open, demo: Book, key: str, period: str, way: str, qtbot: object
) -> None:
    window = open_window(demo, "DZ")
    found = Period.parse(period)
    assert found is not None
    window.workspace.open_period(found)
    window.open_page(key)
    qtbot.waitUntil(lambda: "只能查看" in told(window, key))  # pyright: ignore[reportAttributeAccessIssue]
    words = told(window, key)
    assert way in words and "更正" in words


def test_a_locked_month_of_fines_says_so(hand: Callable[..., Hand], demo: Book) -> None:
    one = hand(demo, "KZ")
    one.page.sheets.choose("2025-07")
    one.page._sheet_chosen("2025-07")
    one.settle()
    assert "只能查看" in told(one.window, "closing") and not one.page.aside.money.add_adjustment.isEnabled()
    fines = one.window.open_page("fines")
    fines._choose_month(Period("month", 2025, 7))  # pyright: ignore[reportAttributeAccessIssue]
    assert "只能查看" in told(one.window, "fines")


def test_what_gets_past_the_pages_is_refused_with_the_same_words(hand: Callable[..., Hand], demo: Book) -> None:
    one = hand(demo, "DZ", "2025-09")
    workspace = one.window.workspace
    project = projects.find(demo, "DZ").id
    heard: list[str] = []
    workspace.refused.connect(lambda refused: heard.extend(fault.reason for fault in refused.faults))
    write = partial(indicators.record, demo, project, "rank_a", {"rank": 1}, workspace.period, reason="改")
    assert workspace.commit(write) is None
    assert len(heard) == 1 and "2025-09" in heard[0] + workspace.period.__str__() and people.listed(demo, project)
    # On the page itself nothing that writes into the sealed period is open.
    money = one.page.aside.money
    assert not money.add_item.isEnabled() and not money.add_adjustment.isEnabled()
    assert set(one.page.stepper.buttons) == {"print", "deliver", "object", "receipt", "reopen"}
