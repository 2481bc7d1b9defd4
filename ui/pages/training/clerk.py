"""The one who writes: every deed of the page is one write of the ledger, said in a toast, taken back by one undo."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.errors import Refused
from app.ledger import attachments, training, training_edits
from app.ledger.change import Changed
from app.ledger.refusals import is_passing
from app.ledger.training import Came
from app.ledger.training_month import NOUN
from app.periods import Period
from ui.pages.incidents.files import File
from ui.pages.training.lesson_dialog import Lesson
from ui.workspace import Workspace


class Clerk(QObject):
    """`said` carries words; `refusal` the reasons of the last one, for the dialog that asks again."""

    said = Signal(str, bool)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._busy, self.refusal = workspace, False, ""
        workspace.refused.connect(self._heard)

    @property
    def _project(self) -> int:
        assert self._workspace.project is not None
        return self._workspace.project.id

    def _heard(self, refused: Refused) -> None:
        if self._busy and not is_passing(refused):
            self.refusal = "；".join(dict.fromkeys(one.reason for one in refused.faults))

    def _write(self, write: Callable[[], Changed], words: str) -> Changed | None:
        self.refusal, self._busy = "", True
        try:
            changed = self._workspace.commit(write)
        finally:
            self._busy = False
        if changed is not None:
            self.said.emit(f"{words}；{changed.warning}" if changed.warning else words, True)
        elif self.refusal:
            self.refused.emit(self.refusal)
        return changed

    # --- the plan

    def plan(self, month: Period, lesson: Lesson, amended: int | None) -> Changed | None:
        """A line of the plan, new or corrected."""
        book, project, draft = self._workspace.book, self._project, lesson.plan

        def write() -> Changed:
            if amended is not None:
                return training_edits.amend_plan(book, project, amended, draft)
            said = (month, draft.topic, draft.kind)
            return training.plan(book, project, *said, hours=draft.hours, planned_on=draft.planned_on)

        return self._write(write, f"已{'更正' if amended is not None else '加入'}计划：{draft.topic}")

    def void_plan(self, plan: int, reason: str) -> Changed | None:
        """A line taken out."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: training_edits.void_plan(book, project, plan, reason), "已从计划中删去")

    def file(self, month: Period, on: date, by: str) -> Changed | None:
        """The month's plan was filed."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: training.file_plan(book, project, month, on, by), f"{month} 培训计划已报送")

    def unfile(self, month: Period, reason: str) -> Changed | None:
        """It was not, after all."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: training_edits.take_back_filing(book, project, month, reason), "已撤销报送")

    # --- sessions

    def hold(self, lesson: Lesson, plan: int | None) -> int | None:
        """A new session; its key."""
        book, project, draft = self._workspace.book, self._project, lesson.session

        def write() -> Changed:
            said = (draft.day, draft.topic, draft.kind, draft.hours)
            return training.hold(book, project, *said, plan=plan, trainer=draft.trainer, place=draft.place)

        changed = self._write(write, f"已登记培训：{draft.topic}；按 Enter 签到")
        return changed.ids("training_session")[0] if changed else None

    def amend(self, session: int, lesson: Lesson) -> Changed | None:
        """A session corrected."""
        book, project = self._workspace.book, self._project
        write = training_edits.amend
        return self._write(lambda: write(book, project, session, lesson.session, lesson.reason), "已更正培训")

    def sign_in(self, session: int, sheet: Sequence[Came]) -> Changed | None:
        """The whole sheet at once."""
        book, project = self._workspace.book, self._project
        words = f"签到 {sum(one.came for one in sheet)}/{len(sheet)} 人"
        return self._write(lambda: training_edits.sign_in(book, project, session, sheet), words)

    def judge(self, session: int, poor: bool, reason: str) -> Changed | None:
        """What the client says of a session."""
        book, project = self._workspace.book, self._project
        words = "已记为不到位" if poor else "已撤销评价"
        return self._write(lambda: training.judge(book, project, session, poor, reason), words)

    def call_off(self, session: int, reason: str) -> Changed | None:
        """It did not take place."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: training.call_off(book, project, session, reason), "已取消培训，课时不计")

    def reinstate(self, session: int) -> Changed | None:
        """It did, after all."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: training_edits.reinstate(book, project, session), "已恢复培训")

    def void(self, session: int, reason: str) -> Changed | None:
        """It never was."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: training_edits.void(book, project, session, reason), "已作废培训")

    # --- evidence

    def attach(self, session: int, files: Sequence[File]) -> Changed | None:
        """Files beside a session, taken back together."""
        book, project = self._workspace.book, self._project
        words = f"已附 {files[0][0]}" if len(files) == 1 else f"已附 {len(files)} 份文件"
        return self._write(lambda: training_edits.attach(book, project, session, files), words)

    def detach(self, session: int, attachment: int, reason: str) -> Changed | None:
        """A file taken away."""
        book, project = self._workspace.book, self._project
        return self._write(lambda: attachments.detach(book, project, NOUN, session, attachment, reason), "已取下附件")
