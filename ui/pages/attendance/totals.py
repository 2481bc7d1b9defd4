"""The columns at the right of the month: what each person's days add up to, always in sight beside the days."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.exact import show
from app.forms.staff_days import Tally
from app.forms.staff_people import Member
from app.ledger.codes import codes
from ui.kit.grid import LOOK_ROLE, Look
from ui.kit.grid.cells import Index
from ui.kit.grid.delegates import CellDelegate
from ui.kit.grid.painted import PaintedTable
from ui.kit.theme import ROW, scaled
from ui.pages.attendance.month import Month, leave_kinds

Role = Qt.ItemDataRole
ZERO, STRONG, WARN, BAD, LOST, PLAIN = (
    Look("muted"), Look(bold=True), Look("warn", bold=True), Look("bad", bold=True), Look("bad"), Look()
)  # fmt: skip
NARROW, WIDE, NOTE = 29, 40, 210
KEPT, UNKNOWN, LEAVE = "是", "", "假"
OVERTIME = 174


class Total(NamedTuple):
    """A column: its title, what it means, its figure for somebody, how wide."""

    title: str
    words: str
    of: Callable[[Member], str | Decimal]
    tone: Look = PLAIN
    width: int = NARROW


class TotalsModel(QAbstractTableModel):
    """Rows are those of the month's grid, in its order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Total, ...] = ()
        self.rows: tuple[Member, ...] = ()
        self._known: dict[int, list[str]] = {}

    def show_rows(self, columns: Sequence[Total], rows: tuple[Member, ...]) -> None:
        """Other people or columns; the same only repaint."""
        same = rows == self.rows and [one.title for one in columns] == [one.title for one in self.columns]
        if not same:
            self.beginResetModel()
        self.columns, self.rows = tuple(columns), rows
        self._known.clear()
        if not same:
            self.endResetModel()
        elif rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))

    def forget(self, columns: Sequence[Total], persons: Sequence[int]) -> None:
        """These people's figures are others now."""
        self.columns = tuple(columns)
        for at, one in enumerate(self.rows):
            if one.id in persons:
                self._known.pop(one.id, None)
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if side != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        one = self.columns[section]
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignHCenter
        return {Role.DisplayRole: one.title, Role.ToolTipRole: one.words}.get(Role(role))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in (Role.DisplayRole, Role.ToolTipRole, LOOK_ROLE):
            return None
        one, column = self.rows[index.row()], self.columns[index.column()]
        text = self.text(one)[index.column()]
        if role == LOOK_ROLE:
            return ZERO if text in ("0", UNKNOWN) else LOST if text == "否" else column.tone
        return f"{one.name}　{column.words}：{text or '未知'}" if role == Role.ToolTipRole else _short(text)

    def text(self, one: Member) -> list[str]:
        """Somebody's figures, worked out once."""
        if one.id not in self._known:
            self._known[one.id] = [_told(column.of(one)) for column in self.columns]
        return self._known[one.id]


def _told(value: str | Decimal) -> str:
    return value if isinstance(value, str) else show(value)


def _short(text: str) -> str:
    return {KEPT: "✓", "未登记": "—"}.get(text, "缺" if text.startswith("缺 ") else text)


class TotalDelegate(CellDelegate):
    """In the middle of its column, with no room lost at its sides."""

    alignment = Qt.AlignmentFlag.AlignHCenter

    def paint_text(self, painter: QPainter, rect: QRect, text: str, look: Look | None) -> None:
        """The figure."""
        table = self._table
        painter.setFont(table.bold if look is not None and look.bold else table.font())
        painter.setPen(table.tokens.ink if look is None else table.colour(look.ink))
        inside, whole = rect.adjusted(2, 0, -2, 0), text.partition(".")[0]
        if not whole.isdecimal():
            shown = table.metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            left = inside.width() > scaled(2 * WIDE)  # words begin together
            along = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(inside, along | Qt.AlignmentFlag.AlignVCenter, shown)
            return
        # Whole days stand under whole days, in the middle as far as their halves leave room.
        wide = painter.fontMetrics().horizontalAdvance
        edge = min(inside.center().x() + wide("00") // 2, inside.right() - wide(".5"))
        inside.setLeft(edge - wide(whole) + 1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)


class TotalsTable(PaintedTable):
    """Reads only; a click asks why."""

    asked = Signal(int, str)  # person, the column's title

    def __init__(self, parent: QWidget | None = None, row_height: int = ROW) -> None:
        super().__init__(parent, row_height)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(TotalDelegate(self))
        self.setAccessibleName("合计")

    def fit(self) -> None:
        """Its columns as wide as they have to be, itself as wide as its columns."""
        model = self.model()
        if isinstance(model, TotalsModel):
            for at, one in enumerate(model.columns):
                self.setColumnWidth(at, scaled(one.width))
            bar = self.verticalScrollBar().sizeHint().width()
            self.setFixedWidth(self.horizontalHeader().length() + bar + 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        super().mouseReleaseEvent(event)
        index, model = self.indexAt(event.position().toPoint()), self.model()
        if index.isValid() and isinstance(model, TotalsModel):
            self.asked.emit(model.rows[index.row()].id, model.columns[index.column()].title)


def attendance_totals(month: Month, full: Mapping[int, str] | None, folded: bool = False) -> list[Total]:
    """Days at work and off, nights, each kind of leave (or all of them together, where there is little room), absence,
    late, early; full attendance where there is such."""
    tallies: dict[int, Tally] = {}

    def tally(one: Member) -> Tally:
        if one.id not in tallies:
            tallies[one.id] = month.tally(one)
        return tallies[one.id]

    def kind(*kinds: str) -> Callable[[Member], Decimal]:
        return lambda one: tally(one).of(*kinds)

    def mark(name: str) -> Callable[[Member], Decimal]:
        return lambda one: tally(one).counts.get(name, Decimal(0))

    known = codes()
    found = [Total("出勤", "出勤天数", kind("work"), STRONG, WIDE), Total("夜", "夜班", mark("night"))]
    found.append(Total("休", "休息与节假日", kind("rest")))
    if folded:
        found.append(Total(LEAVE, "请假，各种假合计", kind("leave"), WARN))
    else:
        found += [Total(known[name].sign, known[name].name, mark(name), WARN) for name in leave_kinds(month)]
    for name, look in (("absenteeism", BAD), ("late", WARN), ("early_leave", WARN)):
        found.append(Total(known[name].sign, known[name].name, mark(name), look))
    if full is not None:
        words = "全勤：每一天都有登记、又没有失去全勤的情形"
        found.append(Total("全勤", words, lambda one: full.get(one.id, UNKNOWN), PLAIN, WIDE))
    return found


def roster_totals(month: Month) -> list[Total]:
    """Shifts, nights and hours of somebody, and what to look at."""

    def shifts(one: Member) -> list[str]:
        return [code for day in month.days for code in month.plan.get((one.id, day), ())]

    def hours(one: Member) -> Decimal:
        return Decimal(sum(month.shifts[code].minutes for code in shifts(one))) / 60

    def beyond(one: Member) -> Decimal:
        return max(Decimal(0), hours(one) - OVERTIME)

    def told(one: Member) -> str:
        return "；".join(f"{each.day.day}日 {each.words}" for each in month.warned(one.id)) or UNKNOWN

    found = [
        Total("班", "排了几个班", lambda one: Decimal(len(shifts(one))), STRONG, WIDE),
        Total("夜", "其中夜班", lambda one: Decimal(sum(month.shifts[code].night for code in shifts(one)))),
        Total("工时", "排班小时数", hours, PLAIN, WIDE + 6),
        Total("超时", f"超过月标准 {OVERTIME} 小时的部分，每月加班上限 36 小时", beyond, WARN, WIDE),
    ]
    words = "怀孕与哺乳期夜班、加班上限、夜班后连班；只提醒，不拦"
    warned = any(each.person is not None for each in month.warnings)
    return [*found, Total("提醒", words, told, WARN, NOTE)] if warned else found
