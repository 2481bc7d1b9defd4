"""The rows of a picker: a title, what explains it, and a word at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.drawing import RIGHT, box, wide, words
from ui.kit.theme import Text, font, scaled, tokens_of

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 32


@dataclass(frozen=True)
class PickerRow:
    """One thing to be picked; `key` is what the maker knows it by."""

    key: object
    title: str
    subtitle: str = ""
    tag: str = ""


class PickerModel(QAbstractListModel):
    """Rows as they were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PickerRow, ...] = ()

    def show_rows(self, rows: Sequence[PickerRow]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for screen readers and tests; the delegate reads `rows`."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(one for one in (row.title, row.subtitle, row.tag) if one)
        return None


class PickerDelegate(QStyledItemDelegate):
    """Draws a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are alike."""
        return QSize(0, scaled(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, title, subtitle, tag."""
        view, model = option.widget, index.model()
        if not isinstance(view, QWidget) or not isinstance(model, PickerModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(view)
        if option.state & QStyle.StateFlag.State_Selected:
            box(painter, QRectF(option.rect), tokens.accent_soft, scaled(5))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, QRectF(option.rect), tokens.soft, scaled(5))
        self._write(painter, option.rect.adjusted(scaled(10), 0, -scaled(10), 0), model.rows[index.row()], view)
        painter.restore()

    def _write(self, painter: QPainter, place: QRect, row: PickerRow, view: QWidget) -> None:
        tokens, small = tokens_of(view), font(Text.SMALL)
        tag = wide(row.tag, small) + scaled(14) if row.tag else 0
        words(painter, place, row.tag, small, tokens.muted, RIGHT)
        place = place.adjusted(0, 0, -tag, 0)
        # The title may take two thirds before it makes room for what explains it.
        asked = wide(row.title, font())
        title = min(asked, place.width() if not row.subtitle else max(place.width() * 2 // 3, 1))
        words(painter, QRect(place.left(), place.top(), title + 1, place.height()), row.title, font(), tokens.ink)
        rest = place.adjusted(title + scaled(12), 0, 0, 0)
        words(painter, rest, row.subtitle, small, tokens.muted)
