"""The grid of monthly marks: typed, pasted, refused in place, due, capped, locked."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.ledger import conduct_months
from app.periods import Period
from tests.ui.pages.fines.conftest import Clerk
from ui.kit.grid import Cell
from ui.pages.fines.score_model import HEAD, ScoreModel
from ui.shell.words import locked_words

Key, Mod = Qt.Key, Qt.KeyboardModifier
FIRST = len(HEAD)
TOTAL = FIRST + 4


@pytest.fixture
def grid(clerk: Clerk) -> Clerk:
    clerk.press(Key.Key_3, Mod.ControlModifier)
    return clerk


def told(clerk: Clerk, row: int, column: int) -> str:
    model = clerk.page.scores.model
    return str(model.index(row, column).data())


def test_marks_are_typed_along_a_row(grid: Clerk) -> None:
    """28 + 36.5 + 27 + 3 = 94.5."""
    assert grid.page.scores.grid.hasFocus()
    for text in ("28", "36.5", "27", "3"):
        grid.type(text)
        grid.press(Key.Key_Tab)
    assert [told(grid, 0, at) for at in range(FIRST, TOTAL + 2)] == ["28", "36.5", "27", "3", "94.5", ""]
    key = grid.row("K01").key
    assert conduct_months.appraisals(grid.window.workspace.book, grid.sheet.project, grid.sheet.month)[key] == {
        "discipline": 28,
        "quality": Decimal("36.5"),
        "skill": 27,
        "bonus": 3,
    }
    assert "13 / 14 人未评完" in grid.page.scores.due.words
    table = {one.number: one for one in grid.page.people.model.rows}
    assert table["K01"].row is not None and table["K01"].row.score is not None
    grid.press(Key.Key_Z, Mod.ControlModifier)
    assert told(grid, 0, TOTAL) == "91.5"


def test_more_than_the_part_gives_is_refused_in_its_cell(grid: Clerk) -> None:
    grid.type("31")
    grid.press(Key.Key_Return)
    view = grid.page.scores.grid
    assert grid.row("K01").marks == {}
    view.go_to(0, FIRST)
    assert _problems(grid) == ["作风纪律最多 30 分"]
    grid.type("30")
    grid.press(Key.Key_Return)
    assert grid.row("K01").marks == {"discipline": 30} and _problems(grid) == []


def _problems(clerk: Clerk) -> list[str]:
    """What the grid says beside what it could not store."""
    return [one.words for one in clerk.page.scores.grid.drafts]


def test_a_pasted_block_is_one_entry_and_one_undo(grid: Clerk) -> None:
    QGuiApplication.clipboard().setText("30\t40\t30\t10\r\n25\t30\t20\t\r\n")
    grid.press(Key.Key_V, Mod.ControlModifier)
    assert [told(grid, 0, TOTAL), told(grid, 0, TOTAL + 1)] == ["100", "合计 110，按满分计"]
    assert told(grid, 1, TOTAL) == "75"
    grid.press(Key.Key_Z, Mod.ControlModifier)
    assert [told(grid, at, TOTAL) for at in (0, 1)] == ["", ""]


def test_one_wrong_cell_of_a_paste_stores_none(grid: Clerk) -> None:
    problems = grid.page.scores.model.set_cells([Cell(0, FIRST, "28"), Cell(1, FIRST + 1, "四十")])
    assert [(one.row, one.column, one.words) for one in problems] == [(1, FIRST + 1, "请输入数字")]
    assert grid.row("K01").marks == {}
    found = [grid.page.scores.model.set_cells([Cell(0, FIRST, text)]) for text in ("-1", "1.234", "30.5")]
    assert [one[0].words for one in found] == ["不能为负", "最多 2 位小数", "作风纪律最多 30 分"]


def test_an_emptied_mark_is_taken_back(grid: Clerk) -> None:
    model = grid.page.scores.model
    assert model.set_cells([Cell(0, FIRST, "28"), Cell(0, FIRST + 1, "30")]) == []
    assert model.set_cells([Cell(0, FIRST, "")]) == []
    assert grid.row("K01").marks == {"quality": 30}
    assert told(grid, 0, TOTAL + 1) == "缺：作风纪律、业务技能"


def test_it_is_due_by_the_fifteenth_of_the_next_month(grid: Clerk) -> None:
    assert "**2025年10月15日** 前完成，还有 21 天；14 / 14 人未评完" in grid.page.scores.due.words
    grid.page._choose_month(Period("month", 2025, 8))
    assert "**2025年9月15日** 前完成，**已逾期 9 天**" in grid.page.scores.due.words


def test_a_signed_month_takes_no_marks(grid: Clerk) -> None:
    model = grid.page.scores.model
    assert model.flags(model.index(0, FIRST)) & Qt.ItemFlag.ItemIsEditable
    grid.page._choose_month(Period("month", 2025, 7))
    assert not model.flags(model.index(0, FIRST)) & Qt.ItemFlag.ItemIsEditable
    assert grid.page._locked.isVisible()
    assert grid.page._locked.accessibleName().startswith(locked_words(grid.sheet.standing))


def test_the_score_answers_why(grid: Clerk) -> None:
    grid.page.scores.model.set_cells([Cell(0, FIRST + at, text) for at, text in enumerate(("28", "36.5", "27"))])
    grid.page.scores.grid.go_to(0, FIRST)
    grid.page.scores.why.click()
    assert grid.why[-1] == "为什么是 91.5 分"


def test_the_models_keep_their_word(grid: Clerk, qtmodeltester: object) -> None:
    page = grid.page
    page.scores.model.set_cells([Cell(0, FIRST, "28")])
    models = (page.people.model, page.people.items, page.pools.model, page.checks.model, page.scores.model)
    for model in models:
        qtmodeltester.check(model)  # pyright: ignore[reportAttributeAccessIssue]
    qtmodeltester.check(ScoreModel(lambda _marks: None))  # pyright: ignore[reportAttributeAccessIssue]
