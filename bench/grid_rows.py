"""The month grid of 500 people: first paint, one edit, full repaint; each against a QTableWidget filled by hand."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from time import perf_counter_ns
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTableWidget, QTableWidgetItem

from bench.table import Row, at_most
from ui.kit.grid import Cell, Code, CodeDelegate, GridModel, GridView, Look, Problem, TextDelegate
from ui.kit.theme import LIGHT, Tokens
from ui.kit.theme.fonts import base_font, register

ROWS, COLUMNS, HEIGHT, WIDTH = 500, 31, 24, 34
SIZE = 1186, 640
SIGNS = "白白中夜休休迟事病年旷"
LOOKS = {
    "夜": Look("ink", "accent_soft"),
    "休": Look("muted"),
    "年": Look("good"),
    "迟": Look("warn", "warn_soft", True),
    "事": Look("warn", "warn_soft"),
    "病": Look("warn", "warn_soft"),
    "旷": Look("bad", "bad_soft", True),
}
ROUNDS, EDITS, PAINTS = 7, 40, 30
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
EDITABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
SHOWN = frozenset((int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)))


class Month(GridModel):
    """A table lookup, as the pages' models are."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = [[_sign(row, column) for column in range(COLUMNS)] for row in range(ROWS)]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column()] if role in SHOWN else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return EDITABLE

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        for row, column, text in cells:
            self._rows[row][column] = text
        self.announce(cells)
        return []


def grid_rows() -> Iterator[Row]:
    """All rows, on a screen that nobody sees."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    register()
    app.setFont(base_font(100))
    name = f"{ROWS}x{COLUMNS} grid"
    yield at_most(0.35, f"{name}, first paint", "QTableWidget", *_first(app))
    ours, theirs = _ours(app, Month()), _theirs(app)
    yield at_most(0.5, f"{name}, full repaint", "QTableWidget", *_repaint(ours, theirs))
    yield at_most(1.2, f"{name}, edit", "QTableWidget", *_edit(app, ours, theirs))
    for view in (ours, theirs):
        view.close()
        view.deleteLater()


def _sign(row: int, column: int) -> str:
    return SIGNS[(row * 7 + column * 3 + row * column) % len(SIGNS)]


def _shown(app: QApplication, view: QAbstractItemView) -> None:
    view.resize(*SIZE)
    view.show()
    app.processEvents()


def _ours(app: QApplication, model: Month) -> GridView:
    view = GridView(row_height=HEIGHT)
    view.setModel(model)
    view.setItemDelegate(CodeDelegate(view, [Code(sign, look=LOOKS.get(sign, Look())) for sign in SIGNS]))
    view.setItemDelegateForColumn(1, TextDelegate(view))
    view.header.setDefaultSectionSize(WIDTH)
    model.setParent(view)
    _shown(app, view)
    return view


def _theirs(app: QApplication) -> QTableWidget:
    table = QTableWidget(ROWS, COLUMNS)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(HEIGHT)
    table.horizontalHeader().setDefaultSectionSize(WIDTH)
    for row in range(ROWS):
        for column in range(COLUMNS):
            table.setItem(row, column, _item(_sign(row, column), LIGHT))
    _shown(app, table)
    return table


def _item(sign: str, tokens: Tokens) -> QTableWidgetItem:
    look, item = LOOKS.get(sign, Look()), QTableWidgetItem(sign)
    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    item.setForeground(QColor(getattr(tokens, look.ink)))
    if look.ground:
        item.setBackground(QColor(getattr(tokens, look.ground)))
    return item


def _first(app: QApplication) -> tuple[float, float]:
    makers: dict[str, Callable[[], QAbstractItemView]] = {
        "ours": lambda: _ours(app, Month()),
        "theirs": lambda: _theirs(app),
    }
    times: dict[str, list[int]] = {name: [] for name in makers}
    for turn in range(ROUNDS + 1):
        for name, make in makers.items():
            gc.collect()
            start = perf_counter_ns()
            view = make()
            spent = perf_counter_ns() - start
            view.close()
            view.deleteLater()
            app.processEvents()
            if turn:  # the first round loads fonts
                times[name].append(spent)
    return _medians(times)


def _repaint(ours: QAbstractItemView, theirs: QAbstractItemView) -> tuple[float, float]:
    return _in_turn(_paint, ours, theirs, PAINTS)


def _paint(view: QAbstractItemView, _at: int) -> None:
    view.viewport().repaint()


def _edit(app: QApplication, ours: GridView, theirs: QTableWidget) -> tuple[float, float]:
    """A letter opens the line in the cell, Enter takes it, and everything is painted again as it should be."""

    def type_one(view: QAbstractItemView, at: int) -> None:
        QTest.keyClick(view, Qt.Key.Key_A + at % 26)  # pyright: ignore[reportArgumentType, reportCallIssue]
        app.processEvents()
        editor = app.focusWidget()
        assert isinstance(editor, QLineEdit)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        app.processEvents()

    def place(view: QAbstractItemView, at: int) -> None:
        # Two windows side by side would paint each other's loss of the focus.
        (theirs if view is ours else ours).hide()
        view.show()
        view.activateWindow()
        view.setFocus()
        view.setCurrentIndex(view.model().index(at % 20, 1))
        app.processEvents()

    return _in_turn(type_one, ours, theirs, EDITS, place)


def _in_turn(
    work: Callable[[QAbstractItemView, int], None],
    ours: QAbstractItemView,
    theirs: QAbstractItemView,
    times: int,
    before: Callable[[QAbstractItemView, int], None] | None = None,
) -> tuple[float, float]:
    found: dict[str, list[int]] = {"ours": [], "theirs": []}
    for at in range(times + 1):
        for name, view in (("ours", ours), ("theirs", theirs)):
            if before is not None:
                before(view, at)
            start = perf_counter_ns()
            work(view, at)
            if at:
                found[name].append(perf_counter_ns() - start)
    return _medians(found)


def _medians(times: dict[str, list[int]]) -> tuple[float, float]:
    return median(times["ours"]) / 1000, median(times["theirs"]) / 1000
