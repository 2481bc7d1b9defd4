"""The page's inside: the bar with the month, and three views of it, each made when it is first looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ledger.periods import Standing
from app.ledger.training_month import TrainingMonth
from app.periods import Period
from ui.kit.buttons import IconButton
from ui.kit.labels import label, show_if
from ui.kit.messages import InlineMessage
from ui.kit.switches import SegmentedControl
from ui.kit.theme import Tone, scaled
from ui.pages.training.people_views import HoursView, LineView
from ui.pages.training.sessions_view import SessionsView
from ui.shell.words import locked_words, period_text

SESSIONS, HOURS, LINE = "sessions", "hours", "line"


class Body(QWidget):
    """Knows no ledger; the page fills what is shown."""

    why_wanted = Signal(object)  # a learner or a newcomer
    person_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.sessions = SessionsView()
        self._hours: HoursView | None = None
        self._line: LineView | None = None
        self.views = SegmentedControl(((SESSIONS, "计划与场次"), (HOURS, "课时与成绩"), (LINE, "上岗资格")), SESSIONS)
        self._title, self._sums = label("", "title"), label("", "small")
        self.before = IconButton("chevron-left", "上个月（Ctrl+PgUp）")
        self.after = IconButton("chevron-right", "下个月（Ctrl+PgDn）")
        self.lock = InlineMessage(Tone.WARN)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sessions)
        self._lay_out()

    @property
    def hours(self) -> HoursView:
        """Everybody's hours; made when it is asked for."""
        if self._hours is None:
            self._hours = HoursView()
            self._add(self._hours)
        return self._hours

    @property
    def line(self) -> LineView:
        """Who may go on the line; made when it is asked for."""
        if self._line is None:
            self._line = LineView()
            self._add(self._line)
        return self._line

    def open_view(self, view: str) -> None:
        """One of the three."""
        self.views.choose(view)
        self._stack.setCurrentWidget(self.current())

    def current(self) -> SessionsView | HoursView | LineView:
        """The view that is chosen."""
        if self.views.current == SESSIONS:
            return self.sessions
        return self.hours if self.views.current == HOURS else self.line

    def forget(self) -> None:
        """What was searched for belongs to another floor."""
        if self._hours is not None:
            self._hours.search.clear()

    def show_head(self, found: TrainingMonth, months: tuple[Period, ...], locked: Standing | None) -> None:
        """Which month, what it comes to, and that it may only be read where it is signed."""
        self._title.setText(period_text(found.month))
        self.before.setEnabled(found.month != months[0])
        self.after.setEnabled(found.month != months[-1])
        for button in (self.before, self.after):
            show_if(button, len(months) > 1)
        held = sum(not one.cancelled for one in found.sessions)
        told = [f"计划 {len(found.plans)} 项", f"举办 {held} 场"]
        told += [f"{len(found.below)} 人课时不足"] if found.below else []
        short = [one for one in found.newcomers if one.missing]
        told += [f"{len(short)} 人上岗条件不全"] if short else []
        self._sums.setText("　".join(told))
        if locked is not None:
            self.lock.say(Tone.WARN, locked_words(locked))
        show_if(self.lock, locked is not None)

    def _add(self, view: HoursView | LineView) -> None:
        self._stack.addWidget(view)
        view.why_asked.connect(self.why_wanted)
        view.person_asked.connect(self.person_wanted)

    def _lay_out(self) -> None:
        column, bar = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(14))
        column.setSpacing(scaled(10))
        bar.setSpacing(scaled(8))
        for part in (self.before, self._title, self.after, self._sums):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.views)
        self.views.setToolTip("Ctrl+1 至 Ctrl+3")
        column.addLayout(bar)
        column.addWidget(self.lock)
        column.addWidget(self._stack, 1)
