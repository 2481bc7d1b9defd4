"""Files on their way into the ledger: chosen, dropped, or a picture and files from the clipboard."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

File = tuple[str, bytes]


def read_files(paths: Sequence[Path]) -> tuple[list[File], str]:
    """Their contents, and in words which of them could not be read."""
    found: list[File] = []
    wrong: list[str] = []
    for one in paths:
        try:
            found.append((one.name, one.read_bytes()))
        except OSError as error:
            wrong.append(f"{one.name} 读不出来：{error.strerror or error}")
    return found, "；".join(wrong)


def from_clipboard(now: datetime) -> tuple[list[File], str]:
    """What the clipboard holds that can be evidence: copied files, or a picture, which becomes a PNG."""
    data = QGuiApplication.clipboard().mimeData()
    paths = [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()] if data and data.hasUrls() else []
    if paths:
        return read_files(paths)
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        return [], "剪贴板里没有图片或文件；先截图或在资源管理器里复制文件，再按 Ctrl+V"
    return [(f"截图 {now:%Y%m%d-%H%M%S}.png", png(image))], ""


def png(image: QImage) -> bytes:
    """A picture as a PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]  # Qt takes the word
    return bytes(buffer.data().data())


def size_told(size: int) -> str:
    """12 KB."""
    return f"{size // 1024} KB" if size >= 1024 else f"{size} 字节"
