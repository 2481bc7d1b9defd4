"""The days of attendance: signs typed, pasted and copied; what belongs to an approved leave is kept from both."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.errors import Refused
from app.forms.staff_people import Member
from app.ledger.attendance_typed import Day
from app.ledger.codes import code, codes, typed
from app.ledger.day_text import EXTRA, Said, read_day, spoken_day, write_day
from ui.kit.grid import Cell, Choice, Problem
from ui.pages.attendance.grid_model import DaysModel
from ui.pages.attendance.looks import GRANTED, NOTHING, Shown
from ui.pages.attendance.month import Month

Write = Callable[[Sequence[Day]], Refused | None]


class MarksModel(DaysModel):
    """`write` stores some days in one go, or says why not."""

    kept = Signal(int)  # days of approved leave that a fill or a clearing went past

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write

    # --- a cell

    def text_at(self, one: Member, day: date) -> str:
        assert self.month is not None
        return self.month.text(one.id, day)

    def shown_at(self, one: Member, day: date) -> Shown:
        assert self.month is not None
        return shown_day(self.month, one.id, day)

    def tip_at(self, one: Member, day: date) -> str:
        month = self.month
        assert month is not None
        told = [f"{one.name}　{self.about_day(day)}"]
        said = spoken_day(month.said(one.id, day))
        told.append(said or ("未登记；空着不等于缺勤" if day <= month.today else "还没有到"))
        told += [f"排班：{shift.name} {shift.starts}–{shift.ends}" for shift in month.planned(one.id, day)]
        leave = month.granted(one.id, day)
        if leave is not None:
            told.append(f"已批准的{code(leave.kind).name}（{leave.approver}），要改请先销假")
        return "\n".join(told)

    # --- keys

    def choices(self) -> list[Choice]:
        """What can be typed, with its key."""
        return [Choice(one.sign, (one.key, one.id), one.name) for one in codes().values()]

    def key(self, text: str) -> str | None:
        """What a key writes; a sign or a name that an input method sends at once, too."""
        found = typed(text)
        return None if found is None else found.sign

    def toggled(self, row: int, column: int, sign: str) -> str | None:
        """The cell with what happened beside it added, or taken out again; None where the sign stands for the day."""
        found, day, month = typed(sign), self.day_at(column), self.month
        if found is None or found.kind != EXTRA or day is None or month is None:
            return None
        person = self.rows[row].id
        said = list(month.said(person, day))
        if any(one.code == found.id for one in said):
            return write_day(one for one in said if one.code != found.id)
        if not said:  # who was late was there
            night = any(shift.night for shift in month.planned(person, day))
            said = [Said("day", "night" if night else "present")]
        return write_day([*said, Said("day", found.id)])

    # --- what is typed

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        """All stored in one entry, or none and each wrong cell named."""
        month = self.month
        problems = self.misplaced(cells)
        days: list[Day] = []
        places: list[Cell] = []
        kept = 0
        same = len(cells) > 1 and len({one.text for one in cells}) == 1
        for cell in cells:
            day, said = self.day_at(cell.column), read_day(cell.text)
            if day is None or month is None:
                continue
            if isinstance(said, str):
                problems.append(Problem(cell.row, cell.column, said))
                continue
            person = self.rows[cell.row].id
            if same and month.granted(person, day) is not None:
                kept += 1
                said = self._left(person, day) if not said else month.said(person, day)
            if sorted(said, key=str) != sorted(month.said(person, day), key=str):
                days.append(Day(person, day, tuple(said)))
                places.append(cell)
        if problems or not days:
            self._say_kept(0 if problems else kept)
            return problems
        refused = self._write(days)
        self._say_kept(0 if refused else kept)
        return self.placed(refused, places) if refused is not None else []

    def _left(self, person: int, day: date) -> tuple[Said, ...]:
        """What a clearing leaves of a day with approved leave."""
        assert self.month is not None
        marks = self.month.marks(person, day)
        return tuple(Said(one.part, one.code, one.minutes) for one in marks if one.leave is not None)

    def _say_kept(self, kept: int) -> None:
        if kept:
            self.kept.emit(kept)


def shown_day(month: Month, person: int, day: date) -> Shown:
    """Signs only: minutes are for the tool tip."""
    marks = month.marks(person, day)
    logged = month.marked.logged.get((person, day), ())
    if not marks and not logged:
        return NOTHING
    known = codes()
    parts = {"day": "", "am": "", "pm": ""}
    extras = "".join(known[one.code].sign for one in marks if known[one.code].kind == EXTRA)
    extras += "".join(known[name].sign for name, _ in logged)
    for one in marks:
        if known[one.code].kind != EXTRA:
            parts[one.part] += known[one.code].sign
    state = GRANTED if any(one.leave is not None for one in marks) else ""
    return Shown(parts["day"], parts["am"], parts["pm"], extras, state)
