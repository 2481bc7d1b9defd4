"""The very pages of a PDF on a desk: scrolled, zoomed, sharp at the screen's own resolution."""

from collections.abc import Iterator

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QPropertyAnimation, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QVBoxLayout, QWidget

from ui.kit.drawing import box, painter_of
from ui.kit.paper_ink import PaperInk, Part, parts_of
from ui.kit.paper_layout import PAGE, STEPS, WIDTH, Spread, Zoom, spread
from ui.kit.pdf_file import PdfFile
from ui.kit.theme import LIGHT, RADIUS, scaled, tokens_of

Key, Mod = Qt.Key, Qt.KeyboardModifier
MARGIN, GAP, LINE, GLIDE_MS = 18, 14, 44, 150


class PaperDesk(QWidget):
    """The ground under a view and its bars, rounded below as the card it ends."""

    def __init__(self, view: "PaperView") -> None:
        super().__init__()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(view)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The upper corners lie outside."""
        painter = painter_of(self)
        radius = scaled(RADIUS) - 1
        painter.setClipRect(self.rect())
        box(painter, QRectF(self.rect()).adjusted(0, -2 * radius, 0, 0), tokens_of(self).soft, radius)
        painter.end()


class PaperView(QAbstractScrollArea):
    """Shows a `PdfFile`; draws nothing in the window's own thread but finished pictures."""

    page_changed = Signal(int, int)  # from 1, of how many
    zoom_changed = Signal()
    left = Signal()  # Esc: back to what chose the document

    def __init__(self) -> None:
        super().__init__()
        self._file: PdfFile | None = None
        self._zoom: Zoom = WIDTH
        self._spread = Spread((), QSize(0, 0), 1.0)
        self._told = (0, 0)
        self._grip: QPoint | None = None
        self._ink = PaperInk(self._wanted, self)
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(scaled(LINE))
        self.horizontalScrollBar().setSingleStep(scaled(LINE))
        self._ink.arrived.connect(self._arrived)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- what a page uses

    def show_file(self, file: PdfFile | None, alike: bool = False) -> None:
        """Another document, from its first page; one that is `alike` stays where it was read."""
        self._ink.take(file, alike and file is not None)
        if self._file is not None and self._file is not file:
            self._file.close()
        self._file = file
        before = (self.verticalScrollBar().value(), self.horizontalScrollBar().value())
        self._lay_out()
        if not alike:
            before = (0, max(0, (self._spread.size.width() - self.viewport().width()) // 2))
        self._glide.stop()
        self.verticalScrollBar().setValue(before[0])
        self.horizontalScrollBar().setValue(before[1])
        self._scrolled()

    @property
    def file(self) -> PdfFile | None:
        """The document that is shown."""
        return self._file

    @property
    def zoom(self) -> Zoom:
        """`WIDTH`, `PAGE` or a number per cent."""
        return self._zoom

    @property
    def percent(self) -> int:
        """How large the pages are."""
        return self._spread.percent

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1; 0 where there is none."""
        if not self._spread.places:
            return 0
        value = self.verticalScrollBar().value()
        return self._spread.page_at(value + self.viewport().height() // 2) + 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._spread.places)

    @property
    def is_drawn(self) -> bool:
        """Whether everything that is seen is there in its own sharpness."""
        return self._ink.is_idle and all(self._ink.find(one) is not None for one in self._seen())

    def set_zoom(self, zoom: Zoom, about: QPoint | None = None) -> None:
        """Another size; what is under the point (the middle of the view) stays there."""
        if isinstance(zoom, int):
            zoom = max(STEPS[0], min(zoom, STEPS[-1]))
        point = about or self.viewport().rect().center()
        at, across, down = self._held(point)
        self._zoom = zoom
        self._lay_out()
        if self._spread.places:
            place = self._spread.places[at]
            self.horizontalScrollBar().setValue(round(place.left() + across * place.width()) - point.x())
            self.verticalScrollBar().setValue(round(place.top() + down * place.height()) - point.y())
        self._scrolled()
        self.zoom_changed.emit()

    def step_zoom(self, by: int, about: QPoint | None = None) -> None:
        """The next size up or down."""
        now = self.percent
        larger, smaller = [one for one in STEPS if one > now], [one for one in STEPS if one < now]
        if by > 0 and larger:
            self.set_zoom(larger[0], about)
        elif by < 0 and smaller:
            self.set_zoom(smaller[-1], about)

    def go_to(self, page: int) -> None:
        """To the top of a page, from 1."""
        if self._spread.places:
            place = self._spread.places[max(1, min(page, self.pages)) - 1]
            self._glide_to(place.top() - scaled(MARGIN))

    def turn(self, by: int) -> None:
        """A screenful on or back, never past the top of a page that has not been seen."""
        bar = self.verticalScrollBar()
        target = bar.value() + by * (self.viewport().height() - scaled(LINE))
        tops = [one.top() - scaled(MARGIN) for one in self._spread.places]
        between = [one for one in tops if min(bar.value(), target) < one < max(bar.value(), target)]
        if by > 0 and between:
            target = between[0]
        self._glide_to(target)

    # --- places

    def _lay_out(self) -> None:
        # As if the bar were there: a page that fits its width must not change it by fitting.
        bar = self.verticalScrollBar().sizeHint().width()
        room = QSize(self.width() - bar, self.viewport().height())
        sizes = self._file.sizes if self._file else ()
        self._spread = spread(sizes, room, self._zoom, scaled(MARGIN), scaled(GAP))
        seen = self.viewport().size()
        for bar, whole, part in (
            (self.verticalScrollBar(), self._spread.size.height(), seen.height()),
            (self.horizontalScrollBar(), self._spread.size.width(), seen.width()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)

    def _held(self, point: QPoint) -> tuple[int, float, float]:
        """The page under a point and where on it."""
        if not self._spread.places:
            return 0, 0.0, 0.0
        spot = point + self._corner()
        at = self._spread.page_at(spot.y())
        place = self._spread.places[at]
        return at, (spot.x() - place.left()) / place.width(), (spot.y() - place.top()) / place.height()

    def _corner(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _glide_to(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._glide.stop()
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(max(bar.minimum(), min(value, bar.maximum())))
        self._glide.start()

    def _scrolled(self) -> None:
        self.viewport().update()
        self._ink.go_on()
        told = (self.page, self.pages)
        if told != self._told:
            self._told = told
            self.setAccessibleName(self.tr("第 {} 页，共 {} 页").format(*told))
            self.page_changed.emit(*told)

    # --- pictures

    def _seen(self) -> Iterator[Part]:
        """What is in the view now."""
        window = self.viewport().rect().translated(self._corner())
        for at, place in enumerate(self._spread.places):
            if place.intersects(window):
                for part in self._parts(at):
                    if self._rect(part).translated(self._corner()).intersects(QRectF(window)):
                        yield part

    def _wanted(self) -> Iterator[Part]:
        """What is seen, then the pages beside it."""
        yield from self._seen()
        here = self.page - 1
        for at in (here + 1, here - 1):
            if 0 <= at < self.pages:
                yield from (one for one in self._parts(at) if one.is_whole)

    def _parts(self, at: int) -> tuple[Part, ...]:
        place, ratio = self._spread.places[at], self.devicePixelRatioF()
        return parts_of(at, round(place.width() * ratio), round(place.height() * ratio))

    def _rect(self, part: Part) -> QRectF:
        """Where a part is drawn: its corner on a pixel of the screen, or it would be blurred."""
        ratio = self.devicePixelRatioF()
        place = self._spread.places[part.page].translated(-self._corner())
        left, top = round(place.left() * ratio), round(place.top() * ratio)
        inside = part.place
        size = QRectF(inside).size() / ratio
        return QRectF(QPointF((left + inside.left()) / ratio, (top + inside.top()) / ratio), size)

    def _arrived(self, _page: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, which is white in every theme."""
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for at, place in enumerate(self._spread.places):
            shown = place.translated(-self._corner())
            if shown.adjusted(-8, -8, 8, 8).intersects(event.rect()):
                self._paint_page(painter, at, shown)
        painter.end()

    def _paint_page(self, painter: QPainter, at: int, place: QRect) -> None:
        tokens = tokens_of(self)
        for layer in (3, 1):
            box(painter, QRectF(place).adjusted(-layer, 1 - layer, layer, 1 + layer), tokens.shade, layer)
        painter.fillRect(place, LIGHT.panel)
        parts = self._parts(at)
        found = [(part, self._ink.find(part)) for part in parts]
        likeness = self._ink.likeness(at) if any(image is None for _, image in found) else None
        if likeness is not None:
            painter.drawImage(QRectF(place), likeness)
        for part, image in found:
            if image is not None:
                painter.drawImage(self._rect(part), image)

    # --- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lines, screenfuls, pages, sizes."""
        if not self._pressed(Key(event.key()), event.modifiers()):
            super().keyPressEvent(event)

    def _pressed(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        control = bool(held & Mod.ControlModifier)
        bar = self.verticalScrollBar()
        lines = {Key.Key_Down: 1, Key.Key_Up: -1}
        screens = {Key.Key_PageDown: 1, Key.Key_PageUp: -1, Key.Key_Space: 1}
        if key == Key.Key_Escape:
            self.left.emit()
        elif key in lines:
            bar.setValue(bar.value() + lines[key] * bar.singleStep())
        elif key in (Key.Key_Left, Key.Key_Right):
            across = self.horizontalScrollBar()
            across.setValue(across.value() + (1 if key == Key.Key_Right else -1) * across.singleStep())
        elif key in screens and control:
            self.go_to(self.page + screens[key])
        elif key in screens:
            self.turn(-1 if held & Mod.ShiftModifier else screens[key])
        elif key in (Key.Key_Home, Key.Key_End):
            self._glide_to(bar.minimum() if key == Key.Key_Home else bar.maximum())
        else:
            return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the size, about the mouse; otherwise the place."""
        if event.modifiers() & Mod.ControlModifier:
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1, event.position().toPoint())
            event.accept()
        else:
            self._glide.stop()
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the paper."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves it."""
        if self._grip is not None:
            moved, self._grip = event.position().toPoint() - self._grip, event.position().toPoint()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go."""
        self._grip = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that fits goes on fitting; what stood at the top stays there."""
        super().resizeEvent(event)
        at, _, down = self._held(QPoint(0, 0))
        self._lay_out()
        if self._spread.places:
            place = self._spread.places[at]
            self.verticalScrollBar().setValue(round(place.top() + down * place.height()))
        self._scrolled()
        if self._zoom in (WIDTH, PAGE):
            self.zoom_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another desk."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
