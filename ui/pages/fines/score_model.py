"""The monthly score as a grid: a row an agent, a column a part, the score at the end; one entry whatever was pasted."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.conduct.monthly_score import ScorePart
from app.errors import Refused
from app.exact import show
from app.ledger.conduct_sheet import Row, Sheet
from ui.kit.grid import LOOK_ROLE, Cell, GridModel, Look, Problem
from ui.kit.grid.cells import Index
from ui.kit.number_text import Format, Wrong, parsed

Role = Qt.ItemDataRole
Marks = Mapping[int, Mapping[str, str]]
Write = Callable[[Marks], Refused | None]
HEAD = ("工号", "姓名", "班组")
TOTAL, SHORT, QUIET = Look(bold=True), Look("warn", "warn_soft"), Look("muted")
PLACES = 2


class ScoreModel(GridModel):
    """`write` stores some marks in one go, or says why not."""

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._sheet: Sheet | None = None
        self._late = False
        self.rows: tuple[Row, ...] = ()
        self.parts: tuple[ScorePart, ...] = ()

    def show_sheet(self, sheet: Sheet, late: bool) -> None:
        """A month; the same people only repaint. `late`: what is missing now is overdue."""
        keys, parts = [one.key for one in sheet.rows], sheet.score.parts
        same = (keys, parts) == ([one.key for one in self.rows], self.parts)
        if not same:
            self.beginResetModel()
        self._sheet, self.rows, self.parts, self._late = sheet, sheet.rows, parts, late
        if not same:
            self.endResetModel()
        elif self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    @property
    def missing(self) -> int:
        """How many agents have no score yet."""
        return sum(one.score is None for one in self.rows)

    # --- Qt's model

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(HEAD) + len(self.parts) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        locked = self._sheet is None or self._sheet.locked
        return plain | Qt.ItemFlag.ItemIsEditable if self._part(index.column()) and not locked else plain

    def headerData(self, section: int, side: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if side != Qt.Orientation.Horizontal or role != Role.DisplayRole or not 0 <= section < self.columnCount():
            return None
        parts = [f"{one.name}（≤{show(one.weight)}）" for one in self.parts]
        full = show(self._sheet.score.full) if self._sheet else ""
        return (*HEAD, *parts, f"总分（{full}）", "说明")[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in (Role.DisplayRole, Role.EditRole, LOOK_ROLE, Role.ToolTipRole):
            return None
        row, column = self.rows[index.row()], index.column()
        if role == LOOK_ROLE:
            return self._look(row, column)
        if role == Role.ToolTipRole:
            return None
        return self._text(row, column)

    def _text(self, row: Row, column: int) -> str:
        if column < len(HEAD):
            return (row.number, row.member.name, row.member.team)[column]
        part = self._part(column)
        if part is not None:
            return show(row.marks[part.id]) if part.id in row.marks else ""
        if column == len(HEAD) + len(self.parts):
            return show(row.score.score) if row.score else ""
        return self._note(row)

    def _note(self, row: Row) -> str:
        if row.score is None:
            lacking = [one.name for one in self.parts if not one.bonus and one.id not in row.marks]
            return f"缺：{'、'.join(lacking)}" if row.marks else "未评"
        return f"合计 {show(row.score.sum)}，按满分计" if row.score.capped else ""

    def _look(self, row: Row, column: int) -> Look | None:
        part = self._part(column)
        if part is not None:
            return SHORT if self._late and not part.bonus and part.id not in row.marks else None
        if column == len(HEAD) + len(self.parts):
            return TOTAL
        return QUIET if column >= len(HEAD) or column == 2 else None

    def _part(self, column: int) -> ScorePart | None:
        at = column - len(HEAD)
        return self.parts[at] if 0 <= at < len(self.parts) else None

    # --- what is typed

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        """Marks of many agents: all stored in one entry, or none and each wrong cell named."""
        given: dict[int, dict[str, str]] = {}
        problems: list[Problem] = []
        for one in cells:
            row, part = self.rows[one.row], self._part(one.column)
            if part is None:
                continue
            found = parsed(one.text, Format(PLACES))
            words = _wrong(part, found)
            if words:
                problems.append(Problem(one.row, one.column, words))
            elif found != row.marks.get(part.id):
                given.setdefault(row.key, {})[part.id] = "" if found is None else show(found)  # pyright: ignore[reportArgumentType]
        if problems or not given:
            return problems
        refused = self._write(given)
        return self._problems(refused, cells) if refused is not None else []

    def _problems(self, refused: Refused, cells: Sequence[Cell]) -> list[Problem]:
        """Each fault at its agent and part; what names none goes to the first cell."""
        rows = {str(one.key): at for at, one in enumerate(self.rows)}
        parts = {one.id: at + len(HEAD) for at, one in enumerate(self.parts)}
        found: list[Problem] = []
        for fault in refused.faults:
            person, _, part = fault.path.partition(".")
            place = rows.get(person, cells[0].row), parts.get(part, cells[0].column)
            found.append(Problem(*place, fault.reason))
        return found


def _wrong(part: ScorePart, found: object) -> str:
    """Why a text is no mark of this part."""
    if isinstance(found, Wrong):
        return {"places": f"最多 {PLACES} 位小数"}.get(found.reason, "请输入数字")
    if found is None:
        return ""
    if found < 0:  # pyright: ignore[reportOperatorIssue]
        return "不能为负"
    return f"{part.name}最多 {show(part.weight)} 分" if found > part.weight else ""  # pyright: ignore[reportOperatorIssue]
