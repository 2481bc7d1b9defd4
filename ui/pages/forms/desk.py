"""What is done with a form that was made: printed, saved, opened by the system; in the background, one at a time."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import Refused
from app.forms.files import Unwritten, safe_name
from app.forms.output import KINDS, PDF, save
from app.forms.sheet import Document
from ui.kit.pdf_file import PdfFile
from ui.kit.theme import Tone
from ui.kit.toast import Toast
from ui.pages.forms import habits
from ui.pages.forms.making import DRAWING, Made
from ui.pages.forms.preview import Preview
from ui.pages.forms.printing import PrintWish, print_pages, printer_for, printers
from ui.pages.forms.task import Task
from ui.pages.forms.words import why_not
from ui.work import Job, Progress

NO_PRINTER = "这台电脑没有安装打印机。可以先存为 PDF，再拿到有打印机的电脑上打印。"
NO_READER = "系统没有能打开这种文件的程序。可以先存为 PDF 或 Excel，再换一台电脑打开。"
AS_PDF, ELSEWHERE = "存为 PDF…", "换个位置…"


class Desk(QObject):
    """Acts on what the preview shows and says there what came of it."""

    busy_changed = Signal(bool)

    def __init__(self, preview: Preview, page: QWidget) -> None:
        super().__init__(page)
        self._preview, self._page = preview, page
        self._made: Made | None = None
        self._toast: Toast | None = None
        self._task = Task(preview.task_busy, preview)
        self._folder: Path | None = None
        self._again = PDF
        self._outside: tempfile.TemporaryDirectory[str] | None = None
        self._connect()

    def take(self, made: Made | None) -> None:
        """What there is to print and save now."""
        self._made = made
        self._preview.message.hide()

    @property
    def is_busy(self) -> bool:
        """Whether something is being printed or saved."""
        return self._task.is_busy

    def _connect(self) -> None:
        self._preview.message.action_requested.connect(self._ask_again)
        self._task.state_changed.connect(self.busy_changed)
        self._task.cancelled.connect(self._cancelled)

    # --- printing

    def print(self) -> None:
        """Asks how, and prints."""
        from ui.pages.forms.print_dialog import ask

        made, found = self._made, printers()
        if made is None:
            return
        if not found:
            self._again = PDF
            self._preview.say(Tone.WARN, NO_PRINTER, AS_PDF)
            return
        last = habits.last_printer()
        initial = PrintWish(last if last in found else found[0], 1, len(made.file))
        wish = ask(self._page, made.document.title, found, initial, self._preview.view.page)
        if wish is not None:
            habits.keep_printer(wish.printer)
            self.send(made.file, wish, made.document.name)

    def send(self, file: PdfFile, wish: PrintWish, title: str) -> None:
        """Prints as wished."""
        printer = printer_for(wish, title)

        def job(step: Progress, stopped: Callable[[], bool]) -> str:
            sides = print_pages(file, printer, wish, step, stopped)
            return f"已送到 {wish.printer}：{sides} 页"

        self._run(job, "正在打印…", self._told)

    # --- saving

    def save_as(self, ending: str = PDF) -> None:
        """Asks where, and saves; the ending of the name says as what."""
        if self._made is None:
            return
        suggested = habits.last_folder() / f"{safe_name(self._made.document.name)}{ending}"
        kinds = {end: f"{words} (*{end})" for end, words in KINDS.items()}
        name, chosen = QFileDialog.getSaveFileName(
            self._page, "保存表单", str(suggested), ";;".join(kinds.values()), kinds[ending]
        )
        if name:
            path = Path(name)
            if path.suffix.lower() not in KINDS:
                path = path.with_name(path.name + next((end for end, one in kinds.items() if one == chosen), ending))
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Saves what is shown."""
        if self._made is not None:
            habits.keep_folder(path.parent)
            self._again = path.suffix.lower()
            self._run(_saving(self._made.document, path), "正在保存…", self._saved)

    def open_outside(self) -> None:
        """The PDF in the system's own reader; from a folder of ours that goes when the program ends."""
        if self._made is not None:
            if self._outside is None:
                self._outside = tempfile.TemporaryDirectory(prefix="hotline-", ignore_cleanup_errors=True)
            path = Path(self._outside.name) / f"{safe_name(self._made.document.name)}{PDF}"
            self._again = PDF
            self._run(_saving(self._made.document, path), "正在打开…", self._ready_outside)

    def _saved(self, path: Path) -> None:
        self._folder = path.parent
        self._say(f"已保存：{path.name}", Tone.GOOD, "打开文件夹")

    def _ready_outside(self, path: Path) -> None:
        if not open_file(path):
            self._again = PDF
            self._preview.say(Tone.WARN, NO_READER, AS_PDF)

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_file(self._folder)

    # --- how it went

    def _run(self, job: Job, words: str, done: Callable[[Any], None]) -> None:
        if not self._task.is_busy:
            self._preview.message.hide()
            self._task.run(job, words, done, self._refused)

    def _say(self, words: str, tone: Tone, action: str = "") -> None:
        if self._toast is None:
            self._toast = Toast(self._page)
            self._toast.action_requested.connect(self._open_folder)
        self._toast.say(words, tone, action)

    def _told(self, words: object) -> None:
        self._say(str(words), Tone.GOOD)

    def _refused(self, refused: Refused) -> None:
        self._preview.say(Tone.BAD, why_not(refused), ELSEWHERE if isinstance(refused, Unwritten) else "")

    def _cancelled(self) -> None:
        self._say("已取消", Tone.NEUTRAL)

    def _ask_again(self) -> None:
        self._preview.message.hide()
        self.save_as(self._again)


def _saving(document: Document, path: Path) -> Job:
    def job(step: Progress, stopped: Callable[[], bool]) -> Path:
        with DRAWING:
            save(document, path, step, stopped)
        return path

    return job


def open_file(path: Path) -> bool:
    """In whatever the system opens it with."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
