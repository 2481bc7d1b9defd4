"""A day, typed or picked from a calendar that looks like the rest."""

from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from ui.kit.theme import tokens_of

DISPLAY = "yyyy-MM-dd"


class DateField(QDateEdit):
    """Weeks begin on Monday; the days of the weekend are muted, not red: red is for what is wrong."""

    def __init__(self, day: QDate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(day or QDate.currentDate(), parent)
        self.setDisplayFormat(DISPLAY)
        self.setCalendarPopup(True)
        calendar = self.calendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self._mute()

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
