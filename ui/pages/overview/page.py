"""总览: score and money, what was lost, what to do today, what waits, the trend, the cheapest improvements."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QStackedLayout, QWidget

from app.errors import Refused
from app.ledger.change import Changed
from app.ledger.overview import Overview
from app.ledger.why import why_line, why_settlement
from ui.kit.empty import EmptyState
from ui.pages.overview.cards import AlertsCard, ChancesCard, MoneyCard, ScoreCard, TasksCard
from ui.pages.overview.charts import LossesCard, TrendCard
from ui.pages.overview.waiting import GapsCard, WaitingCard
from ui.shell.names import named
from ui.workspace import Workspace

GAP, EDGE = 12, 16


class Page(QWidget):
    """The first page. Every figure on it answers why."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        words = "项目是一份正在执行的合同：选合同、填双方与期限、粘贴人员名单即可开始。"
        self._empty = EmptyState("folder", "还没有项目", words, "新建项目")
        self._refused = EmptyState("warning", "本期的数据无法计分", "", "去指标页更正")
        self._score, self._money = ScoreCard(), MoneyCard()
        self._tasks, self._alerts = TasksCard("要办的事"), AlertsCard("提醒")
        self._losses, self._chances = LossesCard(), ChancesCard("最省力的提分")
        self._trend, self._waiting, self._gaps = TrendCard(), WaitingCard("等你确认"), GapsCard("还缺什么")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        board = named(QWidget(), "board")
        grid = QGridLayout(board)
        grid.setContentsMargins(EDGE, EDGE - 2, EDGE, EDGE - 2)
        grid.setSpacing(GAP)
        for column in range(12):
            grid.setColumnStretch(column, 1)
        places = ((self._score, 0, 0, 3), (self._money, 0, 3, 3), (self._tasks, 0, 6, 3), (self._alerts, 0, 9, 3))
        places += ((self._losses, 1, 0, 9), (self._chances, 1, 9, 3))
        places += ((self._trend, 2, 0, 5), (self._waiting, 2, 5, 4), (self._gaps, 2, 9, 3))
        for card, row, column, width in places:
            # Columns are the page's, not the content's: cards of one row stay where they were when figures change.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(card, row, column, 1, width)
        grid.setRowStretch(1, 3)
        grid.setRowStretch(2, 2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(board)
        self._layers = QStackedLayout(self)
        for layer in (scroll, self._empty, self._refused):
            self._layers.addWidget(layer)

    def _connect(self) -> None:
        self._soon.timeout.connect(self.refresh)
        self._workspace.changed.connect(self._heard)
        self._workspace.period_changed.connect(self.refresh)
        self._workspace.project_changed.connect(self.refresh)
        self._empty.action_requested.connect(self._new_project)
        self._refused.action_requested.connect(self._go_indicators)
        self._tasks.duties_requested.connect(self._go_duties)
        self._losses.line_asked.connect(self._why_line)
        self._chances.line_asked.connect(self._go_indicator)
        self._gaps.line_asked.connect(self._go_indicator)
        self._waiting.incident_asked.connect(self._go_incident)
        for card in (self._score, self._money):
            card.asked.connect(self._why_settlement)
        self._trend.period_asked.connect(self._go_period)

    def _heard(self, _changed: Changed) -> None:
        """The header goes first; the page follows in the next turn, once for all that was written meanwhile."""
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: object) -> None:
        """A page that was hidden while things changed catches up when it is seen."""
        self.refresh()
        super().showEvent(event)  # pyright: ignore[reportArgumentType]

    def refresh(self) -> None:
        """Shows what the workspace knows now."""
        found = self._workspace.overview()
        if found is None:
            self._layers.setCurrentWidget(self._empty)
        elif isinstance(found, Refused):
            told = "\n".join(str(fault) for fault in found.faults[:8])
            self._refused.say("本期的数据无法计分", told, "去指标页更正")
            self._layers.setCurrentWidget(self._refused)
        else:
            self._layers.setCurrentIndex(0)
            cards = (self._score, self._money, self._tasks, self._alerts, self._losses, self._chances, self._trend)
            for card in (*cards, self._waiting, self._gaps):
                card.show_overview(found)

    def _found(self) -> Overview | None:
        found = self._workspace.overview()
        return found if isinstance(found, Overview) else None

    def _why_line(self, name: str) -> None:
        found, known = self._found(), self._workspace.contract
        if found and known:
            with self._workspace.book.read() as connection:
                self.why_requested.emit(why_line(connection, known, found.found, name))

    def _why_settlement(self) -> None:
        found = self._found()
        if found:
            self.why_requested.emit(why_settlement(found.found.assessment))

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")

    def _go_indicators(self) -> None:
        self.go_requested.emit("page:indicators")

    def _go_duties(self) -> None:
        self.go_requested.emit("page:obligations")

    def _go_indicator(self, name: str) -> None:
        self.go_requested.emit(f"indicator:{name}")

    def _go_incident(self, incident: int) -> None:
        self.go_requested.emit(f"incident:{incident}")

    def _go_period(self, text: str) -> None:
        self.go_requested.emit(f"period:{text}")
