"""Takes the pictures of the manual from a demo store of its own: `QT_QPA_PLATFORM=offscreen python -m
docs.manual.make_pictures` in the program's folder; every picture is to be looked at before it is kept."""

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from app.demo.build import build
from app.ledger import people, projects
from app.ledger.book import Book
from ui.app import application
from ui.first.start import StartDialog
from ui.first.wizard import ProjectWizard
from ui.shell.window import MainWindow
from ui.shots import SMALL, TODAY, USUAL
from ui.workspace import Workspace

PICTURES = Path(__file__).with_name("pictures")
COLOURS = 256
QUIET_S, PATIENCE_S = 1, 20
SIGNED, FINED = "period:2025-11", "K11"

Deed = Callable[[MainWindow, Any], None]


def leave(_window: MainWindow, _page: Any) -> None:
    """As the page opens."""


def explain(_window: MainWindow, page: Any) -> None:
    """The line on which the panel speaks."""
    page.show_indicator("connect_rate")


def show_view(name: str) -> Deed:
    """Another view of a page."""

    def deed(_window: MainWindow, page: Any) -> None:
        page.open_view(name)

    return deed


def type_incident(_window: MainWindow, page: Any) -> None:
    """A line that is understood and not logged yet."""
    page.quick.edit.setText("迟到 mmt 9/3")
    page.quick.look()
    page.quick.begin()


def open_bundle(_window: MainWindow, page: Any) -> None:
    """The list of everything that can be made; where it goes is nobody's folder."""
    page.open_bundle()
    settle(page)
    page.bundle.set_folder(Path("D:/月结"))


def choose_person(window: MainWindow, page: Any) -> None:
    """Somebody with a fine, so that there is something to see."""
    owner = window.workspace.project
    assert owner is not None
    every = people.listed(window.workspace.book, owner.id)
    page.show_person(next(one.id for one in every if one.staff_number == FINED))


def check_paper(window: MainWindow, page: Any) -> None:
    """The foot of a signed page, checked."""
    window.go_to(SIGNED)
    page.open_view("versions")
    settle(page)
    standing = window.workspace.standing
    assert standing is not None and standing.current is not None
    paper = page.aside.versions.paper
    paper.code.setText(f"{standing.current.number} {standing.current.digest[:16]}")
    paper.check.click()


def find(window: MainWindow, _page: Any) -> None:
    """Ctrl+K."""
    header: Any = window.findChild(QWidget, "search")
    header.click()


SHOTS: tuple[tuple[str, str, str, Deed], ...] = (
    ("overview", "DZ", "overview", leave),
    ("indicators", "DZ", "indicators", explain),
    ("attendance", "KZ", "attendance", leave),
    ("leaves", "KZ", "attendance", show_view("leaves")),
    ("incidents", "KZ", "incidents", type_incident),
    ("training", "KZ", "training", leave),
    ("people", "KZ", "people", leave),
    ("fines", "KZ", "fines", choose_person),
    ("closing", "KZ", "closing", leave),
    ("paper", "DZ", "closing", check_paper),
    ("forms", "KZ", "forms", leave),
    ("bundle", "KZ", "forms", open_bundle),
    ("obligations", "DZ", "obligations", leave),
    ("finder", "DZ", "overview", find),
)


def settle(page: Any) -> None:
    """Lets the page come to rest: some work beside the window."""
    least, most = monotonic() + QUIET_S, monotonic() + PATIENCE_S
    while monotonic() < least or (not getattr(page, "is_quiet", True) and monotonic() < most):
        QApplication.processEvents()
        sleep(1 / 100)


def keep(widget: QWidget, name: str) -> None:
    """Few colours are enough for a window, and make a small file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    picture = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
    small = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def opened(book: Book, code: str, settings: QSettings) -> MainWindow:
    """A window on a project of the demo, on the day that its story has come to."""
    today = TODAY.get(code, USUAL)
    workspace = Workspace(book, lambda: today)
    workspace.open_project(next(one.id for one in projects.listed(book) if one.code == code))
    window = MainWindow(workspace, settings)
    window.show()
    window.showNormal()  # the screen that nobody sees is smaller than the window is to be
    window.resize(SMALL)
    return window


def take(book: Book, folder: Path) -> None:
    """All of them; a window each, so that none shows what another did."""
    settings = QSettings(str(folder / "manual.ini"), QSettings.Format.IniFormat)
    for name, code, key, deed in SHOTS:
        window = opened(book, code, settings)
        page: Any = window.open_page(key)
        settle(page)
        deed(window, page)
        settle(page)
        keep(window, name)
        window.close()
    window = opened(book, "KZ", settings)
    wizard = ProjectWizard(window.workspace, window)
    for dialog, name in ((StartDialog(folder / "热线考核台账.hotline"), "start"), (wizard, "project")):
        dialog.show()
        settle(dialog)
        keep(dialog, name)
        dialog.close()
    window.close()


def main() -> None:
    """A demo store, the pictures, and nothing left behind."""
    application()
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        book = build(Path(place) / "示例.hotline", step=lambda _words: None)
        try:
            take(book, Path(place))
        finally:
            book.engine.dispose()


if __name__ == "__main__":
    main()
