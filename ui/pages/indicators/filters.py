"""The line over the table: words to find a row by, what to leave out, whose opinion is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ledger.indicators import SELF
from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.switches import SegmentedControl
from ui.kit.theme import scaled
from ui.pages.indicators.states import MODES, RowState

WIDTH = 220


class _Search(QLineEdit):
    """Enter and Down lead into the table, Escape empties."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class FilterLine(QWidget):
    """Says what is wanted; whoever owns the table hides the rest."""

    changed = Signal()
    mode_changed = Signal(str)
    table_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = _Search()
        self.search.setPlaceholderText("名称、条款、拼音首字母")
        self.search.setAccessibleName("筛选指标")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(scaled(WIDTH))
        self._missing, self._lost = Button("只看未录入"), Button("只看丢分")
        self._count = label("", "small")
        self.modes = SegmentedControl(MODES, SELF)
        self._keys: dict[str, str] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        for one in (self._missing, self._lost):
            one.setCheckable(True)
        for one in (self.search, self._missing, self._lost, self._count):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.modes)
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._changed)
        self.search.left.connect(self.table_requested)
        self._missing.toggled.connect(self._changed)
        self._lost.toggled.connect(self._changed)
        self.modes.chosen.connect(self.mode_changed)

    def show_counts(self, rows: list[RowState], in_money: bool) -> None:
        """How many rows each of the two leaves."""
        missing, lost = sum(one.missing for one in rows), sum(one.lost for one in rows)
        self._missing.setText(f"只看未录入 {missing}" if missing else "只看未录入")
        self._lost.setText(f"只看{'扣款' if in_money else '丢分'}{f' {lost}' if lost else ''}")

    def show_found(self, shown: int, total: int) -> None:
        """How many rows are left, where some are hidden."""
        self._count.setText(f"{shown} / {total} 项" if shown != total else "")

    def reset(self) -> None:
        """Everything is shown."""
        self.search.clear()
        self._missing.setChecked(False)
        self._lost.setChecked(False)

    def hidden(self, rows: list[RowState]) -> set[str]:
        """The rows to leave out."""
        return {one.id for one in rows if not self._wanted(one)}

    def _wanted(self, row: RowState) -> bool:
        if self._missing.isChecked() and not row.missing:
            return False
        if self._lost.isChecked() and not row.lost:
            return False
        typed = self.search.text().strip().lower()
        return not typed or typed in row.search or typed in self._key(row)

    def _key(self, row: RowState) -> str:
        """Pinyin and initials, looked up when somebody searches: the library is slow to load."""
        if row.name not in self._keys:
            from app.ledger.pinyin import search_key

            self._keys[row.name] = search_key(row.name)
        return self._keys[row.name]

    def _changed(self) -> None:
        self.changed.emit()
