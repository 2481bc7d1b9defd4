"""For developers: draws `hotline.svg` at every size that Windows asks for, into `resources/icons/hotline.ico`."""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "resources" / "icons" / "hotline.ico"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """The icon as a PNG of one size."""
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def packed(pictures: list[bytes]) -> bytes:
    """The pictures as one .ico: a head, an entry for each with its place, the PNG files themselves."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + entries + b"".join(pictures)


def main() -> int:
    """Makes the file anew."""
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(HERE / "hotline.svg"))
    TARGET.write_bytes(packed([drawn(renderer, size) for size in SIZES]))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
