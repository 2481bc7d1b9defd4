"""Pictures of every page for every demo contract, light and dark, at the sizes people have; and a contact sheet."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.ledger import projects
from app.ledger.book import Book
from app.ledger.overview import Headline
from app.ledger.store import open_book
from ui.kit.theme import install
from ui.pages import PAGES
from ui.shell.window import MainWindow
from ui.shell.words import headline
from ui.workspace import Workspace

TODAY = {"KZ": date(2025, 9, 24), "DZ": date(2025, 12, 18), "YZ": date(2025, 9, 26), "JY": date(2026, 6, 23)}
USUAL = date(2025, 12, 18)
SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
THUMB, ACROSS = 640, 4
PATIENCE = 20


class Look(NamedTuple):
    """A size, a theme and a zoom."""

    name: str
    size: QSize
    dark: bool
    percent: int


LOOKS = (
    Look("1366-light", SMALL, False, 100),
    Look("1366-dark", SMALL, True, 100),
    Look("1920-light", LARGE, False, 100),
    Look("1920-150-light", LARGE, False, 150),
)

VIEWS = {
    "attendance": ("roster", "leaves"),
    "training": ("hours", "line"),
    "fines": ("pools", "scores"),
    "closing": ("review", "term", "versions"),
}


def shoot(store: Path, folder: Path) -> list[Path]:
    """All pictures, then the contact sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for look in LOOKS:
        for code, page, image in _pictures(store, look):
            target = folder / f"{page}-{code}-{look.name}.png"
            image.save(str(target))
            made.append(target)
            sys.stderr.write(f"{target.name}\n")
    made.append(_sheet(made, folder / "contact-sheet.png"))
    return made


def _pictures(store: Path, look: Look) -> Iterator[tuple[str, str, QImage]]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    install(application, dark=look.dark, percent=look.percent)
    book = open_book(store, "王经理")
    try:
        for owner in projects.listed(book):
            window = _window(book, owner.code, owner.id, look.size)
            for page in PAGES:
                opened: Any = window.open_page(page.key)
                yield owner.code, page.key, _grabbed(window, opened)
                for view in _views(page.key, opened):
                    yield owner.code, f"{page.key}-{view}", _grabbed(window, opened)
            window.close()
            window.deleteLater()
    finally:
        book.engine.dispose()


def _views(key: str, page: Any) -> Iterator[str]:
    """The page's other views, each opened as it is named; a page without anything to show has none."""
    if key == "forms":
        page.open_bundle()
        yield "bundle"
    empty = {"attendance": lambda: page.month is None, "fines": lambda: page.clerk.sheet is None}
    if key in VIEWS and not empty.get(key, bool)():
        for view in VIEWS[key]:
            page.open_view(view)
            yield view


def _window(book: Book, code: str, project: int, size: QSize) -> MainWindow:
    today = TODAY.get(code, USUAL)
    workspace = Workspace(book, lambda: today)
    workspace.open_project(project)
    with tempfile.NamedTemporaryFile(suffix=".ini", delete=False) as file:
        settings = QSettings(file.name, QSettings.Format.IniFormat)
    window = MainWindow(workspace, settings)
    window.setWindowState(Qt.WindowState.WindowNoState)  # a small screen would have it filled
    window.resize(size)
    window.show()
    return window


def _grabbed(window: MainWindow, page: Any) -> QImage:
    # Two rounds: the first lays out, the second paints what the layout settled. Some pages work beside the window.
    until = monotonic() + PATIENCE
    for _ in range(40):
        QApplication.processEvents()
    while not getattr(page, "is_quiet", True) and monotonic() < until:
        QApplication.processEvents()
        sleep(1 / 100)
    QApplication.processEvents()
    window.repaint()
    return window.grab().toImage()


def _sheet(pictures: list[Path], target: Path) -> Path:
    """All pictures on one."""
    small = [QImage(str(one)).scaledToWidth(THUMB, Qt.TransformationMode.SmoothTransformation) for one in pictures]
    rows = [small[at : at + ACROSS] for at in range(0, len(small), ACROSS)]
    heights = [max(one.height() for one in row) + 8 for row in rows]
    sheet = QImage(ACROSS * (THUMB + 8), sum(heights), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for at, one in enumerate(row):
            painter.drawImage(at * (THUMB + 8), top, one)
        top += height
    painter.end()
    sheet.save(str(target))
    return target


def _scores(store: Path) -> Iterator[str]:
    """What each demo contract comes to, as the header says it."""
    book = open_book(store, "王经理")
    try:
        for owner in projects.listed(book):
            today = TODAY.get(owner.code, USUAL)
            workspace = Workspace(book, lambda day=today: day)
            workspace.open_project(owner.id)
            found = workspace.headline()
            if isinstance(found, Headline):
                figure, unit = headline(found.found.assessment)
                yield f"{owner.name} {workspace.period} {figure} {unit}\n"
    finally:
        book.engine.dispose()


def _quiet(_words: str) -> None:
    """The pictures are what counts."""


def main(folder: Path) -> int:
    """Makes a demo store of its own and takes the pictures."""
    from app.demo.build import build
    from ui.app import application

    application()
    place = Path(tempfile.mkdtemp())
    try:
        build(place / "demo.hotline", step=_quiet).engine.dispose()
        made = shoot(place / "demo.hotline", folder)
        sys.stdout.write("".join(_scores(place / "demo.hotline")))
    finally:
        shutil.rmtree(place, ignore_errors=True)
    sys.stdout.write(f"{len(made)} pictures in {folder.name}\n")
    return 0
