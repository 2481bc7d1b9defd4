"""The check list of a session: one row a person, states and figures as they are typed; nothing is written in here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from app.exact import show
from app.ledger.training import Came
from app.ledger.training_month import Seat
from ui.kit.grid import LOOK_ROLE, Cell, GridModel, Look, Problem
from ui.kit.grid.looks import FAILED, GOOD, MUTED, STRONG
from ui.kit.number_text import Format, Wrong, parsed

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
TEAM, NUMBER, NAME, STATE, HOURS, MARK, EXCUSE = range(7)
TITLES = ("班组", "工号", "姓名", "到场", "课时", "成绩", "缺席原因")
OUT, CAME, ABSENT = "", "✓", "缺"
YES, NO = frozenset("✓√到是1yY"), frozenset("缺否×xX0")
FIGURE = Format(2, Decimal(0), Decimal(1000))


@dataclass(frozen=True)
class Mark:
    """What stands in a row; without hours of one's own the session's count."""

    seat: Seat
    state: str = OUT
    hours: Decimal | None = None
    mark: Decimal | None = None
    excuse: str = ""


class RollModel(GridModel):
    """Takes texts as they are typed and pasted; a figure is somebody who came, a reason somebody who did not."""

    def __init__(self, seats: Sequence[Seat], sheet: Sequence[Came], hours: Decimal) -> None:
        super().__init__()
        noted = {one.person: one for one in sheet}
        self.hours = hours
        self.rows = [_noted(seat, noted.get(seat.id)) for seat in seats]
        self._keys = [seat.person.pinyin.partition(" ")[2] or seat.person.pinyin for seat in seats]

    # --- what the dialog uses

    @property
    def sheet(self) -> tuple[Came, ...]:
        """Whoever came or should have."""
        return tuple(
            Came(one.seat.id, one.state == CAME, one.hours, one.mark, one.excuse) for one in self.rows if one.state
        )

    @property
    def counts(self) -> tuple[int, int]:
        """How many came of how many."""
        states = [one.state for one in self.rows]
        return states.count(CAME), len(states) - states.count(OUT)

    def toggle(self, places: Sequence[int]) -> None:
        """Came, or not on the sheet; several follow the first."""
        if places:
            wanted = OUT if self.rows[places[0]].state == CAME else CAME
            self.put([(place, _as(self.rows[place], wanted)) for place in places])

    def set_all(self, state: str, only: str | None = None) -> None:
        """Everybody, or everybody in one state."""
        chosen = [(at, one) for at, one in enumerate(self.rows) if only is None or one.state == only]
        self.put([(at, _as(one, state)) for at, one in chosen])

    def put(self, rows: Sequence[tuple[int, Mark]]) -> None:
        """Other rows, announced at once."""
        changed = [(at, one) for at, one in rows if self.rows[at] != one]
        for at, one in changed:
            self.rows[at] = one
        self.announce([Cell(at, column, "") for at, _ in changed for column in (STATE, EXCUSE)])

    def place_by_initials(self, typed: str, after: int) -> int:
        """The next row whose initials, or whose name, begin so; -1 if there is none."""
        count = len(self.rows)
        for step in range(count):
            at = (after + step) % count
            if self._keys[at].startswith(typed) or self.rows[at].seat.person.name.startswith(typed):
                return at
        return -1

    # --- Qt's model

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() >= STATE else found

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Role.DisplayRole:
            # Hours that are the session's are shown in grey, so that it is seen what will count.
            own = self.text(row, index.column())
            return show(self.hours) if index.column() == HOURS and row.state == CAME and row.hours is None else own
        if role == Role.EditRole:
            return self.text(row, index.column())
        return self._look(row, index.column()) if role == LOOK_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole and 0 <= section < len(TITLES):
            return TITLES[section]
        return None

    def text(self, row: Mark, column: int) -> str:
        """A cell as it would be typed."""
        seat = row.seat
        fixed = {TEAM: seat.team, NUMBER: seat.person.staff_number, NAME: seat.person.name, STATE: row.state}
        figures = {HOURS: row.hours, MARK: row.mark}
        if column in figures:
            found = figures[column]
            return "" if found is None else show(found)
        return row.excuse if column == EXCUSE else fixed[column]

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        found: dict[int, Mark] = {}
        problems: list[Problem] = []
        for cell in cells:
            made = _typed(found.get(cell.row, self.rows[cell.row]), cell.column, cell.text.strip())
            if isinstance(made, str):
                problems.append(Problem(cell.row, cell.column, made))
            else:
                found[cell.row] = made
        if not problems:
            self.put(list(found.items()))
        return problems

    def _look(self, row: Mark, column: int) -> Look | None:
        if column == STATE:
            return {CAME: GOOD, ABSENT: FAILED}.get(row.state)
        if column == HOURS:
            return MUTED if row.hours is None else None
        return STRONG if column == NAME and row.state == CAME else MUTED if column in (TEAM, NUMBER) else None


def _noted(seat: Seat, one: Came | None) -> Mark:
    if one is None:
        return Mark(seat)
    return Mark(seat, CAME if one.came else ABSENT, one.hours, one.mark, one.excuse)


def _as(row: Mark, state: str) -> Mark:
    """Another state; what only belongs to the old one goes."""
    if state == CAME:
        return replace(row, state=CAME, excuse="")
    return replace(row, state=state, hours=None, mark=None, excuse=row.excuse if state == ABSENT else "")


def _typed(row: Mark, column: int, text: str) -> Mark | str:
    """The row with a text in it, or why it cannot be."""
    if column == STATE:
        if text and text[0] not in YES | NO:
            return "到场写 ✓（或 1、到），缺席写 缺（或 0），不在名单留空"
        return _as(row, OUT if not text else CAME if text[0] in YES else ABSENT)
    if column == EXCUSE:
        return replace(_as(row, ABSENT), excuse=text) if text else replace(row, excuse="")
    found = parsed(text, FIGURE)
    if isinstance(found, Wrong):
        return "应为不小于 0 的数，最多两位小数"
    if found is None:
        return replace(row, **{"hours" if column == HOURS else "mark": None})
    return replace(_as(row, CAME), **{"hours" if column == HOURS else "mark": found})
