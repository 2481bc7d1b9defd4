"""A day, typed or picked from a calendar that looks like the rest."""

from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from ui.kit.day_text import SIGNS, day_of, plain
from ui.kit.theme import tokens_of

DISPLAY = "yyyy-MM-dd"
TIP = "可直接输入 2025-12-03、20251203；本年的 12-3，本月的 3"
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class DateField(QDateEdit):
    """Weeks begin on Monday; the days of the weekend are muted, not red: red is for what is wrong.

    Qt's own field takes a day only part by part, and a whole one typed with its signs lands in the wrong parts
    without a word. So what is typed is kept here, shown as it is typed, and read as a whole.
    """

    def __init__(self, day: QDate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(day or QDate.currentDate(), parent)
        self._typed, self._before, self._month_only = "", self.date(), False
        self.setToolTip(TIP)
        self.setDisplayFormat(DISPLAY)
        self.setCalendarPopup(True)
        calendar = self.calendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self._mute()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures and signs belong to a day as a whole, everything else ends the typing."""
        text = plain(event.text())
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take(QGuiApplication.clipboard().text())
        elif text and text in SIGNS and not event.modifiers() & HELD and (self._typed or text.isdecimal()):
            self._type(text)
        elif self._typed and event.key() == Qt.Key.Key_Backspace:
            self._show(self._typed[:-1])
        elif self._typed and event.key() == Qt.Key.Key_Escape:
            self._show("")
        else:
            self._settle()
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """年 and 月 come from an input method."""
        if isinstance(event, QInputMethodEvent):
            self._take(event.commitString())
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads to the next field, not to the next part of the day."""
        self._settle()
        return QWidget.focusNextPrevChild(self, forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is a day now, or what stood there before."""
        self._settle()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The same when one clicks."""
        self._settle()
        super().mousePressEvent(event)

    def _take(self, text: str) -> None:
        told = plain(text).strip()
        if told and all(sign in SIGNS for sign in told):
            self._type(told)

    def _type(self, text: str) -> None:
        if not self._typed:
            self._before = self.date()
            self._month_only = self.currentSection() == QDateEdit.Section.MonthSection
        self._show(self._typed + text)

    def _show(self, typed: str) -> None:
        """The day that is meant so far; the line shows what was typed, which Qt must not read."""
        self._typed = typed
        self.setDate(day_of(typed, self._before, self._month_only) or self._before)
        self._write(typed or self.date().toString(DISPLAY))

    def _settle(self) -> None:
        if self._typed:
            self._typed = ""
            self._write(self.date().toString(DISPLAY))

    def _write(self, text: str) -> None:
        line = self.lineEdit()
        line.blockSignals(True)
        line.setText(text)
        line.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another grey."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.calendarPopup():
            self._mute()

    def _mute(self) -> None:
        looks, head = QTextCharFormat(), QTextCharFormat()
        looks.setForeground(tokens_of(self).muted)
        head.setForeground(tokens_of(self).muted)
        head.setBackground(tokens_of(self).panel)
        self.calendarWidget().setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendarWidget().setWeekdayTextFormat(day, looks)
