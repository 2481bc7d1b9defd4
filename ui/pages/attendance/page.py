"""考勤: the month by people and days, its roster and its requests for leave, over one line of people and months."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.ledger import attachments
from app.ledger.change import Changed
from app.periods import Period
from app.workdays import Calendar, read_calendar
from ui.kit.grid.areas import areas
from ui.kit.theme import Tone
from ui.pages.attendance.answers import FULL, full_of, legend, rows_of, why_cell, why_full_of, why_total
from ui.pages.attendance.clerk import Clerk
from ui.pages.attendance.deeds import Deeds
from ui.pages.attendance.frame import Frame
from ui.pages.attendance.head import LEAVES, MARKS, ROSTER, Head
from ui.pages.attendance.leaves_view import LeavesView, Row
from ui.pages.attendance.month import Month, months_of, read_month, with_marks
from ui.pages.attendance.month_view import MonthView
from ui.pages.attendance.turns import Turns
from ui.workspace import Workspace

FULL_MS = 200


class Page(Frame):
    """Wires the views to the workspace; the clerk writes."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._fresh, self._view = False, MARKS
        self._wanted: Period | None = None
        self._calendar: Calendar | None = None
        self.month: Month | None = None
        self.clerk = Clerk(workspace, self)
        self.deeds = Deeds(workspace, self.clerk, self)
        self.head = Head()
        self.days = MonthView(self.clerk.set_days, self.clerk.plan)
        self.leaves = LeavesView(self.deeds.told, self._files)
        self._turns, self._full = Turns(self), QTimer(self)
        self._full.setSingleShot(True)
        self._full.setInterval(FULL_MS)
        self.furnish(self.head, self.days, self.leaves)
        self._connect()
        self._connect_keys()

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.changed.connect(self._heard)
        workspace.period_changed.connect(self._moved)
        workspace.project_changed.connect(self._moved)
        self.nothing.action_requested.connect(self._new_project)
        self.bare.action_requested.connect(self._go_people)
        self._full.timeout.connect(self._read_full)
        self.clerk.done.connect(self.say_done)
        self.undo_asked.connect(self._undo)
        self.head.month_chosen.connect(self._choose_month)
        self.head.views.chosen.connect(self.open_view)
        self.head.team_chosen.connect(self._filter)
        self.head.search.textChanged.connect(self._filter)
        self.head.search.left.connect(self.begin)
        self.head.steps.chosen.connect(self.days.choose_step)
        self.head.fill.clicked.connect(self.fill)
        self.head.shift.clicked.connect(self.deeds.add_shift)
        self.head.leave.clicked.connect(self.ask_leave)
        self.head.sheet.clicked.connect(self._print)
        self.first.action_requested.connect(self._first_step)
        self.days.why_asked.connect(self._why)
        self.days.figure_asked.connect(self._why_figure)
        self.days.said.connect(self.say)
        self.days.grid.cells_set.connect(self._forgive)
        self.leaves.asked.connect(self.ask_leave)
        self.leaves.deed_asked.connect(self._decide)
        self.leaves.dropped.connect(self._dropped)
        self.leaves.opened.connect(self._open_file)

    def _connect_keys(self) -> None:
        keys = {"Ctrl+F": self._find, "Ctrl+M": self.fill, "Ctrl+N": self.ask_leave, "Ctrl+P": self._print,
                "Ctrl+PgUp": self._earlier, "Ctrl+PgDown": self._later, "Ctrl+1": self._to_marks,
                "Ctrl+2": self._to_roster, "Ctrl+3": self._to_leaves}  # fmt: skip
        for words, slot in keys.items():
            shortcut = QShortcut(QKeySequence(words), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- the live loop

    def _heard(self, changed: Changed) -> None:
        self._fresh = False
        if not self.isVisible():
            return
        writing, month = self.clerk.writing, self.month
        if writing and month is not None and changed.nouns == {"attendance"} and not self._turns.isActive():
            self._take(with_marks(self._workspace.book, month, writing), writing)
        else:
            self.refresh_soon()

    def _moved(self) -> None:
        """Another period or project: its own month."""
        self._fresh, self._wanted = False, None
        self.head.search.clear()
        self.notice.hide()
        if self.isVisible():
            self.refresh_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was hidden while things changed catches up."""
        if not self._fresh:
            self.refresh_soon()
        super().showEvent(event)
        if self.layers.currentWidget() is self.main and self.focusWidget() is None:
            self.begin()

    @property
    def is_quiet(self) -> bool:
        """Whether everything is shown that was read."""
        return self.is_read and not self._full.isActive()

    @property
    def is_read(self) -> bool:
        """Whether what is shown is what the ledger knows; full attendance may still be missing."""
        return self._fresh and not self._turns.isActive()

    def refresh(self) -> None:
        """Shows what the ledger knows now, in one go."""
        self._turns.finish(self._showing())

    def refresh_soon(self) -> None:
        """The same, a turn of the loop for each part."""
        self._turns.begin(self._showing())

    def _showing(self) -> Iterator[None]:
        self._fresh = True
        layer = self._read()
        yield
        self.layers.setCurrentWidget(layer)
        if layer is self.main:
            yield from self._show()
            if self.isVisible() and self.focusWidget() in (None, self.days.grid):
                self.begin()

    def _read(self) -> QWidget:
        workspace = self._workspace
        owner, known = workspace.project, workspace.contract
        if owner is None or known is None:
            return self.nothing
        months = months_of(workspace.period, owner.term.first, owner.term.last)
        today = workspace.today()
        past = [one for one in months if one.first <= today]
        wanted = self._wanted if self._wanted in months else (past or months[:1])[-1]
        self._calendar = self._calendar or read_calendar()
        self.head.show_months(months, wanted)
        self.month = read_month(workspace.book, known, owner.id, wanted, self._calendar, today)
        return self.main if self.month.members else self.bare

    def _take(self, month: Month, persons: frozenset[int]) -> None:
        """Only what a few people's marks say is different."""
        self._fresh, self.month = True, month
        self.days.show_people(month, list(persons))
        self.head.show_month(month, self._view)
        self.say_standing(month, self._view)
        self._full.start()

    def _show(self) -> Iterator[None]:
        month, known = self.month, self._workspace.contract
        if month is None or known is None:
            return
        self.head.show_month(month, self._view)
        self.say_standing(month, self._view)
        self.legend.say(legend(known, month, self._view))
        self.views.setCurrentWidget(self.leaves if self._view == LEAVES else self.days)
        yield
        if known.conduct is None or known.conduct.period_fault(month.period):
            self.days.show_full(None)
        elif self.days.full is None:
            self.days.full = {}
        self.days.show_month(month, self._view == ROSTER)
        yield
        self.leaves.show_rows(rows_of(month), month.locked)
        self._full.start()

    def _read_full(self) -> None:
        """Full attendance needs the whole of the conduct rules: after the keys, not between them."""
        month = self.month
        if month is None or self.days.full is None or not self.isVisible():
            return
        self.days.show_full(full_of(self._workspace, month))

    # --- where one is

    def begin(self) -> None:
        """The keyboard into the open view."""
        if self._view == LEAVES:
            self.leaves.begin()
        else:
            self.days.begin()

    def open_view(self, key: str) -> None:
        """考勤, 排班 or 请假."""
        self._view = key
        self.head.views.choose(key)
        self.notice.hide()
        if self.month is not None and self.layers.currentWidget() is self.main:
            self._turns.finish(self._show() if self.is_read else self._showing())
            self.begin()

    def show_person(self, person: int) -> None:
        """Goes to somebody, wherever it is asked from."""
        self.head.search.clear()
        if not self.is_read:
            self.refresh()
        self.open_view(MARKS)
        self.days.filter("", "")
        row = self.days.kind.row_of(person)
        if row >= 0:
            self.days.grid.go_to(row, max(self.days.grid.currentIndex().column(), 3))
            self.days.grid.scrollTo(self.days.grid.currentIndex())

    def _choose_month(self, month: Period) -> None:
        self._wanted = month
        self.notice.hide()
        self.refresh_soon()

    def _earlier(self) -> None:
        self._turn(-1)

    def _later(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        owner, month = self._workspace.project, self.month
        if owner is None or month is None:
            return
        months = months_of(self._workspace.period, owner.term.first, owner.term.last)
        at = months.index(month.period) + by
        if 0 <= at < len(months):
            self._choose_month(months[at])

    def _filter(self, _text: str) -> None:
        self.days.filter(self.head.team, self.head.search.text())
        self.leaves.filter(self.head.team, self.head.search.text())

    def _find(self) -> None:
        self.head.search.setFocus()
        self.head.search.selectAll()

    def _to_marks(self) -> None:
        self.open_view(MARKS)

    def _to_roster(self) -> None:
        self.open_view(ROSTER)

    def _to_leaves(self) -> None:
        self.open_view(LEAVES)

    # --- why

    def _why(self, person: int, day: object) -> None:
        if self.month is not None:
            self.why_requested.emit(why_cell(self._workspace, self.month, person, day))

    def _why_figure(self, person: int, title: str) -> None:
        """A figure at the side: full attendance by its losses, everything else by the days it counts."""
        month = self.month
        if month is None:
            return
        if title == FULL and self.days.full is not None:
            found = why_full_of(self._workspace, month, person)
            if found is not None:
                self.why_requested.emit(found)
                return
        self.why_requested.emit(why_total(month, person, title))

    # --- what is asked and written

    def fill(self) -> None:
        """Every day up to today that nobody marked yet, at once."""
        month, calendar = self.month, self._calendar
        if month is None or calendar is None or month.locked or not month.open_days or self._view != MARKS:
            return
        refused = self.clerk.fill(month.period, calendar)
        if refused is not None:
            self.say("；".join(one.reason for one in refused.faults[:3]), Tone.BAD)

    def ask_leave(self) -> None:
        """For whoever is selected, on the days that are selected."""
        month = self.month
        if month is None or month.locked:
            return
        grid, kind = self.days.grid, self.days.kind
        chosen = areas(grid) if self._view != LEAVES else []
        days = [day for area in chosen[:1] for column in area.columns if (day := kind.day_at(column)) is not None]
        person = kind.rows[chosen[0].top].id if days else 0
        usual = min(max(month.today, month.period.first), month.period.last)
        self.deeds.ask_leave(person, min(days, default=usual), max(days, default=usual))

    def _first_step(self) -> None:
        if self._view == ROSTER:
            self.deeds.add_shift()
        else:
            self.fill()

    def _decide(self, what: str, row: object) -> None:
        if isinstance(row, Row):
            self.say_trouble(self.deeds.decide(what, row))

    def _dropped(self, row: object, paths: object) -> None:
        if isinstance(row, Row) and isinstance(paths, list):
            self.say_trouble(self.deeds.add_paths(row, [Path(str(one)) for one in paths]))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]

    def _open_file(self, key: object) -> None:
        row = self.leaves.row
        if row is not None:
            self.deeds.open_file(row, key)

    def _files(self, leave: int) -> tuple[attachments.Attachment, ...]:
        return attachments.of(self._workspace.book, "leave", leave)

    def _forgive(self, _many: int) -> None:
        self.notice.hide()

    def _undo(self) -> None:
        self._workspace.take_back()

    # --- elsewhere

    def _print(self) -> None:
        if self.month is not None:
            self.go_requested.emit(f"form:attendance:{self.month.period}")

    def _go_people(self) -> None:
        self.go_requested.emit("page:people")

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")
