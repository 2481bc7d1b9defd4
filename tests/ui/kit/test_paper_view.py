"""The preview of a PDF: its pages as they are, at every size, by keys and by wheel; freed when closed."""

import gc
import weakref
from threading import Thread

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.paper import A4, ACROSS, pdf
from ui.kit.paper_bar import PaperBar
from ui.kit.paper_layout import PAGE, WIDTH
from ui.kit.paper_view import PaperDesk, PaperView
from ui.kit.pdf_file import PdfFile, Unreadable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key, Mod = Qt.Key, Qt.KeyboardModifier


def opened(qtbot: QtBot, data: bytes) -> tuple[PaperView, PaperBar]:
    """A view with its bar, shown and drawn."""
    window, view = QWidget(), PaperView()
    bar = PaperBar(view)
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addWidget(PaperDesk(view), 1)
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.frame = window  # pyright: ignore[reportAttributeAccessIssue]  # alive as long as what is in it
    view.show_file(PdfFile(data))
    drawn(qtbot, view)
    view.setFocus()
    return view, bar


def drawn(qtbot: QtBot, view: PaperView) -> QImage:
    """The view as a picture, once everything in it is there."""
    qtbot.waitUntil(lambda: view.is_drawn, timeout=5000)
    return view.viewport().grab().toImage()


def settled(qtbot: QtBot, view: PaperView) -> None:
    """Waits for a page to have glided to its place."""
    qtbot.waitUntil(lambda: view._glide.state() == view._glide.State.Stopped)
    drawn(qtbot, view)


def black(image: QImage) -> int:
    """How many of the sampled points are ink of the square."""
    ink = QColor(0, 0, 0).rgb()
    return sum(image.pixel(x, y) == ink for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))


def wheel(view: PaperView, at: QPoint, up: bool, held: Qt.KeyboardModifier = Mod.ControlModifier) -> None:
    place = view.viewport().mapToGlobal(at)
    turned = QPoint(0, 120 if up else -120)
    event = QWheelEvent(
        QPointF(at),
        QPointF(place),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_pages_are_seen_as_they_are(qtbot: QtBot, look: tuple[bool, int]) -> None:
    view, bar = opened(qtbot, pdf())
    assert (view.page, view.pages, bar.field.text()) == (1, 3, "1")
    place = view._spread.places[0]
    image = drawn(qtbot, view)
    for across, down, colour in ((70, 70, "black"), (300, 300, "white"), (10, 10, "white")):
        spot = place.topLeft() + QPoint(round(across * view._spread.scale), round(down * view._spread.scale))
        assert QColor(image.pixel(spot)) == QColor(colour)


def test_it_fits_the_width_and_the_page(qtbot: QtBot, light: None) -> None:
    view, bar = opened(qtbot, pdf((A4, ACROSS)))
    wide = view._spread.places[1]
    assert view.viewport().width() - 50 < wide.width() <= view.viewport().width()
    assert bar.size_button.text() == "适合宽度"
    view.set_zoom(PAGE)
    assert all(one.height() <= view.viewport().height() for one in view._spread.places)
    assert bar.size_button.text() == "整页"
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("zoom", [50, 100, 300])
def test_every_size_shows_the_ink(qtbot: QtBot, light: None, zoom: int) -> None:
    view, bar = opened(qtbot, pdf((A4,)))
    view.set_zoom(zoom)
    view.verticalScrollBar().setValue(0)
    view.horizontalScrollBar().setValue(view._spread.places[0].left())
    image = drawn(qtbot, view)
    side = round(100 * view._spread.scale)
    seen = min(side, view.viewport().height() - round(20 * view._spread.scale) - view._spread.places[0].top())
    assert black(image) == pytest.approx(side * seen / 9, rel=0.08)
    assert bar.size_button.text() == f"{zoom}%"
    assert view.percent == zoom


def test_sizes_end_at_50_and_300(qtbot: QtBot, light: None) -> None:
    view, _ = opened(qtbot, pdf((A4,)))
    for _ in range(20):
        view.step_zoom(1)
    assert view.percent == 300
    for _ in range(20):
        view.step_zoom(-1)
    assert view.percent == 50
    view.set_zoom(5000)
    assert view.percent == 300


def test_the_wheel_zooms_about_the_mouse(qtbot: QtBot, light: None) -> None:
    view, _ = opened(qtbot, pdf())
    view.set_zoom(150)
    view.verticalScrollBar().setValue(400)
    at = QPoint(300, 200)
    before = view._held(at)
    wheel(view, at, up=True)
    assert view.percent == 175
    after = view._held(at)
    assert before[0] == after[0]
    assert before[1:] == pytest.approx(after[1:], abs=0.003)
    wheel(view, at, up=False)
    assert view.percent == 150


def test_the_wheel_alone_scrolls(qtbot: QtBot, light: None) -> None:
    view, _ = opened(qtbot, pdf())
    wheel(view, QPoint(100, 100), up=False, held=Mod.NoModifier)
    assert view.verticalScrollBar().value() > 0


def test_page_down_reads_through_everything(qtbot: QtBot, light: None) -> None:
    view, bar = opened(qtbot, pdf())
    seen = [view.page]
    for _ in range(12):
        qtbot.keyClick(view, Key.Key_PageDown)
        settled(qtbot, view)
        seen.append(view.page)
    assert seen == sorted(seen)
    assert set(seen) == {1, 2, 3}
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    qtbot.keyClick(view, Key.Key_Home)
    settled(qtbot, view)
    assert (view.page, bar.field.text()) == (1, "1")


def test_whole_pages_by_ctrl_and_by_number(qtbot: QtBot, light: None) -> None:
    view, bar = opened(qtbot, pdf())
    qtbot.keyClick(view, Key.Key_PageDown, Mod.ControlModifier)
    settled(qtbot, view)
    assert view.page == 2
    bar.field.setFocus()
    bar.field.selectAll()
    qtbot.keyClicks(bar.field, "3")
    qtbot.keyClick(bar.field, Key.Key_Return)
    settled(qtbot, view)
    assert view.page == 3
    assert view.hasFocus()
    assert not bar._after.isEnabled()


def test_paper_is_dragged_by_hand(qtbot: QtBot, light: None) -> None:
    view, _ = opened(qtbot, pdf())
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    qtbot.mouseMove(view.viewport(), QPoint(200, 180))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 180))
    assert view.verticalScrollBar().value() == 120


def test_esc_leaves(qtbot: QtBot, light: None) -> None:
    view, _ = opened(qtbot, pdf())
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view, Key.Key_Escape)


def test_the_same_form_again_stays_where_it_was_read(qtbot: QtBot, light: None) -> None:
    view, _ = opened(qtbot, pdf())
    view.verticalScrollBar().setValue(900)
    view.show_file(PdfFile(pdf()), alike=True)
    assert view.verticalScrollBar().value() == 900
    view.show_file(PdfFile(pdf()), alike=False)
    assert view.verticalScrollBar().value() == 0
    drawn(qtbot, view)


def test_a_longer_window_keeps_the_place(qtbot: QtBot, light: None) -> None:
    view, _ = opened(qtbot, pdf())
    view.go_to(2)
    settled(qtbot, view)
    view.window().resize(1100, 700)
    drawn(qtbot, view)
    assert view.page == 2
    assert view.zoom == WIDTH


def test_no_document_is_an_empty_desk(qtbot: QtBot, light: None) -> None:
    view, bar = opened(qtbot, pdf())
    view.show_file(None)
    assert (view.page, view.pages) == (0, 0)
    assert not bar.isEnabled()
    for key in (Key.Key_PageDown, Key.Key_End, Key.Key_Plus):
        qtbot.keyClick(view, key)
    view.set_zoom(200)


def test_a_long_document_keeps_only_what_is_near(qtbot: QtBot, light: None) -> None:
    view, _ = opened(qtbot, pdf((A4,) * 60))
    view.set_zoom(200)
    for page in range(1, 61, 3):
        view.verticalScrollBar().setValue(view._spread.places[page - 1].top())
        drawn(qtbot, view)
    assert view._ink._size <= 96 * 1024 * 1024
    assert view._ink._size == sum(one.sizeInBytes() for one in view._ink._kept.values())


@pytest.mark.parametrize("data", [b"", b"no pdf", pdf()[:300]])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        PdfFile(data)


def test_a_closed_file_draws_nothing() -> None:
    file = PdfFile(pdf())
    file.close()
    file.close()
    assert file.picture(0, QSize(50, 70)).isNull()


def test_threads_take_turns() -> None:
    files = [PdfFile(pdf()) for _ in range(4)]
    expected = files[0].picture(1, QSize(300, 424))
    found: list[bool] = []

    def draw(file: PdfFile) -> None:
        found.extend(file.picture(1, QSize(300, 424)) == expected for _ in range(10))

    threads = [Thread(target=draw, args=(one,)) for one in files]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [True] * 40


def test_a_grey_picture_is_the_same_picture() -> None:
    file = PdfFile(pdf())
    grey, coloured = file.picture(0, QSize(200, 280), grey=True), file.picture(0, QSize(200, 280))
    assert grey.format() == QImage.Format.Format_Grayscale8
    spots = [QPoint(x, y) for x in range(0, 200, 7) for y in range(0, 280, 7)]
    assert [grey.pixel(one) for one in spots] == [coloured.pixel(one) for one in spots]


def test_a_closed_view_is_freed_even_while_it_draws(qtbot: QtBot, light: None) -> None:
    view = PaperView()
    view.resize(700, 500)
    view.show()
    view.show_file(PdfFile(pdf((A4,) * 5)))
    gone, file = weakref.ref(view), weakref.ref(view.file)  # pyright: ignore[reportArgumentType]
    view.close()
    view.deleteLater()
    del view
    qtbot.wait(200)
    gc.collect()
    assert gone() is None
    assert file() is None
