"""The very first start: look around in the demo, or begin one's own."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Fault, Refused
from app.ledger import store
from ui.first.demo import SUFFIX, building, demo_beside
from ui.kit.busy import Busy
from ui.kit.buttons import Button
from ui.kit.labels import RichLabel, label
from ui.kit.messages import InlineMessage
from ui.work import Work


class StartDialog(QDialog):
    """Ends with a store to open, or with nothing."""

    chosen = Signal(object)

    def __init__(self, usual: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("热线考核台账")
        self.setMinimumWidth(560)
        self._usual, self._work = usual, None
        self.demo, self.new = Button("打开示例台账", "primary"), Button("新建台账")
        self.other = Button("打开已有台账…", "quiet")
        self._busy, self._message = Busy(), InlineMessage("bad")
        self._build()
        self._connect()

    def _build(self) -> None:
        words = RichLabel(
            "第一次使用，可以先在示例里到处看看：五份合同、虚构的人员与一个季度的日常，随便改也不要紧。\n"
            "准备好了就新建自己的台账，按四步建立第一个项目。台账只保存在这台电脑上，不联网。",
            "muted",
        )
        buttons = QHBoxLayout()
        for button in (self.demo, self.new):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 22)
        column.setSpacing(14)
        column.addWidget(label("从哪里开始？", "figure"))
        column.addWidget(words)
        column.addLayout(buttons)
        for widget in (self._busy, self._message):
            widget.hide()
            column.addWidget(widget)
        column.addStretch(1)

    def _connect(self) -> None:
        self.demo.clicked.connect(self._make_demo)
        self.new.clicked.connect(self._make_new)
        self.other.clicked.connect(self._open_other)

    def _make_demo(self) -> None:
        """The demo takes some seconds: progress, then it opens."""
        target = demo_beside(self._usual)
        if target.exists():
            self._take(target)
            return
        self._wait(True)
        self._work = Work(building(target), self)
        self._work.progressed.connect(self._busy.report)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._failed)
        self._work.start()

    def _make_new(self) -> None:
        try:
            reason = store.why_not(self._usual)
            if reason:
                raise Refused([Fault("位置", str(self._usual), reason)])
            self._usual.parent.mkdir(parents=True, exist_ok=True)
            store.create(self._usual, "驻场经理").engine.dispose()
        except (Refused, OSError) as error:
            self._failed(error)
            return
        self._take(self._usual)

    def _open_other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "打开台账", str(self._usual.parent), f"台账 (*{SUFFIX})")
        if not name:
            return
        reason = store.why_not(Path(name))
        if reason:
            self._failed(Refused([Fault("位置", Path(name).name, reason)]))
        else:
            self._take(Path(name))

    def _take(self, path: Path) -> None:
        self.chosen.emit(path)
        self.accept()

    def _failed(self, error: object) -> None:
        self._wait(False)
        reason = error.faults[0].reason if isinstance(error, Refused) and error.faults else str(error)
        self._message.say("bad", reason)
        self._message.show()

    def _wait(self, waiting: bool) -> None:
        self._busy.setVisible(waiting)
        for button in (self.demo, self.new, self.other):
            button.setEnabled(not waiting)
