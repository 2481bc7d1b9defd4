"""A list of things to choose from, in groups: a title and what explains it below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.drawing import LEFT, RIGHT, box, ring, wide, words
from ui.kit.theme import Text, font, scaled, tokens_of

Index = QModelIndex | QPersistentModelIndex
ROW, HEADING, MANY = 46, 30, 100_000
JUMPS = {Qt.Key.Key_Home: -MANY, Qt.Key.Key_End: MANY, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class GroupRow:
    """One thing to choose; without a key it is the heading of those below."""

    key: object
    title: str
    words: str = ""
    tag: str = ""


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[GroupRow, ...] = ()

    def show_rows(self, rows: Sequence[GroupRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole and row.words:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(one for one in (row.title, row.words, row.tag) if one)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = index.isValid() and self.rows[index.row()].key is None
        return Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        heading = isinstance(model, _Model) and model.rows[index.row()].key is None
        return QSize(0, scaled(HEADING if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, model = option.widget, index.model()
        if not isinstance(view, QWidget) or not isinstance(model, _Model):
            return
        row, tokens = model.rows[index.row()], tokens_of(view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = option.rect.adjusted(scaled(10), 0, -scaled(10), 0)
        if row.key is None:
            words(painter, place.adjusted(0, scaled(6), 0, 0), row.title, font(Text.SMALL), tokens.muted)
        else:
            self._ground(painter, option, view)
            self._write(painter, place, row, bool(option.state & QStyle.StateFlag.State_Selected), view)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, view: QWidget) -> None:
        tokens, place = tokens_of(view), option.rect.adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            box(painter, QRectF(place), tokens.accent_soft, scaled(6))
            if view.hasFocus():
                ring(painter, place, tokens.accent, scaled(6))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, QRectF(place), tokens.soft, scaled(6))

    def _write(self, painter: QPainter, place: QRect, row: GroupRow, chosen: bool, view: QWidget) -> None:
        tokens, small = tokens_of(view), font(Text.SMALL)
        tag = wide(row.tag, small) + scaled(8) if row.tag else 0
        upper = QRect(place.left(), place.top() + scaled(5), place.width(), scaled(20))
        lower = QRect(place.left(), place.top() + scaled(24), place.width(), scaled(17))
        words(painter, upper, row.tag, small, tokens.muted, RIGHT)
        upper.adjust(0, 0, -tag, 0)
        words(painter, upper, row.title, font(bold=chosen), tokens.accent if chosen else tokens.ink, LEFT)
        words(painter, lower, row.words, small, tokens.muted, LEFT)


class GroupList(QListView):
    """One row is always chosen where there are any; arrows choose, Enter takes."""

    chosen = Signal(object)
    taken = Signal(object)
    left = Signal()  # upwards, out of the first row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self._told: object = None
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(scaled(ROW) // 2)
        self.doubleClicked.connect(self._take)

    @property
    def rows(self) -> tuple[GroupRow, ...]:
        """What is shown."""
        return self._model.rows

    @property
    def current(self) -> object:
        """The key of the chosen row, or None."""
        at = self.currentIndex().row()
        return self.rows[at].key if 0 <= at < len(self.rows) else None

    def show_rows(self, rows: Sequence[GroupRow]) -> None:
        """Other rows; the chosen one stays chosen if it is still there, otherwise the first is."""
        self._model.show_rows(rows)
        keys = [one.key for one in rows if one.key is not None]
        if keys:
            self.choose(self._told if self._told in keys else keys[0])
        else:
            self._tell(None)

    def choose(self, key: object) -> None:
        """Another row."""
        for at, row in enumerate(self.rows):
            if key is not None and row.key == key:
                self.setCurrentIndex(self._model.index(at))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tells which row is chosen now."""
        super().currentChanged(current, previous)
        if current.isValid():
            above = self._model.index(current.row() - 1)
            if above.isValid() and self.rows[above.row()].key is None:
                self.scrollTo(above)
            self._tell(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes; Up on the first row leaves."""
        key, keys = Qt.Key(event.key()), [one.key for one in self.rows if one.key is not None]
        if key in TAKE:
            self._take()
        elif key == Qt.Key.Key_Up and self.current in keys[:1]:
            self.left.emit()
        elif key in JUMPS and keys:
            # Qt's own would land on a heading and stay where it was.
            at = keys.index(self.current) if self.current in keys else 0
            self.choose(keys[max(0, min(at + JUMPS[key], len(keys) - 1))])
        else:
            super().keyPressEvent(event)

    def _tell(self, key: object) -> None:
        if key != self._told:
            self._told = key
            self.chosen.emit(key)

    def _take(self) -> None:
        if self.current is not None:
            self.taken.emit(self.current)
