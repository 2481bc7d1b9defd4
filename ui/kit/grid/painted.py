"""A table that paints what is behind and over its cells in one go, so that delegates need only draw their text."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QLine, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.kit.grid.cells import LOOK_ROLE
from ui.kit.grid.header import GridHeader
from ui.kit.grid.looks import PLAIN, with_weight
from ui.kit.theme import ROW, Tokens, scaled, tokens_of


class Stamp(NamedTuple):
    """What a picture drawn once depends on; another one means drawing anew."""

    dark: bool
    ratio: float
    font: str


class Strip(NamedTuple):
    """The visible part of a column."""

    column: int
    rows: range
    left: int
    tops: list[int]
    width: int
    height: int


class ColumnPainter(QStyledItemDelegate):
    """A delegate that draws all the visible cells of a column at once."""

    def paint_column(self, painter: QPainter, strip: Strip) -> None:
        """Draws them; the painter is not clipped to a cell."""
        raise NotImplementedError


class PaintedTable(QTableView):
    """Rows of one height, horizontal lines, columns tinted as their headers say."""

    def __init__(self, parent: QWidget | None = None, row_height: int = ROW) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._lines_down = False
        self._measure()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeader(GridHeader(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self._size_rows()

    @property
    def header(self) -> GridHeader:
        """The titles."""
        found = self.horizontalHeader()
        assert isinstance(found, GridHeader)
        return found

    @property
    def tokens(self) -> Tokens:
        """The theme of the paint that is going on."""
        return self._tokens

    @property
    def stamp(self) -> Stamp:
        """The state that cached pictures belong to; the same object as long as nothing changed."""
        return self._stamp

    @property
    def metrics(self) -> QFontMetrics:
        """Of the cells' font."""
        return self._metrics

    @property
    def bold(self) -> QFont:
        """The cells' font where a look asks for weight."""
        return self._bold

    @property
    def bold_metrics(self) -> QFontMetrics:
        """Of the bold font."""
        return self._bold_metrics

    def set_row_height(self, height: int) -> None:
        """At 100 %; the user's zoom is added."""
        self._row_height = height
        self._size_rows()

    def set_lines_down(self, shown: bool) -> None:
        """Whether columns are parted by lines too."""
        self._lines_down = shown
        self.viewport().update()

    def paint_under(self, painter: QPainter, rect: QRect) -> None:
        """Behind the cells: the tint of columns."""
        model, height = self.model(), self._height()
        for column in self.columns_in(rect):
            look = model.headerData(column, Qt.Orientation.Horizontal, LOOK_ROLE) or PLAIN
            if look.ground:
                left, width = self.columnViewportPosition(column), self.columnWidth(column)
                painter.fillRect(left, 0, width, height, self.colour(look.ground))

    def paint_cells(self, painter: QPainter, rect: QRect) -> None:
        """The cells, column by column, each by its delegate."""
        rows = self.rows_in(rect)
        tops = [self.rowViewportPosition(row) for row in rows]
        height = self.verticalHeader().defaultSectionSize()
        for column in self.columns_in(rect):
            delegate = self.itemDelegateForColumn(column) or self.itemDelegate()
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            strip = Strip(column, rows, left, tops, width, height)
            if isinstance(delegate, ColumnPainter):
                delegate.paint_column(painter, strip)
            else:
                self._paint_plainly(painter, delegate, strip)

    def paint_over(self, painter: QPainter, rect: QRect) -> None:
        """Over the cells: the lines between them."""
        painter.setPen(self._tokens.line)
        ends = [self.rowViewportPosition(row) + self.rowHeight(row) - 1 for row in self.rows_in(rect)]
        lines = [QLine(rect.left(), end, min(rect.right(), self._width() - 1), end) for end in ends]
        if self._lines_down:
            edges = [self.columnViewportPosition(one) + self.columnWidth(one) - 1 for one in self.columns_in(rect)]
            lines += [QLine(edge, rect.top(), edge, min(rect.bottom(), self._height() - 1)) for edge in edges]
        painter.drawLines(lines)

    def colour(self, role: str) -> QColor:
        """A field of the tokens."""
        return getattr(self._tokens, role)

    def rows_in(self, rect: QRect) -> range:
        """The rows that a strip of the viewport shows."""
        first, last = self.rowAt(rect.top()), self.rowAt(rect.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def columns_in(self, rect: QRect) -> list[int]:
        """The columns that a strip of the viewport shows."""
        first, last = self.columnAt(rect.left()), self.columnAt(rect.right())
        if first < 0:
            return []
        last = last if last >= 0 else self.model().columnCount() - 1
        return [one for one in range(first, last + 1) if not self.isColumnHidden(one)]

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.model() is None:
            return
        # Qt's own painting asks the model and the style some ten times a cell, which in Python is most of the time.
        self._measure()
        painter, rect = QPainter(self.viewport()), event.rect()
        self.paint_under(painter, rect)
        self.paint_cells(painter, rect)
        self.paint_over(painter, rect)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._size_rows()

    def _paint_plainly(self, painter: QPainter, delegate: QAbstractItemDelegate, strip: Strip) -> None:
        """A delegate of Qt's own kind, cell by cell."""
        for row, top in zip(strip.rows, strip.tops, strict=True):
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = QRect(strip.left, top, strip.width, strip.height)  # pyright: ignore[reportAttributeAccessIssue]
            delegate.paint(painter, option, self.model().index(row, strip.column))

    def _measure(self) -> None:
        self._tokens = tokens_of(self)
        now = Stamp(self._tokens.dark, self.devicePixelRatioF(), self.font().key())
        if now != getattr(self, "_stamp", None):
            self._stamp, self._bold = now, with_weight(self.font(), True)
            self._metrics, self._bold_metrics = QFontMetrics(self.font()), QFontMetrics(self._bold)

    def _size_rows(self) -> None:
        height = scaled(self._row_height)
        self.verticalHeader().setMinimumSectionSize(min(height, 16))
        self.verticalHeader().setDefaultSectionSize(height)

    def _height(self) -> int:
        return self.verticalHeader().length() - self.verticalOffset()

    def _width(self) -> int:
        return self.horizontalHeader().length() - self.horizontalOffset()
