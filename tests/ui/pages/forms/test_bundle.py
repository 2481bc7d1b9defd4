"""月结包: what can be made is ticked, what was left out stays out, it can be stopped, and says what is missing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.ledger.book import Book
from tests.ui.pages.forms.conftest import Clerk, Key, Mod, Reader
from ui.kit.pdf_file import PdfFile
from ui.pages.forms.bundle_panel import BundlePanel

Open = Callable[..., Clerk]
SLOW_MS = 60_000


def opened(clerk: Clerk) -> BundlePanel:
    """The panel, when it knows what can be made."""
    clerk.press(Key.Key_B, Mod.ControlModifier)
    panel: BundlePanel = clerk.page.bundle
    clerk.qtbot.waitUntil(lambda: not panel.is_busy, timeout=SLOW_MS)
    return panel


def only(panel: BundlePanel, *forms: str) -> None:
    """Ticks these forms and no others."""
    panel.rows.choose(False)
    for item, box in panel.rows.boxes:
        if item.id in forms:
            box.setChecked(True)


def made(clerk: Clerk, panel: BundlePanel) -> None:
    panel.go.click()
    clerk.qtbot.waitUntil(lambda: not panel.is_busy, timeout=SLOW_MS)


def test_every_form_of_the_period_is_offered_and_tried(open_forms: Open) -> None:
    clerk = open_forms("KZ")
    panel = opened(clerk)
    assert panel.isVisible()
    assert {item.id for item, _ in panel.rows.boxes} == set(clerk.ids)
    months = [str(item.period) for item, _ in panel.rows.boxes if item.id == "attendance"]
    assert months == ["2025-07", "2025-08", "2025-09"]
    for item, box in panel.rows.boxes:
        assert box.isChecked() == box.isEnabled() == (not item.reason)
    assert f"已选 {len(panel.rows.chosen)} / {len(panel.rows.boxes)} 张" in panel._count.text()


def test_the_chosen_ones_become_a_pdf_and_a_folder(
    open_forms: Open, tmp_path: Path, reader: Reader, demo: Book
) -> None:
    clerk = open_forms("DZ")
    panel = opened(clerk)
    first = clerk.ids[0]
    only(panel, first, "attendance")
    panel.set_folder(tmp_path)
    made(clerk, panel)
    done = panel.made
    assert done is not None and done.failures == ()
    assert len(PdfFile(done.pdf.read_bytes())) >= 2
    assert sorted(one.suffix for one in done.files) == [".pdf", ".pdf", ".xlsx", ".xlsx"]
    assert "已生成 2 张表" in panel.message.accessibleName()
    next(one for one in panel.message.findChildren(QPushButton) if one.isVisible()).click()
    assert reader.opened == [done.folder]
    assert demo.mine == []


def test_it_can_be_stopped_and_leaves_nothing(open_forms: Open, tmp_path: Path) -> None:
    clerk = open_forms("KZ")
    panel = opened(clerk)
    place = tmp_path / "包"
    place.mkdir()
    panel.set_folder(place)
    panel.go.click()
    assert panel.is_busy
    assert not panel.go.isEnabled()
    panel.setFocus(Qt.FocusReason.OtherFocusReason)
    clerk.qtbot.keyClick(panel, Key.Key_Escape)
    clerk.qtbot.waitUntil(lambda: not panel.is_busy, timeout=SLOW_MS)
    assert panel.isVisible()
    assert "已取消" in panel.message.accessibleName()
    assert list(place.iterdir()) == []
    assert panel.go.isEnabled()


def test_a_folder_that_is_gone_is_said(open_forms: Open, tmp_path: Path) -> None:
    clerk = open_forms("DZ")
    panel = opened(clerk)
    only(panel, clerk.ids[0])
    panel.set_folder(tmp_path / "没有")
    made(clerk, panel)
    assert "文件夹不存在" in panel.message.accessibleName()
    assert panel.made is None


def test_a_tick_that_was_taken_away_stays_away(open_forms: Open) -> None:
    clerk = open_forms("DZ")
    panel = opened(clerk)
    item, box = next(one for one in panel.rows.boxes if not one[0].reason)
    box.setChecked(False)
    clerk.qtbot.keyClick(panel, Key.Key_Escape)
    assert not panel.isVisible()
    assert clerk.page.list.list.hasFocus()
    again = opened(clerk)
    state = {one.id: tick.isChecked() for one, tick in again.rows.boxes}
    assert state[item.id] is False
    assert any(state.values())


def test_nothing_ticked_cannot_be_made(open_forms: Open) -> None:
    clerk = open_forms("DZ")
    panel = opened(clerk)
    panel.none_button.click()
    assert not panel.go.isEnabled()
    assert panel.rows.chosen == ()
    panel.all_button.click()
    assert panel.go.isEnabled()


def test_why_a_form_cannot_be_made_stands_beside_it(open_forms: Open) -> None:
    clerk = open_forms("KZ", "2025-Q4")
    panel = opened(clerk)
    unable = [(item, box) for item, box in panel.rows.boxes if item.reason]
    for item, box in unable:
        assert not box.isEnabled()
        assert box.toolTip() == item.reason
    told = panel._count.text()
    assert (f"{len(unable)} 张做不出来" in told) == bool(unable)


def test_another_period_closes_it(open_forms: Open) -> None:
    clerk = open_forms("DZ")
    panel = opened(clerk)
    clerk.qtbot.keyClick(panel, Key.Key_Left, Mod.AltModifier)
    clerk.settle()
    assert not panel.isVisible()
    fresh = opened(clerk)
    assert all(str(item.of) == "2025-11" for item, _ in fresh.rows.boxes)
    assert all(isinstance(box, QCheckBox) for _, box in fresh.rows.boxes)
