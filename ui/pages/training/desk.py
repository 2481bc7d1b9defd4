"""From what the view of sessions asks for to a deed, where the period is still open."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.ledger.training_month import Held
from ui.pages.training.clerk import Clerk
from ui.pages.training.deeds import Deeds
from ui.pages.training.detail import AMEND, FAIR, OFF, ON, POOR, PRINT, ROLL, VOID
from ui.pages.training.lines import PlanLine
from ui.pages.training.sessions_view import SessionsView


class Desk(QObject):
    """`session_wanted` carries a session that should be looked at now."""

    go_requested = Signal(str)
    session_wanted = Signal(int)

    def __init__(self, view: SessionsView, deeds: Deeds, clerk: Clerk, parent: QObject) -> None:
        super().__init__(parent)
        self.view, self.deeds, self.clerk = view, deeds, clerk
        self.locked = True
        shelf = view.detail.shelf
        view.plan_asked.connect(self._plan_deed)
        view.plan_opened.connect(self._hold)
        view.session_asked.connect(self.new_session)
        view.table.row_activated.connect(self._roll)
        view.table.amending.connect(self._amend)
        view.table.removing.connect(self._void)
        view.plans.amending.connect(self._amend_plan)
        view.plans.removing.connect(self._void_plan)
        view.detail.asked.connect(self._deed)
        shelf.choosing.connect(self.choose_files)
        shelf.pasting.connect(self._paste_files)
        shelf.dropped.connect(self._drop_files)
        shelf.opened.connect(self._open_file)
        shelf.removing.connect(self._remove_file)

    def _row(self) -> Held | None:
        """The session that may be changed now."""
        return None if self.locked else self.view.chosen()

    # --- the plan

    def _plan_deed(self, what: str) -> None:
        if what == "print":
            self.go_requested.emit(f"form:training-plan:{self.deeds.month}")
        elif not self.locked:
            {"add": self.deeds.plan, "file": self.deeds.file, "unfile": self.deeds.unfile}[what]()

    def add_plan(self) -> None:
        """A line of the plan."""
        self._plan_deed("add")

    def _amend_plan(self) -> None:
        line = self.view.chosen_plan()
        if line is not None and not self.locked:
            self.deeds.plan(line)

    def _void_plan(self) -> None:
        line = self.view.chosen_plan()
        if line is not None and not self.locked:
            self.deeds.void_plan(line)

    def _hold(self, line: object) -> None:
        """A line of the plan as a session; one that was held already leads to its session."""
        if not isinstance(line, PlanLine) or self.locked:
            return
        if line.held is not None:
            self.session_wanted.emit(line.held.id)
        else:
            self._held(line)

    # --- sessions

    def new_session(self, _what: str = "") -> None:
        """A session, with the hours and the trainer of the last one."""
        if not self.locked:
            self._held(None)

    def _held(self, line: PlanLine | None) -> None:
        rows = [one for one in self.view.model.every_row if isinstance(one, Held)]
        last = rows[-1] if rows else None
        made = self.deeds.hold(line, last)
        if made is not None:
            self.session_wanted.emit(made)

    def _roll(self, row: object) -> None:
        if isinstance(row, Held) and not row.cancelled and not self.locked:
            self.deeds.roll(row)

    def _amend(self) -> None:
        self._deed(AMEND)

    def _void(self) -> None:
        self._deed(VOID)

    def _deed(self, what: str) -> None:
        row = self.view.chosen()
        if row is None:
            return
        if what == PRINT:
            self.go_requested.emit(f"form:training-record:{self.deeds.month}")
        elif not self.locked:
            deeds = {
                ROLL: self.deeds.roll, AMEND: self.deeds.amend, OFF: self.deeds.call_off, VOID: self.deeds.void,
                ON: self._reinstate, POOR: self._judge_poor, FAIR: self._judge_fair,
            }  # fmt: skip
            deeds[what](row)

    def _reinstate(self, row: Held) -> None:
        self.clerk.reinstate(row.id)

    def _judge_poor(self, row: Held) -> None:
        self.deeds.judge(row, True)

    def _judge_fair(self, row: Held) -> None:
        self.deeds.judge(row, False)

    # --- evidence

    def choose_files(self) -> None:
        """Evidence from the disk."""
        row = self._row()
        if row is not None:
            self.deeds.choose_files(row)

    def _paste_files(self) -> None:
        row = self._row()
        if row is not None:
            self.deeds.paste(row)

    def _drop_files(self, paths: list[Path]) -> None:
        row = self._row()
        if row is not None:
            self.deeds.add_paths(row, paths)

    def _open_file(self, key: object) -> None:
        row = self.view.chosen()
        if row is not None:
            self.deeds.open_file(row, key)

    def _remove_file(self, key: object) -> None:
        row = self._row()
        if row is not None:
            self.deeds.remove_file(row, key)
