"""A search line over a list, for the command palette and for people, clauses, anything that is found by typing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.kit.floating import SHADOW, Dismisser, Floating
from ui.kit.labels import label
from ui.kit.picker_list import HEIGHT, PickerDelegate, PickerModel, PickerRow
from ui.kit.theme import scaled

Find = Callable[[str], Sequence[PickerRow]]
WIDTH, ROWS = 460, 9
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS - 1, Qt.Key.Key_PageUp: 1 - ROWS}
TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchLine(QLineEdit):
    """A line whose arrows, Enter and Esc belong to the list below it."""

    moved = Signal(int)
    taken = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All other keys are typing."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.moved.emit(STEPS[key])
        elif key in TAKE:
            self.taken.emit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab would leave the picker open behind itself."""
        self.left.emit()
        return True


class PickerPopup(Floating):
    """Ask `find` for rows at each key; `picked` carries the key of the row that was taken."""

    picked = Signal(object)
    dismissed = Signal()

    def __init__(self, find: Find, placeholder: str = "", parent: QWidget | None = None) -> None:
        window = (parent.window() if parent else None) or QApplication.activeWindow()
        if window is None:
            raise ValueError("a picker floats above a window")
        super().__init__(window)
        self._find = find
        self._before: QWidget | None = None
        self.line, self.list = SearchLine(), QListView()
        self._model = PickerModel(self)
        self._none = label(self.tr("没有找到"), "muted")
        self._dismisser = Dismisser(self)
        self.line.setPlaceholderText(placeholder)
        self._lay_out()
        self._connect()

    # --- opening and closing

    def open_below(self, widget: QWidget, text: str = "", width: int = 0) -> None:
        """Under a field or a button, its left edges aligned."""
        self.resize(scaled(width or max(WIDTH, 0)) + 2 * scaled(SHADOW), self.height())
        self._open(widget.mapTo(self.above, QPoint(0, widget.height() + scaled(4))), text)

    def open_centred(self, text: str = "") -> None:
        """In the upper middle of the window: the command palette."""
        wanted = min(scaled(WIDTH + 100), self.above.width() - 2 * scaled(SHADOW))
        self.resize(wanted + 2 * scaled(SHADOW), self.height())
        self._open(QPoint((self.above.width() - wanted) // 2, self.above.height() // 9), text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed without a choice, by Esc or a click elsewhere."""
        super().closeEvent(event)
        self.dismissed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The keyboard goes back to where it came from."""
        super().hideEvent(event)
        self._dismisser.watch(False)
        before, self._before = self._before, None
        if before is not None and self.isAncestorOf(QApplication.focusWidget() or self):
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    # --- what is shown

    @property
    def rows(self) -> tuple[PickerRow, ...]:
        """The rows found for what is typed."""
        return self._model.rows

    @property
    def current(self) -> PickerRow | None:
        """The row that Enter would take."""
        place = self.list.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def _open(self, corner: QPoint, text: str) -> None:
        self._before = QApplication.focusWidget()
        self.line.setText(text)
        self._search(text)
        self.place(corner)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._dismisser.watch(True)

    def _search(self, text: str) -> None:
        self._model.show_rows(self._find(text))
        self._none.setVisible(not self.rows)
        self.list.setVisible(bool(self.rows))
        self._go(0)
        shown = min(max(len(self.rows), 1), ROWS)
        self.list.setFixedHeight(shown * scaled(HEIGHT))
        corner = self.pos()
        self.resize(self.width(), self.sizeHint().height())
        self.move(corner)

    def _move(self, by: int) -> None:
        place = self.list.currentIndex().row() + by
        if abs(by) == 1 and self.rows:
            place %= len(self.rows)
        self._go(place)

    def _go(self, place: int) -> None:
        if self.rows:
            self.list.setCurrentIndex(self._model.index(max(0, min(place, len(self.rows) - 1))))

    def _take(self) -> None:
        row = self.current
        if row is not None:
            self.hide()
            self.picked.emit(row.key)

    def _clicked(self, index: QModelIndex) -> None:
        self._go(index.row())
        self._take()

    # --- building

    def _lay_out(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(PickerDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none.setFixedHeight(scaled(HEIGHT))
        self._none.setIndent(scaled(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(8))
        column.setSpacing(scaled(6))
        for part in (self.line, self.list, self._none):
            column.addWidget(part)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._search)
        self.line.moved.connect(self._move)
        self.line.taken.connect(self._take)
        self.line.left.connect(self.close)
        self.list.clicked.connect(self._clicked)
