"""What is asked before something is written: a request for leave, a decision on one, papers, a shift."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.exact import show
from app.ledger import attachments, people
from app.ledger.codes import code
from app.ledger.leave_advice import advise
from app.ledger.leaves import ASKED, STATUS, Draft, Leave
from app.ledger.refusals import is_passing
from ui.kit.picker_list import PickerRow
from ui.pages.attendance import leave_dialog, shift_dialog
from ui.pages.attendance.clerk import Clerk
from ui.pages.attendance.leave_dialog import Asked, Desk
from ui.pages.attendance.leave_words import advice_lines
from ui.pages.attendance.leaves_view import Row, span_words
from ui.pages.incidents import reason
from ui.pages.incidents.files import from_clipboard, read_files
from ui.pages.incidents.reason import Question
from ui.pages.indicators.files import open_file
from ui.workspace import Workspace

FOUND = 40


class Deeds:
    """One question, one write; what is refused is asked again with the reason."""

    def __init__(self, workspace: Workspace, clerk: Clerk, page: QWidget) -> None:
        self._workspace, self._clerk, self._page = workspace, clerk, page

    @property
    def project(self) -> int:
        """The open project."""
        owner = self._workspace.project
        assert owner is not None
        return owner.id

    # --- requests

    def ask_leave(self, person: int, first: date, last: date) -> None:
        """A new request, for whoever is selected on the days that are selected."""
        desk = self._desk()
        now = self._workspace.book.clock().replace(second=0, microsecond=0)
        initial: Asked | None = Asked(Draft(person, "", first, last, asked_at=now)) if person else None
        refused = ""
        while True:
            found = leave_dialog.ask(self._page, desk, initial, first, last, refused)
            if found is None:
                return
            trouble = self._clerk.ask(found.draft, found.files)
            if trouble is None or is_passing(trouble):
                return
            initial, refused = found, "；".join(one.reason for one in trouble.faults)

    def decide(self, what: str, row: Row) -> str:
        """Approve, refuse, cancel, papers: why it could not be done, or nothing."""
        kind, _, key = what.partition(":")
        done = {"approve": self._approve, "refuse": self._refuse, "cancel": self._cancel, "papers": self._papers,
                "paste": self._paste}.get(kind)  # fmt: skip
        return done(row) if done is not None else self._detach(row, int(key))

    def _approve(self, row: Row) -> str:
        words, today = f"{_about(row)}：批准后写入考勤。", self._workspace.today()
        asked = Question("批准请假", words, "批准", today, label="批准人", given=self._workspace.book.user)
        found = reason.ask(self._page, asked)
        if found is None:
            return ""
        return _why(self._clerk.approve(row.id, found.reason, found.day or self._workspace.today()))

    def _refuse(self, row: Row) -> str:
        asked = Question("不批准请假", _about(row), "不批准", self._workspace.today())
        found = reason.ask(self._page, asked)
        if found is None:
            return ""
        return _why(self._clerk.refuse(row.id, found.day or self._workspace.today(), found.reason))

    def _cancel(self, row: Row) -> str:
        words = "撤回这份申请" if row.leave.status == ASKED else "销假后，它写入的考勤一并取消，那几天变为未登记"
        asked = Question(
            "销假", f"{_about(row)}：{words}。", "销假", hints=("提前返岗", "本人撤回", "登记有误"), danger=True
        )
        found = reason.ask(self._page, asked)
        return "" if found is None else _why(self._clerk.cancel(row.id, found.reason))

    def _papers(self, row: Row) -> str:
        names, _ = QFileDialog.getOpenFileNames(self._page, "选择请假材料")
        return self.add_paths(row, [Path(one) for one in names])

    def add_paths(self, row: Row, paths: Sequence[Path]) -> str:
        """Files handed in later."""
        found, wrong = read_files(paths)
        return wrong if wrong or not found else _why(self._clerk.hand_in(row.id, found))

    def _paste(self, row: Row) -> str:
        found, wrong = from_clipboard(self._workspace.book.clock())
        return wrong if wrong or not found else _why(self._clerk.hand_in(row.id, found))

    def _detach(self, row: Row, key: int) -> str:
        found = reason.ask(self._page, Question("取下附件", _about(row), "取下", hints=("附错了",), danger=True))
        if found is None:
            return ""
        book, project = self._workspace.book, self.project
        return _why(self._clerk.put(lambda: attachments.detach(book, project, "leave", row.id, key, found.reason)))

    def open_file(self, row: Row, key: object) -> None:
        """A copy for reading, in the program that shows such files."""
        book = self._workspace.book
        url = open_file(book, int(str(key)), attachments.of(book, "leave", row.id))
        if url is not None:
            QDesktopServices.openUrl(url)

    # --- what a request is told by

    def told(self, row: Row) -> list[str]:
        """A request in lines: the span, who decided, and what the contract says of it."""
        one = row.leave
        lines = [f"{span_words(one)}，{show(one.days)} 天", f"**{STATUS[one.status]}**{_decided(one)}"]
        lines += [f"申请于 {one.asked_at:%Y-%m-%d %H:%M}"] if one.asked_at else []
        lines += [f"特殊情况：{one.special}"] if one.special else []
        lines += [f"材料：{'、'.join(one.documents)}"] if one.documents else []
        if one.status == ASKED:
            lines += [
                "",
                "**按合同核对**",
                *advice_lines(advise(self._workspace.book, self.project, _draft(one))),
            ]
        return lines

    def _desk(self) -> Desk:
        book, project = self._workspace.book, self.project
        names = {one.id: one.name for one in people.listed(book, project)}
        day = self._workspace.today()

        def find(typed: str) -> list[PickerRow]:
            found = people.search(book, project, typed) if typed.strip() else people.listed(book, project)
            there = set(people.employed(book, project, day))
            ordered = sorted(found, key=lambda one: one.id not in there)
            return [PickerRow(one.id, one.name, one.staff_number) for one in ordered[:FOUND]]

        def name_of(person: int) -> str:
            return names.get(person, "")

        def asked(draft: Draft) -> leave_dialog.Advice:
            return advise(book, project, draft)

        return Desk(find, name_of, asked, book.clock)

    # --- shifts

    def add_shift(self) -> None:
        """A kind of shift: without one nobody can be planned."""
        initial, refused = shift_dialog.Draft(), ""
        while (found := shift_dialog.ask(self._page, initial, refused)) is not None:
            times = (found.starts, found.ends)
            trouble = self._clerk.add_shift(found.code, found.name, times, found.night, found.least)
            if trouble is None or is_passing(trouble):
                return
            initial, refused = found, "；".join(one.reason for one in trouble.faults)


def _about(row: Row) -> str:
    return f"**{row.name}** {code(row.leave.kind).name} {span_words(row.leave)} {show(row.leave.days)} 天"


def _decided(one: Leave) -> str:
    if not one.decided_on:
        return ""
    return f"　{one.approver} {one.decided_on}".rstrip()


def _draft(one: Leave) -> Draft:
    ends = (one.first_day, one.last_day, one.first_half, one.last_half)
    return Draft(one.person, one.kind, *ends, one.asked_at, one.special, one.documents)


def _why(refused: object) -> str:
    faults = getattr(refused, "faults", ())
    return "；".join(one.reason for one in faults)
