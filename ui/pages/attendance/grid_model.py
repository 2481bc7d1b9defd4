"""People × days as a Qt model: who is shown, what the columns are; what a cell says is the business of its kind."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.errors import Refused
from app.forms.staff_people import Member
from app.ledger.pinyin import MISSED, folded, rank
from ui.kit.grid import LOOK_ROLE, Cell, GridModel, Look, Problem
from ui.kit.grid.cells import Index
from ui.pages.attendance.looks import NOT_THERE, NOTHING, Shown
from ui.pages.attendance.month import Month

Role = Qt.ItemDataRole
HEAD = ("工号", "姓名", "班组")
FROZEN = len(HEAD)
WEEK = "一二三四五六日"
OFF, TODAY, QUIET, WARNED = Look("muted", "soft"), Look("accent", "accent_soft"), Look("muted"), Look("warn")
SHOWN_ROLES = frozenset(int(one) for one in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole)) | {LOOK_ROLE}
PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class DaysModel(GridModel):
    """Rows are the members that the filter lets through, in the order of the printed sheet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.month: Month | None = None
        self.rows: tuple[Member, ...] = ()
        self._first_of_team: frozenset[int] = frozenset()
        self._team, self._typed = "", ""
        self._known: list[list[Shown] | None] = []

    # --- what is shown

    def show_month(self, month: Month | None) -> None:
        """A month; the same people and days only repaint."""
        rows = self._filtered(month)
        before = self.month
        same = before is not None and month is not None and before.days == month.days and rows == self.rows
        if not same:
            self.beginResetModel()
        self.month = month
        self._take_rows(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def show_people(self, month: Month, persons: Sequence[int]) -> None:
        """The same month, in which only these people's days say something else."""
        self.month = month
        places = [at for at, one in enumerate(self.rows) if one.id in persons]
        for at in places:
            self._known[at] = None
        if places:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), self.columnCount() - 1))

    def filter(self, team: str, typed: str) -> None:
        """Only a team, only those whose name, pinyin or number fits."""
        if (team, typed) == (self._team, self._typed):
            return
        self._team, self._typed = team, typed
        self.beginResetModel()
        self._take_rows(self._filtered(self.month))
        self.endResetModel()

    def _filtered(self, month: Month | None) -> tuple[Member, ...]:
        if month is None:
            return ()
        wanted = folded(self._typed).lower()
        return tuple(
            one
            for one in month.members
            if (not self._team or one.team == self._team)
            and (not wanted or rank(wanted, month.pinyin(one.id), one.name, one.number) < MISSED)
        )

    def _take_rows(self, rows: tuple[Member, ...]) -> None:
        self.rows = rows
        self._first_of_team = frozenset(at for at, one in enumerate(rows) if not at or rows[at - 1].team != one.team)
        self._known = [None] * len(rows)

    # --- places

    def day_at(self, column: int) -> date | None:
        """The day of a column."""
        at = column - FROZEN
        return self.month.days[at] if self.month is not None and 0 <= at < len(self.month.days) else None

    def column_of(self, day: date) -> int:
        """The column of a day of the month."""
        return FROZEN + day.day - 1

    def row_of(self, person: int) -> int:
        """The row of somebody; -1 where they are not shown."""
        return next((at for at, one in enumerate(self.rows) if one.id == person), -1)

    def cell_of(self, index: Index) -> tuple[Member, date] | None:
        """Who and when."""
        day = self.day_at(index.column()) if index.isValid() else None
        return None if day is None else (self.rows[index.row()], day)

    # --- Qt's model

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() or self.month is None else FROZEN + len(self.month.days)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        day, month = self.day_at(index.column()), self.month
        typed = day is not None and month is not None and not month.locked and self.rows[index.row()].there(day)
        return PLAIN | Qt.ItemFlag.ItemIsEditable if typed else PLAIN

    def headerData(self, section: int, side: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if side != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        day = self.day_at(section)
        if day is None:
            return HEAD[section] if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            return f"{day.day}\n{WEEK[day.weekday()]}"
        if role == LOOK_ROLE:
            return self._column_look(day)
        return self.about_day(day) if role == Role.ToolTipRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in SHOWN_ROLES or self.month is None:
            return None
        one, day = self.rows[index.row()], self.day_at(index.column())
        if day is None:
            return self._head_data(index.row(), index.column(), one, role)
        if role == LOOK_ROLE:
            return None
        if role == Role.ToolTipRole:
            return self.tip_at(one, day) if one.there(day) else "这一天不在职，不能登记"
        return self.text_at(one, day)

    def _head_data(self, row: int, column: int, one: Member, role: int) -> Any:
        if role == LOOK_ROLE:
            return WARNED if column == 1 and self.warned(one) else None if column == 1 else QUIET
        if role == Role.ToolTipRole:
            return "\n".join(self.warned(one)) or (
                f"{one.name}　{one.team}　{one.role}".strip() if column == 1 else None
            )
        if column == 2 and role == Role.DisplayRole and row not in self._first_of_team:
            return ""
        return (one.number, one.name, one.team)[column]

    def _column_look(self, day: date) -> Look | None:
        assert self.month is not None
        if day == self.month.today:
            return TODAY
        return None if self.month.calendar.is_working(day) else OFF

    def about_day(self, day: date) -> str:
        """A day in words, with what the calendar calls it."""
        assert self.month is not None
        calendar = self.month.calendar
        name = calendar.name_of(day) or ("" if calendar.is_working(day) else "周末")
        unknown = "" if calendar.announced(day.year) else "（该年放假安排未公布）"
        today = "，今天" if day == self.month.today else ""
        return f"{day.month}月{day.day}日 周{WEEK[day.weekday()]}{f' {name}' if name else ''}{today}{unknown}"

    # --- painting

    def shown_in(self, column: int, rows: range) -> list[Shown]:
        """What the cells of a column show: all that the delegate asks for."""
        at = column - FROZEN
        return [(self._known[row] or self._work_out(row))[at] for row in rows]

    def texts_in(self, column: int, rows: range) -> list[str | None]:
        return [self.data(self.index(row, column)) for row in rows]

    def _work_out(self, row: int) -> list[Shown]:
        assert self.month is not None
        one = self.rows[row]
        found = [self.shown_at(one, day) if one.there(day) else NOT_THERE for day in self.month.days]
        self._known[row] = found
        return found

    # --- of each kind

    def text_at(self, one: Member, day: date) -> str:
        """A cell as it is typed and copied."""
        raise NotImplementedError

    def shown_at(self, one: Member, day: date) -> Shown:
        """A cell as it is painted."""
        return NOTHING

    def tip_at(self, one: Member, day: date) -> str:
        """What the mouse is told."""
        return self.about_day(day)

    def warned(self, one: Member) -> list[str]:
        """What is to be looked at beside somebody's name."""
        return [] if self.month is None else [f"{_day(w.day)}{w.words}" for w in self.month.warned(one.id)]

    def misplaced(self, cells: Sequence[Cell]) -> list[Problem]:
        """Cells that cannot be written: a name of somebody else, a day outside the employment."""
        found: list[Problem] = []
        for cell in cells:
            day = self.day_at(cell.column)
            if day is None:
                here = (self.rows[cell.row].number, self.rows[cell.row].name, self.rows[cell.row].team)[cell.column]
                if cell.text.strip() not in ("", here):
                    found.append(Problem(cell.row, cell.column, f"这一行是“{here}”，粘贴的是“{cell.text.strip()}”"))
            elif not self.rows[cell.row].there(day) and cell.text.strip():
                found.append(Problem(cell.row, cell.column, "这一天不在职，不能登记"))
        return found

    def placed(self, refused: Refused, cells: Sequence[Cell]) -> list[Problem]:
        """Each fault at its cell; what names none goes to the first."""
        found: list[Problem] = []
        for fault in refused.faults:
            inside = fault.path.removeprefix("[").partition("]")[0]
            at = int(inside) if fault.path.startswith("[") and inside.isdigit() else 0
            cell = cells[min(at, len(cells) - 1)]
            found.append(Problem(cell.row, cell.column, fault.reason))
        return found


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日 "
