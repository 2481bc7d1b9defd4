"""The first project in four steps: contract, parties and term, what happened before today, people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Refused
from ui.first.steps import BeforeStep, ContractStep, PartiesStep, PeopleStep, Setup, Step
from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.messages import InlineMessage
from ui.workspace import Workspace

SIZE = (760, 560)


class ProjectWizard(QDialog):
    """Nothing is written before the last step; then everything, one entry of the history a step."""

    made = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建项目")
        self.resize(*SIZE)
        self._workspace, self._setup = workspace, Setup()
        contract = ContractStep(workspace)
        self.steps: tuple[Step, ...] = (contract, PartiesStep(workspace), BeforeStep(), PeopleStep(workspace))
        self._title, self._words = label("", "figure"), label("", "muted")
        self._message = InlineMessage("bad")
        self._stack = QStackedWidget()
        self.cancel, self.back, self.next = Button("取消", "quiet"), Button("上一步"), Button("下一步", "primary")
        self._build()
        self.cancel.clicked.connect(self.reject)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        contract.list.itemDoubleClicked.connect(self._go_on)
        self._show(0)

    def _build(self) -> None:
        self._words.setWordWrap(True)
        for step in self.steps:
            self._stack.addWidget(step)
        for button in (self.cancel, self.back):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        for widget, stretch in ((self._title, 0), (self._words, 0), (self._stack, 1), (self._message, 0)):
            column.addWidget(widget, stretch)
        column.addLayout(buttons)

    def _show(self, at: int) -> None:
        step = self.steps[at]
        self._stack.setCurrentIndex(at)
        self._title.setText(f"{at + 1} / {len(self.steps)}　{step.title}")
        self._words.setText(step.words)
        self._message.hide()
        self.back.setEnabled(at > 0)
        self.next.setText("完成" if at == len(self.steps) - 1 else "下一步")
        step.enter(self._setup)
        step.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes a step back: an hour of pasting is not thrown away by one key."""
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex() > 0:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        self._show(self._stack.currentIndex() - 1)

    def _go_on(self) -> None:
        at = self._stack.currentIndex()
        try:
            self.steps[at].take(self._setup)
            if at == len(self.steps) - 1:
                self._finish()
                return
        except Refused as refused:
            self._complain(refused)
            return
        self._show(at + 1)

    def _finish(self) -> None:
        project = self._setup.create(self._workspace)
        self.accept()
        self.made.emit(project)

    def _complain(self, refused: Refused) -> None:
        """Beside the step, in plain words; nothing typed is lost."""
        told = [
            f"{one.path}：{one.value}　{one.reason}" if one.value else f"{one.path}：{one.reason}"
            for one in refused.faults
        ]
        self._message.say("bad", "\n".join(told[:6]))
        self._message.show()
