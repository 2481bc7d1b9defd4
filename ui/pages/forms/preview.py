"""The right side: what the chosen form is, whether it is a draft, what can be done with it, and its very pages."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Refused
from app.forms.sheet import Stamp
from app.ledger.periods import Standing
from app.periods import Period
from ui.kit.busy import Busy
from ui.kit.buttons import Button, IconButton
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.empty import EmptyState
from ui.kit.labels import label, show_if
from ui.kit.messages import InlineMessage
from ui.kit.paper_bar import PaperBar
from ui.kit.paper_view import PaperDesk, PaperView
from ui.kit.switches import SegmentedControl
from ui.kit.theme import Tone, scaled
from ui.pages.forms.making import Made
from ui.pages.forms.words import short, state_of, why_not

SOON_MS, NAME = 220, 124
GONE = "这张表现在做不出来"


class Preview(Card):
    """Shows what it is given; whoever owns it makes, prints and saves."""

    month_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._says_old = False
        self.name, self.state, self.number = label("", "title"), Chip(), label("", "small")
        self.print_button = Button("打印", "primary", "printer")
        self.pdf_button, self.xlsx_button = Button("PDF", icon_name="save"), Button("Excel", icon_name="save")
        self.open_button = IconButton("external", "用系统的阅读程序打开")
        self.months = SegmentedControl()
        self.view = PaperView()
        self.bar = PaperBar(self.view)
        self.message, self.task_busy = InlineMessage(closable=True), Busy()
        self.reason, self.busy = EmptyState("warning", GONE), Busy()
        self._waiting = QWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._layers = QStackedWidget()
        self._arrange()
        self._soon.timeout.connect(self._show_busy)
        self.months.chosen.connect(self.month_chosen)

    # --- what is shown

    def show_form(self, title: str, months: tuple[Period, ...], month: Period | None) -> None:
        """Another form is chosen; its pages come later."""
        self.name.setText(title)
        self.name.setToolTip(title)
        show_if(self.months, len(months) > 1)
        choices = [(str(one), short(one)) for one in months]
        if [one[0] for one in choices] != getattr(self, "_choices", []):
            self._choices = [one[0] for one in choices]
            self.months.show_choices(choices, str(month))
        self.months.choose(str(month))

    def show_waiting(self) -> None:
        """Something is being made; what is quick is there before this is seen."""
        self.set_ready(False)
        self._soon.start()

    def show_made(self, made: Made, standing: Standing | None, alike: bool) -> None:
        """The pages."""
        self._soon.stop()
        self.view.show_file(made.file, alike)
        words, tone, beside = state_of(made.document.stamp, standing)
        self.state.say(words, tone)
        self.number.setText(beside)
        self.number.setToolTip(f"{beside}\n{made.document.stamp.digest}".strip())
        self.state.show()
        self._layers.setCurrentIndex(0)
        self.set_ready(True)

    def say_old(self, stamp: Stamp) -> None:
        """That the pages are those of an earlier revision; nothing where they are of what stands."""
        if self._says_old:
            self.message.hide()
        self._says_old = bool(stamp.old)
        if stamp.old:
            words = f"**{stamp.number}** {stamp.old}：数据、规则和结果都是当时的。在左边选任一张表，回到现在的版本。"
            self.say(Tone.WARN, words)

    def show_refused(self, refused: Refused) -> None:
        """Why there are no pages, where they would be."""
        self.show_nothing(GONE, why_not(refused))

    def show_nothing(self, title: str, words: str = "") -> None:
        """No pages."""
        self._soon.stop()
        self.view.show_file(None)
        self.state.hide()
        self.number.setText("")
        self.reason.say(title, words)
        self._layers.setCurrentWidget(self.reason)
        self.set_ready(False)

    def set_ready(self, ready: bool) -> None:
        """Whether there is something to print and save."""
        for one in (self.print_button, self.pdf_button, self.xlsx_button, self.open_button):
            one.setEnabled(ready)

    def say(self, tone: Tone, words: str, action: str = "") -> None:
        """What went wrong or should be known, over the pages."""
        self.message.say(tone, words, action)
        self.message.show()

    @property
    def shows_reason(self) -> bool:
        """Whether a reason stands where the pages would."""
        return self._layers.currentWidget() is self.reason

    def _show_busy(self) -> None:
        self.busy.report("正在生成…", 0, 0)
        self._layers.setCurrentWidget(self._waiting)

    # --- building

    def _arrange(self) -> None:
        outside = self.layout()
        assert outside is not None
        outside.setContentsMargins(1, 0, 1, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self._head())
        middle = QVBoxLayout(self._waiting)
        middle.setContentsMargins(scaled(60), 0, scaled(60), scaled(80))
        middle.addStretch(1)
        middle.addWidget(self.busy)
        middle.addStretch(1)
        for layer in (PaperDesk(self.view), self.reason, self._waiting):
            self._layers.addWidget(layer)
        self.body.addWidget(self._layers, 1)

    def _head(self) -> QWidget:
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(scaled(14), scaled(10), scaled(14), scaled(10))
        grid.setVerticalSpacing(scaled(6))
        state, does, tools = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        state.setSpacing(scaled(8))
        state.addWidget(self.state)
        state.addWidget(self.number, 1)
        does.setSpacing(scaled(6))
        for one in (self.print_button, self.pdf_button, self.xlsx_button, self.open_button):
            does.addWidget(one)
        tools.addWidget(self.bar)
        tools.addStretch(1)
        tools.addWidget(self.months)
        for one in (self.name, self.number):
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(self.name, 0, 0)
        grid.addLayout(state, 1, 0)
        grid.addLayout(does, 0, 1, 2, 1)
        grid.addLayout(tools, 2, 0, 1, 2)
        for at, part in enumerate((self.message, self.task_busy), 3):
            grid.addWidget(part, at, 0, 1, 2)
            part.hide()
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(0, scaled(NAME))
        self._explain()
        return head

    def _explain(self) -> None:
        self.print_button.setToolTip("打印（Ctrl+P）")
        self.pdf_button.setToolTip("存为 PDF（Ctrl+S）")
        self.xlsx_button.setToolTip("存为 Excel 工作簿（Ctrl+Shift+S）")
