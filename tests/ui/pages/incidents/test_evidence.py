"""Files beside an incident: chosen, dropped, pasted as a picture; opened, taken away with a reason."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.ledger import attachments
from app.ledger.incidents import Draft
from tests.ui.pages.incidents.conftest import TODAY, Desk
from ui.pages.incidents.dialog import Filed, IncidentDialog

Key = Qt.Key
Held = Qt.KeyboardModifier


def picture() -> QImage:
    image = QImage(12, 8, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    return image


def dropped(data: QMimeData, place: QPoint) -> QDropEvent:
    return QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Held.NoModifier)


def test_a_picture_is_pasted_as_a_png_and_taken_away_again(desk: Desk) -> None:
    desk.log("迟到 sm 7/3")
    row = desk.go("迟到")
    QGuiApplication.clipboard().setImage(picture())
    desk.press(Key.Key_V, held=Held.ControlModifier)
    (one,) = attachments.of(desk.book, "incident", row.id)
    assert one.name.startswith("截图 2025") and one.name.endswith(".png")
    assert attachments.content(desk.book, one.id)[:4] == b"\x89PNG"
    assert desk.row("迟到").evidence == 1
    (chip,) = desk.page.detail.shelf.chips
    desk.reason("截错了")
    QTest.keyClick(chip, Key.Key_Delete)
    desk.settle()
    assert desk.row("迟到").evidence == 0 and "截错了" in desk.detail
    desk.workspace.take_back()
    desk.settle()
    assert desk.row("迟到").evidence == 1


def test_nothing_to_paste_is_said(desk: Desk) -> None:
    desk.log("迟到 sm 7/3")
    desk.go("迟到")
    QGuiApplication.clipboard().setText("只有字")
    desk.press(Key.Key_V, held=Held.ControlModifier)
    assert desk.page.trouble.isVisible() and "剪贴板里没有" in desk.page.trouble.accessibleName()


def test_files_are_dropped_on_a_row(desk: Desk, tmp_path: Path) -> None:
    desk.log("迟到 sm 7/3")
    desk.log("早退 qy 7/4")
    files = [tmp_path / "签入.xlsx", tmp_path / "说明.pdf"]
    for one in files:
        one.write_bytes(one.name.encode())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    table = desk.page.card.table
    place = table.visualRect(table.model().index(0, 2)).center()
    table.dropEvent(dropped(data, place))
    desk.settle()
    assert [one.evidence for one in desk.page.card.rows] == [2, 0]
    assert len(desk.page.detail.shelf.chips) == 2
    desk.workspace.take_back()
    desk.settle()
    assert [one.evidence for one in desk.page.card.rows] == [0, 0]
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Held.NoModifier)
    table.dragEnterEvent(enter)
    assert enter.isAccepted()


def test_a_file_that_cannot_be_read_is_named(desk: Desk, tmp_path: Path) -> None:
    desk.log("迟到 sm 7/3")
    desk.go("迟到")
    desk.page.deeds.add_paths([tmp_path / "没有.pdf"])
    assert "没有.pdf 读不出来" in desk.page.trouble.accessibleName()


def test_the_dialog_keeps_files_until_it_is_logged_in_one_step(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "录音.mp3"
    file.write_bytes(b"sound")

    def fill(found: QDialog) -> None:
        assert isinstance(found, IncidentDialog)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        found.dropEvent(dropped(data, QPoint(5, 5)))
        found.add_files([file])
        QGuiApplication.clipboard().setImage(picture())
        found._paste()
        assert found.shelf.chips[0].text.startswith("录音.mp3")
        assert len(found.shelf.chips) == 2
        assert "该通录音" in found.shelf._hint.words and "不要附来电人号码" in found.shelf._hint.words
        found._try(False)

    desk.answer(fill)
    desk.page.deeds.full(Draft("forbidden_words", TODAY, desk.person("K02")))
    desk.settle()
    assert desk.row("服务禁语").evidence == 2
    desk.workspace.take_back()
    desk.settle()
    assert not desk.page.card.rows


def test_a_correction_shows_no_shelf(desk: Desk) -> None:
    desk.log("迟到 sm 7/3")
    one = desk.page.desk.incident(desk.row("迟到").id)
    dialog = IncidentDialog(desk.page, desk.page.desk, Filed(one.draft), one)
    desk.qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.shelf.isVisible()
