"""Saving what is shown, as PDF and as a workbook; what cannot be written is said, and nothing is half there."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.pages.forms.conftest import Clerk, Key, Mod, Reader
from ui.kit.pdf_file import PdfFile
from ui.kit.toast import Toast
from ui.pages.forms import habits
from ui.pages.forms.desk import ELSEWHERE, NO_PRINTER

Open = Callable[..., Clerk]


def in_dialog(do: Callable[[QFileDialog], None]) -> None:
    """Does something in the dialog that is about to open."""

    def act(tries: int = 100) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            # It reads its folder first; what is accepted before that is dropped.
            QTimer.singleShot(200, lambda: do(dialog))
        elif tries:
            QTimer.singleShot(50, lambda: act(tries - 1))

    QTimer.singleShot(50, act)


def take(dialog: QFileDialog, name: str = "") -> str:
    """Takes the suggested name, or another; what was suggested."""
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    suggested = field.text()
    if name:
        field.setText(name)
    dialog.accept()
    return suggested


@pytest.fixture(autouse=True)
def own_dialogs(qapp: QApplication) -> None:
    """Files are asked for by Qt's own dialog, as offscreen has no other."""
    assert QApplication.platformName() == "offscreen"


def test_ctrl_s_saves_the_very_pages_under_a_safe_name(open_forms: Open, tmp_path: Path, reader: Reader) -> None:
    clerk = open_forms("DZ")
    suggested: list[str] = []
    in_dialog(lambda dialog: suggested.append(take(dialog)))
    clerk.press(Key.Key_S, Mod.ControlModifier)
    clerk.settle()
    saved = list(tmp_path.glob("*.pdf"))
    assert [one.name for one in saved] == [Path(suggested[0]).name]
    assert len(PdfFile(saved[0].read_bytes())) == clerk.page.preview.view.pages
    toast = clerk.page.findChild(Toast)
    assert toast is not None and toast.isVisible() and saved[0].name in toast.accessibleName()
    button = next(one for one in toast.findChildren(QPushButton) if one.text() == "打开文件夹")
    button.click()
    assert reader.opened == [tmp_path]


def test_a_workbook_by_its_own_key(open_forms: Open, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    clerk = open_forms("KZ")
    in_dialog(lambda dialog: (take(dialog), None)[1])
    clerk.press(Key.Key_S, Mod.ControlModifier | Mod.ShiftModifier)
    clerk.settle()
    saved = list(tmp_path.glob("*.xlsx"))
    assert len(saved) == 1
    book = load_workbook(saved[0])
    assert any(cell.value for row in book.worksheets[0].iter_rows() for cell in row)
    book.close()


def test_a_name_without_an_ending_gets_the_one_that_was_asked_for(open_forms: Open, tmp_path: Path) -> None:
    clerk = open_forms("DZ")
    in_dialog(lambda dialog: (take(dialog, str(tmp_path / "十二月")), None)[1])
    clerk.page.save_pdf()
    clerk.settle()
    assert (tmp_path / "十二月.pdf").read_bytes().startswith(b"%PDF")


def test_no_name_is_no_file(open_forms: Open, tmp_path: Path) -> None:
    clerk = open_forms("DZ")
    in_dialog(QFileDialog.reject)
    clerk.page.save_pdf()
    clerk.settle()
    assert list(tmp_path.glob("*.pdf")) == []
    assert clerk.told == ""


def test_what_was_asked_while_it_was_made_follows(open_forms: Open, tmp_path: Path) -> None:
    clerk = open_forms("KZ")
    in_dialog(lambda dialog: (take(dialog), None)[1])
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_S, Mod.ControlModifier)
    clerk.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.pdf"))), timeout=20_000)
    clerk.settle()
    made = clerk.page._made
    assert made is not None and made.form.id == clerk.ids[1]


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_a_folder_that_is_gone_is_said_with_a_way_out(open_forms: Open, tmp_path: Path, ending: str) -> None:
    clerk = open_forms("DZ")
    clerk.page.desk.save_to(tmp_path / "没有" / f"a{ending}")
    clerk.settle()
    assert "文件夹不存在" in clerk.told
    in_dialog(lambda dialog: (take(dialog, str(tmp_path / f"b{ending}")), None)[1])
    next(one for one in clerk.page.preview.message.findChildren(QPushButton) if one.text() == ELSEWHERE).click()
    clerk.settle()
    assert (tmp_path / f"b{ending}").stat().st_size > 1000
    assert clerk.told == ""


def test_a_read_only_file_keeps_what_it_says(open_forms: Open, tmp_path: Path) -> None:
    clerk = open_forms("DZ")
    place = tmp_path / "locked"
    place.mkdir()
    path = place / "a.pdf"
    path.mkdir()
    clerk.page.desk.save_to(path)
    clerk.settle()
    assert "这个名称是一个文件夹" in clerk.told
    assert list(place.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_leaves_nothing(open_forms: Open, tmp_path: Path) -> None:
    import resource
    import signal

    clerk = open_forms("DZ")
    path = tmp_path / "a.pdf"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
    try:
        clerk.page.desk.save_to(path)
        clerk.settle()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, kept)
    assert "磁盘空间不足" in clerk.told
    assert [one.name for one in tmp_path.iterdir() if "form" in one.name or one.suffix == ".pdf"] == []


def test_the_systems_reader_gets_a_copy_that_goes_with_the_program(
    open_forms: Open, reader: Reader, tmp_path: Path
) -> None:
    clerk = open_forms("DZ")
    clerk.page.preview.open_button.click()
    clerk.settle()
    assert len(reader.opened) == 1
    opened = reader.opened[0]
    assert opened.read_bytes().startswith(b"%PDF")
    assert opened.parent != tmp_path
    if sys.platform != "win32":
        assert stat.S_IMODE(opened.parent.stat().st_mode) == 0o700
    outside = clerk.page.desk._outside
    assert outside is not None
    outside.cleanup()
    assert not opened.exists()


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this computer has a printer")
def test_without_a_printer_the_way_by_pdf_is_offered(open_forms: Open, tmp_path: Path) -> None:
    clerk = open_forms("DZ")
    clerk.press(Key.Key_P, Mod.ControlModifier)
    assert clerk.told == NO_PRINTER
    in_dialog(lambda dialog: (take(dialog), None)[1])
    next(one for one in clerk.page.preview.message.findChildren(QPushButton) if one.isVisible()).click()
    clerk.settle()
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_a_printer_is_remembered(qtbot: QtBot) -> None:
    habits.keep_printer("激光二号")
    assert habits.last_printer() == "激光二号"


def test_a_folder_that_went_away_is_forgotten(tmp_path: Path) -> None:
    place = tmp_path / "u"
    place.mkdir()
    habits.keep_folder(place)
    assert habits.last_folder() == place
    place.rmdir()
    assert habits.last_folder() != place
