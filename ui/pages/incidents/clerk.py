"""The one who writes: every deed of the page is one write of the ledger, said in a toast, taken back by one undo."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.errors import Refused
from app.ledger import attachments, incident_moves, incidents
from app.ledger.change import Changed
from app.ledger.incidents import RECORDED, STATUS, VERIFIED, Draft
from app.ledger.refusals import is_passing
from ui.pages.incidents.files import File
from ui.pages.incidents.happening import Several
from ui.workspace import Workspace


class Clerk(QObject):
    """`said` carries words and whether there is something to take back; `refused` the reasons in words."""

    said = Signal(str, bool)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._busy = False
        self.refusal = ""
        self.kept = False  # the store could not take the last one yet: it is tried again, and not to be typed again
        workspace.refused.connect(self._heard)

    def _heard(self, refused: Refused) -> None:
        if self._busy and is_passing(refused):
            self.kept = True
        elif self._busy:
            self.refusal = "；".join(dict.fromkeys(one.reason for one in refused.faults))

    def _write(self, write: Callable[[], Changed], words: str) -> Changed | None:
        """One write; what is refused is kept as words for whoever asked."""
        self.refusal, self.kept = "", False
        self._busy = True
        try:
            changed = self._workspace.commit(write)
        finally:
            self._busy = False
        if changed is not None:
            self.said.emit(f"{words}；{changed.warning}" if changed.warning else words, True)
        elif self.refusal:
            self.refused.emit(self.refusal)
        elif self.kept:
            self.said.emit("台账正忙，这一笔已记下，稍后自动存入", False)
        return changed

    @property
    def _project(self) -> int:
        assert self._workspace.project is not None
        return self._workspace.project.id

    # --- logging

    def log(self, draft: Draft, files: Sequence[File], verified: bool, words: str) -> int | None:
        """A new incident; its key."""
        book, project, status = self._workspace.book, self._project, VERIFIED if verified else RECORDED

        def write() -> Changed:
            return incident_moves.file(book, project, draft, files, status=status)

        changed = self._write(write, f"已登记{'并核实' if verified else ''}：{words}")
        return max(changed.ids("incident")) if changed else None

    def log_several(self, several: Several, beside: int | None) -> int | None:
        """Several of one happening; beside one that is there already, if one is named."""
        book, project, drafts = self._workspace.book, self._project, several.drafts
        status = VERIFIED if several.verified else RECORDED

        def write() -> Changed:
            if beside is None:
                return incidents.log(book, project, drafts, status=status, happening=several.words)
            return incident_moves.add_to(book, project, beside, drafts, status=status, happening=several.words)

        changed = self._write(write, f"已登记 {len(drafts)} 项，互相关联")
        return max(changed.ids("incident")) if changed else None

    def amend(self, incident: int, draft: Draft, reason: str) -> Changed | None:
        """A correction with its reason."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: incidents.amend(book, project, incident, draft, reason), "已更正")

    # --- on its way

    def move(self, several: Sequence[int], status: str, reason: str = "", on: date | None = None) -> Changed | None:
        """Incidents to another status: one step, however many."""
        book, project, keys = self._workspace.book, self._project, list(several)
        words = f"{len(keys)} 件已{STATUS[status]}" if len(keys) > 1 else f"已{STATUS[status]}"
        return self._write(lambda: incidents.set_status(book, project, keys, status, reason, on), words)

    def answer(self, incident: int, outcome: str, reason: str, on: date) -> Changed | None:
        """What came of an appeal."""
        book, project = self._workspace.book, self._project
        words = f"申诉{incident_moves.OUTCOMES[outcome]}"
        return self._write(lambda: incident_moves.answer_appeal(book, project, incident, outcome, reason, on), words)

    def waive(self, incident: int, reason: str) -> Changed | None:
        """Lets somebody off."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: incidents.waive(book, project, incident, reason), "已免予追究")

    # --- what belongs together

    def join(self, several: Sequence[int], words: str) -> Changed | None:
        """Says that they come of one happening."""
        book, project, keys = self._workspace.book, self._project, list(several)
        return self._write(lambda: incidents.join(book, project, keys, words), f"已关联 {len(keys)} 件")

    def part(self, incident: int, reason: str) -> Changed | None:
        """Says that it has nothing to do with the others."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: incident_moves.part(book, project, incident, reason), "已解除关联")

    # --- evidence

    def attach(self, incident: int, files: Sequence[File]) -> Changed | None:
        """Files beside an incident."""
        book, project, given = self._workspace.book, self._project, list(files)
        words = f"已附 {given[0][0]}" if len(given) == 1 else f"已附 {len(given)} 份"
        return self._write(lambda: incident_moves.attach_all(book, project, incident, given), words)

    def detach(self, incident: int, attachment: int, reason: str) -> Changed | None:
        """A file taken away again."""
        book, project = self._workspace.book, self._project

        def write() -> Changed:
            return attachments.detach(book, project, "incident", incident, attachment, reason)

        return self._write(write, "已取下附件")
