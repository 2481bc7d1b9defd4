"""The clipboard: rectangles out for Excel, WPS and ourselves, rectangles in from anybody, nothing left at the end."""

import os
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from ui.kit.grid.tsv import Block, read_tsv, to_html, to_tsv

MARK = "application/x-cell-block"


class _Keeper(QObject):
    """Lives as the application's child and clears what we put on the clipboard before Qt goes."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        app.aboutToQuit.connect(self._release)

    def _release(self) -> None:
        release_clipboard()


def put(block: Sequence[Sequence[str]], numeric: Sequence[bool]) -> None:
    """Copies a rectangle; `numeric` says for each column whether its figures are figures."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication) and app.findChild(_Keeper) is None:
        _Keeper(app)
    data = QMimeData()
    data.setText(to_tsv(block))
    data.setHtml(to_html(block, numeric))
    data.setData(MARK, _mine())
    QGuiApplication.clipboard().setMimeData(data, QClipboard.Mode.Clipboard)


def take() -> Block:
    """The rectangle on the clipboard; empty if there is no text."""
    data = QGuiApplication.clipboard().mimeData()
    return read_tsv(data.text()) if data is not None and data.hasText() else []


def release_clipboard() -> None:
    """Clears the clipboard if it holds cells of this process: Qt crashes at exit over data still referenced then."""
    data = QGuiApplication.clipboard().mimeData()
    if data is not None and data.hasFormat(MARK) and data.data(MARK) == _mine():
        QGuiApplication.clipboard().clear()


def _mine() -> QByteArray:
    return QByteArray(str(os.getpid()).encode())
