"""The window's part of `--self-check`: icons, fonts, styles, Qt's plugins, and every page opened where nobody looks."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QLibraryInfo, QMessageLogContext, QSettings, QSize, Qt, QTimer, QtMsgType
from PySide6.QtCore import qInstallMessageHandler as install_handler
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtSvg import QSvgRenderer

from app.ledger import projects
from app.ledger.store import open_book
from app.self_check.item import USER, Ground, Item, compared, required, told
from ui.app import Program, application
from ui.kit import icons
from ui.kit.theme.files import FONTS, ICONS, STYLES
from ui.pages import PAGES
from ui.shell.window import MainWindow
from ui.shots import TODAY, USUAL
from ui.workspace import Workspace

SIZE = QSize(1366, 768)
SETTLED_MS, PATIENCE_MS = 60, 30_000
FEWEST_COLOURS = 4
# Said by the offscreen platform of every window with a smallest size.
USUAL_WORDS = "does not support propagateSizeHints"
QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


def drawn_icons(ground: Ground) -> str:
    """Every icon is there and can be drawn."""
    application()
    required(f"画不出 {name}" for name in icons.names() if not QSvgRenderer(str(ICONS / f"{name}.svg")).isValid())
    return compared(ground.manifest.registries["icons"], icons.names())


def fonts(ground: Ground) -> str:
    """Every font is there and Qt can load it."""
    application()
    found = sorted(FONTS.glob("*.ttf"))
    required(f"载入不了 {one.name}" for one in found if QFontDatabase.addApplicationFont(str(one)) < 0)
    return compared(ground.manifest.registries["fonts"], [one.stem for one in found])


def styles(ground: Ground) -> str:
    """Every style sheet is there; worn by the application it gives no warning."""
    with listening() as heard:
        application()
    required(heard)
    return compared(ground.manifest.registries["styles"], [one.stem for one in STYLES.glob("*.qss")])


def plugins(ground: Ground) -> str:
    """What Qt loads while it runs: platforms, picture formats, and the input methods that Chinese is typed with."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    wanted = ground.manifest.registries["plugins"]
    required(f"缺 {name}" for name in wanted if not (folder / name).is_file())
    return f"{len(wanted)} 个" if wanted else "未打包，用 Qt 自带的"


def window(ground: Ground) -> str:
    """The program started as a user starts it: the lock, the empty frame, the store, the page that stands at last."""
    from app.errors import Refused
    from app.ledger.place import usual_place

    application()
    program = Program(ground.demo, USER, _settings(ground))
    refused: list[Refused] = []
    program.refused.connect(refused.append)
    try:
        program.open()
        with listening() as heard:  # after the program has put its own hook, which would ask the user
            stands = _waited(program)
    finally:
        if program.window is not None:
            program.window.close()
        program.close()
    required([*heard, *(line for one in refused for line in told(one)), *(() if stands else ("页面没有打开",))])
    return f"启动到首页；台账通常放在 {usual_place().parent.name}"


def _waited(program: Program) -> bool:
    """Whether the page stands before anybody loses patience."""
    loop, timer = QEventLoop(), QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    program.ready.connect(loop.quit)
    program.refused.connect(loop.quit)
    timer.start(PATIENCE_MS)
    loop.exec()
    return timer.isActive()


def _settings(ground: Ground) -> QSettings:
    return QSettings(str(ground.folder / "window.ini"), QSettings.Format.IniFormat)


def pages(ground: Ground) -> str:
    """Every page over every project of the demo: built, shown, drawn, and nothing complained."""
    application()
    faults: list[str] = []
    book = open_book(ground.demo, USER)
    settings = _settings(ground)
    wanted = ground.manifest.registries["pages"]
    count = compared(wanted, [one.module for one in PAGES if import_module(f"ui.pages.{one.module}.page").Page])
    owners = projects.listed(book)
    try:
        for owner in owners:
            workspace = Workspace(book, partial(TODAY.get, owner.code, USUAL))
            workspace.open_project(owner.id)
            faults += [f"{owner.code}：{line}" for line in _through(workspace, settings)]
    finally:
        book.engine.dispose()
    required(faults)
    return f"{count}，在 {len(owners)} 个项目里都能打开"


def _through(workspace: Workspace, settings: QSettings) -> Iterator[str]:
    """What is wrong with the pages of one window."""
    with listening() as heard:
        window = MainWindow(workspace, settings)
        window.setWindowState(Qt.WindowState.WindowNoState)  # the screen here is a small one
        window.resize(SIZE)
        window.show()
        _settle()
    yield from heard
    for page in PAGES:
        with listening() as heard:
            try:
                window.open_page(page.key)
                _settle()
                if _is_blank(window.grab().toImage()):
                    heard.append("没有画出来")
            except Exception as error:
                heard.extend(told(error))
        yield from (f"{page.title}：{line}" for line in heard)
    with listening() as heard:
        window.close()
        window.deleteLater()
        _settle()
    yield from heard


@contextmanager
def listening() -> Iterator[list[str]]:
    """What Qt warns of, and what fails inside a slot, where no caller would see it."""
    heard: list[str] = []

    def message(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind not in QUIET and USUAL_WORDS not in words:
            heard.append(words)

    def bug(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        heard.extend(told(error) if isinstance(error, Exception) else (repr(error),))

    before, hook = install_handler(message), sys.excepthook
    sys.excepthook = bug
    try:
        yield heard
    finally:
        install_handler(before)
        sys.excepthook = hook


def _settle() -> None:
    """The event loop runs for a moment: what a page puts off until it is shown is done, too."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLED_MS, loop.quit)
    loop.exec()


def _is_blank(image: QImage) -> bool:
    small = image.scaled(64, 36)
    colours = {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
    return len(colours) < FEWEST_COLOURS


ITEMS = (
    Item("图标", drawn_icons),
    Item("字体", fonts),
    Item("样式", styles),
    Item("Qt 插件", plugins),
    Item("窗口", window),
    Item("页面", pages),
)
