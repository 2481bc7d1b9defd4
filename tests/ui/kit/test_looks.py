"""Every widget of the kit opens in every look without a Qt warning, and is freed when it is closed."""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.kit.gallery import CARDS, Gallery, found, picture
from ui.kit import icons
from ui.kit.buttons import IconButton
from ui.kit.picker import PickerPopup
from ui.kit.theme import install, tokens_of
from ui.kit.toast import Toast

# The offscreen platform has no window manager to tell sizes to, and says so as a warning.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize("name", list(CARDS))
@pytest.mark.parametrize("ratio", [1.0, 1.5])
def test_opens(qtbot, look: tuple[bool, int], name: str, ratio: float) -> None:
    widget = CARDS[name]()
    qtbot.addWidget(widget)
    widget.show()
    assert not picture(widget, ratio).isNull()
    assert tokens_of(widget).dark is look[0]


@pytest.mark.parametrize("ratio", [1.0, 1.5])
def test_gallery(qtbot, look: tuple[bool, int], ratio: float, tmp_path: Path) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(1366, 900)
    gallery.show()
    gallery.float()
    dark, percent = look
    file = tmp_path / f"{'dark' if dark else 'light'}-{percent}-{ratio}.png"
    assert picture(gallery, ratio).save(str(file))
    assert gallery.picker.isVisible()
    assert gallery.toast.isVisible()


@pytest.mark.parametrize("name", list(CARDS))
def test_is_freed(qtbot, light, name: str) -> None:
    widget = CARDS[name]()
    widget.show()
    parts = [weakref.ref(one) for one in (widget, *widget.findChildren(QWidget)) if type(one).__module__[:3] == "ui."]
    widget.close()
    widget.deleteLater()
    del widget
    _collect()
    assert parts
    assert [one() for one in parts if one() is not None] == []


def test_what_floats_is_freed_with_its_window(qtbot, light) -> None:
    window = QWidget()
    window.resize(600, 400)
    window.show()
    parts = [weakref.ref(PickerPopup(found, "", window)), weakref.ref(Toast(window))]
    for part in parts:
        assert part() is not None
    parts[0]().open_centred("李")
    parts[1]().say("已撤销", "good", "重做")
    window.close()
    window.deleteLater()
    del window
    _collect()
    assert [one() for one in parts if one() is not None] == []


def test_a_shown_gallery_survives_a_change_of_clothes(qtbot, qapp: QApplication, light) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show()
    install(qapp, True, 150)
    assert tokens_of(gallery).dark
    assert not picture(gallery).isNull()
    install(qapp, False, 100)


@pytest.mark.parametrize("name", icons.names())
def test_icons_are_drawn_in_their_colour(qtbot, look: tuple[bool, int], name: str) -> None:
    button = IconButton(name, name)
    qtbot.addWidget(button)
    image = icons.pixmap(name, button, "bad", 48).toImage()
    colours = (image.pixelColor(x, y) for x in range(48) for y in range(48))
    solid = {one.name() for one in colours if one.alpha() == 255}
    assert not button.icon().isNull()
    assert solid == {tokens_of(button).bad.name()}


def test_every_icon_asked_for_is_there() -> None:
    wanted = (
        "home bars calendar-grid warning cap person yen-note wallet document check-calendar book gear search undo redo "
        "lock unlock chevron-left chevron-right chevron-up chevron-down plus minus close refresh printer folder clock "
        "link paperclip flag moon sun info alert check"
    )
    assert set(wanted.split()) <= set(icons.names())


def _collect() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
