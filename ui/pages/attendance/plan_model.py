"""The days of the roster: shifts typed by their code, their name or a figure; warnings block nothing."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject

from app.errors import Refused
from app.forms.staff_people import Member
from app.ledger.roster import Shift
from app.reader import near
from ui.kit.grid import Cell, Choice, Look, Problem
from ui.kit.grid.numerals import plain_key
from ui.pages.attendance.grid_model import DaysModel
from ui.pages.attendance.looks import NOTHING, Shown

Duty = tuple[int, date, str]
Write = Callable[[Sequence[Duty]], Refused | None]
NOTHING_KEY = "0"
FREE = ("", "休", "休息", NOTHING_KEY)
NIGHT, PLAIN = Look("ink", "accent_soft"), Look()


class PlanModel(DaysModel):
    """`write` stores some duties in one go, or says why not."""

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The shifts there are."""
        return tuple(self.month.shifts.values()) if self.month is not None else ()

    def looks(self) -> dict[str, Look]:
        """Night shifts stand out."""
        return {one.code: NIGHT if one.night else PLAIN for one in self.shifts}

    # --- a cell

    def text_at(self, one: Member, day: date) -> str:
        assert self.month is not None
        return "+".join(self.month.plan.get((one.id, day), ()))

    def shown_at(self, one: Member, day: date) -> Shown:
        assert self.month is not None
        found = self.month.plan.get((one.id, day), ())
        return Shown("".join(found)) if found else NOTHING

    def tip_at(self, one: Member, day: date) -> str:
        assert self.month is not None
        told = [f"{one.name}　{self.about_day(day)}"]
        shifts = self.month.planned(one.id, day)
        told += [f"{s.name} {s.starts}–{s.ends}{'（次日）' if s.ends <= s.starts else ''}" for s in shifts] or [
            "没有排班"
        ]
        told += [w.words for w in self.month.warned(one.id) if w.day == day]
        return "\n".join(told)

    # --- keys

    def choices(self) -> list[Choice]:
        """What can be typed: a figure for each shift, 0 for none."""
        found = [
            Choice(one.code, (str(at + 1), one.name), f"{one.name} {one.starts}–{one.ends}")
            for at, one in enumerate(self.shifts[:9])
        ]
        return [*found, Choice("休", (NOTHING_KEY,), "不排班")]

    def key(self, text: str) -> str | None:
        """What a key plans; a code or a name that an input method sends at once, too."""
        plain = plain_key(text)
        if plain in FREE[1:]:
            return FREE[0]
        if plain.isdecimal() and 0 < int(plain) <= len(self.shifts[:9]):
            return self.shifts[int(plain) - 1].code
        return next((one.code for one in self.shifts if plain in (plain_key(one.code), plain_key(one.name))), None)

    def toggled(self, row: int, column: int, sign: str) -> str | None:
        """Every key stands for the whole day."""
        return None

    # --- what is typed

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        """All stored in one entry, or none and each wrong cell named."""
        problems = self.misplaced(cells)
        duties: list[Duty] = []
        places: list[Cell] = []
        for cell in cells:
            day = self.day_at(cell.column)
            if day is None or self.month is None:
                continue
            found = self._read(cell.text)
            if isinstance(found, str):
                problems.append(Problem(cell.row, cell.column, found))
                continue
            person = self.rows[cell.row].id
            if sorted(found) != sorted(self.month.plan.get((person, day), ())):
                duties += [(person, day, one) for one in found or ("",)]
                places += [cell] * len(found or ("",))
        if problems or not duties:
            return problems
        refused = self._write(duties)
        return self.placed(refused, places) if refused is not None else []

    def _read(self, text: str) -> tuple[str, ...] | str:
        words = [one.strip() for one in text.replace("＋", "+").replace("、", "+").split("+")]
        found: list[str] = []
        for one in words:
            if plain_key(one) in FREE:
                continue
            code = self.key(one)
            if not code:
                known = tuple(shift.code for shift in self.shifts)
                return f"没有“{one}”这个班次{near(one, known)}；已有：{'、'.join(known) or '无'}"
            found.append(code)
        return tuple(found)
