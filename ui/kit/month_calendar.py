"""A month of days, Monday first, with what falls on each as small coloured bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.kit.chart import NOWHERE, Chart
from ui.kit.drawing import CENTRE, LEFT, box, ring, words
from ui.kit.theme import Text, Tokens, Tone, font, scaled

WEEK = 7
HEAD, CELL, BAR, SHOWN = 22, 62, 15, 2
NAMES = "一二三四五六日"


@dataclass(frozen=True)
class DayNote:
    """Something that falls on a day."""

    words: str
    tone: Tone = Tone.NEUTRAL


class MonthCalendar(Chart):
    """Weeks as rows. Days of rest are shaded; today is ringed; the chosen day is filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[date, ...] = ()
        self._month = (1, 1)
        self._notes: Mapping[date, Sequence[DayNote]] = {}
        self._rest: frozenset[date] = frozenset()
        self._today: date | None = None
        self.chosen: date | None = None

    def show_month(
        self, first: date, notes: Mapping[date, Sequence[DayNote]], rest: frozenset[date], today: date
    ) -> None:
        """Another month: what falls on its days, which are free, which is today."""
        begin = first.replace(day=1) - timedelta(days=first.replace(day=1).weekday())
        month = (first.year, first.month)
        days: list[date] = []
        while not days or len(days) % WEEK or (days[-1] + timedelta(days=1)).month == first.month:
            days.append(begin + timedelta(days=len(days)))
        self._days, self._month = tuple(days), month
        self._notes, self._rest, self._today = notes, rest, today
        self.renewed()

    def choose(self, day: date | None) -> None:
        """Fills a day."""
        self.chosen = day
        self.update()

    def day(self, place: int) -> date:
        """The day of a place."""
        return self._days[place]

    def sizeHint(self) -> QSize:
        return QSize(scaled(WEEK * 84), scaled(HEAD + self._weeks() * CELL))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(WEEK * 40), scaled(HEAD + self._weeks() * 34))

    def count(self) -> int:
        return len(self._days)

    def first(self) -> int:
        return self._days.index(self._today) if self._today in self._days else 0

    def stepped(self, key: int) -> int:
        """Up and down are weeks."""
        by = {Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}.get(Qt.Key(key))
        if by is None:
            return super().stepped(key)
        return self.at + by if 0 <= self.at + by < self.count() else self.at

    def place_at(self, x: int, y: int) -> int:
        return next((at for at in range(self.count()) if self._square(at).contains(x, y)), NOWHERE)

    def reading(self, place: int) -> str:
        """10月8日 周三 工资发放."""
        day = self._days[place]
        told = "、".join(one.words for one in self._notes.get(day, ()))
        return f"{day.month}月{day.day}日 周{NAMES[day.weekday()]} {told or '没有事项'}"

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        for column, name in enumerate(NAMES):
            place = self._square(column)
            head = QRect(place.left(), 0, place.width(), scaled(HEAD))
            words(painter, head, name, font(Text.SMALL), tokens.muted, CENTRE)
        for at in range(self.count()):
            self._draw_day(painter, tokens, at)
        if self.at != NOWHERE and self.hasFocus():
            ring(painter, self._square(self.at), tokens.accent, scaled(5))

    def _draw_day(self, painter: QPainter, tokens: Tokens, at: int) -> None:
        day, place = self._days[at], self._square(at)
        inside = (day.year, day.month) == self._month
        ground = tokens.accent_soft if day == self.chosen else tokens.soft if day in self._rest else tokens.panel
        box(painter, QRectF(place), ground, scaled(5), tokens.accent if day == self._today else tokens.line)
        ink = tokens.muted if not inside or day in self._rest else tokens.ink
        number = QRect(place.left() + scaled(6), place.top() + scaled(3), place.width() - scaled(12), scaled(16))
        words(painter, number, str(day.day), font(Text.SMALL, bold=day == self._today), ink, LEFT)
        notes = self._notes.get(day, ()) if inside else ()
        room = max((place.height() - scaled(20)) // scaled(BAR), 1)
        shown = notes if len(notes) <= room else notes[: max(room - 1, 0)]
        for line, one in enumerate(shown):
            self._draw_note(painter, tokens, place, line, one)
        if len(shown) < len(notes):
            more = DayNote(f"还有 {len(notes) - len(shown)} 项", Tone.NEUTRAL)
            self._draw_note(painter, tokens, place, len(shown), more)

    def _draw_note(self, painter: QPainter, tokens: Tokens, day: QRect, line: int, note: DayNote) -> None:
        top = day.top() + scaled(20) + line * scaled(BAR)
        place = QRect(day.left() + scaled(4), top, day.width() - scaled(8), scaled(BAR) - 2)
        box(painter, QRectF(place), tokens.gentle(note.tone), scaled(3))
        inside = place.adjusted(scaled(4), 0, -scaled(2), 0)
        words(painter, inside, note.words, font(Text.SMALL), tokens.strong(note.tone), LEFT)

    def _weeks(self) -> int:
        return max(len(self._days) // WEEK, 5)

    def _square(self, at: int) -> QRect:
        row, column = divmod(at, WEEK)
        wide = self.width() // WEEK
        high = max((self.height() - scaled(HEAD)) // self._weeks(), scaled(30))
        return QRect(column * wide, scaled(HEAD) + row * high, wide - 3, high - 3)
