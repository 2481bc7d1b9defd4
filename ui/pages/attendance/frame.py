"""The frame of the page: its layers, what is said over the month and under it, and the passing word with its undo."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.kit.empty import EmptyState
from ui.kit.labels import RichLabel
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.kit.toast import Toast
from ui.pages.attendance.answers import first_step
from ui.pages.attendance.month import Month

EDGE, GAP = 16, 8
READ_ONLY = "只能查看。要修改请先撤回送签或重新打开并写明理由，或在以后的期间登记更正"


class Stack(QStackedWidget):
    """The views; none of them has a height that depends on its width, though words deep in one of them have."""

    def hasHeightForWidth(self) -> bool:
        """Else every change of the page would lay out all words of the hidden views at many widths."""
        return False


class Frame(QWidget):
    """Says things; the page knows what."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._toast: Toast | None = None
        words = "项目是一份正在执行的合同：选合同、填双方与期限、粘贴人员名单即可开始。"
        self.nothing = EmptyState("calendar-grid", "还没有项目", words, "新建项目")
        self.bare = EmptyState("person", "这个月还没有人员", "先登记人员与班组，考勤才有归属。", "去人员页")
        self.locked, self.notice = InlineMessage(Tone.ACCENT), InlineMessage(Tone.WARN, closable=True)
        self.first, self.legend = InlineMessage(Tone.ACCENT), RichLabel("", "line")
        self.main, self.views = QWidget(), Stack()
        self.layers = QStackedLayout(self)

    def hasHeightForWidth(self) -> bool:
        """It takes what the window has; asking its hidden layers costs more than painting them."""
        return False

    def furnish(self, head: QWidget, *views: QWidget) -> None:
        """Puts the parts in their places."""
        for view in views:
            self.views.addWidget(view)
        column = QVBoxLayout(self.main)
        column.setContentsMargins(scaled(EDGE), scaled(12), scaled(EDGE), scaled(10))
        column.setSpacing(scaled(GAP))
        for part in (head, self.locked, self.first, self.notice):
            column.addWidget(part)
        column.addWidget(self.views, 1)
        column.addWidget(self.legend)
        for part in (self.locked, self.first, self.notice):
            part.hide()
        for layer in (self.main, self.nothing, self.bare):
            self.layers.addWidget(layer)

    def say_standing(self, month: Month, view: str) -> None:
        """Whether it is signed; what to do first where nothing is there."""
        self.locked.setVisible(bool(month.locked))
        if month.locked:
            self.locked.say(Tone.ACCENT, f"{month.locked}，{READ_ONLY}。")
        words, action = first_step(month, view)
        self.first.setVisible(bool(words))
        self.first.say(Tone.ACCENT, words, action)

    def say(self, words: str, tone: str = Tone.WARN) -> None:
        """What should be known, over the month."""
        self.notice.say(tone, words)
        self.notice.show()

    def say_trouble(self, words: str) -> None:
        """Why something was not done, if it was not."""
        if words:
            self.say(words, Tone.BAD)

    def say_done(self, words: str) -> None:
        """What was done, with the way back."""
        if self._toast is None:
            self._toast = Toast(self)
            self._toast.action_requested.connect(self.undo_asked)
        self.notice.hide()
        self._toast.say(f"已记：{words}", Tone.GOOD, "撤销")
