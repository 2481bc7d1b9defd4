"""Details of a row: source, vendor's figure, waiver, evidence, readings, who typed what."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ledger import facts, indicators
from app.ledger.indicators import Value
from tests.ui.pages.indicators.conftest import Desk
from ui.pages.indicators.details import Details
from ui.pages.indicators.files import open_file

Open = Callable[..., Desk]
Key = Qt.Key


def opened(desk: Desk, indicator: str) -> Details:
    row = desk.page.board.rows[indicator]
    desk.page._toggle_details(row)
    assert isinstance(row.aside, Details)
    return row.aside


def values(desk: Desk) -> tuple[Value, ...]:
    return indicators.in_period(desk.book, desk.project, desk.workspace.period)


def test_source_and_vendors_figure_are_kept_with_the_values(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.type("936")
    desk.type("1000")
    details = opened(desk, "connect_rate")
    details.source.setFocus()
    desk.type("话务日报")
    details.vendor.setFocus()
    desk.type("95.1%")
    assert {(one.source, one.vendor) for one in values(desk)} == {("话务日报", Decimal("95.1"))}
    assert details._apart.text() == "比本项高 1.5（仅对照）"
    desk.go("connect_rate", "hits")
    desk.type("935")
    assert {(one.field, one.source, one.vendor) for one in values(desk)} == {
        ("hits", "话务日报", Decimal("95.1")),
        ("total", "话务日报", Decimal("95.1")),
    }
    assert details._apart.text() == "比本项高 1.6（仅对照）"
    assert "王经理" in details._who.words and "若按" in details._readings.words


def test_a_vendors_figure_that_is_no_number_stays(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.go("rank_a", "rank")
    desk.type("1")
    details = opened(desk, "rank_a")
    details.vendor.setFocus()
    desk.type("约九十五")
    assert details.vendor.text() == "约九十五" and "请输入数字" in details._error.words
    desk.press(Key.Key_Escape)
    assert details.vendor.text() == ""


def test_a_waiver_with_its_reason(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    details = opened(desk, "on_time_closure")
    details.waived.setFocus()
    desk.type("台风停服")
    assert desk.page.board.rows["on_time_closure"].state.trace.startswith("免予考核（台风停服）")
    details.waived.selectAll()
    desk.press(Key.Key_Delete, Key.Key_Return)
    assert "on_time_closure" not in facts.collect(desk.book, desk.project, desk.workspace.period).facts["inputs"]


def test_evidence_is_attached_and_opened(open_page: Open, tmp_path: Path) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    desk.go("rank_a", "rank")
    desk.type("1")
    details = opened(desk, "rank_a")
    proof = tmp_path / "排名通报.txt"
    proof.write_text("第一名", "utf-8")
    details.attach(proof)
    assert details._about is not None
    (file,) = details._about.files
    url = open_file(desk.book, file.id, details._about.files)
    assert url is not None and Path(url.toLocalFile()).read_text("utf-8") == "第一名"
    details.attach(proof)
    assert "已附在这里" in details._error.words


def test_what_does_not_apply_is_said_where_the_scheme_allows_it(open_page: Open) -> None:
    desk = open_page("linzhou-2027", "2027-01")
    details = opened(desk, "answer_speed")
    details._optional.click()
    assert desk.page.board.rows["answer_speed"].state.trace.startswith("不适用")
    desk.page._toggle_details(desk.page.board.rows["answer_speed"])
    assert opened(desk, "connect_rate")._optional.isHidden()


def test_details_are_opened_and_left_by_keyboard(open_page: Open) -> None:
    desk = open_page("danzhou-2025", "2025-12")
    box = desk.go("connect_rate", "hits")
    QTest.keyClick(box, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    row = desk.page.board.rows["connect_rate"]
    assert isinstance(row.aside, Details) and desk.here is row.aside.source
    desk.press(Key.Key_Escape)
    assert row.aside is None and desk.here is box
