"""A sheet to write on with mouse or pen; what was written is a picture and nothing more."""

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.drawing import box, painter_of
from ui.kit.theme import scaled, tokens_of

WIDTH, HEIGHT, PEN = 360, 120, 3
LARGE = 3  # the picture has more points than the sheet, so that it prints well


class InkPad(QWidget):
    """Strokes from the first press to the last release; a picture may be laid on it instead."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[QPointF]] = []
        self._laid: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on it."""
        return self._laid is None and not any(len(one) > 1 for one in self._strokes)

    def clear(self) -> None:
        """An empty sheet."""
        self._strokes, self._laid = [], None
        self.update()
        self.changed.emit()

    def lay(self, picture: QImage) -> bool:
        """A picture instead of strokes; False if it is none."""
        if picture.isNull():
            return False
        self._strokes, self._laid = [], picture
        self.update()
        self.changed.emit()
        return True

    def picture(self) -> bytes:
        """What is on it, as a PNG; nothing where it is empty."""
        if self.is_empty:
            return b""
        image = self._laid or self._drawn()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]  # Qt takes the word
        return bytes(buffer.data().data())

    def sizeHint(self) -> QSize:
        """About as much as a signature needs."""
        return QSize(scaled(WIDTH), scaled(HEIGHT))

    # --- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins."""
        self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It goes on."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It ends."""
        self._go_on(event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The same with a pen."""
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.pressure() > 0 or event.type() == QEvent.Type.TabletRelease:
            self._go_on(event.position())
        event.accept()

    def _begin(self, at: QPointF) -> None:
        self._laid = None
        self._strokes.append([at])

    def _go_on(self, at: QPointF) -> None:
        if self._strokes:
            self._strokes[-1].append(at)
            self.update()
            self.changed.emit()

    # --- pictures

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper is white in the dark too: what is written will be printed."""
        tokens, painter = tokens_of(self), painter_of(self)
        box(painter, QRectF(self.rect()), Qt.GlobalColor.white, scaled(6), tokens.line)  # pyright: ignore[reportArgumentType]
        if self._laid is not None:
            room = self.rect().adjusted(scaled(4), scaled(4), -scaled(4), -scaled(4))
            small = self._laid.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(room.topLeft(), small)
        else:
            self._write(painter)
        painter.end()

    def _drawn(self) -> QImage:
        image = QImage(self.size() * LARGE, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(LARGE, LARGE)
        self._write(painter)
        painter.end()
        return image

    def _write(self, painter: QPainter) -> None:
        pen = QPen(Qt.GlobalColor.black, scaled(PEN))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for one in self._strokes:
            painter.drawPolyline(QPolygonF(one))
