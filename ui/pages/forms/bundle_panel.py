"""月结包: all forms of the period at once, as one PDF and as a folder of PDFs and workbooks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.errors import Refused
from app.forms.bundle import Item, Made, make, plan
from app.forms.files import Unwritten
from app.ledger.book import Book
from ui.kit.busy import Busy
from ui.kit.buttons import Button, IconButton
from ui.kit.card import Card
from ui.kit.labels import label
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.pages.forms import habits
from ui.pages.forms.bundle_rows import BundleRows
from ui.pages.forms.catalogue import reader_of
from ui.pages.forms.desk import open_file
from ui.pages.forms.making import DRAWING
from ui.pages.forms.task import Task
from ui.pages.forms.words import why_not
from ui.shell.words import period_text
from ui.work import Progress
from ui.workspace import Workspace

EDGE = 16
LOOKING = "正在看每张表能不能做…"


class BundlePanel(QWidget):
    """Chooses, makes, and says what came of it. The store is only read."""

    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._made: Made | None = None
        self._folder: Path | None = None
        self._reader: Book | None = None
        self._at_once = False  # everything is to be made as soon as it is known what can be
        self._card = Card("月结包")
        self.back = IconButton("chevron-left", "返回（Esc）")
        self.rows, self.message, self._busy = BundleRows(), InlineMessage(), Busy()
        self.all_button, self.none_button = Button("全选", "quiet"), Button("全不选", "quiet")
        self.folder_button, self._place, self._count = Button("选择文件夹…", icon_name="folder"), label(""), label("")
        self.go = Button("生成月结包", "primary", "package")
        self._task = Task(self._busy, self)
        self._lay_out()
        self._connect()

    @property
    def is_busy(self) -> bool:
        """Whether something runs."""
        return self._task.is_busy

    @property
    def made(self) -> Made | None:
        """What was made last."""
        return self._made

    # --- what it shows

    def begin(self) -> None:
        """Opened: what can be made is worked out."""
        self.message.hide()
        self.set_folder(self._folder or habits.last_folder())
        self.refresh()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_all(self) -> None:
        """Makes everything that can be made, as soon as that is known."""
        self._at_once = True
        self.refresh()

    def refresh(self) -> None:
        """Every form of the period is tried; one that cannot be made says why before anybody waits for it."""
        owner, period = self._workspace.project, self._workspace.period
        if owner is None or self._task.is_busy:
            return
        self._card.set_title(f"月结包　{period_text(period)}")
        book = self._reader = reader_of(self._workspace.book, self._reader)

        def job(step: Progress, stopped: Callable[[], bool]) -> tuple[Item, ...]:
            return plan(book, owner, period, step, stopped)

        self._task.run(job, LOOKING, self._planned, self._refused)

    def set_folder(self, folder: Path) -> None:
        """Where it will be put."""
        self._folder = folder
        self._place.setText(f"{folder}")
        self._place.setToolTip(f"会在这里新建一个文件夹：{folder}")

    def _planned(self, items: object) -> None:
        assert isinstance(items, tuple)
        self.rows.show_items(items)
        self._say_count()
        at_once, self._at_once = self._at_once, False
        if at_once:
            self.make()

    def _say_count(self) -> None:
        chosen, total = len(self.rows.chosen), len(self.rows.boxes)
        unable = sum(bool(item.reason) for item, _ in self.rows.boxes)
        self._count.setText(f"已选 {chosen} / {total} 张" + (f"，{unable} 张做不出来" if unable else ""))
        self.go.setEnabled(bool(chosen) and not self._task.is_busy)

    # --- making

    def choose_folder(self) -> None:
        """Asks where to."""
        found = QFileDialog.getExistingDirectory(self, "月结包放在哪里", str(self._folder or habits.last_folder()))
        if found:
            self.set_folder(Path(found))

    def make(self) -> None:
        """Makes what is ticked."""
        chosen, folder = self.rows.chosen, self._folder
        if not chosen or folder is None or self._task.is_busy:
            return
        self.message.hide()
        habits.keep_folder(folder)

        def job(step: Progress, stopped: Callable[[], bool]) -> Made:
            with DRAWING:
                return make(chosen, folder, step, stopped)

        self._task.run(job, "正在生成…", self._finished, self._refused)

    def _finished(self, made: object) -> None:
        assert isinstance(made, Made)
        self._made = made
        failures = "；".join(f"**{one.item.title}** {one.reason}" for one in made.failures[:4])
        count = len({path.stem for path in made.files})
        words = f"已生成 {count} 张表和一个合订 PDF，放在 **{made.folder.name}**"
        words += f"。没有做出 {len(made.failures)} 张：{failures}" if made.failures else ""
        self.message.say(Tone.WARN if made.failures else Tone.GOOD, words, "打开文件夹")
        self.message.show()
        self.rows.show_failures(made.failures)

    def _refused(self, refused: Refused) -> None:
        self.message.say(Tone.BAD, why_not(refused), "换个文件夹…" if isinstance(refused, Unwritten) else "")
        self.message.show()
        self._made = None

    def _cancelled(self) -> None:
        self._made, self._at_once = None, False
        self.message.say(Tone.NEUTRAL, "已取消，没有留下任何文件。")
        self.message.show()

    def _act(self) -> None:
        if self._made is not None:
            open_file(self._made.folder)
        else:
            self.choose_folder()

    def _hold(self, busy: bool) -> None:
        for one in (self.all_button, self.none_button, self.folder_button, self.back, self.rows):
            one.setEnabled(not busy)
        self._say_count()

    def _all(self) -> None:
        self.rows.choose(True)

    def _none(self) -> None:
        self.rows.choose(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, or stops what runs."""
        if event.key() == Qt.Key.Key_Escape:
            if self._task.is_busy:
                self._task.stop()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- building

    def _lay_out(self) -> None:
        card, foot = self._card, QHBoxLayout()
        card.header.insertWidget(0, self.back)
        for one in (self.all_button, self.none_button):
            card.header.addWidget(one)
        told = label("一次生成本期的表单：一个带目录的合订 PDF，另有每张表各自的 PDF 和 Excel。不改动台账。", "muted")
        told.setWordWrap(True)
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot.setSpacing(scaled(10))
        foot.addWidget(self.folder_button)
        foot.addWidget(self._place, 1)
        foot.addWidget(self._count)
        foot.addWidget(self.go)
        for part, stretch in ((told, 0), (self.message, 0), (self.rows, 1), (self._busy, 0)):
            card.add(part, stretch)
        card.body.addLayout(foot)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(EDGE), scaled(EDGE - 2), scaled(EDGE), scaled(EDGE - 2))
        column.addWidget(card)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.all_button.clicked.connect(self._all)
        self.none_button.clicked.connect(self._none)
        self.rows.changed.connect(self._say_count)
        self.folder_button.clicked.connect(self.choose_folder)
        self.go.clicked.connect(self.make)
        self.message.action_requested.connect(self._act)
        self._task.cancelled.connect(self._cancelled)
        self._task.state_changed.connect(self._hold)
