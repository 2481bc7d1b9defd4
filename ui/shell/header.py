"""The header: which project, which period, the live figure, the way to the next band, what is filled in, the lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton

from app.errors import Refused
from app.ledger.overview import Headline
from ui.kit.buttons import IconButton
from ui.kit.chip import Chip
from ui.kit.labels import ElidedLabel
from ui.kit.theme import scaled
from ui.shell.names import named
from ui.shell.sizes import HEADER
from ui.shell.system_menu import SystemMenu
from ui.shell.words import distance_text, filled_text, headline, period_text, state_text
from ui.workspace import Workspace

LONG, SHORT, NARROW = "查找人员、条款、操作　Ctrl+K", "查找　Ctrl+K", 1100
TONES = {"open": "neutral", "self_assessed": "accent", "reviewed": "accent", "frozen": "warn", "sealed": "good"}


class Header(QFrame):
    """Always says which contract and period one is looking at, and what they come to."""

    search_requested = Signal()
    score_clicked = Signal()
    project_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(scaled(HEADER))
        self._workspace = workspace
        self._project = named(QToolButton(), "project")
        self._menu = QMenu(self)
        self._back, self._on = IconButton("chevron-left", "上一期"), IconButton("chevron-right", "下一期")
        self._period = named(QToolButton(), "period")
        self._periods = QMenu(self)
        self._score = named(QPushButton(), "score")
        self._distance = named(ElidedLabel(), "distance")
        self._filled, self._state = Chip(), Chip()
        self.system = SystemMenu()
        self._search = named(QPushButton(LONG), "search")
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        for button, menu in ((self._project, self._menu), (self._period, self._periods)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._distance.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (self._project, self._back, self._period, self._on, self._score):
            row.addWidget(widget)
        row.addWidget(self._distance, 1)
        for widget in (self._filled, self._state, self._search, self.system):
            row.addWidget(widget)
        self._score.setToolTip("为什么是这个数（点开看结算的推算）")
        self._search.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        self._menu.triggered.connect(self._open_project)
        self._periods.triggered.connect(self._open_period)
        self._menu.aboutToShow.connect(self._fill_projects)
        self._periods.aboutToShow.connect(self._fill_periods)
        self._search.clicked.connect(self.search_requested)
        self._score.clicked.connect(self.score_clicked)

    def show_place(self) -> None:
        """The project and the period."""
        owner = self._workspace.project
        self._project.setText(owner.name if owner else "还没有项目")
        self._period.setText(period_text(self._workspace.period))
        every = self._workspace.all_periods()
        at = every.index(self._workspace.period) if self._workspace.period in every else -1
        self._back.setEnabled(at > 0)
        self._on.setEnabled(0 <= at < len(every) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the search says less, and the project's name is read."""
        super().resizeEvent(event)
        self._search.setText(SHORT if event.size().width() < scaled(NARROW) else LONG)

    def paint_now(self) -> None:
        """Does not wait for what else has to be painted."""
        row = self.layout()
        if row is not None and self.isVisible():
            row.activate()
            self.repaint()

    def show_figures(self, found: Headline | Refused | None) -> None:
        """The live figure and what surrounds it; facts that cannot be assessed say so here, and nothing else."""
        for widget in (self._score, self._filled, self._state):
            widget.setVisible(found is not None)
        if found is None:
            self._distance.setText("")
        elif isinstance(found, Refused):
            self._score.setText("—")
            self._distance.setText(str(found.faults[0]) if found.faults else "")
        else:
            figure, unit = headline(found.found.assessment)
            self._score.setText(f"{figure} {unit}")
            self._distance.setText(distance_text(found.distance))
            self._filled.say(filled_text(found), "neutral" if not found.gaps else "warn")
            self._state.say(state_text(found.standing), TONES.get(found.standing.state, "neutral"))
        self._distance.setToolTip(self._distance.text())

    def _go_back(self) -> None:
        self._workspace.step(-1)

    def _go_on(self) -> None:
        self._workspace.step(1)

    def _fill_projects(self) -> None:
        self._menu.clear()
        for one in self._workspace.projects:
            self._menu.addAction(one.name).setData(one.id)
        if self._workspace.projects:
            self._menu.addSeparator()
        self._menu.addAction("新建项目…")

    def _fill_periods(self) -> None:
        self._periods.clear()
        for one in self._workspace.all_periods():
            self._periods.addAction(period_text(one)).setData(one)

    def _open_project(self, action: QAction) -> None:
        if action.data() is None:
            self.project_requested.emit()
        else:
            self._workspace.open_project(action.data())

    def _open_period(self, action: QAction) -> None:
        self._workspace.open_period(action.data())
