"""The grid of a month: marks beside the day by one key, a paste that is taken whole or not at all, why by Space."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.grid import Cell, GridView, TextDelegate, areas, clipboard
from ui.kit.grid.cells import is_editable
from ui.kit.grid.editor import PLAIN, pressed
from ui.kit.grid.tsv import Block
from ui.kit.side_panel import SidePanel
from ui.pages.attendance.delegate import DayDelegate
from ui.pages.attendance.grid_model import FROZEN
from ui.pages.attendance.marks_model import MarksModel
from ui.pages.attendance.plan_model import PlanModel

Key = Qt.Key
Index = QModelIndex | QPersistentModelIndex
ENTER = (Key.Key_Return, Key.Key_Enter)
FOLLOW = 200
CLEARING = (Key.Key_Delete, Key.Key_Backspace)


class MonthGrid(GridView):
    """Shows marks or shifts; both are typed in the same way."""

    why_asked = Signal(QModelIndex)
    denied = Signal(QModelIndex)  # somebody typed where nothing can be typed
    said = Signal(str)  # why a paste was not taken
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, frozen=FROZEN)
        self.days = DayDelegate(self)
        self.setItemDelegate(self.days)
        words = TextDelegate(self)
        for column in range(FROZEN):
            self.setItemDelegateForColumn(column, words)
        self.setAccessibleName("月份表：人员 × 日期")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)

    @property
    def kind(self) -> MarksModel | PlanModel | None:
        """What is typed here now."""
        model = self.model()
        return model if isinstance(model, MarksModel | PlanModel) else None

    def take_kind(self, model: MarksModel | PlanModel) -> None:
        """Another kind of days, or other shifts."""
        if self.model() is not model:
            current = self.currentIndex()
            place = (current.row(), current.column())
            self.setModel(model)
            if current.isValid() and model.rowCount():
                self.go_to(min(place[0], model.rowCount() - 1), min(place[1], model.columnCount() - 1))
        looks = model.looks() if isinstance(model, PlanModel) else {}
        self.days.take(model.choices(), model.key, looks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room for the days."""
        super().resizeEvent(event)
        self.resized.emit()

    # --- typing

    def take_key(self, text: str) -> bool:
        """What happened besides the day itself is added to it, and taken out by the same key."""
        kind = self.kind
        sign = kind.key(text) if kind is not None and text else None
        if kind is None or sign is None or not is_editable(self.currentIndex()):
            return super().take_key(text)
        cells = [
            one._replace(text=changed)
            for one in areas.same_text(self, sign)
            if (changed := kind.toggled(one.row, one.column, sign)) is not None
        ]
        if not cells:
            return super().take_key(text)
        if self.set_texts(cells) and len(cells) == 1:
            self.go_on(self.days.after)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, and Enter where nothing can be typed, ask why."""
        key, held = pressed(event)
        index = self.currentIndex()
        closed = index.isValid() and not is_editable(index)
        if held == PLAIN and (key == Key.Key_Space or (closed and key in ENTER)):
            self.why_asked.emit(index)
        elif closed and index.column() >= FROZEN and held == PLAIN and (key in CLEARING or _says(event)):
            self.denied.emit(index)
        else:
            super().keyPressEvent(event)

    # --- the clipboard

    def paste(self) -> None:
        """All of it or nothing: cells that cannot take their text refuse the rest too."""
        block = clipboard.take()
        cells, trimmed, area = areas.pasted(self, block)
        if trimmed.rows or trimmed.columns:
            self.said.emit(f"{trimmed.words}；整块都没有粘贴，请从更靠左上的一格贴起")
            return
        if area is None:
            return
        cells += self._closed(block, area)
        if not cells:
            self.said.emit("这里不能登记，没有粘贴")
            return
        if len(areas.areas(self)) == 1:
            self.select_area(area)
        self.set_texts(cells)

    def _closed(self, block: Block, area: areas.Area) -> list[Cell]:
        """What the block says of cells that cannot be typed into: the model answers for each of them."""
        model = self.model()
        single = len(block) == 1 and len(block[0]) == 1
        if single:
            return []
        rows = areas.rows_shown(self, area.top, area.bottom)
        columns = areas.columns_shown(self, area.left, area.right)
        return [
            Cell(row, column, text)
            for at, row in enumerate(rows)
            for to, column in enumerate(columns)
            if not is_editable(model.index(row, column))
            and (text := block[at % len(block)][to % len(block[0])]).strip()
            and text.strip() != str(model.index(row, column).data(Qt.ItemDataRole.EditRole) or "")
        ]

    # --- the mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a single cell that says something asks why; a double click and a drag do not. One clicks on a
        day to type there: that only asks why where nothing can be typed, or beside a panel that is open anyway."""
        super().mouseReleaseEvent(event)
        found = areas.areas(self)
        alone = len(found) == 1 and len(found[0].rows) == 1 and len(found[0].columns) == 1
        if event.button() == Qt.MouseButton.LeftButton and alone and event.modifiers() == PLAIN:
            self._soon.start(QApplication.doubleClickInterval())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """It opens the editor."""
        self._soon.stop()
        super().mouseDoubleClickEvent(event)

    def _ask(self) -> None:
        index = self.currentIndex()
        if not index.isValid() or self.is_editing or (index.column() >= FROZEN and not index.data()):
            return
        if index.column() < FROZEN or not is_editable(index) or self._explains:
            self.why_asked.emit(index)

    @property
    def _explains(self) -> bool:
        panel = self.window().findChild(SidePanel)
        return panel is not None and panel.isVisible()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """What is explained beside the month is where one is."""
        super().currentChanged(current, previous)
        if current.isValid() and current.column() >= FROZEN and self.isVisible() and self._explains:
            self._soon.start(FOLLOW)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """What was just typed or taken back is explained as it is now."""
        super().dataChanged(first, last, list(roles))
        if self.currentIndex().column() >= FROZEN and self.isVisible() and self._explains:
            self._soon.start(FOLLOW)


def _says(event: QKeyEvent) -> bool:
    """Whether a key would write something: Esc and the like carry a text too."""
    return bool(event.text().strip()) and event.text().isprintable()
