"""Another store in this window: one's own, the demo's, or any that lies on this computer."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.errors import Fault, Refused
from app.ledger import store
from app.ledger.place import usual_place
from ui.first.demo import SUFFIX, building, demo_beside
from ui.work import Work

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


def place_of(window: "MainWindow") -> Path:
    """The store that is open."""
    return Path(window.workspace.book.engine.url.database or "")


def in_demo(window: "MainWindow") -> bool:
    """Whether the demo is open, and there is something else to go back to."""
    return place_of(window).name == demo_beside(usual_place()).name and usual_place().is_file()


def open_other(window: "MainWindow") -> None:
    """Whatever the user chooses."""
    name, _ = QFileDialog.getOpenFileName(window, "打开台账", str(place_of(window).parent), f"台账 (*{SUFFIX})")
    if name:
        turn_to(window, Path(name))


def open_own(window: "MainWindow") -> None:
    """Back from the demo."""
    turn_to(window, usual_place())


def open_demo(window: "MainWindow") -> None:
    """The demo's; built where it is not there yet."""
    target = demo_beside(usual_place())
    if target.exists():
        turn_to(window, target)
        return
    work = Work(building(target), window)
    work.done.connect(window.store_requested)
    window.run(work, "正在建立示例台账…")


def turn_to(window: "MainWindow", target: Path) -> None:
    """Refused before anything is closed: what stays open is what was open."""
    if target.resolve() == place_of(window).resolve():
        window.say(f"{target.name} 就是现在打开的台账")
        return
    try:
        reason = store.why_not(target)
        if reason:
            raise Refused([Fault("位置", target.name, reason)])
        store.open_book(target, window.workspace.book.user).engine.dispose()
    except Refused as refused:
        window.say(f"台账打不开：{'；'.join(one.reason for one in refused.faults)}")
        return
    window.store_requested.emit(target)
