"""Days: a paste is one entry, a wrong day keeps everything in the grid, holidays and missing days can be seen."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ledger import facts, history
from app.workdays import read_calendar
from tests.ui.pages.indicators.conftest import Desk
from ui.kit.grid.cells import LOOK_ROLE, Cell
from ui.kit.grid.looks import PLAIN
from ui.pages.indicators.day_model import MISSING, OFF, SUM, DayModel

Open = Callable[..., Desk]
Key = Qt.Key


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    yield qapp.clipboard().setText
    qapp.clipboard().clear()


def entries(desk: Desk) -> int:
    return history.entries(desk.book, limit=1)[0].id


def days(desk: Desk, indicator: str = "connect_rate") -> list[dict[str, str]]:
    found = facts.collect(desk.book, desk.project, desk.workspace.period).facts["inputs"]
    return found.get(indicator, {}).get("days", [])


def test_a_month_of_days_is_pasted_in_one_entry(open_page: Open, clipboard: Callable[[str], None]) -> None:
    desk = open_page("jiyuan-2026", "2026-05")
    row = desk.page.board.rows["connect_rate"]
    assert row.days is not None and row.days.text == "按日录入 0/31 天"
    row.days.press()
    grid, model = desk.page.days.grid, desk.page.days.model
    assert desk.page.days.isVisible()
    clipboard("\r\n".join(f"{900 + at}\t{880 + at}\t11" for at in range(31)))
    before = entries(desk)
    grid.go_to(0, 2)
    grid.paste()
    assert (entries(desk), len(days(desk))) == (before + 1, 31)
    assert [model.index(31, at).data() for at in range(2, 5)] == ["28,365", "27,745", "341"]
    desk.workspace.take_back()
    assert days(desk) == [] and model.index(0, 2).data() == ""
    desk.page.days._back.click()
    assert desk.page.board.isVisible()


def test_a_wrong_day_is_named_and_nothing_is_stored(open_page: Open, clipboard: Callable[[str], None]) -> None:
    desk = open_page("jiyuan-2026", "2026-05")
    desk.page._open_days("connect_rate")
    grid, model = desk.page.days.grid, desk.page.days.model
    clipboard("900\t880\t11\r\n900\t901\t11\r\n９００\t八百\t11")
    before = entries(desk)
    grid.go_to(0, 2)
    grid.paste()
    assert (entries(desk), grid.text_to_edit(model.index(2, 3))) == (before, "八百")
    grid.set_texts([Cell(2, 3, "800")])
    draft = grid.drafts.at(1, 3)
    assert draft is not None and "不能大于 来电（900）" in draft.words
    grid.set_texts([Cell(1, 3, "870")])
    assert (entries(desk), [one["answered"] for one in days(desk)]) == (before + 1, ["880", "870", "800"])


def test_ratios_can_be_typed_by_day_and_are_summed(open_page: Open) -> None:
    desk = open_page("kezhou-2025", "2025-Q3")
    desk.page._open_days("connect_rate")
    desk.type("95", Key.Key_Tab)
    desk.type("100")
    desk.page.days._back.click()
    row = desk.page.board.rows["connect_rate"]
    assert (row.boxes[0][2].text(), row.boxes[1][2].text(), row.boxes[2][2].text()) == ("95", "100", "95.00%")
    assert row.days is not None and row.days.text == "按日 1/92 天"


def test_days_off_and_missing_days_can_be_seen(open_page: Open) -> None:
    desk = open_page("jiyuan-2026", "2026-05")
    desk.page._open_days("connect_rate")
    model = desk.page.days.model
    assert model.index(0, 1).data() == "周五 劳动节"
    assert model.index(0, 2).data(LOOK_ROLE) == OFF and model.index(5, 2).data(LOOK_ROLE) == PLAIN
    for at, text in enumerate(("900", "880", "11")):
        model.set_cells([Cell(0, 2 + at, text)])
    assert model.index(5, 2).data(LOOK_ROLE) == MISSING
    assert model.index(31, 2).data(LOOK_ROLE) == SUM
    assert "缺 5/2" in desk.page.days._aside.text()


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    def refuse(_days: object) -> None:
        return None

    model = DayModel(refuse)
    every = [date(2026, 5, day) for day in range(1, 32)]
    model.show_days([("hits", "分子"), ("total", "分母")], every, {}, read_calendar(), False)
    qtmodeltester.check(model, force_py=True)


def test_days_are_reached_and_left_by_keyboard(open_page: Open) -> None:
    desk = open_page("jiyuan-2026", "2026-05")
    desk.go("handling_errors", "late_callback")
    desk.press(Key.Key_Return)
    assert desk.here is desk.page.board.rows["connect_rate"].days
    desk.press(Key.Key_Return)
    assert desk.here is desk.page.days.grid
    desk.type("900", Key.Key_Tab)
    desk.press(Key.Key_Escape)
    assert desk.page.board.isVisible() and desk.here is desk.page.board.rows["connect_rate"].days
