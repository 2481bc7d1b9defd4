"""Line icons in the colour of a role, drawn sharp at the screen's own resolution."""

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ui.kit.theme import tokens_of
from ui.kit.theme.files import ICONS
from ui.kit.theme.tokens import faded

SIZE = 16
RATIOS = (1.0, 1.25, 1.5, 2.0)


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(sorted(one.stem for one in ICONS.glob("*.svg")))


def icon(name: str, widget: QWidget, role: str = "muted", on: str = "accent", size: int = SIZE) -> QIcon:
    """An icon for a button in the widget's theme: `role` is a colour of `Tokens`, `on` the one when checked."""
    tokens = tokens_of(widget)
    made = QIcon()
    states = (
        (getattr(tokens, role), QIcon.Mode.Normal, QIcon.State.Off),
        (getattr(tokens, on), QIcon.Mode.Normal, QIcon.State.On),
        (faded(tokens), QIcon.Mode.Disabled, QIcon.State.Off),
    )
    # A window may be dragged to a screen of another resolution: QIcon takes the picture that fits.
    for ratio in sorted({*RATIOS, _ratio(widget)}):
        for colour, mode, state in states:
            made.addPixmap(drawn(name, colour, size, ratio), mode, state)
    return made


def pixmap(name: str, widget: QWidget, role: str = "muted", size: int = SIZE) -> QPixmap:
    """The same as a picture of so many device-independent pixels."""
    return drawn(name, getattr(tokens_of(widget), role), size, _ratio(widget))


def drawn(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """An icon in a colour, drawn once for each colour, size and resolution."""
    key = f"kit/{name}/{colour.name()}/{size}/{ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _rendered(name, colour.name(), size, ratio)
        QPixmapCache.insert(key, picture)
    return picture


def paint(painter: QPainter, name: str, colour: QColor, place: QRect) -> None:
    """Draws an icon into what is being painted."""
    painter.drawPixmap(place, drawn(name, colour, place.width(), painter.device().devicePixelRatioF()))


def _ratio(widget: QWidget) -> float:
    # A widget that is not shown yet does not know its screen; the sharpest one suits them all.
    return max(widget.devicePixelRatioF(), QGuiApplication.primaryScreen().devicePixelRatio())


def _rendered(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    text = (ICONS / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
