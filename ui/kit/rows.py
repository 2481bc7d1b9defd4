"""Rows of a card: names with values, and rows that are pressed as a whole."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.drawing import RIGHT, box, painter_of, ring
from ui.kit.labels import BOLD, LINK, READABLE, ElidedLabel, RichLabel, label
from ui.kit.pressable import Pressable
from ui.kit.theme import ROW, scaled, tokens_of


class KeyValue(QWidget):
    """Names at the left, what they are at the right; `figures` aligns the values right."""

    def __init__(
        self, rows: Iterable[tuple[str, str]] = (), figures: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(14))
        self._grid.setVerticalSpacing(scaled(6))
        self._grid.setColumnStretch(1, 1)
        self.show_rows(rows)

    def show_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Other rows."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, (name, value) in enumerate(rows):
            self._grid.addWidget(label(name, "muted", self), place, 0)
            self._grid.addWidget(self._value(value), place, 1)

    def _value(self, value: str) -> QLabel:
        made = label(value, "", self)
        made.setTextInteractionFlags(READABLE)
        if self._figures:
            made.setAlignment(RIGHT)
        else:
            made.setWordWrap(True)
        return made


class ClickRow(Pressable):
    """Any cells in one row with a line below; give "" for the room between left and right cells."""

    def __init__(self, *cells: QWidget | str, key: object = None, parent: QWidget | None = None) -> None:
        super().__init__(key, True, parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(scaled(8), 0, scaled(8), 1)
        self._row.setSpacing(scaled(10))
        self.setMinimumHeight(scaled(ROW))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for cell in cells:
            self._add(cell)
        self.setAccessibleName(" ".join(_said(one) for one in cells).strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hover, line, ring."""
        tokens, painter = tokens_of(self), painter_of(self)
        if self.hovered:
            box(painter, QRectF(self.rect()).adjusted(0, 1, 0, -2), tokens.soft, scaled(4))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), tokens.line)
        if self.hasFocus():
            ring(painter, self.rect().adjusted(0, 0, 0, -1), tokens.accent, scaled(4))
        painter.end()

    def _add(self, cell: QWidget | str) -> None:
        if isinstance(cell, QWidget):
            self._row.addWidget(cell)
        elif cell:
            self._row.addWidget(_words(cell))
        else:
            self._row.addStretch(1)


class LinkRow(ClickRow):
    """Words that lead somewhere: an icon, the words, a note, an arrow."""

    def __init__(
        self, text: str, note: str = "", icon_name: str = "", key: object = None, parent: QWidget | None = None
    ) -> None:
        self._icons: list[tuple[QLabel, str]] = []
        front = [self._picture(icon_name)] if icon_name else []
        back = [label(note, "small")] if note else []
        super().__init__(*front, text, "", *back, self._picture("chevron-right"), key=key, parent=parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icons are drawn here, where the theme is known."""
        super().paintEvent(event)
        tokens, painter = tokens_of(self), painter_of(self)
        for room, name in self._icons:
            icons.paint(painter, name, tokens.muted, room.geometry())
        painter.end()

    def _picture(self, name: str) -> QLabel:
        room = QLabel()
        room.setFixedSize(scaled(16), scaled(16))
        self._icons.append((room, name))
        return room


def _words(text: str) -> QLabel:
    if not (BOLD.search(text) or LINK.search(text)):
        return ElidedLabel(text)
    made = RichLabel(text)
    made.setWordWrap(False)
    made.setTextInteractionFlags(made.textInteractionFlags().NoTextInteraction)
    return made


def _said(cell: QWidget | str) -> str:
    if isinstance(cell, str):
        return cell.replace("**", "")
    return cell.accessibleName() or (cell.text() if isinstance(cell, QLabel) else "")
