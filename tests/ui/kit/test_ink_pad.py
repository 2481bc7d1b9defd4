"""A sheet to write on: strokes become a picture, an empty one none; and a column that scrolls only when it must."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.ink_pad import LARGE, InkPad
from ui.kit.labels import RichLabel
from ui.kit.scrolled import Scrolled

Left = Qt.MouseButton.LeftButton


def test_strokes_become_a_picture(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    pad.resize(pad.sizeHint())
    pad.show()
    assert pad.is_empty and pad.picture() == b""
    qtbot.mousePress(pad, Left, pos=QPoint(20, 60))
    qtbot.mouseMove(pad, QPoint(200, 60))
    qtbot.mouseRelease(pad, Left, pos=QPoint(200, 60))
    image = QImage.fromData(pad.picture())
    assert image.size() == pad.size() * LARGE
    assert image.pixelColor(100 * LARGE, 60 * LARGE) == Qt.GlobalColor.black
    assert image.pixelColor(100 * LARGE, 20 * LARGE) == Qt.GlobalColor.white
    pad.clear()
    assert pad.is_empty and pad.picture() == b""


def test_a_picture_is_laid_instead_and_a_stroke_begins_anew(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    pad.resize(pad.sizeHint())
    assert not pad.lay(QImage()) and pad.is_empty
    picture = QImage(30, 10, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert pad.lay(picture) and QImage.fromData(pad.picture()).size() == picture.size()
    qtbot.mousePress(pad, Left, pos=QPoint(20, 60))
    assert pad.is_empty


def test_a_column_scrolls_only_when_it_is_too_high(qtbot: QtBot) -> None:
    area = Scrolled()
    qtbot.addWidget(area)
    inside = RichLabel("一行里放得下的话不必滚动。" * 12)
    area.column.addWidget(inside)
    area.column.addStretch(1)
    area.resize(400, 200)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    more = QWidget()
    more.setFixedHeight(300)
    area.column.insertWidget(0, more)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 100)
    area.resize(400, 700)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
