"""What can be done from anywhere: another store, back up, check, switch the theme, set up a project."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.ledger.safety import save_copy
from app.ledger.verify import verify
from ui.shell.stores import in_demo, open_demo, open_other, open_own
from ui.shell.system_menu import SystemMenu
from ui.work import Work

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

AFTER = {True: False, False: None}
TOLD = {None: "跟随系统明暗", False: "浅色", True: "深色"}


def do(what: str, window: "MainWindow") -> None:
    """Does a deed by name."""
    deed = DEEDS.get(what)
    if deed:
        deed(window)


def back_up(window: "MainWindow") -> None:
    """A verified copy where the user wants it."""
    store = Path(window.workspace.book.engine.url.database or "")
    stamp = f"{window.workspace.book.clock():%Y%m%d-%H%M}"
    name, _ = QFileDialog.getSaveFileName(window, "备份台账", f"{store.stem}-备份-{stamp}{store.suffix}")
    if not name:
        return

    def job(_progress: Any, _cancelled: Any) -> str:
        save_copy(window.workspace.book, Path(name))
        return f"已备份并核验：{Path(name).name}"

    window.run(Work(job, window), "正在备份…")


def check(window: "MainWindow") -> None:
    """The file, the history, the rows, every signed revision."""

    def job(progress: Any, _cancelled: Any) -> str:
        found = verify(window.workspace.book, step=lambda words: progress(words, 0, 0))
        return (
            "台账完好：文件、记录链、记录与历史、已签版本都核对一致"
            if not found
            else f"发现 {len(found)} 处问题：{found[0].words}"
        )

    window.run(Work(job, window), "正在检查…")


def switch_theme(window: "MainWindow") -> None:
    """The other than the system's first, so that something is seen to happen; then light, then the system again."""
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    look(window, not is_dark if window.theme_choice is None else AFTER[window.theme_choice])


def look(window: "MainWindow", chosen: bool | None) -> None:
    """The one that was chosen."""
    window.choose_look(chosen)
    window.say(TOLD[chosen])


def follow_system(window: "MainWindow") -> None:
    """As the system is."""
    look(window, None)


def light(window: "MainWindow") -> None:
    """Light."""
    look(window, False)


def dark(window: "MainWindow") -> None:
    """Dark."""
    look(window, True)


def show_menu(window: "MainWindow") -> None:
    """Which look is chosen, and which way the demo lies."""
    menu = window.findChild(SystemMenu)
    if menu is not None:
        menu.show_state(window.theme_choice, in_demo(window))


def new_project(window: "MainWindow") -> None:
    """The four steps."""
    from ui.first.wizard import ProjectWizard

    wizard = ProjectWizard(window.workspace, window)
    wizard.made.connect(window.workspace.open_project)
    wizard.open()


DEEDS: dict[str, Callable[["MainWindow"], None]] = {
    "backup": back_up,
    "verify": check,
    "theme": switch_theme,
    "project": new_project,
    "menu": show_menu,
    "open": open_other,
    "demo": open_demo,
    "own": open_own,
    "look-system": follow_system,
    "look-light": light,
    "look-dark": dark,
}
