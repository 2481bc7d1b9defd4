"""The days of a period as a grid: a row a day, a column a figure, the sum at the end; one entry whatever was pasted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.errors import Refused
from app.exact import show
from app.ledger.indicators import Typed
from app.workdays import Calendar
from ui.kit.grid.cells import LOOK_ROLE, Cell, GridModel, Index, Problem
from ui.kit.grid.looks import Look
from ui.kit.number_text import Format, Wrong, grouped, parsed

Role = Qt.ItemDataRole
WEEK = "一二三四五六日"
OFF, MISSING, SUM, PLAIN = Look("muted", "soft"), Look("warn", "warn_soft"), Look("ink", "soft", True), Look()
Days = Mapping[date, Mapping[str, Decimal]]
Write = Callable[[Mapping[date, Mapping[str, Typed]]], Refused | None]


class DayModel(GridModel):
    """`write` stores some days in one go, or says why not."""

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self.fields: tuple[str, ...] = ()
        self.labels: tuple[str, ...] = ()
        self.days: tuple[date, ...] = ()
        self._found: Days = {}
        self._calendar: Calendar | None = None
        self._locked, self._today = False, date.max

    def show_days(
        self, fields: Sequence[tuple[str, str]], days: Sequence[date], found: Days, calendar: Calendar, locked: bool
    ) -> None:
        """Other days or figures; the same days only repaint."""
        names, labels = tuple(one for one, _ in fields), tuple(one for _, one in fields)
        same = (names, tuple(days)) == (self.fields, self.days)
        if not same:
            self.beginResetModel()
        self.fields, self.labels, self.days = names, labels, tuple(days)
        self._found, self._calendar, self._locked = found, calendar, locked
        if not same:
            self.endResetModel()
        elif self.days:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    # --- Qt's model

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() or not self.days else len(self.days) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.fields) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        typed = index.column() >= 2 and index.row() < len(self.days) and not self._locked
        return plain | Qt.ItemFlag.ItemIsEditable if typed else plain

    def headerData(self, section: int, side: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if side != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return ("日期", "", *self.labels)[section] if section < self.columnCount() else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in (Role.DisplayRole, Role.EditRole, LOOK_ROLE, Role.ToolTipRole):
            return None
        row, column = index.row(), index.column()
        if role == LOOK_ROLE:
            return self._look(row, column)
        if role == Role.ToolTipRole:
            return self._about(row)
        return self._sum(column) if row == len(self.days) else self._text(self.days[row], column, role)

    def _about(self, row: int) -> str | None:
        if self._calendar is None or row == len(self.days):
            return None
        return self._calendar.name_of(self.days[row]) or None

    def _text(self, day: date, column: int, role: int) -> str:
        if column == 0:
            return f"{day.month}月{day.day}日"
        if column == 1:
            return f"周{WEEK[day.weekday()]}{self._festive(day)}"
        number = self._found.get(day, {}).get(self.fields[column - 2])
        if number is None:
            return ""
        return show(number) if role == Role.EditRole else grouped(number, Format())

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        """Texts of many days: all stored in one entry, or none and each wrong cell named."""
        given: dict[date, dict[str, Typed]] = {}
        problems: list[Problem] = []
        for one in cells:
            found = parsed(one.text, Format(0, Decimal(0)))
            if isinstance(found, Wrong):
                words = {"places": "应为整数", "least": "不能为负"}.get(found.reason, "请输入数字")
                problems.append(Problem(one.row, one.column, words))
            else:
                day, field = self.days[one.row], self.fields[one.column - 2]
                if found != self._found.get(day, {}).get(field):
                    given.setdefault(day, {})[field] = found
        if problems or not given:
            return problems
        refused = self._write(given)
        return self._problems(refused, cells) if refused is not None else []

    def _problems(self, refused: Refused, cells: Sequence[Cell]) -> list[Problem]:
        """Each fault at its day and figure; what names no day goes to the first cell."""
        found: list[Problem] = []
        for fault in refused.faults:
            day, _, path = fault.path.partition(".")
            row = next((at for at, one in enumerate(self.days) if str(one) == day), cells[0].row)
            name = path.rpartition(".")[2]
            column = self.fields.index(name) + 2 if name in self.fields else cells[0].column
            words = fault.reason
            for field, label in zip(self.fields, self.labels, strict=True):
                words = words.replace(f"{field}（", f"{label}（")
            found.append(Problem(row, column, words))
        return found

    def _look(self, row: int, column: int) -> Look:
        if row == len(self.days):
            return SUM
        day = self.days[row]
        if column >= 2 and self._found and not self._found.get(day) and day <= self._today:
            return MISSING
        return OFF if self._calendar and not self._calendar.is_working(day) else PLAIN

    def _sum(self, column: int) -> str:
        if column < 2:
            return "合计" if column == 0 else f"{len(self._found)}/{len(self.days)} 天"
        field = self.fields[column - 2]
        numbers = [one[field] for one in self._found.values() if field in one]
        return grouped(sum(numbers, Decimal(0)), Format()) if numbers else ""

    def _festive(self, day: date) -> str:
        name = self._calendar.name_of(day) if self._calendar else ""
        return f" {name}" if name else ""
