"""What the register shows: a month of the quarter, a kind, a status, words; whoever owns the table hides the rest."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.ledger.incident_rows import Row
from app.ledger.incidents import RECORDED, STATUS
from app.periods import Period
from ui.kit.buttons import Button
from ui.kit.labels import show_if
from ui.kit.plain_line import PlainLine
from ui.kit.switches import SegmentedControl
from ui.kit.theme import scaled
from ui.pages.incidents.columns import status_words

SEARCH, SEARCH_LEAST, STATES_WIDE = 210, 110, 112
WHOLE = {"quarter": "全季", "year": "全年"}


class _Search(PlainLine):
    """Enter and Down lead into the table, Escape empties and leads there, too."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Filters(QWidget):
    """Two rows: when and what kind; words, status, and what can be begun from here."""

    span_chosen = Signal(object)  # a month of the period, or None for the whole of it
    changed = Signal()
    table_requested = Signal()
    new_requested = Signal()
    several_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.months, self.kinds = SegmentedControl(), SegmentedControl()
        self.search, self.states = _Search(), QComboBox()
        self.waiting = Button("只看待核实")
        self.new, self.several = Button("登记…", "primary", "plus"), Button("一事多记…", "plain", "link")
        self._period: Period | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.search.setPlaceholderText("姓名、事项、拼音（Ctrl+F）")
        self.search.setAccessibleName("筛选事项")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(scaled(SEARCH_LEAST))
        self.search.setMaximumWidth(scaled(SEARCH))
        self.states.setAccessibleName("状态")
        self.states.setFixedWidth(scaled(STATES_WIDE))
        self.states.addItem("全部状态", "")
        for key in STATUS:
            self.states.addItem(status_words(key), key)
        self.waiting.setCheckable(True)
        self.new.setToolTip("完整登记（Ctrl+Shift+N）")
        self.several.setToolTip("同一件事触犯几条、涉及几个人：一次登记并互相关联（Ctrl+M）")
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for one in (self.months, self.kinds):
            upper.addWidget(one)
        upper.addStretch(1)
        lower.addWidget(self.search, 2)
        for one in (self.states, self.waiting):
            lower.addWidget(one)
        lower.addStretch(1)
        for one in (self.several, self.new):
            lower.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for row in (upper, lower):
            row.setSpacing(scaled(8))
            column.addLayout(row)

    def _connect(self) -> None:
        self.months.chosen.connect(self._month_chosen)
        self.kinds.chosen.connect(self._said)
        self.search.textChanged.connect(self._said)
        self.search.left.connect(self.table_requested)
        self.states.currentIndexChanged.connect(self._said)
        self.waiting.toggled.connect(self._said)
        self.new.clicked.connect(self._new)
        self.several.clicked.connect(self._several)

    # --- what is there to choose

    def show_period(self, period: Period, span: Period) -> None:
        """The months of a period that has several."""
        self._period = period
        show_if(self.months, period.kind != "month")
        if period.kind != "month":
            choices = [(str(one), f"{one.number}月") for one in period.months]
            choices.append((str(period), WHOLE[period.kind]))
            self.months.show_choices(choices, str(span))

    def show_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """The kinds of this contract."""
        there = dict(kinds)
        current = self.kinds.current if self.kinds.current in there else ""
        self.kinds.show_choices([("", "全部"), *kinds], current)

    def show_rows(self, rows: Sequence[Row], locked: bool) -> None:
        """How many wait; nothing new while all is signed."""
        many = sum(one.status == RECORDED for one in rows)
        self.waiting.setText(f"只看待核实 {many}" if many else "只看待核实")
        for one in (self.new, self.several):
            one.setEnabled(not locked)

    def fits(self, row: Row) -> bool:
        """Whether a row is wanted; its words are the table's own business."""
        if self.waiting.isChecked() and row.status != RECORDED:
            return False
        state = str(self.states.currentData() or "")
        if state and row.status != state:
            return False
        return not self.kinds.current or row.kind == self.kinds.current

    @property
    def narrowed(self) -> bool:
        """Whether anything but words narrows the list."""
        return bool(self.waiting.isChecked() or self.states.currentData() or self.kinds.current)

    def reset(self) -> None:
        """Everything is shown."""
        self.search.clear()
        self.waiting.setChecked(False)
        self.states.setCurrentIndex(0)
        self.kinds.choose("")
        self.changed.emit()

    def _month_chosen(self, key: str) -> None:
        self.span_chosen.emit(Period.parse(key))

    def _said(self) -> None:
        self.changed.emit()

    def _new(self) -> None:
        self.new_requested.emit()

    def _several(self) -> None:
        self.several_requested.emit()
