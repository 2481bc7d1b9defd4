"""The lines under the month: how many there were on each day, against the minimum of the shifts."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.exact import show
from ui.kit.drawing import LEFT, words
from ui.kit.grid import GridView
from ui.kit.theme import Text, font, scaled, tokens_of
from ui.pages.attendance.grid_model import FROZEN
from ui.pages.attendance.month import Month

HEIGHT, PAD = 21, 8


class FootCell(NamedTuple):
    """A figure of a day; `short` is too few."""

    text: str = ""
    short: bool = False
    tip: str = ""


class FootRow(NamedTuple):
    """A line: what it counts, a cell a day."""

    name: str
    cells: tuple[FootCell, ...]


class Foot(QWidget):
    """Stands under a grid and moves with its columns."""

    def __init__(self, grid: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.rows: tuple[FootRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.horizontalScrollBar().valueChanged.connect(self.update)
        grid.horizontalHeader().sectionResized.connect(self.update)

    def show_rows(self, rows: Sequence[FootRow]) -> None:
        """Other lines."""
        if len(rows) != len(self.rows):
            self.updateGeometry()
        self.rows = tuple(rows)
        self.setAccessibleName("；".join(f"{one.name} {' '.join(cell.text for cell in one.cells)}" for one in rows))
        self.update()

    def sizeHint(self) -> QSize:
        """So many lines."""
        return QSize(100, len(self.rows) * scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """All of them."""
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figures, then the names over what slid under them."""
        from ui.kit.drawing import painter_of

        tokens, painter = tokens_of(self), painter_of(self)
        edge, height = self._edge(), scaled(HEIGHT)
        painter.setPen(tokens.line)
        painter.drawLine(0, 0, self.width(), 0)
        painter.save()
        painter.setClipRect(QRect(edge, 0, self.width() - edge, self.height()))
        small = font(Text.SMALL)
        for place, cell in self._places():
            if cell.short:
                painter.fillRect(place, tokens.warn_soft)
            colour = tokens.warn if cell.short else tokens.muted
            words(painter, place, cell.text, font(Text.SMALL, bold=True) if cell.short else small, colour,
                  Qt.AlignmentFlag.AlignCenter)  # fmt: skip
        painter.restore()
        for at, row in enumerate(self.rows):
            place = QRect(scaled(PAD), at * height, edge - 2 * scaled(PAD), height)
            words(painter, place, row.name, small, tokens.muted, LEFT)
        painter.setPen(tokens.line)
        painter.drawLine(edge - 1, 0, edge - 1, self.height())
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = next((cell.tip for place, cell in self._places() if place.contains(event.pos())), "")
            QToolTip.showText(event.globalPos(), tip if event.pos().x() >= self._edge() else "", self)
            return True
        return super().event(event)

    def _edge(self) -> int:
        return sum(self._grid.columnWidth(at) for at in range(FROZEN))

    def _places(self) -> Iterator[tuple[QRect, FootCell]]:
        height = scaled(HEIGHT)
        for at, row in enumerate(self.rows):
            for column, cell in enumerate(row.cells):
                left = self._grid.columnViewportPosition(FROZEN + column)
                yield QRect(left, at * height + 1, self._grid.columnWidth(FROZEN + column), height - 1), cell


def attendance_rows(month: Month) -> list[FootRow]:
    """Who was there against what the shifts need, nights apart, and who is not entered yet."""
    least, nights = month.needed(month.today), month.needed(month.today, night=True)
    found = [
        FootRow(
            f"出勤{f'（至少 {least}）' if least else ''}", tuple(_there(month, day, "", least) for day in month.days)
        )
    ]
    if nights:
        cells = tuple(_there(month, day, "night", nights) for day in month.days)
        found.append(FootRow(f"夜班（至少 {nights}）", cells))
    cells = tuple(_open(month, day) for day in month.days)
    return [*found, FootRow("未登记", cells)] if any(cell.text for cell in cells) else found


def _there(month: Month, day: date, code: str, least: int) -> FootCell:
    if not any(month.marks(one.id, day) for one in month.members):
        return FootCell()
    many = month.at_work(day, code)
    few = bool(least) and many < least
    what = "夜班" if code else "出勤"
    told = f"{day.month}月{day.day}日{what} {show(many)} 人" + (f"，少于各班次最低合计 {least} 人" if few else "")
    return FootCell(show(many), few, told)


def _open(month: Month, day: date) -> FootCell:
    if day > month.today:
        return FootCell()
    many = sum(one.there(day) and not month.marks(one.id, day) for one in month.members)
    told = f"{day.month}月{day.day}日 {many} 人未登记；空着不等于缺勤"
    return FootCell(str(many), False, told) if many else FootCell()


def roster_rows(month: Month) -> list[FootRow]:
    """Each shift's people against its minimum, on the days from the first that is planned to the last."""
    planned = [day for _, day in month.plan]
    there = {(day, code): 0 for day in month.days for code in month.shifts}
    jobs = {one.id: one for one in month.members}
    for (person, day), codes in month.plan.items():
        if person in jobs and jobs[person].there(day):
            for code in codes:
                there[day, code] += 1
    found: list[FootRow] = []
    for one in month.shifts.values():
        cells = [
            _planned(
                one.name, one.least, day, there[day, one.code], bool(planned) and min(planned) <= day <= max(planned)
            )
            for day in month.days
        ]
        found.append(FootRow(f"{one.name}{f'（至少 {one.least}）' if one.least else ''}", tuple(cells)))
    return found


def _planned(name: str, least: int, day: date, many: int, inside: bool) -> FootCell:
    if not inside:
        return FootCell()
    few = many < least
    told = f"{day.month}月{day.day}日{name} {many} 人" + (f"，少于最低 {least} 人" if few else "")
    return FootCell(str(many), few, told)
