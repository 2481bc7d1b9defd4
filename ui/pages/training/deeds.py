"""What is asked before something is written, and asked again with the reason when the ledger refuses."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.exact import show
from app.ledger import attachments, training
from app.ledger.attachments import Attachment
from app.ledger.training_month import NOUN, Held, floor
from app.periods import Period
from ui.pages.incidents import reason
from ui.pages.incidents.files import File, from_clipboard, read_files
from ui.pages.incidents.reason import Question
from ui.pages.indicators.files import open_file
from ui.pages.training import lesson_dialog, roll_dialog
from ui.pages.training.clerk import Clerk
from ui.pages.training.lesson_dialog import Asked, Lesson
from ui.pages.training.lines import PlanLine, day_text
from ui.pages.training.roll_dialog import RollCall
from ui.workspace import Workspace


class Deeds(QObject):
    """One method a deed; each is one write, or none."""

    def __init__(self, workspace: Workspace, clerk: Clerk, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._clerk, self._page = workspace, clerk, page
        self.month = Period("month", 2025, 1)

    @property
    def _project(self) -> int:
        assert self._workspace.project is not None
        return self._workspace.project.id

    # --- the plan

    def plan(self, line: PlanLine | None = None) -> None:
        """A line of the plan, new or corrected."""
        month, key = self.month, line.id if line else None
        asked = Asked(
            "更正计划" if line else f"{month.number} 月培训计划", "保存" if line else "加入", True,
            first=month.first, last=month.last,
        )  # fmt: skip
        one = line.plan if line else None
        found: Lesson | None = Lesson(one.planned_on, one.topic, one.kind, one.hours) if one else Lesson(None)
        refusal = ""
        while found is not None:
            found = lesson_dialog.ask(self._page, asked, found, refusal)
            if found is None or self._clerk.plan(month, found, key) is not None:
                return
            refusal = self._clerk.refusal
            if not refusal:
                return

    def void_plan(self, line: PlanLine) -> None:
        """Takes a line out."""
        asked = Question("删去计划", f"从 {line.plan.month} 的计划中删去“{line.plan.topic}”。", "删去", danger=True)
        answer = reason.ask(self._page, asked)
        if answer is not None:
            self._clerk.void_plan(line.id, answer.reason)

    def file(self) -> None:
        """The plan was filed: on which day, by whom."""
        words = f"{self.month.number} 月的培训计划已报送甲方。"
        asked = Question(
            "登记报送", words, "登记", self._workspace.today(), label="报送人", given=self._workspace.book.user
        )
        answer = reason.ask(self._page, asked)
        if answer is not None and answer.day is not None:
            self._clerk.file(self.month, answer.day, answer.reason)

    def unfile(self) -> None:
        """It was not filed after all."""
        answer = reason.ask(self._page, Question("撤销报送", f"{self.month.number} 月计划改为未报送。", "撤销报送"))
        if answer is not None:
            self._clerk.unfile(self.month, answer.reason)

    # --- sessions

    def hold(self, line: PlanLine | None = None, like: Held | None = None) -> int | None:
        """A session, from a line of the plan or anew, with the hours and the trainer of the last one."""
        first, last = self.month.first, self.month.last
        day = min(max(self._workspace.today(), first), last)
        given = Lesson(day)
        if like is not None:
            old = like.session
            given = Lesson(day, "", old.kind, old.hours, old.trainer, old.place)
        if line is not None:
            one = line.plan
            given = Lesson(one.planned_on or day, one.topic, one.kind, one.hours, given.trainer, given.place)
        asked = Asked("登记培训", "登记", words="登记之后再签到：每人默认按这场的课时计。", first=first, last=last)
        found, refusal = lesson_dialog.ask(self._page, asked, given), ""
        while found is not None:
            made = self._clerk.hold(found, line.id if line else None)
            refusal = self._clerk.refusal
            if made is not None or not refusal:
                return made
            found = lesson_dialog.ask(self._page, asked, found, refusal)
        return None

    def amend(self, row: Held) -> None:
        """Corrects a session."""
        one, month = row.session, self.month
        asked = Asked("更正培训", "保存更正", amending=True, first=month.first, last=month.last)
        given = Lesson(one.day, one.topic, one.kind, one.hours, one.trainer, one.place)
        found = lesson_dialog.ask(self._page, asked, given)
        while found is not None and self._clerk.amend(row.id, found) is None and self._clerk.refusal:
            found = lesson_dialog.ask(self._page, asked, found, self._clerk.refusal)

    def roll(self, row: Held) -> None:
        """The check list of a session, written at once."""
        book, one = self._workspace.book, row.session
        with book.read() as connection:
            seats = floor(connection, self._project, one.day)
            sheet = training.attended(connection, self._project, row.id)
        call = RollCall(f"{day_text(one.day)} {one.topic}（{show(one.hours)} 课时）", one.hours, seats, sheet)
        found = roll_dialog.ask(self._page, call)
        while found is not None and self._clerk.sign_in(row.id, found) is None and self._clerk.refusal:
            again = RollCall(call.title, call.hours, seats, tuple(found))
            found = roll_dialog.ask(self._page, again, self._clerk.refusal)

    def judge(self, row: Held, poor: bool) -> None:
        """What the client says of it."""
        words = "甲方认为这场培训不到位：每场计一次，影响见“本月培训证明什么”。" if poor else "撤销“不到位”的评价。"
        answer = reason.ask(self._page, Question("培训评价", words, "登记" if poor else "撤销", danger=poor))
        if answer is not None:
            self._clerk.judge(row.id, poor, answer.reason)

    def call_off(self, row: Held) -> None:
        """It did not take place."""
        asked = Question("取消举办", f"“{row.session.topic}”没有举办，课时不计，记录保留。", "取消举办")
        answer = reason.ask(self._page, asked)
        if answer is not None:
            self._clerk.call_off(row.id, answer.reason)

    def void(self, row: Held) -> None:
        """It never was."""
        words = f"作废“{row.session.topic}”和它的签到（{row.came} 人到场）。"
        answer = reason.ask(self._page, Question("作废培训", words, "作废", danger=True))
        if answer is not None:
            self._clerk.void(row.id, answer.reason)

    # --- evidence

    def choose_files(self, row: Held) -> None:
        """Files from the disk."""
        names, _ = QFileDialog.getOpenFileNames(self._page, "选择签到表扫描件或照片")
        self.add_paths(row, [Path(one) for one in names])

    def add_paths(self, row: Held, paths: Sequence[Path]) -> None:
        """Files that were chosen or dropped."""
        self._attach(row, *read_files(paths))

    def paste(self, row: Held) -> None:
        """A picture or files from the clipboard."""
        self._attach(row, *from_clipboard(self._workspace.book.clock()))

    def _attach(self, row: Held, files: Sequence[File], wrong: str) -> None:
        if files:
            self._clerk.attach(row.id, files)
        if wrong:
            self._clerk.refused.emit(wrong)

    def files_of(self, row: Held) -> tuple[Attachment, ...]:
        """What lies beside a session."""
        return attachments.of(self._workspace.book, NOUN, row.id)

    def open_file(self, row: Held, key: object) -> None:
        """A copy for reading, in the program that shows such files."""
        url = open_file(self._workspace.book, int(str(key)), self.files_of(row))
        if url is not None:
            QDesktopServices.openUrl(url)

    def remove_file(self, row: Held, key: object) -> None:
        """Takes a file away, with the reason."""
        answer = reason.ask(self._page, Question("取下附件", "这份文件不再作为这场培训的凭证。", "取下"))
        if answer is not None:
            self._clerk.detach(row.id, int(str(key)), answer.reason)

    def today(self) -> date:
        """As the workspace knows it."""
        return self._workspace.today()
