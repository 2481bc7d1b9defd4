"""Where points were lost: rows of a name, its reading, a bar, and numbers aligned at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.chart import NOWHERE, Chart
from ui.kit.drawing import LEFT, RIGHT, Number, box, ring, share, wide, words
from ui.kit.theme import ROW, Text, Tokens, Tone, font, scaled
from ui.kit.theme.tokens import mixed

PAD, BETWEEN, BAR, WIDEST = 8, 16, 9, 220


@dataclass(frozen=True)
class Loss:
    """A row. `value` gives the bar its length; the texts are as they are to be read."""

    key: object
    name: str
    note: str
    value: Number
    points: str
    aside: str = ""
    tone: Tone = Tone.BAD


class WaterfallBars(Chart):
    """`row_activated` carries the key of a row, for the panel that says why."""

    row_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Loss, ...] = ()
        self._heads: tuple[str, str, str, str] | None = None
        self.empty = self.tr("没有失分")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.place_activated.connect(self._activated)

    def show_rows(self, rows: Sequence[Loss], heads: tuple[str, str, str, str] | None = None) -> None:
        """Other rows, under heads for name, note, points and aside."""
        self._rows, self._heads = tuple(rows), heads
        self.renewed()

    def sizeHint(self) -> QSize:
        """A row each, and one that says there is none."""
        return QSize(scaled(560), (max(len(self._rows), 2) + self._head_rows()) * scaled(ROW))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its rows."""
        return QSize(scaled(320), self.sizeHint().height())

    def count(self) -> int:
        """One place a row."""
        return len(self._rows)

    def place_at(self, x: int, y: int) -> int:
        """The row at that height."""
        place = y // scaled(ROW) - self._head_rows()
        return place if 0 <= place < len(self._rows) else NOWHERE

    def reading(self, place: int) -> str:
        """按时办结率 96.0% / 98% −2.0 1,138.76 元."""
        row = self._rows[place]
        return " ".join(one for one in (row.name, row.note, row.points, row.aside) if one)

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        """Heads and rows in the same columns."""
        columns = self._columns()
        if self._heads:
            small = font(Text.SMALL)
            for text, place, align in zip(
                self._heads, self._cells(columns, 0), (LEFT, LEFT, RIGHT, RIGHT), strict=True
            ):
                words(painter, place, text, small, tokens.muted, align)
            self._rule(painter, tokens, 0)
        for place, row in enumerate(self._rows):
            self._draw_row(painter, tokens, columns, place, row)

    def _draw_row(self, painter: QPainter, tokens: Tokens, columns: "_Columns", place: int, row: Loss) -> None:
        line = place + self._head_rows()
        whole = QRect(0, line * scaled(ROW), self.width(), scaled(ROW))
        if place == self.at:
            box(painter, QRectF(whole).adjusted(0, 1, 0, -2), tokens.soft, scaled(4))
        self._rule(painter, tokens, line)
        name, note, points, aside = self._cells(columns, line)
        words(painter, name, row.name, font(), tokens.ink)
        words(painter, note, row.note, font(), tokens.muted)
        words(painter, points, row.points, font(bold=row.value != 0), tokens.ink, RIGHT)
        words(painter, aside, row.aside, font(), tokens.muted, RIGHT)
        self._draw_bar(painter, tokens, columns, whole, row)
        if place == self.at and self.hasFocus():
            ring(painter, whole, tokens.accent, scaled(4))

    def _draw_bar(self, painter: QPainter, tokens: Tokens, columns: "_Columns", whole: QRect, row: Loss) -> None:
        most = max(abs(one.value) for one in self._rows)
        if not row.value or not most:
            return
        width = max(columns.bar_width * share(abs(row.value), 0, most), scaled(4))
        top = whole.center().y() - scaled(BAR) / 2 + 1
        box(
            painter,
            QRectF(columns.bar, top, width, scaled(BAR)),
            mixed(tokens.strong(row.tone), tokens.panel, 88),
            scaled(3),
        )

    def _rule(self, painter: QPainter, tokens: Tokens, line: int) -> None:
        painter.fillRect(QRectF(0, (line + 1) * scaled(ROW) - 1, self.width(), 1), tokens.line)

    def _activated(self, place: int) -> None:
        self.row_activated.emit(self._rows[place].key)

    # --- columns

    def _head_rows(self) -> int:
        return 1 if self._heads else 0

    def _columns(self) -> "_Columns":
        heads = self._heads or ("", "", "", "")
        pad, between, base, small = scaled(PAD), scaled(BETWEEN), font(bold=True), font(Text.SMALL)

        def needed(texts: list[str], head: str) -> int:
            return max([wide(head, small), *(wide(one, base) for one in texts)]) + 2

        name = needed([one.name for one in self._rows], heads[0])
        note = needed([one.note for one in self._rows], heads[1])
        points = needed([one.points for one in self._rows], heads[2])
        aside = needed([one.aside for one in self._rows], heads[3])
        free = self.width() - 2 * pad - 4 * between - points - aside
        # Names and readings give way before numbers do, and the bar keeps a fifth.
        name = min(name, free * 45 // 100)
        note = min(note, free * 35 // 100)
        return _Columns.of(pad, between, name, note, points, aside, self.width())

    def _cells(self, columns: "_Columns", line: int) -> tuple[QRect, QRect, QRect, QRect]:
        top, height = line * scaled(ROW), scaled(ROW) - 1
        return (
            QRect(columns.name, top, columns.note - columns.name - scaled(BETWEEN), height),
            QRect(columns.note, top, columns.note_width, height),
            QRect(columns.points_right - columns.points_width, top, columns.points_width, height),
            QRect(columns.aside_right - columns.aside_width, top, columns.aside_width, height),
        )


@dataclass(frozen=True)
class _Columns:
    name: int
    note: int
    note_width: int
    bar: int
    bar_width: int
    points_right: int
    points_width: int
    aside_right: int
    aside_width: int

    @classmethod
    def of(cls, pad: int, between: int, name: int, note: int, points: int, aside: int, width: int) -> "_Columns":
        """Spreads what is free between the columns, so that a wide card breathes."""
        bar_room = width - 2 * pad - name - note - points - aside - 4 * between
        bar = min(bar_room, scaled(WIDEST))
        spare = max(bar_room - bar, 0) // 4
        note_left = pad + name + between + spare
        bar_left = note_left + note + between + spare
        aside_right = width - pad
        points_right = aside_right - aside - between - spare
        return cls(pad, note_left, note, bar_left, bar, points_right, points, aside_right, aside)
